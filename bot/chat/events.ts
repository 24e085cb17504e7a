import { z } from 'zod';
import { bookingsCard, eventCard, eventListCard } from '../cards/events.ts';
import { records } from '../domain/content/records.ts';
import type { Area } from '../domain/content/schema.ts';
import { book, cancel } from '../domain/events/bookings.ts';
import { type EventView, eventView, listEvents, myBookings, sessionView } from '../domain/events/events.ts';
import { eventState } from '../domain/events/states.ts';
import { bookingMessage, cancelMessage } from '../domain/events/words.ts';
import { type Period, periodIn } from './period.ts';
import { plainPhrase, type Reply, type Turn } from './turn.ts';

/** What "next SEND event" or "events in December" asks for. */
export type EventQuestion = { area: Area | null; period: Period | null; which: 'coming' | 'next' | 'past' };

/** Shows what is on, as asked; everything that is to come where nothing narrower was. */
export async function showEvents(turn: Turn, asked: EventQuestion): Promise<Reply> {
  const { area, period } = asked;
  const list = (days?: Period) =>
    listEvents(turn.ctx, turn.member, {
      ...(area ? { area: area.id } : {}),
      ...(days ? { from: days.from, to: days.to } : {}),
    });
  const what = area ? `${area.name} events` : 'Events';
  const nothing = area ? `There is no ${area.name} event` : 'There is no event';
  if (period) {
    const events = await list(period);
    if (events.length > 0) return listReply(turn, `${what} ${period.inWords}`, events);
    const before = period.before && (await list(period.before));
    if (before && before.length > 0)
      return listReply(turn, `${nothing} ${period.inWords}. ${what} ${period.before!.inWords}`, before);
    return { text: `${nothing} ${period.inWords}. Say “what’s on” to see all that is to come.` };
  }
  const now = turn.ctx.clock.now();
  const all = await list();
  const coming = all.filter((event) => eventState(event, now) !== 'passed');
  if (asked.which === 'past') {
    const past = all.filter((event) => eventState(event, now) === 'passed');
    if (past.length > 0) return listReply(turn, `Past ${area ? `${area.name} ` : ''}events`, past);
  }
  const [next] = coming;
  if (asked.which === 'next' && next?.session.day) return eventReply(turn, next);
  if (next) {
    const dated = coming.some((event) => event.session.day);
    return listReply(turn, dated ? `${what} to come` : `${what} whose date is to be confirmed`, coming);
  }
  const [last] = all;
  if (last) return listReply(turn, `${nothing} to come. The last one was`, [last]);
  return { text: `${nothing} to come.` };
}

/** One event with its details. @throws AppError 'not-found' */
export async function showEvent(turn: Turn, eventId: string): Promise<Reply> {
  return eventReply(turn, await eventView(turn.ctx, turn.member, eventId));
}

/** "book a place at the data clinic": the event with its button where the words name one, else the list. */
export async function offerBooking(turn: Turn, title: string): Promise<Reply> {
  const now = turn.ctx.clock.now();
  const events = await listEvents(turn.ctx, turn.member);
  const wanted = plainPhrase(title);
  const named = events.filter(
    (event) =>
      wanted !== '' && [event.title, ...event.aliases].some((each) => plainPhrase(each).includes(wanted)),
  );
  if (named.length === 1) return eventReply(turn, named[0]!);
  const open = (named.length > 0 ? named : events).filter((event) => eventState(event, now) === 'open');
  if (open.length === 0) return { text: 'There is no event that you can book now.' };
  return listReply(turn, 'Events with places', open);
}

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
  const view = { now, link: turn.link('events') };
  return { card: bookingsCard(bookings, view), summary: 'Your bookings' };
}

const sessionId = z.object({ session: z.string().regex(/^[a-z0-9-]{1,200}$/) });
const bookingId = z.object({ booking: z.guid() });
const unreadable: Reply = { text: 'I cannot read that button. Say “what’s on” for a fresh card.' };
const ownChatOnly: Reply = {
  text: 'I can only book and cancel in our own chat. Message me there and say “what’s on”.',
};

