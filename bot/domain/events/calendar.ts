import ical, {
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventStatus,
} from 'ical-generator';
import type { OutlookEntry } from '../../ports/graph.ts';
import type { BookingToTell } from './telling.ts';

/** Bookings as calendars read them (RFC 5545 and 5546). Nothing of what people answered is in it: calendars are shared. */

/** Whom invitations come from. */
export type Organiser = { name: string; address: string };

/** Everywhere in calendars: `page` leads to a page of the tab in a browser. */
type Outside = { organiser: Organiser; page: (page: string) => string; now: Date };

/**
 * A booking's invitation, or its withdrawal. What calendars know of an earlier one changes with it: same id, higher
 * sequence. Null where the session has no date.
 */
export function invitation(
  booking: BookingToTell & { email: string },
  outside: Outside,
): { method: 'REQUEST' | 'CANCEL'; content: string } | null {
  const method = isOff(booking) ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST;
  const calendar = ical({ prodId, method });
  const event = add(calendar, booking, outside);
  event?.createAttendee({
    name: booking.name || booking.email,
    email: booking.email,
    // They booked: nobody waits for an answer.
    status: ICalAttendeeStatus.ACCEPTED,
    rsvp: false,
  });
  return event ? { method, content: calendar.toString() } : null;
}

/** Bookings as a file, or as what a calendar looks up again and again under `name`. */
export function calendarFile(bookings: BookingToTell[], outside: Outside, name?: string): string {
  const again = name === undefined ? {} : { name, ttl: 60 * 60 };
  const calendar = ical({ prodId, method: ICalCalendarMethod.PUBLISH, ...again });
  for (const booking of bookings) add(calendar, booking, outside);
  return calendar.toString();
}

/** A booking as it stands in the Outlook calendar of whose it is; null where there is nothing to stand there. */
export function outlookEntry(booking: BookingToTell, page: Outside['page']): OutlookEntry | null {
  const { startsAt: start, endsAt: end, day, eventId } = booking;
  const when = start && end ? { start, end } : day ? { day } : null;
  if (!when || isOff(booking)) return null;
  return { ...when, title: booking.title, place: placeOf(booking), text: wayBack(page(`events/${eventId}`)) };
}

/** Where to be: the venue, or how to join. */
export const placeOf = ({
  pool,
  venue,
  joinUrl,
}: Pick<BookingToTell, 'pool' | 'venue' | 'joinUrl'>): string =>
  pool === 'online' ? (joinUrl ?? 'Online') : (venue ?? 'In person');

const prodId = { company: 'LIIA', product: 'LIIA for Teams', language: 'EN' };

const wayBack = (address: string): string => `To see more, or to cancel: ${address}`;

/** Whether calendars no longer have it. */
export const isOff = ({ state, calledOff }: BookingToTell): boolean => state !== 'confirmed' || calledOff;

function add(
  calendar: ReturnType<typeof ical>,
  booking: BookingToTell,
  { organiser, page, now }: Outside,
): ReturnType<typeof calendar.createEvent> | null {
  const { startsAt, endsAt, day } = booking;
  // Instants in UTC: right on both sides of a change of the clocks, whatever zone the reader is in.
  const when =
    startsAt && endsAt
      ? { start: startsAt, end: endsAt }
      : day
        ? { start: new Date(`${day}T00:00:00Z`), allDay: true }
        : null;
  if (!when) return null;
  const address = page(`events/${booking.eventId}`);
  return calendar.createEvent({
    ...when,
    // A GUID alone (RFC 7986, 5.3): an id with our host in it would be another one after a move.
    id: booking.id,
    sequence: booking.sequence,
    stamp: now,
    summary: booking.title,
    location: placeOf(booking),
    description: wayBack(address),
    url: address,
    organizer: { name: organiser.name || organiser.address, email: organiser.address },
    status: isOff(booking) ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    busystatus: isOff(booking) ? ICalEventBusyStatus.FREE : ICalEventBusyStatus.BUSY,
  });
}
