import type { Word } from './words.ts';

/** Which kind of fact a question wants. */
export type Intent =
  | 'general'
  | 'meaning' // what is X, who are X
  | 'reason'
  | 'date'
  | 'time' // at which hour
  | 'which' // of many, by name: which councils, which providers
  | 'count'
  | 'share' // what percentage
  | 'person' // the name of somebody who holds a post
  | 'result' // what came of it
  | 'money'
  | 'contact'
  | 'place'
  | 'lead'
  | 'list'
  | 'task' // how a person does something that the records are not about
  | 'personal'; // about the asker's own employment: never in the records

// Each pattern is tried on the question's words, in lower case, with a single space between them.
const patterns: [Intent, RegExp][] = [
  [
    'personal',
    /\b(?:(?:annual|sick|maternity|paternity|parental|carers|compassionate|study|unpaid) leave|payslips?|salary|salaries|payroll|pension|pensions|pay rise|overtime|expenses|mileage|appraisal|bank holidays?|sickness policy|sick pay|timesheets?|days? off|out of office|my leave|flexi(?:time)?|wifi|wi fi|printers?|toner|photocopier|canteen|meeting rooms?|room booking|on call|on duty|holiday entitlement|notice period|my (?:next |last )?(?:supervision|manager|line manager|boss|contract|caseload|shift|rota|desk|laptop|phone|hours)|(?:train|tube|bus|rail) strikes?|trains? to|lunch|loft conversions?|council tax|staff pass|id badge|potholes?|bin collections?|passports?|driving licen[cs]e|blue badge|flu jabs?|gp appointment|vpn|mfa|outlook|excel|powerpoint|weather|football|in sick)\b/,
  ],
  [
    'task',
    /\b(?:how|where|can|should|could) (?:do |can |should |could |would )?(?:i|we|you|someone) (?:report|apply|claim|refer|make a referral|make a|become|appeal|adopt|qualify|book|cancel|park|pay|complain about|raise)\b|^(?:(?:please|pls|hi|hello|hey|and|ok) )*(?:(?:can|could|will|would) you (?:please |just )?)?(?:draft|approve|delete|turn (?:on|off)|put .{1,40} in (?:my|our|the) (?:calendar|diary)|set (?:me )?(?:a|an|my)|write (?:me|my|us|up|a|an|the)|book|chase|order|translate|convert|calculate|remind|schedule|print|fill in|forward|e ?mail (?:me|my|us|the|this|a)|send (?:me|my|us|the|this|a|an|it|them|out)|ring|phone)\b|\b(?:can|could|would|will) you (?:\w+ )?(?:draft|approve|delete|put|add|set(?! out)|update|remove|unlock|give me the names?|tell me the names?|write|book|chase|order|translate|arrange|print|forward|remind|schedule|cancel|email|send|ring|phone|sign)\b|\b(?:can|could|may) (?:i|we) have (?:the|a|my|your) (?:\w+ )?(?:login|log in|password|link|file|copy|code|slides)\b|^remind\b|^(?:report|renew|claim|request) (?:a|an|my)\b|\b(?:how|where) (?:would|do|does|can|could|should) (?:\w+ ){1,5}(?:apply|sign up|enrol|register) (?:to|for|with|on)\b|\b(?:which|what) (?:\w+ ){1,3}(?:should|shall) (?:i|we) (?:use|buy|choose|pick|get|hire|join)\b/,
  ],
  [
    'contact',
    /\b(?:phone|telephone|mobile|fax|postcode|post code|contact number|postal address|home address|address|email for|direct line|extension number|whatsapp)\b/,
  ],
  [
    'money',
    /\b(?:(?:an|per|by the) hour|a day rate|pay caps?|size of the (?:\w+ )?(?:discount|grant|budget|fund|fee)|how much (?!do (?:we|you|they) (?:know|say|tell|care)\b)(?:money|funding|does|do|did|will|would|is|was|has|have|are|were|of the budget)|in pounds|pounds|what (?:is|was|will be|s)? ?(?:the |its |their |our |liia |liias )?(?:total |annual |overall )?(?:budget|cost|costs|price|fee|fees|salary|spend|turnover)|how expensive|price of|(?<!(?:about|reduce|cut|lower|down|control) (?:the )?(?:\w+ )?)cost of|what (?:do|does|did|will|would) .{1,60} (?:cost|charge)(?= (?:us|me|you|them|per|an?|for|to|each|boroughs|councils)\b|$)|how much (?:\w+ ){0,4}(?:paid|earn|charge)|what (?:do|does|did|will|would) .{1,60} pay (?:them|him|her|you|us|people|staff|me)\b|(?:ticket|entry|entrance|registration) (?:price|fee|cost)s?)\b/,
  ],
  [
    'share',
    /\b(?:percentage|proportion|share of|per cent|percent|ratio|average|(?:what|which) (?:\w+ ){0,2}rates?|(?:hourly|daily|day|interest|success|reoffending|turnover) rate|what (?:is|are) the (?:\w+ ){0,5}rates?)\b/,
  ],
  [
    'person',
    /\b(?:who (?:is |s |are |was |(?=the (?:current|new|present)))|name of )(?:the |our |a |your |liia |liias |current |new )*(?:\w+ ){0,3}(?:director|head|minister|chair|chairman|chairwoman|manager|boss|chief|president|commissioner|officer|dcs|coordinator|secretary)\b|\bwho (?:is|are|s) (?:the )?(?:main |guest |keynote )?speakers?\b|\bwhose (?:name|turn|number|signature)\b|\bnames of (?:the )?(?:children|kids|people|staff|officers|directors|mentors|young people)\b|\bname of the (?:person|people|officer|man|woman)\b|\b(?:who|which mp|which minister|which person|which officer|which director) (?:is |was |will be )?(?:(?:the )?keynote|speaking|speaks(?! up| for)|chairs?|chaired|chairing|won|wins|appointed|elected|hired|wrote|invented|designed|built)\b/,
  ],
  [
    'result',
    /\b(?:results? (?:of|from)|outcome of|findings of|how successful|what (?:was|were|has been|got) (?:decided|agreed|discussed|said) (?:at|in|by)|did (?:it|they|this) work|what did .{1,60} (?:find|say|show|conclude|prove|reveal|recommend|think)|(?<!^when )(?:has|have|was|were) .{1,60} (?:been )?published)\b/,
  ],
  [
    'count',
    /\b(?:(?<!\bto (?!know |say |tell |ask |find out |check )\w+ )(?<!^where (?:can|could|do|would|might|is|are) .{1,30})how many|number of|how much(?! do (?:we|you|they) (?:know|say|tell|care))|how long|how old|how big|how tall|how far|how heavy|what size|what length|turn ?out (?:at|for|of)|how often|how frequently|which cohort|what number)\b/,
  ],
  [
    'time',
    /\b(?:what|which) time\b|\b(?:start|finish|end|opening|closing) times?\b|\bhow (?:late|early) (?:does|do|is|will)\b|\bwhat hours\b/,
  ],
  [
    'date',
    /^(?:(?:and|so|but|ok|hi|hello|exactly|please|also) )*when\b(?! we| they| i | you)(?! (?:an?|our|my|one|someone|somebody|young|children|kids|people|families|parents) .*\b(?:what|who|how|where|which|do|does|is|are|can|will|should)\b)|\bwhen (?:is|are|was|were|will|does|do|did|must|should|s)\b|\b(?:what|which) (?:date|day|month|year)\b|(?<!^(?:does|do|did) (?:\w+ ){1,5})\bdeadline\b|\bclosing date\b|\b(?:the|which) (?:day|date)s?\b|\bby when\b|\bhow soon\b|\bdates? (?:of|for)\b|\bwhat (?:is |are |s |were |was )?(?:the )?(?:\w+ ){0,3}dates?\b/,
  ],
  [
    'place',
    /^(?:(?:and|so|but) )?where (?:is|are|was|were|will) (?:it|this|that|the (?:\w+ ){0,4}(?:summit|conference|event|workshop|workshops|meeting|consultation))\b|\bwhere (?:is|are|was|were|will|s) .{1,60} (?:offices?|headquarters|located|based|built|held|building)\b|\bvenue\b|\bwhat room\b/,
  ],
  [
    'lead',
    /(?<!(?:s|people|staff|children|anyone|somebody|someone|those) )\bwho (?:lead|run|own|head|manage)\b|\bwho (?:s |is |are |else )?(?:jointly |co |also )?(?:leads|leading|led|runs|running|owns|heads|manages|responsible|in charge|accountable|behind|coordinates|delivers?|delivering)\b|\b(?<!who )lead (?:on|for|of)\b|\b(?:leads|leader) (?:on|for|of)\b|\bled by\b|\b(?:which|what) (?:organisation|person|officer|body|board|council)s? (?:is |are )?(?:leads?|leading|runs|running)\b|\bwho does (?:it|this|that)\b|\bwho (?:is|s) the lead\b/,
  ],
  [
    'reason',
    /\bwhy\b|\bhow come\b|\b(?:for )?what reason\b|\bworth (?:our|the|my|your) \w+\b|\breasons? (?:for|behind|of|why)\b|\bwhat (?:is|s|was) the (?:reason|purpose|point|aim|benefit|rationale|goal|objective)\b|\bpoint (?:of|in)\b|\bpurpose of\b|\b(?:rationale|reasoning|thinking behind)\b|\b(?:case|logic|argument) (?:for|behind)\b|\b(?:what|which) (?:\w+ )?(?:benefits?|gains?|advantages?) (?:is|are|was|were|will|would|does|do|comes?)\b|\bwhat difference\b|\bwhat (?:are|is) the (?:\w+ )?(?:benefits?|aims?|goals?|objectives?|purposes?)\b|\bhop(?:e|ing) to achieve\b|\bwhat for\b|\bwhat (?:is|was) (?:it|this|that|liia) (?:all )?(?:for|in aid of)\b|\bwhat (?:good|use) (?:is|are|will|does)\b|\bhow (?:will|does|would) (?:it|this|that|they) help\b|\bwhat (?:will|would|does|do|did|could|can|is|are) .{0,60}(?:achieve|change|prevent|stop|gain|get out of|bring about)\b|\bwhat (?:good|harm|use|difference)\b|\b(?:set up|created|made|started|needed|there) for$|\bwhat (?:is|are|was) .{1,60} for$|\bwhat is the (?:use|payoff|upside|idea) (?:of|from|behind)\b|\b(?:trying|meant|supposed|hoping|want|wants|aiming) to (?:do|achieve|shift|change|fix|bring)\b|\bin it for\b|\b(?:get|gets) out of (?:it|this|that|the)\b|\bwhat (?:is|was|are|were) .{1,40} set up for\b/,
  ],
  [
    'which',
    /\b(?:who (?:is|are) the|which|what) (?:(?!(?:should|do|does|did|can|could|will|would|is|are|has|have|must|might) )\w+ )?(?:boroughs?|councils?|authority|authorities|providers?|schools?|colleges?|universit(?:y|ies)|agenc(?:y|ies)|compan(?:y|ies)|charit(?:y|ies)|hospitals?|trusts?|firms?|suppliers?)\b|\bnames? (?:of )?(?:the |all |every )*(?:boroughs?|councils?|authorities|providers?|schools?|colleges?|universities|agencies|companies|charities|hospitals?|suppliers?)\b/,
  ],
  [
    'list',
    /\blist\b|\b(?:which|what|name|all) (?:are )?(?:the |of the |our |your |its |liia |liias )?(?:(?!(?:should|can|could|will|would|must|might|do|does) )\w+ )?(?:projects|programmes|workstreams|activities|areas|priorities|partners|networks|boards|groups|items|pieces|strands|themes|boroughs|councils|authorities|organisations|initiatives)\b|\bwho are (?:the |our |your |its |liia |liias )?(?:\w+ )?partners\b/,
  ],
  [
    'meaning',
    /^(?:(?:and|so|ok|hi|hello|please) )*(?:what|who|whats|whos) ?(?:is|are|s|was|were)?\b|\bstands? for\b|\bmeaning of\b|\bdefine\b|\bwhat does .{1,60} (?:mean|do)\b|\bmeant by\b/,
  ],
];

