import type { Turn } from './followups.ts';
import type { Candidate } from './rank.ts';
import { scoreOf, sentencesOf } from './sentences.ts';
import type { Understanding } from './understand.ts';
import type { View } from './views.ts';

export type Decision = 'answer' | 'offer' | 'decline';

const answerFrom = 0.62;
const offerFrom = 0.5;
// What a person wants to get done is rarely in a plan: a record must go by nearly the same words. What somebody
// answered may well be about that.
const taskNameFrom = { record: 0.85, faq: 0.5 };

/** How likely the candidate is to answer the question, 0 to 1. Never from the raw score, which has no scale. */
export function confidence(candidate: Candidate, asked: Understanding): number {
  const asking = asked.concepts.reduce((sum, c) => sum + c.weight, 0) || 1;
  const unknown =
    asked.concepts.reduce((sum, c) => sum + (c.variants.length === 0 ? c.weight : 0), 0) / asking;
  return 0.75 * candidate.coverage + 0.3 * candidate.name + 0.1 * candidate.strong - 0.15 * unknown;
}

export function evidence(view: View, { asked, candidates }: Turn): number[] {
  const [first, second] = candidates as [Candidate, Candidate | undefined];
  const asking = asked.concepts.reduce((sum, c) => sum + c.weight, 0) || 1;
  const telling = asked.concepts.filter((c) => !c.ordinary);
  const unknown = asked.concepts.reduce((s, c) => s + (c.variants.length === 0 ? c.weight : 0), 0) / asking;
  const told = { ...first, asked, view, events: [], today: '' };
  const sentences = first.item ? [...sentencesOf(told), first.item.title, ...first.item.aliases] : [];
  const together = Math.max(0, ...sentences.map((s) => scoreOf(told, s))) / asking;
  const exact =
    telling.filter((c) => c.variants.some((v) => v.sure > 0.7)).reduce((s, c) => s + c.weight, 0) / asking;
  const margin = second ? (first.score - second.score) / first.score : 1;
  const general = ['general', 'meaning', 'list'].includes(asked.intent) ? 0 : 1;
  return [
    first.coverage,
    first.name,
    first.strong,
    unknown,
    together,
    exact,
    margin,
    Math.log(1 + telling.length),
    Number(asked.intent === 'task'),
    general,
    Math.log(1 + asked.words.length),
    first.score / asking,
  ];
}

/** Whether to answer from the best candidate, to offer the first few, or to decline. */
export function decide({ candidates, asked, continues }: Turn): Decision {
  const [first, second] = candidates;
  if (!first) return 'decline';
  if (continues) return 'answer';
  const sure = confidence(first, asked);
  if (
    sure < offerFrom ||
    (asked.intent === 'task' && first.name < taskNameFrom[first.faq ? 'faq' : 'record'])
  )
    return 'decline';
  if (sure < answerFrom) return 'offer';
  return second && sameTitle(first, second) && second.score > 0.85 * first.score ? 'offer' : 'answer';
}

const titleOf = (c: Candidate) => c.event?.title ?? c.item?.title ?? c.id;
const sameTitle = (a: Candidate, b: Candidate) => a.id !== b.id && titleOf(a) === titleOf(b);
