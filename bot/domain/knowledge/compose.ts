import type { ContentEvent, Item } from '../content/schema.ts';
import { dayInWords, hoursInWords, namesOnlyPast } from './dates.ts';
import { intentOf } from './intents.ts';
import { phrases } from './phrases.ts';
import type { Index } from './search.ts';
import type { Understanding } from './understand.ts';
import { wordsOf } from './words.ts';

/** The paragraphs of an answer, or why the record does not hold what was asked for. */
export type Composed = { paragraphs: string[] } | { missing: string };

type Record = {
  item?: Item;
  /** How well the question says one of the record's names (0 to 1). */
  name: number;
  events: ContentEvent[];
  asked: Understanding;
  index: Index;
  today: string;
};

const mostLines = 3;
const mostListed = 9;

/** Puts an answer together from one record's own sentences, by the kind of fact that was asked for. */
export function compose(record: Record): Composed {
  const { item, asked } = record;
  switch (asked.intent) {
    case 'personal':
      return { missing: phrases.unknown };
    case 'money': {
      const sums = sentencesOf(item).filter((s) => s.includes('£'));
      return sums.length > 0 ? { paragraphs: closest(record, sums, 2) } : { missing: phrases.noFigure };
    }
    case 'share': {
      const shares = sentencesOf(item).filter((s) => /%|per cent/.test(s));
      return shares.length > 0 ? { paragraphs: closest(record, shares, 2) } : { missing: phrases.noFigure };
    }
    case 'person':
      return item && record.name > 0.7 ? overviewOf(record, item) : { missing: phrases.noName };
    case 'contact': {
      const wantsMail = asked.words.some((w) => ['email', 'mail', 'address'].includes(w.text));
      const addresses = sentencesOf(item).filter((s) => (wantsMail ? s.includes('@') : /\d{5}/.test(s)));
      return addresses.length > 0
        ? withCaution(item, closest(record, addresses, 2))
        : { missing: phrases.noContact };
    }
    case 'date':
      return datesOf(record);
    case 'place':
      return placesOf(record);
    case 'count':
      return countsOf(record);
    case 'lead':
      return leadOf(record);
    case 'reason':
      return reasonsOf(record);
    default:
      return item
        ? overviewOf(record, item)
        : { paragraphs: record.events.flatMap((e) => eventOf(e, record.today)) };
  }
}

function overviewOf(record: Record, item: Item): Composed {
  const { asked, today } = record;
  const most = asked.intent === 'list' ? mostListed : mostLines;
  const intro = closest(record, item.summary, 2);
  const said = new Set(intro);
  const rest = [...item.actions, ...item.figures].filter((s) => !said.has(s));
  const best = closest(record, rest, most, true);
  const lines = best.length > 0 ? best : item.actions.slice(0, most);
  const event = record.events.find((e) => scoreOf(record, e.title) > 0 && isNamed(record, e));
  return withCaution(item, [
    ...(event ? eventOf(event, today) : []),
    intro.join(' '),
    ...(lines.length > 0 ? [lines.map((line) => `- ${line}`).join('\n')] : []),
    ...(!event && lines.some((line) => namesOnlyPast(line, today)) ? [phrases.datePassed] : []),
  ]);
}

function reasonsOf(record: Record): Composed {
  const { item } = record;
  if (!item) return { missing: phrases.noReason };
  if (item.reasons.length === 0) return withCaution(item, [phrases.noReason, item.summary[0]!]);
  const reasons = closest(record, item.reasons, 4);
  return withCaution(item, reasons.length === 1 ? reasons : [reasons.map((r) => `- ${r}`).join('\n')]);
}

function leadOf(record: Record): Composed {
  const { item } = record;
  if (item?.lead) return { paragraphs: [item.lead] };
  // "Who runs LIIA" is answered by a record that is asked for in these words, without a lead.
  if (item?.aliases.some((alias) => intentOf(wordsOf(alias)) === 'lead')) return overviewOf(record, item);
  return { missing: phrases.noLead };
}

const dated =
  /\b(?:January|February|March|April|May|June|July|August|September|October|November|December|dates?|deadline|20\d\d|annual|quarterly|every (?:quarter|year|month))\b/;

