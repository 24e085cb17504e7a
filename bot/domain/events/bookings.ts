import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type Context, inTransaction, type TxContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { whenText } from '../london.ts';
import { requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';
import { type EventView, eventState, eventView } from './events.ts';

export type BookingOutcome = 'booked' | 'already booked' | 'full' | 'closed' | 'passed' | 'not bookable';
export type CancelOutcome = 'cancelled' | 'already cancelled' | 'passed';

/**
 * Books the member a place, or says why not. Safe to repeat.
 *
 * The rule, in this order, in one READ COMMITTED transaction: lock the session, count, decide, write.
 * The count comes after the lock, in a statement of its own, so that it sees what those before us in the
 * queue for the lock have committed. Under REPEATABLE READ it would not, and would overbook.
 * @throws AppError 'not-found', 'unsigned-authority'
 */
export async function bookPlace(
  ctx: Context,
  member: Member,
  eventId: string,
): Promise<{ outcome: BookingOutcome; event: EventView }> {
  requireRight(member, 'use');
  const outcome = await inTransaction(ctx, async (tx) => {
    await lockSession(tx, eventId);
    const event = await eventView(tx, member, eventId);
    const outcome = decide(event, tx.clock.now());
    if (outcome === 'booked')
      await tx.db
        .insertInto('booking')
        .values({
          id: randomUUID(),
          session_id: event.session.id,
          member_id: member.id,
          organisation_id: member.organisation.id,
          state: 'confirmed',
          created_at: tx.clock.now(),
          cancelled_at: null,
        })
        .execute();
    return outcome;
  });
  return { outcome, event: await eventView(ctx, member, eventId) };
}

/**
 * Cancels the member's own booking. Cancelling twice is cancelling once.
 * @throws AppError 'not-found' also for somebody else's booking: whether it exists is not theirs to know
 */
export async function cancelBooking(
  ctx: Context,
  member: Member,
  bookingId: string,
): Promise<{ outcome: CancelOutcome; event: EventView }> {
  requireRight(member, 'use');
  const done = await inTransaction(ctx, async (tx) => {
    const booking = await tx.db
      .selectFrom('booking')
      .innerJoin('session', 'session.id', 'booking.session_id')
      .select('session.event_id')
      .where('booking.id', '=', bookingId)
      .where('booking.member_id', '=', member.id)
      .executeTakeFirst();
    if (!booking) throw new AppError('not-found');
    const eventId = booking.event_id;
    await lockSession(tx, eventId);
    const event = await eventView(tx, member, eventId);
    if (event.bookingId !== bookingId) return { outcome: 'already cancelled' as const, eventId };
    if (eventState(event, tx.clock.now()) === 'passed') return { outcome: 'passed' as const, eventId };
    await tx.db
      .updateTable('booking')
      .set({ state: 'cancelled', cancelled_at: tx.clock.now() })
      .where('id', '=', bookingId)
      .execute();
    return { outcome: 'cancelled' as const, eventId };
  });
  return { outcome: done.outcome, event: await eventView(ctx, member, done.eventId) };
}

/** One sentence for the person about what came of booking. */
export function bookingMessage(outcome: BookingOutcome, event: EventView): string {
  const messages: Record<BookingOutcome, string> = {
    booked: `You have a place at ${event.title}, ${whenText(event.session)}.`,
    'already booked': `You already have a place at ${event.title}.`,
    full: `Sorry, ${event.title} is full.`,
    closed: `Sorry, booking for ${event.title} has closed.`,
    passed: `${event.title} has passed.`,
    'not bookable': `${event.title} cannot be booked here.`,
  };
  return messages[outcome];
}

/** One sentence for the person about what came of cancelling. */
export function cancelMessage(outcome: CancelOutcome, event: EventView): string {
  const messages: Record<CancelOutcome, string> = {
    cancelled: `Your place at ${event.title} is cancelled.`,
    'already cancelled': `Your place at ${event.title} was cancelled before.`,
    passed: `${event.title} has passed, so your place stays as it is.`,
  };
  return messages[outcome];
}

/** Every change of bookings goes through this lock. @throws AppError 'conflict' after 3 seconds of waiting */
async function lockSession(ctx: TxContext, eventId: string): Promise<void> {
  await sql`set local lock_timeout = '3s'`.execute(ctx.db);
  await ctx.db
    .selectFrom('session')
    .select('id')
    .where('event_id', '=', eventId)
    .orderBy('id')
    .forUpdate()
    .execute()
    .catch((error: unknown) => {
      throw (error as { code?: string }).code === '55P03' ? new AppError('conflict') : error; // lock_not_available
    });
}

function decide(event: EventView, now: Date): BookingOutcome {
  const state = eventState(event, now);
  if (state === 'open') return 'booked';
  return state === 'booked' ? 'already booked' : state;
}
