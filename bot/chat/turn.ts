import type { Card } from '../cards/parts.ts';
import type { Context } from '../domain/context.ts';
import type { Member } from '../domain/members/members.ts';

/** What a handler is given: who speaks to us, and where. */
export type Turn = {
  ctx: Context;
  member: Member;
  /** Whether others are in the chat: nothing personal is said or done there. */
  shared: boolean;
  conversationId: string;
  /** The address of a page of the tab: "events", "events/some-id". */
  link(page: string): string;
};

/** A source as Teams shows it behind a [1] in the text. */
export type Citation = { title: string; abstract: string; url: string | null };

/** What a handler says: words, or a card with the words that stand for it in a notification. */
export type Reply =
  | {
      text: string;
      citations?: Citation[];
      /** What to ask next: shown as buttons in the person's own chat. */
      suggestions?: { title: string; says: string }[];
      /** The answer that this is, to be rated: its id in given-answers.ts. */
      given?: string;
    }
  | { card: Card; summary: string };

const longest = 4000;

/** The words of a message: without mentions of the bot, markup left by Teams and control characters. */
export function spokenText(text: string | null | undefined): string {
  return (text ?? '')
    .slice(0, longest)
    .replace(/<at\b[^>]*>[^<]*<\/at>/gi, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A text as phrases are compared: lower case, plain apostrophes gone, no punctuation at the end. */
export function plainPhrase(text: string): string {
  return text
    .toLowerCase()
    .replace(/[’‘']/g, '')
    .replace(/[\s.!?,]+$/, '')
    .trim();
}
