import type { EventView } from '../domain/events/events.ts';
import { eventState } from '../domain/events/states.ts';
import { type Action, ask, askAlone, type Card, card, type Element, open } from './parts.ts';

const mostButtons = 3;

/** What the person can do next at a session, or with the booking that they made there for a colleague: at most three. */
export function nextSteps(event: EventView, now: Date): Action[] {
  const { booking, session } = event;
  const ids = { session: session.id };
  const held = { booking: booking?.id ?? '' };
  const theirs = Boolean(booking?.colleague);
  const answers = event.asks
    ? [ask(theirs ? 'Change the answers' : 'Change my answers', 'answers', held)]
    : [];
  switch (eventState(event, now)) {
    case 'open':
    case 'full':
    case 'nominate':
      return [...placeButtons(event, now), ask('For a colleague', 'book', { ...ids, colleague: 'yes' })];
    case 'offered':
      return theirs
        ? [main(ask('Accept it for them', 'accept-offer', held)), ask('Turn it down', 'cancel', held)]
        : [main(ask('Accept the place', 'accept-offer', held)), ask('No, thank you', 'cancel', held)];
    case 'waiting':
      return [
        ask(wayOut(event), 'cancel', held),
        booking!.automatic
          ? ask(theirs ? 'Ask first' : 'Ask me first', 'automatic', { ...held, on: 'no' })
          : ask(theirs ? 'Take a late place at once' : 'Give me a late place at once', 'automatic', {
              ...held,
              on: 'yes',
            }),
        ...answers,
      ];
    case 'requested':
      return [ask(wayOut(event), 'cancel', held), ...answers];
    case 'booked':
      return [
        ask(wayOut(event), 'cancel', held),
        ...answers,
        ask(theirs ? 'Give it to somebody else' : 'Give it to a colleague', 'transfer', held),
      ];
    case 'not bookable':
      return session.day === null
        ? [askAlone('Tell me when the date is known', 'interest', { event: event.id })]
        : [];
    default:
      return [];
  }
}

/**
 * How one gets a place where one has none: a button for each kind of place.
 * @param whom the colleague that it is for; `member` left out where it is chosen on the card
 */
export function placeButtons(event: EventView, now: Date, whom?: { member?: string }): Action[] {
  const { pools, id: session } = event.session;
  const ids = { session, ...whom };
  const state = eventState({ ...event, booking: null }, now);
  if (state === 'nominate') return [main(ask(whom ? 'Put them forward' : 'Put myself forward', 'book', ids))];
  if (state !== 'open' && state !== 'full') return [];
  const buttons = pools.map(({ mode, left }) => {
    const [way, where] = pools.length > 1 ? [{ pool: mode }, ` ${mode}`] : [{}, ''];
    return left > 0
      ? ask(`${whom ? 'Book it for them' : 'Book a place'}${where}`, 'book', { ...ids, ...way })
      : ask(waitingTitle(where, whom !== undefined), 'book', { ...ids, ...way, wait: 'yes' });
  });
  return buttons.map((button, n) => (n === 0 ? main(button) : button));
}

/** The button that most people want. */
export const main = (button: Action): Action => ({ ...button, style: 'positive' });

/** The way out of a card that asks something: how things stand, with nothing done. */
export const back = (event: EventView, title = 'Back'): Action =>
  askAlone(title, 'details', event.booking ? { booking: event.booking.id } : { session: event.session.id });

const waitingTitle = (where: string, theirs: boolean): string =>
  where ? `Waiting list${where}` : theirs ? 'Put them on the waiting list' : 'Join the waiting list';

/** How a booking is given up, in words for a button. */
export function wayOut({ booking }: EventView): string {
  const theirs = Boolean(booking?.colleague);
  switch (booking?.state) {
    case 'offered':
      return 'Turn it down';
    case 'waiting':
      return theirs ? 'Take them off the list' : 'Leave the waiting list';
    case 'requested':
      return theirs ? 'Take their name back' : 'Take my name back';
    default:
      return theirs ? 'Cancel their place' : 'Cancel my place';
  }
}

/** A card with the way to the tab: a button while there is room for it, else a line of its own. */
export function cardWithTab(body: Element[], buttons: Action[], link: string): Card {
  const way = open('Open in the tab', link);
  if (buttons.length < mostButtons) return card(body, [...buttons, way]);
  const line = { type: 'TextRun', text: way.title, selectAction: way };
  return card([...body, { type: 'RichTextBlock', inlines: [line] }], buttons.slice(0, mostButtons));
}
