import { sql } from 'kysely';
import { type Context, inTransaction, type TxContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { may } from '../members/access.ts';
import type { Member } from '../members/members.ts';
import { type Booking, bookingsWhere, change, type Door, tell } from './changes.ts';
import { poolsOf } from './pools.ts';
import { cutoffOf, offerUntil, passedOver } from './rules.ts';
import { tellAll } from './telling.ts';

/**
 * The one door to a session's places. Every change, by the tab, a card, a coordinator or a job, is made behind it: lock
 * the session, count, decide, write, in one READ COMMITTED transaction. The count comes after the lock, in a statement
 * of its own, so that it sees what those before us in the queue for the lock have committed. Under REPEATABLE READ it
 * would not, and would overbook. What is released goes to who waits before the door closes again.
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
 * Does `work` behind the door of a booking's session: for whose it is, for who booked it for them, and as a coordinator.
 * @throws AppError 'not-found' also for somebody else's booking: whether it exists is not theirs to know
 */
export async function atBooking<T>(
  ctx: Context,
  actor: Member,
  bookingId: string,
  work: (door: Door, booking: Booking) => Promise<T>,
): Promise<T> {
  let query = ctx.db.selectFrom('booking').select('session_id').where('id', '=', bookingId);
  if (!may(actor, 'manageEvents'))
    query = query.where((e) => e.or([e('member_id', '=', actor.id), e('booked_by', '=', actor.id)]));
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
  await sql`set local lock_timeout = '3s'`.execute(tx.db);
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
    .forUpdate('session')
    .execute()
    .catch((error: unknown) => {
      throw (error as { code?: string }).code === '55P03' ? new AppError('conflict') : error; // lock_not_available
    });
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
      released: false,
      rescheduled: false,
    }),
  );
  for (const door of doors) if (door.session.settleAt && door.session.settleAt <= now) await settle(door);
  return doors;
}

/** Gives what came free to who waits, writes down what falls due next, and tells everybody. */
export async function closeDoor(door: Door): Promise<void> {
  if (door.released) await promote(door);
  if (door.rescheduled) await schedule(door);
  await tellAll(door.tx, door.told);
}

/** What fell due while nobody was here: offers that ran out, places that were kept until now. */
async function settle(door: Door): Promise<void> {
  const lapsed = await bookingsWhere(door, (query) =>
    query
      .where('state', '=', 'offered')
      .where('offer_expires_at', '<=', door.now)
      .orderBy('offer_expires_at'),
  );
  for (const booking of lapsed) {
    await change(
      door,
      booking,
      { state: 'lapsed', offerExpiresAt: null },
      { actor: null, did: 'offer lapsed' },
    );
    tell(door, booking, 'offer lapsed');
  }
  door.released = true;
  door.rescheduled = true;
  await promote(door);
  door.released = false;
}

/**
 * Offers the places that are free to those who wait, by priority and then in the order in which they came, leaving out
 * whom a rule bars (see `passedOver`). Where there is no time left for an offer, who asked for it gets the place.
 */
async function promote(door: Door): Promise<void> {
  const { session, now, pools } = door;
  if (session.cancelled || session.eventState !== 'published' || session.byApproval) return;
  const cutoff = cutoffOf(session);
  if (!cutoff || cutoff <= now) return;
  const until = offerUntil(session, now);
  for (const pool of pools) {
    if (pool.waiting === 0) continue;
    const waiting = await bookingsWhere(door, (query) =>
      query
        .where('state', '=', 'waiting')
        .where('pool', '=', pool.mode)
        .orderBy('priority', 'desc')
        .orderBy('wait_seq'),
    );
    for (const booking of waiting) {
      if (passedOver(pool, booking, session, now)) continue;
      if (until) {
        const change_ = { state: 'offered' as const, offerExpiresAt: until };
        const offered = await change(door, booking, change_, { actor: null, did: 'place offered' });
        tell(door, offered, 'place offered');
      } else {
        const given = await change(door, booking, { state: 'confirmed' }, { actor: null, did: 'place given' });
        tell(door, given, 'booking confirmed');
      }
    }
  }
}

/** When something of the session falls due by itself. */
async function schedule(door: Door): Promise<void> {
  const offers = await door.tx.db
    .selectFrom('booking')
    .select((e) => e.fn.min('offer_expires_at').as('at'))
    .where('session_id', '=', door.session.id)
    .where('state', '=', 'offered')
    .executeTakeFirst();
  const releases = door.pools
    .flatMap(({ quotas }) => quotas.flatMap(({ releaseAt }) => (releaseAt ? [releaseAt] : [])))
    .filter((at) => at > door.now);
  const [next] = [...releases, ...(offers?.at ? [offers.at] : [])].sort((a, b) => +a - +b);
  await door.tx.db
    .updateTable('session')
    .set({ settle_at: next ?? null })
    .where('id', '=', door.session.id)
    .execute();
}
