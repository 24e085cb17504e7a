import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { dateAndTime } from '../london.ts';
import { may, requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';
import { ownOrColleagues } from './looked-after.ts';
import { poolsOf } from './pools.ts';
import {
  cutoffOf,
  groupOf,
  maxOf,
  type PassedOver,
  type Pool,
  passedOver,
  type SessionTimes,
  takenIn,
} from './rules.ts';

/** Where somebody stands on a waiting list, and why a place may go past them or past others: naming nobody. */
export type Queue = {
  /** 1 is next. */
  place: number;
  passedOver: string[];
};

type Waiting = { id: string; borough: string; automatic: boolean };

/**
 * Where a booking stands on its waiting list: for whose it is, who booked it for them, and coordinators.
 * @returns null where it does not wait
 * @throws AppError 'not-found' also for somebody else's
 */
export async function queueOf(
  ctx: Pick<Context, 'db' | 'clock'>,
  member: Member,
  bookingId: string,
): Promise<Queue | null> {
  requireRight(member, 'use');
  const row = await ctx.db
    .selectFrom('booking')
    .innerJoin('session', 'session.id', 'booking.session_id')
    .select(['booking.session_id', 'booking.pool', 'booking.state'])
    .select(ownOrColleagues(member).as('theirs'))
    .select(['starts_at', 'ends_at', 'opens_at', 'closes_at', 'cancel_by', 'offer_cutoff', 'offer_hours'])
    .where('booking.id', '=', bookingId)
    .executeTakeFirst();
  if (!row || !(row.theirs || may(member, 'manageEvents'))) throw new AppError('not-found');
  const pool = (await poolsOf(ctx, [row.session_id])).get(row.session_id)?.find((p) => p.mode === row.pool);
  if (row.state !== 'waiting' || !pool) return null;
  const list: Waiting[] = await ctx.db
    .selectFrom('booking')
    .select(['id', 'borough', 'automatic'])
    .where('session_id', '=', row.session_id)
    .where('pool', '=', row.pool)
    .where('state', '=', 'waiting')
    .orderBy('priority', 'desc')
    .orderBy('wait_seq')
    .execute();
  const at = list.findIndex(({ id }) => id === bookingId);
  if (at < 0) return null; // got a place while we asked
  const times: SessionTimes = {
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    cancelBy: row.cancel_by,
    offerCutoff: row.offer_cutoff,
    offerHours: row.offer_hours,
  };
  return { place: at + 1, passedOver: reasons(pool, list, at, times, ctx.clock.now()) };
}

/** What happens as soon as one place is free: with all of them taken nobody could have one, which explains nothing. */
function reasons(pool: Pool, list: Waiting[], at: number, times: SessionTimes, now: Date): string[] {
  const full = pool.capacity <= takenIn(pool);
  const next: Pool = full ? { ...pool, capacity: takenIn(pool) + 1 } : pool;
  const own = list[at]!;
  const why = passedOver(next, own, times, now);
  const before = list.slice(0, at).map((each) => passedOver(next, each, times, now));
  const after = list.slice(at + 1).filter((each) => passedOver(next, each, times, now) === null).length;
  const said: string[] = full ? ['All places are taken.'] : [];
  if (why === 'too late for an offer') return [...said, tooLate(times, now)];
  if (why === 'borough has its most') {
    const most = maxOf(pool, own.borough);
    said.push(`${ownGroup(own.borough)} all the places that it may have${most ? ` (${most})` : ''}.`);
  }
  if (why === 'kept for others') said.push(kept(pool, own.borough, full, now));
  if (why && after > 0)
    said.push(`So a place may go to somebody after you: ${people(after)} could have the next one.`);
  if (why) return said;
  const ahead = (bar: PassedOver) => before.filter((each) => each === bar).length;
  const [atMost, unkept, late] = [
    ahead('borough has its most'),
    ahead('kept for others'),
    ahead('too late for an offer'),
  ];
  if (atMost > 0)
    said.push(
      atMost === 1
        ? '1 person before you is from an authority that has all its places, so a place may come to you first.'
        : `${atMost} people before you are from authorities that have all their places, so a place may come to you first.`,
    );
  if (unkept > 0)
    said.push(
      `A place is kept for ${groupOf(own.borough)}, so it may come to you before ${people(unkept)} from others.`,
    );
  if (late > 0)
    said.push(`It is too late to ask ${people(late)} before you first, so a place may come to you at once.`);
  return said;
}

const people = (n: number) => (n === 1 ? '1 person' : `${n} people`);

const ownGroup = (borough: string) => {
  const group = groupOf(borough);
  return borough === 'partners'
    ? 'All partners together have'
    : `${group.charAt(0).toUpperCase()}${group.slice(1)} has`;
};

const tooLate = (times: SessionTimes, now: Date): string => {
  const cutoff = cutoffOf(times);
  return !cutoff || cutoff <= now
    ? 'No more places are given from the waiting list.'
    : 'It is too late to ask you first. If you choose to take a place at once, the next one can be yours.';
};

function kept(pool: Pool, borough: string, full: boolean, now: Date): string {
  const releases = pool.quotas
    .filter((quota) => quota.borough !== borough && quota.releaseAt && quota.releaseAt > now)
    .filter((quota) => quota.reserved > (pool.taken.get(quota.borough) ?? 0))
    .map((quota) => quota.releaseAt!)
    .sort((a, b) => +a - +b);
  const until = releases[0] ? ` until ${dateAndTime(releases[0])}` : '';
  return `${full ? 'The next place that comes free is' : 'The places that are free are'} kept for others${until}.`;
}
