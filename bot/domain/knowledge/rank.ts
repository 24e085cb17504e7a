import type { ContentEvent, Faq, Item } from '../content/schema.ts';
import { asksInItsWords, worthOf } from './faqs.ts';
import type { Index, Passage } from './search.ts';
import type { Concept, Understanding, Variant } from './understand.ts';
import { isSeen, itemSeen, type View } from './views.ts';

/** A record that may answer a question, with what speaks for it. */
export type Candidate = {
  passage: Passage;
  item?: Item;
  event?: ContentEvent;
  faq?: Faq;
  /** Id of the record that an answer cites. */
  id: string;
  score: number;
  /** Share of what was asked, weighted by how informative it is, that the record has (0 to 1). */
  coverage: number;
  /** How well the question and one of the record's names say the same (0 to 1). */
  name: number;
  /** Share of the covered weight found in title, aliases, summary or area name (0 to 1). */
  strong: number;
  /** Whether the record has a word of the index. */
  has: (word: number) => boolean;
};

const nameBonus = 0.9;
const titleBonus = 0.3;
// Whoever asks in the words that were answered before wants that answer, more than a record of that title.
const wordingBonus = 1;
const nearBonus = 0.25;
const areaBonus = 0.2;
const considered = 16;

/**
 * The records that say something of what was asked, best first. Each concept counts once, by the best
 * of its variants; then closeness of words, the record's names and the areas that were named count.
 */
export function rank(view: View, asked: Understanding): Candidate[] {
  const { index } = view;
  const { concepts } = asked;
  const tally = tallyOf(index);
  for (const concept of concepts) count(view, concept, tally);
  const asking = concepts.reduce((sum, c) => sum + c.weight, 0) || 1;
  const meant = setMeanings(concepts, tally);
  const candidates = highest(tally, considered).map((n): Candidate => {
    const passage = index.passages[n]!;
    const item = itemSeen(view, passage);
    const { event, faq } = passage;
    const titled = nameMatch(view, passage.names.slice(0, 1), tally, concepts, asking);
    const name = Math.max(titled, nameMatch(view, passage.names.slice(1), tally, concepts, asking));
    const score = tally.scores[n]!;
    const worth = faq ? worthOf(faq, asked) : 1;
    const exact = faq ? name > 0.9 && asksInItsWords(faq, asked) : titled > 0.99;
    return {
      passage,
      item,
      event,
      faq,
      id: (item ?? event ?? faq)!.id,
      score:
        worth *
          (score +
            nameBonus * name * name * asking +
            nearBonus * nearness(view, passage, concepts) +
            (asked.areas.has(passage.area) ? areaBonus * score : 0)) +
        (exact ? (faq ? wordingBonus : titleBonus) * asking : 0),
      coverage: tally.covered[n]! / asking,
      name,
      strong: tally.covered[n] ? tally.strong[n]! / tally.covered[n]! : 0,
      has: (word) => find(index.places, index.starts[word]!, index.starts[word + 1]!, n) >= 0,
    };
  });
  for (const n of tally.touched) tally.scores[n] = tally.covered[n] = tally.strong[n] = 0;
  tally.touched.length = 0;
  for (const number of meant) tally.meanings[number] = undefined;
  return candidates.sort((a, b) => b.score - a.score);
}

/**
 * What is added up for each passage, and what each word of the index means in a question. Made once for each index:
 * thousands of zeros for each question take time, and most of ranking is looking words up here.
 */
type Tally = Record<'scores' | 'covered' | 'strong' | 'best' | 'sure' | 'inStrong', Float64Array> & {
  touched: number[];
  meanings: (Meaning | undefined)[];
};

const tallies = new WeakMap<Index, Tally>();

function tallyOf(index: Index): Tally {
  let tally = tallies.get(index);
  if (!tally) {
    const zeros = () => new Float64Array(index.passages.length);
    tally = {
      scores: zeros(),
      covered: zeros(),
      strong: zeros(),
      best: zeros(),
      sure: zeros(),
      inStrong: zeros(),
      touched: [],
      meanings: Array.from(index.counts, () => undefined),
    };
    tallies.set(index, tally);
  }
  return tally;
}

/** Adds to each passage what it says of one concept. */
function count(view: View, concept: Concept, tally: Tally): void {
  const { scores, covered, strong, best, sure, inStrong } = tally;
  const hits: number[] = [];
  const hit = (passage: number, variant: Variant, strength: number, isStrong: boolean) => {
    const value = variant.sure * strength;
    if (best[passage] === 0) hits.push(passage);
    if (value > best[passage]!) best[passage] = value;
    if (variant.sure > sure[passage]!) sure[passage] = variant.sure;
    if (isStrong) inStrong[passage] = 1;
  };
  for (const variant of concept.variants) eachMatch(view, variant, hit);
  for (const passage of hits) {
    if (scores[passage] === 0) tally.touched.push(passage);
    scores[passage]! += concept.weight * best[passage]!;
    const gain = concept.weight * sureToCover(sure[passage]!);
    covered[passage]! += gain;
    if (inStrong[passage]) strong[passage]! += gain;
    best[passage] = sure[passage] = inStrong[passage] = 0;
  }
}

