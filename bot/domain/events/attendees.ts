import { sql } from 'kysely';
import type { BookingState } from '../../ports/store/schema-events.ts';
import type { Context } from '../context.ts';
import { dateAndTime } from '../london.ts';
import { requireRight } from '../members/access.ts';
import { audit } from '../members/audit.ts';
import { containing, type Member } from '../members/members.ts';
import { answersOf, type EventQuestion, eventQuestions } from './answers.ts';
import { type Day, dayOf, gone } from './attendance.ts';
import { boroughs, type Numbers, organisedSession } from './organised.ts';
import { live, maxOf, type Pool, type PoolMode, passedOver, takenIn } from './rules.ts';
import { type Unreached, unreached } from './unreached.ts';
import type { WrittenSession } from './written.ts';

/** Who comes to a session, wants to, or did: for coordinators, who see every answer, those about health where they ask. */

type Ctx = Pick<Context, 'db' | 'clock' | 'seal'>;

export type Attendee = {
  bookingId: string;
  memberId: string | null;
  name: string;
  post: string | null;
  organisation: string;
  borough: string;
  pool: PoolMode;
  state: BookingState;
  booked: string;
  bookedBy: string | null;
  overCapacity: boolean;
  /** 1 is next; null where they do not wait. */
  place: number | null;
  passedOver: string | null;
  acceptBy: string | null;
  answers: Record<string, string>;
  statement: string | null;
  endorsed: boolean;
  /** The latest message that did not reach them: "Booked. There is no chat with them." */
  notReached: string | null;
};

export type BoroughNumbers = {
  id: string;
  name: string;
  confirmed: number;
  offered: number;
  waiting: number;
  requested: number;
  most: number | null;
  reserved: number;
};

export type Attendees = {
  day: Day;
  numbers: Numbers;
  byApproval: boolean;
  boroughs: BoroughNumbers[];
  questions: EventQuestion[];
  people: Attendee[];
  total: number;
};

export type AttendeeFilter = {
  search?: string | undefined;
  /** Left out: all whose booking is not over. */
  state?: BookingState | undefined;
  borough?: string | undefined;
  /** With the special answers too, which is written down: they may say something of health or religion. */
  needs?: boolean | undefined;
  /** 0 is the first. */
  page?: number | undefined;
};

const onePage = 100;

/**
 * A session's people, 100 at a time: by borough and name, those who wait in the order of the list.
 * @throws AppError 'not-found'
 */
export async function attendees(
  ctx: Ctx,
  actor: Member,
  sessionId: string,
  filter: AttendeeFilter = {},
): Promise<Attendees> {
  requireRight(actor, 'manageEvents');
  const day = await dayOf(ctx, sessionId);
  const session = await organisedSession(ctx, sessionId);
  const names = new Map((await boroughs(ctx)).map(({ id, name }) => [id, name]));
  const { rows, total } = await bookings(ctx, sessionId, filter);
  const ids = rows.map(({ id }) => id);
  const answers = await answersOf(ctx, ids, { special: filter.needs === true });
  if (filter.needs) await noteReading(ctx, actor, sessionId, total);
  const missed = Map.groupBy(await unreached(ctx, actor, sessionId), ({ memberId }) => memberId);
  return {
    day,
    numbers: session.numbers,
    byApproval: session.form.byApproval,
    boroughs: await byBorough(ctx, session, names),
    questions: await eventQuestions(ctx, day.eventId),
    total,
    people: rows.map((row) => ({
      bookingId: row.id,
      memberId: row.member_id,
      name: row.name ?? gone,
      post: row.post,
      organisation: row.organisation,
      borough: row.borough,
      pool: row.pool,
      state: row.state,
      booked: dateAndTime(row.created_at),
      bookedBy: row.booker,
      overCapacity: row.over_capacity,
      place: row.place === null ? null : Number(row.place),
      passedOver: row.state === 'waiting' ? barWords(session, row, names, ctx.clock.now()) : null,
      acceptBy: row.offer_expires_at && dateAndTime(row.offer_expires_at),
      answers: answers.get(row.id) ?? {},
      statement: row.statement,
      endorsed: row.endorsed_at !== null,
      notReached: notReached(missed.get(row.member_id ?? '')),
    })),
  };
}

const notReached = (missed: Unreached[] | undefined): string | null =>
  missed ? `${missed[0]!.message}. ${missed[0]!.reason}` : null;

/** A list that stays open asks again and again: that is one reading of it. */
const oneReading = 30 * 60_000;

async function noteReading(ctx: Ctx, actor: Member, session: string, people: number): Promise<void> {
  const action = 'needs read';
  const before = await ctx.db
    .selectFrom('audit')
    .select('id')
    .where('at', '>', new Date(ctx.clock.now().getTime() - oneReading))
    .where('actor', '=', actor.pseudonym)
    .where('action', '=', action)
    .where(sql<boolean>`details ->> 'session' = ${session} and (details ->> 'people')::int >= ${people}`)
    .limit(1)
    .executeTakeFirst();
  if (!before) await audit(ctx, { actor, action, details: { session, people } });
}

