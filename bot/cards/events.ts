import type { EventView } from '../domain/events/events.ts';
import { eventState, placesText } from '../domain/events/states.ts';
import { whenText } from '../domain/london.ts';
import { type Action, ask, type Card, card, type Element, heading, open, words } from './parts.ts';

/** What a card shows beside the event itself. */
export type EventCardView = {
  now: Date;
  /** In a shared chat nothing of the person's own is shown, and no button does anything in their name. */
  shared: boolean;
  /** The address of the event in the tab. */
  link: string;
  /** What has just come of a button, said at the top. */
  message?: string;
};

const mostRows = 6;
const mostButtons = 3;

/** One event: what, when, where, and the one next step. */
export function eventCard(event: EventView, { now, shared, link, message }: EventCardView): Card {
  const shown = shared ? { ...event, booking: null } : event;
  return card(
    [
      ...(message ? [words(message, { weight: 'Bolder' })] : []),
      heading(shown.title),
      words(facts(shown, now), {}, 'Small'),
      ...(shown.sample
        ? [words('This event is made up, to try things out.', { isSubtle: true }, 'Small')]
        : []),
      words(shown.summary),
      ...shown.description.map((each) => words(each)),
      ...(shown.audience ? [words(`Who it is for: ${shown.audience}`)] : []),
      ...(shown.bring ? [words(`What to bring: ${shown.bring}`)] : []),
      ...(shown.caution ? [words(shown.caution, { isSubtle: true })] : []),
      ...(shared && eventState(shown, now) === 'open'
        ? [words('To book a place, message me in our own chat or open the tab.', { isSubtle: true })]
        : []),
    ],
    [...(shared ? [] : nextStep(shown, now)), open('Open in the tab', link), ask('What’s on', 'events')],
  );
}

/** Up to six events; each row opens the event. `more` counts those that are not shown. */
export function eventListCard(
  events: EventView[],
  { title, now, shared, link }: { title: string; now: Date; shared: boolean; link: string },
): Card {
  const rows = events.slice(0, mostRows);
  const more = events.length - rows.length;
  return card(
    [
      heading(title),
      words('Choose one to see more.', { isSubtle: true }, 'Small'),
      ...rows.map((event) => eventRow(shared ? { ...event, booking: null } : event, now)),
      ...(more > 0 ? [words(`There ${more === 1 ? 'is 1' : `are ${more}`} more in the tab.`)] : []),
    ],
    [open('Open in the tab', link)],
  );
}

/** The member's bookings; those to come can be cancelled here while the buttons are few. */
export function bookingsCard(
  bookings: EventView[],
  { now, link, message }: { now: Date; link: string; message?: string },
): Card {
  const coming = bookings.filter((event) => eventState(event, now) !== 'passed');
  const rows = coming.slice(0, mostRows);
  const buttons: Action[] =
    rows.length < mostButtons
      ? rows.map((event) =>
          ask(rows.length === 1 ? 'Cancel my place' : `Cancel ${event.title}`, 'cancel', {
            booking: event.booking!.id,
          }),
        )
      : [];
  return card(
    [
      ...(message ? [words(message, { weight: 'Bolder' })] : []),
      heading('Your bookings'),
      ...rows.map((event) => eventRow(event, now)),
      ...(coming.length > rows.length ? [words(`${coming.length - rows.length} more in the tab.`)] : []),
    ],
    [...buttons, open('Open in the tab', link)],
  );
}

function nextStep(event: EventView, now: Date): Action[] {
  const state = eventState(event, now);
  if (state === 'open') return [ask('Book a place', 'book', { session: event.session.id })];
  if (state === 'booked') return [ask('Cancel my place', 'cancel', { booking: event.booking!.id })];
  return [];
}

function eventRow(event: EventView, now: Date): Element {
  return {
    type: 'Container',
    separator: true,
    selectAction: ask(`Details of ${event.title}`, 'details', { session: event.session.id }),
    items: [words(event.title, { weight: 'Bolder' }), words(facts(event, now), {}, 'None')],
  };
}

/** "Tuesday 3 March 2026, 10am to 1:30pm · Online · 3 places left" */
function facts(event: EventView, now: Date): string {
  const where = event.mode === 'online' ? `Online${event.venue ? `: ${event.venue}` : ''}` : event.venue;
  return [whenText(event.session), where ?? event.mode, placesText(event, now)]
    .filter(Boolean)
    .map((each, n) => (n === 0 ? each! : each![0]!.toUpperCase() + each!.slice(1)))
    .join(' · ');
}
