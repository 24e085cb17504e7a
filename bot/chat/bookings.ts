import { z } from 'zod';
import { answersIn, bookingFormCard } from '../cards/booking-form.ts';
import { bookingsCard, colleagueCard, eventCard, titleOf } from '../cards/events.ts';
import { ask } from '../cards/parts.ts';
import { AppError } from '../domain/errors.ts';
import { answersAt, answersBefore, changeAnswers, eventQuestions } from '../domain/events/answers.ts';
import { acceptOffer, book, cancel, setAutomatic } from '../domain/events/bookings.ts';
import { type EventView, eventView, myBookings, sessionView } from '../domain/events/events.ts';
import { setInterest } from '../domain/events/interest.ts';
import { eventState } from '../domain/events/states.ts';
import { transfer } from '../domain/events/transfer.ts';
import { queueOf } from '../domain/events/waiting.ts';
import { automaticMessage, bookingMessage, cancelMessage, transferMessage } from '../domain/events/words.ts';
import { colleagues } from '../domain/members/colleagues.ts';
import { membersById } from '../domain/members/members.ts';
import { plainPhrase, type Reply, type Turn } from './turn.ts';

/** Booking, and all that comes of it, in the person's own chat. */

const contentId = z.string().regex(/^[a-z0-9-]{1,200}$/);
const guid = z.guid().transform((id) => id.toLowerCase());
const yes = z.literal('yes').optional();
const ofSession = z.object({
  session: contentId,
  pool: z.enum(['in person', 'online']).optional(),
  member: guid.optional(),
  statement: z.string().max(20_000).default(''),
  wait: yes,
  form: yes,
});
const ofBooking = z.object({ booking: guid, form: yes, on: z.enum(['yes', 'no']).optional() });

const unreadable: Reply = { text: 'I cannot read that button. Say “what’s on” for a fresh card.' };
const ownChatOnly: Reply = {
  text: 'I can only book and cancel in our own chat. Message me there and say “what’s on”.',
};

/** A handler of a button of the person's own. `data` is what the card sends back: anybody may have made it. */
const press =
  <S extends z.ZodType>(schema: S, work: (turn: Turn, input: z.output<S>, data: Data) => Promise<Reply>) =>
  async (turn: Turn, data: unknown): Promise<Reply> => {
    if (turn.shared) return ownChatOnly;
    const input = schema.safeParse(data);
    return input.success ? work(turn, input.data, data as Data) : unreadable;
  };
type Data = Record<string, unknown>;

/** The member's bookings; only in their own chat. */
export async function showBookings(turn: Turn): Promise<Reply> {
  if (turn.shared)
    return {
      text: 'I can only show your bookings in our own chat. Message me there and say “my bookings”.',
    };
  const now = turn.ctx.clock.now();
  const bookings = await myBookings(turn.ctx, turn.member);
  const coming = bookings.filter((event) => eventState(event, now) !== 'passed');
  if (coming.length === 0)
    return {
      text: 'You have no places booked. Say “what’s on” to find an event.',
      suggestions: [{ title: 'What’s on', says: 'what’s on' }],
    };
  return { card: bookingsCard(bookings, { now, link: turn.link('bookings') }), summary: 'Your bookings' };
}

/** Books at once where nothing is asked, else after the form; joins the waiting list, or puts the person forward. */
export const pressBook = press(ofSession, async (turn, input, data) => {
  const { ctx, member } = turn;
  const event = await sessionView(ctx, member, input.session);
  const questions = await eventQuestions(ctx, event.id);
  const asks = event.asks || (event.session.byApproval && eventState(event, ctx.clock.now()) === 'nominate');
  const showForm = async (message?: string, typed: Record<string, string> = {}): Promise<Reply> => {
    const filled = { ...(await answersBefore(ctx, member, questions)), ...typed };
    const { session, pool, wait, member: colleague } = input;
    const ids = {
      session,
      ...(pool && { pool }),
      ...(wait && { wait }),
      ...(colleague && { member: colleague }),
    };
    const title = event.session.byApproval
      ? 'Put myself forward'
      : wait
        ? 'Join the waiting list'
        : 'Book my place';
    return form(turn, event, { questions, filled: colleague ? typed : filled, message, title, ids });
  };
  if (asks && !input.form && !event.booking) return showForm();
  const answers = answersIn(data, questions);
  try {
    const { outcome } = await book(ctx, member, input.session, {
      pool: input.pool,
      memberId: input.member,
      wait: input.wait !== undefined,
      answers,
      ...(input.statement.trim() && { statement: input.statement.trim().slice(0, 1000) }),
    });
    const whose = input.member && (await membersById(ctx, [input.member])).get(input.member)?.name;
    return await eventReply(turn, input.session, (now) => bookingMessage(outcome, now, whose));
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') return showForm(error.message, answers);
    throw error;
  }
});