/** "What's" is read as "what": where a question begins so, the "is" is put back. */
const shortened =
  /^((?:(?:and|so|ok|but|hi|hello|please) )*(?:what|who|when|where)) (?=(?:the|it|its|that|this|these|those|your|our|their|my|(?<!when )an?)\b)/;

const textOf = (words: Word[]): string =>
  words
    .map((w) =>
      w.text.length > 3 && /^(?:what|who|when|where|how|why)s$/.test(w.text)
        ? `${w.text.slice(0, -1)} is`
        : w.text,
    )
    .join(' ')
    .replace(shortened, '$1 is ');

/** "How do I", "can my": how people do something themselves. */
export const asksHowTo = (words: Word[]): boolean =>
  /\bhow (?:do|can|should|would|could) (?:i|we|they|someone)\b|^(?:can|could|should|may) (?:i|we|my|a)\b|^is my\b/.test(
    textOf(words),
  );

/** "Which", "how many", "who approves": for one particular fact, rather than what there is about something. */
export const asksForOne = ({ words, intent }: { words: Word[]; intent: Intent }): boolean =>
  intent !== 'list' &&
  intent !== 'reason' &&
  !/^(?:\w+ )?what (?:is|are|s|has|have|does|do|did) (?:\w+ ){0,4}(?:doing|done|do|happening|planned|offering) (?:about|for|on|with|to)\b/.test(
    textOf(words),
  ) &&
  /^(?:and |so |ok )?(?:which|what|how many|how much|who (?!is |are |was |were |can |should |else |leads |does |do |benefits |gains )) ?\w/.test(
    textOf(words),
  );

/** The kind of fact that the words ask for; the first pattern that fits decides. */
export function intentOf(words: Word[]): Intent {
  const text = textOf(words);
  return patterns.find(([, pattern]) => pattern.test(text))?.[0] ?? 'general';
}
