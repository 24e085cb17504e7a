import { ordinaryWords, stopWords } from './common-words.ts';
import { fillerWords } from './filler-words.ts';
import { stem } from './stemmer.ts';

/** One word of a text: as written, in lower case, and its stem. Shared by all texts: never changed. */
export type Word = {
  text: string;
  stem: string;
  /** Written in capitals: SEND, not send. */
  capitals: boolean;
  /** Begins with a capital letter. */
  capitalised: boolean;
  /** Set on the first part of "co-operative": the stem of "cooperative". */
  joined?: string;
};

export type WordKind = 'stop' | 'ordinary' | 'content';

/** Questions are read up to here, in characters and in words; nobody asks more in a chat. */
export const longestQuestion = 1000;
export const mostWords = 120;

/**
 * The words of a text in order, without punctuation, accents and possessive endings. Hyphenated words
 * give their parts. Stops after `most` words. Any Unicode goes in; the time is linear in the length.
 */
export function wordsOf(text: string, most = Number.POSITIVE_INFINITY): Word[] {
  const plain = /\P{ASCII}/u.test(text)
    ? text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[’‘ʼ]/g, "'").replace(/[‐‑]/g, '-')
    : text;
  const words: Word[] = [];
  for (const run of plain.replaceAll('`', "'").match(/[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*/gu) ?? []) {
    if (words.length >= most) break;
    for (const word of wordsOfRun(run)) words.push(word);
  }
  return words;
}

/** Texts say the same words over and over: thousands of records are read in a second or two because of this. */
const runs = new Map<string, readonly Word[]>();
const mostRuns = 50_000;
const longestKept = 40;

function wordsOfRun(run: string): readonly Word[] {
  const known = runs.get(run);
  if (known) return known;
  const parts = run
    .split('-')
    .map((part) => part.replace(/'(?:s|re|ll|ve|d|m)$/i, '').replaceAll("'", ''))
    .filter(Boolean);
  const words = parts.map((part, n): Word => {
    const lower = part.toLowerCase();
    return {
      text: lower,
      stem: stem(lower),
      capitalised: part[0] !== lower[0],
      // "EPs" are several of what "EP" stands for.
      capitals:
        part !== lower &&
        /^[^a-z]{2,}s?$/.test(part) &&
        part.replace(/s$/, '') === part.replace(/s$/, '').toUpperCase(),
      ...(n === 0 && parts.length > 1 ? { joined: stem(parts.join('').toLowerCase()) } : {}),
    };
  });
  if (run.length <= longestKept) {
    if (runs.size >= mostRuns) runs.clear(); // questions bring words without end
    runs.set(run, words);
  }
  return words;
}

/** Whether a word carries the subject, is everyday English that says little, or says nothing. */
export function kindOf(word: Word): WordKind {
  if (stopWords.has(word.text) || /^\p{L}$/u.test(word.text)) return 'stop';
  if (/^\d+$/.test(word.text)) return 'ordinary';
  return ordinaryWords.has(word.text) || fillerWords.has(word.text) || ordinaryStems.has(word.stem)
    ? 'ordinary'
    : 'content';
}

const ordinaryStems = new Set([...ordinaryWords].map(stem));
