import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { londonDay } from '../london.ts';
import { requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';

/** What only an event's own page and card show. */
export type EventDetails = {
  aliases: string[];
  description: string[];
  audience: string | null;
  bring: string | null;
  caution: string | null;
  /** Id of the programme item that it belongs to. */
  item: string | null;
  source: { document: string; section: string } | null;
};

/** An event as one member sees it. `day` is YYYY-MM-DD in London; the rest are instants. */
export type EventView = EventDetails & {
  id: string;
  title: string;
  summary: string;
  area: string;
  mode: 'in person' | 'online' | null;
  venue: string | null;
  sample: boolean;
  /** Taken off the programme: it stays for those who have a place. */
  retired: boolean;
  session: {
    id: string;
    day: string | null;
    startsAt: Date | null;
    endsAt: Date | null;
    closesAt: Date | null;
    /** Null where it cannot be booked here. */
    capacity: number | null;
  };
  /** Places that are booked. */
  taken: number;
  /** The member's own live booking. */
  bookingId: string | null;
};

export type EventState = 'open' | 'booked' | 'full' | 'closed' | 'passed' | 'not bookable';

type Ctx = Pick<Context, 'db' | 'clock'>;

/**
 * The events that the member may see: coming ones soonest first, then undated ones, then passed ones,
 * latest first.
 * @param filter `area` an area's id; `from`, `to` London days, both included; a filter by day leaves
 *   undated events out
 */
export async function listEvents(
  ctx: Ctx,
  member: Member,
  filter: { area?: string; from?: string; to?: string } = {},
): Promise<EventView[]> {
  requireRight(member, 'use');
  let query = eventQuery(ctx, member).where('event.retired_at', 'is', null);
  if (filter.area) query = query.where('event.area', '=', filter.area);
  if (filter.from) query = query.where('session.day', '>=', filter.from);
  if (filter.to) query = query.where('session.day', '<=', filter.to);
  const events = (
    await query.orderBy('session.day').orderBy('session.starts_at').orderBy('event.id').execute()
  ).map(toView);
  const now = ctx.clock.now();
  return [
    ...events.filter((e) => e.session.day && !hasPassed(e, now)),
    ...events.filter((e) => !e.session.day),
    ...events.filter((e) => e.session.day && hasPassed(e, now)).reverse(),
  ];
}

/** One event. @throws AppError 'not-found' */
export async function eventView(ctx: Ctx, member: Member, eventId: string): Promise<EventView> {
  requireRight(member, 'use');
  const row = await eventQuery(ctx, member).where('event.id', '=', eventId).executeTakeFirst();
  if (!row) throw new AppError('not-found');
  return toView(row);
}

/** The member's live bookings: coming ones soonest first, then passed ones, latest first. */
export async function myBookings(
  ctx: Ctx,
  member: Member,
): Promise<{ id: string; bookedAt: Date; event: EventView }[]> {
  requireRight(member, 'use');
  const rows = await eventQuery(ctx, member)
    .where('mine.id', 'is not', null)
    .orderBy('session.starts_at')
    .orderBy('event.id')
    .execute();
  const bookings = rows.map((row) => ({ id: row.booking_id!, bookedAt: row.booked_at!, event: toView(row) }));
  const now = ctx.clock.now();
  return [
    ...bookings.filter((b) => !hasPassed(b.event, now)),
    ...bookings.filter((b) => hasPassed(b.event, now)).reverse(),
  ];
}

/** Whether the event is over: after its end, or after its day where it has no hours. */
export function hasPassed(event: Pick<EventView, 'session'>, now: Date): boolean {
  const { day, endsAt } = event.session;
  if (endsAt) return endsAt <= now;
  return day !== null && day < londonDay(now);
}

/** What the member can do with the event now. */
export function eventState(event: EventView, now: Date): EventState {
  if (hasPassed(event, now)) return 'passed';
  if (event.bookingId) return 'booked';
  const { capacity, closesAt } = event.session;
  if (event.retired || capacity === null || !closesAt) return 'not bookable';
  if (closesAt <= now) return 'closed';
  return event.taken >= capacity ? 'full' : 'open';
}

/** The places in words: "3 places left", "Full", "You have a place", "Booking has closed", "This has passed", or nothing. */
export function placesText(event: EventView, now: Date): string {
  const state = eventState(event, now);
  const left = (event.session.capacity ?? 0) - event.taken;
  const words: Record<EventState, string> = {
    open: left === 1 ? '1 place left' : `${left} places left`,
    booked: 'You have a place',
    full: 'Full',
    closed: 'Booking has closed',
    passed: event.bookingId ? 'This has passed; you had a place' : 'This has passed',
    'not bookable': '',
  };
  return words[state];
}

function eventQuery(ctx: Ctx, member: Member) {
  return ctx.db
    .selectFrom('event')
    .innerJoin('session', 'session.event_id', 'event.id')
    .leftJoin('booking as mine', (join) =>
      join
        .onRef('mine.session_id', '=', 'session.id')
        .on('mine.member_id', '=', member.id)
        .on('mine.state', '=', 'confirmed'),
    )
    .select([
      'event.id',
      'event.title',
      'event.summary',
      'event.area',
      'event.mode',
      'event.venue',
      'event.sample',
      'event.details',
      'event.retired_at',
      'session.id as session_id',
      // As text: a date column would be read as an instant of the machine's own time zone.
      sql<string | null>`session.day::text`.as('day'),
      'session.starts_at',
      'session.ends_at',
      'session.closes_at',
      'session.capacity',
      'mine.id as booking_id',
      'mine.created_at as booked_at',
      sql<number>`(select count(*)::int from booking
        where booking.session_id = session.id and booking.state = 'confirmed')`.as('taken'),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof eventQuery>['executeTakeFirstOrThrow']>>;

function toView(row: Row): EventView {
  return {
    ...(row.details as EventDetails),
    id: row.id,
    title: row.title,
    summary: row.summary,
    area: row.area,
    mode: row.mode,
    venue: row.venue,
    sample: row.sample,
    retired: row.retired_at !== null,
    session: {
      id: row.session_id,
      day: row.day,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      closesAt: row.closes_at,
      capacity: row.capacity,
    },
    taken: row.taken,
    bookingId: row.booking_id,
  };
}
