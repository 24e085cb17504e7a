import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { may, requireRight } from '../members/access.ts';
import { type Member, membersById } from '../members/members.ts';
import { ownOrColleagues } from './looked-after.ts';
import { type BookingToTell, bookingsToTell } from './telling.ts';

/**
 * A person's bookings for calendars that look them up by an address of its own. Whoever has the address sees them, so it
 * is shown once, kept as a hash, and can be taken back.
 */

type Ctx = Pick<Context, 'db' | 'clock'>;

const hash = (token: string) => createHash('sha256').update(token).digest('base64url');
const days = 24 * 60 * 60 * 1000;
/** So long what was cancelled stays in, so that every calendar has looked meanwhile. */
const cancelledStays = 30 * days;
const passedStays = 365 * days;

/** Makes a new feed; the one before, if any, is gone. @returns the secret of its address */
export async function makeFeed(ctx: Ctx, member: Member): Promise<string> {
  requireRight(member, 'use');
  const token = randomBytes(32).toString('base64url');
  const made = { hash: hash(token), made_at: ctx.clock.now() };
  await ctx.db
    .insertInto('calendar_feed')
    .values({ member_id: member.id, ...made })
    .onConflict((c) => c.column('member_id').doUpdateSet(made))
    .execute();
  return token;
}

/** When the member's feed was made; null where there is none. */
export async function feedMadeAt(ctx: Ctx, member: Member): Promise<Date | null> {
  requireRight(member, 'use');
  const row = await ctx.db
    .selectFrom('calendar_feed')
    .select('made_at')
    .where('member_id', '=', member.id)
    .executeTakeFirst();
  return row?.made_at ?? null;
}

/** Takes the member's feed back. Safe to repeat. */
export async function dropFeed(ctx: Ctx, member: Member): Promise<void> {
  requireRight(member, 'use');
  await ctx.db.deleteFrom('calendar_feed').where('member_id', '=', member.id).execute();
}

/** What is in the feed with this secret, soonest first. @throws AppError 'not-found' also where its member has no access any more */
export async function feedBookings(ctx: Ctx, token: string): Promise<BookingToTell[]> {
  const row = await ctx.db
    .selectFrom('calendar_feed')
    .select('member_id')
    .where('hash', '=', hash(token))
    .executeTakeFirst();
  const member = row && (await membersById(ctx, [row.member_id])).get(row.member_id);
  if (!member || !may(member, 'use')) throw new AppError('not-found');
  const now = ctx.clock.now().getTime();
  return bookingsToTell(ctx)
    .where('booking.member_id', '=', member.id)
    .where((e) =>
      e.or([
        e('booking.state', '=', 'confirmed'),
        e.and([
          e('booking.state', 'in', ['cancelled', 'transferred']),
          e('booking.cancelled_at', '>', new Date(now - cancelledStays)),
          // Who only waited never had it in a calendar.
          sql<boolean>`exists (select from booking_log
            where booking_id = booking.id and became ->> 'state' = 'confirmed')`,
        ]),
      ]),
    )
    .where((e) =>
      e.or([e('session.ends_at', 'is', null), e('session.ends_at', '>', new Date(now - passedStays))]),
    )
    .orderBy('session.starts_at')
    .orderBy('booking.id')
    .execute();
}

/**
 * A place for the calendar of who has it, or of who booked it for them: the way in is for who has it alone.
 * @throws AppError 'not-found' also without a place
 */
export async function bookingForCalendar(
  ctx: Ctx,
  member: Member,
  bookingId: string,
): Promise<BookingToTell> {
  requireRight(member, 'use');
  const row = await bookingsToTell(ctx)
    .select('booking.member_id')
    .where('booking.id', '=', bookingId)
    .where(ownOrColleagues(member))
    .where('booking.state', '=', 'confirmed')
    .executeTakeFirst();
  if (!row?.day) throw new AppError('not-found');
  const { member_id, joinUrl, ...booking } = row;
  return { ...booking, joinUrl: member_id === member.id ? joinUrl : null };
}
