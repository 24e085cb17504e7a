import type { BookingState, PoolMode } from '../../ports/store/schema-events.ts';
import { addDays, londonDay, londonInstant } from '../london.ts';
import { isWorkingDay } from '../working-days.ts';

/** The rules of booking, as plain functions of what stands in the tables: who may have a place, and until when. */

export type { BookingState, PoolMode };

/** Places of one kind at one session, and who has them. */
export type Pool = {
  mode: PoolMode;
  capacity: number;
  /** At most so many for each borough; null for no limit. */
  perBorough: number | null;
  quotas: Quota[];
  /** Places that are confirmed or offered, by borough. */
  taken: Map<string, number>;
  /** How many wait. */
  waiting: number;
};

/** What holds for one borough: an authority's id, 'partners' for all partners together, or 'host'. */
export type Quota = { borough: string; max: number | null; reserved: number; releaseAt: Date | null };

/** What a session's rules need to know of it. Instants; null where it is not set. */
export type SessionTimes = {
  startsAt: Date | null;
  endsAt: Date | null;
  opensAt: Date | null;
  closesAt: Date | null;
  cancelBy: Date | null;
  offerCutoff: Date | null;
  offerHours: number;
};

/** States that take a place. */
export const consuming: readonly BookingState[] = ['confirmed', 'offered'];
/** States that are not over: a person has at most one of these at a session. */
export const live: readonly BookingState[] = ['requested', 'waiting', 'offered', 'confirmed'];

/** Whose places a person's booking counts for. The database says the same: migration 004. */
export const boroughOf = ({ id, kind }: { id: string; kind: 'authority' | 'partner' | 'host' }): string =>
  kind === 'partner' ? 'partners' : kind === 'host' ? 'host' : id;

/** Places that are taken, by anybody. */
export const takenIn = ({ taken }: Pool): number => [...taken.values()].reduce((sum, n) => sum + n, 0);

/** Places that are kept for a borough and that it has not taken: never more than it may have at most. */
function keptBy(pool: Pool, { borough, reserved, releaseAt }: Quota, now: Date): number {
  if (releaseAt && releaseAt <= now) return 0;
  const kept = Math.min(reserved, maxOf(pool, borough) ?? reserved);
  return Math.max(0, kept - (pool.taken.get(borough) ?? 0));
}

/** How many places somebody of a borough can have now, as far as there are any: never below 0. */
export function placesFor(pool: Pool, borough: string, now: Date): number {
  const left = pool.capacity - takenIn(pool);
  const kept = { own: 0, others: 0 };
  for (const quota of pool.quotas)
    kept[quota.borough === borough ? 'own' : 'others'] += keptBy(pool, quota, now);
  // Where more is kept than there is, who comes first of those for whom it is kept has it: else nobody ever would.
  const free = Math.max(left - kept.others, Math.min(left, kept.own));
  const most = maxOf(pool, borough);
  const theirs = most === null ? free : most - (pool.taken.get(borough) ?? 0);
  return Math.max(0, Math.min(free, theirs));
}

/** Those who share places with somebody, as that person is told of them. */
export const groupOf = (borough: string): string =>
  borough === 'partners' ? 'partners' : borough === 'host' ? 'your team' : 'your authority';

/** The most places that a borough may have of a kind; null for no limit. */
export const maxOf = (pool: Pool, borough: string): number | null =>
  pool.quotas.find((quota) => quota.borough === borough)?.max ?? pool.perBorough;

export type PassedOver = 'full' | 'borough has its most' | 'kept for others' | 'too late for an offer';

/** Why somebody of a borough who waits has no place; null where one is theirs to have. */
export function passedOver(
  pool: Pool,
  waiting: { borough: string; automatic: boolean },
  times: SessionTimes,
  now: Date,
): PassedOver | null {
  const { borough, automatic } = waiting;
  if (pool.capacity <= takenIn(pool)) return 'full';
  const most = maxOf(pool, borough);
  if (most !== null && most <= (pool.taken.get(borough) ?? 0)) return 'borough has its most';
  if (placesFor(pool, borough, now) === 0) return 'kept for others';
  const cutoff = cutoffOf(times);
  if (!cutoff || cutoff <= now || (!automatic && !offerUntil(times, now))) return 'too late for an offer';
  return null;
}

/** No place is given from the waiting list from then on. */
export const cutoffOf = ({ offerCutoff, closesAt, startsAt }: SessionTimes): Date | null =>
  earliest(offerCutoff ?? closesAt, startsAt);

const earliest = (one: Date | null, other: Date | null) => (one && other ? (one < other ? one : other) : one);

/** WCAG 2.2, 2.2.1: what people are given more than 20 hours for is no time limit. */
export const leastOffer = 20 * 3_600_000;
const [opens, shuts] = ['09:00', '17:00'];

/**
 * Until when an offer that is made now may be accepted: at least the session's hours, to the next end of a working
 * day (England and Wales); near the cut-off less, but more than 20 hours.
 * @returns null where there is no time left for an offer
 */
export function offerUntil(times: SessionTimes, now: Date): Date | null {
  const cutoff = cutoffOf(times);
  if (!cutoff) return null;
  const wished = endOfWorkFrom(new Date(now.getTime() + times.offerHours * 3_600_000));
  const until = wished <= cutoff ? wished : inWorkingHoursUpTo(cutoff);
  return until.getTime() - now.getTime() > leastOffer ? until : null;
}

/** The first end of a working day at or after an instant. */
function endOfWorkFrom(at: Date): Date {
  for (let day = londonDay(at); ; day = addDays(day, 1)) {
    const end = londonInstant(day, shuts);
    if (isWorkingDay(day) && end >= at) return end;
  }
}

/** The last instant of working hours up to another. */
function inWorkingHoursUpTo(at: Date): Date {
  for (let day = londonDay(at); ; day = addDays(day, -1)) {
    if (!isWorkingDay(day) || londonInstant(day, opens) > at) continue;
    const end = londonInstant(day, shuts);
    return end < at ? end : at;
  }
}
