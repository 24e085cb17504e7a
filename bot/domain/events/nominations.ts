import { sql } from 'kysely';
import { type Context, inTransaction } from '../context.ts';
import { AppError } from '../errors.ts';
import { requireRight } from '../members/access.ts';
import { type Member, membersNow } from '../members/members.ts';
import { type Day, dayOf, gone } from './attendance.ts';
import { barWords } from './attendees.ts';
import { type Booking, calledOff, change, type Door, tellBoth } from './changes.ts';
import { atBooking } from './door.ts';
import { type EventMessage, eventMessages, writeOnce } from './event-messages.ts';
import { boroughs, organisedSession } from './organised.ts';
import { maxOf, type PoolMode, placesFor, takenIn } from './rules.ts';
import { hasPassed } from './states.ts';
import { writtenEvent, writtenSession } from './written.ts';

/** Sessions whose places a coordinator gives: who is put forward by which borough, and who is chosen. */

type Ctx = Pick<Context, 'db' | 'clock'>;

export type Nominee = {
  bookingId: string;
  name: string;
  post: string | null;
  organisation: string;
  borough: string;
  pool: PoolMode;
  state: 'requested' | 'confirmed' | 'declined';
  statement: string | null;
  endorsedBy: string | null;
  bar: string | null;
};

export type NominatingBorough = {
  id: string;
  name: string;
  most: number | null;
  chosen: number;
  endorsed: number;
  proposed: number;
  contacts: string[];
};

export type Nominations = {
  day: Day;
  places: number;
  chosen: number;
  closesAt: Date | null;
  boroughs: NominatingBorough[];
  people: Nominee[];
};

/** Who is put forward for a session, and which boroughs have yet to stand behind somebody. @throws AppError 'not-found' */
export async function nominations(ctx: Ctx, actor: Member, sessionId: string): Promise<Nominations> {
  requireRight(actor, 'manageEvents');
  const day = await dayOf(ctx, sessionId);
  const session = await organisedSession(ctx, sessionId);
  const rows = await ctx.db
    .selectFrom('booking')
    .innerJoin('organisation', 'organisation.id', 'booking.organisation_id')
    .leftJoin('member', 'member.id', 'booking.member_id')
    .leftJoin('member as endorser', 'endorser.id', 'booking.endorsed_by')
    .selectAll('booking')
    .select([
      'member.name',
      'member.post',
      'endorser.name as endorser',
      sql<string>`organisation.details ->> 'name'`.as('organisation'),
    ])
    .where('session_id', '=', sessionId)
    .where('booking.state', 'in', ['requested', 'confirmed', 'declined'])
    .orderBy(sql`booking.state <> 'requested'`)
    .orderBy(sql`booking.endorsed_at is null`)
    .orderBy('organisation')
    .orderBy(sql`lower(member.name)`)
    .orderBy('booking.id')
    .execute();
  const groups = await boroughs(ctx);
  const names = new Map(groups.map(({ id, name }) => [id, name]));
  const contacts = await contactsOf(ctx);
  const authorities = groups.filter(({ id }) => id !== 'partners' && id !== 'host');
  const now = ctx.clock.now();
  return {
    day,
    places: session.numbers.places,
    chosen: session.numbers.confirmed,
    closesAt: session.closesAt,
    boroughs: authorities.map(({ id, name }) => {
      const theirs = rows.filter(({ borough }) => borough === id);
      const most = session.pools.map((pool) => maxOf(pool, id));
      return {
        id,
        name,
        most: most.some((each) => each === null) ? null : most.reduce((sum: number, each) => sum + each!, 0),
        chosen: theirs.filter(({ state }) => state === 'confirmed').length,
        endorsed: theirs.filter((each) => each.state === 'requested' && each.endorsed_at).length,
        proposed: theirs.filter((each) => each.state === 'requested' && !each.endorsed_at).length,
        contacts: contacts.filter((each) => each.borough === id).map((each) => each.name),
      };
    }),
    people: rows.map((row) => ({
      bookingId: row.id,
      name: row.name ?? gone,
      post: row.post,
      organisation: row.organisation,
      borough: row.borough,
      pool: row.pool,
      state: row.state as Nominee['state'],
      statement: row.statement,
      endorsedBy: row.endorser ?? (row.endorsed_at ? gone : null),
      // Offers play no part in choosing.
      bar: row.state === 'requested' ? barWords(session, { ...row, automatic: true }, names, now) : null,
    })),
  };
}

