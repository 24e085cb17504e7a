import type { Content, Signpost } from '../content/schema.ts';
import { kindOf, type Word, wordsOf } from './words.ts';

/** A way of asking that is met with a signpost: its words in order, and how many others may stand between two. */
type Way = { signpost: Signpost; stems: string[]; whole: boolean };
/** By the stem that they begin with. */
export type Ways = Map<string, Way[]>;

const mostBetween = 2;

/**
 * The ways of asking that signposts are for. Small words like "a" and "is" do not count, unless too little is left
 * without them: then all must stand together. A single word counts if it is no everyday one.
 */
export function waysOf({ signposts }: Content): Ways {
  const ways = signposts.flatMap((signpost) =>
    signpost.aliases.flatMap((alias): Way[] => {
      const words = wordsOf(alias);
      const telling = words.filter(tells);
      if (telling.length >= 2) return [{ signpost, stems: stemsOf(telling), whole: false }];
      if (words.length > 1 || telling.some((word) => kindOf(word) === 'content'))
        return [{ signpost, stems: stemsOf(words), whole: true }];
      return [];
    }),
  );
  return Map.groupBy(ways, (way) => way.stems[0]!);
}

/** The signpost for a question, by the longest of its ways that the question has. */
export function signpostFor(ways: Ways, words: Word[]): Signpost | undefined {
  const all = stemsOf(words);
  const telling = stemsOf(words.filter(tells));
  let best: Way | undefined;
  for (const stem of new Set(all))
    for (const way of ways.get(stem) ?? [])
      if (way.stems.length > (best?.stems.length ?? 0))
        if (way.whole ? stand(all, way.stems, 0) : stand(telling, way.stems, mostBetween)) best = way;
  return best?.signpost;
}

/** "Not safe" is not what "safe" is. */
const denials = new Set('not no never cant cannot dont wont'.split(' '));
const tells = (word: Word): boolean => kindOf(word) !== 'stop' || denials.has(word.text);
const stemsOf = (words: Word[]): string[] => words.map((word) => word.stem);

/** Whether the stems stand in the text in their order, with at most so many others between two of them. */
function stand(text: string[], stems: string[], between: number): boolean {
  const from = (at: number, n: number): boolean => {
    if (n === stems.length) return true;
    const last = n === 0 ? text.length - 1 : Math.min(text.length - 1, at + between);
    for (let next = at; next <= last; next++)
      if (text[next] === stems[n] && from(next + 1, n + 1)) return true;
    return false;
  };
  return from(0, 0);
}
