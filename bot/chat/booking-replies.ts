import { z } from 'zod';
import { bookingsCard } from '../cards/bookings.ts';
import { eventCard } from '../cards/events.ts';
import { AppError } from '../domain/errors.ts';
import {
  bookingView,
  colleaguesBookings,
  type EventView,
  myBookings,
  sessionView,
} from '../domain/events/events.ts';
import { eventState } from '../domain/events/states.ts';
import { queueOf } from '../domain/events/waiting.ts';
import type { Reply, Turn } from './turn.ts';

/** What the buttons of booking have in common: how they are read, and what is shown after them. */

export const guid = z.guid().transform((id) => id.toLowerCase());
export const yes = z.literal('yes').optional();
/** What a person typed to say which colleague they mean. */
export const typedName = z.string().trim().max(100).optional();

export const unreadable: Reply = { text: 'I cannot read that button. Say “what’s on” for a fresh card.' };
export const ownChatOnly: Reply = {
  text: 'I can only book and cancel in our own chat. Message me there and say “what’s on”.',
};

type Data = Record<string, unknown>;
export type Held = Awaited<ReturnType<typeof bookingView>>;

/** A handler of a button of the person's own. `data` is what the card sends back: anybody may have made it. */
export const press =
  <S extends z.ZodType>(schema: S, work: (turn: Turn, input: z.output<S>, data: Data) => Promise<Reply>) =>
  async (turn: Turn, data: unknown): Promise<Reply> => {
    if (turn.shared) return ownChatOnly;
    const input = schema.safeParse(data);
    return input.success ? work(turn, input.data, data as Data) : unreadable;
  };

/**
 * The same for a button on a booking: the person's own, or one that they made for a colleague. What was called off is
 * left as it is. `held`: the booking; null where it is over, or not theirs, which the domain says.
 */
export const pressBooking = <S extends z.ZodType<{ booking: string }>>(
  schema: S,
  work: (turn: Turn, input: z.output<S>, held: Held | null, data: Data) => Promise<Reply>,
) =>
  press(schema, async (turn, input, data) => {
    const held = await heldBooking(turn, input.booking);
    return held && eventState(held, turn.ctx.clock.now()) === 'cancelled'
      ? shown(turn, held, `${held.title} has been called off.`)
      : work(turn, input, held, data);
  });

async function heldBooking(turn: Turn, bookingId: string): Promise<Held | null> {
  try {
    return await bookingView(turn.ctx, turn.member, bookingId);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return null;
    throw error;
  }
}

/**
 * How things stand after a press on a booking, with what came of it: a colleague's booking, or all that there are where
 * that is over; else the session.
 * @param of `whose`: the colleague whose booking it was
 */
export async function afterwards(
  turn: Turn,
  of: { sessionId: string; bookingId: string; whose?: string | undefined },
  say: (event: EventView) => string,
): Promise<Reply> {
  if (of.whose === undefined) return ofSession(turn, of.sessionId, say);
  const held = await heldBooking(turn, of.bookingId);
  if (held) return shown(turn, held, say(held));
  return listed(turn, say(await sessionView(turn.ctx, turn.member, of.sessionId)));
}

/** The session as it stands now, with what came of a press. */
export async function ofSession(turn: Turn, id: string, say: (event: EventView) => string): Promise<Reply> {
  const event = await sessionView(turn.ctx, turn.member, id);
  return shown(turn, event, say(event));
}

export async function shown(turn: Turn, event: EventView, message: string): Promise<Reply> {
  return { card: await personalEventCard(turn, event, message), summary: message };
}

/** The bookings to come, the person's own and those for colleagues. */
export async function listed(turn: Turn, message?: string): Promise<Reply> {
  const now = turn.ctx.clock.now();
  const coming = (events: EventView[]) => events.filter((event) => eventState(event, now) !== 'passed');
  const own = coming(await myBookings(turn.ctx, turn.member));
  const theirs = coming(await colleaguesBookings(turn.ctx, turn.member));
  if (!message && own.length + theirs.length === 0)
    return {
      text: 'You have no places booked. Say “what’s on” to find an event.',
      suggestions: [{ title: 'What’s on', says: 'what’s on' }],
    };
  const card = bookingsCard(own, theirs, { now, link: turn.link('bookings'), message });
  return { card, summary: message ?? 'Your bookings' };
}

/** An event's card with what is the person's own, or their colleague's. */
export async function personalEventCard(turn: Turn, event: EventView, message?: string) {
  const { booking } = event;
  const waits = !turn.shared && booking?.state === 'waiting';
  const queue = waits ? await queueOf(turn.ctx, turn.member, booking.id) : null;
  const lines = !queue
    ? undefined
    : booking?.colleague
      ? [`${booking.colleague} is number ${queue.place} on the waiting list.`]
      : [`You are number ${queue.place} on the waiting list.`, ...queue.passedOver];
  return eventCard(event, {
    now: turn.ctx.clock.now(),
    shared: turn.shared,
    // A colleague's booking stands on the page of bookings alone.
    link: turn.link(booking?.colleague ? 'bookings' : `events/${event.id}`),
    ...(message && { message }),
    ...(lines && { queue: lines }),
  });
}
