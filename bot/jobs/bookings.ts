import { noticeCard } from '../cards/notices.ts';
import { offerCard } from '../cards/offers.ts';
import type { Context } from '../domain/context.ts';
import { lacksAnswers } from '../domain/events/answers.ts';
import { codeOf } from '../domain/events/attendance.ts';
import { invitation } from '../domain/events/calendar.ts';
import { isToBooker } from '../domain/events/changes.ts';
import { reminded } from '../domain/events/reminders.ts';
import {
  type BookingToTell,
  bookingToTell,
  eventMessage,
  isToldLater,
  outdatedEntry,
  type SessionToTell,
  sessionsToTell,
  sessionToTell,
  wasInvited,
} from '../domain/events/telling.ts';
import { lacksArrivals } from '../domain/events/thanking.ts';
import { dateAndTime, shortTime, whenText } from '../domain/london.ts';
import {
  calledOff,
  cancelled,
  changed,
  confirmed,
  elsewise,
  type Saying,
  somewhere,
  transferred,
  where,
} from './booking-sayings.ts';
import type { Link, Places, Words } from './compose.ts';

type Compose = (ctx: Context, key: string, link: Link, places: Places) => Promise<Words | null>;

const worded = (said: Saying, eventId: string, link: Link, page = `events/${eventId}`): Words => {
  return { ...said, card: noticeCard({ ...said, link: link(page) }), page };
};

/** Of whose booking it is said to who booked it for them; null where it is said to themselves. */
const toldOf = ({ name }: BookingToTell, key: string): string | null =>
  isToBooker(key) ? (name ?? 'Your colleague') : null;

/**
 * What is said of a booking, to whose it is and to who booked it for them; nothing where it is no longer so.
 * @param say `name`: of whose it is, where it is said to who booked it
 */
const about =
  (
    say: (
      booking: BookingToTell,
      name: string | null,
      ctx: Context,
      link: Link,
    ) => Saying | null | Promise<Saying | null>,
  ): Compose =>
  async (ctx, key, link) => {
    const [id = ''] = key.split(' ');
    const booking = await bookingToTell(ctx, id);
    const said = booking && (await say(booking, toldOf(booking, key), ctx, link));
    return said && worded(said, booking.eventId, link);
  };

/** What is said of a session, by a key that begins with its id. */
const aboutSession =
  (say: (session: SessionToTell) => Saying | null): Compose =>
  async (ctx, key, link) => {
    const session = await sessionToTell(ctx, key.split(' ')[0]!);
    const said = session && say(session);
    return said && worded(said, session.eventId, link);
  };

const toAnswer = async (ctx: Context, { id, eventId }: BookingToTell, link: Link): Promise<string | null> =>
  (await lacksAnswers(ctx, id)) ? link(`events/${eventId}`) : null;

/** What became of a booking that calendars see, to whose it is. */
async function becameOf(ctx: Context, booking: BookingToTell, link: Link): Promise<Saying> {
  if (booking.state === 'transferred') return transferred(booking, null);
  if (booking.state !== 'confirmed') return cancelled(booking, null);
  if (booking.calledOff) return calledOff(booking);
  return (await wasInvited(ctx, booking))
    ? changed(booking, where(booking))
    : confirmed(booking, await toAnswer(ctx, booking, link));
}

/** The e-mail that brings a booking into the calendar, changes it there or takes it out again. */
const invited: Compose = async (ctx, key, _link, places) => {
  const [id = '', sequence] = key.split(' ');
  const booking = await bookingToTell(ctx, id);
  // One with a higher number is written down as well: it says how things stand now.
  if (!booking || booking.email === null || booking.sequence !== Number(sequence)) return null;
  const { email } = booking;
  const outside = { organiser: places.organiser, page: places.webLink, now: ctx.clock.now() };
  const ical = invitation({ ...booking, email }, outside);
  const said = await becameOf(ctx, booking, places.webLink);
  return { ...worded(said, booking.eventId, places.webLink), ...(ical && { ical }) };
};

/** The same in words, where it stands in the person's Outlook. */
const inOutlook: Compose = async (ctx, key, link) => {
  const [id = '', sequence] = key.split(' ');
  const booking = await bookingToTell(ctx, id);
  if (!booking || (await isToldLater(ctx, booking, Number(sequence)))) return null;
  const said = await becameOf(ctx, booking, link);
  const outdated = await outdatedEntry(ctx, booking);
  const paragraphs = [...said.paragraphs, ...(outdated ? [ofOutlook[outdated]] : [])];
  return worded({ ...said, paragraphs }, booking.eventId, link);
};
const ofOutlook = {
  comes: 'Your Outlook calendar is brought up to date when you open LIIA in Teams.',
  stays: 'We cannot change your Outlook calendar any more. Please change or delete the entry there yourself.',
};

const offered: Compose = async (ctx, key, link) => {
  const [id = ''] = key.split(' '); // a shorter time to answer follows
  const booking = await bookingToTell(ctx, id);
  if (booking?.state !== 'offered' || !booking.offerExpiresAt || booking.calledOff) return null;
  const name = toldOf(booking, key);
  const said = {
    title: `A place for ${name ?? 'you'}: ${booking.title}`,
    paragraphs: [
      whenText(booking),
      where({ ...booking, joinUrl: null }),
      `It is ${name ? 'theirs if one of you accepts' : 'yours if you accept'} by ${dateAndTime(booking.offerExpiresAt)}. After that it goes to the next person.`,
    ],
  };
  // A colleague's booking stands on the page of bookings alone.
  const page = name ? 'bookings' : `events/${booking.eventId}`;
  const card = offerCard({ ...said, link: link(page) }, id, name !== null);
  return { ...worded(said, booking.eventId, link, page), card };
};

