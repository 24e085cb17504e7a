import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Area, Content, Readers, Signpost } from '../content/schema.ts';
import { type Composed, compose } from './compose.ts';
import { decide } from './decide.ts';
import { type Turn, takeTurn } from './followups.ts';
import { areaAsked, entityAsked, entitySentences, listedOf, planSentence } from './named.ts';
import { buildPhrasebook, type Phrasebook } from './phrasebook.ts';
import { asks, phrases } from './phrases.ts';
import type { Candidate } from './rank.ts';
import { type Index, indexing } from './search.ts';
import { closest, sentencesOf } from './sentences.ts';
import { signpostFor } from './signposts.ts';
import {
  type AnswerSource,
  citedRecord,
  distinct,
  labelOf,
  sourceOf,
  sourceOfSignpost,
  sourceOfTerm,
  wordsOfSource,
} from './sources.ts';
import { type Understanding, understand } from './understand.ts';
import { buildView, groupsSeen, type View } from './views.ts';
import { longestQuestion, mostWords, wordsOf } from './words.ts';

export type Answer = {
  outcome: 'answered' | 'offered' | 'declined';
  /** What the member reads: paragraphs joined by blank lines, list lines begin with "- ". */
  text: string;
  /** Best first, at most three; for `offered` the choices; for `declined` the signpost, if that is what was said. */
  sources: AnswerSource[];
  choices: { id: string; title: string; question: string }[];
  /** Next questions that this engine answers, at most two. */
  suggestions: string[];
};

/** Everything that answers are made from, indexed. Make it anew when the content changes. */
export type Knowledge = {
  content: Content;
  index: Index;
  book: Phrasebook;
  /** What each choice of readers may see, made when the first of them asks. */
  views: Map<string, View>;
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
const mostSuggestions = 2;
const mostEarlier = 5;
/** Milliseconds of work before others get their turn. */
const slice = 8;

function* building(content: Content): Generator<void, Knowledge> {
  const book = buildPhrasebook(content);
  yield;
  return { content, book, index: yield* indexing(content, book), views: new Map() };
}

/** Indexes the content. Takes some tens of milliseconds for a few hundred records. */
export function buildKnowledge(content: Content): Knowledge {
  const steps = building(content);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Indexes the content while others are served: thousands of records take a second or two. */
export async function buildKnowledgeInTurns(content: Content): Promise<Knowledge> {
  const steps = building(content);
  for (let began = performance.now(); ; ) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - began < slice) continue;
    await nextTurn();
    began = performance.now();
  }
}

function viewFor({ content, index, book, views }: Knowledge, readers: readonly Readers[]): View {
  const { key } = groupsSeen(index, readers);
  const view = views.get(key) ?? buildView(content, index, book, readers);
  views.set(key, view);
  return view;
}

/**
 * Answers a question from the records, offers what it may have meant, or says that it does not know.
 * Every sentence of the text is a cited record's own or one of `phrases`. Never throws, whatever the
 * string; what comes after the first 1,000 characters is not read.
 */
export function answerQuestion(knowledge: Knowledge, asked: Question): Answer {
  const view = viewFor(knowledge, asked.readers);
  const answer = answerAlone(view, asked);
  const [source] = answer.sources;
  if (answer.outcome !== 'answered' || !source) return answer;
  const said = asked.question.trim().toLowerCase();
  const next = suggestionsFor(view, source.id, asked.today).filter((s) => s.toLowerCase() !== said);
  return { ...answer, suggestions: next.slice(0, mostSuggestions) };
}

function answerAlone(view: View, { question, earlier, today }: Omit<Question, 'readers'>): Answer {
  const { content, plan } = view;
  const [found] = turnAfter(view, earlier.slice(-mostEarlier), question);
  const { asked } = found;
  if (asked.words.length === 0) return declined(phrases.empty);
  const signpost = signpostFor(view.book.signposts, wordsOf(question, mostWords));
  if (signpost && !found.candidates.some((c) => c.name > goesByName)) return pointed(view, signpost);
  const composeOf = (candidate: Candidate) => composeFrom(view, candidate, asked, today);
  const telling = withoutDumb(found.candidates, composeOf);
  // Who asks on about a record wants to hear of that one, even that it does not say.
  const candidates = found.continues ? telling : withFactFirst(telling, composeOf);
  const turn = { ...found, candidates };
  const area = areaAsked(content, plan, asked, candidates);
  if (area) return aboutArea(view, area, candidates);
  const entity = entityAsked(asked);
  const decision = decide(view, turn);
  if (decision === 'decline')
    return entity?.term && asked.intent !== 'reason' && entitySentences(entity).length > 0
      ? answered(view, entitySentences(entity), [sourceOfTerm(content, entity.term)])
      : declined(`${phrases.unknown} ${phrases.tryThis}`);
  const [best] = candidates as [Candidate];
  const composed = composeOf(best);
  if ('missing' in composed) return declined(`${composed.missing} ${phrases.tryThis}`);
  if (decision === 'offer') return offered(view, distinct(candidates).slice(0, mostSources), asked);
  const paragraphs = [
    ...(entity && !best.faq ? entitySentences(entity) : []),
    ...composed.paragraphs,
    ...(best.item ? listedOf(content, best.item, asked, composed.paragraphs) : []),
  ];
  const relevant = distinct(candidates).filter(
    (c) => c.score >= 0.5 * best.score && c.coverage >= 0.7 * best.coverage,
  );
  return answered(
    view,
    paragraphs,
    relevant.map((c) => sourceOf(content, citedRecord(c))),
  );
}

/** Whoever names a record wants that record, not the signpost that has some of the same words. */
const goesByName = 0.9;