function form(
  turn: Turn,
  event: EventView,
  shown: {
    questions: Awaited<ReturnType<typeof eventQuestions>>;
    filled: Record<string, string>;
    message: string | undefined;
    title: string;
    ids: Record<string, string>;
    verb?: 'book' | 'answers' | 'accept-offer';
  },
): Reply {
  const { questions, filled, message, title, ids, verb = 'book' } = shown;
  const card = bookingFormCard(event, {
    questions,
    filled,
    byApproval: verb === 'book' && event.session.byApproval,
    ...(message && { message }),
    button: { title, verb, ids },
    link: turn.link(`events/${event.id}`),
  });
  return { card, summary: message ?? titleOf(event) };
}

export const pressCancel = press(ofBooking, async (turn, { booking }) => {
  const { outcome, sessionId, before } = await cancel(turn.ctx, turn.member, booking);
  return eventReply(turn, sessionId, (event) => cancelMessage(outcome, event, before));
});

/** Accepts at once where all is answered that must be, else after the form. */
export const pressAccept = press(ofBooking, async (turn, { booking }, data) => {
  const { ctx, member } = turn;
  // None where it is over: what came of it then is not asked about.
  const mine = (await myBookings(ctx, member)).find((each) => each.booking.id === booking);
  const questions = mine ? await eventQuestions(ctx, mine.id) : [];
  const answers = answersIn(data, questions);
  try {
    const { outcome, sessionId } = await acceptOffer(ctx, member, booking, answers);
    return await eventReply(turn, sessionId, (event) => bookingMessage(outcome, event));
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'invalid' && mine)) throw error;
    const before = {
      ...(await answersBefore(ctx, member, questions)),
      ...(await answersAt(ctx, member, booking)),
    };
    const filled = { ...before, ...answers };
    const button = { title: 'Accept the place', ids: { booking }, verb: 'accept-offer' } as const;
    return form(turn, mine, { questions, filled, message: error.message, ...button });
  }
});

export const pressAutomatic = press(ofBooking, async (turn, { booking, on }) => {
  const automatic = on === 'yes';
  const { sessionId, waits } = await setAutomatic(turn.ctx, turn.member, booking, automatic);
  return eventReply(turn, sessionId, (event) => automaticMessage({ automatic, waits }, event));
});

/** Shows what the person answered, to be changed; then changes it. */
export const pressAnswers = press(ofBooking, async (turn, { booking, form: typed }, data) => {
  const { ctx, member } = turn;
  const mine = (await myBookings(ctx, member)).find((each) => each.booking.id === booking);
  if (!mine) throw new AppError('not-found');
  const questions = await eventQuestions(ctx, mine.id);
  const show = async (message?: string, given: Record<string, string> = {}) =>
    form(turn, mine, {
      questions,
      filled: { ...(await answersAt(ctx, member, booking)), ...given },
      message,
      title: 'Save my answers',
      ids: { booking },
      verb: 'answers',
    });
  if (!typed) return show();
  const answers = answersIn(data, questions);
  try {
    await changeAnswers(ctx, member, booking, answers);
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') return show(error.message, answers);
    throw error;
  }
  return eventReply(turn, mine.session.id, () => 'Your answers are saved.');
});

const ofEvent = z.object({ event: contentId });

