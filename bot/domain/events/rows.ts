import { sql } from 'kysely';
import type { Mode } from '../../ports/store/schema-events.ts';
import type { Context } from '../context.ts';
import type { Member } from '../members/members.ts';
import type { EventDetails, EventView, MyBooking } from './events.ts';
import { bookedForColleague } from './looked-after.ts';
import { poolsOf } from './pools.ts';
import { boroughOf, groupOf, live, type Pool, placesFor, takenIn } from './rules.ts';

/** Sessions with their events, read from the tables as one member sees them. */

type Ctx = Pick<Context, 'db' | 'clock'>;

/** @param whose the bookings that come with the sessions: the member's own, or those that they made for colleagues */
export function eventQuery(ctx: Ctx, member: Member, whose: 'own' | 'colleagues' = 'own') {
  return ctx.db
    .selectFrom('event')
    .innerJoin('session', 'session.event_id', 'event.id')
    .leftJoin('booking as mine', (join) =>
      join
        .onRef('mine.session_id', '=', 'session.id')
        .on('mine.state', 'in', live)
        .on((e) =>
          whose === 'own' ? e('mine.member_id', '=', member.id) : bookedForColleague(member, 'mine'),
        ),
    )
    .leftJoin('member as holder', (join) =>
      join.onRef('holder.id', '=', 'mine.member_id').on('holder.id', '<>', member.id),
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
      sql<string | null>`coalesce(session.cancelled_reason, event.cancelled_reason)`.as('cancelled_reason'),
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
      'holder.name as colleague',
      sql<boolean>`exists (select from event_question where event_question.event_id = event.id
        and removed_at is null)`.as('asks'),
      sql<number>`(select count(*)::int from session as each where each.event_id = event.id)`.as('sessions'),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof eventQuery>['executeTakeFirstOrThrow']>>;

/** @param rows of `eventQuery`, narrowed and ordered by the caller */
export async function toViews(ctx: Ctx, member: Member, rows: Row[]): Promise<EventView[]> {
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
      joinUrl: row.booking_state === 'confirmed' && row.colleague === null ? row.join_url : null,
      pools: pools.map((pool) => ({
        mode: pool.mode,
        capacity: pool.capacity,
        taken: takenIn(pool),
        waiting: pool.waiting,
        left: placesFor(pool, borough, now),
      })),
    },
    asks: row.asks,
    group: groupOf(borough),
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
          colleague: row.colleague,
        }
      : null,
  };
}
