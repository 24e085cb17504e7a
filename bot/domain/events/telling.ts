import { sql } from 'kysely';
import type { Mode, PoolMode } from '../../ports/store/schema-events.ts';
import type { Context, TxContext } from '../context.ts';
import { addOwnMessages, type OwnMessage } from '../messages/ledger.ts';
import { calendarWays, inOutlook, outlookIsOn } from './calendar-ways.ts';
import { calendarOnly, type Told } from './changes.ts';
import type { BookingState } from './rules.ts';

/**
 * Writes down who is told what. What calendars must see goes by e-mail, to whom we have an address of, beside the words
 * by Teams. The invitation, which says the same, goes alone to who would get the words by e-mail as well, so that nobody
 * gets two for one thing, and to who did it themselves. Of what stands in their Outlook people are told in words alone.
 */
export async function tellAll(ctx: TxContext, told: Told[]): Promise<void> {
  const seen = told.flatMap(({ memberId, invitation, purpose, key }) => {
    const [bookingId = '', sequence] = (purpose === calendarOnly ? key : (invitation ?? '')).split(' ');
    return bookingId ? [{ bookingId, memberId, sequence: Number(sequence) }] : [];
  });
  const ways = await calendarWays(
    ctx,
    seen.map(({ memberId }) => memberId),
  );
  const outlook = await inOutlook(ctx, seen, ways);
  const messages = told.flatMap(({ invitation, own, ...words }): OwnMessage[] => {
    const { memberId, purpose, key } = words;
    const quiet = purpose === calendarOnly;
    const inCalendar = quiet ? key : invitation;
    const way = ways.get(memberId);
    if (inCalendar && outlook.has(inCalendar.split(' ')[0]!))
      return quiet ? [] : [{ purpose: outlookWords, key: inCalendar, memberId }];
    if (quiet) return way?.addressed ? [{ ...words, onlyBy: 'e-mail' }] : [];
    if (!invitation || !way?.addressed) return [words];
    const invite: OwnMessage = { purpose: calendarOnly, key: invitation, memberId, onlyBy: 'e-mail' };
    return way.wordsByTeams && !own ? [{ ...words, onlyBy: 'teams' }, invite] : [invite];
  });
  await addOwnMessages(ctx, 'bookings', messages);
}

/** The purpose of words about a booking that stands in its person's Outlook; by the key of an invitation. */
const outlookWords = 'booking in Outlook';

/** A session as messages about it say it. */
export type SessionToTell = {
  eventId: string;
  sessionId: string;
  title: string;
  mode: Mode | null;
  venue: string | null;
  joinUrl: string | null;
  day: string | null;
  startsAt: Date | null;
  endsAt: Date | null;
  /** As each session to come is where its whole event is; those before took place. */
  calledOff: boolean;
  calledOffReason: string | null;
  bring: string | null;
};

/** A booking as messages and calendars say it. */
export type BookingToTell = SessionToTell & {
  id: string;
  /** Who has it; null when they are gone. */
  name: string | null;
  email: string | null;
  /** Who booked it for them. */
  bookedBy: string | null;
  /** Who had their place before, by transfer. */
  passedBy: string | null;
  /** Who has their place now, by transfer. */
  passedTo: string | null;
  state: BookingState;
  pool: PoolMode;
  /** They were on the waiting list for it. */
  waited: boolean;
  offerExpiresAt: Date | null;
  /** Of its invitation. */
  sequence: number;
};

type Ctx = Pick<Context, 'db'>;

const sessions = (ctx: Ctx) =>
  ctx.db
    .selectFrom('session')
    .innerJoin('event', 'event.id', 'session.event_id')
    .select([
      'event.id as eventId',
      'session.id as sessionId',
      sql<string>`event.title || coalesce(': ' || session.title, '')`.as('title'),
      sql<Mode | null>`coalesce(session.mode, event.mode)`.as('mode'),
      sql<string | null>`coalesce(session.venue, event.venue)`.as('venue'),
      'session.join_url as joinUrl',
      sql<string | null>`session.day::text`.as('day'),
      'session.starts_at as startsAt',
      'session.ends_at as endsAt',
      sql<boolean>`session.state = 'cancelled'`.as('calledOff'),
      sql<string | null>`coalesce(session.cancelled_reason, event.cancelled_reason)`.as('calledOffReason'),
      sql<string | null>`event.details ->> 'bring'`.as('bring'),
    ]);

/** A session as it stands now; null where there is none. */
export async function sessionToTell(ctx: Ctx, sessionId: string): Promise<SessionToTell | null> {
  return (await sessions(ctx).where('session.id', '=', sessionId).executeTakeFirst()) ?? null;
}

