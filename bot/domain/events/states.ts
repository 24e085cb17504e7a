import { dateAndTime, londonDay } from '../london.ts';
import type { EventView } from './events.ts';

/** What a member can do at a session, and what is said of it. */
export type EventState =
  | 'open'
  | 'booked'
  | 'offered'
  | 'waiting'
  | 'requested'
  | 'nominate' // a coordinator chooses among those who are proposed
  | 'full' // there is a waiting list to join
  | 'not open'
  | 'closed'
  | 'passed'
  | 'cancelled'
  | 'not bookable';

/** Whether the session is over: after its end, or after its day where it has no hours. */
export function hasPassed(
  event: { session: { day: string | null; endsAt: Date | null } },
  now: Date,
): boolean {
  const { day, endsAt } = event.session;
  if (endsAt) return endsAt <= now;
  return day !== null && day < londonDay(now);
}

/** What the member can do at the session now. */
export function eventState(event: EventView, now: Date): EventState {
  const { session, booking } = event;
  if (hasPassed(event, now)) return 'passed';
  if (event.state === 'cancelled' || session.cancelled) return 'cancelled';
  if (booking) return booking.state === 'confirmed' ? 'booked' : booking.state;
  if (event.retired || session.pools.length === 0 || !session.closesAt) return 'not bookable';
  if (session.opensAt && session.opensAt > now) return 'not open';
  if (session.closesAt <= now) return 'closed';
  if (session.byApproval) return 'nominate';
  return session.pools.some(({ left }) => left > 0) ? 'open' : 'full';
}

/** Whether all places of all kinds are taken. Else a rule keeps what is left from some: they are told so. */
export const isFull = ({ session }: EventView): boolean =>
  session.pools.every(({ taken, capacity }) => taken >= capacity);

/** The places in words: "3 places left", "Waiting list: 5 people", "You have a place", or nothing. */
export function placesText(event: EventView, now: Date): string {
  const { pools, opensAt, byApproval } = event.session;
  const left = pools.reduce((sum, pool) => sum + pool.left, 0);
  const waiting = pools.reduce((sum, pool) => sum + pool.waiting, 0);
  const had = event.booking?.state === 'confirmed';
  const whose = event.booking?.colleague;
  const words: Record<EventState, string> = {
    open: left === 1 ? '1 place left' : `${left} places left`,
    booked: whose ? `${whose} has a place` : 'You have a place',
    offered: event.booking?.offerExpiresAt
      ? `A place is ${whose ? `${whose}’s` : 'yours'} until ${dateAndTime(event.booking.offerExpiresAt)}`
      : '',
    waiting: `${whose ? `${whose} is` : 'You are'} on the waiting list`,
    requested: `${whose ? `${whose} is` : 'You are'} put forward`,
    nominate: 'Places are given by approval',
    full: [
      ...(isFull(event) ? (waiting === 0 ? ['Full'] : []) : [`There is no place for ${event.group} now`]),
      ...(waiting === 0 ? [] : [`Waiting list: ${waiting === 1 ? '1 person' : `${waiting} people`}`]),
    ].join('. '),
    'not open': opensAt ? `Booking opens ${dateAndTime(opensAt)}` : '',
    closed: byApproval ? 'Nominations have closed' : 'Booking has closed',
    passed: had ? `This has passed; ${whose ?? 'you'} had a place` : 'This has passed',
    cancelled: 'Called off',
    'not bookable': '',
  };
  return words[eventState(event, now)];
}
