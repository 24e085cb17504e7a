import { ordinaryWords, stopWords } from '../knowledge/common-words.ts';
import { realWords } from '../knowledge/real-words.ts';
import { firstNames } from './first-names.ts';

/** A person's name in a text. `child`: what stands around it says that it is a child's, or of a case. */
export type Name = { from: number; to: number; child: boolean };

// Written with capitals as names are: "Tyrell", "O'Neill", "McKay", "Ellie-Mae".
const capitalised = String.raw`(?<![\p{L}\p{N}])(?:\p{Lu}['’])?\p{Lu}\p{Ll}+(?:\p{Lu}\p{Ll}+)?(?:-\p{L}\p{Ll}+){0,2}`;
const full = `${capitalised}(?: ${capitalised}){0,2}`;
const anyCase = String.raw`(?<![\p{L}\p{N}])\p{L}[\p{L}'’-]{0,40}\p{L}(?: ${capitalised}){0,2}`;
const initials = String.raw`(?<![\p{L}\p{N}]|\d )(?:\p{Lu}\.? ?)?\p{Lu}\.?(?![\p{L}\p{N}'’])`;

const young =
  'child|young lady|young man|young woman|youngster|boy|girl|baby|toddler|teenager|teen|pupil|student|young person|yp|lad|kid|twin|son|daughter';
const someone = `${young}|client|case|patient|sibling|brother|sister|mum|mother|dad|father|nan|parent|step ?-?(?:dad|mum|father|mother)|foster carer|uncle|aunt`;
const theirs = `mums?|mother|dads?|father|parents?|step ?-?(?:dad|mum|father|mother)|nan|gran|grandmother|sister|brother|siblings?|famil(?:y|ies)|case|care plan|placement|foster (?:placement|carers?|home)|social worker|ehcp?|school|file|behaviour|date of birth|dob|birthday|boyfriend|girlfriend|bedroom|transport|taxi|passport|therapy|funding|tribunal|nursery|funeral|(?:adoptive|birth) parents|injur(?:y|ies)|bruises`;
const age = String.raw`(?:1?\d|2[0-5])`;
// "(14)", ", 14,", "is 14 and", "aged 14", "14 years old", "(yr 9)"; not "is 4 December".
const ageAfter = String.raw` ?\(${age}(?:[),]| ?(?i:y))|,? (?i:is |now |just |turned |who is |who['’]s |only )*${age}(?=[.,;)!?]|$| (?i:and|but|who|now|with|so|he|she|has|keeps)\b)|,? ?\(?(?i:aged?) ${age}\b|,? ?\(?${age} ?-?(?i:y(?:ea)?rs?[ -]old|yo\b|y/o|months? old)| ?\((?i:y(?:ea)?r) ?\d{1,2}\)| ?\((?i:dob|d\.o\.b|born)\b`;
const doing = `told (?:me|us|her|his|a|the)|disclosed|said (?:that|his|her|to)|says (?:that|his|her)|lives|(?:has|had) been (?:hit|found|placed|groomed|stabbed|arrested|excluded|moved|taken|attacked|assaulted|abused|hurt|sleeping|missing|self)|absconded|was (?:removed|shaken|bullied|raped|remanded|sectioned|detained|trafficked|restrained|hit|born|found|placed|groomed|stabbed|arrested|excluded|moved|taken|attacked|assaulted|abused|hurt)|(?:has|is|was|does|did)n['’]?t|(?:is|are|was|were) being|is (?:autistic|homeless|pregnant|missing)|keeps|refuses|refused|needs|hits|hit|ran|has r[au]n|went missing|has gone|goes missing|self[ -]harm|sleeps|won['’]?t|will not|moved|died|and (?:his|her|their) (?:brother|sister|mum|dad|siblings?)`;

type Rule = { pattern: RegExp; child: boolean; anyCase?: boolean };
const rule = (source: string, child: boolean, anyCase = false): Rule => ({
  pattern: new RegExp(source, 'dgu'),
  child,
  anyCase,
});

