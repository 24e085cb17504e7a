import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Mode } from '../../ports/store/schema-events.ts';
import { AppError } from '../errors.ts';
import type { Member } from '../members/members.ts';
import {
  type Booking,
  bookingsWhere,
  change,
  type Door,
  logLine,
  logSession,
  tell,
  tellBoth,
  tellCalendar,
} from './changes.ts';
import { checkedSession, type SessionForm } from './forms.ts';
import { poolsOf } from './pools.ts';
import { cutoffOf, leastOffer, live, takenIn } from './rules.ts';
import { hasPassed } from './states.ts';
import type { WrittenSession } from './written.ts';

/** What a coordinator's change of a session does to its places and its people, behind its door. */

/**
 * Changes a session behind its open door. Nobody hears of what is changed once it is over.
 * @param renamed the event has another title
 * @returns how many people are told, and how many more have a place than there are places
 * @throws AppError 'invalid'
 */
export async function changeSession(
  door: Door,
  actor: Member,
  before: WrittenSession,
  form: SessionForm,
  event: { mode: Mode | null; venue: string | null },
  renamed = before.form.title !== form.title,
): Promise<{ told: number; over: number }> {
  const { tx, now } = door;
  const { columns, pools } = checkedSession(form, event.mode);
  const held = { mode: form.mode ?? event.mode, venue: form.venue ?? event.venue };
  const moved = {
    time:
      +(before.startsAt ?? 0) !== +(columns.starts_at ?? 0) ||
      +(before.endsAt ?? 0) !== +(columns.ends_at ?? 0) ||
      before.day !== form.date,
    mode: before.mode !== held.mode,
    venue: before.venue !== held.venue,
    link: before.form.joinUrl !== form.joinUrl,
  };
  if (moved.time && before.endsAt && before.endsAt <= now)
    throw new AppError('invalid', 'This session is over, so its time stays as it is.');
  if (moved.time && columns.ends_at && columns.ends_at <= now && door.session.eventState === 'published')
    throw new AppError('invalid', 'This time is in the past.');
  const bookings = await bookingsWhere(door, (query) => query.where('state', 'in', live));
  if (before.form.byApproval && !form.byApproval && bookings.some(({ state }) => state === 'requested'))
    throw new AppError(
      'invalid',
      'People are put forward for this session. Choose or decline each of them first.',
    );
  const inLine = bookings.some(({ state }) => state === 'waiting' || state === 'offered');
  if (form.byApproval && !before.form.byApproval && inLine)
    throw new AppError(
      'invalid',
      'People wait for this session or have an offer of a place, which approval would take from them. Give each of them a place, or take them off, first.',
    );
  const anyMoved = Object.values(moved).some(Boolean);
  await tx.db
    .updateTable('session')
    .set((e) => ({
      ...columns,
      version: e('version', '+', 1),
      sequence: anyMoved ? before.sequence + 1 : before.sequence,
    }))
    .where('id', '=', before.id)
    .execute();
  const deed = { actor, did: 'session changed' };
  await savePlaces(door, deed, pools, bookings);
  await logSession(door, deed, { ...form, changed: changedIn(before, form) });
  Object.assign(door.session, {
    startsAt: columns.starts_at,
    endsAt: columns.ends_at,
    opensAt: columns.opens_at,
    closesAt: columns.closes_at,
    cancelBy: columns.cancel_by,
    offerCutoff: columns.offer_cutoff,
    offerHours: columns.offer_hours,
    byApproval: columns.by_approval,
  });
  door.rescheduled = true;
  if (!hasPassed({ session: before }, now)) await shortenOffers(door, deed);
  const concerns = (booking: Booking) =>
    moved.time || moved.mode
      ? true
      : (moved.venue && booking.pool === 'in person') ||
        (moved.link && booking.pool === 'online' && booking.state === 'confirmed');
  const told = hasPassed({ session: before }, now)
    ? 0
    : await tellMoved(door, deed, before.sequence + 1, concerns, renamed);
  const over = door.pools.reduce((sum, pool) => sum + Math.max(0, takenIn(pool) - pool.capacity), 0);
  return { told, over };
}

