import type { Content, Readers } from '../content/schema.ts';
import { stopWords } from './common-words.ts';
import { type Field, fieldsOf, type Recorded } from './fields.ts';
import { type Phrasebook, phrasesAt } from './phrasebook.ts';
import { type Word, wordsOf } from './words.ts';

/** A record that can be found. */
export type Passage = Recorded & {
  /** Place of its readers in the index's list. */
  group: number;
  /** Title first, then aliases, each as the numbers of its words. */
  names: number[][];
  /** The words in order, without stop words; -1 between sentences. */
  sequence: Int32Array;
};

/** How many records have something, for each group of readers. */
export type Counts = number[];

/**
 * All records inverted, whoever may see them. What follows from which records there are (how rare a word is, which
 * words are known at all) stands in the view of each reader.
 */
export type Index = {
  passages: Passage[];
  /** The groups that records are open to. */
  groups: Readers[];
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
    const group = groupOf(index, recorded.readers);
    index.passages.push({ ...recorded, group, ...reader(fields, group, entries) });
    entries.ends.push(entries.numbers.length);
    yield;
  }
  invert(index, entries);
  return index;
}

/** The words of each record one after another, to be inverted when all are read. */
type Entries = { ends: number[]; numbers: number[]; strengths: number[] };

function groupOf({ groups }: Index, readers: Readers): number {
  const known = groups.indexOf(readers);
  return known >= 0 ? known : groups.push(readers) - 1;
}

/** Reads records: numbers their words and adds up how much each counts. */
function readerOf(index: Index, book: Phrasebook) {
  // By number of the word, for the record at hand alone.
  const sums: number[] = [];
  const strong: boolean[] = [];
  const lastSeen = new Map<Counts, number>();
  let record = 0;
  return (fields: Field[], group: number, entries: Entries): Pick<Passage, 'names' | 'sequence'> => {
    record++;
    const names: number[][] = [];
    const sequence: number[] = [];
    const met: number[] = [];
    for (const [f, field] of fields.entries()) {
      const texts = field.texts.map((text) => wordsOf(text));
      const length = texts.reduce((sum, words) => sum + words.length, 0);
      const share = field.weight / (1 - lengthShare + lengthShare * (length / field.usual));
      for (const words of texts) {
        for (const token of tokensOf(words, book)) {
          const number = numberOf(index, token);
          if (!sums[number]) {
            sums[number] = 0;
            strong[number] = false;
            met.push(number);
          }
          sums[number]! += share;
          strong[number] ||= field.strong;
        }
        const name: number[] = [];
        for (const word of words) {
          const counts = index.written.get(word.text) ?? [];
          if (lastSeen.get(counts) !== record) {
            lastSeen.set(counts, record);
            if (counts.length === 0) index.written.set(word.text, counts);
            counts[group] = (counts[group] ?? 0) + 1;
          }
          if (!stopWords.has(word.text)) name.push(numberOf(index, word.stem));
        }
        for (const number of name) sequence.push(number);
        sequence.push(-1);
        if (f < 2 && name.length > 0) names.push(name);
      }
    }
    for (const number of met) {
      const strength = sums[number]! / (saturation + sums[number]!);
      entries.numbers.push(number);
      entries.strengths.push(strong[number] ? strength : -strength);
      const counts = index.counts[number]!;
      counts[group] = (counts[group] ?? 0) + 1;
      sums[number] = 0;
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
  const found = tokensOf(wordsOf(text), book).map((token) => numbers.get(token));
  return new Set(found.filter((number) => number !== undefined));
}

/** The stems of a text, and a token for each name of an entity in it. */
function tokensOf(words: Word[], book: Phrasebook): string[] {
  const tokens: string[] = [];
  for (const [at, word] of words.entries()) {
    if (!stopWords.has(word.text)) tokens.push(word.stem);
    if (word.joined) tokens.push(word.joined);
    if (book.entities.has(word.stem))
      for (const { value } of phrasesAt(book.entities, words, at)) tokens.push(value.token);
    if (book.spans.has(word.stem))
      for (const { value } of phrasesAt(book.spans, words, at)) tokens.push(value);
  }
  return tokens;
}

function numberOf(index: Index, token: string): number {
  let number = index.numbers.get(token);
  if (number === undefined) {
    number = index.counts.length;
    index.numbers.set(token, number);
    index.counts.push([]);
  }
  return number;
}
