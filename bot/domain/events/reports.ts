import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';
import { type Day, daysOf } from './attendance.ts';
import { hasPassed } from './states.ts';

/** How many booked, came, missed it and never got a place, by borough and by role. */

export type Counts = { booked: number; came: number; missed: number; waiting: number };
export type EventReport = {
  days: Day[];
  /** Somebody noted who came: without that nobody missed it. */
  noted: boolean;
  total: Counts;
  boroughs: ({ name: string } & Counts)[];
  posts: ({ name: string } & Counts)[];
};

/** One session, or all sessions of an event together. @throws AppError 'not-found' */
export async function eventReport(
  ctx: Pick<Context, 'db' | 'clock'>,
  actor: Member,
  of: { sessionId: string } | { eventId: string },
): Promise<EventReport> {
  requireRight(actor, 'manageEvents');
  const days = await daysOf(ctx, of);
  if (days.length === 0) throw new AppError('not-found');
  const now = ctx.clock.now();
  const over = new Set(
    days.filter((day) => hasPassed({ session: day }, now)).map(({ sessionId }) => sessionId),
  );
  const rows = await countsOf(
    ctx,
    days.map(({ sessionId }) => sessionId),
  );
  const noted = new Set(rows.filter(({ came }) => came > 0).map(({ session }) => session));
  const parts = rows.map(({ session, borough, post, booked, came, waiting }) => ({
    borough,
    post: post || unknown,
    booked,
    came,
    missed: over.has(session) && noted.has(session) ? booked - came : 0,
    waiting,
  }));
  const by = (of: (part: (typeof parts)[number]) => string) =>
    [...Map.groupBy(parts, of)]
      .map(([name, those]) => ({ name, ...sum(those) }))
      .sort(
        (a, b) => Number(a.name === unknown) - Number(b.name === unknown) || a.name.localeCompare(b.name),
      );
  return {
    days,
    noted: noted.size > 0,
    total: sum(parts),
    boroughs: by(({ borough }) => borough),
    posts: by(({ post }) => post),
  };
}

const unknown = 'Not known';

const sum = (parts: Counts[]): Counts => ({
  booked: parts.reduce((n, { booked }) => n + booked, 0),
  came: parts.reduce((n, { came }) => n + came, 0),
  missed: parts.reduce((n, { missed }) => n + missed, 0),
  waiting: parts.reduce((n, { waiting }) => n + waiting, 0),
});

type Row = Omit<Counts, 'missed'> & { session: string; borough: string; post: string };

/** From the names while they are there, then from what was counted when they went. */
async function countsOf(ctx: Pick<Context, 'db'>, sessionIds: string[]): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with counted as (
      select session_id, borough, post, booked, came, waiting from attendance_count
        where session_id = any(${sessionIds}::text[])
      union all
      ${attendanceCounts(sql`booking.session_id = any(${sessionIds}::text[]) and session.anonymised_at is null`)})
    select session_id as session, post, booked, came, waiting,
      case borough when 'partners' then 'Partners' when 'host' then 'Host'
        else coalesce((select details ->> 'name' from organisation where id = borough), borough) end as borough
    from counted`.execute(ctx.db);
  return rows;
}

/** What is counted of sessions, by borough and post, from their bookings. */
export const attendanceCounts = (which: ReturnType<typeof sql>) => sql`
  select booking.session_id, booking.borough, coalesce(member.post, '') as post,
    count(*) filter (where booking.state = 'confirmed')::int as booked,
    count(attendance.booking_id)::int as came,
    count(*) filter (where booking.state in ('waiting', 'offered', 'requested'))::int as waiting
  from booking join session on session.id = booking.session_id
    left join member on member.id = booking.member_id
    left join attendance on attendance.booking_id = booking.id and booking.state = 'confirmed'
  where booking.state in ('confirmed', 'waiting', 'offered', 'requested') and ${which}
  group by booking.session_id, booking.borough, coalesce(member.post, '')`;
