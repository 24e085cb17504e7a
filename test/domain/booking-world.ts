import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { Context } from '../../bot/domain/context.ts';
import { AppError } from '../../bot/domain/errors.ts';
import { acceptOffer, book, cancel, setAutomatic } from '../../bot/domain/events/bookings.ts';
import { logSession } from '../../bot/domain/events/changes.ts';
import { atSession } from '../../bot/domain/events/door.ts';
import { poolsOf } from '../../bot/domain/events/pools.ts';
import { transfer } from '../../bot/domain/events/transfer.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { knowTenant } from '../../bot/domain/members/organisations.ts';
import type { Database } from '../../bot/ports/store/db.ts';
import { aCoordinator, again, aMember } from '../factories.ts';
import type { Domain } from '../harness.ts';

/** Everybody who may do something at a session, and all that they may do. */

export type World = { domain: Domain; people: Member[]; coordinator: Member };

const boroughs = ['camden', 'hackney', 'lewisham'];
const groups = [...boroughs, 'partners'];
const modes = ['in person', 'online'] as const;
const hour = 3_600_000;
/** Easter and the change of the clocks lie in the days after it. */
export const start = new Date('2027-03-24T10:00:00Z');
const inHours = (hours: number, from = start) => new Date(from.getTime() + hours * hour);

export async function aWorld(domain: Domain): Promise<World> {
  const { ctx } = domain;
  const people: Member[] = [];
  for (const borough of [...boroughs, ...boroughs, ...boroughs, 'partners'])
    people.push(await aMember(ctx, borough === 'partners' ? 'research-in-practice' : borough));
  for (const { tenantId } of people) for (const each of boroughs) await knowTenant(ctx.db, tenantId, each);
  return { domain, people, coordinator: await aCoordinator(ctx) };
}

/** What a session is at first. Times are hours after `start`. */
export const setting = fc.record({
  pools: fc.array(
    fc.record({
      capacity: fc.nat({ max: 4 }),
      perBorough: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
    }),
    { minLength: 1, maxLength: 2 },
  ),
  quotas: fc.uniqueArray(
    fc.record({
      borough: fc.constantFrom(...groups),
      pool: fc.constantFrom(...modes),
      max: fc.option(fc.nat({ max: 2 }), { nil: null }),
      reserved: fc.nat({ max: 2 }),
      release: fc.option(fc.nat({ max: 100 }), { nil: null }),
    }),
    { maxLength: 3, selector: ({ borough, pool }) => `${borough} ${pool}` },
  ),
  starts: fc.integer({ min: 20, max: 400 }),
  closesBefore: fc.nat({ max: 30 }),
  cutoffBefore: fc.option(fc.nat({ max: 60 }), { nil: null }),
  byApproval: fc.nat({ max: 9 }).map((n) => n === 0),
});
export type Setting = typeof setting extends fc.Arbitrary<infer T> ? T : never;

export async function aSession({ ctx }: Domain, made: Setting): Promise<string> {
  const event = `proof-${randomUUID()}`;
  const id = `${event}-1`;
  const startsAt = inHours(made.starts);
  await ctx.transaction(async (tx) => {
    await sql`insert into event (id, title, summary, area, details, sample)
      values (${event}, 'Proof', 'A session of a test.', 'send', '{}', false)`.execute(tx);
    await sql`insert into session (id, event_id, day, starts_at, ends_at, closes_at, by_approval, offer_cutoff)
      values (${id}, ${event}, ${startsAt}::timestamptz::date, ${startsAt}, ${inHours(2, startsAt)},
        ${inHours(-made.closesBefore, startsAt)}, ${made.byApproval},
        ${made.cutoffBefore === null ? null : inHours(-made.cutoffBefore, startsAt)})`.execute(tx);
    for (const [n, { capacity, perBorough }] of made.pools.entries())
      await sql`insert into pool (session_id, mode, capacity, per_borough)
        values (${id}, ${modes[n]}, ${capacity}, ${perBorough})`.execute(tx);
    for (const quota of made.quotas) await setQuota(tx, id, quota);
    await sql`update session set settle_at = (select min(release_at) from quota where session_id = ${id})
      where id = ${id}`.execute(tx);
  });
  return id;
}