async function contactsOf(ctx: Ctx): Promise<{ id: string; name: string; borough: string }[]> {
  return membersNow(ctx)
    .select(['member.id', 'member.name', 'member.organisation_id as borough'])
    .where('member.role', '=', 'contact')
    .where('member.organisation_confirmed', '=', true)
    .where('member.blocked_at', 'is', null)
    .orderBy(sql`lower(member.name)`)
    .orderBy('member.id')
    .execute();
}

/** Boroughs that stand behind nobody, and of whom nobody is chosen. */
const toChase = ({ chosen, endorsed }: NominatingBorough): boolean => chosen + endorsed === 0;

/**
 * Writes to the contacts of the boroughs that stand behind nobody yet. The same key again is the same message.
 * @throws AppError 'not-found', 'invalid' where there is none, or nobody can be put forward, 'conflict' for the key of
 *   other words
 */
export async function chase(
  ctx: Context,
  actor: Member,
  sessionId: string,
  message: { key: string; title: string; body: string },
): Promise<{ message: EventMessage; made: boolean }> {
  const { day, boroughs: all } = await nominations(ctx, actor, sessionId);
  const { state } = await writtenEvent(ctx, day.eventId);
  const { form, cancelled } = await writtenSession(ctx, sessionId);
  if (!form.byApproval)
    throw new AppError('invalid', 'Nobody is put forward for this session: people book it.');
  if (state !== 'published' || cancelled || hasPassed({ session: day }, ctx.clock.now()))
    throw new AppError(
      'invalid',
      'Boroughs can be asked only for a published session that is still to come.',
    );
  const chased = new Set(all.filter(toChase).map(({ id }) => id));
  const made = await inTransaction(ctx, (tx) =>
    writeOnce(
      tx,
      actor,
      { ...message, eventId: day.eventId, sessionId, recipients: 'contacts' },
      'access',
      async () => (await contactsOf(tx)).filter(({ borough }) => chased.has(borough)).map(({ id }) => id),
    ),
  );
  const sent = await eventMessages(ctx, actor, day.eventId);
  return { message: sent.find(({ id }) => id === message.key)!, made };
}

/**
 * Gives somebody who is put forward a place, or declines: they are told. Doing it twice is doing it once.
 * @param choice `reason` is needed for somebody whom a rule bars, or whom their borough does not stand behind
 * @throws AppError 'not-found', 'invalid' for a reason that is missing, 'conflict' where it was decided otherwise
 */
export async function choose(
  ctx: Context,
  actor: Member,
  bookingId: string,
  { chosen, reason }: { chosen: boolean; reason?: string | undefined },
): Promise<{ sessionId: string }> {
  const work = async (door: Door, booking: Booking): Promise<{ sessionId: string }> => {
    const { session, now } = door;
    const { sessionId, borough } = booking;
    const state = chosen ? ('confirmed' as const) : ('declined' as const);
    if (booking.state === state) return { sessionId };
    if (calledOff(session) || (session.endsAt && session.endsAt <= now))
      throw new AppError('conflict', 'This session was called off or is over.');
    if (booking.state !== 'requested')
      throw new AppError('conflict', 'This was decided meanwhile. Look at the list again.');
    const pool = door.pools.find(({ mode }) => mode === booking.pool);
    const none = !pool || placesFor(pool, borough, now) === 0;
    if (chosen && none && !reason)
      throw new AppError('invalid', refusal(pool && takenIn(pool) < pool.capacity));
    const vouched = booking.endorsedAt !== null || borough === 'partners' || borough === 'host';
    if (chosen && !vouched && !reason)
      throw new AppError('invalid', 'Their borough has not endorsed them. Give a reason to choose them.');
    const changes = { state, overCapacity: chosen && none };
    const deed = { actor, did: chosen ? 'chosen' : 'not chosen', reason };
    const decided = await change(door, booking, changes, deed);
    tellBoth(door, decided, chosen ? 'booking confirmed' : 'nomination declined');
    return { sessionId };
  };
  return atBooking(ctx, actor, bookingId, work, true);
}

const refusal = (some: boolean | undefined): string =>
  some
    ? 'The rules give their borough no place now. Give a reason to choose them.'
    : 'All places are taken. Give a reason to choose them.';
