import { sql } from 'kysely';
import type { BookingState, Mode, PoolMode } from '../../ports/store/schema-events.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';
import { poolsOf } from './pools.ts';
import { boroughOf, live, type Pool, placesFor, type SessionTimes, takenIn } from './rules.ts';
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
  /** Whoever books must answer questions. */
  asks: boolean;
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
  if (filter.from) query = query.where('session.day', '>=', filter.from);
  if (filter.to) query = query.where('session.day', '<=', filter.to);
  if (filter.mode)
    query = query.where(sql`coalesce(session.mode, event.mode)`, 'in', [filter.mode, 'hybrid']);
  if (filter.networks)
    query = query.where('event.network_id', '=', sql<string>`any(${sql.val(filter.networks)}::text[])`);
  const rows = await query
    .orderBy('session.day')
    .orderBy('session.starts_at')
    .orderBy('session.id')
    .execute();
  const events = await toViews(ctx, member, rows);
  const now = ctx.clock.now();
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
  requireRight(member, 'use');
  const rows = await eventQuery(ctx, member)
    .where('session.id', '=', sessionId)
    .where('event.state', '<>', 'draft')
    .execute();
  const [view] = await toViews(ctx, member, rows);
  if (!view) throw new AppError('not-found');
  return view;
}

/** The member's bookings that are not over: coming ones soonest first, then passed ones, latest first. */
export async function myBookings(ctx: Ctx, member: Member): Promise<(EventView & { booking: MyBooking })[]> {
  requireRight(member, 'use');
  const rows = await eventQuery(ctx, member)
    .where('mine.id', 'is not', null)
    .orderBy('session.starts_at')
    .orderBy('session.id')
    .execute();
  const events = (await toViews(ctx, member, rows)) as (EventView & { booking: MyBooking })[];
  const now = ctx.clock.now();
  return [
    ...events.filter((event) => !hasPassed(event, now)),
    ...events.filter((event) => hasPassed(event, now)).reverse(),
  ];
}

function eventQuery(ctx: Ctx, member: Member) {
  return ctx.db
    .selectFrom('event')
    .innerJoin('session', 'session.event_id', 'event.id')
    .leftJoin('booking as mine', (join) =>
      join
        .onRef('mine.session_id', '=', 'session.id')
        .on('mine.member_id', '=', member.id)
        .on('mine.state', 'in', live),
    )
    .leftJoin('member as booker', 'booker.id', 'mine.booked_by')
    .select([
      'event.id',
      'event.title',
      'event.summary',
      'event.area',
      'event.sample',
      'event.details',
      'event.retired_at',
      'event.state',
      'event.cancelled_reason',
      'event.network_id',
      'event.retention_days',
      'event.contact',
      sql<Mode | null>`coalesce(session.mode, event.mode)`.as('mode'),
      sql<string | null>`coalesce(session.venue, event.venue)`.as('venue'),
      'session.id as session_id',
      'session.title as session_title',
      'session.state as session_state',
      // As text: a date column would be read as an instant of the machine's own time zone.
      sql<string | null>`session.day::text`.as('day'),
      'session.starts_at',
      'session.ends_at',
      'session.opens_at',
      'session.closes_at',
      'session.cancel_by',
      'session.offer_cutoff',
      'session.offer_hours',
      'session.by_approval',
      'session.join_url',
      'mine.id as booking_id',
      'mine.state as booking_state',
      'mine.pool as booking_pool',
      'mine.created_at as booked_at',
      'mine.offer_expires_at',
      'mine.automatic',
      'booker.name as booked_by',
      sql<boolean>`exists (select from event_question where event_question.event_id = event.id
        and removed_at is null and required)`.as('asks'),
      sql<number>`(select count(*)::int from session as each where each.event_id = event.id)`.as('sessions'),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof eventQuery>['executeTakeFirstOrThrow']>>;

async function toViews(ctx: Ctx, member: Member, rows: Row[]): Promise<EventView[]> {
  const pools = await poolsOf(
    ctx,
    rows.map((row) => row.session_id),
  );
  const borough = boroughOf(member.organisation);
  const now = ctx.clock.now();
  return rows.map((row) => toView(row, pools.get(row.session_id) ?? [], borough, now));
}

function toView(row: Row, pools: Pool[], borough: string, now: Date): EventView {
  return {
    ...(row.details as EventDetails),
    id: row.id,
    title: row.title,
    summary: row.summary,
    area: row.area,
    mode: row.mode,
    venue: row.venue,
    sample: row.sample,
    state: row.state,
    cancelledReason: row.cancelled_reason,
    networkId: row.network_id,
    retentionDays: row.retention_days,
    contact: row.contact,
    retired: row.retired_at !== null,
    sessions: row.sessions,
    session: {
      id: row.session_id,
      title: row.session_title,
      day: row.day,
      cancelled: row.session_state === 'cancelled',
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      opensAt: row.opens_at,
      closesAt: row.closes_at,
      cancelBy: row.cancel_by,
      offerCutoff: row.offer_cutoff,
      offerHours: row.offer_hours,
      byApproval: row.by_approval,
      joinUrl: row.booking_state === 'confirmed' ? row.join_url : null,
      pools: pools.map((pool) => ({
        mode: pool.mode,
        capacity: pool.capacity,
        taken: takenIn(pool),
        waiting: pool.waiting,
        left: placesFor(pool, borough, now),
      })),
    },
    asks: row.asks,
    taken: pools.reduce((sum, pool) => sum + takenIn(pool), 0),
    booking: row.booking_id
      ? {
          id: row.booking_id,
          state: row.booking_state as MyBooking['state'],
          pool: row.booking_pool!,
          bookedAt: row.booked_at!,
          offerExpiresAt: row.offer_expires_at,
          automatic: row.automatic!,
          bookedBy: row.booked_by,
        }
      : null,
  };
}
