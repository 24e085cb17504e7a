import { isOfCase } from './case-signs.ts';
import { type Name, namesIn, strangers } from './names.ts';

export type PersonalKind =
  | 'a name'
  | 'an e-mail address'
  | 'a phone number'
  | 'a date of birth'
  | 'an address'
  | 'an NHS number'
  | 'a case number';

/** Where in a text a personal detail stands, and what it is. */
export type PersonalDetail = { kind: PersonalKind; from: number; to: number };

/** The personal details that a text seems to hold, in order, none overlapping. */
export function personalDetails(text: string): PersonalDetail[] {
  const { ofCase, formed, names } = lookAt(text);
  const found = [...formed, ...(ofCase ? namesIn(text, true) : names).map(named)];
  found.sort((a, b) => a.from - b.from || b.to - a.to);
  const apart: PersonalDetail[] = [];
  for (const detail of found) {
    const last = apart.at(-1);
    if (!last || detail.from >= last.to) apart.push(detail);
    else if (detail.to > last.to && detail.kind === last.kind) last.to = detail.to;
  }
  return apart;
}

/** The text with "[a name]" and so on in place of each personal detail. */
export function withoutPersonal(text: string): string {
  let rest = '';
  let at = 0;
  for (const { kind, from, to } of personalDetails(text)) {
    rest += `${text.slice(at, from)}[${kind}]`;
    at = to;
  }
  return rest + text.slice(at);
}

const months =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const date = String.raw`\d{1,2}(?:st|nd|rd|th)?(?: of)?[ ./-](?:\d{1,2}|${months})[ ,./-]{1,2}(?:\d{4}|\d{2})(?!\d)`;
const streets = 'street|road|avenue|lane|crescent|terrace|gardens';
const moreStreets = 'St|Rd|Ave|Close|Drive|Way|Court|Place|Square|Grove|Hill|Mews|Walk|House|Row|Rise';

/** What can be told by its form, or by what is said before it; `who` is the part to take out. */
const patterns: [PersonalKind, RegExp][] = [
  ['an e-mail address', /(?<who>[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})/dg],
  [
    'a date of birth',
    new RegExp(
      String.raw`\b(?:d\.?o\.?b\.?|date of birth|born(?: on)?|birthday)(?: is|:| -)?,? ?(?:the )?(?<who>${date})`,
      'dgi',
    ),
  ],
  ['an NHS number', /\bnhs (?:number|no\.?|num)?:? ?(?:is )?(?<who>\d{3}[ -]?\d{3}[ -]?\d{4})(?!\d)/dgi],
  ['a phone number', /(?<![\d.])(?<who>(?:\+44[ -]?(?:\(0\))?|\(?0)(?:[ ()-]{0,2}\d){9,10})(?!\d)/dg],
  [
    'a case number',
    /\b(?:case|ref(?:erence)?|mosaic|lcs|liquidlogic|upn|file|pupil|client)(?: (?:number|no\.?|id|ref(?:erence)?))*[ :#-]{0,3}(?:lcs |is )?(?<who>(?!20\d\d)[a-z]{0,4}[-/]?\d{4,}[a-z0-9/-]{0,12})/dgi,
  ],
  ['a case number', /\b(?<who>[A-Z]\d{12})\b/dg],
  ['a case number', /\b(?<who>[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D])\b/dg],
  ['an address', /\b(?<who>(?:[A-PR-UWYZ][A-HK-Y]?\d[A-HJKPS-UW\d]? ?\d[ABD-HJLNP-UW-Z]{2}))\b/dgi],
  [
    'an address',
    new RegExp(
      String.raw`\b(?<who>(?:flat \d{1,4}[a-z]?,? )?\d{1,4}[a-z]?,? (?:[a-z'’]+ ){1,3}(?:${streets}))\b`,
      'dgi',
    ),
  ],
  [
    'an address',
    new RegExp(
      String.raw`\b(?<who>(?:[Ff]lat \d{1,4}[a-z]?,? )?\d{1,4}[a-zA-Z]?,? (?:[A-Z][a-z'’]+ ){1,3}(?:${moreStreets}))\b`,
      'dg',
    ),
  ],
];

function formedIn(text: string): PersonalDetail[] {
  return patterns.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map((match) => {
      const [from, to] = match.indices!.groups!.who!;
      return { kind, from, to };
    }),
  );
}

/** Details that nobody has of children in general. */
const ofOne: PersonalKind[] = ['a date of birth', 'an NHS number', 'a case number'];

/** Whether a text seems to name a child or to give details of a case. */
export const concernsChild = (text: string): boolean => lookAt(text).ofCase;

function lookAt(text: string): { ofCase: boolean; formed: PersonalDetail[]; names: Name[] } {
  const formed = formedIn(text);
  const names = namesIn(text, false);
  const known = (names.length > 0 ? 2 : strangers(text)) + (formed.length > 0 ? 1 : 0);
  const ofCase =
    names.some(({ child }) => child) ||
    formed.some(({ kind }) => ofOne.includes(kind)) ||
    isOfCase(text, known);
  return { ofCase, formed, names };
}

const named = ({ from, to }: Name): PersonalDetail => ({ kind: 'a name', from, to });