/** The details button. `data` is what the card sends back: anybody may have made it. */
export async function pressDetails(turn: Turn, data: unknown): Promise<Reply> {
  const ids = sessionId.safeParse(data);
  if (!ids.success) return unreadable;
  return eventReply(turn, await sessionView(turn.ctx, turn.member, ids.data.session));
}

export async function pressBook(turn: Turn, data: unknown): Promise<Reply> {
  if (turn.shared) return ownChatOnly;
  const ids = sessionId.safeParse(data);
  if (!ids.success) return unreadable;
  const { outcome } = await book(turn.ctx, turn.member, ids.data.session);
  const event = await sessionView(turn.ctx, turn.member, ids.data.session);
  return eventReply(turn, event, bookingMessage(outcome, event));
}

export async function pressCancel(turn: Turn, data: unknown): Promise<Reply> {
  if (turn.shared) return ownChatOnly;
  const ids = bookingId.safeParse(data);
  if (!ids.success) return unreadable;
  const done = await cancel(turn.ctx, turn.member, ids.data.booking.toLowerCase());
  const event = await sessionView(turn.ctx, turn.member, done.sessionId);
  return eventReply(turn, event, cancelMessage(done.outcome, event, done.before));
}

function eventReply(turn: Turn, event: EventView, message?: string): Reply {
  const view = {
    now: turn.ctx.clock.now(),
    shared: turn.shared,
    link: turn.link(`events/${event.id}`),
    ...(message ? { message } : {}),
  };
  return { card: eventCard(event, view), summary: message ?? event.title };
}

function listReply(turn: Turn, title: string, events: EventView[]): Reply {
  const view = { title, now: turn.ctx.clock.now(), shared: turn.shared, link: turn.link('events') };
  return { card: eventListCard(events, view), summary: title };
}

/** Words of a question about events that say nothing more. */
const filler = new Set(
  `what whats which is are on the a an any there event events upcoming coming up next show list me see all please
  past previous last recent in for about of do does you have can could i my happening soon at this to be will when whens taking place`.split(
    /\s+/,
  ),
);

/**
 * Reads a question that asks for a list of events and for nothing else; null for every other, which the
 * knowledge of the plan answers.
 */
export async function eventQuestion(turn: Turn, phrase: string): Promise<EventQuestion | null> {
  if (!/\bevents?\b|\bwhat(s| is) (coming up|on|happening)\b|^upcoming$/.test(phrase) || phrase.length > 200)
    return null;
  const { period, rest } = periodIn(phrase, turn.ctx.clock.now());
  const area = areaIn(await records(turn.ctx.db, 'area'), rest);
  const left = (area ? rest.replace(area.found, ' ') : rest).split(/[^a-z0-9]+/).filter(Boolean);
  if (left.some((word) => !filler.has(word))) return null;
  return {
    area: area?.area ?? null,
    period,
    which: /\b(past|previous|last|recent)\b/.test(rest)
      ? 'past'
      : /\bnext\b/.test(rest) && !/\bevents\b/.test(rest)
        ? 'next'
        : 'coming',
  };
}

/** The area that the longest of the names in a phrase belongs to. */
function areaIn(areas: Area[], phrase: string): { area: Area; found: RegExp } | undefined {
  const names = areas.flatMap((area) =>
    [area.name, ...area.aliases].map((name) => ({ area, name: name.toLowerCase() })),
  );
  return names
    .filter(({ name }) => !filler.has(name))
    .sort((a, b) => b.name.length - a.name.length)
    .map(({ area, name }) => ({ area, found: wholeWords(name) }))
    .find(({ found }) => found.test(phrase));
}

const wholeWords = (name: string) =>
  new RegExp(`(?<![a-z0-9])${plainPhrase(name).replace(/[^a-z0-9]+/g, '[^a-z0-9]+')}(?![a-z0-9])`);
