import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { DateTime } from 'luxon';
import type { Context } from '../../bot/domain/context.ts';

/**
 * The rules of booking once more, said in another way than the product says them, and held against what stands in the
 * tables before and after a step.
 */

type Row = {
  id: string;
  /** Null when they were erased. */
  member_id: string | null;
  borough: string;
  pool: string;
  state: string;
  wait_seq: number | null;
  priority: number;
  offer_expires_at: string | null;
  automatic: boolean;
  over_capacity: boolean;
  sequence: number;
  version: number;
  /** May use the service now. */
  able: boolean;
};
type Line = {
  id: number;
  booking_id: string | null;
  did: string;
  became: Partial<Row> & Record<string, unknown>;
};
type Places = { mode: string; capacity: number; per_borough: number | null };
type Quota = {
  pool: string;
  borough: string;
  max: number | null;
  reserved: number;
  release_at: string | null;
};

/** All that stands of a session. */
export type Standing = {
  starts_at: string;
  closes_at: string;
  offer_cutoff: string | null;
  by_approval: boolean;
  /** Neither called off nor retired. */
  on: boolean;
  pools: Places[];
  quotas: Quota[];
  bookings: Row[];
  log: Line[];
};

export async function standing(ctx: Context, id: string): Promise<Standing> {
  const { rows } = await sql<{ said: Standing }>`
    select to_jsonb(s) || jsonb_build_object(
      'on', s.state = 'planned' and e.state = 'published' and e.retired_at is null,
      'pools', (select jsonb_agg(p) from pool p where p.session_id = s.id),
      'quotas', (select coalesce(jsonb_agg(q), '[]') from quota q where q.session_id = s.id),
      'log', (select coalesce(jsonb_agg(l order by id), '[]') from booking_log l where l.session_id = s.id),
      'bookings', (select coalesce(jsonb_agg(to_jsonb(b) || jsonb_build_object(
          'able', m.blocked_at is null and (o.kind <> 'authority' or o.signed)) order by b.id), '[]')
        from booking b left join member m on m.id = b.member_id left join organisation o on o.id = m.organisation_id
        where b.session_id = s.id)) as said
    from session s join event e on e.id = s.event_id where s.id = ${id}`.execute(ctx.db);
  return rows[0]!.said;
}

const takes = ({ state }: Row) => state === 'confirmed' || state === 'offered';
const stands = ({ state }: Row) => ['requested', 'waiting', 'offered', 'confirmed'].includes(state);
const at = (iso: string) => Date.parse(iso);
const hour = 3_600_000;

const holidays = ['2027-03-26', '2027-03-29'];
function isAtWork(instant: number): boolean {
  const local = DateTime.fromMillis(instant, { zone: 'Europe/London' });
  const clock = local.hour + local.minute / 60;
  return local.weekday < 6 && !holidays.includes(local.toISODate()!) && clock >= 9 && clock <= 17;
}

const cutoffOf = ({ offer_cutoff, closes_at, starts_at }: Standing) =>
  Math.min(at(offer_cutoff ?? closes_at), at(starts_at));

/** Whether somebody could be given more than 20 hours, to a time at which people work, before the cut-off. */
function isTimeToOffer(session: Standing, now: number): boolean {
  for (let end = cutoffOf(session); end > now + 20 * hour; end -= hour) if (isAtWork(end)) return true;
  return false;
}

/** How far each rule about places is exceeded by these bookings: by rule, 0 or less where it holds. */
function excess({ pools, quotas }: Standing, bookings: Row[], now: number): Record<string, number> {
  const over: Record<string, number> = {};
  for (const { mode, capacity, per_borough } of pools) {
    const inPool = bookings.filter((each) => takes(each) && each.pool === mode);
    const of = (borough: string) => inPool.filter((each) => each.borough === borough).length;
    const most = (borough: string) =>
      quotas.find((quota) => quota.pool === mode && quota.borough === borough)?.max ??
      per_borough ??
      Infinity;
    over[`places ${mode}`] = inPool.length - capacity;
    for (const { borough } of inPool) over[`most ${mode} ${borough}`] = of(borough) - most(borough);
    const kept = quotas
      .filter((quota) => quota.pool === mode && (!quota.release_at || at(quota.release_at) > now))
      .map(({ borough, reserved }) => Math.max(0, Math.min(reserved, most(borough)) - of(borough)));
    over[`kept ${mode}`] = inPool.length + kept.reduce((sum, n) => sum + n, 0) - capacity;
  }
  return over;
}

