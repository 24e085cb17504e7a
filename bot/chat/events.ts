import { z } from 'zod';
import { eventListCard, titleOf } from '../cards/events.ts';
import { records } from '../domain/content/records.ts';
import type { Area } from '../domain/content/schema.ts';
import {
  bookingView,
  type EventFilter,
  type EventView,
  eventView,
  listEvents,
  sessionView,
} from '../domain/events/events.ts';
import { eventState } from '../domain/events/states.ts';
import { networksOf } from '../domain/members/networks.ts';
import { guid, ownChatOnly, personalEventCard, unreadable } from './booking-replies.ts';
import { offerForColleague } from './colleagues.ts';
import { type Period, periodIn } from './period.ts';
import { plainPhrase, type Reply, type Turn } from './turn.ts';

/** What "next SEND event" or "events in December" asks for. */
export type EventQuestion = {
  area: Area | null;
  period: Period | null;
  which: 'coming' | 'next' | 'past';
  mode?: EventFilter['mode'];
  /** Of the member's own networks alone. */
  mine?: boolean;
  /** Where a place can be had. */
  withPlaces?: boolean;
};

/** Shows what is on, as asked; everything that is to come where nothing narrower was. */
export async function showEvents(turn: Turn, asked: EventQuestion): Promise<Reply> {
  const { area, period, mode, mine, withPlaces } = asked;
  const now = turn.ctx.clock.now();
  const networks = mine && !turn.shared ? await networksOf(turn.ctx, turn.member) : undefined;
  const list = async (days?: Period) => {
    const filter = { area: area?.id, from: days?.from, to: days?.to, mode, networks };
    const events = await listEvents(turn.ctx, turn.member, filter);
    return withPlaces ? events.filter((event) => eventState(event, now) === 'open') : events;
  };
  const kind = [mode, area?.name].filter(Boolean).join(' ');
  const what = `${kind ? `${upper(kind)} events` : 'Events'}${mine ? ' of your networks' : ''}${withPlaces ? ' with places' : ''}`;
  const nothing = `There is no ${kind ? `${kind} ` : ''}event${mine ? ' of your networks' : ''}${withPlaces ? ' with places' : ''}`;
  if (period) {
    const events = await list(period);
    if (events.length > 0) return listReply(turn, `${what} ${period.inWords}`, events);
    const before = period.before && (await list(period.before));
    if (before && before.length > 0)
      return listReply(turn, `${nothing} ${period.inWords}. ${what} ${period.before!.inWords}`, before);
    return { text: `${nothing} ${period.inWords}. Say “what’s on” to see all that is to come.` };
  }
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

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** One event with its details. @throws AppError 'not-found' */
export async function showEvent(turn: Turn, eventId: string): Promise<Reply> {
  return eventReply(turn, await eventView(turn.ctx, turn.member, eventId));
}

/** "book a place at the data clinic": the event with its button where the words name one, else the list. */
export async function offerBooking(turn: Turn, title: string): Promise<Reply> {
  const now = turn.ctx.clock.now();
  const events = await listEvents(turn.ctx, turn.member);
  const named = matching(events, title);
  if (named.length === 1) return eventReply(turn, named[0]!);
  const forWhom = / for (.+)$/.exec(title);
  if (named.length === 0 && forWhom && !turn.shared) {
    const [event, ...more] = matching(events, title.slice(0, forWhom.index));
    if (event && more.length === 0) return offerForColleague(turn, event.session.id, forWhom[1]);
  }
  const open = (named.length > 0 ? named : events).filter((event) => eventState(event, now) === 'open');
  if (open.length === 0) return { text: 'There is no event that you can book now.' };
  return listReply(turn, 'Events with places', open);
}

const ofDetails = z.union([
  z.object({ session: z.string().regex(/^[a-z0-9-]{1,200}$/) }),
  z.object({ booking: guid }),
]);

/** The details button, of a session or of a booking. `data` is what the card sends back: anybody may have made it. */
export async function pressDetails(turn: Turn, data: unknown): Promise<Reply> {
  const ids = ofDetails.safeParse(data);
  if (!ids.success) return unreadable;
  if ('session' in ids.data)
    return eventReply(turn, await sessionView(turn.ctx, turn.member, ids.data.session));
  if (turn.shared) return ownChatOnly;
  return eventReply(turn, await bookingView(turn.ctx, turn.member, ids.data.booking));
}

async function eventReply(turn: Turn, event: EventView): Promise<Reply> {
  return { card: await personalEventCard(turn, event), summary: titleOf(event) };
}

function listReply(turn: Turn, title: string, events: EventView[]): Reply {
  const view = { title, now: turn.ctx.clock.now(), shared: turn.shared, link: turn.link('events') };
  return { card: eventListCard(events, view), summary: title };
}

/** The sessions whose event's name has these words in it. */
function matching(events: EventView[], title: string): EventView[] {
  const wanted = plainPhrase(title);
  if (wanted === '') return [];
  return events.filter((event) =>
    [titleOf(event), event.title, ...event.aliases].some((each) => plainPhrase(each).includes(wanted)),
  );
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
  const { period, rest: said } = periodIn(phrase, turn.ctx.clock.now());
  const { rest, ...narrowed } = narrowing(said);
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
    ...narrowed,
  };
}

/** "online", "in person", "of my networks", "with places", and the phrase without them. */
function narrowing(phrase: string): Pick<EventQuestion, 'mode' | 'mine' | 'withPlaces'> & { rest: string } {
  let rest = phrase;
  const takes = (pattern: RegExp): boolean => {
    const found = pattern.test(rest);
    rest = rest.replace(pattern, ' ');
    return found;
  };
  const online = takes(/\b(?:online|virtual|remote)\b/);
  const inPerson = takes(/\b(?:in person|in-person|face to face)\b/);
  const mine = takes(/\b(?:(?:of|in|for|from) )?my networks?\b/);
  const withPlaces = takes(
    /\b(?:with|that have|which have) (?:free |any )?(?:places|spaces|seats)(?: left)?\b/,
  );
  return {
    rest,
    ...(online !== inPerson && { mode: online ? ('online' as const) : ('in person' as const) }),
    ...(mine && { mine }),
    ...(withPlaces && { withPlaces }),
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
