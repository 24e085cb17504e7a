import type { Index, Passage } from './search.ts';
import type { Concept, Understanding } from './understand.ts';

/** A record that may answer a question, with what speaks for it. */
export type Candidate = {
  passage: Passage;
  /** Id that an answer cites: the item's, or the event's where it belongs to no item. */
  id: string;
  score: number;
  /** Share of what was asked, weighted by how informative it is, that the record has (0 to 1). */
  coverage: number;
  /** How well the question and one of the record's names say the same (0 to 1). */
  name: number;
  /** Share of the covered weight found in title, aliases, summary or area name (0 to 1). */
  strong: number;
};

const nameBonus = 0.9;
const titleBonus = 0.3;
const nearBonus = 0.25;
const areaBonus = 0.2;
const considered = 16;

/**
 * The records that say something of what was asked, best first. Each concept counts once, by the best
 * of its variants; then closeness of words, the record's names and the areas that were named count.
 */
export function rank(index: Index, asked: Understanding): Candidate[] {
  const { concepts } = asked;
  const size = index.passages.length;
  const scores = new Float64Array(size);
  const covered = new Float64Array(size);
  const strong = new Float64Array(size);
  const best = new Float64Array(size);
  const sure = new Float64Array(size);
  const inStrong = new Uint8Array(size);
  const touched: number[] = [];
  for (const concept of concepts) {
    const hits: number[] = [];
    for (const variant of concept.variants) {
      for (const [passage, { strength, isStrong }] of matches(index, variant.numbers)) {
        const value = variant.sure * strength;
        if (best[passage] === 0) hits.push(passage);
        if (value > best[passage]!) best[passage] = value;
        if (variant.sure > sure[passage]!) sure[passage] = variant.sure;
        if (isStrong) inStrong[passage] = 1;
      }
    }
    for (const passage of hits) {
      if (scores[passage] === 0) touched.push(passage);
      scores[passage]! += concept.weight * best[passage]!;
      const gain = concept.weight * sureToCover(sure[passage]!);
      covered[passage]! += gain;
      if (inStrong[passage]) strong[passage]! += gain;
      best[passage] = sure[passage] = inStrong[passage] = 0;
    }
  }
  const asking = concepts.reduce((sum, c) => sum + c.weight, 0) || 1;
  const meaning = meaningOf(concepts);
  const top = touched.sort((a, b) => scores[b]! - scores[a]!).slice(0, considered);
  const candidates = top.map((n): Candidate => {
    const passage = index.passages[n]!;
    const titled = nameMatch(index, passage.names.slice(0, 1), meaning, concepts, asking);
    const name = Math.max(titled, nameMatch(index, passage.names.slice(1), meaning, concepts, asking));
    const score =
      scores[n]! +
      nameBonus * name * name * asking +
      (titled > 0.99 ? titleBonus * asking : 0) +
      nearBonus * nearness(index, passage, concepts) +
      (asked.areas.has(passage.area) ? areaBonus * scores[n]! : 0);
    return {
      passage,
      id: passage.item?.id ?? passage.event!.id,
      score,
      coverage: covered[n]! / asking,
      name,
      strong: covered[n] ? strong[n]! / covered[n]! : 0,
    };
  });
  return candidates.sort((a, b) => b.score - a.score);
}

/** A synonym covers what was asked nearly as well as the word itself: it was chosen to mean the same. */
const sureToCover = (sure: number): number => Math.min(1, 0.35 + 0.65 * sure);

/** Passages that have all the numbers, with the mean of their strengths. */
function* matches(
  index: Index,
  numbers: number[],
): Iterable<[number, { strength: number; isStrong: boolean }]> {
  const lists = numbers.map((n) => index.postings[n]!);
  const shortest = lists.reduce((a, b) => (b.passages.length < a.passages.length ? b : a));
  for (const passage of shortest.passages) {
    let strength = 0;
    let isStrong = true;
    let all = true;
    for (const list of lists) {
      const at = find(list.passages, passage);
      if (at < 0) {
        all = false;
        break;
      }
      strength += list.strengths[at]!;
      isStrong &&= list.strong[at]!;
    }
    if (all) yield [passage, { strength: strength / lists.length, isStrong }];
  }
}

/** Place of a value in an ascending list, or -1. */
function find(list: number[], value: number): number {
  let low = 0;
  let high = list.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (list[middle]! === value) return middle;
    if (list[middle]! < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Which concept each word of the index stands for, and how surely. */
type Meaning = Map<number, { concept: number; sure: number }>;

function meaningOf(concepts: Concept[]): Meaning {
  const meaning: Meaning = new Map();
  for (const [c, concept] of concepts.entries())
    for (const variant of concept.variants)
      for (const number of variant.numbers)
        if ((meaning.get(number)?.sure ?? 0) < variant.sure)
          meaning.set(number, { concept: c, sure: variant.sure });
  return meaning;
}

/** The best F-measure between the question and some names of a record, weighted by information. */
function nameMatch(
  index: Index,
  names: number[][],
  meaning: Meaning,
  concepts: Concept[],
  asking: number,
): number {
  let best = 0;
  for (const name of names) {
    if (!name.some((number) => meaning.has(number))) continue; // as most names are
    let whole = 0;
    let said = 0;
    const hit = new Map<number, number>();
    for (const number of name) {
      const weight = index.idf[number]! + 0.3;
      whole += weight;
      const match = meaning.get(number);
      if (!match) continue;
      said += weight * match.sure;
      hit.set(match.concept, Math.max(hit.get(match.concept) ?? 0, match.sure));
    }
    let asks = 0;
    for (const [concept, sure] of hit) asks += concepts[concept]!.weight * sure;
    const recall = said / whole;
    const precision = Math.min(1, asks / asking);
    best = Math.max(best, (2 * recall * precision) / (recall + precision));
  }
  return best;
}

/** Weight of the neighbouring words of the question that stand side by side in the record too. */
function nearness(index: Index, passage: Passage, concepts: Concept[]): number {
  let sum = 0;
  const plain = concepts.flatMap((c) => (c.inherited ? [] : c.plain));
  for (let n = 0; n + 1 < plain.length; n++) {
    const [first, second] = [plain[n]!, plain[n + 1]!];
    if (first < 0 || second < 0) continue;
    const { sequence } = passage;
    for (let at = 0; at + 1 < sequence.length; at++)
      if (sequence[at] === first && sequence[at + 1] === second) {
        sum += (index.idf[first]! + index.idf[second]!) / 2;
        break;
      }
  }
  return sum;
}
