import { ordinaryWords, stopWords } from './common-words.ts';
import { isPlace } from './places.ts';
import { realWords } from './real-words.ts';

/** The words that a misspelt word may have been, by length, each with a mask of its letters. */
export type Speller = {
  byLength: Map<number, { word: string; letters: number; weight: number }[]>;
  known: Set<string>;
};

const shortest = 4;
const longest = 24;
/** What nearly every question has: where one of these is misspelt, nothing is said about the subject. */
const smallWords =
  'what when where which who how why the and are you your for with from about does will have'.split(' ');

/** @param written words as people write them, with how often each occurs (the commoner wins a tie) */
export function buildSpeller(written: Map<string, number>, known: Iterable<string>): Speller {
  const speller: Speller = { byLength: new Map(), known: new Set([...written.keys(), ...known]) };
  for (const word of new Set([...speller.known, ...stopWords, ...ordinaryWords])) {
    if (word.length < shortest || word.length > longest) continue;
    const list = speller.byLength.get(word.length) ?? [];
    list.push({ word, letters: lettersOf(word), weight: written.get(word) ?? 0 });
    speller.byLength.set(word.length, list);
  }
  return speller;
}

/**
 * The known word that an unknown one was meant to be: within one edit, and within two from 8 letters on. Swapping
 * two neighbouring letters is one edit. Words of 3 letters are only looked for among the smallest words, and those
 * of 4 keep their first letter: so short, nearly everything is near something.
 * @param isName it may be a name that nobody here wrote down: then its first letter holds too
 * @returns the word and how sure this is (0 to 1); undefined where nothing is near
 */
export function repair(
  speller: Speller,
  word: string,
  isName = false,
): { word: string; sure: number } | undefined {
  if (word.length > longest || /\d/.test(word)) return undefined;
  if (isPlace(word) || realWords.has(word) || realWords.has(word.replace(/(?:s|ing|ed)$/, '')))
    return undefined;
  if (word.length < shortest) {
    const meant = smallWords.find((each) => each[0] === word[0] && isMissingOrSwapped(word, each));
    return word.length === 3 && meant ? { word: meant, sure: 0.9 } : undefined;
  }
  const most = word.length >= 8 ? 2 : 1;
  const keepsFirst = isName || word.length === shortest;
  const letters = lettersOf(word);
  let best: { word: string; distance: number; score: number } | undefined;
  for (let length = word.length - most; length <= word.length + most; length++)
    for (const candidate of speller.byLength.get(length) ?? []) {
      // One edit changes at most two letters of the set.
      if (bitsIn(candidate.letters ^ letters) > 2 * most) continue;
      if (keepsFirst && candidate.word[0] !== word[0]) continue;
      const distance = editDistance(word, candidate.word, most);
      if (distance > most) continue;
      const score =
        -distance * 10 + (candidate.word[0] === word[0] ? 3 : 0) + Math.min(candidate.weight, 20) / 20;
      // Of equals the first by the alphabet: the order of the records, some of them hidden, must not tell.
      const isBetter = !best || score > best.score || (score === best.score && candidate.word < best.word);
      if (isBetter) best = { word: candidate.word, distance, score };
    }
  if (!best) return undefined;
  const sameStart = best.word[0] === word[0];
  return {
    word: best.word,
    sure: (best.distance === 1 ? 0.95 : 0.85) - (sameStart ? 0 : 0.25) - (word.length < 6 ? 0.15 : 0),
  };
}

/** Whether `typed` is `meant` without one of its letters, or with two neighbours swapped. */
function isMissingOrSwapped(typed: string, meant: string): boolean {
  if (typed.length === meant.length)
    return editDistance(typed, meant, 1) === 1 && lettersOf(typed) === lettersOf(meant);
  return typed.length === meant.length - 1 && editDistance(typed, meant, 1) === 1;
}

/** The two known words that were written as one: "careleavers". */
export function splitWord(speller: Speller, word: string): [string, string] | undefined {
  if (word.length < 8 || word.length > 2 * longest) return undefined;
  for (let at = 4; at <= word.length - 4; at++) {
    const [left, right] = [word.slice(0, at), word.slice(at)];
    if (speller.known.has(left) && speller.known.has(right)) return [left, right];
  }
  return undefined;
}

function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) letters |= 1 << ((word.charCodeAt(i) - 97) & 31);
  return letters;
}

function bitsIn(value: number): number {
  let bits = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) bits++;
  return bits;
}

/** Damerau's distance with neighbouring swaps; anything above `most` is reported as most + 1. */
function editDistance(a: string, b: string, most: number): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = previous;
    previous = row;
  }
  return previous[b.length]!;
}
