import type { Content, ContentEvent, Item } from '../../../bot/domain/content/schema.ts';
import type { Answer } from '../../../bot/domain/knowledge/answers.ts';
import { eventInWords } from '../../../bot/domain/knowledge/compose.ts';
import { dayInWords } from '../../../bot/domain/knowledge/dates.ts';
import { asks, phrases } from '../../../bot/domain/knowledge/phrases.ts';

/** What was asked, and on which day: before it, an event is over. */
type Asked = {
  question: string;
  earlier: string[];
  today: string /** A term may be meant by another word. */;
  mistyped?: boolean;
};

export type Check = (answer: Answer, asked: Asked) => string[];

/**
 * Finds what an answer shows that is neither of the records that it cites nor a fixed phrase: empty, where all is well. A
 * cited item stands for its area and its events. A term, network or organisation is told of where a cited record
 * names it, or the question does.
 */
export function strangePartsIn(content: Content): Check {
  const titles = titlesOf(content);
  const suggested = suggestionsOf(content);
  const always = [
    ...Object.values(phrases).filter((phrase) => typeof phrase === 'string'),
    `${phrases.authorities} ${authorities(content)}.`,
  ];
  return (answer, asked) => [
    ...strangeLines(content, always, answer, asked),
    ...[...answer.sources, ...answer.choices]
      .filter(({ id, title }) => !titles.has(id) || !title.startsWith(titles.get(id)!))
      .map(({ id, title }) => `${id} called ${title}`),
    ...answer.suggestions.filter((suggestion) => !suggested.has(suggestion)),
  ];
}

function strangeLines(content: Content, always: string[], answer: Answer, asked: Asked): string[] {
  const cited = new Set(answer.sources.map(({ id }) => id));
  const items = content.items.filter(({ id }) => cited.has(id));
  const areas = new Set(items.map(({ area }) => area));
  const events = content.events.filter(({ id, item }) => cited.has(id) || (item && cited.has(item)));
  const terms = content.terms.filter(({ id }) => cited.has(id));
  const named = JSON.stringify([items, events, terms, asked.question, asked.earlier]).toLowerCase();
  const isNamed = (...names: (string | undefined)[]) =>
    names.some((name) => name && named.includes(name.toLowerCase()));
  const networks = content.networks.filter(
    ({ id, name, short }) => items.some((item) => item.networks.includes(id)) || isNamed(name, short),
  );
  const organisations = content.organisations.filter(
    ({ id, name, short }) => items.some((item) => item.partners.includes(id)) || isNamed(name, short),
  );
  const allowed = [
    ...always,
    ...items.flatMap(wordsOfItem),
    ...content.areas.filter(({ id }) => areas.has(id)).map(({ summary }) => summary),
    ...content.items.filter(({ area }) => areas.has(area)).map(({ title }) => `- ${title}`),
    ...events.flatMap((event) => wordsOfEvent(event, asked.today)),
    ...content.terms
      .filter(
        ({ id, term, meaning, also }) => asked.mistyped || cited.has(id) || isNamed(term, meaning, ...also),
      )
      .map(({ term, meaning }) => phrases.means(term, meaning)),
    ...networks.flatMap(({ about, name }) => [...about, `- ${name}`]),
    ...organisations.flatMap(({ about, name }) => [...about, `- ${name}`]),
    ...content.faqs
      .filter(({ id }) => cited.has(id))
      .flatMap(({ answer, answeredOn }) => [...answer, dayInWords(answeredOn)]),
    ...content.signposts
      .filter(({ id }) => cited.has(id))
      .flatMap(({ text, links }) => [...text, ...links.map(({ title, url }) => `- ${title}: ${url}`)]),
    ...answer.choices.map(({ title }) => `- ${title}:`),
  ]
    .filter((words) => words && answer.text.includes(words))
    .sort((a, b) => b.length - a.length);
  const source = sourceLine(content, answer);
  return answer.text
    .split('\n')
    .filter((line) => line !== source)
    .map((line) => allowed.reduce((rest, words) => rest.replaceAll(words, ''), line).replace(/^- /, ''))
    .map((rest) => rest.trim())
    .filter((rest) => rest !== '' && rest !== '-');
}

const wordsOfItem = (item: Item): string[] => [
  ...item.summary,
  ...item.actions,
  ...item.reasons,
  ...item.figures,
  item.lead ?? '',
  item.caution ?? '',
];

const wordsOfEvent = (event: ContentEvent, today: string): string[] => [
  ...eventInWords(event, today),
  ...event.description,
  event.caution ?? '',
  event.venue ? `${event.venue}.` : '',
];

const authorities = (content: Content): string =>
  content.organisations
    .filter(({ kind }) => kind === 'authority')
    .map(({ name }) => name)
    .join(', ');

/** How the first source must be named in the text: by its document, area or section, and title. */
function sourceLine(content: Content, { sources }: Answer): string | undefined {
  const [first] = sources;
  if (!first) return undefined;
  const item = content.items.find(({ id }) => id === first.id);
  const where = content.areas.find(({ id }) => id === item?.area)?.name ?? first.section;
  return phrases.source(`${first.document}${where ? `, ${where}` : ''}: ${first.title}`);
}

/** What each record that can be cited is called. */
const titlesOf = (content: Content): Map<string, string> =>
  new Map([
    ...content.items.map(({ id, title }) => [id, title] as const),
    ...content.events.map(({ id, title }) => [id, title] as const),
    ...content.terms.map(({ id, term }) => [id, term] as const),
    ...content.faqs.map(({ id, questions }) => [id, questions[0]!] as const),
    ...content.signposts.map(({ id, title }) => [id, title] as const),
  ]);

/** What may be suggested: the questions that we ask about a record's title, and those that people answered. */
function suggestionsOf(content: Content): Set<string> {
  const areas = content.areas.map(({ name }) => name);
  const titles = [...content.items, ...content.events].flatMap(({ title }) => [
    title,
    ...areas.map((area) => `${title} (${area})`),
  ]);
  return new Set([
    ...titles.flatMap((title) => Object.values(asks).map((ask) => ask(title))),
    ...content.faqs.flatMap(({ questions }) => questions),
  ]);
}
