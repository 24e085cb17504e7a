import { randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { may, requireRight } from '../members/access.ts';
import { type Member, membersById } from '../members/members.ts';
import { add, calledOff, change, liveBooking, tell, tellBoth } from './changes.ts';
import { atBooking } from './door.ts';
import { boroughOf } from './rules.ts';

export type TransferOutcome =
  | 'transferred'
  | 'already booked'
  | 'already cancelled'
  | 'passed'
  | 'called off';

/**
 * Gives a confirmed place to a colleague, who is told. It counts for the same borough as before; what the colleague
 * had asked for at the session is over. The answers do not go with it, nor does who gave it away look after it.
 * @throws AppError 'not-found', 'not-allowed' for somebody of another authority
 */
export async function transfer(
  ctx: Context,
  actor: Member,
  bookingId: string,
  toMemberId: string,
): Promise<{ outcome: TransferOutcome; sessionId: string }> {
  requireRight(actor, 'use');
  const to = (await membersById(ctx, [toMemberId])).get(toMemberId);
  return atBooking(ctx, actor, bookingId, async (door, booking) => {
    const sessionId = booking.sessionId;
    const borough = to && boroughOf(to.organisation);
    if (
      !to ||
      !may(to, 'use') ||
      !to.organisationConfirmed ||
      to.organisation.id !== booking.organisationId ||
      borough !== booking.borough
    )
      throw new AppError(
        'not-allowed',
        'A place goes to a colleague of the same authority who uses this app.',
      );
    const { session, now } = door;
    if (calledOff(session)) return { outcome: 'called off', sessionId };
    if (session.startsAt && session.startsAt <= now) return { outcome: 'passed', sessionId };
    if (booking.state !== 'confirmed') return { outcome: 'already cancelled', sessionId };
    const theirs = await liveBooking(door, to.id);
    if (theirs?.state === 'confirmed') return { outcome: 'already booked', sessionId };
    if (theirs)
      await change(
        door,
        theirs,
        { state: 'cancelled', offerExpiresAt: null },
        { actor, did: 'got a colleague’s place' },
      );
    const id = randomUUID();
    const given = await change(
      door,
      booking,
      { state: 'transferred', transferredTo: id, sequence: booking.sequence + 1 },
      { actor, did: 'transferred' },
    );
    const { organisationId, pool, overCapacity } = booking;
    const taken = await add(
      door,
      {
        id,
        memberId: to.id,
        organisationId,
        borough: booking.borough,
        pool,
        state: 'confirmed',
        overCapacity,
      },
      { actor, did: 'booked by transfer' },
    );
    tellBoth(door, given, 'booking transferred');
    tell(door, taken, 'booking confirmed');
    return { outcome: 'transferred', sessionId };
  });
}
