import { ordinaryWords, stopWords } from './common-words.ts';
import { stem } from './stemmer.ts';

/** One word of a text: as written, in lower case, and its stem. */
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
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[’‘ʼ`]/g, "'")
    .replace(/[‐‑]/g, '-');
  const words: Word[] = [];
  for (const [raw] of plain.matchAll(/[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*/gu)) {
    if (words.length >= most) break;
    const parts = raw
      .split('-')
      .map((part) => part.replace(/'(?:s|re|ll|ve|d|m)$/i, '').replaceAll("'", ''))
      .filter(Boolean);
    for (const [n, part] of parts.entries()) {
      const lower = part.toLowerCase();
      const word: Word = {
        text: lower,
        stem: stem(lower),
        capitalised: part[0] !== lower[0],
        capitals: part.length > 1 && part === part.toUpperCase() && part !== lower,
      };
      if (n === 0 && parts.length > 1) word.joined = stem(parts.join('').toLowerCase());
      words.push(word);
    }
  }
  return words;
}

/** Whether a word carries the subject, is everyday English that says little, or says nothing. */
export function kindOf(word: Word): WordKind {
  if (stopWords.has(word.text)) return 'stop';
  if (/^\d+$/.test(word.text)) return 'ordinary';
  return ordinaryWords.has(word.text) || ordinaryStems.has(word.stem) ? 'ordinary' : 'content';
}

const ordinaryStems = new Set([...ordinaryWords].map(stem));