const reminder: Compose = async (ctx, key, link) => {
  const found = await reminded(ctx, key);
  if (!found) return null;
  const { booking, days } = found;
  // A week before, it would only be in the way.
  const code = booking.pool === 'in person' && days < 2 ? await codeOf(ctx, booking.id) : null;
  const at = booking.startsAt ? shortTime(booking.startsAt) : '';
  const title = days === 0 ? `Today at ${at}` : days === 1 ? `Tomorrow at ${at}` : 'Coming up';
  return worded(
    {
      title: `${title}: ${booking.title}`,
      paragraphs: [
        whenText(booking),
        where(booking),
        ...(code ? [`Your code for the door: ${code}`] : []),
        ...(booking.bring ? [`What to bring: ${booking.bring}`] : []),
        ...(days > 0 ? [elsewise] : []),
      ],
    },
    booking.eventId,
    link,
  );
};

/** What a coordinator wrote to those who are booked, or wait. */
const written: Compose = async (ctx, id, link) => {
  const message = await eventMessage(ctx, id);
  if (!message) return null;
  const lines = message.body.split(/\r?\n/).filter((line) => line.trim() !== '');
  const about = `About ${message.event}. From ${message.author ?? 'the team'}.`;
  return worded({ title: message.title, paragraphs: [...lines, about] }, message.eventId, link);
};

const dateKnown: Compose = async (ctx, eventId, link) => {
  const session = (await sessionsToTell(ctx, eventId)).find(({ day, calledOff: off }) => day && !off);
  if (!session) return null;
  return worded(
    {
      title: `The date is known: ${session.title}`,
      paragraphs: [whenText(session), 'You asked to be told. Open it to see whether you can book a place.'],
    },
    eventId,
    link,
  );
};

const linkMissing: Compose = async (ctx, key, link) => {
  const session = await sessionToTell(ctx, key.split(' ')[0]!);
  if (!session || session.joinUrl || session.calledOff) return null;
  const said = {
    title: `No join link yet: ${session.title}`,
    paragraphs: [
      whenText(session),
      'People who have booked get their reminders without a way in. Please add the link.',
    ],
  };
  return worded(said, session.eventId, link, `coordinate/events/${session.eventId}`);
};

const whoCame: Compose = async (ctx, sessionId, link) => {
  const session = await sessionToTell(ctx, sessionId);
  if (!session || !(await lacksArrivals(ctx, sessionId))) return null;
  const said = {
    title: `Who came? ${session.title}`,
    paragraphs: [
      whenText(session),
      'Nobody has noted who came, so nobody has been thanked or asked what they thought of it. Note who came, or thank everybody who had a place.',
    ],
  };
  return worded(said, session.eventId, link, `coordinate/events/${session.eventId}/${sessionId}`);
};

/** Their place is still theirs: whoever has lost it meanwhile was told so. */
const stands = ({ state, calledOff: off }: BookingToTell): boolean => state === 'confirmed' && !off;

/** The purposes of messages about bookings, with their words. */
export const bookingWords: Record<string, Compose> = {
  invitation: invited,
  'booking in Outlook': inOutlook,
  reminder,
  'place offered': offered,
  'event message': written,
  'date known': dateKnown,
  'booking confirmed': about(async (booking, name, ctx, link) => {
    if (!stands(booking)) return null;
    if (!name) return confirmed(booking, await toAnswer(ctx, booking, link));
    const told = `We have told ${name}. Both of you can change or cancel it.`;
    return { title: `${name} has a place: ${booking.title}`, paragraphs: [whenText(booking), told] };
  }),
  'booking cancelled': about(cancelled),
  'taken off the list': about(({ title, waited, bookedBy }) => ({
    title: waited ? `No longer on the waiting list: ${title}` : `No longer put forward: ${title}`,
    paragraphs: [
      `A coordinator${bookedBy ? `, or ${bookedBy}, who booked for you,` : ''} took you off. If that is not right, ask the organisers.`,
    ],
  })),
  'booking transferred': about(transferred),
  'offer lapsed': about(({ title }) => ({
    title: `The offer has run out: ${title}`,
    paragraphs: ['The place goes to the next person. You can join the waiting list again.'],
  })),
  'nomination declined': about((booking) =>
    booking.state === 'declined'
      ? {
          title: `Not chosen this time: ${booking.title}`,
          paragraphs: [
            `More people were put forward for ${whenText(booking)} than there are places, or the places went to others first.`,
            'Thank you for putting yourself forward.',
          ],
        }
      : null,
  ),
  'session changed': aboutSession((session) =>
    session.calledOff ? null : changed(session, somewhere(session)),
  ),
  'session called off': aboutSession((session) => (session.calledOff ? calledOff(session) : null)),
  thanks: aboutSession((session) => ({
    title: `Thank you for coming: ${session.title}`,
    paragraphs: [
      'Tell us in a minute how useful it was to you. What was shown is there too, as soon as we have it.',
    ],
  })),
  missed: aboutSession((session) => ({
    title: `We missed you: ${session.title}`,
    paragraphs: ['What was shown is there for you to look at.'],
  })),
  'join link missing': linkMissing,
  'who came': whoCame,
};
