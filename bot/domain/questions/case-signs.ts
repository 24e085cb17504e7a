/** Signs that a text is about one child or one family, and not about children as most questions are. */

const child =
  'child|young (?:lady|man|woman)|youngster|boy|girl|baby|toddler|teenager|teen|pupil|young person|yp|lad|kid';
const relative = String.raw`mums?|mother|dads?|father|step ?-?(?:dad|mum|father|mother)\w*|nan|gran\w*|parents?|carers?|foster \w+|uncle|aunt\w*|brothers?|sisters?|siblings?|boyfriend|girlfriend|ex|placement|social worker|school|teacher|famil(?:y|ies)|ehcp?|care plan|(?:bed)?room|arms?|neck|head|legs?|body|phone|key ?worker|baby|partner|friends?|cousin|medication|hostel|flat|class|unit|personal adviser|solicitor`;
const anyOf = (sources: string[]) => new RegExp(sources.map((source) => `(?:${source})`).join('|'), 'i');

/** Enough by itself. */
const sure = anyOf([
  String.raw`\b(?:my|our) (?:\w+ )?(?:case|client|pupil|foster child|looked after child|young person|yp)\b(?! (?:management|files?|system|stud))`,
  String.raw`\bthis (?:${child}|family|case)\b`,
  String.raw`\bone of (?:my|our) (?:children|young people|pupils|cases|clients|kids|families)\b`,
  String.raw`\b(?:${child}|family|sibling group)s? (?:that |who |whom )?(?:i am|i['’]?m|i|we are|we['’]re) (?:working|work|support|supporting)\b`,
  String.raw`\b(?:${child}|\d{1,2}[ -]?year[ -]old|\d{1,2} ?yo)\b.{0,40}\b(?:told|disclosed|said to|confided|came to) (?:to |in )?(?:me|us|her|his|a|the)\b`,
  String.raw`\b(?:${child}|\d{1,2}[ -]?year[ -]old|\d{1,2} ?yo)\b.{0,80}\b(?:last night|yesterday|this morning|tonight|last week)\b`,
  String.raw`\b(?:he|she)(?: is|['’]s| was)? (?:only |just |now |about )?(?:aged |turned )?\d{1,2}\b`,
  String.raw`\b(?:his|her) (?:\w+ )?(?:${relative})\b`,
  String.raw`\b(?:hang|kill|hurt|harm|cut|starve)(?:s|ed|ing|ting)? (?:him|her)self\b`,
  String.raw`\b(?:mum|mother|dad|father|step ?-?(?:dad|mum|father|mother)|nan|grandmother|grandad)(?: is| was| has|['’]s)? (?:hits?|moved to|caring for|drink\w*|us(?:es|ing)|left|died|won['’]?t|refus\w+|gone|going|in prison|lying|violent|abusive)\b`,
  String.raw`\b(?:a|an|the|there is|there['’]s) (?:\w+ ){1,6}on my caseload\b`,
  String.raw`\b(?:${child}|twins|brothers|sisters|siblings|care leaver) (?:that |who |whom )?(?:i|we)(?:['’]m|['’]re| am| are)? (?:\w+ )?(?:work(?:ing)? with|support(?:ing)?|look(?:ing)? after|visit|know)\b`,
  String.raw`\b(?:${child})['’]?s (?:mums?|mother|dads?|father|nan|gran\w*|uncle|aunt\w*|brothers?|sisters?|step ?-?(?:dad|mum|father|mother)|boyfriend|partner)\b`,
  String.raw`\b(?:(?:the|this|our) (?:boy|girl|lad|baby|toddler|child|pupil)|my supervisee)['’]s (?:\w+ )?(?:${relative})\b`,
  String.raw`\bone of (?:the|our|my) (?:\w+ ){0,2}(?:girls|boys|lads|kids|children|young people|residents) (?:in|at|from|is|has|was)\b`,
  String.raw`\b(?:our|my) (?:foster )?carer (?:has|is|was|says|said|wants|gave|rang|can['’]?t)\b`,
  String.raw`\b(?:i|we)(?:['’]ve| have)(?: got| just got)? (?:a|two|three) (?:\w+ )?(?:mother|mum|dad|father|family|boy|girl|lad|baby|toddler|teenager|young person|siblings?)\b(?! (?:hubs?|group|support|service|programme|network|forum|panel|board|team))`,
  String.raw`\b(?:find|need|want|looking for) (?:a|an) (?:\w+ )?(?:bed|placement|home|place) for (?:a|an|this|our|my) (?:\w+ )?(?:${child}|\d{1,2}[ -]?year[ -]old)\b`,
  String.raw`\b(?:${child}) whose (?:${relative})\b`,
]);