/** What shows a name, whether or not we have heard it before; a name of any case only where nothing else fits. */
const cues: Rule[] = [
  rule(String.raw`\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? (?<who>${full})`, false),
  rule(
    String.raw`\b(?i:${someone})(?i:,? (?:who is|who's|is|was))? (?i:called|named) ["'“‘]?(?<who>${anyCase})`,
    true,
    true,
  ),
  rule(
    String.raw`\b(?i:(?:${someone})(?:['’]s)? name(?: is|['’]s|:)|(?:his|her|their) name(?: is|['’]s)) (?<who>${anyCase})`,
    true,
    true,
  ),
  rule(String.raw`\b(?i:my name is|name is|called|named|name:) (?<who>${full})`, false),
  rule(
    String.raw`\b(?i:my|our|his|her|the|this|a|of my|of our)(?: \p{Ll}+)? (?:${someone}|children|young people|pupils|cases|clients),? (?<who>${full})`,
    true,
  ),
  rule(
    String.raw`\b(?:chronology|referral|(?:care|pathway) plan|ehcp|EHCP|passport|bed|placement|respite|LAC review) for (?<who>${full})`,
    true,
  ),
  rule(String.raw`\b(?i:mum|dad|mother|father|parents?|carers?) of (?<who>${full})`, true),
  rule(String.raw`\b(?:${someone}|siblings|brothers|sisters|twins|case of) (?<who>${full})`, true),
  rule(
    String.raw`\b(?i:${age} ?-?(?:y(?:ea)?r[ -]old|yo|y/o)(?: (?:${young}))?),? (?:called )?(?<who>${full})`,
    true,
  ),
  rule(
    String.raw`\b[Tt]he (?<who>${full}) (?:children|siblings|twins|brothers|sisters|boys|girls|family (?:have|has|are|is|were|was))\b`,
    true,
  ),
  rule(`(?<who>${full})(?:${ageAfter})`, true),
  rule(String.raw`(?<who>${full})['’]s? (?i:(?:\p{L}+ )?(?:${theirs}))\b`, true),
  rule(String.raw`(?<who>${full}),? (?i:(?:who )?(?:${doing}))\b`, true),
  rule(`(?<who>${initials})(?:${ageAfter})`, true),
  rule(
    String.raw`\b(?i:my case|case|client|child|pupil|young person|yp|boy|girl) (?<who>(?!I\b|A (?:and|level))${initials})`,
    true,
  ),
];

/** Lower-case names that we know, where the same things stand around them. */
const known = String.raw`(?<![\p{L}\p{N}])\p{Ll}{2,20}(?:-\p{Ll}{2,20})?(?!\p{L})`;
const lowerCues: Rule[] = [
  rule(`(?<who>${known}(?: \\p{L}(?!\\p{L}))?)(?:${ageAfter})`, true),
  rule(String.raw`(?<who>${known})['’]s? (?:\p{L}+ )?(?:${theirs})\b`, true),
  rule(String.raw`(?<who>${known}),? (?:who )?(?:${doing})\b`, true),
  rule(String.raw`\b(?:my|our|his|her|the|this|a) (?:${someone}),? (?<who>${known})`, true),
];

/** Words with a capital letter that are nobody's name, besides the everyday ones. */
const notNames = new Set(
  `monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november
  december english british scottish welsh irish french polish romanian somali turkish muslim christian jewish asian african caribbean
  christmas easter ramadan section act act's chapter part annex phase tier stage key grade band level zone room floor under over ages protection friendly
  plan plans board network networks programme strategy strategic data social care services service children childrens young person people family families
  team teams council councils borough london greater england britain uk europe government mayor court police hospital school academy college primary
  secondary nursery ofsted barnardo barnardos facebook instagram snapchat tiktok whatsapp google youtube roblox mosaic microsoft zoom
  eritrea sudan syria afghanistan albania vietnam iran iraq ukraine somalia romania poland ghana nigeria jamaica bangladesh pakistan
  director head lead chair officer manager worker commissioner minister secretary department university association foundation trust union commission committee institute lord lady sir king queen prince royal
  barking dagenham barnet bexley brent bromley camden croydon ealing enfield greenwich hackney hammersmith fulham haringey harrow havering
  hillingdon hounslow islington kensington chelsea kingston lambeth lewisham merton newham redbridge richmond southwark sutton tower hamlets
  waltham wandsworth westminster birmingham bradford brighton bristol cambridge cornwall coventry cumbria derby devon dorset durham essex
  gloucestershire hampshire hertfordshire hull kent lancashire leeds leicester lincoln lincolnshire liverpool luton manchester medway norfolk northamptonshire
  nottingham oldham oxford plymouth portsmouth reading rochdale salford sheffield slough southampton suffolk surrey sussex wales scotland
  wiltshire wolverhampton worcestershire york yorkshire midlands thames`.split(/\s+/),
);
/** Two or three capitals that stand for something else than a person. */
const acronyms = new Set(
  `YP CYP LA LAS SW EP LAC CLA CIN CP CPP IRO UASC CE CSE CCE DSL HT GP EHC EHCP NHS SEN SEND DFE LADO ICB AP ASD ADHD PEP PRU TA UK EU AI IT HR OK ID DOB NI UPN RCC YOT YJS YEF MP DCS AD VS PLV TAF EDT SA SC KS LF FAQ Q IV II III CV CAMHS GLA MOJ TFL PA MH DV DA`.split(
    ' ',
  ),
);

