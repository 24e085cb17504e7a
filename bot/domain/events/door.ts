import { sql } from 'kysely';
import { type Context, inTransaction, type TxContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';
import { type Booking, bookingsWhere, calledOff, change, type Door, tell, tellBoth } from './changes.ts';
import { ownOrColleagues } from './looked-after.ts';
import { poolsOf } from './pools.ts';
import { cutoffOf, offerUntil, type Pool, passedOver, takenIn } from './rules.ts';
import { tellAll } from './telling.ts';

/**
 * The one door to a session's places. Every change, by the tab, a card, a coordinator or a job, is made behind it: lock
 * the session, read, count, decide, write, in one READ COMMITTED transaction. What is read comes after the lock, in
 * statements of their own, so that it is what those before us in the queue for the lock have committed. Under
 * REPEATABLE READ it would not be, and we would overbook. What is free goes to who waits before the door closes again.
 */

/**
 * Does `work` behind the door of a session.
 * @throws AppError 'not-found'; 'conflict' after 3 seconds of waiting for others
 */
export function atSession<T>(ctx: Context, sessionId: string, work: (door: Door) => Promise<T>): Promise<T> {
  return inTransaction(ctx, async (tx) => {
    const [door] = await openDoors(tx, [sessionId]);
    const result = await work(door!);
    await closeDoor(door!);
    return result;
  });
}

/**
 * Does `work` behind the door of a booking's session: for whose it is and for who booked it for them.
 * @param organising as a coordinator, who may do it to anybody's
 * @throws AppError 'not-found' also for somebody else's booking: whether it exists is not theirs to know
 */
export async function atBooking<T>(
  ctx: Context,
  actor: Member,
  bookingId: string,
  work: (door: Door, booking: Booking) => Promise<T>,
  organising = false,
): Promise<T> {
  if (organising) requireRight(actor, 'manageEvents');
  let query = ctx.db.selectFrom('booking').select('session_id').where('id', '=', bookingId);
  if (!organising) query = query.where(ownOrColleagues(actor));
  const row = await query.executeTakeFirst();
  if (!row) throw new AppError('not-found');
  return atSession(ctx, row.session_id, async (door) => {
    const [booking] = await bookingsWhere(door, (query) => query.where('id', '=', bookingId));
    if (!booking) throw new AppError('not-found');
    return work(door, booking);
  });
}

/**
 * Opens the doors of several sessions in one transaction, always in the same order, so that two never wait for each
 * other. Each must be closed. @throws AppError 'not-found' where one is not there, 'conflict' after 3 seconds
 */
export async function openDoors(tx: TxContext, sessionIds: string[]): Promise<Door[]> {
  await waitForDoors(tx, sessionIds);
  const rows = await tx.db
    .selectFrom('session')
    .innerJoin('event', 'event.id', 'session.event_id')
    .select([
      'session.id',
      'session.event_id',
      'event.state as event_state',
      'event.retired_at',
      'session.state',
      'session.starts_at',
      'session.ends_at',
      'session.opens_at',
      'session.closes_at',
      'session.cancel_by',
      'session.offer_cutoff',
      'session.offer_hours',
      'session.by_approval',
      'session.settle_at',
    ])
    .where('session.id', '=', sql<string>`any(${sql.val(sessionIds)}::text[])`)
    .orderBy('session.id')
    .execute();
  if (rows.length < new Set(sessionIds).size) throw new AppError('not-found');
  const now = tx.clock.now();
  const pools = await poolsOf(tx, sessionIds);
  const doors = rows.map(
    (row): Door => ({
      tx,
      now,
      session: {
        id: row.id,
        eventId: row.event_id,
        eventState: row.event_state,
        retired: row.retired_at !== null,
        cancelled: row.state === 'cancelled',
        startsAt: row.starts_at,
        endsAt: row.ends_at,
        opensAt: row.opens_at,
        closesAt: row.closes_at,
        cancelBy: row.cancel_by,
        offerCutoff: row.offer_cutoff,
        offerHours: row.offer_hours,
        byApproval: row.by_approval,
        settleAt: row.settle_at,
      },
      pools: pools.get(row.id) ?? [],
      told: [],
      doers: new Map(),
      rescheduled: false,
    }),
  );
  for (const door of doors) if (door.session.settleAt && door.session.settleAt <= now) await settle(door);
  return doors;
}

/**
 * Waits until nobody is behind the doors of these sessions, 3 seconds at most: nobody else comes in before the caller's
 * transaction is over.
 */
export async function waitForDoors(tx: TxContext, sessionIds: string[]): Promise<void> {
  const { rows } = await sql<{
    isolation: string;
  }>`select current_setting('transaction_isolation') as isolation,
    set_config('lock_timeout', '3s', true)`.execute(tx.db);
  if (rows[0]?.isolation !== 'read committed')
    throw new Error(`Places are given under ${rows[0]?.isolation}`);
  await tx.db
    .selectFrom('session')
    .select('id')
    .where('id', '=', sql<string>`any(${sql.val(sessionIds)}::text[])`)
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Gives what is free to who waits, writes down what falls due next, and tells everybody. */
export async function closeDoor(door: Door): Promise<void> {
  await promote(door);
  if (door.rescheduled) await schedule(door);
  await tellAll(door.tx, door.told);
}

/**
 * What fell due while nobody was here: offers that ran out, nominations that nobody decided on before the session began,
 * places that were kept until now. Who waits has them before
 * whoever comes first.
 */
async function settle(door: Door): Promise<void> {
  const { session, now } = door;
  const begun = session.startsAt !== null && session.startsAt <= now;
  const lapsed = await bookingsWhere(door, (query) => {
    const offered = query.where('state', '=', 'offered').orderBy('offer_expires_at');
    return begun ? offered : offered.where('offer_expires_at', '<=', now);
  });
  for (const booking of lapsed) {
    const changes = { state: 'lapsed', offerExpiresAt: null } as const;
    const over = await change(door, booking, changes, { actor: null, did: 'offer lapsed' });
    if (!calledOff(session)) tell(door, over, 'offer lapsed'); // else they were told that nothing comes of it
  }
  const undecided = begun ? await bookingsWhere(door, (query) => query.where('state', '=', 'requested')) : [];
  for (const booking of undecided) {
    const over = await change(door, booking, { state: 'declined' }, { actor: null, did: 'not chosen' });
    if (!calledOff(session)) tellBoth(door, over, 'nomination declined');
  }
  door.rescheduled = true;
  await promote(door);
}

/**
 * Offers the places that are free to those who wait, by priority and then in the order in which they came, leaving out
 * whom a rule bars (see `passedOver`). Where there is no time left for an offer, who asked for it gets the place.
 */
async function promote(door: Door): Promise<void> {
  const { session, now, pools } = door;
  if (session.eventState !== 'published' || session.cancelled || session.retired || session.byApproval)
    return;
  const cutoff = cutoffOf(session);
  if (!cutoff || cutoff <= now) return;
  const until = offerUntil(session, now);
  for (const pool of pools)
    for (let next = await nextOf(door, pool); next; next = await nextOf(door, pool)) {
      const [changes, did, purpose] = until
        ? [{ state: 'offered', offerExpiresAt: until } as const, 'place offered', 'place offered']
        : [{ state: 'confirmed' } as const, 'place given', 'booking confirmed'];
      const given = await change(door, next, changes, { actor: null, did });
      tellBoth(door, given, purpose);
    }
}

/** Whose turn it is to have a place of the pool; nobody's where none is free for any who wait. */
async function nextOf(door: Door, pool: Pool): Promise<Booking | undefined> {
  if (pool.waiting === 0 || takenIn(pool) >= pool.capacity) return undefined;
  const first = await bookingsWhere(door, (query) =>
    query
      .distinctOn(['borough', 'automatic'])
      .where('state', '=', 'waiting')
      .where('pool', '=', pool.mode)
      // Whoever could not accept an offer does not keep it from others: `use` of members/access.ts.
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('member')
            .innerJoin('organisation', 'organisation.id', 'member.organisation_id')
            .whereRef('member.id', '=', 'booking.member_id')
            .where('blocked_at', 'is', null)
            .where((e) => e.or([e('kind', '<>', 'authority'), e('signed', '=', true)])),
        ),
      )
      .orderBy('borough')
      .orderBy('automatic')
      .orderBy('priority', 'desc')
      .orderBy('wait_seq'),
  );
  return first
    .filter((booking) => passedOver(pool, booking, door.session, door.now) === null)
    .sort((a, b) => b.priority - a.priority || a.waitSeq! - b.waitSeq!)[0];
}

/** When something of the session falls due by itself. */
async function schedule({ tx, session, now }: Door): Promise<void> {
  await sql`
    update session set settle_at = (select min(at) from (
      select least(offer_expires_at, session.starts_at) as at from booking
        where session_id = session.id and state in ('offered', 'requested')
      union all
      select release_at from quota where session_id = session.id and release_at > ${now}::timestamptz) as due)
    where id = ${session.id}`.execute(tx.db);
}
