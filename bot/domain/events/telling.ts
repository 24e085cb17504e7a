import { sql } from 'kysely';
import type { Mode, PoolMode } from '../../ports/store/schema-events.ts';
import type { Context } from '../context.ts';
import type { BookingState } from './rules.ts';

/** A booking as messages about it say it. */
export type BookingToTell = {
  id: string;
  eventId: string;
  sessionId: string;
  title: string;
  /** Who has it; null when they are gone. */
  name: string | null;
  /** Who booked it for them. */
  bookedBy: string | null;
  state: BookingState;
  pool: PoolMode;
  offerExpiresAt: Date | null;
  mode: Mode | null;
  venue: string | null;
  joinUrl: string | null;
  day: string | null;
  startsAt: Date | null;
  endsAt: Date | null;
};

/** A booking as it stands now; null where there is none. */
export async function bookingToTell(
  ctx: Pick<Context, 'db'>,
  bookingId: string,
): Promise<BookingToTell | null> {
  const row = await ctx.db
    .selectFrom('booking')
    .innerJoin('session', 'session.id', 'booking.session_id')
    .innerJoin('event', 'event.id', 'session.event_id')
    .leftJoin('member', 'member.id', 'booking.member_id')
    .leftJoin('member as booker', 'booker.id', 'booking.booked_by')
    .select([
      'booking.id',
      'event.id as eventId',
      'session.id as sessionId',
      sql<string>`event.title || coalesce(': ' || session.title, '')`.as('title'),
      'member.name',
      'booker.name as bookedBy',
      'booking.state',
      'booking.pool',
      'booking.offer_expires_at as offerExpiresAt',
      sql<Mode | null>`coalesce(session.mode, event.mode)`.as('mode'),
      sql<string | null>`coalesce(session.venue, event.venue)`.as('venue'),
      'session.join_url as joinUrl',
      sql<string | null>`session.day::text`.as('day'),
      'session.starts_at as startsAt',
      'session.ends_at as endsAt',
    ])
    .where('booking.id', '=', bookingId)
    .executeTakeFirst();
  return row ?? null;
}
