import { type Card, card, heading, linkedWords, words } from './parts.ts';

/**
 * A coordinator's announcement, as each member gets it.
 * @param announcement `body` is plain text, a line for each paragraph; `sentText` is "3 March 2026, 10am"
 */
export function announcementCard(announcement: {
  title: string;
  body: string;
  author: string;
  sentText: string;
}): Card {
  const { title, body, author, sentText } = announcement;
  const lines = body.split(/\r?\n/).filter((line) => line.trim() !== '');
  return card([
    heading(title),
    words(`${author}, ${sentText}`, { isSubtle: true }, 'Small'),
    ...lines.map(linkedWords),
  ]);
}