async function setQuota(db: Database, id: string, quota: Setting['quotas'][number]): Promise<void> {
  const release = quota.release === null ? null : inHours(quota.release);
  await sql`insert into quota (session_id, pool, borough, max, reserved, release_at)
    select session_id, mode, ${quota.borough}, ${quota.max}::int, ${quota.reserved}, ${release}::timestamptz
    from pool where session_id = ${id} and mode = ${quota.pool}
    on conflict (session_id, pool, borough)
    do update set max = excluded.max, reserved = excluded.reserved, release_at = excluded.release_at`.execute(
    db,
  );
}

const acts = {
  ...{ book: 10, wait: 10, override: 1, cancel: 5, takeOff: 1, accept: 5, automatic: 2, transfer: 2 },
  ...{ later: 3, places: 2, quota: 1.5, cutoff: 0.5, move: 1, block: 1, callOff: 0.05, retire: 0.05 },
};
export type Act = keyof typeof acts;
/** What many do at the same moment: the coordinator's changes of a session come between. */
export const together: Act[] = [
  'book',
  'wait',
  'override',
  'cancel',
  'takeOff',
  'accept',
  'automatic',
  'transfer',
];

const anAct = (of: Act[]) =>
  fc.oneof(...of.map((act) => ({ weight: Math.ceil(acts[act] * 20), arbitrary: fc.constant(act) })));

/** `who` does it to or for `whom`; the rest means something else for each act. */
export const command = (of = Object.keys(acts) as Act[]) =>
  fc.record({
    act: anAct(of),
    who: fc.nat({ max: 9 }),
    whom: fc.nat({ max: 9 }),
    own: fc.nat({ max: 3 }).map((n) => n > 0),
    n: fc.nat({ max: 5 }),
    hours: fc.integer({ min: 1, max: 72 }),
    pool: fc.constantFrom(...modes),
    yes: fc.boolean(),
  });
export type Command = ReturnType<typeof command> extends fc.Arbitrary<infer T> ? T : never;

