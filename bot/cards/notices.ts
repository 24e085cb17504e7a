import { type Card, card, heading, linkedWords, open } from './parts.ts';

/** What a message says: a title, paragraphs of plain text, and a page where there is more. */
export type Said = { title: string; paragraphs: string[]; link?: string };

/** A message that needs no card of its own. */
export function noticeCard({ title, paragraphs, link }: Said): Card {
  return card([heading(title), ...paragraphs.map(linkedWords)], link ? [open('Open in the tab', link)] : []);
}

/** Several messages at once, each under its own heading. */
export function digestCard(messages: Said[]): Card {
  return card([
    ...messages.flatMap(({ title, paragraphs, link }) => [
      heading(title),
      ...paragraphs.map(linkedWords),
      ...(link ? [{ type: 'ActionSet', actions: [open('Open in the tab', link)] }] : []),
    ]),
  ]);
}