/** One of these says little, three say enough. */
const signs = [
  // somebody in particular
  String.raw`\b(?:${child}|student|client|patient|lac|LAC|UASC|care leaver|twins?|siblings?|mum|dad|mother|father|carer|uncle|stepfather|stepmother)\b(?! (?:protection|level|friendly|poverty|social|sexual|criminal|data|development|health|care|death|care services?)|['’]s services)|\b\d{1,2} ?-?(?:yrs?|years?)(?:[ -]old)?\b|\bage[d:]? \d{1,2}\b|\b(?:year|yr|[yY]) ?(?:[1-9]|1[0-3])\b`,
  String.raw`\b(?:he|she|his|her|him|hers|himself|herself)\b`,
  String.raw`\b(?:he|she|his|her|him)\b.*\b(?:he|she|his|her|him|mum|dad)\b|\b(?:he|she) (?:was|is|has|had|won['’]?t|keeps|lost|turns|says|said|hates|wants|ran|cut|owes|hasn['’]?t|isn['’]?t)\b|\b(?:left|leaving|sent|hit|hits|asked|took) (?:him|her)\b`,
  // somebody to whom something is happening
  String.raw`\b(?:a|an|the|our|my|one|two) (?:\w+ ){0,3}(?:child|boy|girl|lad|baby|toddler|teenager|pupil|student|young (?:man|woman|person)|kids?|siblings|twins|brothers|sisters|sibling group|resident|mum|mother|dad|father|family|care leaver|grandfather|grandmother|grandad|carer)\b(?:['’]s \w+)? (?:\w+ ){0,4}(?:was|has|had|won['’]?t|keeps|lost|owes|wrote|got|arrived|ran|says|said|wants|told|just told|turned up|came)\b`,
  // something that happened to them, or that they did
  String.raw`\b(?:disclosed|hungry|shaken|chok(?:es|ed|ing)|bull(?:ied|ying)|remanded|machete|hears voices|neglected|bruis\w+|broken|beat(?:s|en)?|hits?|hurt\w*|hurting|touch(?:es|ing|ed)|locked|bitten|burn(?:t|ed|s)|cut(?:s|ting)|stabbed|assaulted|attacked|trafficked|groomed|raped|arrested|remanded|sectioned|threatened|threatens|suicidal|overdose\w*|exploited by|sexually|gang|knife|drugs|heroin|cannabis|drunk|drinking|pregnant|homeless|nowhere to|arrears|undocumented|excluded|missing (?:from|education|since|again)|ran (?:away|off)|run away|runs away|running away|going missing|went missing|gone missing|absconded|kicked (?:off|out)|thrown out|broke(?:n)? down|placed|placement|foster(?:ed)?|self[ -]?harm\w*|autistic|violent|abus(?:ed|es|ing)|allegation is|chronology|care plan|ehcp|[sS]ection 47|strategy (?:meeting|discussion)|not safe|unsafe|hand (?:him|her) back|engage|convict(?:ed|ion)|evicted|robbed|parental responsibility|shouts?|shouted|punch(?:es|ed)|kicks|older (?:men|man|boyfriend)|split up|contact with|refus(?:es|ed|ing) to|stopped (?:eating|talking|taking)|won['’]?t (?:sign|eat|talk|engage|go)|pathway plan|camhs|CAMHS|YOT|FGM)\b`,
  String.raw`\b(?:tonight|last night|yesterday|this morning|last week|again|since (?:[A-Za-z]+day|[JFMASOND][a-z]+|last)|just (?:rung|rang|called|now|been)|right now)\b`,
  String.raw`\b(?:[iI]|we)(?: have|['’]ve|ve)(?: got| just)? (?:a|an|two)\b|\b(?:[iI]|we)(?: am|['’]?m| are|['’]re) (?:worried|concerned|working with)\b|\bmy caseload\b|\bin (?:our|my) (?:home|school|class|care|unit|nursery)\b|\b[iI] need\b.*\btonight\b`,
].map((source) => new RegExp(source));

const enough = 3;

/**
 * Whether a text is about one child or one family.
 * @param known how much is known besides: a name of somebody counts for two signs, whatever else is personal for one
 */
export function isOfCase(text: string, known: number): boolean {
  // "A child" is somebody, "Child Friendly London" is not: capitals count, but for those of a sentence's beginning.
  const plain = /\p{Ll}/u.test(text)
    ? text.replace(/(?:^\s*|[.?!:]\s+)\p{Lu}(?=\p{Ll}| )/gu, (start) => start.toLowerCase())
    : text.toLowerCase();
  return sure.test(text) || signs.reduce((sum, sign) => sum + (sign.test(plain) ? 1 : 0), known) >= enough;
}
