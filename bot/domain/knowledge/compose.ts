import type { ContentEvent, Item } from '../content/schema.ts';
import { dayInWords, hoursInWords, namesOnlyPast, withoutDates } from './dates.ts';
import { asksTheSame } from './faqs.ts';
import { intentOf } from './intents.ts';
import { hasPersonsName, isNarrowed } from './named.ts';
import { phrases } from './phrases.ts';
import { closest, isNamed, saysEnough, scoreOf, sentencesOf, type Told } from './sentences.ts';
import { kindOf, type Word, wordsOf } from './words.ts';

/** The paragraphs of an answer, or a sentence that says what the record does not hold. */
export type Composed = { paragraphs: string[] } | { missing: string };

const mostSentences = 6;
const mostListed = 9;

/**
 * Puts an answer together from one record's own sentences, by the kind of fact that was asked for. What somebody
 * answered is shown whole, if it gives that kind of fact.
 */
export function compose(told: Told): Composed {
  const { faq, asked, today } = told;
  if (!faq) return composeFact(told);
  const fact = asksTheSame(faq, asked) ? undefined : composeFact(told);
  if (fact && 'missing' in fact) return fact;
  return { paragraphs: [...faq.answer, ...(faq.reviewOn < today ? [phrases.reviewDue] : [])] };
}

function composeFact(told: Told): Composed {
  switch (told.asked.intent) {
    case 'personal':
      return { missing: phrases.unknown };
    case 'money':
      return factsOf(told, phrases.noFigure, (s) => s.includes('£'));
    case 'share':
      return factsOf(told, phrases.noFigure, (s) => /%|per cent/.test(s));
    case 'result':
      return factsOf(told, phrases.noResult, (s) =>
        /\b(?:found|finds|findings?|results?|showed|shows)\b/.test(s),
      );
    case 'person':
      return factsOf(
        told,
        phrases.noName,
        (s) => hasPersonsName(told.view.content, s) && saysEnough(told, s),
      );
    case 'contact': {
      const wantsMail = told.asked.words.some((w) => ['email', 'mail', 'address'].includes(w.text));
      return factsOf(told, phrases.noContact, (s) => (wantsMail ? s.includes('@') : /\d{5}/.test(s)));
    }
    case 'count': {
      const found = factsOf(told, phrases.noFigure, (s) => saysEnough(told, s) && saysWhatIsCounted(told, s));
      return 'missing' in found && countsBeside(told) ? overviewOf(told) : found;
    }
    case 'date':
      return datesOf(told);
    case 'time':
      return timesOf(told);
    case 'which':
      return whichOf(told);
    case 'place':
      return placesOf(told);
    case 'lead':
      return leadOf(told);
    case 'reason':
      return reasonsOf(told);
    default:
      return overviewOf(told);
  }
}

const counted =
  /(?<![\w-])(?!20\d\d)\d+(?:th|st|nd|rd)?\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|second|third|fourth|fifth|annual|quarterly|every (?:quarter|year|month))\b/i;
const dated =
  /\b(?:January|February|March|April|May|June|July|August|September|October|November|December|dates?|deadline|20\d\d|annual|quarterly|every (?:quarter|year|month))\b/;

const lasting = /\b(?:minutes?|hours?|days?|weeks?|months?|years?|20\d\d)\b/;
const fromTo = /\b20\d\d(?:-\d\d|(?: to| until| and) (?:\w+ )?20\d\d)\b/;
/** What stands after "how many" where what is counted was said before: "how many are there", "how many times". */
const namesNothing = /^(?:times|is|are|was|were|will|would|do|does|did|has|have|can|should)$/;

/** "How many boroughs" wants boroughs, and "how long" a length of time, whatever else a sentence counts. */
function saysWhatIsCounted(told: Told, sentence: string): boolean {
  const { words, concepts } = told.asked;
  const counts = counted.test(withoutDates(sentence));
  const at = words.findIndex(
    ({ text }, n) => text === 'how' && /^(?:many|long)$/.test(words[n + 1]?.text ?? ''),
  );
  if (at < 0) return counts;
  if (words[at + 1]!.text === 'long') return fromTo.test(sentence) || (counts && lasting.test(sentence));
  if (!counts || namesNothing.test(words[at + 2]?.text ?? '')) return counts;
  const stems = words.slice(at + 2, at + 5).map((w) => w.stem);
  const named = concepts.filter((c) => c.stems.some((stem) => stems.includes(stem)));
  if (
    stems.some((stem) => /^(?:borough|council|author)$/.test(stem)) &&
    /authorit|borough|council/i.test(sentence)
  )
    return true;
  return named.length === 0 || scoreOf(told, sentence, named) > 0;
}

/** "Is there a tool that says how many beds we need": the number is not what is asked for. */
function countsBeside({ asked: { words } }: Told): boolean {
  const at = words.findIndex(({ text }, n) => text === 'how' && words[n + 1]?.text === 'many');
  return words.slice(0, Math.max(0, at)).some((word) => kindOf(word) === 'content');
}

function factsOf(told: Told, missing: string, holds: (sentence: string) => boolean): Composed {
  const { item } = told;
  const found = sentencesOf(told).filter(holds);
  if (found.length === 0) return { missing };
  const figures = found.filter((s) => item?.figures.includes(s));
  return withCaution(item, [closest(told, figures.length > 0 ? figures : found, 2).join(' ')]);
}

