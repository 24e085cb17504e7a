/** The kinds of what the bot knows, in plain words. */
import type { ContentKind } from '../../bot/api/contract-questions.ts';

type Names = {
  /** "an answer" without its article */
  one: string;
  many: string;
  says: string;
  /** Where new ones can be made: the words of the button. */
  add?: string;
};

export const kindNames: Record<ContentKind, Names> = {
  faq: {
    one: 'answer',
    many: 'Answers',
    says: 'Questions that you and your colleagues have answered for everybody.',
    add: 'Write an answer',
  },
  item: {
    one: 'part of the plan',
    many: 'Parts of the plan',
    says: 'What the plan says: what is done, why, and who leads.',
  },
  term: {
    one: 'word',
    many: 'Words and acronyms',
    says: 'What acronyms and special words mean. The bot takes either one for the other.',
    add: 'Add a word',
  },
  signpost: {
    one: 'signpost',
    many: 'Signposts',
    says: 'Where people are sent with what they must not rely on a bot for, such as a child at risk.',
    add: 'Add a signpost',
  },
};

export const kinds = Object.keys(kindNames) as ContentKind[];
export const isKind = (text: string): text is ContentKind => Object.hasOwn(kindNames, text);
