import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { dateAndTime } from '../london.ts';
import { requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';
import { bookingsWhere, change } from './changes.ts';
import { atSession } from './door.ts';
import { type EventView, sessionViews } from './events.ts';
import { ownOrColleagues } from './looked-after.ts';
import { poolsOf } from './pools.ts';
import { boroughOf, maxOf, type Pool } from './rules.ts';

/** Borough contacts stand behind those of their own authority who are put forward; a coordinator then chooses. */

export type Proposed = {
  event: EventView;
  /** At most so many of the authority; null for no limit. */
  most: number | null;
  /** So many have the contact's support, or a place. */
  endorsed: number;
  closesAt: Date;
  people: {
    bookingId: string;
    name: string;
    post: string | null;
    statement: string | null;
    endorsed: boolean;
  }[];
};

/** Who of the contact's own authority is put forward, session by session, until nominations close. */
export async function proposedColleagues(
  ctx: Pick<Context, 'db' | 'clock'>,
  contact: Member,
): Promise<Proposed[]> {
  requireRight(contact, 'vouch');
  const rows = await ctx.db
    .selectFrom('booking')
    .innerJoin('session', 'session.id', 'booking.session_id')
    .innerJoin('event', 'event.id', 'session.event_id')
    .innerJoin('member', 'member.id', 'booking.member_id')
    .select(['booking.id', 'booking.session_id', 'booking.statement', 'booking.state', 'booking.endorsed_at'])
    .select(['session.closes_at', 'booking.member_id', 'member.name', 'member.post'])
    .where('booking.organisation_id', '=', contact.organisation.id)
    .where('booking.state', 'in', ['requested', 'confirmed'])
    .where('session.by_approval', '=', true)
    .where('session.state', '=', 'planned')
    .where('session.closes_at', '>', ctx.clock.now())
    .where('event.state', '=', 'published')
    .orderBy('session.closes_at')
    .orderBy('session.id')
    .orderBy(sql`lower(member.name)`)
    .orderBy('booking.id')
    .execute();
  const sessions = Map.groupBy(rows, (row) => row.session_id);
  const ids = [...sessions.keys()];
  const pools = await poolsOf(ctx, ids);
  const views = await sessionViews(ctx, contact, ids);
  const proposed: Proposed[] = [];
  for (const [id, people] of sessions) {
    // Nobody supports themselves.
    const others = people.filter(({ state, member_id }) => state === 'requested' && member_id !== contact.id);
    if (others.length === 0) continue;
    proposed.push({
      event: views.get(id)!,
      most: mostOf(pools.get(id) ?? [], boroughOf(contact.organisation)),
      endorsed: people.filter((each) => each.endorsed_at || each.state === 'confirmed').length,
      closesAt: people[0]!.closes_at!,
      people: others.map((each) => ({
        bookingId: each.id,
        name: each.name,
        post: each.post,
        statement: each.statement,
        endorsed: each.endorsed_at !== null,
      })),
    });
  }
  return proposed;
}

const mostOf = (pools: Pool[], borough: string): number | null =>
  pools.reduce((sum: number | null, pool) => {
    const most = maxOf(pool, borough);
    return sum === null || most === null ? null : sum + most;
  }, 0);

/**
 * A contact stands behind a colleague who is put forward, or no longer does. Doing it twice is doing it once.
 * @throws AppError 'not-found' for people of other authorities, 'not-allowed' for oneself, 'invalid' where it is
 *   decided or closed, or the authority has all the names that it may have
 */
export async function setEndorsed(
  ctx: Context,
  contact: Member,
  bookingId: string,
  on: boolean,
): Promise<void> {
  requireRight(contact, 'vouch');
  const row = await ctx.db
    .selectFrom('booking')
    .select('session_id')
    .where('id', '=', bookingId)
    .where('organisation_id', '=', contact.organisation.id)
    .executeTakeFirst();
  if (!row) throw new AppError('not-found');
  await atSession(ctx, row.session_id, async (door) => {
    const theirs = await bookingsWhere(door, (query) =>
      query.where('organisation_id', '=', contact.organisation.id),
    );
    const booking = theirs.find(({ id }) => id === bookingId);
    if (!booking) throw new AppError('not-found');
    if (booking.memberId === contact.id) throw new AppError('not-allowed', 'Somebody else must support you.');
    const { session, now, pools } = door;
    if (!session.closesAt || session.closesAt <= now)
      throw new AppError('invalid', 'Nominations have closed, so this stays as it is.');
    if (booking.state !== 'requested')
      throw new AppError('invalid', 'This was decided meanwhile. Look at the list again.');
    if ((booking.endorsedAt !== null) === on) return;
    const most = mostOf(pools, booking.borough);
    const endorsed = theirs.filter(
      ({ state, endorsedAt }) => state === 'confirmed' || (state === 'requested' && endorsedAt),
    );
    if (on && most !== null && endorsed.length >= most)
      throw new AppError('invalid', `Your authority can support at most ${most}. Take one back first.`);
    await change(
      door,
      booking,
      on ? { endorsedBy: contact.id, endorsedAt: now } : { endorsedBy: null, endorsedAt: null },
      { actor: contact, did: on ? 'endorsed' : 'no longer endorsed' },
    );
  });
}

export type PutForward = {
  bookingId: string;
  event: EventView;
  /** Whose it is, where the member put a colleague forward. */
  name: string | null;
  /** How it stands, in a sentence. */
  standing: string;
};

/**
 * The member's own nominations, and those that they made for colleagues, for sessions to come: who waits, and who was
 * not chosen. Who was chosen has a place.
 */
export async function putForward(ctx: Pick<Context, 'db' | 'clock'>, member: Member): Promise<PutForward[]> {
  requireRight(member, 'use');
  const now = ctx.clock.now();
  const rows = await ctx.db
    .selectFrom('booking')
    .innerJoin('session', 'session.id', 'booking.session_id')
    .innerJoin('event', 'event.id', 'session.event_id')
    .innerJoin('member', 'member.id', 'booking.member_id')
    .select(['booking.id', 'booking.session_id', 'booking.state', 'booking.borough', 'booking.endorsed_at'])
    .select(['session.closes_at', 'member.id as whose', 'member.name'])
    .where(ownOrColleagues(member))
    .where((e) =>
      e.or([
        e('booking.state', '=', 'requested'),
        e.and([
          e('booking.state', '=', 'declined'),
          e('booking.wait_seq', 'is', null), // else it was an offer, which they did not want
          sql<boolean>`not exists (select from booking as other where other.session_id = booking.session_id
            and other.member_id = booking.member_id and other.created_at > booking.created_at)`,
        ]),
      ]),
    )
    .where('session.state', '=', 'planned')
    .where('event.state', '=', 'published')
    .where(sql<boolean>`coalesce(session.ends_at > ${now}::timestamptz, true)`)
    .orderBy('session.starts_at')
    .orderBy('booking.id')
    .execute();
  const views = await sessionViews(
    ctx,
    member,
    rows.map((row) => row.session_id),
  );
  return rows.map((row) => ({
    bookingId: row.id,
    event: views.get(row.session_id)!,
    name: row.whose === member.id ? null : row.name,
    standing: standing(row, now),
  }));
}

function standing(
  nomination: { state: string; borough: string; endorsed_at: Date | null; closes_at: Date | null },
  now: Date,
): string {
  const { state, borough, endorsed_at, closes_at } = nomination;
  if (state === 'declined') return 'Not chosen this time.';
  if (endorsed_at) return 'Supported by the borough contact. A coordinator chooses.';
  if (borough === 'partners' || borough === 'host') return 'A coordinator chooses.';
  return closes_at && closes_at > now
    ? `Waiting for the support of the borough contact, until ${dateAndTime(closes_at)}.`
    : 'Nominations closed without the support of the borough contact. A coordinator chooses.';
}