async function bookings(ctx: Ctx, sessionId: string, { search, state, borough, page = 0 }: AttendeeFilter) {
  let query = ctx.db
    .with('list', (db) =>
      db
        .selectFrom('booking')
        .select([
          'id',
          sql<string>`row_number() over (partition by pool order by priority desc, wait_seq)`.as('place'),
        ])
        .where('session_id', '=', sessionId)
        .where('state', '=', 'waiting'),
    )
    .selectFrom('booking')
    .innerJoin('organisation', 'organisation.id', 'booking.organisation_id')
    .leftJoin('member', 'member.id', 'booking.member_id')
    .leftJoin('member as booker', 'booker.id', 'booking.booked_by')
    .leftJoin('list', 'list.id', 'booking.id')
    .selectAll('booking')
    .select([
      'member.name',
      'member.post',
      'booker.name as booker',
      'list.place',
      sql<string>`organisation.details ->> 'name'`.as('organisation'),
      sql<string>`count(*) over ()`.as('total'),
    ])
    .where('booking.session_id', '=', sessionId)
    .where('booking.state', 'in', state ? [state] : live);
  if (borough) query = query.where('booking.borough', '=', borough);
  if (search?.trim()) {
    const pattern = containing(search);
    query = query.where((e) =>
      e.or([e('member.name', 'ilike', pattern), e(sql`organisation.details ->> 'name'`, 'ilike', pattern)]),
    );
  }
  const rows = await query
    .orderBy(sql`list.place is not null`)
    .orderBy('booking.pool')
    .orderBy('list.place')
    .orderBy('organisation')
    .orderBy(sql`lower(member.name)`)
    .orderBy('booking.id')
    .limit(onePage)
    .offset(page * onePage)
    .execute();
  // Past the last page there is no row to read it from.
  const all =
    rows[0] ??
    (await query.clearSelect().select(sql<string>`count(*)`.as('total')).executeTakeFirstOrThrow());
  return { rows, total: Number(all.total) };
}

/** Those boroughs that have somebody, or a rule, by name. */
async function byBorough(
  ctx: Ctx,
  session: WrittenSession,
  names: Map<string, string>,
): Promise<BoroughNumbers[]> {
  const now = ctx.clock.now();
  const rows = await ctx.db
    .selectFrom('booking')
    .select(['borough', 'state', sql<number>`count(*)::int`.as('n')])
    .where('session_id', '=', session.id)
    .where('state', 'in', live)
    .groupBy(['borough', 'state'])
    .execute();
  const ruled = session.pools.flatMap(({ quotas }) => quotas.map(({ borough }) => borough));
  const ids = [...new Set([...rows.map(({ borough }) => borough), ...ruled])];
  return ids
    .map((id) => {
      const count = (state: BookingState) => rows.find((r) => r.borough === id && r.state === state)?.n ?? 0;
      const most = session.pools.map((pool) => maxOf(pool, id));
      return {
        id,
        name: names.get(id) ?? id,
        confirmed: count('confirmed'),
        offered: count('offered'),
        waiting: count('waiting'),
        requested: count('requested'),
        most: most.some((each) => each === null) ? null : most.reduce((sum: number, each) => sum + each!, 0),
        reserved: session.pools
          .flatMap(({ quotas }) => quotas)
          .filter(({ borough, releaseAt }) => borough === id && (!releaseAt || releaseAt > now))
          .reduce((sum, { reserved }) => sum + reserved, 0),
      };
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

/**
 * Why the rules give somebody no place: with all taken, why not the next one either. Null where it would be theirs.
 * @param names of boroughs, by id
 */
export function barWords(
  session: WrittenSession,
  who: { pool: PoolMode; borough: string; automatic: boolean },
  names: Map<string, string>,
  now: Date,
): string | null {
  const pool = session.pools.find(({ mode }) => mode === who.pool);
  if (!pool) return null;
  const full = pool.capacity <= takenIn(pool);
  const next: Pool = full ? { ...pool, capacity: takenIn(pool) + 1 } : pool;
  const bar = passedOver(next, who, session, now);
  const most = maxOf(pool, who.borough) ?? 0;
  if (bar === 'borough has its most')
    return `${names.get(who.borough) ?? 'Their group'} has its most: ${most === 1 ? '1 place' : `${most} places`}.`;
  if (bar === 'kept for others') return 'What is free is kept for other boroughs.';
  // A session by approval makes no offers.
  if (bar && !session.form.byApproval) return 'It is too late to offer them a place.';
  return full ? 'All places are taken.' : null;
}
