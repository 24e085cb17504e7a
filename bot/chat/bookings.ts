import { z } from 'zod';
import { answersIn, type BookingForm, bookingFormCard } from '../cards/booking-form.ts';
import { leaveCard, othersWait } from '../cards/bookings.ts';
import { titleOf } from '../cards/events.ts';
import { AppError } from '../domain/errors.ts';
import { answersAt, answersBefore, changeAnswers, eventQuestions } from '../domain/events/answers.ts';
import { acceptOffer, book, cancel, setAutomatic } from '../domain/events/bookings.ts';
import { type EventView, eventView, sessionView } from '../domain/events/events.ts';
import { setInterest } from '../domain/events/interest.ts';
import { eventState } from '../domain/events/states.ts';
import { automaticMessage, bookingMessage, cancelMessage } from '../domain/events/words.ts';
import { whenText } from '../domain/london.ts';
import { colleague as colleagueOf } from '../domain/members/colleagues.ts';
import { membersById } from '../domain/members/members.ts';
import {
  afterwards,
  guid,
  type Held,
  listed,
  ofSession,
  press,
  pressBooking,
  shown,
  typedName,
  yes,
} from './booking-replies.ts';
import { offerForColleague } from './colleagues.ts';
import type { Reply, Turn } from './turn.ts';

/** Booking, and all that comes of it, in the person's own chat. */

const contentId = z.string().regex(/^[a-z0-9-]{1,200}$/);
const ofSessionId = z.object({
  session: contentId,
  pool: z.enum(['in person', 'online']).optional(),
  member: guid.optional(),
  colleague: yes,
  name: typedName,
  statement: z.string().max(20_000).default(''),
  wait: yes,
  form: yes,
});
const ofBooking = z.object({ booking: guid, form: yes, sure: yes, on: z.enum(['yes', 'no']).optional() });

/** The member's bookings, and those that they made for colleagues; only in their own chat. */
export async function showBookings(turn: Turn): Promise<Reply> {
  if (turn.shared)
    return {
      text: 'I can only show your bookings in our own chat. Message me there and say “my bookings”.',
    };
  return listed(turn);
}

/** Books at once where nothing is asked, else after the form; joins the waiting list, or puts the person forward. */
export const pressBook = press(ofSessionId, async (turn, input, data) => {
  const { ctx, member } = turn;
  const { session, pool, wait, member: whomId } = input;
  if (input.colleague && !whomId) return offerForColleague(turn, session, input.name);
  const event = await sessionView(ctx, member, session);
  const questions = await eventQuestions(ctx, event.id);
  const statement = input.statement.trim().slice(0, 1000);
  const whom = whomId === undefined ? undefined : await colleagueOf(ctx, member, whomId);
  const showForm = async (message?: string, typed: Record<string, string> = {}): Promise<Reply> => {
    const before = whomId ? {} : await answersBefore(ctx, member, questions);
    const ids = { session, ...(pool && { pool }), ...(wait && { wait }), ...(whomId && { member: whomId }) };
    const where = pool ? ` ${pool}` : '';
    const [own, theirs] = event.session.byApproval
      ? ['Put myself forward', 'Put them forward']
      : wait
        ? ['Join the waiting list', 'Put them on the waiting list']
        : [`Book my place${where}`, `Book it for them${where}`];
    const title = whomId ? theirs! : own!;
    return form(turn, event, {
      ...{ questions, filled: { ...before, ...typed }, statement, message, whose: whom?.name },
      button: { title, verb: 'book', ids },
    });
  };
  // Nothing is asked of who cannot book: they hear so at once. Of whom no name is known, the domain says why not.
  const state = eventState({ ...event, booking: null }, ctx.clock.now());
  const can = state === 'nominate' || state === 'open' || (state === 'full' && wait);
  const asks = can && (event.asks || state === 'nominate') && (whomId ? whom : !event.booking);
  if (asks && !input.form) return showForm();
  const answers = answersIn(data, questions);
  try {
    const { outcome, bookingId } = await book(ctx, member, session, {
      ...{ pool, memberId: whomId, wait: wait !== undefined, answers },
      ...(statement && { statement }),
    });
    const say = (now: EventView) => bookingMessage(outcome, now, whose);
    const whose = whomId && (await membersById(ctx, [whomId])).get(whomId)?.name;
    if (!whose) return await ofSession(turn, session, say);
    // Who is full for a colleague is not asked to wait themselves.
    if (outcome === 'full') return await offerForColleague(turn, session, whose, say(event));
    return bookingId
      ? await afterwards(turn, { sessionId: session, bookingId, whose }, say)
      : await ofSession(turn, session, say);
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') return showForm(error.message, answers);
    throw error;
  }
});