/** Leaves out published answers at the top that say nothing of the kind of fact that is asked for. */
function withoutDumb(candidates: Candidate[], composeOf: (candidate: Candidate) => Composed): Candidate[] {
  const first = candidates.findIndex((c) => !(c.faq && 'missing' in composeOf(c)));
  return first < 0 ? [] : candidates.slice(first);
}

/** Where the best record lacks the kind of fact that is asked for, one that fits nearly as well may have it. */
function withFactFirst(candidates: Candidate[], composeOf: (candidate: Candidate) => Composed): Candidate[] {
  const [best] = candidates;
  if (!best || !('missing' in composeOf(best))) return candidates;
  const other = candidates.find(
    (c) =>
      c.id !== best.id &&
      c.score >= nearlyAsWell * best.score &&
      c.coverage >= nearlyAsWell * best.coverage &&
      !('missing' in composeOf(c)),
  );
  return other ? [other, ...candidates.filter((c) => c !== other)] : candidates;
}

const nearlyAsWell = 0.8;

function composeFrom(view: View, candidate: Candidate, asked: Understanding, today: string): Composed {
  const { id, item, event, faq } = candidate;
  const siblings = view.events.get(id) ?? [];
  const events = event ? [event, ...siblings.filter((e) => e !== event)] : siblings;
  return compose({ item, faq, events, asked, view, today });
}

type Subject = () => Turn | undefined;

/** A question after others, and what was spoken of before it: worked out only if something leans on it. */
function turnAfter(view: View, earlier: string[], question: string): [Turn, Subject] {
  let known: { subject: Turn | undefined } | undefined;
  const before = () => {
    known ??= { subject: subjectOf(view, earlier) };
    return known.subject;
  };
  const asked = understand(view, question.slice(0, longestQuestion));
  return [takeTurn(view, asked, before), before];
}

/** The last turn of some that we could answer: what we could not is no subject to go on with. */
function subjectOf(view: View, questions: string[]): Turn | undefined {
  const last = questions.at(-1);
  if (last === undefined) return undefined;
  const [turn, before] = turnAfter(view, questions.slice(0, -1), last);
  return decide(view, turn) === 'decline' ? before() : turn;
}

/** What an area holds, from the plan where one record tells it, else as a list of its items. */
function aboutArea(view: View, area: Area, candidates: Candidate[]): Answer {
  const { content, plan } = view;
  const told = plan && planSentence(plan, area);
  const titles = content.items.filter((i) => i.area === area.id).map((i) => `- ${i.title}`);
  const near = distinct(candidates).filter((c) => c.passage.area === area.id);
  const items = near.length > 0 ? near.map(citedRecord) : content.items.filter((i) => i.area === area.id);
  return answered(
    view,
    [area.summary, told ?? `${phrases.inArea}\n${titles.join('\n')}`],
    [...(told ? [plan] : []), ...items].map((record) => sourceOf(content, record)),
  );
}

/** Where somebody is sent with what nobody should rely on a bot for: it is not answered, and says who does. */
function pointed(view: View, signpost: Signpost): Answer {
  const links = signpost.links.map(({ title, url }) => `- ${title}: ${url}`).join('\n');
  const sources = [sourceOfSignpost(view.content, signpost)];
  return { ...declined([signpost.text.join(' '), links].filter(Boolean).join('\n\n')), sources };
}

function answered(view: View, paragraphs: string[], sources: AnswerSource[]): Answer {
  const [first] = sources;
  return {
    outcome: 'answered',
    text: [...paragraphs, ...(first ? [phrases.source(wordsOfSource(view, first))] : [])].join('\n\n'),
    sources: sources.slice(0, mostSources),
    choices: [],
    suggestions: [],
  };
}

function offered(view: View, candidates: Candidate[], asked: Understanding): Answer {
  const { content } = view;
  const records = candidates.map(citedRecord);
  const choices = records.map((record) => {
    const title = labelOf(content, record);
    return { id: record.id, title, question: 'questions' in record ? title : asks.about(title) };
  });
  // With the sentences that come nearest, people choose knowing what they choose; the likeliest tells most.
  const lines = candidates.map(({ item, event, faq }, n) => {
    const told = { item, faq, events: [], asked, view, today: '' };
    const sentences = closest(told, item || faq ? sentencesOf(told) : [event!.summary], n === 0 ? 3 : 1);
    return `- ${choices[n]!.title}: ${sentences.join(' ')}`;
  });
  return {
    outcome: 'offered',
    text: `${phrases.didYouMean}\n\n${lines.join('\n')}`,
    sources: records.map((record) => sourceOf(content, record)),
    choices,
    suggestions: [],
  };
}

function declined(text: string): Answer {
  return { outcome: 'declined', text, sources: [], choices: [], suggestions: [] };
}

/** Questions that lead on from a record; only such as are answered from the record they name. */
function suggestionsFor(view: View, id: string, today: string): string[] {
  const known = view.suggestions.get(id);
  if (known) return known;
  const { content, items } = view;
  const item = items.get(id);
  const label = item && labelOf(content, item);
  const wanted: [string, string][] = [
    ...(item?.reasons.length ? [[asks.why(label!), id] as [string, string]] : []),
    ...(item?.lead ? [[asks.lead(label!), id] as [string, string]] : []),
    ...(item?.related ?? [])
      .flatMap((other) => items.get(other) ?? [])
      .map((other): [string, string] => [asks.about(labelOf(content, other)), other.id]),
  ];
  const list: string[] = [];
  for (const [question, expected] of wanted) {
    if (list.length > mostSuggestions) break; // one to spare: the question itself is not suggested again
    const answer = answerAlone(view, { question, earlier: [], today });
    if (answer.outcome === 'answered' && answer.sources[0]?.id === expected) list.push(question);
  }
  view.suggestions.set(id, list);
  return list;
}
