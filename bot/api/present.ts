import type { Item } from '../domain/content/schema.ts';
import { type EventView, eventState, hasPassed, placesText } from '../domain/events/events.ts';
import { whenText } from '../domain/london.ts';
import type { EventSummary, ItemSummary } from './contract.ts';

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
