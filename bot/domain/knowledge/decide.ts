import { isKindOfFact } from './common-words.ts';
import type { Turn } from './followups.ts';
import { asksForOne, asksHowTo } from './intents.ts';
import { isKindOfRecord } from './named.ts';
import { isPlaceOrYear } from './places.ts';
import type { Candidate } from './rank.ts';
import type { Concept, Understanding } from './understand.ts';
import { numberIn, type View } from './views.ts';
import type { Word } from './words.ts';

export type Decision = 'answer' | 'offer' | 'decline';

// What somebody asked and a person answered is asked again in other words; a plan is asked for much that is not in it.
const answerFrom = { record: 0.93, faq: 0.6 };
const offerFrom = 0.47;
const aloneFrom = 0.65;
// What a person wants to get done is rarely in a plan: a record must go by nearly the same words. What somebody
// answered may well be about that.
const taskNameFrom = { record: 0.85, faq: 0.5 };
/** Whoever says a record's name and little else wants that record. */
const goesByName = 0.9;
/** So much of a name may be the area's, where the record is of that area. */
const ofItsArea = 0.1;
/** Whoever asks of so many things that a record has means that record. */
const enoughShared = 4;

/**
 * What speaks for and against a candidate, each 0 to 1: how much of the question its record has, how much no record
 * has, whether the question is of a place or year that the record is not, whether it is for a kind of fact that the
 * record does not hold, how many things the two share, and whether it asks how somebody does something or for one
 * particular fact: most that is asked so is in no plan, and much of it in what somebody answered.
 */
export function evidence(view: View, candidate: Candidate, asked: Understanding): number[] {
  const { concepts, words } = asked;
  const asking = weightOf(concepts);
  const lacks = (word: Word) => {
    const number = numberIn(view, word.stem);
    return number === undefined || !candidate.has(number);
  };
  return [
    candidate.coverage,
    weightOf(concepts.filter((c) => c.variants.length === 0)) / (asking || 1),
    Number(
      words.some((word) => isPlaceOrYear(word) && lacks(word)) ||
        concepts.some((c) => c.entity?.organisation?.kind === 'authority' && !isSaid(c, candidate)),
    ),
    Number(words.some((word) => isKindOfFact(word) && lacks(word))),
    Math.min(1, tellingOf(asked).filter((c) => isSaid(c, candidate)).length / enoughShared),
    Number(!candidate.faq && asksHowTo(words)),
    Number(!candidate.faq && asksForOne(asked)),
  ];
}

const weightOf = (concepts: Concept[]): number => concepts.reduce((sum, c) => sum + c.weight, 0);
const tellingOf = ({ concepts }: Understanding): Concept[] =>
  concepts.filter((c) => !c.ordinary && !c.inherited);
/** Whether a record has something that was asked, by one of its names. */
export const isSaid = ({ variants }: Concept, { has }: Candidate): boolean =>
  variants.some(({ numbers }) => numbers.every(has));

// Fitted by logistic regression to the development questions (test/questions), not chosen by hand.
const bias = -1.12;
const weights = [4.35, -2.68, -2.47, -2.96, 2.16, -2.85, -2.05];

/** How likely the candidate is to answer the question, 0 to 1. Never from the raw score, which has no scale. */
export function confidence(view: View, candidate: Candidate, asked: Understanding): number {
  const sum = evidence(view, candidate, asked).reduce((all, value, n) => all + value * weights[n]!, bias);
  return 1 / (1 + Math.exp(-sum));
}

/** Whether a record has less than half of what a question adds to the one before it. */
function lacksMost(candidate: Candidate, asked: Understanding): boolean {
  const own = tellingOf(asked).filter((c) => !isKindOfRecord(c));
  return weightOf(own.filter((c) => isSaid(c, candidate))) < 0.5 * weightOf(own);
}

/** "What is 12 times 14": numbers alone say nothing of what a record is about. */
function asksOfNumbers(asked: Understanding): boolean {
  const telling = tellingOf(asked);
  return telling.length > 0 && telling.every(({ stems }) => stems.every((stem) => /^\d+$/.test(stem)));
}

/** Whether no other record says half as much of what was asked: there is nothing to choose from. */
const standsAlone = ([first, ...others]: Candidate[]): boolean =>
  others.every((c) => c.id === first!.id || 2 * c.score <= first!.score);

/** Whether to answer from the best candidate, to offer the first few, or to decline. */
export function decide(view: View, { candidates, asked, continues }: Turn): Decision {
  const [first, second] = candidates;
  if (!first || asksOfNumbers(asked)) return 'decline';
  if (continues) return asksForOne(asked) && lacksMost(first, asked) ? 'decline' : 'answer';
  const sure = confidence(view, first, asked);
  const kind = first.faq ? 'faq' : 'record';
  const named = first.name + (asked.areas.has(first.passage.area) ? ofItsArea : 0) >= goesByName;
  if ((sure < offerFrom && !named) || (asked.intent === 'task' && first.name < taskNameFrom[kind]))
    return 'decline';
  if (sure < answerFrom[kind] && !named && !(sure >= aloneFrom && standsAlone(candidates))) return 'offer';
  return second && sameTitle(first, second) && second.score > 0.85 * first.score ? 'offer' : 'answer';
}

const titleOf = (c: Candidate) => c.event?.title ?? c.item?.title ?? c.id;
const sameTitle = (a: Candidate, b: Candidate) => a.id !== b.id && titleOf(a) === titleOf(b);