function form(turn: Turn, event: EventView, shown: Omit<BookingForm, 'link'>): Reply {
  const card = bookingFormCard(event, { ...shown, link: turn.link(`events/${event.id}`) });
  return { card, summary: shown.message ?? titleOf(event) };
}

/** Gives a booking up; asks once more where it could not be had again. */
export const pressCancel = pressBooking(ofBooking, async (turn, { booking, sure }, held) => {
  const now = turn.ctx.clock.now();
  if (held && !sure && mayBeLost(held, now)) {
    const card = leaveCard(held, { now, link: turn.link(`events/${held.id}`) });
    return { card, summary: titleOf(held) };
  }
  const whose = held?.booking.colleague ?? undefined;
  const { outcome, sessionId, before } = await cancel(turn.ctx, turn.member, booking);
  return afterwards(turn, { sessionId, bookingId: booking, whose }, (event) =>
    cancelMessage(outcome, event, before, whose),
  );
});

/** Whether what is given up now could not be had again as it was. */
function mayBeLost(event: Held, now: Date): boolean {
  const { session, booking } = event;
  if (booking.state !== 'confirmed') return true;
  // Neither can be given up any more, which the domain says.
  if (eventState(event, now) === 'passed' || (session.cancelBy && session.cancelBy <= now)) return false;
  return othersWait(event) || !['open', 'full'].includes(eventState({ ...event, booking: null }, now));
}

/** Accepts at once where all is answered that must be, else after the form. */
export const pressAccept = pressBooking(ofBooking, async (turn, { booking }, held, data) => {
  const { ctx, member } = turn;
  // None where it is over: what came of it then is not asked about.
  const questions = held ? await eventQuestions(ctx, held.id) : [];
  const answers = answersIn(data, questions);
  const whose = held?.booking.colleague ?? undefined;
  try {
    const { outcome, sessionId } = await acceptOffer(ctx, member, booking, answers);
    return await afterwards(turn, { sessionId, bookingId: booking, whose }, (event) =>
      bookingMessage(outcome, event, whose),
    );
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'invalid' && held)) throw error;
    const before = whose ? {} : await answersBefore(ctx, member, questions);
    const filled = { ...before, ...(await answersAt(ctx, member, booking)), ...answers };
    const button = {
      title: whose ? 'Accept it for them' : 'Accept the place',
      verb: 'accept-offer',
      ids: { booking },
    } as const;
    return form(turn, held, { questions, filled, message: error.message, whose, button });
  }
});

export const pressAutomatic = pressBooking(ofBooking, async (turn, { booking, on }, held) => {
  const automatic = on === 'yes';
  const whose = held?.booking.colleague ?? undefined;
  const { outcome, sessionId } = await setAutomatic(turn.ctx, turn.member, booking, automatic);
  return afterwards(turn, { sessionId, bookingId: booking, whose }, (event) =>
    automaticMessage(outcome, event, automatic, whose),
  );
});

/** Shows what was answered, to be changed; then changes it. */
export const pressAnswers = pressBooking(ofBooking, async (turn, { booking, form: typed }, held, data) => {
  const { ctx, member } = turn;
  if (!held) throw new AppError('not-found');
  const whose = held.booking.colleague ?? undefined;
  const questions = await eventQuestions(ctx, held.id);
  const show = async (message?: string, given: Record<string, string> = {}) =>
    form(turn, held, {
      ...{ questions, filled: { ...(await answersAt(ctx, member, booking)), ...given }, message, whose },
      button: { title: whose ? 'Save the answers' : 'Save my answers', verb: 'answers', ids: { booking } },
    });
  if (!typed) return show();
  const answers = answersIn(data, questions);
  try {
    await changeAnswers(ctx, member, booking, answers);
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') return show(error.message, answers);
    throw error;
  }
  const say = () => (whose ? `The answers for ${whose} are saved.` : 'Your answers are saved.');
  return afterwards(turn, { sessionId: held.session.id, bookingId: booking, whose }, say);
});

const ofEvent = z.object({ event: contentId });

/** "Tell me when the date is known." */
export const pressInterest = press(ofEvent, async (turn, { event }) => {
  const view = await eventView(turn.ctx, turn.member, event);
  if (eventState(view, turn.ctx.clock.now()) === 'cancelled')
    return shown(turn, view, `${view.title} has been called off.`);
  if (view.session.day) return shown(turn, view, `The date is known by now: ${whenText(view.session)}.`);
  await setInterest(turn.ctx, turn.member, event, true);
  return shown(turn, view, 'I will tell you when the date is known.');
});