const lower = (word: string) => word.toLowerCase().replace(/['’]s?$/, '');
const isEveryday = (word: string) =>
  realWords.has(lower(word)) ||
  notNames.has(lower(word)) ||
  stopWords.has(lower(word).replace(/['’]/g, '')) ||
  ordinaryWords.has(lower(word));
const isFirstName = (word: string) => {
  const [first = ''] = lower(word).split('-');
  return firstNames.has(lower(word)) || firstNames.has(first);
};

/** "Tamsyn came": what stands at the beginning of a sentence is a name if it does something. */
const acts = new RegExp(
  String.raw`^${full},? (?:is|was|has|had|does|did|came|went|got|gets|needs|wants|keeps|says|said|told|lives|will|can|cannot|could|won|hit|ran|and)\b`,
  'u',
);
/** "divine 13 has" */
const agedAndSo = /^[\p{Ll}-]+ \d{1,2} (?:has|is|was|ran|keeps|who|from|needs)\b/u;

/**
 * The names of people in a text.
 * @param ofCase the text is about a particular child: then whatever is written as names are is taken for one
 */
export function namesIn(text: string, ofCase: boolean): Name[] {
  const names: Name[] = [];
  if (!ofCase && !mayHold(text)) return names;
  const take = ({ pattern, child, anyCase }: Rule, fits: (words: string[]) => number) => {
    for (const match of text.matchAll(pattern)) {
      const [from] = match.indices!.groups!.who!;
      const words = match.groups!.who!.split(' ');
      const count = anyCase && !/^\p{Lu}/u.test(words[0]!) && !isEveryday(words[0]!) ? 1 : fits(words);
      if (count > 0) names.push({ from, to: from + words.slice(0, count).join(' ').length, child });
    }
  };
  const leading = (words: string[]) => {
    const end = words.findIndex((word) =>
      /\p{Ll}/u.test(word) ? isEveryday(word) : acronyms.has(word.replaceAll('.', '')),
    );
    return end < 0 ? words.length : end;
  };
  for (const cue of cues) take(cue, leading);
  for (const cue of lowerCues) take(cue, (words) => (isFirstName(words[0]!) ? words.length : 0));
  const plain = rule(`(?<who>${full})`, false);
  for (const match of text.matchAll(plain.pattern)) {
    const [start] = match.indices!.groups!.who!;
    let at = start;
    const words = match[0].split(' ');
    // People have no article: "the Mona Lisa".
    if (!ofCase && /\b[Tt]he $/.test(text.slice(Math.max(0, start - 5), start))) continue;
    for (let n = 0; n < words.length; ) {
      const first = n === 0 && beginsSentence(text, at);
      const stranger = ofCase && !isEveryday(words[n]!) && (!first || acts.test(text.slice(at)));
      const isName = stranger || isFirstName(words[n]!);
      const count = isName ? 1 + leading(words.slice(n + 1)) : 0;
      const part = words.slice(n, n + Math.max(count, 1)).join(' ');
      if (count > 0) names.push({ from: at, to: at + part.length, child: false });
      n += Math.max(count, 1);
      at += part.length + 1;
    }
  }
  if (ofCase)
    for (const match of text.matchAll(new RegExp(known, 'gu')))
      if (isFirstName(match[0]) || (!isEveryday(match[0]) && agedAndSo.test(text.slice(match.index))))
        names.push({ from: match.index, to: match.index + match[0].length, child: false });
  return names;
}

/** How many words could be names that we do not know, two at most: written as names are, and no everyday words. */
export const strangers = (text: string): number =>
  Math.min(2, [...text.matchAll(new RegExp(capitalised, 'gu'))].filter(([word]) => !isEveryday(word)).length);

/** Whether any word could be a name: of most questions none can, and they need not be read any closer. */
const mayHold = (text: string): boolean =>
  /\b(?:called|named?)\b/i.test(text) ||
  (text.match(/\p{L}[\p{L}'’]*/gu) ?? []).some((word, at) => {
    if (firstNames.has(lower(word))) return true;
    if (/^\p{Lu}{1,2}$/u.test(word))
      return !acronyms.has(word) && word !== 'I' && !(word === 'A' && at === 0);
    return /^\p{Lu}.*\p{Ll}/u.test(word) && !isEveryday(word);
  });

const beginsSentence = (text: string, at: number): boolean =>
  /(?:^|[.?!:]\s+|\n\s*)["'“‘(]?$/.test(text.slice(Math.max(0, at - 6), at));
