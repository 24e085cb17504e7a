import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { may, requireRight } from '../members/access.ts';
import { type Member, membersById } from '../members/members.ts';
import { gone } from './attendance.ts';
import { type BookingOutcome, book, type CancelOutcome, cancel } from './bookings.ts';
import { type Booking, calledOff, change, type Door, tellBoth } from './changes.ts';
import { atBooking } from './door.ts';
import { live, type PoolMode, placesFor } from './rules.ts';

/** What coordinators do with other people's places. Past the rules only with a reason, which the log keeps. */

export type Added = { name: string; outcome: BookingOutcome };

/**
 * Books for people, one after the other, by the rules that hold for them; with a `reason` whatever the rules say. Safe
 * to repeat with the same key.
 * @throws AppError 'not-found', 'invalid' where somebody cannot use the app
 */
export async function addPeople(
  ctx: Context,
  actor: Member,
  sessionId: string,
  wish: {
    key: string;
    memberIds: string[];
    pool?: PoolMode | undefined;
    wait?: boolean | undefined;
    reason?: string | undefined;
  },
): Promise<Added[]> {
  requireRight(actor, 'manageEvents');
  const { key, memberIds, pool, wait, reason: override } = wish;
  const members = await membersById(ctx, memberIds);
  for (const id of memberIds) {
    const member = members.get(id);
    if (!member) throw new AppError('not-found');
    if (!may(member, 'use')) throw new AppError('invalid', `${member.name} cannot use this app now.`);
  }
  const added: Added[] = [];
  for (const id of new Set(memberIds)) {
    const { outcome } = await book(ctx, actor, sessionId, { key, memberId: id, pool, wait, override });
    added.push({ name: members.get(id)!.name, outcome });
  }
  return added;
}

export type Given = 'given' | 'already booked' | 'over' | 'called off' | 'passed';

/**
 * Gives who waits, was offered a place or is put forward a place, whatever the rules say.
 * @throws AppError 'not-found'
 */
export async function givePlace(
  ctx: Context,
  actor: Member,
  bookingId: string,
  reason: string,
): Promise<{ outcome: Given; name: string }> {
  const give = async (door: Door, booking: Booking): Promise<Given> => {
    const { session, now } = door;
    if (calledOff(session)) return 'called off';
    if (session.endsAt && session.endsAt <= now) return 'passed';
    if (booking.state === 'confirmed') return 'already booked';
    if (!live.includes(booking.state)) return 'over';
    const pool = door.pools.find(({ mode }) => mode === booking.pool);
    // An offer has its place already.
    const overCapacity =
      booking.state !== 'offered' && (!pool || placesFor(pool, booking.borough, now) === 0);
    const changes = { state: 'confirmed', offerExpiresAt: null, overCapacity } as const;
    const deed = { actor, did: 'place given by a coordinator', reason };
    tellBoth(door, await change(door, booking, changes, deed), 'booking confirmed');
    return 'given';
  };
  const outcome = await atBooking(ctx, actor, bookingId, give, true);
  return { outcome, name: await nameAt(ctx, bookingId) };
}

/** Takes somebody off, whatever they have. Doing it twice is doing it once. @throws AppError 'not-found' */
export async function takeOff(
  ctx: Context,
  actor: Member,
  bookingId: string,
  reason: string,
): Promise<{ outcome: CancelOutcome; name: string }> {
  const { outcome } = await cancel(ctx, actor, bookingId, { reason });
  return { outcome, name: await nameAt(ctx, bookingId) };
}

async function nameAt(ctx: Context, bookingId: string): Promise<string> {
  const row = await ctx.db
    .selectFrom('booking')
    .innerJoin('member', 'member.id', 'booking.member_id')
    .select('member.name')
    .where('booking.id', '=', bookingId)
    .executeTakeFirst();
  return row?.name ?? gone;
}