function datesOf(record: Record): Composed {
  const { item, today } = record;
  const events = record.events.filter((event) => isNamed(record, event));
  const shown = events.flatMap((e) => eventOf(e, today));
  const facts = closest(
    record,
    sentencesOf(item).filter((s) => dated.test(s) && saysEnough(record, s)),
    2,
  );
  if (shown.length === 0 && facts.length === 0) return { missing: phrases.noDate };
  if (shown.length > 0) return withCaution(item, shown);
  const passed = facts.some((fact) => namesOnlyPast(fact, today)) ? [phrases.datePassed] : [];
  return withCaution(item, [[...facts, ...passed].join(' ')]);
}

function placesOf(record: Record): Composed {
  const venues = record.events.filter((event) => event.venue && isNamed(record, event));
  if (venues.length === 0) return { missing: phrases.noPlace };
  return withCaution(
    record.item,
    venues.flatMap((event) => [...eventOf(event, record.today), `${event.venue}.`]),
  );
}

const counted =
  /(?<![\w-])(?!20\d\d)\d+(?:th|st|nd|rd)?\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|second|third|fourth|fifth|annual|quarterly|every (?:quarter|year|month))\b/i;

function countsOf(record: Record): Composed {
  const { item } = record;
  const figures = new Set(item?.figures ?? []);
  const facts = sentencesOf(item)
    .filter((s) => counted.test(s) && saysEnough(record, s))
    .sort((a, b) => Number(figures.has(b)) - Number(figures.has(a)));
  const best = closest(record, facts, 2, true);
  if (best.length === 0) return { missing: phrases.noFigure };
  return withCaution(item, [best.join(' ')]);
}

/** An event in words: what, when, and that it is over where it is. */
export function eventOf(event: ContentEvent, today: string): string[] {
  if (!event.date) return [`${event.summary} ${phrases.toBeConfirmed}`];
  const hours = event.starts && event.ends ? `, ${hoursInWords(event.starts, event.ends)}` : '';
  const when = `${event.title}: ${dayInWords(event.date)}${hours}.`;
  return [event.date < today ? `${when} ${phrases.passed}` : when, event.summary];
}

const isNamed = (record: Record, event: ContentEvent): boolean =>
  [event.title, ...event.aliases].some((name) => {
    const known = [...(record.index.wordsIn.get(name) ?? [])];
    return known.filter((n) => asksFor(record.asked, n)).length >= Math.min(2, known.length);
  });

const asksFor = (asked: Understanding, number: number): boolean =>
  asked.concepts.some((c) => c.variants.some((v) => v.sure > 0.7 && v.numbers.includes(number)));

function sentencesOf(item: Item | undefined): string[] {
  if (!item) return [];
  return [
    ...item.figures,
    ...item.summary,
    ...item.actions,
    ...item.reasons,
    ...(item.lead ? [item.lead] : []),
  ];
}

/** The sentences that say most of what was asked, in their own order; with `only`, none that say nothing. */
function closest(record: Record, sentences: string[], most: number, only = false): string[] {
  const scored = sentences.map((sentence, place) => ({ sentence, place, score: scoreOf(record, sentence) }));
  return scored
    .filter(({ score }) => !only || score > 0)
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .slice(0, most)
    .sort((a, b) => a.place - b.place)
    .map(({ sentence }) => sentence);
}

/** Whether a sentence says at least half of what the question is about. */
function saysEnough(record: Record, sentence: string): boolean {
  const { concepts } = record.asked;
  const telling = concepts.filter((c) => !c.ordinary);
  const counting = telling.length > 0 ? telling : concepts;
  const asking = counting.reduce((sum, c) => sum + c.weight, 0);
  return scoreOf(record, sentence, counting) >= (telling.length > 0 ? 0.5 : 0.2) * asking;
}

/** How much of what was asked a sentence says. */
function scoreOf({ asked, index }: Record, sentence: string, concepts = asked.concepts): number {
  const numbers = index.wordsIn.get(sentence);
  if (!numbers) return 0;
  let score = 0;
  for (const concept of concepts) {
    let best = 0;
    for (const { numbers: wanted, sure } of concept.variants)
      if (sure > best && wanted.every((n) => numbers.has(n))) best = sure;
    score += best * concept.weight;
  }
  return score;
}

function withCaution(item: Item | undefined, paragraphs: string[]): Composed {
  return { paragraphs: item?.caution ? [...paragraphs, item.caution] : paragraphs };
}
