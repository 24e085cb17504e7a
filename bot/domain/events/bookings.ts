import { randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { may, requireRight } from '../members/access.ts';
import { type Member, membersById } from '../members/members.ts';
import { keepAnswers } from './answers.ts';
import { add, type Booking, calledOff, change, type Door, liveBooking, tell, tellBoth } from './changes.ts';
import { atBooking, atSession } from './door.ts';
import { looksAfter } from './looked-after.ts';
import { boroughOf, live, type PoolMode, placesFor } from './rules.ts';

export type BookingOutcome =
  | 'booked'
  | 'already booked'
  | 'waiting' // on the waiting list
  | 'already waiting'
  | 'already offered' // to somebody else, who has yet to answer
  | 'requested' // nominated; a coordinator chooses
  | 'already requested'
  | 'full'
  | 'not open'
  | 'closed'
  | 'passed'
  | 'called off'
  | 'not bookable';

/** What somebody wants at a session. */
export type Wish = {
  /** The page's or card's own name for this press (a GUID): the same one again gets the same answer and does nothing. */
  key?: string | undefined;
  /** For whom: a colleague of the same authority; anybody, for a coordinator. Null or left out: for oneself. */
  memberId?: string | null | undefined;
  /** Where there are places of both kinds; in person where it is not said. */
  pool?: PoolMode | undefined;
  /** Joins the waiting list where there is no place. */
  wait?: boolean | undefined;
  /** Takes a place at once that comes free too late to be offered. */
  automatic?: boolean | undefined;
  /** Question id to answer. */
  answers?: Record<string, string> | undefined;
  /** Why they should be chosen, where a coordinator chooses. */
  statement?: string | undefined;
  /** A coordinator's reason to give a place that the rules do not. */
  override?: string | undefined;
};

/**
 * Books a place, or says why not; joins the waiting list where that is wished. Safe to repeat.
 * @returns `bookingId` null where there is none
 * @throws AppError 'not-found', 'unsigned-authority', 'not-allowed' for somebody of another authority, 'invalid' for
 *   answers that are missing or do not fit
 */
export async function book(
  ctx: Context,
  actor: Member,
  sessionId: string,
  wish: Wish = {},
): Promise<{ outcome: BookingOutcome; bookingId: string | null }> {
  requireRight(actor, 'use');
  if (wish.override !== undefined) requireRight(actor, 'manageEvents');
  const member = await whom(ctx, actor, wish.memberId);
  return atSession(ctx, sessionId, async (door) => {
    const press = wish.key && {
      member_id: actor.id,
      key: wish.key,
      session_id: sessionId,
      for_id: member.id,
    };
    const said = press && (await saidBefore(door, press));
    if (said) return said;
    const done = await decide(door, actor, member, wish);
    if (press) await remember(door, press, done);
    return done;
  });
}

/** For whom somebody books. */
async function whom(ctx: Context, actor: Member, memberId: string | null | undefined): Promise<Member> {
  if (!memberId || memberId === actor.id) return actor;
  const member = (await membersById(ctx, [memberId])).get(memberId);
  const theirs = member && (areColleagues(actor, member) || may(actor, 'manageEvents'));
  if (theirs && may(member, 'use')) return member;
  // Who is blocked is the coordinators' to know: to a colleague it says the same as of anybody else.
  const own = actor.organisation.kind === 'authority' ? 'authority' : 'organisation';
  throw new AppError(
    'not-allowed',
    member && may(actor, 'manageEvents')
      ? `${member.name} may not use this app now, so you cannot book for them.`
      : `You can book for colleagues of your own ${own} who use this app.`,
  );
}

const areColleagues = (one: Member, other: Member): boolean =>
  one.organisation.id === other.organisation.id && one.organisationConfirmed && other.organisationConfirmed;

async function decide(
  door: Door,
  actor: Member,
  member: Member,
  wish: Wish,
): Promise<{ outcome: BookingOutcome; bookingId: string | null }> {
  const mine = await liveBooking(door, member.id);
  const override = wish.override !== undefined;
  const refusal = closedWhy(door, override);
  if (refusal === 'called off' || refusal === 'passed') return { outcome: refusal, bookingId: null };
  if (mine?.state === 'confirmed') return { outcome: 'already booked', bookingId: mine.id };
  // What somebody asked for is theirs to decide on, and of who booked it for them: of no other colleague.
  if (mine && !override && !looksAfter(actor, mine))
    return { outcome: `already ${asked(mine)}`, bookingId: mine.id };
  if (mine?.state === 'offered') {
    await keepAnswers(door, mine.id, wish.answers, isOwnOrColleagues(actor, member));
    await confirm(door, actor, mine);
    return { outcome: 'booked', bookingId: mine.id };
  }
  const [pool] = door.pools.filter(({ mode }) => mode === (wish.pool ?? mine?.pool ?? mode));
  const borough = mine?.borough ?? boroughOf(member.organisation);
  const none = pool === undefined || placesFor(pool, borough, door.now) === 0;
  const free = override || !none;
  const chosen = door.session.byApproval && !override;
  if (mine) {
    // Whoever waits may have a place that came free too late to be offered, or one of the other kind.
    if (refusal || !pool || !free || chosen) return { outcome: `already ${asked(mine)}`, bookingId: mine.id };
    await keepAnswers(door, mine.id, wish.answers, isOwnOrColleagues(actor, member));
    const deed = { actor, did: override ? 'place given by a coordinator' : 'booked', reason: wish.override };
    const changes = { state: 'confirmed', pool: pool.mode, overCapacity: none } as const;
    tellBoth(door, await change(door, mine, changes, deed), 'booking confirmed');
    return { outcome: 'booked', bookingId: mine.id };
  }
  if (refusal || !pool) return { outcome: refusal ?? 'not bookable', bookingId: null };
  if (!free && !chosen && !wish.wait) return { outcome: 'full', bookingId: null };
  const made = {
    id: randomUUID(),
    memberId: member.id,
    organisationId: member.organisation.id,
    borough,
    pool: pool.mode,
    // A colleague looks after it with them; a coordinator does so for everybody.
    bookedBy: actor.id !== member.id && areColleagues(actor, member) ? actor.id : null,
    automatic: wish.automatic ?? false,
  };
  const deed = (did: string) => ({ actor, did, reason: wish.override });
  const booking = chosen
    ? await add(door, { ...made, state: 'requested', statement: wish.statement ?? null }, deed('nominated'))
    : free
      ? await add(door, { ...made, state: 'confirmed', overCapacity: none }, deed('booked'))
      : await add(door, { ...made, state: 'waiting' }, deed('joined the waiting list'));
  await keepAnswers(door, booking.id, wish.answers, isOwnOrColleagues(actor, member));
  if (booking.state === 'confirmed') tellBoth(door, booking, 'booking confirmed');
  const outcomes = { requested: 'requested', confirmed: 'booked', waiting: 'waiting' } as const;
  return { outcome: outcomes[booking.state as keyof typeof outcomes], bookingId: booking.id };
}

const asked = ({ state }: Booking) =>
  state === 'requested' || state === 'offered' ? state : ('waiting' as const);

/** A coordinator who adds somebody may not know their answers: they are asked for them. */
const isOwnOrColleagues = (actor: Member, member: Member): boolean =>
  actor.id === member.id || !may(actor, 'manageEvents');

/** Why nobody can book now; null where they can. A coordinator's reason does before it opens and after it closes. */
function closedWhy({ session, pools, now }: Door, override: boolean): BookingOutcome | null {
  if (calledOff(session)) return 'called off';
  if (session.endsAt && session.endsAt <= now) return 'passed';
  if (session.eventState === 'draft') throw new AppError('not-found');
  if (session.retired || pools.length === 0 || !session.closesAt) return 'not bookable';
  if (override) return null;
  if (session.opensAt && session.opensAt > now) return 'not open';
  return session.closesAt <= now ? 'closed' : null;
}

/** The same name at another session or for somebody else is another press: it never gets that one's answer. */
type Press = { member_id: string; key: string; session_id: string; for_id: string };

async function saidBefore(door: Door, press: Press) {
  const row = await door.tx.db
    .selectFrom('booking_key')
    .select(['outcome', 'booking_id'])
    .where((e) => e.and(press))
    .executeTakeFirst();
  return row && { outcome: row.outcome as BookingOutcome, bookingId: row.booking_id };
}

async function remember(
  door: Door,
  press: Press,
  { outcome, bookingId }: { outcome: BookingOutcome; bookingId: string | null },
): Promise<void> {
  await door.tx.db
    .insertInto('booking_key')
    .values({ ...press, outcome, booking_id: bookingId, at: door.now })
    .execute();
}

type Live = 'requested' | 'waiting' | 'offered' | 'confirmed';
export type CancelOutcome = 'cancelled' | 'already cancelled' | 'called off' | 'passed' | 'too late';
type Cancelled = { outcome: CancelOutcome; sessionId: string; before: Live };

/**
 * Cancels a booking, leaves the waiting list, turns an offer down or takes a nomination back: for oneself, for whom
 * one booked, and with a reason as a coordinator for anybody, also when it is late. Doing it twice is doing it once.
 * @throws AppError 'not-found' also for somebody else's booking: whether it exists is not theirs to know
 */
export async function cancel(
  ctx: Context,
  actor: Member,
  bookingId: string,
  { reason }: { reason?: string } = {},
): Promise<Cancelled> {
  requireRight(actor, 'use');
  const organising = reason !== undefined;
  const work = async (door: Door, booking: Booking): Promise<Cancelled> => {
    const sessionId = booking.sessionId;
    const { session, now } = door;
    const before = asItWas(booking);
    if (!live.includes(booking.state)) return { outcome: 'already cancelled', sessionId, before };
    if (calledOff(session)) return { outcome: 'called off', sessionId, before };
    const offered = before === 'offered';
    if (session.endsAt && session.endsAt <= now) return { outcome: 'passed', sessionId, before };
    const late = session.cancelBy && session.cancelBy <= now && booking.state === 'confirmed';
    if (late && !organising) return { outcome: 'too late', sessionId, before };
    const over = await change(
      door,
      booking,
      {
        state: offered ? 'declined' : 'cancelled',
        offerExpiresAt: null,
        sequence: booking.state === 'confirmed' ? booking.sequence + 1 : booking.sequence,
      },
      { actor, did: offered ? 'offer declined' : 'cancelled', reason },
    );
    if (before === 'confirmed') tellBoth(door, over, 'booking cancelled');
    // Who leaves a list by themselves knows.
    else if (actor.id !== over.memberId) tell(door, over, 'taken off the list');
    return { outcome: 'cancelled', sessionId, before };
  };
  return atBooking(ctx, actor, bookingId, work, organising);
}

/** What a booking is, or was until it was over. */
function asItWas({ state, sequence, waitSeq }: Booking): Live {
  const listed = waitSeq !== null;
  // Calendars must see when a place is given up: who never had one has a sequence of 0.
  if (state === 'cancelled') return sequence > 0 ? 'confirmed' : listed ? 'waiting' : 'requested';
  if (state === 'declined') return listed ? 'offered' : 'requested';
  return state === 'lapsed' ? 'offered' : state === 'transferred' ? 'confirmed' : state;
}

export type AcceptOutcome = 'booked' | 'already booked' | 'lapsed' | 'already cancelled' | 'called off';

/** Accepts an offered place; too late is too late. @throws AppError 'not-found', 'invalid' for missing answers */
export async function acceptOffer(
  ctx: Context,
  actor: Member,
  bookingId: string,
  answers?: Record<string, string>,
): Promise<{ outcome: AcceptOutcome; sessionId: string }> {
  requireRight(actor, 'use');
  return atBooking(ctx, actor, bookingId, async (door, booking) => {
    const sessionId = booking.sessionId;
    const over: Record<string, AcceptOutcome> = { confirmed: 'already booked', lapsed: 'lapsed' };
    if (calledOff(door.session)) return { outcome: 'called off', sessionId };
    if (booking.state !== 'offered')
      return { outcome: over[booking.state] ?? 'already cancelled', sessionId };
    await keepAnswers(door, booking.id, answers);
    await confirm(door, actor, booking);
    return { outcome: 'booked', sessionId };
  });
}

/** For who does not wait any more, nothing changes. */
export type AutomaticOutcome = 'changed' | 'not waiting' | 'called off';

/**
 * Whether a place that comes free too late to be offered is taken at once.
 * @throws AppError 'not-found'
 */
export function setAutomatic(
  ctx: Context,
  actor: Member,
  bookingId: string,
  automatic: boolean,
): Promise<{ outcome: AutomaticOutcome; sessionId: string }> {
  requireRight(actor, 'use');
  return atBooking(ctx, actor, bookingId, async (door, booking) => {
    const { sessionId } = booking;
    if (booking.state !== 'waiting') return { outcome: 'not waiting', sessionId };
    if (calledOff(door.session)) return { outcome: 'called off', sessionId };
    const did = automatic ? 'asked for a place at once' : 'no longer asked for a place at once';
    await change(door, booking, { automatic }, { actor, did });
    return { outcome: 'changed', sessionId };
  });
}

async function confirm(door: Door, actor: Member, booking: Booking): Promise<void> {
  const changes = { state: 'confirmed' as const, offerExpiresAt: null };
  const accepted = await change(door, booking, changes, { actor, did: 'offer accepted' });
  tellBoth(door, accepted, 'booking confirmed');
  door.rescheduled = true;
}
