import type { Faq } from '../content/schema.ts';
import { type Intent, intentOf } from './intents.ts';
import type { Understanding } from './understand.ts';
import { type Word, wordsOf } from './words.ts';

type Ways = { wordings: Set<string>; kinds: Set<Intent> };

const known = new WeakMap<Faq, Ways>();

function waysOf(faq: Faq): Ways {
  let ways = known.get(faq);
  if (!ways) {
    const questions = faq.questions.map((question) => wordsOf(question));
    ways = { wordings: new Set(questions.map(asOne)), kinds: new Set(questions.map(kindOf)) };
    known.set(faq, ways);
  }
  return ways;
}

const asOne = (words: Word[]): string => words.map((w) => w.text).join(' ');
/** "What is it?" and "tell me about it" want the same. */
const general = (intent: Intent): Intent => (intent === 'meaning' ? 'general' : intent);
const kindOf = (words: Word[]): Intent => general(intentOf(words));

/** Whether somebody asks for the kind of fact that a question asked for when it was answered: its why, its when. */
export const asksTheSame = (faq: Faq, { intent }: Understanding): boolean =>
  waysOf(faq).kinds.has(general(intent));

/** Whether somebody asks in the very words of a question that was answered. */
export const asksInItsWords = (faq: Faq, { words }: Understanding): boolean =>
  waysOf(faq).wordings.has(asOne(words));

/**
 * How much a question that was answered counts against records that say the same words: more where it gives just
 * the kind of fact that is asked for, less where it was about another one.
 */
export function worthOf(faq: Faq, asked: Understanding): number {
  if (!asksTheSame(faq, asked)) return 0.7;
  return general(asked.intent) === 'general' ? 1 : 1.15;
}
