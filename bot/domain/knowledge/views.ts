import type { Area, Content, ContentEvent, Item, Readers } from '../content/schema.ts';
import { planOf } from './named.ts';
import type { Phrasebook } from './phrasebook.ts';
import { type Counts, type Index, numbersIn, type Passage } from './search.ts';
import { buildSpeller, type Speller } from './spelling.ts';

/**
 * The knowledge as some readers may see it. Everything that depends on which records there are is here, so that
 * nothing tells of the rest: neither an answer nor a suggestion, nor which words are known and how rare they are.
 */
export type View = {
  /** Without the records that these readers may not see. */
  content: Content;
  index: Index;
  book: Phrasebook;
  /** By group of the index: whether these readers see it. */
  sees: boolean[];
  /** By word: how telling it is; 0 where no record has it. */
  idf: Float64Array;
  /** How much an unknown word weighs: as much as the rarest known one. */
  rarest: number;
  speller: Speller;
  areas: Map<string, Area>;
  items: Map<string, Item>;
  /** The events of each item. */
  events: Map<string, ContentEvent[]>;
  /** The record that tells what the areas hold: overviews cite it. */
  plan: Item | undefined;
  /** Suggestions by record, filled as records are first shown. */
  suggestions: Map<string, string[]>;
  /** The words of sentences, by sentence, filled as they are first looked at. */
  sentences: Map<string, Set<number>>;
};

const mostSentences = 5000;

/** Which groups of the index some readers see, and a name for the choice. */
export function groupsSeen({ groups }: Index, readers: readonly Readers[]): { sees: boolean[]; key: string } {
  const sees = groups.map((group) => readers.includes(group.readers));
  return { sees, key: sees.map(Number).join('') };
}

export function buildView(all: Content, index: Index, book: Phrasebook, readers: readonly Readers[]): View {
  const { sees } = groupsSeen(index, readers);
  const content = {
    ...all,
    items: all.items.filter((item) => readers.includes(item.readers)),
    faqs: all.faqs.filter((faq) => faq.state === 'live' && readers.includes(faq.readers)),
    events: readers.includes('members') ? all.events : [],
  };
  const shares = sharesOf(index, sees);
  const sizes = sizesOf(index);
  const total = sum(sizes, shares);
  const idf = Float64Array.from(index.counts, (counts) => {
    const count = sum(counts, shares);
    return count === 0 ? 0 : rarity(count, total);
  });
  const written = new Map<string, number>();
  for (const [word, counts] of index.written) {
    const count = sum(counts, sees.map(Number));
    if (count > 0) written.set(word, count);
  }
  return {
    content,
    index,
    book,
    sees,
    idf,
    rarest: rarity(1, Math.max(1, total)),
    speller: buildSpeller(written, book.vocabulary),
    areas: new Map(content.areas.map((a) => [a.id, a])),
    items: new Map(content.items.map((i) => [i.id, i])),
    events: Map.groupBy(content.events, (e) => e.item ?? e.id),
    plan: planOf(content),
    suggestions: new Map(),
    sentences: new Map(),
  };
}

/** How many records each group has. */
function sizesOf({ groups, passages }: Index): Counts {
  const sizes = groups.map(() => 0);
  for (const { group } of passages) sizes[group]!++;
  return sizes;
}

/**
 * How much a record of each group counts when it is said how rare a word is: an area counts as no more than so many
 * records, so that thousands about one thing do not decide which words are telling everywhere else.
 */
function sharesOf(index: Index, sees: boolean[]): number[] {
  const sizes = sizesOf(index);
  const ofArea = new Map<string, number>();
  for (const [n, { area }] of index.groups.entries())
    if (sees[n]) ofArea.set(area, (ofArea.get(area) ?? 0) + sizes[n]!);
  return index.groups.map(({ area }, n) => (sees[n] ? Math.min(1, mostOfArea / ofArea.get(area)!) : 0));
}

const sum = (counts: Counts, shares: number[]): number =>
  counts.reduce((all, count, group) => all + count * shares[group]!, 0);

/** How telling a word is by the number of records that have it (the inverse document frequency). */
function rarity(count: number, total: number): number {
  const others = Math.max(0, total - count);
  return Math.min(mostTelling, Math.max(leastTelling, Math.log(1 + (others + 0.5) / (count + 0.5))));
}

const mostOfArea = 12;
const mostTelling = 3;
const leastTelling = 0.8;

/** The number of a word or token that some record of the view has. */
export function numberIn({ index, idf }: View, token: string): number | undefined {
  const number = index.numbers.get(token);
  return number !== undefined && idf[number]! > 0 ? number : undefined;
}

export const isSeen = ({ sees }: View, passage: Passage): boolean => sees[passage.group]!;

/** The item of a passage, unless these readers may not see it: an event may stand for all while its item does not. */
export const itemSeen = ({ items }: View, { item }: Passage): Item | undefined => item && items.get(item.id);

/** The words of a sentence or name of a record, by number. */
export function wordsIn({ index, book, sentences }: View, sentence: string): Set<number> {
  const known = sentences.get(sentence);
  if (known) return known;
  const words = numbersIn(index, book, sentence);
  if (sentences.size >= mostSentences) sentences.clear();
  sentences.set(sentence, words);
  return words;
}
