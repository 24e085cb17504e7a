import { sql } from 'kysely';
import type { Mode, PoolMode } from '../../ports/store/schema-events.ts';
import type { Context, TxContext } from '../context.ts';
import { addOwnMessages, type OwnMessage } from '../messages/ledger.ts';
import type { Told } from './changes.ts';
import type { BookingState } from './rules.ts';

/**
 * Writes down who is told what. What calendars must see goes by e-mail, to whom we have an address of, beside the words
 * by Teams; who gets words by e-mail gets the invitation alone, which says the same. So nobody gets two e-mails for one
 * thing.
 */
export async function tellAll(ctx: TxContext, told: Told[]): Promise<void> {
  const invited = told.flatMap(({ memberId, invitation }) => (invitation ? [memberId] : []));
  const addressed = await byAddress(ctx, invited);
  const messages = told.flatMap(({ invitation, ...words }): OwnMessage[] => {
    const member = invitation ? addressed.get(words.memberId) : undefined;
    if (!invitation || !member) return [words];
    const { memberId } = words;
    const invite: OwnMessage = { purpose: 'invitation', key: invitation, memberId, onlyBy: 'e-mail' };
    return member.wordsByTeams ? [{ ...words, onlyBy: 'teams' }, invite] : [invite];
  });
  await addOwnMessages(ctx, 'bookings', messages);
}

/** Those of the members whom we have an address of. */
async function byAddress(
  ctx: TxContext,
  memberIds: string[],
): Promise<Map<string, { wordsByTeams: boolean }>> {
  if (memberIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; wordsByTeams: boolean }>`
    select id, exists (select from conversation where member_id = member.id and kind = 'personal' and reachable)
        and not exists (select from delivery_preference where member_id = member.id and way = 'e-mail')
      as "wordsByTeams"
    from member where id = any(${memberIds}::uuid[]) and email is not null`.execute(ctx.db);
  return new Map(rows.map(({ id, ...member }) => [id, member]));
}

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
