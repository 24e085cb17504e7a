import type { Content, ContentEvent, Item } from '../content/schema.ts';
import { stopWords } from './common-words.ts';
import { type Phrasebook, phrasesAt } from './phrasebook.ts';
import { type Word, wordsOf } from './words.ts';

/** A record that can be found: an item, or an event (whose answers cite its item). */
export type Passage = {
  item?: Item;
  event?: ContentEvent;
  area: string;
  /** Title first, then aliases, each as the numbers of its words. */
  names: number[][];
  /** The words in order, without stop words; -1 between sentences. */
  sequence: Int32Array;
};

type Posting = { passages: number[]; strengths: number[]; strong: boolean[] };

export type Index = {
  passages: Passage[];
  numbers: Map<string, number>;
  postings: Posting[];
  idf: number[];
  /** How much an unknown word weighs: as much as the rarest known one. */
  rarest: number;
  /** The numbers of the words of each sentence and name of the records. */
  wordsIn: Map<string, Set<number>>;
  /** Words as they are written in the records, with the number of records that have them. */
  written: Map<string, number>;
};

type Field = { texts: string[]; weight: number; strong: boolean };

// BM25F: field weights are multiplied with the count before saturation (Robertson and Zaragoza, 2009).
const saturation = 1.2;
const lengthShare = 0.4;

/** The inverted index over the items and events, with true inverse document frequencies. */
export function buildIndex(content: Content, book: Phrasebook): Index {
  const index: Index = {
    passages: [],
    numbers: new Map(),
    postings: [],
    idf: [],
    rarest: 0,
    wordsIn: new Map(),
    written: new Map(),
  };
  const areas = new Map(content.areas.map((a) => [a.id, a]));
  const networks = new Map(content.networks.map((n) => [n.id, n.name]));
  const organisations = new Map(content.organisations.map((o) => [o.id, o.name]));
  const items = new Map(content.items.map((i) => [i.id, i]));
  const eventsOf = Map.groupBy(content.events, (e) => e.item);
  const areaFields = (id: string): Field[] => [
    { texts: [areas.get(id)?.name ?? ''], weight: 1, strong: true },
    { texts: areas.get(id)?.aliases ?? [], weight: 0.4, strong: false },
  ];
  const drafts: { passage: Passage; fields: Field[] }[] = [];
  for (const item of content.items) {
    const events = eventsOf.get(item.id) ?? [];
    const named = [
      ...item.networks.map((id) => networks.get(id) ?? ''),
      ...item.partners.map((id) => organisations.get(id) ?? ''),
    ];
    drafts.push({
      passage: { item, area: item.area, names: [], sequence: new Int32Array() },
      fields: [
        { texts: [item.title], weight: 4, strong: true },
        { texts: item.aliases, weight: 2.5, strong: true },
        { texts: item.summary, weight: 1.6, strong: true },
        { texts: item.actions, weight: 1.2, strong: false },
        { texts: item.reasons, weight: 0.8, strong: false },
        { texts: [...item.figures, item.lead ?? ''], weight: 1, strong: false },
        { texts: events.flatMap((e) => [e.title, ...e.aliases, e.summary]), weight: 1, strong: false },
        { texts: [...named, item.caution ?? ''], weight: 0.5, strong: false },
        ...areaFields(item.area),
      ],
    });
  }
  for (const event of content.events)
    drafts.push({
      passage: {
        event,
        item: event.item ? items.get(event.item) : undefined,
        area: event.area,
        names: [],
        sequence: new Int32Array(),
      },
      fields: [
        { texts: [event.title], weight: 4, strong: true },
        { texts: event.aliases, weight: 2.5, strong: true },
        { texts: [event.summary], weight: 1.5, strong: true },
        { texts: [...event.description, event.venue ?? '', event.audience ?? ''], weight: 1, strong: false },
        ...areaFields(event.area),
      ],
    });
  fill(index, drafts, book);
  return index;
}

function fill(index: Index, drafts: { passage: Passage; fields: Field[] }[], book: Phrasebook): void {
  const parsed = drafts.map((draft) => draft.fields.map((field) => field.texts.map((text) => wordsOf(text))));
  const lengths = drafts[0]?.fields.length ? averageLengths(parsed) : [];
  for (const [n, { passage, fields }] of drafts.entries()) {
    const counts = new Map<number, { count: number; strong: boolean }>();
    const sequence: number[] = [];
    const written = new Set<string>();
    for (const [f, field] of fields.entries()) {
      const texts = parsed[n]![f]!;
      const length = texts.reduce((sum, words) => sum + words.length, 0);
      const share = field.weight / (1 - lengthShare + lengthShare * (length / (lengths[f] || 1)));
      for (const [t, words] of texts.entries()) {
        const tokens = tokensOf(words, book);
        index.wordsIn.set(field.texts[t]!, new Set(tokens.map((token) => numberOf(index, token))));
        for (const token of tokens) {
          const number = numberOf(index, token);
          const entry = counts.get(number) ?? { count: 0, strong: false };
          entry.count += share;
          entry.strong ||= field.strong;
          counts.set(number, entry);
        }
        for (const word of words) {
          written.add(word.text);
          if (!stopWords.has(word.text)) sequence.push(numberOf(index, word.stem));
        }
        sequence.push(-1);
        if (f < 2 && words.length > 0) {
          const name = words.filter((w) => !stopWords.has(w.text)).map((w) => numberOf(index, w.stem));
          if (name.length > 0) passage.names.push(name);
        }
      }
    }
    passage.sequence = Int32Array.from(sequence);
    for (const word of written) index.written.set(word, (index.written.get(word) ?? 0) + 1);
    for (const [number, { count, strong }] of counts) {
      const posting = index.postings[number]!;
      posting.passages.push(n);
      posting.strengths.push(count / (saturation + count));
      posting.strong.push(strong);
    }
    index.passages.push(passage);
  }
  const total = index.passages.length;
  index.idf = index.postings.map(({ passages: { length } }) =>
    Math.log(1 + (total - length + 0.5) / (length + 0.5)),
  );
  index.rarest = Math.log(1 + (total - 0.5) / 1.5);
}

/** The stems of a text, and a token for each name of an entity in it. */
function tokensOf(words: Word[], book: Phrasebook): string[] {
  const tokens: string[] = [];
  for (const [at, word] of words.entries()) {
    if (!stopWords.has(word.text)) tokens.push(word.stem);
    if (word.joined) tokens.push(word.joined);
    for (const { value } of phrasesAt(book.entities, words, at)) tokens.push(value.token);
    for (const { value } of phrasesAt(book.spans, words, at)) tokens.push(value);
  }
  return tokens;
}

function numberOf(index: Index, token: string): number {
  let number = index.numbers.get(token);
  if (number === undefined) {
    number = index.postings.length;
    index.numbers.set(token, number);
    index.postings.push({ passages: [], strengths: [], strong: [] });
  }
  return number;
}

function averageLengths(parsed: Word[][][][]): number[] {
  const sums: { words: number; texts: number }[] = [];
  for (const fields of parsed)
    for (const [f, texts] of fields.entries()) {
      const sum = sums[f] ?? { words: 0, texts: 0 };
      sums[f] = sum;
      sum.words += texts.reduce((n, words) => n + words.length, 0);
      sum.texts++;
    }
  return sums.map(({ words, texts }) => words / texts);
}