/** Does it, by the product's own way. What is refused is refused. */
export async function run(
  world: World,
  id: string,
  asked: Command,
  ctx = world.domain.ctx,
): Promise<unknown> {
  try {
    return await perform(world, ctx, id, asked);
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

async function perform(world: World, ctx: Context, id: string, asked: Command): Promise<unknown> {
  const { people, coordinator, domain } = world;
  const { act, own, n, hours, pool, yes } = asked;
  const who = people[asked.who]!;
  const whom = own ? who : people[asked.whom]!;
  /** A booking of the session in such a state, now and then in any, and who would do something to it. */
  const one = async (...states: string[]) => {
    const { rows } = await sql<{ id: string; member_id: string; fits: boolean }>`
      select booking.id, member_id, state = any(${n === 0 ? [] : states}::text[]) as fits
      from booking join booking_log on booking_id = booking.id where booking.session_id = ${id}
      group by booking.id order by min(booking_log.id)`.execute(ctx.db);
    const fitting = rows.some(({ fits }) => fits) ? rows.filter(({ fits }) => fits) : rows;
    const { id: booking, member_id } = fitting[asked.whom % fitting.length] ?? {
      id: randomUUID(),
      member_id: null,
    };
    return { booking, by: (own && people.find((each) => each.id === member_id)) || who };
  };
  const now = ctx.clock.now();
  switch (act) {
    case 'book':
    case 'wait': {
      const wait = act === 'wait';
      const wish = {
        memberId: whom.id,
        pool: n > 0 ? pool : undefined,
        wait,
        automatic: yes,
        key: randomUUID(),
      };
      return twice(yes, () => book(ctx, who, id, wish));
    }
    case 'override':
      return book(ctx, coordinator, id, { memberId: whom.id, override: 'They open it' });
    case 'cancel': {
      const { booking, by } = await one('confirmed', 'offered', 'waiting');
      return twice(yes, () => cancel(ctx, by, booking).then(() => 'done'));
    }
    case 'takeOff':
      return cancel(ctx, coordinator, (await one('confirmed', 'waiting')).booking, {
        reason: 'They asked by telephone',
      });
    case 'accept': {
      const { booking, by } = await one('offered');
      return twice(yes, () => acceptOffer(ctx, by, booking).then(() => 'done'));
    }
    case 'automatic': {
      const { booking, by } = await one('waiting');
      return setAutomatic(ctx, by, booking, yes);
    }
    case 'transfer': {
      const { booking, by } = await one('confirmed');
      const [to] = people.filter(
        ({ id, organisation }) => id !== by.id && organisation.id === by.organisation.id,
      );
      return transfer(ctx, by, booking, (own && to ? to : whom).id);
    }
    case 'later':
      domain.now.at = inHours(hours, now);
      return settle(ctx, id);
    case 'places':
      return rearrange(ctx, id, (db) =>
        db
          .updateTable('pool')
          .set({ capacity: n, per_borough: yes ? null : (asked.who % 3) + 1 })
          .where('session_id', '=', id)
          .where('mode', '=', pool)
          .execute(),
      );
    case 'quota': {
      const borough = groups[n % groups.length]!;
      const most = own ? null : asked.who % 3;
      const release = yes ? null : (now.getTime() - start.getTime()) / hour + hours;
      return rearrange(ctx, id, (db) =>
        setQuota(db, id, { borough, pool, max: most, reserved: asked.whom % 3, release }),
      );
    }
    case 'cutoff':
      return rearrange(ctx, id, (db) =>
        sql`update session set offer_cutoff = starts_at - make_interval(hours => ${hours}) where id = ${id}`.execute(
          db,
        ),
      );
    case 'move':
      return changePerson(world, ctx, asked.who, { organisation_id: boroughs[n % 3]! });
    case 'block':
      await changePerson(world, ctx, asked.who, { blocked_at: yes ? now : null });
      return atSession(ctx, id, async () => {}); // who may come again is seen when the session is next changed
    case 'callOff':
      return rearrange(ctx, id, (db) =>
        sql`update session set state = 'cancelled' where id = ${id}`.execute(db),
      );
    case 'retire':
      return rearrange(ctx, id, (db) =>
        sql`update event set retired_at = ${now} where id = (select event_id from session where id = ${id})`.execute(
          db,
        ),
      );
  }
}

/** The same button pressed twice. */
async function twice(again: boolean, press: () => Promise<unknown>): Promise<unknown> {
  const first = await press();
  return again ? { first, second: await press() } : first;
}

/** As the job does that comes every minute. */
async function settle(ctx: Context, id: string): Promise<void> {
  const due = await ctx.db
    .selectFrom('session')
    .select('id')
    .where('id', '=', id)
    .where('settle_at', '<=', ctx.clock.now())
    .executeTakeFirst();
  if (due) await atSession(ctx, id, async () => {});
}

/** A coordinator's change of a session, behind its door. */
function rearrange(ctx: Context, id: string, write: (db: Database) => Promise<unknown>): Promise<void> {
  return atSession(ctx, id, async (door) => {
    await write(door.tx.db);
    const { rows } = await sql<{ cutoff: Date | null; retired: boolean; cancelled: boolean }>`
      select offer_cutoff as cutoff, retired_at is not null as retired, session.state = 'cancelled' as cancelled
      from session join event on event.id = event_id where session.id = ${id}`.execute(door.tx.db);
    const { cutoff, ...standing } = rows[0]!;
    Object.assign(door.session, standing, { offerCutoff: cutoff });
    door.pools = (await poolsOf(door.tx, [id])).get(id)!;
    door.rescheduled = true;
    await logSession(door, { actor: null, did: 'session changed' }, {});
  });
}

async function changePerson(
  { people }: World,
  ctx: Context,
  n: number,
  set: { organisation_id: string } | { blocked_at: Date | null },
): Promise<void> {
  const person = people[n]!;
  await ctx.db.updateTable('member').set(set).where('id', '=', person.id).execute();
  people[n] = await again(ctx, person);
}

/** Everybody is again where they were at first. */
export async function atHome({ domain: { ctx }, people }: World): Promise<void> {
  for (const [n, { id, organisation, blocked }] of people.entries()) {
    const home = boroughs[n % 3]!;
    if (n === 9 ? !blocked && organisation.kind === 'partner' : !blocked && organisation.id === home)
      continue;
    const organisation_id = n === 9 ? 'research-in-practice' : home;
    await ctx.db
      .updateTable('member')
      .set({ organisation_id, blocked_at: null })
      .where('id', '=', id)
      .execute();
    people[n] = await again(ctx, people[n]!);
  }
}
