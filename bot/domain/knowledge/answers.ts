import type { Area, Content, ContentEvent, Item, Readers } from '../content/schema.ts';
import { compose } from './compose.ts';
import { decide } from './decide.ts';
import { type Turn, takeTurn } from './followups.ts';
import { areaAsked, entityAsked, entitySentences, listedOf, namesOf, planOf, planSentence } from './named.ts';
import { buildPhrasebook, type Phrasebook } from './phrasebook.ts';
import { asks, phrases } from './phrases.ts';
import type { Candidate } from './rank.ts';
import { buildIndex, type Index } from './search.ts';
import {
  type AnswerSource,
  citedRecord,
  distinct,
  labelOf,
  sourceOf,
  sourceOfTerm,
  wordsOfSource,
} from './sources.ts';
import { buildSpeller, type Speller } from './spelling.ts';
import { understand } from './understand.ts';
import { longestQuestion } from './words.ts';

export type Answer = {
  outcome: 'answered' | 'offered' | 'declined';
  /** What the member reads: paragraphs joined by blank lines, list lines begin with "- ". */
  text: string;
  /** Best first, at most three; for `offered` the choices. */
  sources: AnswerSource[];
  choices: { id: string; title: string; question: string }[];
  /** Next questions that this engine answers, at most three. */
  suggestions: string[];
};

/** Everything that answers are made from, indexed. Make it anew when the content changes. */
export type Knowledge = {
  content: Content;
  index: Index;
  book: Phrasebook;
  speller: Speller;
  areas: Map<string, Area>;
  /** Names of organisations, boards, terms and documents. */
  names: string[];
  /** The events of each item. */
  events: Map<string, ContentEvent[]>;
  /** The record that tells what the areas hold: overviews cite it. */
  plan: Item | undefined;
  /** Suggestions by record, filled as records are first shown. */
  suggestions: Map<string, string[]>;
};

export type Question = {
  question: string;
  /** The person's questions before this one, oldest first. */
  earlier: string[];
  /** YYYY-MM-DD in London: dates before it have passed. */
  today: string;
  /** Whose records the asker may be answered from: nothing of others is in the answer, by word or by count. */
  readers: readonly Readers[];
};

const mostSources = 3;
const mostSuggestions = 3;
const mostEarlier = 5;

/** Indexes the content. Takes some tens of milliseconds for a few hundred records. */
export function buildKnowledge(content: Content): Knowledge {
  const book = buildPhrasebook(content);
  const index = buildIndex(content, book);
  return {
    content,
    index,
    book,
    speller: buildSpeller(index.written, book.vocabulary),
    areas: new Map(content.areas.map((a) => [a.id, a])),
    events: Map.groupBy(content.events, (e) => e.item ?? e.id),
    names: namesOf(content),
    plan: planOf(content),
    suggestions: new Map(),
  };
}

/**
 * Answers a question from the records, offers what it may have meant, or says that it does not know.
 * Every sentence of the text is a cited record's own or one of `phrases`. Never throws, whatever the
 * string; what comes after the first 1,000 characters is not read.
 */
export function answerQuestion(knowledge: Knowledge, question: Question): Answer {
  const answer = answerAlone(knowledge, question);
  const [source] = answer.sources;
  if (answer.outcome !== 'answered' || !source) return answer;
  const said = question.question.trim().toLowerCase();
  const next = suggestionsFor(knowledge, source.id, question);
  return { ...answer, suggestions: next.filter((s) => s.toLowerCase() !== said).slice(0, mostSuggestions) };
}

function answerAlone(knowledge: Knowledge, { question, earlier, today }: Question): Answer {
  const { content, index, plan } = knowledge;
  const [turn] = turnAfter(knowledge, earlier.slice(-mostEarlier), question);
  const { asked, candidates } = turn;
  if (asked.words.length === 0) return declined(phrases.empty);
  const area = areaAsked(content, plan, asked, candidates);
  if (area) return aboutArea(knowledge, area, candidates);
  const entity = entityAsked(asked);
  const decision = decide(turn);
  if (decision === 'decline')
    return entity?.term && entitySentences(entity).length > 0
      ? answered(knowledge, entitySentences(entity), [sourceOfTerm(content, entity.term)])
      : declined(`${phrases.unknown} ${phrases.tryThis}`);
  const [best] = candidates as [Candidate];
  const { item, event } = best.passage;
  const siblings = knowledge.events.get(best.id) ?? [];
  const events = event ? [event, ...siblings.filter((e) => e !== event)] : siblings;
  const composed = compose({ item, events, asked, index, today, names: knowledge.names });
  if ('missing' in composed) return declined(`${composed.missing} ${phrases.tryThis}`);
  if (decision === 'offer') return offered(knowledge, distinct(candidates).slice(0, mostSources));
  const paragraphs = [
    ...(entity ? entitySentences(entity) : []),
    ...composed.paragraphs,
    ...(item ? listedOf(content, item, asked, composed.paragraphs) : []),
  ];
  const relevant = distinct(candidates).filter(
    (c) => c.score >= 0.6 * best.score && c.coverage >= 0.8 * best.coverage,
  );
  return answered(
    knowledge,
    paragraphs,
    relevant.map((c) => sourceOf(content, citedRecord(c))),
  );
}

