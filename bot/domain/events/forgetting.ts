import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Door } from './changes.ts';
import { atSession } from './door.ts';
import { attendanceCounts } from './reports.ts';

/** What is kept of those who come to events, and for how long. Run by a job; safe to run at any time. */

const day = 86_400_000;
/** Names and ordinary answers, after a session is over: then it is numbers. */
const names = 365 * day;
/** A button pressed again after so long is another press. */
const presses = 7 * day;

/**
 * When a session is over: after its day where it has no hours. One that never had a date is over for good when its
 * booking is, or else a year after its event was written down.
 */
const over = sql<Date>`coalesce(session.ends_at, (session.day + 1)::timestamp at time zone 'Europe/London',
  session.closes_at, event.created_at + interval '1 year')`;

/** Throws away special answers after their event's time, presses of buttons, and the names of sessions long over. */
export async function forgetAttendees(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  await sql`
    delete from special_answer using booking, session, event
    where booking.id = special_answer.booking_id and session.id = booking.session_id and event.id = session.event_id
      and (${over} + make_interval(days => event.retention_days) <= ${now}::timestamptz
        or 'cancelled' in (session.state, event.state)
        or booking.state not in ('requested', 'waiting', 'offered', 'confirmed'))`.execute(ctx.db);
  await ctx.db
    .deleteFrom('booking_key')
    .where('at', '<', new Date(now.getTime() - presses))
    .execute();
  const sessions = await ctx.db
    .selectFrom('session')
    .innerJoin('event', 'event.id', 'session.event_id')
    .select('session.id')
    .where('anonymised_at', 'is', null)
    .where(over, '<=', new Date(now.getTime() - names))
    .execute();
  for (const { id } of sessions) await atSession(ctx, id, anonymise);
  await forgetMessages(ctx, new Date(now.getTime() - names));
}

/** Throws away what was written to the people of sessions long over, or about an event that has only such, and to whom. */
async function forgetMessages(ctx: Pick<Context, 'db'>, before: Date): Promise<void> {
  await sql`
    with gone as (
      delete from event_message where at <= ${before}::timestamptz and not exists (
        select from session join event on event.id = session.event_id
        where session.event_id = event_message.event_id and session.id = coalesce(session_id, session.id)
          and ${over} > ${before}::timestamptz)
      returning id)
    delete from message using gone where purpose = 'event message' and key = gone.id::text`.execute(ctx.db);
}

/** Keeps the numbers of a session, and takes out of it who they are. */
async function anonymise({ tx, now, session }: Door): Promise<void> {
  const { id } = session;
  const again = await tx.db
    .selectFrom('session')
    .select('id')
    .where('id', '=', id)
    .where('anonymised_at', 'is not', null)
    .executeTakeFirst();
  if (again) return; // another instance was first
  const run = (query: ReturnType<typeof sql>) => query.execute(tx.db);
  await run(sql`insert into attendance_count (session_id, borough, post, booked, came, waiting)
    ${attendanceCounts(sql`booking.session_id = ${id}`)}`);
  await run(sql`delete from attendance where session_id = ${id}`);
  await run(
    sql`delete from outlook_entry using booking where booking.id = booking_id and session_id = ${id}`,
  );
  await run(
    sql`delete from booking_answer using booking where booking.id = booking_id and session_id = ${id}`,
  );
  await run(
    sql`delete from special_answer using booking where booking.id = booking_id and session_id = ${id}`,
  );
  // What somebody was sent about it says as much as a list of names. The first word of its key is what it is about.
  await run(sql`delete from message where category in ('bookings', 'reminders') and split_part(key, ' ', 1) in (
    select ${id}::text union select id::text from booking where session_id = ${id}
    union select id::text from event_message where session_id = ${id}
      or (session_id is null and event_id = ${session.eventId}
        and at <= ${new Date(now.getTime() - names)}::timestamptz))`);
  await run(
    sql`update booking_log set actor = null, reason = null where session_id = ${id} and booking_id is not null`,
  );
  await run(sql`update feedback set member_id = null where session_id = ${id}`);
  await run(sql`update booking set member_id = null, booked_by = null, endorsed_by = null, statement = null
    where session_id = ${id}`);
  await run(sql`update session set anonymised_at = ${now}::timestamptz where id = ${id}`);
}
