import { sql } from 'kysely';
import type { BookingState, Mode, PoolMode } from '../../ports/store/schema-events.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { addDays, londonDay } from '../london.ts';
import { requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';
import { bookedForColleague } from './looked-after.ts';
import { eventQuery, toViews } from './rows.ts';
import type { SessionTimes } from './rules.ts';
import { hasPassed } from './states.ts';

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

/**
 * One session of an event, with its event, as one member sees it: most events have one session, a series has many.
 * `day` is YYYY-MM-DD in London; the rest are instants.
 */
export type EventView = EventDetails & {
  id: string;
  title: string;
  summary: string;
  area: string;
  mode: Mode | null;
  venue: string | null;
  sample: boolean;
  state: 'draft' | 'published' | 'cancelled';
  cancelledReason: string | null;
  networkId: string | null;
  /** So many days after a session its special answers go. */
  retentionDays: number;
  /** Whom to ask; null for the alliance's own contact. */
  contact: string | null;
  /** Taken off the programme: it stays for those who have a place. */
  retired: boolean;
  /** How many sessions the event has. */
  sessions: number;
  session: SessionTimes & {
    id: string;
    /** Its own name in a series. */
    title: string | null;
    day: string | null;
    cancelled: boolean;
    byApproval: boolean;
    /** Only for those who have a place. */
    joinUrl: string | null;
    /** None where it cannot be booked here. */
    pools: PoolView[];
  };
  /** Whoever books is asked questions. */
  asks: boolean;
  /** Whose places the member's own counts among: “your authority”. */
  group: string;
  /** Places that are taken. */
  taken: number;
  /** The member's own booking that is not over. */
  booking: MyBooking | null;
};

/** Places of one kind, as far as the member is concerned. */
export type PoolView = {
  mode: PoolMode;
  capacity: number;
  taken: number;
  waiting: number;
  /** How many of them somebody of the member's borough can have now. */
  left: number;
};

export type MyBooking = {
  id: string;
  state: Extract<BookingState, 'requested' | 'waiting' | 'offered' | 'confirmed'>;
  pool: PoolMode;
  bookedAt: Date;
  offerExpiresAt: Date | null;
  automatic: boolean;
  /** Who booked it for them. */
  bookedBy: string | null;
  /** Whose it is, where the member booked it for a colleague. */
  colleague: string | null;
};

type Ctx = Pick<Context, 'db' | 'clock'>;

export type EventFilter = {
  /** An area's id. */
  area?: string | undefined;
  /** London days, both included; a filter by day leaves undated events out. */
  from?: string | undefined;
  to?: string | undefined;
  mode?: PoolMode | undefined;
  /** Ids of networks. */
  networks?: string[] | undefined;
};

/** The last day of a session: what ends at midnight is not on the day that begins then. */
const lastDay = sql<string>`coalesce(((session.ends_at - interval '1 second') at time zone 'Europe/London')::date, session.day)`;

/** So far back, and so many, passed sessions go where nobody asks for days. */
const pastDays = 365;
const mostPassed = 50;

/**
 * The sessions that the member may see: coming ones soonest first, then undated ones, then passed ones, latest first.
 */
export async function listEvents(ctx: Ctx, member: Member, filter: EventFilter = {}): Promise<EventView[]> {
  requireRight(member, 'use');
  let query = eventQuery(ctx, member)
    .where('event.retired_at', 'is', null)
    .where('event.state', '<>', 'draft')
    // Who had a place is told of it, and sees it among their bookings.
    .where((e) => e.or([e('event.state', '<>', 'cancelled'), e('mine.id', 'is not', null)]));
  if (filter.area) query = query.where('event.area', '=', filter.area);
  if (filter.from) query = query.where(lastDay, '>=', filter.from);
  if (filter.to) query = query.where('session.day', '<=', filter.to);
  if (filter.mode)
    query = query.where(sql`coalesce(session.mode, event.mode)`, 'in', [filter.mode, 'hybrid']);
  if (filter.networks)
    query = query.where('event.network_id', '=', sql<string>`any(${sql.val(filter.networks)}::text[])`);
  const now = ctx.clock.now();
  // Who asks for days gets what was on them, however long ago.
  const anyDay = !filter.from && !filter.to;
  const since = addDays(londonDay(now), -pastDays);
  if (anyDay) query = query.where((e) => e.or([e('session.day', 'is', null), e('session.day', '>=', since)]));
  const rows = await query
    .orderBy('session.day')
    .orderBy('session.starts_at')
    .orderBy('session.id')
    .execute();
  const passed = rows.filter((row) => hasPassed({ session: { day: row.day, endsAt: row.ends_at } }, now));
  const tooMany = new Set(anyDay ? passed.slice(0, -mostPassed) : []);
  const events = await toViews(
    ctx,
    member,
    rows.filter((row) => !tooMany.has(row)),
  );
  return [
    ...events.filter((e) => e.session.day && !hasPassed(e, now)),
    ...events.filter((e) => !e.session.day),
    ...events.filter((e) => e.session.day && hasPassed(e, now)).reverse(),
  ];
}

/** All sessions of an event, in order. @throws AppError 'not-found' */
export async function eventSessions(ctx: Ctx, member: Member, eventId: string): Promise<EventView[]> {
  requireRight(member, 'use');
  const rows = await eventQuery(ctx, member)
    .where('event.id', '=', eventId)
    .where('event.state', '<>', 'draft')
    .orderBy('session.day')
    .orderBy('session.starts_at')
    .orderBy('session.id')
    .execute();
  if (rows.length === 0) throw new AppError('not-found');
  return toViews(ctx, member, rows);
}

/** The session of an event that comes next, or else came last. @throws AppError 'not-found' */
export async function eventView(ctx: Ctx, member: Member, eventId: string): Promise<EventView> {
  const sessions = await eventSessions(ctx, member, eventId);
  const now = ctx.clock.now();
  return sessions.find((each) => !hasPassed(each, now) && !each.session.cancelled) ?? sessions.at(-1)!;
}

/** One session. @throws AppError 'not-found' */
export async function sessionView(ctx: Ctx, member: Member, sessionId: string): Promise<EventView> {
  const view = (await sessionViews(ctx, member, [sessionId])).get(sessionId);
  if (!view) throw new AppError('not-found');
  return view;
}

/** Sessions by id, however many. */
export async function sessionViews(
  ctx: Ctx,
  member: Member,
  sessionIds: string[],
): Promise<Map<string, EventView>> {
  requireRight(member, 'use');
  const rows = await eventQuery(ctx, member)
    .where('session.id', '=', sql<string>`any(${sql.val(sessionIds)}::text[])`)
    .where('event.state', '<>', 'draft')
    .execute();
  const views = await toViews(ctx, member, rows);
  return new Map(views.map((view) => [view.session.id, view]));
}

type Booked = EventView & { booking: MyBooking };

/** The member's bookings that are not over: coming ones soonest first, then passed ones, latest first. */
export const myBookings = (ctx: Ctx, member: Member): Promise<Booked[]> => bookingsOf(ctx, member, 'own');

/** Bookings that the member made for colleagues, in the same order. */
export const colleaguesBookings = (ctx: Ctx, member: Member): Promise<Booked[]> =>
  bookingsOf(ctx, member, 'colleagues');

async function bookingsOf(ctx: Ctx, member: Member, whose: 'own' | 'colleagues'): Promise<Booked[]> {
  requireRight(member, 'use');
  const rows = await eventQuery(ctx, member, whose)
    .where('mine.id', 'is not', null)
    .orderBy('session.starts_at')
    .orderBy('session.id')
    .orderBy('mine.created_at')
    .execute();
  const events = (await toViews(ctx, member, rows)) as Booked[];
  const now = ctx.clock.now();
  return [
    ...events.filter((event) => !hasPassed(event, now)),
    ...events.filter((event) => hasPassed(event, now)).reverse(),
  ];
}

/** One booking that is not over: the member's own, or one that they made for a colleague. @throws AppError 'not-found' */
export async function bookingView(ctx: Ctx, member: Member, bookingId: string): Promise<Booked> {
  requireRight(member, 'use');
  for (const whose of ['own', 'colleagues'] as const) {
    const rows = await eventQuery(ctx, member, whose).where('mine.id', '=', bookingId).execute();
    const [view] = (await toViews(ctx, member, rows)) as Booked[];
    if (view) return view;
  }
  throw new AppError('not-found');
}

/** Whose a booking is that the member made for a colleague, over or not; null for every other. */
export async function colleagueOf(ctx: Ctx, member: Member, bookingId: string): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('booking')
    .innerJoin('member', 'member.id', 'booking.member_id')
    .select('member.name')
    .where('booking.id', '=', bookingId)
    .where(bookedForColleague(member))
    .executeTakeFirst();
  return row?.name ?? null;
}
