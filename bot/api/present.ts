import type { Item } from '../domain/content/schema.ts';
import { type EventView, eventState, hasPassed, placesText } from '../domain/events/events.ts';
import { whenText } from '../domain/london.ts';
import type { GivenAnswer as Given } from '../domain/questions/given-answers.ts';
import type { EventSummary, ItemSummary } from './contract.ts';
import type { GivenAnswer } from './contract-questions.ts';

/** An event as lists show it. */
export function eventSummary(event: EventView, now: Date): EventSummary {
  const { session } = event;
  return {
    id: event.id,
    title: event.title,
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
    bookingId: event.bookingId,
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
