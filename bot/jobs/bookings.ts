import { noticeCard } from '../cards/notices.ts';
import type { Context } from '../domain/context.ts';
import { type BookingToTell, bookingToTell } from '../domain/events/telling.ts';
import { dateAndTime, whenText } from '../domain/london.ts';
import type { Link, Words } from './compose.ts';

type Compose = (ctx: Context, key: string, link: Link) => Promise<Words | null>;

/** What is said of a booking; nothing where it is no longer so. */
const about =
  (say: (booking: BookingToTell) => { title: string; paragraphs: string[] } | null): Compose =>
  async (ctx, bookingId, link) => {
    const booking = await bookingToTell(ctx, bookingId);
    const said = booking && say(booking);
    if (!said) return null;
    const page = `events/${booking.eventId}`;
    return { ...said, card: noticeCard({ ...said, link: link(page) }), page };
  };

const where = ({ pool, venue, joinUrl }: BookingToTell): string =>
  pool === 'online' ? `Online${joinUrl ? `: ${joinUrl}` : ''}` : (venue ?? 'In person');

const forWhom = ({ name, bookedBy }: BookingToTell): string[] =>
  bookedBy && name ? [`For ${name}, booked by ${bookedBy}.`] : [];

/** The purposes of messages about bookings, with their words. */
export const bookingWords: Record<string, Compose> = {
  'booking confirmed': about((booking) =>
    booking.state === 'confirmed'
      ? {
          title: `Booked: ${booking.title}`,
          paragraphs: [whenText(booking), where(booking), ...forWhom(booking)],
        }
      : null,
  ),
  'booking cancelled': about((booking) => ({
    title: `Cancelled: ${booking.title}`,
    paragraphs: [
      `The place on ${whenText(booking)} is cancelled.`,
      ...(booking.bookedBy && booking.name ? [`It was for ${booking.name}.`] : []),
    ],
  })),
  'booking transferred': about((booking) => ({
    title: `Given to a colleague: ${booking.title}`,
    paragraphs: [
      `The place on ${whenText(booking)} is a colleague’s now.`,
      ...(booking.name ? [`It was ${booking.name}’s.`] : []),
    ],
  })),
  'place offered': about((booking) =>
    booking.state === 'offered' && booking.offerExpiresAt
      ? {
          title: `A place for you: ${booking.title}`,
          paragraphs: [
            whenText(booking),
            `Accept it by ${dateAndTime(booking.offerExpiresAt)}, or it goes to the next person.`,
          ],
        }
      : null,
  ),
  'offer lapsed': about((booking) => ({
    title: `The offer has run out: ${booking.title}`,
    paragraphs: ['The place went to the next person. You can join the waiting list again.'],
  })),
};
