/**
 * The stem of a lower-case word: "commissioning" and "commissioned" both give "commiss".
 * The algorithm of M. F. Porter, "An algorithm for suffix stripping" (1980), steps 1 to 5. Words that
 * are short, long or not a to z are their own stem.
 */
export function stem(word: string): string {
  if (word.length < 3 || word.length > 30 || !/^[a-z]+$/.test(word)) return word;
  let stemmed = stems.get(word);
  if (stemmed === undefined) {
    stemmed = stripped(word);
    // Questions bring words without end; what is forgotten is found again.
    if (stems.size >= mostStems) stems.clear();
    stems.set(word, stemmed);
  }
  return stemmed;
}

const stems = new Map<string, string>();
const mostStems = 50_000;

function stripped(word: string): string {
  let w = plural(word);
  w = pastAndGerund(w);
  if (w.endsWith('y') && hasVowel(w.slice(0, -1))) w = `${w.slice(0, -1)}i`;
  w = replaceLongest(w, step2, 0);
  w = replaceLongest(w, step3, 0);
  w = replaceLongest(w, step4, 1);
  if (w.endsWith('e')) {
    const rest = w.slice(0, -1);
    if (measure(rest) > 1 || (measure(rest) === 1 && !endsShort(rest))) w = rest;
  }
  return w.endsWith('ll') && measure(w) > 1 ? w.slice(0, -1) : w;
}

const pairs = (text: string): [string, string][] =>
  text.split(' ').map((pair) => pair.split(':') as [string, string]);

// Longer endings stand before the shorter ones that they end in.
const step2 = pairs(
  'ational:ate ization:ize isation:ize iveness:ive fulness:ful ousness:ous tional:tion biliti:ble ' +
    'entli:ent ousli:ous ation:ate alism:al aliti:al iviti:ive enci:ence anci:ance izer:ize iser:ize ' +
    'abli:able alli:al ator:ate eli:e',
);
const step3 = pairs('icate:ic ative: alize:al alise:al iciti:ic ical:ic ness: ful:');
const step4 = pairs(
  'ement: ance: ence: able: ible: ment: sion:s tion:t ant: ent: ism: ate: iti: ous: ive: ize: ise: al: er: ic: ou:',
);

function replaceLongest(word: string, endings: [string, string][], least: number): string {
  for (const [ending, instead] of endings) {
    if (!word.endsWith(ending)) continue;
    const rest = word.slice(0, -ending.length);
    return measure(rest + (least ? instead : '')) > least ? rest + instead : word;
  }
  return word;
}

function plural(word: string): string {
  if (word.endsWith('sses') || word.endsWith('ies')) return word.slice(0, -2);
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

function pastAndGerund(word: string): string {
  if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const ending = word.endsWith('ing') ? 3 : word.endsWith('ed') ? 2 : 0;
  const rest = word.slice(0, word.length - ending);
  if (!ending || !hasVowel(rest)) return word;
  if (/(at|bl|iz)$/.test(rest)) return `${rest}e`;
  if (/([^aeioulsz])\1$/.test(rest)) return rest.slice(0, -1);
  return measure(rest) === 1 && endsShort(rest) ? `${rest}e` : rest;
}

const isVowel = (word: string, at: number): boolean => {
  const letter = word[at]!;
  return 'aeiou'.includes(letter) || (letter === 'y' && at > 0 && !isVowel(word, at - 1));
};

function hasVowel(word: string): boolean {
  for (let i = 0; i < word.length; i++) if (isVowel(word, i)) return true;
  return false;
}

/** How often a vowel is followed by a consonant: Porter's m. */
function measure(word: string): number {
  let m = 0;
  for (let i = 1; i < word.length; i++) if (isVowel(word, i - 1) && !isVowel(word, i)) m++;
  return m;
}

/** Ends consonant, vowel, consonant, the last not w, x or y. */
function endsShort(word: string): boolean {
  const n = word.length;
  return (
    n > 2 &&
    !isVowel(word, n - 1) &&
    isVowel(word, n - 2) &&
    !isVowel(word, n - 3) &&
    !'wxy'.includes(word[n - 1]!)
  );
}