/** A synonym covers what was asked nearly as well as the word itself: it was chosen to mean the same. */
const sureToCover = (sure: number): number => Math.min(1, 0.35 + 0.65 * sure);

/** The passages that have all words of a variant and may be seen, with the mean of their strengths. */
function eachMatch(
  view: View,
  variant: Variant,
  hit: (passage: number, variant: Variant, strength: number, isStrong: boolean) => void,
): void {
  const { starts, places, strengths, passages } = view.index;
  const lengthOf = (number: number) => starts[number + 1]! - starts[number]!;
  const rarest = variant.numbers.reduce((a, b) => (lengthOf(b) < lengthOf(a) ? b : a));
  next: for (let at = starts[rarest]!; at < starts[rarest + 1]!; at++) {
    const passage = places[at]!;
    if (!isSeen(view, passages[passage]!)) continue;
    let strength = 0;
    let isStrong = true;
    for (const number of variant.numbers) {
      const there = number === rarest ? at : find(places, starts[number]!, starts[number + 1]!, passage);
      if (there < 0) continue next;
      strength += Math.abs(strengths[there]!);
      isStrong &&= strengths[there]! > 0;
    }
    hit(passage, variant, strength / variant.numbers.length, isStrong);
  }
}

/** Place of a value in an ascending stretch of a list, or -1. */
function find(list: Uint32Array, from: number, to: number, value: number): number {
  let low = from;
  let high = to - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (list[middle]! === value) return middle;
    if (list[middle]! < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The passages with the highest scores, best first; of equals the one that was met first. */
function highest({ scores, touched }: Tally, most: number): number[] {
  const top: number[] = [];
  for (const passage of touched) {
    const score = scores[passage]!;
    if (top.length === most && score <= scores[top[most - 1]!]!) continue;
    let at = top.length;
    while (at > 0 && scores[top[at - 1]!]! < score) at--;
    top.splice(at, 0, passage);
    if (top.length > most) top.pop();
  }
  return top;
}

/** Which concept a word of the index stands for, and how surely. */
type Meaning = { concept: number; sure: number; together?: number[] };

/** @returns the words that now have a meaning */
function setMeanings(concepts: Concept[], { meanings }: Tally): number[] {
  const meant: number[] = [];
  for (const [c, concept] of concepts.entries())
    for (const { numbers, sure, inName } of concept.variants)
      for (const number of numbers) {
        const known = meanings[number];
        if (!known) meant.push(number);
        if ((known?.sure ?? 0) < (inName ?? sure))
          meanings[number] = { concept: c, sure: inName ?? sure, together: inName ? numbers : undefined };
      }
  return meant;
}

/** The best F-measure between the question and some names of a record, weighted by information. */
function nameMatch(
  { idf }: View,
  names: number[][],
  { meanings }: Tally,
  concepts: Concept[],
  asking: number,
): number {
  let best = 0;
  const surest = new Float64Array(concepts.length);
  for (const name of names) {
    if (!name.some((number) => meanings[number])) continue; // as most names are
    let whole = 0;
    let said = 0;
    for (const number of name) {
      const weight = idf[number]! + 0.3;
      whole += weight;
      const match = meanings[number];
      if (!match || match.together?.some((each) => !name.includes(each))) continue;
      said += weight * match.sure;
      if (match.sure > surest[match.concept]!) surest[match.concept] = match.sure;
    }
    if (said === 0) continue;
    let asks = 0;
    for (const [concept, { weight }] of concepts.entries()) asks += weight * surest[concept]!;
    surest.fill(0);
    const recall = said / whole;
    const precision = Math.min(1, asks / asking);
    best = Math.max(best, (2 * recall * precision) / (recall + precision));
  }
  return best;
}

/** Weight of the neighbouring words of the question that stand side by side in the record too. */
function nearness({ idf }: View, { sequence }: Passage, concepts: Concept[]): number {
  let sum = 0;
  const plain = concepts.flatMap((c) => (c.inherited ? [] : c.plain));
  for (let n = 0; n + 1 < plain.length; n++) {
    const [first, second] = [plain[n]!, plain[n + 1]!];
    if (first < 0 || second < 0) continue;
    for (let at = 0; at + 1 < sequence.length; at++)
      if (sequence[at] === first && sequence[at + 1] === second) {
        sum += (idf[first]! + idf[second]!) / 2;
        break;
      }
  }
  return sum;
}