/** Whether somebody of the borough may have one more place of the kind: nothing is exceeded then that was not before. */
function isFree(session: Standing, { pool, borough }: Row, now: number): boolean {
  const more = { state: 'confirmed', pool, borough } as Row;
  const before = excess(session, session.bookings, now);
  const after = excess(session, [...session.bookings, more], now);
  return Object.entries(after).every(([rule, n]) => n <= 0 || n <= (before[rule] ?? 0));
}

/** What a step, or many at once, must not do. @param arranged whether a coordinator changed the session in it */
export function checkStep(before: Standing, after: Standing, nowDate: Date): void {
  const now = nowDate.getTime();
  const lines = after.log.slice(before.log.length);
  const was = new Map(before.bookings.map((each) => [each.id, each]));
  const is = new Map(after.bookings.map((each) => [each.id, each]));

  // 1, 2, 11, 15: places, the most for a borough and what is kept. A coordinator's reason may, and is written down.
  const overrides = lines.filter(
    ({ did, became }) => became.overCapacity && ['booked', 'place given by a coordinator'].includes(did),
  ).length;
  const earlier = excess(after, before.bookings, now);
  for (const [rule, n] of Object.entries(excess(after, after.bookings, now)))
    assert.ok(n <= Math.max(0, earlier[rule] ?? 0) + overrides, `${rule}: ${n} more than it may`);

  // 3: one that is not over for each person.
  const holders = after.bookings.filter(stands).map(({ member_id }) => member_id);
  assert.equal(new Set(holders).size, holders.length, 'two bookings of one person');

  // 4: nobody waits beside a place that is theirs to have.
  const cutoff = cutoffOf(after);
  const offers = isTimeToOffer(after, now);
  const giving = after.on && !after.by_approval && cutoff > now;
  const ready = (row: Row) => row.able && (row.automatic || offers);
  for (const row of after.bookings.filter(({ state }) => giving && state === 'waiting'))
    assert.ok(!(ready(row) && isFree(after, row, now)), `${row.id} waits beside a free place`);

  const given = lines.filter(({ did }) => did === 'place offered' || did === 'place given');
  for (const { booking_id, did, became } of given) {
    const row = is.get(booking_id!)!;
    // 5: in turn, within a borough and priority.
    const passed = after.bookings.find(
      (each) =>
        each.state === 'waiting' &&
        was.get(each.id)?.state === 'waiting' &&
        was.get(each.id)!.able &&
        was.get(each.id)!.automatic &&
        ready(each) &&
        each.pool === row.pool &&
        each.borough === row.borough &&
        (each.priority > row.priority || (each.priority === row.priority && each.wait_seq! < row.wait_seq!)),
    );
    assert.equal(passed, undefined, `${passed?.id} was passed over`);
    // 8: only while there is something to come to, and never too late.
    assert.ok(giving, 'a place was given that could not be');
    if (did === 'place given') assert.ok(!offers && row.automatic, 'a place was given without asking');
    else {
      const until = at(String(became.offerExpiresAt));
      assert.ok(
        until > now + 20 * hour && until <= cutoff && isAtWork(until),
        `offered until ${became.offerExpiresAt}`,
      );
    }
  }
  // 5, across boroughs: without the place that was given last, nobody who came earlier could have it.
  const last = lines.at(-1);
  const latest = last && given.includes(last) ? is.get(last.booking_id!)! : undefined;
  if (latest) {
    const bookings = after.bookings.map((each) => (each === latest ? { ...each, state: 'waiting' } : each));
    for (const row of bookings)
      assert.ok(
        !(row.state === 'waiting' && row.wait_seq! < latest.wait_seq! && row.pool === latest.pool) ||
          !(was.get(row.id)?.state === 'waiting' && ready(row) && isFree({ ...after, bookings }, row, now)),
        `${row.id} came before ${latest.id}`,
      );
  }
  for (const row of after.bookings.filter(({ state }) => state === 'offered'))
    assert.ok(at(row.offer_expires_at!) > now && at(after.starts_at) > now, 'an offer outlived its time');
  for (const { booking_id } of lines.filter(({ did }) => did === 'offer accepted'))
    assert.ok(now < at(was.get(booking_id!)?.offer_expires_at ?? '9999'), 'accepted too late');

  // 7: what is over stays over. Nobody loses a place unless they or a coordinator cancel it, or give it away.
  for (const row of before.bookings) {
    const next = is.get(row.id)!;
    if (!stands(row)) assert.equal(next.state, row.state, 'a booking came back');
    if (row.state === 'confirmed' && next.state !== 'confirmed') {
      assert.ok(['cancelled', 'transferred'].includes(next.state), `${row.id} lost its place`);
      // 12: calendars see that it is over.
      assert.ok(next.sequence > row.sequence, 'the invitation was not raised');
    }
    assert.equal(next.borough, row.borough);
  }

  // 11: a place given to a colleague stays of its kind and borough.
  const taken = lines
    .filter(({ did }) => did === 'booked by transfer')
    .map(({ became }) => `${became.pool} ${became.borough}`);
  const left = lines
    .filter(({ did }) => did === 'transferred')
    .map(({ became }) => `${became.pool} ${became.borough}`);
  assert.deepEqual(taken.sort(), left.sort());
}

