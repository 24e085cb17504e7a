import type { Turn } from './followups.ts';
import type { Candidate } from './rank.ts';
import { scoreOf, sentencesOf } from './sentences.ts';
import type { Understanding } from './understand.ts';
import type { View } from './views.ts';

export type Decision = 'answer' | 'offer' | 'decline';

const answerFrom = 0.65;
const offerFrom = 0.2;
// What a person wants to get done is rarely in a plan: a record must go by nearly the same words. What somebody
// answered may well be about that.
const taskNameFrom = { record: 0.85, faq: 0.5 };

/**
 * What speaks for and against a candidate, each 0 to 1: how much of the question its record has, how much of it a
 * single sentence has, how much of it no record has, and whether the question is of a place that the record is not.
 */
export function evidence(
  view: View,
  { item, event, faq, coverage }: Candidate,
  asked: Understanding,
): number[] {
  const asking = asked.concepts.reduce((sum, c) => sum + c.weight, 0) || 1;
  const unknown = asked.concepts.reduce((sum, c) => sum + (c.variants.length === 0 ? c.weight : 0), 0);
  const told = { item, faq, events: [], asked, view, today: '' };
  const sentences = [
    ...sentencesOf(told),
    ...(item ? [item.title, ...item.aliases] : []),
    ...(event ? [event.title, ...event.aliases, event.summary, ...event.description] : []),
    ...(faq?.questions ?? []),
  ];
  const most = sentences.reduce((best, sentence) => Math.max(best, scoreOf(told, sentence)), 0);
  const isElsewhere = asked.concepts.some(
    (c) => c.entity?.organisation?.kind === 'authority' && !sentences.some((s) => scoreOf(told, s, [c]) > 0),
  );
  return [coverage, most / asking, unknown / asking, Number(isElsewhere)];
}

// Fitted by logistic regression to the development questions (test/questions), not chosen by hand.
const bias = -3.7;
const weights = [6.4, 2.5, -3.5, -2];

/** How likely the candidate is to answer the question, 0 to 1. Never from the raw score, which has no scale. */
export function confidence(view: View, candidate: Candidate, asked: Understanding): number {
  const sum = evidence(view, candidate, asked).reduce((all, value, n) => all + value * weights[n]!, bias);
  return 1 / (1 + Math.exp(-sum));
}

/** Whether to answer from the best candidate, to offer the first few, or to decline. */
export function decide(view: View, { candidates, asked, continues }: Turn): Decision {
  const [first, second] = candidates;
  if (!first) return 'decline';
  if (continues) return 'answer';
  const sure = confidence(view, first, asked);
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
