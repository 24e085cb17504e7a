import type { Content, Network, Organisation, Term } from '../content/schema.ts';
import { stopWords } from './common-words.ts';
import { everydayWords } from './everyday-words.ts';
import { type Ways, waysOf } from './signposts.ts';
import { termsOfArt } from './terms-of-art.ts';
import { kindOf, type Word, wordsOf } from './words.ts';

/** Something that has several names: a glossary term, a network or an organisation, or all at once. */
/** `self` marks the alliance: its name says nothing about what is asked of it. */
export type Entity = {
  token: string;
  self: boolean;
  term?: Term;
  network?: Network;
  organisation?: Organisation;
};

type Phrase<T> = { words: string[]; capitalsOnly: boolean; value: T };

/** Finds phrases by their words' stems. */
export type PhraseTable<T> = Map<string, Phrase<T>[]>;

export type Phrasebook = {
  entities: PhraseTable<Entity>;
  areas: PhraseTable<string>;
  /** An everyday word or phrase and the words of the documents that mean the same, as tokens. */
  everyday: PhraseTable<string[]>;
  /** Those of them that are phrases: a record has one where its words stand together. */
  spans: PhraseTable<string>;
  /** The ways of asking that are met with a signpost. */
  signposts: Ways;
  /** Every word that stands in one of the tables, as people write it. */
  vocabulary: Set<string>;
};

export function buildPhrasebook(content: Content): Phrasebook {
  const book: Phrasebook = {
    entities: new Map(),
    areas: new Map(),
    everyday: new Map(),
    spans: new Map(),
    signposts: waysOf(content),
    vocabulary: new Set(),
  };
  const byName = new Map<string, Entity>();
  const addEntity = (names: (string | undefined)[], part: Partial<Entity>) => {
    const given = names.filter((name) => name !== undefined);
    const keys = given.map((name) => keyOf(wordsOf(name)));
    const known = keys.map((key) => byName.get(key)).find(Boolean);
    const entity = known ?? { token: `#${byName.size}`, self: false };
    for (const [field, value] of Object.entries(part))
      if (!(field in entity)) Object.assign(entity, { [field]: value });
    for (const [n, key] of keys.entries()) {
      if (byName.has(key)) continue;
      byName.set(key, entity);
      addPhrase(book.entities, given[n]!, entity, book.vocabulary);
    }
  };
  for (const term of content.terms) addEntity([term.term, term.meaning, ...term.also], { term });
  for (const network of content.networks) addEntity([network.short, network.name], { network });
  for (const organisation of content.organisations)
    addEntity([organisation.short, organisation.name], { organisation });
  for (const name of [content.alliance.shortName, content.alliance.name]) {
    const entity = byName.get(keyOf(wordsOf(name)));
    if (entity) entity.self = true;
  }
  for (const area of content.areas)
    for (const name of [area.name, ...area.aliases]) addPhrase(book.areas, name, area.id, book.vocabulary);
  for (const alias of content.signposts.flatMap((signpost) => signpost.aliases))
    for (const word of wordsOf(alias)) book.vocabulary.add(word.text);
  const spans = new Set<string>();
  for (const line of [...everydayWords.split('\n'), ...termsOfArt.map((term) => `${term} > ${term}`)]) {
    const [left, right] = line.split('>');
    if (!left || !right) continue;
    const targets = right.split(',').map((target) => {
      const words = wordsOf(target);
      if (words.length === 1) return words[0]!.stem;
      const token = `=${keyOf(words)}`;
      if (!spans.has(token)) addPhrase(book.spans, target, token, book.vocabulary);
      spans.add(token);
      return token;
    });
    for (const phrase of left.split(',')) addPhrase(book.everyday, phrase, targets, book.vocabulary);
  }
  return book;
}

const keyOf = (words: Word[]): string => words.map((w) => w.stem).join(' ');

function addPhrase<T>(table: PhraseTable<T>, text: string, value: T, vocabulary: Set<string>): void {
  const words = wordsOf(text);
  const [first] = words;
  if (!first) return;
  // "SEND", "AS" and "PA" are names only where they stand in capitals; a question may write them small.
  const capitalsOnly =
    words.length === 1 && first.capitals && (first.text.length < 3 || kindOf(first) !== 'content');
  if (words.every((w) => stopWords.has(w.text)) && !capitalsOnly) return;
  const list = table.get(first.stem) ?? [];
  list.push({ words: words.map((w) => w.stem), capitalsOnly, value });
  list.sort((a, b) => b.words.length - a.words.length);
  table.set(first.stem, list);
  for (const word of words) vocabulary.add(word.text);
}

/**
 * The phrases of the table that begin at a place in a text, longest first. `capitals` says whether a
 * word counts as written in capitals.
 */
export function phrasesAt<T>(
  table: PhraseTable<T>,
  words: Word[],
  at: number,
  capitals: (words: Word[], at: number) => boolean = (all, n) => all[n]!.capitals,
): { value: T; length: number }[] {
  const candidates = table.get(words[at]!.stem);
  if (!candidates) return [];
  const found: { value: T; length: number }[] = [];
  for (const phrase of candidates) {
    if (at + phrase.words.length > words.length) continue;
    if (phrase.capitalsOnly && !capitals(words, at)) continue;
    if (phrase.words.every((stem, n) => words[at + n]!.stem === stem))
      found.push({ value: phrase.value, length: phrase.words.length });
  }
  return found;
}