function overviewOf(told: Told): Composed {
  const { item, faq, asked, today } = told;
  if (faq) return { paragraphs: faq.answer };
  if (!item) return { paragraphs: told.events.slice(0, 1).flatMap((e) => eventInWords(e, today)) };
  const event = told.events.find((e) => e.date && isNamed(told, e));
  // A record that says little is told nearly whole.
  const isShort = item.actions.length < 3;
  const intro = event ? eventInWords(event, today) : closest(told, item.summary, isShort ? 3 : 2);
  const room = asked.intent === 'list' ? mostListed : mostSentences - intro.length - (item.caution ? 1 : 0);
  const further = [
    ...item.figures.filter((s) => isShort || scoreOf(told, s) > 0),
    ...item.reasons.filter((s) => isShort && scoreOf(told, s) > 0),
  ].filter((s) => !intro.includes(s));
  const lines = isShort
    ? [...item.actions, ...closest(told, further, 3)].slice(0, room)
    : closest(told, [...item.actions, ...further], Math.min(room, item.actions.length));
  const passed = !event && lines.some((line) => namesOnlyPast(line, today));
  return withCaution(item, [
    intro.join(' '),
    ...(lines.length > 0 ? [inLines(lines)] : []),
    ...(passed ? [phrases.datePassed] : []),
  ]);
}

function reasonsOf(told: Told): Composed {
  const { item } = told;
  if (!item) return { missing: phrases.noReason };
  if (item.reasons.length === 0) return withCaution(item, [phrases.noReason, item.summary[0]!]);
  const reasons = closest(told, item.reasons, 4);
  return withCaution(item, [reasons.length === 1 ? reasons[0]! : inLines(reasons)]);
}

function leadOf(told: Told): Composed {
  const { item, asked } = told;
  if (item?.lead) return { paragraphs: [item.lead] };
  // "Who runs LIIA" is answered by a record that is asked for in these words, without a lead.
  const said = new Set(asked.words.map((w) => w.text));
  const isAsked = item && namesWithLead(item).some((name) => name.every((w) => said.has(w.text)));
  return isAsked ? overviewOf(told) : { missing: phrases.noLead };
}

/** By record, as it is asked for each record that may answer. */
const withLead = new WeakMap<Item, Word[][]>();

/** The names of a record that ask who leads. */
function namesWithLead(item: Item): Word[][] {
  const known = withLead.get(item);
  if (known) return known;
  const names = item.aliases.map((alias) => wordsOf(alias)).filter((words) => intentOf(words) === 'lead');
  withLead.set(item, names);
  return names;
}

function datesOf(told: Told): Composed {
  const { item, today } = told;
  const events = told.events.filter((event) => isNamed(told, event)).flatMap((e) => eventInWords(e, today));
  if (events.length > 0) return withCaution(item, [events.slice(0, 3).join(' ')]);
  const facts = closest(
    told,
    sentencesOf(told).filter((s) => dated.test(s) && saysEnough(told, s)),
    2,
  );
  if (facts.length === 0) return { missing: phrases.noDate };
  const passed = facts.some((fact) => namesOnlyPast(fact, today)) ? [phrases.datePassed] : [];
  return withCaution(item, [[...facts, ...passed].join(' ')]);
}

function timesOf(told: Told): Composed {
  const timed = told.events.filter((each) => each.starts);
  const event = timed.find((each) => isNamed(told, each)) ?? (timed.length === 1 ? timed[0] : undefined);
  if (event) return withCaution(told.item, [eventInWords(event, told.today).join(' ')]);
  return factsOf(told, phrases.noTime, (s) => /\d(?:am|pm)\b|\bmidday\b/.test(s) && saysEnough(told, s));
}

/** Which of many: told where a sentence names them; all of them, where nothing narrows it down. */
function whichOf(told: Told): Composed {
  const { organisations } = told.view.content;
  if (!isNarrowed(told.asked)) return overviewOf(told);
  const named = (s: string) =>
    organisations.some(({ name, short }) => s.includes(name) || (short && s.includes(short)));
  return factsOf(told, phrases.noList, (s) => named(s) && saysEnough(told, s));
}

function placesOf(told: Told): Composed {
  const event = told.events.find((each) => each.venue && isNamed(told, each));
  if (!event) return { missing: phrases.noPlace };
  return withCaution(told.item, [eventInWords(event, told.today).join(' '), `${event.venue}.`]);
}

/** An event in words: what, when, that it is over where it is, and what it is about. */
export function eventInWords(event: ContentEvent, today: string): string[] {
  if (!event.date)
    return [event.summary, event.description.find((s) => /\bno dates?\b/.test(s)) ?? phrases.toBeConfirmed];
  const dates = [{ ...event, date: event.date }, ...(event.later ?? [])];
  const { date, starts, ends } = dates.find((each) => each.date >= today) ?? dates.at(-1)!;
  const hours = starts && ends ? `, ${hoursInWords(starts, ends)}` : '';
  const when = `${event.title}: ${dayInWords(date)}${hours}.`;
  return date < today ? [when, phrases.passed, event.summary] : [when, event.summary];
}

const inLines = (sentences: string[]): string => sentences.map((s) => `- ${s}`).join('\n');

function withCaution(item: Item | undefined, paragraphs: string[]): Composed {
  return { paragraphs: item?.caution ? [...paragraphs, item.caution] : paragraphs };
}