/** Sets the places. Whoever has or wants one of a kind that there is no more has one of the other kind. */
async function savePlaces(
  door: Door,
  deed: { actor: Member; did: string },
  pools: ReturnType<typeof checkedSession>['pools'],
  bookings: Booking[],
): Promise<void> {
  const { tx, session } = door;
  const kept = new Set<string>(pools.map(({ mode }) => mode));
  const astray = bookings.filter(({ pool }) => !kept.has(pool));
  if (astray.length > 0 && pools.length === 0)
    throw new AppError(
      'invalid',
      'People have booked this session, so it must have places. Call it off instead.',
    );
  for (const booking of astray) await change(door, booking, { pool: pools[0]!.mode }, deed);
  await tx.db.deleteFrom('pool').where('session_id', '=', session.id).execute();
  for (const { mode, capacity, perBorough, quotas } of pools) {
    await tx.db
      .insertInto('pool')
      .values({ session_id: session.id, mode, capacity, per_borough: perBorough })
      .execute();
    if (quotas.length > 0)
      await tx.db
        .insertInto('quota')
        .values(
          quotas.map(({ borough, max, reserved, releaseAt }) => ({
            ...{ session_id: session.id, pool: mode, borough, max, reserved, release_at: releaseAt },
          })),
        )
        .execute();
  }
  door.pools = (await poolsOf(tx, [session.id])).get(session.id) ?? [];
}

/**
 * Offers end by the time at which the last place is given, when that comes sooner now: with time left to answer, as
 * every offer has, unless the session itself begins before that. Who has one is told the new time.
 */
async function shortenOffers(door: Door, deed: { actor: Member; did: string }): Promise<void> {
  const { session, now } = door;
  const cutoff = cutoffOf(session);
  if (!cutoff) return;
  const fair = new Date(Math.max(+cutoff, +now + leastOffer));
  const until = session.startsAt && session.startsAt < fair ? session.startsAt : fair;
  const offered = await bookingsWhere(door, (query) => query.where('state', '=', 'offered'));
  for (const booking of offered) {
    if (!booking.offerExpiresAt || booking.offerExpiresAt <= until) continue;
    const shorter = await change(door, booking, { offerExpiresAt: until }, deed);
    if (until > now) tellBoth(door, shorter, 'place offered', `${booking.id} ${until.toISOString()}`);
  }
}

/**
 * Tells those whom a change of the session concerns, and who booked for them; their calendars see it by the sequence.
 * @param renamed calendars alone see it of everybody else who has a place
 * @returns how many people are told
 */
export async function tellMoved(
  door: Door,
  deed: { actor: Member; did: string; reason?: string },
  sequence: number,
  concerns: (booking: Booking) => boolean,
  renamed = false,
): Promise<number> {
  const key = `${door.session.id} ${sequence}`;
  const bookings = await bookingsWhere(door, (query) => query.where('state', 'in', live));
  const people = new Set<string>();
  const seen = bookings.filter((each) => concerns(each) || (renamed && each.state === 'confirmed'));
  for (const raised of await raise(door, seen, deed)) {
    if (!concerns(raised)) {
      tellCalendar(door, raised);
      continue;
    }
    tell(door, raised, deed.did, key);
    if (raised.memberId) people.add(raised.memberId);
    const { bookedBy } = raised;
    if (!bookedBy || bookedBy === raised.memberId) continue;
    door.told.push({ purpose: deed.did, key, memberId: bookedBy });
    people.add(bookedBy);
  }
  return people.size;
}

const atOnce = 1000;

/** Raises what the calendars of all these go by. A session may have thousands, and its door is shut meanwhile. */
async function raise(
  door: Door,
  before: Booking[],
  deed: { actor: Member; did: string; reason?: string },
): Promise<Booking[]> {
  const raised = before.map((booking) => ({ ...booking, sequence: booking.sequence + 1 }));
  for (let n = 0; n < raised.length; n += atOnce) {
    const some = raised.slice(n, n + atOnce);
    const ids = some.map(({ id }) => id);
    await door.tx.db
      .with('raised', (db) =>
        db
          .updateTable('booking')
          .set((e) => ({ sequence: e('sequence', '+', 1), version: e('version', '+', 1) }))
          .where('id', '=', sql<string>`any(${sql.val(ids)}::uuid[])`),
      )
      .insertInto('booking_log')
      .values(some.map((booking) => logLine(door, deed, booking)))
      .execute();
  }
  for (const { id } of raised) door.doers.set(id, deed.actor.id);
  return raised;
}

const changedIn = ({ form: before }: WrittenSession, after: SessionForm): string[] =>
  (Object.keys(after) as (keyof SessionForm)[]).filter(
    (field) => !isDeepStrictEqual(plain(before[field]), plain(after[field])),
  );

/** A form as it is compared: without what is only left out. */
export const plain = (form: unknown): unknown => JSON.parse(JSON.stringify(form));