/** The sessions of an event, soonest first. */
export const sessionsToTell = (ctx: Ctx, eventId: string): Promise<SessionToTell[]> =>
  sessions(ctx)
    .where('event.id', '=', eventId)
    .orderBy('session.day')
    .orderBy('session.starts_at')
    .orderBy('session.id')
    .execute();

/** Bookings, to be narrowed. */
export const bookingsToTell = (ctx: Ctx) =>
  sessions(ctx)
    .innerJoin('booking', 'booking.session_id', 'session.id')
    .leftJoin('member', 'member.id', 'booking.member_id')
    .leftJoin('member as booker', 'booker.id', 'booking.booked_by')
    .leftJoin('booking as before', (join) =>
      join
        // The session too: by it there is an index.
        .onRef('before.session_id', '=', 'booking.session_id')
        .onRef('before.transferred_to', '=', 'booking.id'),
    )
    .leftJoin('member as giver', 'giver.id', 'before.member_id')
    .leftJoin('booking as next', 'next.id', 'booking.transferred_to')
    .leftJoin('member as heir', 'heir.id', 'next.member_id')
    .select([
      'booking.id',
      'member.name',
      'member.email',
      'booker.name as bookedBy',
      'giver.name as passedBy',
      'heir.name as passedTo',
      'booking.state',
      'booking.pool',
      sql<boolean>`booking.wait_seq is not null`.as('waited'),
      'booking.offer_expires_at as offerExpiresAt',
      'booking.sequence',
    ]);

/** A booking as it stands now; null where there is none. */
export async function bookingToTell(ctx: Ctx, bookingId: string): Promise<BookingToTell | null> {
  return (await bookingsToTell(ctx).where('booking.id', '=', bookingId).executeTakeFirst()) ?? null;
}

/** Whether the person may have heard of an earlier state of this booking as calendars see it. */
export async function wasInvited(ctx: Ctx, { id, sequence }: BookingToTell): Promise<boolean> {
  if (sequence === 0) return false;
  const keys = Array.from({ length: sequence + 1 }, (_, n) => `${id} ${n}`);
  const { rows } = await sql`
    with seen as (select key, state, created_at from message
      where purpose in (${calendarOnly}, ${outlookWords}) and key = any(${keys}::text[]))
    select from seen where state in ('sent', 'unconfirmed') and key <> ${keys.at(-1)}
    union all
    select from outlook_entry where booking_id = ${id} and outlook_entry.sequence < ${sequence}
    union all
    -- Words alone, where no address was known; those that go beside an invitation say the same as it.
    select from message where purpose = 'booking confirmed' and key = ${id} and state in ('sent', 'unconfirmed')
      and created_at < (select max(created_at) from seen)
    limit 1`.execute(ctx.db);
  return rows.length > 0;
}

/** Whether the person is told of a later state of this booking than that of `sequence`. */
export async function isToldLater(ctx: Ctx, booking: BookingToTell, sequence: number): Promise<boolean> {
  if (booking.sequence <= sequence) return false;
  const { rows } = await sql`
    select from message where purpose = ${outlookWords}
      and key = any(array(select ${`${booking.id} `} || n
        from generate_series(${sequence + 1}::int, ${booking.sequence}::int) as n))
    limit 1`.execute(ctx.db);
  return rows.length > 0;
}

/**
 * What becomes of the entry in the person's Outlook that is not what the booking is: it is brought up to date when they are
 * here, or it stays as it is. Null where there is none, or where it is right.
 */
export async function outdatedEntry(
  ctx: Ctx,
  { id, sequence }: BookingToTell,
): Promise<'comes' | 'stays' | null> {
  const { rows } = await sql<{ becomes: 'comes' | 'stays' | null }>`
    select case when calendar_lost is null and ${outlookIsOn} then 'comes'
      when outlook_id is not null or asked is not null then 'stays' end as becomes
    from outlook_entry left join delivery_preference using (member_id)
    where booking_id = ${id} and taken_out_at is null and sequence is distinct from ${sequence}`.execute(
    ctx.db,
  );
  return rows[0]?.becomes ?? null;
}

/** What a coordinator wrote to the people of an event or session; null where there is no such message. */
export async function eventMessage(
  ctx: Ctx,
  id: string,
): Promise<{ eventId: string; event: string; title: string; body: string; author: string | null } | null> {
  const row = await ctx.db
    .selectFrom('event_message')
    .innerJoin('event', 'event.id', 'event_message.event_id')
    .leftJoin('session', 'session.id', 'event_message.session_id')
    .leftJoin('member', 'member.id', 'event_message.author_id')
    .select([
      'event.id as eventId',
      sql<string>`event.title || coalesce(': ' || session.title, '')`.as('event'),
      'event_message.title',
      'event_message.body',
      'member.name as author',
    ])
    .where('event_message.id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}
