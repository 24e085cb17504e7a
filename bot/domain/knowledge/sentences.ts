import type { ContentEvent, Faq, Item } from '../content/schema.ts';
import type { Concept, Understanding } from './understand.ts';
import { type View, wordsIn } from './views.ts';

/** What an answer is composed from: one record, and what was asked of it. */
export type Told = {
  item?: Item;
  faq?: Faq;
  events: ContentEvent[];
  asked: Understanding;
  view: View;
  /** YYYY-MM-DD in London. */
  today: string;
};

/** Every sentence of a record that is a fact of its own. */
export function sentencesOf({ item, faq }: Told): string[] {
  if (faq) return faq.answer;
  if (!item) return [];
  const lead = item.lead ? [item.lead] : [];
  return [...item.figures, ...item.summary, ...item.actions, ...item.reasons, ...lead];
}

/** The sentences that say most of what was asked, at most so many, in their own order. */
export function closest(told: Told, sentences: string[], most: number): string[] {
  return sentences
    .map((sentence, place) => ({ sentence, place, score: scoreOf(told, sentence) }))
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .slice(0, most)
    .sort((a, b) => a.place - b.place)
    .map(({ sentence }) => sentence);
}

/** How much of what was asked a sentence says. */
export function scoreOf(
  { asked, view }: Told,
  sentence: string,
  concepts: Concept[] = asked.concepts,
): number {
  const numbers = wordsIn(view, sentence);
  let score = 0;
  for (const concept of concepts) {
    let best = 0;
    for (const { numbers: wanted, sure } of concept.variants)
      if (sure > best && wanted.every((n) => numbers.has(n))) best = sure;
    score += best * concept.weight;
  }
  return score;
}

/** Whether a sentence says enough of what the question is about: a figure of something else does not. */
export function saysEnough(told: Told, sentence: string): boolean {
  const { concepts } = told.asked;
  const telling = concepts.filter((c) => !c.ordinary);
  const counting = telling.length > 0 ? telling : concepts;
  const asking = counting.reduce((sum, c) => sum + c.weight, 0);
  return scoreOf(told, sentence, counting) >= (telling.length > 0 ? 0.35 : 0.2) * asking;
}

/** Whether the question names the event: two words of one of its names, not both of them everyday words. */
export function isNamed({ asked, view }: Told, event: ContentEvent): boolean {
  return [event.title, ...event.aliases].some((name) => {
    const words = wordsIn(view, name);
    const said = asked.concepts.filter((c) =>
      c.variants.some((v) => v.sure > 0.7 && v.numbers.every((n) => words.has(n))),
    );
    const length = said.reduce((sum, c) => sum + Math.max(1, c.plain.length), 0);
    return length >= 2 && said.some((c) => !c.ordinary);
  });
}
