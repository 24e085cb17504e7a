import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { may, requireRight } from '../members/access.ts';
import { type Member, membersById } from '../members/members.ts';
import { gone, plainCode } from './attendance.ts';
import { book } from './bookings.ts';
import { type Booking, bookingsWhere, change, type Door } from './changes.ts';
import { atBooking, atSession } from './door.ts';
import { sessionView } from './events.ts';
import { placesFor } from './rules.ts';
import { bookingMessage } from './words.ts';
import { writtenSession } from './written.ts';

/** A tap at the door. The device names it and says when it was: it may come late, twice and out of turn. */
export type Tap = { nonce: string; at: Date };

export type Arrived = { outcome: 'checked in' | 'already checked in' | 'taken back'; bookingId: string };

/**
 * Checks somebody in, by their booking or by the code that they show. Of all taps about somebody the one counts that
 * was made last: so those that a device sends late and out of turn, or twice, change nothing.
 * @throws AppError 'not-found' for a code of nobody here, 'conflict' for somebody who has no place now
 */
export function checkIn(
  ctx: Context,
  actor: Member,
  sessionId: string,
  who: { bookingId: string } | { code: string },
  tap: Tap,
): Promise<Arrived> {
  requireRight(actor, 'manageEvents');
  return atSession(ctx, sessionId, async (door) => {
    const booking = await bookingHere(door, who);
    const { arrivedAt, undoneAt } = await known(door, booking.id);
    const at = madeAt(tap, door.now);
    if (undoneAt && undoneAt >= at) return { outcome: 'taken back', bookingId: booking.id };
    if (arrivedAt) {
      if (arrivedAt < at)
        await door.tx.db
          .updateTable('attendance')
          .set({ arrived_at: at })
          .where('booking_id', '=', booking.id)
          .execute();
      return { outcome: 'already checked in', bookingId: booking.id };
    }
    const written = await door.tx.db
      .insertInto('attendance')
      .values({
        session_id: sessionId,
        booking_id: booking.id,
        arrived_at: at,
        source: 'code' in who ? 'code' : 'door',
        nonce: tap.nonce,
        recorded_by: actor.id,
      })
      .onConflict((c) => c.column('nonce').doNothing())
      .returning('nonce')
      .executeTakeFirst();
    if (!written) throw new AppError('invalid', 'This tap was sent for somebody else before. Tap again.');
    await change(door, booking, {}, { actor, did: 'checked in' });
    return { outcome: 'checked in', bookingId: booking.id };
  });
}

/** Takes an arrival back, unless there is a later one. @throws AppError 'not-found', 'conflict' as above */
export function takeBack(
  ctx: Context,
  actor: Member,
  sessionId: string,
  bookingId: string,
  tappedAt: Date,
): Promise<Arrived> {
  requireRight(actor, 'manageEvents');
  return atSession(ctx, sessionId, async (door) => {
    const booking = await bookingHere(door, { bookingId });
    const at = madeAt({ at: tappedAt }, door.now);
    const { arrivedAt, undoneAt } = await known(door, bookingId);
    if (!undoneAt || undoneAt < at)
      await door.tx.db
        .updateTable('booking')
        .set({ arrival_undone_at: at })
        .where('id', '=', bookingId)
        .execute();
    if (arrivedAt && arrivedAt > at) return { outcome: 'already checked in', bookingId };
    if (arrivedAt) {
      await door.tx.db.deleteFrom('attendance').where('booking_id', '=', bookingId).execute();
      await change(door, booking, {}, { actor, did: 'check-in taken back' });
    }
    return { outcome: 'taken back', bookingId };
  });
}

/**
 * Gives somebody who walked in a place, in person where there are such, whatever the rules say, and checks them in.
 * @throws AppError 'conflict' where there is nothing to come to, or the person cannot use the app now
 */
