import { stopWords } from './common-words.ts';
import { fillerWords } from './filler-words.ts';
import { framed, leaning } from './framing.ts';
import { type Intent, intentOf } from './intents.ts';
import { type Entity, phrasesAt } from './phrasebook.ts';
import { repair, splitWord } from './spelling.ts';
import { numberIn, type View } from './views.ts';
import { kindOf, mostWords, type Word, wordsOf } from './words.ts';

/** Words of the index that mean what was asked, all of which a record must have. `sure`: 0 to 1. */
export type Variant = {
  numbers: number[];
  sure: number;
  /** Of the words of a name: how sure they are where all of them stand in a record's name. */
  inName?: number;
};

/** One thing that a question is about: a word or a phrase, and everything that means the same. */
export type Concept = {
  /** How informative it is: the inverse document frequency of what was asked. */
  weight: number;
  ordinary: boolean;
  variants: Variant[];
  entity?: Entity;
  /** Taken over from an earlier question. */
  inherited?: boolean;
  /** Part of the name of an area. */
  inArea: boolean;
  /** The words that it was said with. */
  stems: string[];
  /** Numbers of the plain words, for phrases. */
  plain: number[];
};

export type Understanding = {
  words: Word[];
  concepts: Concept[];
  intent: Intent;
  /** Areas that the question names. */
  areas: Set<string>;
};

const everydaySure = 0.62;
const scattered = 0.6;
// A word that no record has says more about the subject than one that a single record has.
const unknownWeight = 1.25;
const unknownOrdinary = 2;
const fillerWeight = 0.1;
/** "Broadly" and its like tell how, and not what; that a record lacks them says nothing. */
const adverb =
  /^(?!hour|dai|week|month|fortnight|quarter|year|fami|elder|suppl|repl|mult|anom|assem|butter|kimber|beverl|ital)\w{3,}ly$/;

/** How much of a concept's weight is left to it where it only stands around what is asked. */
const aroundWeight = 0.5;

/** What a question asks about, and which kind of fact it wants. */
export function understand(view: View, question: string): Understanding {
  const { asks, around, bare } = framed(question);
  const asked = understandPart(view, asks);
  if (asks === bare) return asked;
  // "She is at risk of being taken. Who can help?" asks of what stands around it.
  if (asked.concepts.every((c) => c.ordinary)) return understandPart(view, bare);
  const beside = understandPart(view, around).concepts.filter((c) => c.variants.length > 0);
  // "... What is being done about it?" means what stands around it, too.
  if (leaning.test(asks)) return { ...asked, concepts: [...asked.concepts, ...beside] };
  const lighter = beside.map((c) => ({ ...c, weight: c.weight * aroundWeight, ordinary: true }));
  return { ...asked, concepts: [...asked.concepts, ...lighter] };
}

function understandPart(view: View, question: string): Understanding {
  const written = wordsOf(/\p{Ll}/u.test(question) ? question : question.toLowerCase(), mostWords);
  const { words, sure } = mend(view, written);
  const areas = new Set<string>();
  const inArea = new Set<number>();
  const concepts: Concept[] = [];
  for (let at = 0; at < words.length; ) {
    const [area] = phrasesAt(view.book.areas, words, at, asName);
    if (area) {
      areas.add(area.value);
      for (let n = 0; n < area.length; n++) inArea.add(at + n);
    }
    const [named] = phrasesAt(view.book.entities, words, at, asName);
    const everyday = phrasesAt(view.book.everyday, words, at);
    const length = Math.max(named?.length ?? 1, everyday[0]?.length ?? 1);
    const span = words.slice(at, at + length);
    if (length > 1 || named || kindOf(span[0]!) !== 'stop')
      concepts.push({
        ...conceptOf(
          view,
          span,
          Math.min(...sure.slice(at, at + length)),
          named?.length === length ? named.value : undefined,
          everyday.flatMap((each) => (each.length === length ? each.value : [])),
        ),
        inArea: inArea.has(at) && inArea.has(at + length - 1),
      });
    at += length;
  }
  const asked = concepts.some((c) => c.entity && !c.entity.self)
    ? concepts.filter(isNotStandFor(words))
    : concepts;
  return { words, concepts: levelled(asked, view), intent: intentOf(words), areas };
}

/** "What does SAIL stand for" asks of SAIL alone. */
const isNotStandFor =
  (words: Word[]) =>
  ({ stems }: Concept): boolean =>
    !(
      stems[0] === 'stand' &&
      words.some(
        ({ text }, at) => /^stands?$/.test(text) && words[at + 1]?.text === 'for' && at + 2 === words.length,
      )
    );

