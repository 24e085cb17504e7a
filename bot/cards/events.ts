import type { EventView, MyBooking } from '../domain/events/events.ts';
import { type EventState, eventState, placesText } from '../domain/events/states.ts';
import { whenText } from '../domain/london.ts';
import { cardWithTab, nextSteps } from './next-steps.ts';
import { ask, type Card, card, type Element, heading, linkedWords, open, said, words } from './parts.ts';

/** What a card shows beside the event itself. */
export type EventCardView = {
  now: Date;
  /** In a shared chat nothing of the person's own is shown, and no button does anything in their name. */
  shared: boolean;
  /** The address of the event in the tab. */
  link: string;
  /** What has just come of a button, said at the top. */
  message?: string;
  /** How it stands with the waiting list, where the booking is on it. */
  queue?: string[];
};

const mostRows = 6;
/** A chat is no place for pages of text: so many characters of the description, the rest is in the tab. */
const mostDescribed = 1000;

/** One event: what, when, where, and the one next step. */
export function eventCard(event: EventView, view: EventCardView): Card {
  const { now, shared, link, message } = view;
  const shown = shared ? { ...event, booking: null } : event;
  const state = eventState(shown, now);
  const { booking } = shown;
  const steps = shared ? [] : nextSteps(shown, now);
  const whatsOn = steps.length > 1 ? [] : [ask('What’s on', 'events')];
  return cardWithTab(
    [
      ...said(message),
      heading(titleOf(shown)),
      words(facts(shown, now), {}, 'Small'),
      ...(shown.sample
        ? [words('This event is made up, to try things out.', { isSubtle: true }, 'Small')]
        : []),
      ...(state === 'cancelled' && shown.cancelledReason ? [words(shown.cancelledReason)] : []),
      ...(booking ? ofBooking(shown, booking, state).map(linkedWords) : []),
      ...(shared ? [] : (view.queue ?? []).map((line) => words(line))),
      ...(state === 'waiting' ? [words(late(booking), { isSubtle: true }, 'Small')] : []),
      words(shown.summary),
      ...beginning(shown.description).map((each) => words(each)),
      ...(shown.audience ? [words(`Who it is for: ${shown.audience}`)] : []),
      ...(shown.bring ? [words(`What to bring: ${shown.bring}`)] : []),
      ...(shown.caution ? [words(shown.caution, { isSubtle: true })] : []),
      ...(shared && ['open', 'full', 'nominate'].includes(state)
        ? [words('To book a place, message me in our own chat or open the tab.', { isSubtle: true })]
        : []),
    ],
    [...steps, ...whatsOn],
    link,
  );
}

/** What there is to know of a booking, beside its state. */
function ofBooking({ mode, session }: EventView, booking: MyBooking, state: EventState): string[] {
  const { colleague, bookedBy, pool } = booking;
  const said: string[] = [];
  if (colleague) said.push(`You booked this for ${colleague}.`);
  else if (bookedBy) said.push(`${bookedBy} booked this for you.`);
  if (mode === 'hybrid' && state === 'booked') said.push(`The place is ${pool}.`);
  if (mode === 'hybrid' && (state === 'waiting' || state === 'offered'))
    said.push(`It is for a place ${pool}.`);
  if (state === 'booked' && session.joinUrl) said.push(`Join online: ${session.joinUrl}`);
  return said;
}

/** What becomes of a place that comes free close to the event. */
const late = (booking: MyBooking | null): string => {
  const whose = booking?.colleague;
  if (booking?.automatic)
    return `A place that comes free too late to be offered is ${whose ? `${whose}’s` : 'yours'} at once.`;
  return `Close to the event there is no time to ask first. Say if ${whose ? `${whose} wants` : 'you want'} a place that comes free then.`;
};

/** The first paragraphs, as many as a card has room for. */
function beginning(paragraphs: string[]): string[] {
  let room = mostDescribed;
  const end = paragraphs.findIndex((each) => {
    room -= each.length;
    return room < 0;
  });
  return end < 0 ? paragraphs : [...paragraphs.slice(0, end), 'There is more about it in the tab.'];
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

/** One event of a list. Choosing it opens it, or the booking that the person made there for a colleague. */
export function eventRow(event: EventView, now: Date): Element {
  const { booking, session } = event;
  const which = booking?.colleague
    ? ask(`Details of ${titleOf(event)} for ${booking.colleague}`, 'details', { booking: booking.id })
    : ask(`Details of ${titleOf(event)}`, 'details', { session: session.id });
  return {
    type: 'Container',
    separator: true,
    selectAction: which,
    items: [words(titleOf(event), { weight: 'Bolder' }), words(facts(event, now), {}, 'None')],
  };
}

/** "Community of practice: session 3" */
export const titleOf = ({ title, session }: EventView): string =>
  session.title ? `${title}: ${session.title}` : title;

/** "Tuesday 3 March 2026, 10am to 1:30pm · Online · 3 places left" */
export function facts(event: EventView, now: Date): string {
  const { mode, venue } = event;
  const places = { online: 'Online', 'in person': 'In person', hybrid: 'In person and online' };
  const where = mode === 'in person' && venue ? venue : mode && venue ? `${places[mode]}: ${venue}` : venue;
  return [whenText(event.session), where ?? (mode && places[mode]), placesText(event, now)]
    .filter(Boolean)
    .map((each, n) => (n === 0 ? each! : each![0]!.toUpperCase() + each!.slice(1)))
    .join(' · ');
}
