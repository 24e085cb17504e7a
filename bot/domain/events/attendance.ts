import { sql } from 'kysely';
import type { PoolMode } from '../../ports/store/schema-events.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';

/** Who has a place at a session, and who of them has come. */

/** A session as those see it who look after the day. */
export type Day = {
  eventId: string;
  sessionId: string;
  /** With the session's own name in a series. */
  title: string;
  eventTitle: string;
  day: string | null;
  startsAt: Date | null;
  endsAt: Date | null;
  /** Its names are gone. */
  anonymised: boolean;
};

/** Somebody who has a place. */
export type Arrival = {
  bookingId: string;
  memberId: string | null;
  code: string;
  name: string;
  email: string | null;
  post: string | null;
  organisation: string;
  /** An authority's id, 'partners' or 'host'. */
  borough: string;
  pool: PoolMode;
  arrivedAt: Date | null;
  minutes: number | null;
};

type Ctx = Pick<Context, 'db' | 'clock'>;

/** What somebody is called of whom nothing is kept any more. */
export const gone = 'Somebody who is no longer here';

/** @throws AppError 'not-found' */
export async function dayOf(ctx: Ctx, sessionId: string): Promise<Day> {
  const [day] = await daysOf(ctx, { sessionId });
  if (!day) throw new AppError('not-found');
  return day;
}

/** One session, or those of an event, soonest first. */
export async function daysOf(ctx: Ctx, of: { sessionId: string } | { eventId: string }): Promise<Day[]> {
  return ctx.db
    .selectFrom('session')
    .innerJoin('event', 'event.id', 'session.event_id')
    .select([
      'event.id as eventId',
      'session.id as sessionId',
      sql<string>`event.title || coalesce(': ' || session.title, '')`.as('title'),
      'event.title as eventTitle',
      sql<string | null>`session.day::text`.as('day'),
      'session.starts_at as startsAt',
      'session.ends_at as endsAt',
      sql<boolean>`session.anonymised_at is not null`.as('anonymised'),
    ])
    .where((e) => ('eventId' in of ? e('event.id', '=', of.eventId) : e('session.id', '=', of.sessionId)))
    .orderBy('session.day')
    .orderBy('session.starts_at')
    .orderBy('session.id')
    .execute();
}

/** Everybody who has a place at a session, by name, with who has come. @throws AppError 'not-found' */
export async function arrivals(
  ctx: Ctx,
  actor: Member,
  sessionId: string,
): Promise<{ day: Day; people: Arrival[] }> {
  requireRight(actor, 'manageEvents');
  return { day: await dayOf(ctx, sessionId), people: await placeHolders(ctx, sessionId) };
}

/**
 * Somebody whom a tap at the door was about, also where their place was cancelled meanwhile, with how many have a place
 * and have come. @throws AppError 'not-found'
 */
export async function arrivalOf(
  ctx: Ctx,
  actor: Member,
  bookingId: string,
): Promise<{ person: Arrival; came: number; expected: number }> {
  requireRight(actor, 'manageEvents');
  const person = await holders(ctx).where('booking.id', '=', bookingId).executeTakeFirst();
  if (!person) throw new AppError('not-found');
  const counts = await ctx.db
    .selectFrom('booking')
    .leftJoin('attendance', 'attendance.booking_id', 'booking.id')
    .select([
      sql<number>`count(*)::int`.as('expected'),
      sql<number>`count(attendance.arrived_at)::int`.as('came'),
    ])
    .where('booking.state', '=', 'confirmed')
    .where('booking.session_id', '=', (e) =>
      e.selectFrom('booking').select('session_id').where('id', '=', bookingId),
    )
    .executeTakeFirstOrThrow();
  return { person, ...counts };
}

/** Those with a place, by name. */
export const placeHolders = (ctx: Ctx, sessionId: string): Promise<Arrival[]> =>
  holders(ctx)
    .where('booking.session_id', '=', sessionId)
    .where('booking.state', '=', 'confirmed')
    .orderBy(sql`lower(member.name)`)
    .orderBy('booking.id')
    .execute();

const holders = (ctx: Ctx) =>
  ctx.db
    .selectFrom('booking')
    .innerJoin('organisation', 'organisation.id', 'booking.organisation_id')
    .leftJoin('member', 'member.id', 'booking.member_id')
    .leftJoin('attendance', 'attendance.booking_id', 'booking.id')
    .select([
      'booking.id as bookingId',
      'member.id as memberId',
      'booking.code',
      sql<string>`coalesce(member.name, ${gone})`.as('name'),
      'member.email',
      'member.post',
      sql<string>`organisation.details ->> 'name'`.as('organisation'),
      'booking.borough',
      'booking.pool',
      'attendance.arrived_at as arrivedAt',
      'attendance.minutes',
    ]);

/** What the person of a booking shows at the door ("4F2A-09C1-77BE"); null without a place. */
export async function codeOf(ctx: Pick<Context, 'db'>, bookingId: string): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('booking')
    .select('code')
    .where('id', '=', bookingId)
    .where('state', '=', 'confirmed')
    .executeTakeFirst();
  return row ? dashed(row.code) : null;
}

/** A code as people read it. */
export const dashed = (code: string): string => code.replace(/.{4}(?=.)/g, '$&-');
/** A code as it is kept, however it was typed. */
export const plainCode = (typed: string): string => typed.replace(/[^0-9a-z]/gi, '').toUpperCase();
