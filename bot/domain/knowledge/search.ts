import type { Content, Readers } from '../content/schema.ts';
import { stopWords } from './common-words.ts';
import { type Field, fieldsOf, type Recorded } from './fields.ts';
import { type Phrasebook, phrasesAt } from './phrasebook.ts';
import { type Word, wordsOf } from './words.ts';

/** A record that can be found. */
export type Passage = Recorded & {
  /** Place of its group in the index's list. */
  group: number;
  /** Title first, then aliases, each as the numbers of its words. */
  names: number[][];
  /** The words in order, without stop words; -1 between sentences. */
  sequence: Int32Array;
};

/** Records of one area that the same readers may see. */
export type Group = { readers: Readers; area: string };

/** How many records have something, by group. */
export type Counts = number[];

/**
 * All records inverted, whoever may see them. What follows from which records there are (how rare a word is, which
 * words are known at all) stands in the view of each reader.
 */
export type Index = {
  passages: Passage[];
  groups: Group[];
  numbers: Map<string, number>;
  /** Word n stands in the records at places starts[n] to starts[n + 1] of these two. */
  starts: Uint32Array;
  places: Uint32Array;
  /** How strongly a record has a word, 0 to 1; negative where only in parts that say little of its subject. */
  strengths: Float32Array;
  /** Word n is in so many records. */
  counts: Counts[];
  /** Words as they are written in the records. */
  written: Map<string, Counts>;
};

// BM25F: field weights are multiplied with the count before saturation (Robertson and Zaragoza, 2009).
const saturation = 1.2;
const lengthShare = 0.4;

/** The inverted index, a record at each step: whoever builds it may let others work in between. */
export function* indexing(content: Content, book: Phrasebook): Generator<void, Index> {
  const index: Index = {
    passages: [],
    groups: [],
    numbers: new Map(),
    starts: new Uint32Array(),
    places: new Uint32Array(),
    strengths: new Float32Array(),
    counts: [],
    written: new Map(),
  };
  const reader = readerOf(index, book);
  const entries: Entries = { ends: [], numbers: [], strengths: [] };
  for (const { fields, ...recorded } of fieldsOf(content)) {
    const group = groupOf(index, recorded);
    index.passages.push({ ...recorded, group, ...reader(fields, group, entries) });
    entries.ends.push(entries.numbers.length);
    yield;
  }
  invert(index, entries);
  return index;
}

/** The words of each record one after another, to be inverted when all are read. */
type Entries = { ends: number[]; numbers: number[]; strengths: number[] };

function groupOf({ groups }: Index, { readers, area }: Recorded): number {
  const known = groups.findIndex((group) => group.readers === readers && group.area === area);
  return known >= 0 ? known : groups.push({ readers, area }) - 1;
}

/** What is known of a word when it is met again: looked up once, as most of reading is meeting words again. */
type Met = { stem: number; joined: number; mayBegin: boolean; spelling: { counts: Counts; last: number } };
const none = -1;

/** Reads records: numbers their words and adds up how much each counts. */
function readerOf(index: Index, book: Phrasebook) {
  // By number of the word, for the record at hand alone.
  const sums: number[] = [];
  const strong: boolean[] = [];
  const met = new Map<Word, Met>();
  const spellings = new Map<string, Met['spelling']>();
  let record = 0;
  const meet = (word: Word): Met => {
    let spelling = spellings.get(word.text);
    if (!spelling) {
      spelling = { counts: [], last: 0 };
      spellings.set(word.text, spelling);
      index.written.set(word.text, spelling.counts);
    }
    const known = {
      stem: stopWords.has(word.text) ? none : numberOf(index, word.stem),
      joined: word.joined ? numberOf(index, word.joined) : none,
      mayBegin: mayBegin(book, word),
      spelling,
    };
    met.set(word, known);
    return known;
  };
  return (fields: Field[], group: number, entries: Entries): Pick<Passage, 'names' | 'sequence'> => {
    record++;
    const names: number[][] = [];
    const sequence: number[] = [];
    const touched: number[] = [];
    const add = (number: number, share: number, isStrong: boolean) => {
      while (sums.length <= number) {
        sums.push(0);
        strong.push(false);
      }
      if (sums[number] === 0) touched.push(number);
      sums[number]! += share;
      if (isStrong) strong[number] = true;
    };
    for (const [f, field] of fields.entries()) {
      const texts = field.texts.map((text) => wordsOf(text));
      const length = texts.reduce((sum, words) => sum + words.length, 0);
      const share = field.weight / (1 - lengthShare + lengthShare * (length / field.usual));
      for (const words of texts) {
        const from = sequence.length;
        for (let at = 0; at < words.length; at++) {
          const { stem, joined, mayBegin, spelling } = met.get(words[at]!) ?? meet(words[at]!);
          if (stem !== none) {
            add(stem, share, field.strong);
            sequence.push(stem);
          }
          if (joined !== none) add(joined, share, field.strong);
          if (mayBegin)
            for (const token of phraseTokens(words, at, book))
              add(numberOf(index, token), share, field.strong);
          if (spelling.last !== record) {
            spelling.last = record;
            spelling.counts[group] = (spelling.counts[group] ?? 0) + 1;
          }
        }
        if (f < 2 && sequence.length > from) names.push(sequence.slice(from));
        sequence.push(none);
      }
    }
    for (const number of touched) {
      const strength = sums[number]! / (saturation + sums[number]!);
      entries.numbers.push(number);
      entries.strengths.push(strong[number] ? strength : -strength);
      const counts = index.counts[number]!;
      counts[group] = (counts[group] ?? 0) + 1;
      sums[number] = 0;
      strong[number] = false;
    }
    return { names, sequence: Int32Array.from(sequence) };
  };
}

function invert(index: Index, { ends, numbers, strengths }: Entries): void {
  const starts = new Uint32Array(index.counts.length + 1);
  for (const number of numbers) starts[number + 1]!++;
  for (let n = 1; n < starts.length; n++) starts[n]! += starts[n - 1]!;
  const next = starts.slice();
  index.starts = starts;
  index.places = new Uint32Array(numbers.length);
  index.strengths = new Float32Array(numbers.length);
  let at = 0;
  for (const [place, end] of ends.entries())
    for (; at < end; at++) {
      const to = next[numbers[at]!]!++;
      index.places[to] = place;
      index.strengths[to] = strengths[at]!;
    }
}

/** The numbers of the words of a sentence or name of the records. */
export function numbersIn({ numbers }: Index, book: Phrasebook, text: string): Set<number> {
  const found = new Set<number>();
  const add = (token: string) => {
    const number = numbers.get(token);
    if (number !== undefined) found.add(number);
  };
  const words = wordsOf(text);
  for (const [at, word] of words.entries()) {
    if (!stopWords.has(word.text)) add(word.stem);
    if (word.joined) add(word.joined);
    if (mayBegin(book, word)) phraseTokens(words, at, book).forEach(add);
  }
  return found;
}

const mayBegin = ({ entities, spans }: Phrasebook, { stem }: Word): boolean =>
  entities.has(stem) || spans.has(stem);

/** A token for each name of an entity, and each phrase of the everyday words, that begins at a place in a text. */
const phraseTokens = (words: Word[], at: number, { entities, spans }: Phrasebook): string[] => [
  ...phrasesAt(entities, words, at).map(({ value }) => value.token),
  ...phrasesAt(spans, words, at).map(({ value }) => value),
];

function numberOf(index: Index, token: string): number {
  let number = index.numbers.get(token);
  if (number === undefined) {
    number = index.counts.length;
    index.numbers.set(token, number);
    index.counts.push([]);
  }
  return number;
}