/** "Tell me when the date is known." */
export const pressInterest = press(ofEvent, async (turn, { event }) => {
  await setInterest(turn.ctx, turn.member, event, true);
  const view = await eventView(turn.ctx, turn.member, event);
  return eventReply(turn, view.session.id, () => 'I will tell you when the date is known.');
});

const ofTransfer = z.object({ booking: guid, member: guid });

export const pressTransfer = press(ofTransfer, async (turn, { booking, member }) => {
  const { outcome, sessionId } = await transfer(turn.ctx, turn.member, booking, member);
  const to = (await membersById(turn.ctx, [member])).get(member)?.name ?? 'Your colleague';
  return eventReply(turn, sessionId, (event) => transferMessage(outcome, event, to));
});

/** "give my place at the data clinic to Hana": asks once more, with the colleague's name. */
export async function offerTransfer(turn: Turn, _named: string, text: string): Promise<Reply> {
  if (turn.shared) return ownChatOnly;
  const match = /place(?: (?:at|on|for))?(?: the)? (.+) to (.+?)[\s.!?]*$/i.exec(text);
  const wanted = plainPhrase(match?.[1] ?? '');
  const mine = (await myBookings(turn.ctx, turn.member)).filter(
    ({ booking }) => booking.state === 'confirmed',
  );
  const named = mine.filter((event) =>
    [titleOf(event), ...event.aliases].some((each) => plainPhrase(each).includes(wanted)),
  );
  if (named.length !== 1)
    return {
      text:
        named.length === 0
          ? 'You have no place at an event of that name. Say “my bookings” to see what you have.'
          : 'You have more than one place that this could be. Say “my bookings” and choose one.',
    };
  const [event] = named;
  const found = await oneColleague(turn, match?.[2] ?? '');
  if ('text' in found) return found;
  const button = ask('Yes, give it to them', 'transfer', { booking: event!.booking.id, member: found.id });
  const card = colleagueCard(event!, {
    now: turn.ctx.clock.now(),
    link: turn.link(`events/${event!.id}`),
    question: `Give your place to ${found.name}?`,
    button,
  });
  return { card, summary: `Give your place to ${found.name}?` };
}

/** A card that books a place for a colleague; null where the words name none. */
export async function offerForColleague(turn: Turn, event: EventView, name: string): Promise<Reply | null> {
  const found = await oneColleague(turn, name);
  if ('text' in found) return null;
  const question = `Book a place for ${found.name}?`;
  const ids = { session: event.session.id, member: found.id };
  const card = colleagueCard(event, {
    now: turn.ctx.clock.now(),
    link: turn.link(`events/${event.id}`),
    question,
    button: ask('Yes, book it', 'book', ids),
  });
  return { card, summary: question };
}

async function oneColleague(
  turn: Turn,
  name: string,
): Promise<{ id: string; name: string } | { text: string }> {
  const found = name.trim() === '' ? [] : await colleagues(turn.ctx, turn.member, name.trim().slice(0, 100));
  const [first, ...others] = found;
  if (!first) return { text: `I know no colleague of yours called “${name.trim()}” who uses this app.` };
  if (others.length > 0)
    return {
      text: `I know more than one: ${found.map((each) => each.name).join(', ')}. Say the whole name.`,
    };
  return first;
}

/** The session as it stands now, with what came of a press. */
async function eventReply(turn: Turn, sessionId: string, say: (event: EventView) => string): Promise<Reply> {
  const event = await sessionView(turn.ctx, turn.member, sessionId);
  const message = say(event);
  return { card: await personalEventCard(turn, event, message), summary: message };
}

/** An event's card with what is the person's own. */
export async function personalEventCard(turn: Turn, event: EventView, message?: string) {
  const waits = !turn.shared && event.booking?.state === 'waiting';
  const queue = waits ? await queueOf(turn.ctx, turn.member, event.booking!.id) : null;
  return eventCard(event, {
    now: turn.ctx.clock.now(),
    shared: turn.shared,
    link: turn.link(`events/${event.id}`),
    ...(message && { message }),
    ...(queue && { queue: [`You are number ${queue.place} on the waiting list.`, ...queue.passedOver] }),
  });
}
