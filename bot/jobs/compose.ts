import { announcementCard } from '../cards/announcements.ts';
import { digestCard, noticeCard, type Said } from '../cards/notices.ts';
import { attached, type Card } from '../cards/parts.ts';
import { announcementToSend } from '../domain/announcements/announcements.ts';
import type { Context } from '../domain/context.ts';
import type { Organiser } from '../domain/events/calendar.ts';
import { dateAndTime } from '../domain/london.ts';
import type { Claimed } from '../domain/messages/claims.ts';
import type { Mail } from '../ports/mail.ts';
import type { Messenger } from '../ports/messenger.ts';
import { bookingWords } from './bookings.ts';
import { questionWords } from './questions.ts';

/** The address of a page of the tab ("events/some-id"). */
export type Link = (page: string) => string;

/**
 * What a message says, and as a card of its own. `page` is the page of the tab that it is about, `ical` what an e-mail
 * with it alone brings for the calendar.
 */
export type Words = Said & { card: Card; page?: string; ical?: NonNullable<Mail['ical']> };

/** Where words lead to, and whom invitations are from; as `Outside` of posts.ts has it. */
export type Places = { link: Link; webLink: Link; organiser: Organiser };

/** Messages of one purpose and key say the same to everybody. */
export const sameWords = ({ purpose, key }: Claimed): string => `${purpose} ${key}`;

/** What these messages say, by `sameWords`. Left out what is no longer there to be said. */
export async function wordsOf(
  ctx: Context,
  messages: Claimed[],
  places: Places,
): Promise<Map<string, Words>> {
  const words = new Map<string, Words>();
  for (const message of new Map(messages.map((each) => [sameWords(each), each])).values()) {
    const compose = composed[message.purpose];
    const found = compose
      ? await compose(ctx, message.key, places.link, places)
      : noticed(message, places.link);
    if (found) words.set(sameWords(message), found);
  }
  return words;
}

/** Whether this version has words for such a message: one that runs beside it may write others. */
export const hasWordsFor = ({ purpose, notice }: Claimed): boolean =>
  Boolean(notice) || Object.hasOwn(composed, purpose);

/** Purposes whose messages have words, and cards, of their own. */
const composed: Record<
  string,
  (ctx: Context, key: string, link: Link, places: Places) => Promise<Words | null>
> = {
  announcement: announced,
  ...questionWords,
  ...bookingWords,
};

async function announced(ctx: Context, id: string): Promise<Words | null> {
  const announcement = await announcementToSend(ctx, id);
  if (!announcement) return null;
  const { title, body, author, sentAt, critical } = announcement;
  // Whoever has turned announcements off asks why this one came.
  const why = critical ? '. This is critical, so you get it at once, whatever you chose' : '';
  const sentText = dateAndTime(sentAt) + why;
  const lines = body.split(/\r?\n/).filter((line) => line.trim() !== '');
  return {
    title,
    paragraphs: [`${author}, ${sentText}`, ...lines],
    card: announcementCard({ title, body, author, sentText }),
  };
}

function noticed({ notice }: Claimed, link: Link): Words | null {
  if (!notice) return null;
  const page = notice.path?.replace(/^\//, '');
  const said: Said = {
    title: notice.title,
    paragraphs: notice.text,
    ...(page === undefined ? {} : { link: link(page) }),
  };
  return { ...said, card: noticeCard(said), ...(page === undefined ? {} : { page }) };
}

const headline = ([first, ...rest]: Words[]): string =>
  rest.length === 0 ? first!.title : `${rest.length + 1} messages for you`;

/** One or more messages as one activity. */
export function asActivity(words: Words[]): Parameters<Messenger['send']>[1] {
  const card = words.length === 1 ? words[0]!.card : digestCard(words);
  return { type: 'message', summary: headline(words), attachments: [attached(card)] };
}

/**
 * One or more messages as one e-mail.
 * @param link leads into a browser: who gets e-mail may not have the app in Teams
 */
export function asMail(to: string, words: Words[], link: Link): Mail {
  const each = words.map(({ title, paragraphs, page }) => {
    const said = [...paragraphs, ...(page === undefined ? [] : [link(page)])].join('\n\n');
    return words.length === 1 ? said : `${title}\n\n${said}`;
  });
  const choose = `Choose what we send you, and when: ${link('preferences')}`;
  const ical = words.length === 1 ? words[0]!.ical : undefined;
  const text = `${[...each, choose].join('\n\n\n')}\n`;
  return { to, subject: headline(words), text, ...(ical && { ical }) };
}
