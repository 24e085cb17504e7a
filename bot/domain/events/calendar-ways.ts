import { sql } from 'kysely';
import type { Context } from '../context.ts';

/**
 * How a booking comes into its person's calendar: by an invitation that is e-mailed, or straight into their Outlook, whose
 * entries have ids of their own that no e-mail changes. Whichever was first keeps it, so that it stands there once.
 */

/** A booking that calendars are to see. */
export type ForCalendar = { bookingId: string; memberId: string; sequence: number };

export type CalendarWay = {
  /** We have an e-mail address of them. */
  addressed: boolean;
  /** Words reach them in Teams, and that is how they want them. */
  wordsByTeams: boolean;
  /** They chose Outlook, and the administrators allow it. */
  outlook: boolean;
  /** Some of their bookings stand there, whatever they choose now. */
  inOutlook: boolean;
};

type Ctx = Pick<Context, 'db'>;

/** In SQL: administrators allow it. */
export const outlookIsOn = sql<boolean>`coalesce(
  (select (value ->> 'outlookCalendar')::boolean from setting where key = 'settings'), false)`;

/** How calendars and words reach these members, by id. */
export async function calendarWays(ctx: Ctx, memberIds: string[]): Promise<Map<string, CalendarWay>> {
  if (memberIds.length === 0) return new Map();
  const { rows } = await sql<CalendarWay & { id: string }>`
    select member.id, email is not null as addressed,
      exists (select from conversation where member_id = member.id and kind = 'personal' and reachable)
        and way is distinct from 'e-mail' as "wordsByTeams",
      calendar is not distinct from 'outlook' and ${outlookIsOn} as outlook,
      exists (select from outlook_entry where member_id = member.id) as "inOutlook"
    from member left join delivery_preference on delivery_preference.member_id = member.id
    where member.id = any(${memberIds}::uuid[])`.execute(ctx.db);
  return new Map(rows.map(({ id, ...way }) => [id, way]));
}

/** Which of these bookings stand in Outlook, or are to: those that did before, and new ones of who chose it. */
export async function inOutlook(
  ctx: Ctx,
  all: ForCalendar[],
  ways: Map<string, CalendarWay>,
): Promise<Set<string>> {
  const bookings = all.filter(({ memberId }) => {
    const way = ways.get(memberId);
    return way?.outlook || way?.inOutlook;
  });
  if (bookings.length === 0) return new Set();
  const ids = bookings.map(({ bookingId }) => bookingId);
  const { rows } = await sql<{ id: string }>`
    select booking_id as id from outlook_entry where booking_id = any(${ids}::uuid[])`.execute(ctx.db);
  const there = rows.map(({ id }) => id);
  const more = bookings.filter(
    ({ bookingId, memberId }) => ways.get(memberId)?.outlook && !there.includes(bookingId),
  );
  return new Set([...there, ...(await claimForOutlook(ctx, more))]);
}

/** Has these bookings come into Outlook from now on, but for those that an invitation was written for. @returns their ids */
export async function claimForOutlook(ctx: Ctx, bookings: ForCalendar[]): Promise<string[]> {
  if (bookings.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    insert into outlook_entry (booking_id, member_id)
    select "bookingId", "memberId"
    from jsonb_to_recordset(${JSON.stringify(bookings)}::jsonb) as new("bookingId" uuid, "memberId" uuid, sequence int)
    where not exists (select from message where purpose = 'invitation' and state <> 'failed'
      and key = any(array(select new."bookingId" || ' ' || n from generate_series(0, new.sequence) as n)))
    order by "bookingId"
    on conflict do nothing
    returning booking_id as id`.execute(ctx.db);
  return rows.map(({ id }) => id);
}