/** "send" is the acronym unless somebody sends something; words like "as" need their capitals. */
function asName(words: Word[], at: number): boolean {
  const word = words[at]!;
  if (word.capitals) return true;
  if (stopWords.has(word.text)) return false;
  const before = words[at - 1]?.text ?? '';
  return !/^(to|i|you|we|they|can|could|should|will|would|please|not|dont)$/.test(before);
}

/** Repairs words that nobody wrote in the records, takes joined words apart and puts parted ones together. */
function mend(view: View, written: Word[]): { words: Word[]; sure: number[] } {
  const { book, speller } = view;
  const words: Word[] = [];
  const sure: number[] = [];
  const isKnown = (word: Word) =>
    numberIn(view, word.stem) !== undefined || book.vocabulary.has(word.text) || kindOf(word) !== 'content';
  for (let at = 0; at < written.length; at++) {
    const word = written[at]!;
    const next = written[at + 1];
    if (next && !(isKnown(word) && isKnown(next)) && speller.known.has(word.text + next.text)) {
      words.push(...wordsOf(word.text + next.text));
      sure.push(1);
      at++;
      continue;
    }
    if (isKnown(word)) {
      words.push(word);
      sure.push(1);
      continue;
    }
    const parts = splitWord(speller, word.text);
    const isName = word.capitalised && at > 0 && word.text.length < 7;
    const mended = parts ? undefined : repair(speller, word.text, isName);
    const instead = parts ? wordsOf(parts.join(' ')) : mended ? wordsOf(mended.word) : [word];
    for (const each of instead) {
      words.push(each);
      sure.push(mended?.sure ?? 1);
    }
  }
  return { words, sure };
}

/** Where a question has everyday words only ("what is the plan"), they are what it is about. */
function levelled(concepts: Concept[], { idf }: View): Concept[] {
  if (concepts.some((c) => !c.ordinary)) return concepts;
  return concepts.map((c) => ({
    ...c,
    weight:
      c.variants.length === 0
        ? c.weight === fillerWeight
          ? fillerWeight
          : unknownOrdinary
        : Math.max(...c.variants[0]!.numbers.map((n) => idf[n]!)) + 0.1,
  }));
}

function conceptOf(
  view: View,
  span: Word[],
  sure: number,
  entity: Entity | undefined,
  everyday: string[],
): Omit<Concept, 'inArea'> {
  const { idf, rarest } = view;
  const ordinary =
    entity?.self || (!entity && everyday.length === 0 && span.every((word) => kindOf(word) !== 'content'));
  const isFiller = span.every((word) => fillerWords.has(word.text));
  const plainWords = span.filter((word) => !stopWords.has(word.text));
  const numbersOf = (stems: string[]): number[] | undefined => {
    const numbers = stems.map((stem) => numberIn(view, stem));
    return numbers.length > 0 && numbers.every((n) => n !== undefined) ? numbers : undefined;
  };
  const variants: Variant[] = [];
  const own = numbersOf(plainWords.map((word) => word.stem));
  const named = entity && numbersOf([entity.token]);
  // The words of a name, apart from each other, may be about anything.
  // A term of art (a phrase that stands for itself) is not said where its words stand apart.
  const isTerm = everyday.includes(`=${plainWords.map((word) => word.stem).join(' ')}`);
  if (own && !isTerm)
    variants.push(
      named && own.length > 1
        ? { numbers: own, sure: sure * scattered, inName: sure }
        : { numbers: own, sure },
    );
  const joined = span[0]?.joined ? numbersOf([span[0].joined]) : undefined;
  if (joined && span.length > 1) variants.push({ numbers: joined, sure });
  if (named) variants.push({ numbers: named, sure });
  const exact = variants.length > 0;
  for (const target of everyday) {
    const numbers = numbersOf([target]);
    if (numbers) variants.push({ numbers, sure: sure * everydaySure });
  }
  const weights = variants.map(({ numbers }) => Math.max(...numbers.map((n) => idf[n]!)));
  let weight =
    variants.length === 0 ? unknownWeight * rarest : exact ? weights[0]! : Math.max(...weights) * 0.85;
  if (named) weight = idf[named[0]!]!;
  const isAdverb = variants.length === 0 && span.length === 1 && adverb.test(span[0]!.text);
  if (isAdverb) return { weight: fillerWeight, ordinary: true, variants, stems: [], plain: [] };
  if (ordinary) weight = variants.length === 0 ? (isFiller ? fillerWeight : 0.25) : Math.min(weight, 2) * 0.3;
  return {
    weight,
    ordinary,
    variants,
    entity,
    stems: plainWords.map((w) => w.stem),
    plain: plainWords.map((w) => numberIn(view, w.stem) ?? -1),
  };
}
