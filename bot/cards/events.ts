import type { EventView } from '../domain/events/events.ts';
import { eventState, placesText } from '../domain/events/states.ts';
import { whenText } from '../domain/london.ts';
import {
  type Action,
  ask,
  askAlone,
  type Card,
  card,
  type Element,
  heading,
  open,
  said,
  words,
} from './parts.ts';

/** What a card shows beside the event itself. */
export type EventCardView = {
  now: Date;
  /** In a shared chat nothing of the person's own is shown, and no button does anything in their name. */
  shared: boolean;
  /** The address of the event in the tab. */
  link: string;
  /** What has just come of a button, said at the top. */
  message?: string;
  /** How it stands with the waiting list, where the person is on it. */
  queue?: string[];
};

const mostRows = 6;
const mostButtons = 3;

/** One event: what, when, where, and the one next step. */
export function eventCard(event: EventView, view: EventCardView): Card {
  const { now, shared, link, message } = view;
  const shown = shared ? { ...event, booking: null } : event;
  const state = eventState(shown, now);
  const buttons = [
    ...(shared ? [] : nextSteps(shown, now)),
    open('Open in the tab', link),
    ask('What’s on', 'events'),
  ];
  return card(
    [
      ...said(message),
      heading(titleOf(shown)),
      words(facts(shown, now), {}, 'Small'),
      ...(shown.sample
        ? [words('This event is made up, to try things out.', { isSubtle: true }, 'Small')]
        : []),
      ...(state === 'cancelled' && shown.cancelledReason ? [words(shown.cancelledReason)] : []),
      ...(shared ? [] : (view.queue ?? []).map((line) => words(line))),
      words(shown.summary),
      ...shown.description.map((each) => words(each)),
      ...(shown.audience ? [words(`Who it is for: ${shown.audience}`)] : []),
      ...(shown.bring ? [words(`What to bring: ${shown.bring}`)] : []),
      ...(shown.caution ? [words(shown.caution, { isSubtle: true })] : []),
      ...(shared && ['open', 'full', 'nominate'].includes(state)
        ? [words('To book a place, message me in our own chat or open the tab.', { isSubtle: true })]
        : []),
    ],
    buttons.slice(0, mostButtons),
  );
}

/** Asks whether a colleague shall have it: a place, or the person's own. */
export const colleagueCard = (
  event: EventView,
  { now, link, question, button }: { now: Date; link: string; question: string; button: Action },
): Card =>
  card(
    [words(question, { weight: 'Bolder' }), heading(titleOf(event)), words(facts(event, now), {}, 'Small')],
    [button, open('Open in the tab', link)],
  );

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

/** The member's bookings, offers first; those to come can be cancelled here while the buttons are few. */
export function bookingsCard(
  bookings: EventView[],
  { now, link, message }: { now: Date; link: string; message?: string },
): Card {
  const coming = bookings.filter((event) => eventState(event, now) !== 'passed');
  const offers = coming.filter(({ booking }) => booking?.state === 'offered');
  const rows = [...offers, ...coming.filter((event) => !offers.includes(event))].slice(0, mostRows);
  const buttons: Action[] =
    rows.length < mostButtons && offers.length === 0
      ? rows.map((event) =>
          ask(rows.length === 1 ? wayOut(event) : `Cancel ${titleOf(event)}`, 'cancel', {
            booking: event.booking!.id,
          }),
        )
      : [];
  return card(
    [
      ...said(message),
      heading('Your bookings'),
      ...rows.map((event) => eventRow(event, now)),
      ...(coming.length > rows.length ? [words(`${coming.length - rows.length} more in the tab.`)] : []),
    ],
    [...buttons, open('Open in the tab', link)],
  );
}

/** How the person's booking is given up, in words for a button. */
const wayOut = ({ booking }: EventView): string =>
  booking?.state === 'waiting'
    ? 'Leave the waiting list'
    : booking?.state === 'requested'
      ? 'Take my name back'
      : 'Cancel my place';

/** What the person can do next: at most two buttons. */
function nextSteps(event: EventView, now: Date): Action[] {
  const { booking, session } = event;
  const ids = { session: session.id };
  const own = booking && { booking: booking.id };
  switch (eventState(event, now)) {
    case 'open':
      return session.pools
        .filter(({ left }) => left > 0)
        .map(({ mode }) =>
          session.pools.length === 1
            ? ask('Book a place', 'book', ids)
            : ask(`Book a place ${mode}`, 'book', { ...ids, pool: mode }),
        );
    case 'full':
      return session.pools.map(({ mode }) =>
        session.pools.length === 1
          ? ask('Join the waiting list', 'book', { ...ids, wait: 'yes' })
          : ask(`Waiting list ${mode}`, 'book', { ...ids, wait: 'yes', pool: mode }),
      );
    case 'nominate':
      return [ask('Put myself forward', 'book', ids)];
    case 'offered':
      return [ask('Accept the place', 'accept-offer', own!), ask('No, thank you', 'cancel', own!)];
    case 'waiting':
      return [
        ask(wayOut(event), 'cancel', own!),
        booking!.automatic
          ? ask('Ask me first', 'automatic', { ...own!, on: 'no' })
          : ask('Give me a late place at once', 'automatic', { ...own!, on: 'yes' }),
      ];
    case 'requested':
      return [ask(wayOut(event), 'cancel', own!)];
    case 'booked':
      return [
        ask(wayOut(event), 'cancel', own!),
        ...(event.asks ? [ask('Change my answers', 'answers', own!)] : []),
      ];
    case 'not bookable':
      return session.day === null
        ? [askAlone('Tell me when the date is known', 'interest', { event: event.id })]
        : [];
    default:
      return [];
  }
}

function eventRow(event: EventView, now: Date): Element {
  return {
    type: 'Container',
    separator: true,
    selectAction: ask(`Details of ${titleOf(event)}`, 'details', { session: event.session.id }),
    items: [words(titleOf(event), { weight: 'Bolder' }), words(facts(event, now), {}, 'None')],
  };
}

/** "Community of practice: session 3" */
export const titleOf = ({ title, session }: EventView): string =>
  session.title ? `${title}: ${session.title}` : title;

/** "Tuesday 3 March 2026, 10am to 1:30pm · Online · 3 places left" */
function facts(event: EventView, now: Date): string {
  const { mode, venue } = event;
  const places = { online: 'Online', 'in person': 'In person', hybrid: 'In person and online' };
  const where = mode === 'in person' && venue ? venue : mode && venue ? `${places[mode]}: ${venue}` : venue;
  return [whenText(event.session), where ?? (mode && places[mode]), placesText(event, now)]
    .filter(Boolean)
    .map((each, n) => (n === 0 ? each! : each![0]!.toUpperCase() + each!.slice(1)))
    .join(' · ');
}