/** 10: what was written down, replayed, is what stands. */
export function checkLog({ bookings, log }: Standing): void {
  const said = Map.groupBy(
    log.filter(({ booking_id }) => booking_id),
    ({ booking_id }) => booking_id!,
  );
  assert.equal(said.size, bookings.length);
  for (const row of bookings) {
    const lines = said.get(row.id)!;
    assert.equal(row.version, lines.length);
    // 6, 7: nothing comes after its end, and so it ends once.
    const ends = lines.findIndex(({ became }) => !stands(became as Row));
    assert.ok(ends === -1 || ends === lines.length - 1, 'something happened to what was over');
    const { offerExpiresAt, ...became } = Object.assign(
      {},
      ...lines.map((line) => line.became),
    ) as Line['became'];
    assert.equal(
      offerExpiresAt === null ? null : at(String(offerExpiresAt)),
      row.offer_expires_at && at(row.offer_expires_at),
    );
    const { state, pool, borough, priority, automatic, sequence } = row;
    const rest = { waitSeq: row.wait_seq, overCapacity: row.over_capacity };
    assert.deepEqual(became, { state, pool, borough, priority, automatic, sequence, ...rest });
  }
}

/** 9: of each thing that came of a booking one message went to whose it is. */
export async function checkMessages(ctx: Context, { bookings, log }: Standing): Promise<void> {
  const said = await ctx.db
    .selectFrom('message')
    .select(['purpose', 'key', 'member_id'])
    .where('purpose', 'in', ['booking confirmed', 'place offered'])
    .where('key', 'in', ['', ...bookings.map(({ id }) => id)])
    .execute();
  for (const { id, member_id } of bookings.filter((each) => each.member_id)) {
    const lines = log.filter(({ booking_id }) => booking_id === id);
    const count = (purpose: string) =>
      said.filter((each) => each.key === id && each.purpose === purpose).length;
    assert.equal(
      count('booking confirmed'),
      Number(lines.some(({ became }) => became.state === 'confirmed')),
    );
    assert.equal(count('place offered'), lines.filter(({ did }) => did === 'place offered').length);
    for (const each of said.filter(({ key }) => key === id)) assert.equal(each.member_id, member_id);
  }
}
