import type { Item } from '../domain/content/schema.ts';
import type { EventView } from '../domain/events/events.ts';
import { eventState, hasPassed, placesText } from '../domain/events/states.ts';
import { dateAndTime, whenText } from '../domain/london.ts';
import type { GivenAnswer as Given } from '../domain/questions/given-answers.ts';
import type { ItemSummary } from './contract.ts';
import type { EventSummary } from './contract-events.ts';
import type { GivenAnswer } from './contract-questions.ts';

/** A session as lists show it. */
export function eventSummary(event: EventView, now: Date): EventSummary {
  const { session, booking } = event;
  return {
    id: event.id,
    sessionId: session.id,
    title: event.title,
    sessionTitle: session.title,
    sessions: event.sessions,
    summary: event.summary,
    area: event.area,
    when: {
      text: whenText(session),
      date: session.day,
      startsAt: session.startsAt?.toISOString() ?? null,
      endsAt: session.endsAt?.toISOString() ?? null,
      passed: hasPassed(event, now),
    },
    mode: event.mode,
    venue: event.venue,
    state: eventState(event, now),
    places: placesText(event, now),
    pools: session.pools.map(({ mode, left, waiting }) => ({ mode, left, waiting })),
    booking: booking && {
      id: booking.id,
      pool: booking.pool,
      acceptBy: booking.offerExpiresAt && dateAndTime(booking.offerExpiresAt),
      automatic: booking.automatic,
      bookedBy: booking.bookedBy,
    },
    asks: event.asks,
    joinUrl: session.joinUrl,
    sample: event.sample,
  };
}

/** An item as lists show it. */
export function itemSummary(item: Item): ItemSummary {
  return { id: item.id, area: item.area, title: item.title, summary: item.summary.join(' ') };
}

/** What the bot had said, as coordinators see it. */
export function givenAnswer(given: Given): GivenAnswer {
  return { ...given, at: given.at.toISOString() };
}
