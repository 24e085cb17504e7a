import { placeOf } from '../domain/events/calendar.ts';
import type { BookingToTell, SessionToTell } from '../domain/events/telling.ts';
import { whenText } from '../domain/london.ts';

/** What is said of bookings and sessions, as they stand. */

export type Saying = { title: string; paragraphs: string[] };

/** The way in, for whoever has the place. */
export const where = (booking: BookingToTell): string => {
  const place = placeOf(booking);
  return place.startsWith('https://') ? `Join here: ${place}` : place;
};
/** The same for everybody who hears of a session: the way in is for those who have a place. */
export const somewhere = ({ mode, venue, joinUrl }: SessionToTell): string =>
  [
    mode !== 'online' && (venue ?? 'In person'),
    (mode === 'online' || mode === 'hybrid') &&
      (joinUrl ? 'Online: with a place, you find the link on its page' : 'Online'),
  ]
    .filter(Boolean)
    .join('. ');
/** What to do who cannot come. */
export const elsewise = 'If you cannot come, please cancel, so that somebody else can have the place.';

/** Of a place that somebody has now. @param page where it is, if there is something left to answer there */
export const confirmed = (booking: BookingToTell, page: string | null): Saying => ({
  title: `You have a place: ${booking.title}`,
  paragraphs: [
    whenText(booking),
    where(booking),
    ...(booking.bookedBy ? [`${booking.bookedBy} booked it for you.`] : []),
    ...(booking.passedBy ? [`${booking.passedBy} had this place before and gave it to you.`] : []),
    ...(booking.waited ? ['A place came free for you from the waiting list.'] : []),
    ...(page ? [`The organisers still need answers from you. Please give them here: ${page}`] : []),
    elsewise,
  ],
});
/** Of a session that is at another time or place now. */
export const changed = (session: SessionToTell, place: string): Saying => ({
  title: `Changed: ${session.title}`,
  paragraphs: [
    'This is how it stands now:',
    whenText(session),
    place,
    'What you have booked or asked for stays as it is. If you cannot come, please cancel.',
  ],
});
/** Of a session that does not take place. */
export const calledOff = (session: SessionToTell): Saying => ({
  title: `Called off: ${session.title}`,
  paragraphs: [
    `It was to be on ${whenText(session)}.`,
    ...(session.calledOffReason ? [session.calledOffReason] : []),
    'There is nothing that you need to do.',
  ],
});
/** Of a place that is given up. @param name of whose it was, where it is said to who booked it */
export const cancelled = (booking: BookingToTell, name: string | null): Saying => ({
  title: `Cancelled: ${booking.title}`,
  paragraphs: [`${name ? `${name}’s` : 'Your'} place on ${whenText(booking)} is cancelled.`],
});
/** Of a place that is somebody else’s now. @param name as at `cancelled` */
export const transferred = (booking: BookingToTell, name: string | null): Saying => ({
  title: `Given to a colleague: ${booking.title}`,
  paragraphs: [
    `${booking.passedTo ?? 'A colleague'} now has ${name ? `${name}’s` : 'your'} place on ${whenText(booking)}.`,
  ],
});
