import { whenText } from '../london.ts';
import type { AcceptOutcome, AutomaticOutcome, BookingOutcome, CancelOutcome } from './bookings.ts';
import type { EventView } from './events.ts';
import { isFull } from './states.ts';
import type { TransferOutcome } from './transfer.ts';

/** One sentence for the person about what came of what they did. `whose` is the colleague that it was done for. */

export function bookingMessage(
  outcome: BookingOutcome | AcceptOutcome,
  event: EventView,
  whose?: string,
): string {
  const { title, session } = event;
  const have = whose ? `${whose} has` : 'You have';
  const are = whose ? `${whose} is` : 'You are';
  const messages: Record<BookingOutcome | AcceptOutcome, string> = {
    booked: `${have} a place at ${title}, ${whenText(session)}.`,
    'already booked': `${whose ? `${whose} already has` : 'You already have'} a place at ${title}.`,
    waiting: `${noPlace(event, whose)}. ${are} on the waiting list, and we will say when a place comes free.`,
    'already waiting': `${whose ? `${whose} is` : 'You are'} already on the waiting list for ${title}.`,
    'already offered': `${whose ? `${whose} was` : 'You were'} offered a place at ${title}, and ${whose ? 'has' : 'have'} yet to answer.`,
    requested: `${are} put forward for ${title}. A coordinator chooses, and we will say what came of it.`,
    'already requested': `${whose ? `${whose} is` : 'You are'} already put forward for ${title}.`,
    full: `Sorry. ${noPlace(event, whose)}.`,
    'not open': `Booking for ${title} is not open yet.`,
    closed: `Sorry, booking for ${title} has closed.`,
    passed: `${title} has passed.`,
    'called off': `${title} has been called off.`,
    'not bookable': `${title} cannot be booked here.`,
    lapsed: `The offer of a place at ${title} has run out. You can join the waiting list again.`,
    'already cancelled': `There is no offer of a place at ${title} to accept any more.`,
  };
  return messages[outcome];
}

/** Why there is no place: as far as is known, for whom it is wished. */
function noPlace(event: EventView, whose?: string): string {
  const { title, session, group } = event;
  if (isFull(event)) return `${title} is full`;
  if (whose) return `There is no place for ${whose} at ${title} now`;
  return session.pools.some(({ left }) => left > 0)
    ? `There is no place of this kind at ${title} now`
    : `There is no place for ${group} at ${title} now`;
}

/** @param before what the booking was until now */
export function cancelMessage(
  outcome: CancelOutcome,
  event: EventView,
  before: 'confirmed' | 'offered' | 'waiting' | 'requested',
  whose?: string,
): string {
  const { title } = event;
  const your = whose ? `${whose}’s` : 'Your';
  const cancelled = {
    confirmed: `${your} place at ${title} is cancelled.`,
    offered: `You turned down ${whose ? `${whose}’s` : 'the'} place at ${title}. It goes to the next person.`,
    waiting: whose
      ? `${whose} is no longer on the waiting list for ${title}.`
      : `You left the waiting list for ${title}.`,
    requested: `${whose ? `${whose} is` : 'You are'} no longer put forward for ${title}.`,
  };
  const over = {
    confirmed: `${your} place at ${title} was given up before.`,
    offered: `The offer of a place at ${title}${whose ? ` for ${whose}` : ''} was over before.`,
    waiting: `${your} entry on the waiting list for ${title} was taken off before.`,
    requested: `${whose ? `${whose} is` : 'You are'} no longer put forward for ${title}.`,
  };
  const stays = before === 'confirmed' ? `, so ${whose ? `${whose}’s` : 'your'} place stays as it is` : '';
  const messages: Record<CancelOutcome, string> = {
    cancelled: cancelled[before],
    'already cancelled': over[before],
    'called off': `${title} has been called off.`,
    passed: `${title} has passed${stays}.`,
    'too late': `It is too late to cancel ${whose ? `${whose}’s` : 'your'} place at ${title} here. Tell the organiser, so that somebody else can come.`,
  };
  return messages[outcome];
}

/** @param automatic what they asked for */
export function automaticMessage(
  outcome: AutomaticOutcome,
  event: EventView,
  automatic: boolean,
  whose?: string,
): string {
  if (outcome === 'called off') return `${event.title} has been called off.`;
  if (outcome === 'not waiting')
    return `${whose ? `${whose} is` : 'You are'} not on the waiting list for ${event.title} now, so nothing has changed.`;
  if (automatic)
    return `A place that comes free too late to be offered is ${whose ? `${whose}’s` : 'yours'} at once.`;
  return whose ? `${whose} gets no place without being asked.` : 'You get no place without being asked.';
}

export function transferMessage(
  outcome: TransferOutcome,
  event: EventView,
  to: string,
  whose?: string,
): string {
  const { title } = event;
  const your = whose ? `${whose}’s` : 'your';
  const messages: Record<TransferOutcome, string> = {
    transferred: `${to} has ${your} place at ${title} now.`,
    'already booked': `${to} already has a place at ${title}.`,
    'already cancelled': `${whose ? `${whose} has` : 'You have'} no place at ${title} to give away.`,
    passed: `${title} has begun, so ${your} place stays as it is.`,
    'called off': `${title} has been called off.`,
  };
  return messages[outcome];
}