type Subject = () => Turn | undefined;

/** A question after others, and what was spoken of before it: worked out only if something leans on it. */
function turnAfter(knowledge: Knowledge, earlier: string[], question: string): [Turn, Subject] {
  let known: { subject: Turn | undefined } | undefined;
  const before = () => {
    known ??= { subject: subjectOf(knowledge, earlier) };
    return known.subject;
  };
  const asked = understand(knowledge, question.slice(0, longestQuestion));
  return [takeTurn(knowledge.index, asked, before), before];
}

/** The last turn of some that we could answer: what we could not is no subject to go on with. */
function subjectOf(knowledge: Knowledge, questions: string[]): Turn | undefined {
  const last = questions.at(-1);
  if (last === undefined) return undefined;
  const [turn, before] = turnAfter(knowledge, questions.slice(0, -1), last);
  return decide(turn) === 'decline' ? before() : turn;
}

/** What an area holds, from the plan where one record tells it, else as a list of its items. */
function aboutArea(knowledge: Knowledge, area: Area, candidates: Candidate[]): Answer {
  const { content, plan } = knowledge;
  const told = plan && planSentence(plan, area);
  const titles = content.items.filter((i) => i.area === area.id).map((i) => `- ${i.title}`);
  const items = distinct(candidates).filter((c) => c.passage.area === area.id);
  return answered(
    knowledge,
    [area.summary, told ?? `${phrases.inArea}\n${titles.join('\n')}`],
    [...(told ? [plan] : []), ...items.map(citedRecord)].map((record) => sourceOf(content, record)),
  );
}

function answered(knowledge: Knowledge, paragraphs: string[], sources: AnswerSource[]): Answer {
  const [first] = sources;
  const record = first && knowledge.content.items.find((i) => i.id === first.id);
  const words = first && wordsOfSource(first, record && knowledge.areas.get(record.area));
  return {
    outcome: 'answered',
    text: [...paragraphs, ...(words ? [phrases.source(words)] : [])].join('\n\n'),
    sources: sources.slice(0, mostSources),
    choices: [],
    suggestions: [],
  };
}

function offered({ content }: Knowledge, candidates: Candidate[]): Answer {
  const records = candidates.map(citedRecord);
  const choices = records.map((record) => {
    const title = labelOf(content, record);
    return { id: record.id, title, question: asks.about(title) };
  });
  return {
    outcome: 'offered',
    text: `${phrases.didYouMean}\n\n${choices.map((c) => `- ${c.title}`).join('\n')}`,
    sources: records.map((record) => sourceOf(content, record)),
    choices,
    suggestions: [],
  };
}

function declined(text: string): Answer {
  return { outcome: 'declined', text, sources: [], choices: [], suggestions: [] };
}

/**
 * Finds every record's suggestions before anybody asks, a record at a time, so that no answer has to wait for them
 * and others get their turn in between.
 */
export async function findSuggestions(
  knowledge: Knowledge,
  today: string,
  readers: readonly Readers[],
): Promise<void> {
  for (const { id } of [...knowledge.content.items, ...knowledge.content.events]) {
    suggestionsFor(knowledge, id, { today, readers });
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Questions that lead on from a record; only such as are answered from the record they name. */
function suggestionsFor(knowledge: Knowledge, id: string, as: Pick<Question, 'today' | 'readers'>): string[] {
  const { content, suggestions } = knowledge;
  const known = suggestions.get(id);
  if (known) return known;
  const item = content.items.find((i) => i.id === id);
  const label = item && labelOf(content, item);
  const related = (item?.related ?? []).flatMap((other) => content.items.find((i) => i.id === other) ?? []);
  const wanted: [string, string][] = [
    ...(item?.reasons.length ? [[asks.why(label!), id] as [string, string]] : []),
    ...(item?.lead ? [[asks.lead(label!), id] as [string, string]] : []),
    ...related.map((other): [string, string] => [asks.about(labelOf(content, other)), other.id]),
  ];
  const list: string[] = [];
  for (const [question, expected] of wanted) {
    if (list.length > mostSuggestions) break; // one to spare: the question itself is not suggested again
    const answer = answerAlone(knowledge, { question, earlier: [], ...as });
    if (answer.outcome === 'answered' && answer.sources[0]?.id === expected) list.push(question);
  }
  suggestions.set(id, list);
  return list;
}
