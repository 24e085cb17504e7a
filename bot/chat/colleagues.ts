import { z } from 'zod';
import { colleagueCard, colleagueForm } from '../cards/bookings.ts';
import { titleOf } from '../cards/events.ts';
import { main, placeButtons } from '../cards/next-steps.ts';
import { type Action, ask } from '../cards/parts.ts';
import { AppError } from '../domain/errors.ts';
import type { BookingOutcome } from '../domain/events/bookings.ts';
import { type EventView, myBookings, sessionView } from '../domain/events/events.ts';
import { type EventState, eventState } from '../domain/events/states.ts';
import { transfer } from '../domain/events/transfer.ts';
import { bookingMessage, transferMessage } from '../domain/events/words.ts';
import { type Colleague, colleagues } from '../domain/members/colleagues.ts';
import { membersById } from '../domain/members/members.ts';
import {
  afterwards,
  guid,
  type Held,
  ofSession,
  ownChatOnly,
  pressBooking,
  typedName,
} from './booking-replies.ts';
import { plainPhrase, type Reply, type Turn } from './turn.ts';

/** Booking for a colleague, and giving a place to one: who is meant, and then what is done, by a card that names them. */

const ofTransfer = z.object({ booking: guid, member: guid.optional(), name: typedName });

/** Gives a place to a colleague; asks who is meant where it was not said. */
export const pressTransfer = pressBooking(ofTransfer, async (turn, { booking, member, name }, held) => {
  const whose = held?.booking.colleague ?? undefined;
  if (member) {
    const { outcome, sessionId } = await transfer(turn.ctx, turn.member, booking, member);
    const to = (await membersById(turn.ctx, [member])).get(member)?.name ?? 'Your colleague';
    return afterwards(turn, { sessionId, bookingId: booking, whose }, (event) =>
      transferMessage(outcome, event, to, whose),
    );
  }
  if (!held) throw new AppError('not-found');
  return offerPlace(turn, held, name);
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
  const [event] = named;
  if (event && named.length === 1) return offerPlace(turn, event, match?.[2]);
  return {
    text: event
      ? 'You have more than one place that this could be. Say “my bookings” and choose one.'
      : 'You have no place at an event of that name. Say “my bookings” to see what you have.',
  };
}

/** A card that gives the place away, once it is known to whom. */
async function offerPlace(turn: Turn, event: Held, name: string | undefined): Promise<Reply> {
  const { booking, session } = event;
  const whose = booking.colleague;
  const place = whose ? `${whose}’s place` : 'your place';
  const ids = { booking: booking.id };
  const forms = [
    main(ask(whose ? 'Give it to them' : 'Give them my place', 'transfer', ids)),
    ...(!whose && placeButtons(event, turn.ctx.clock.now(), {}).length > 0
      ? [ask('Book another place for them', 'book', { session: session.id, colleague: 'yes' })]
      : []),
  ];
  return choose(turn, event, name, {
    question: (to) => `Give ${place} to ${to}?${event.asks ? ' The answers do not go with it.' : ''}`,
    forms,
    buttons: (whom) => [
      main(ask(whom.member ? 'Yes, give it to them' : 'Give it to them', 'transfer', { ...ids, ...whom })),
    ],
  });
}

/** A card that books a place for a colleague, once it is known for whom. */
export async function offerForColleague(
  turn: Turn,
  sessionId: string,
  name: string | undefined,
  message?: string,
): Promise<Reply> {
  const event = { ...(await sessionView(turn.ctx, turn.member, sessionId)), booking: null };
  const now = turn.ctx.clock.now();
  const why = shut[eventState(event, now)];
  if (why) return ofSession(turn, sessionId, (now) => bookingMessage(why, now));
  const verb = { open: 'Book a place for', full: 'Put on the waiting list:', nominate: 'Put forward:' };
  const says = verb[eventState(event, now) as keyof typeof verb] ?? verb.open;
  return choose(turn, event, name, {
    message,
    question: (whom) => `${says} ${whom}?`,
    forms: [main(ask('Find them', 'book', { session: sessionId, colleague: 'yes' }))],
    buttons: (whom) => placeButtons(event, now, whom),
  });
}

/** Why nobody can be booked for, as the domain has it. */
const shut: Partial<Record<EventState, BookingOutcome>> = {
  cancelled: 'called off',
  passed: 'passed',
  closed: 'closed',
  'not open': 'not open',
  'not bookable': 'not bookable',
};

type Choice = {
  message?: string | undefined;
  question: (whom: string) => string;
  /** On the form that asks for a name. */
  forms: Action[];
  /** What is done for whom: `member` left out where it is chosen on the card. */
  buttons: (whom: { member?: string }) => Action[];
};

const nobody: { found: Colleague[]; more: boolean } = { found: [], more: false };

/** Asks for the name of a colleague until it is known who is meant, and then whether it shall be done. */
async function choose(
  turn: Turn,
  event: EventView,
  name: string | undefined,
  { message: said, question, forms, buttons }: Choice,
): Promise<Reply> {
  const view = { now: turn.ctx.clock.now(), link: turn.link(`events/${event.id}`) };
  const { found, more } = name ? await colleagues(turn.ctx, turn.member, name) : nobody;
  const [only, ...others] = found;
  // Of some of them alone nobody could say that the right one is there.
  if (!only || more) {
    const message = more
      ? `More than ten colleagues of yours could be “${name}”. Write more of the name.`
      : name
        ? `I know no colleague of yours called “${name}” who uses this app.`
        : said;
    const asks = question('a colleague');
    return {
      card: colleagueForm(event, { ...view, message, question: asks, buttons: forms }),
      summary: message ?? asks,
    };
  }
  const asks = question(others.length > 0 ? 'a colleague' : only.name);
  const whom = others.length > 0 ? {} : { member: only.id };
  return {
    card: colleagueCard(event, found, { ...view, message: said, question: asks, buttons: buttons(whom) }),
    summary: said ?? asks,
  };
}
