import type { Turn } from './followups.ts';
import type { Candidate } from './rank.ts';
import type { Understanding } from './understand.ts';

export type Decision = 'answer' | 'offer' | 'decline';

const answerFrom = 0.62;
const offerFrom = 0.5;
// What a person wants to get done is rarely in a plan: a record must go by nearly the same words.
const taskNameFrom = 0.85;

/** How likely the candidate is to answer the question, 0 to 1. Never from the raw score, which has no scale. */
export function confidence(candidate: Candidate, asked: Understanding): number {
  const asking = asked.concepts.reduce((sum, c) => sum + c.weight, 0) || 1;
  const unknown =
    asked.concepts.reduce((sum, c) => sum + (c.variants.length === 0 ? c.weight : 0), 0) / asking;
  return 0.75 * candidate.coverage + 0.3 * candidate.name + 0.1 * candidate.strong - 0.15 * unknown;
}

/** Whether to answer from the best candidate, to offer the first few, or to decline. */
export function decide({ candidates, asked, continues }: Turn): Decision {
  const [first, second] = candidates;
  if (!first) return 'decline';
  if (continues) return 'answer';
  const sure = confidence(first, asked);
  if (sure < offerFrom || (asked.intent === 'task' && first.name < taskNameFrom)) return 'decline';
  if (sure < answerFrom) return 'offer';
  return second && sameTitle(first, second) && second.score > 0.85 * first.score ? 'offer' : 'answer';
}

const titleOf = (c: Candidate) => c.passage.event?.title ?? c.passage.item?.title;
const sameTitle = (a: Candidate, b: Candidate) => a.id !== b.id && titleOf(a) === titleOf(b);