export async function walkIn(
  ctx: Context,
  actor: Member,
  sessionId: string,
  memberId: string,
  tap: Tap,
): Promise<Arrived> {
  requireRight(actor, 'manageEvents');
  const person = (await membersById(ctx, [memberId])).get(memberId);
  if (!person || !may(person, 'use'))
    throw new AppError('conflict', 'This person may not use the app now, so they cannot have a place.');
  const { pools, startsAt, endsAt } = await writtenSession(ctx, sessionId);
  const inPerson = pools.some(({ mode }) => mode === 'in person') ? ('in person' as const) : undefined;
  const wish = { key: tap.nonce, memberId, pool: inPerson, override: 'Came without a place' };
  // A tap that comes when the session is over counts if it was made before: they were there.
  const now = ctx.clock.now();
  const at = madeAt(tap, now);
  const late = startsAt && endsAt && startsAt <= at && at < endsAt && endsAt <= now;
  const then = late ? { ...ctx, clock: { now: () => at } } : ctx;
  const { outcome, bookingId } = await book(then, actor, sessionId, wish);
  if (!bookingId || (outcome !== 'booked' && outcome !== 'already booked'))
    throw new AppError('conflict', bookingMessage(outcome, await sessionView(ctx, actor, sessionId)));
  if (inPerson) await seat(then, actor, bookingId, inPerson);
  return checkIn(ctx, actor, sessionId, { bookingId }, tap);
}

/** Whoever came needs no place online: it is free for others. */
async function seat(ctx: Context, actor: Member, bookingId: string, pool: 'in person'): Promise<void> {
  const work = async (door: Door, booking: Booking) => {
    if (booking.state !== 'confirmed' || booking.pool === pool) return;
    const seats = door.pools.find(({ mode }) => mode === pool);
    const overCapacity = !seats || placesFor(seats, booking.borough, door.now) === 0;
    await change(door, booking, { pool, overCapacity }, { actor, did: 'came in person' });
  };
  await atBooking(ctx, actor, bookingId, work, true);
}

/** Where the code belongs that an attendee shows. @throws AppError 'not-found' for none of ours */
export async function scanned(
  ctx: Pick<Context, 'db'>,
  actor: Member,
  code: string,
): Promise<{ eventId: string; sessionId: string; bookingId: string; name: string }> {
  requireRight(actor, 'manageEvents');
  const row = await ctx.db
    .selectFrom('booking')
    .innerJoin('session', 'session.id', 'booking.session_id')
    .leftJoin('member', 'member.id', 'booking.member_id')
    .select(['session.event_id as eventId', 'session.id as sessionId', 'booking.id as bookingId'])
    .select(sql<string>`coalesce(member.name, ${gone})`.as('name'))
    .where('booking.code', '=', plainCode(code))
    .where('booking.state', '=', 'confirmed')
    .executeTakeFirst();
  if (!row) throw new AppError('not-found', notOurs);
  return row;
}

const notOurs = 'Nobody here has this code. Look for the name instead.';

async function bookingHere(door: Door, who: { bookingId: string } | { code: string }): Promise<Booking> {
  const found = await bookingsWhere(door, (query) =>
    'code' in who ? query.where('code', '=', plainCode(who.code)) : query.where('id', '=', who.bookingId),
  );
  const booking = found.find(({ state }) => state === 'confirmed') ?? found[0];
  if (!booking) throw new AppError('not-found', 'code' in who ? notOurs : undefined);
  if (booking.state !== 'confirmed')
    throw new AppError('conflict', 'They have no place any more. Add them as somebody who walked in.');
  if (!booking.memberId) throw new AppError('conflict', 'Nothing is kept of this person any more.');
  return booking;
}

async function known(
  door: Door,
  bookingId: string,
): Promise<{ arrivedAt: Date | null; undoneAt: Date | null }> {
  return door.tx.db
    .selectFrom('booking')
    .leftJoin('attendance', 'attendance.booking_id', 'booking.id')
    .select(['attendance.arrived_at as arrivedAt', 'booking.arrival_undone_at as undoneAt'])
    .where('booking.id', '=', bookingId)
    .executeTakeFirstOrThrow();
}

const day = 86_400_000;

/** When a tap was made: as the device says, unless its clock is wrong beyond use. */
function madeAt({ at }: Pick<Tap, 'at'>, now: Date): Date {
  const ago = now.getTime() - at.getTime();
  return ago > 7 * day || ago < -day / 24 ? now : at;
}
