import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import lunr from 'lunr';
import MiniSearch from 'minisearch';
import { z } from 'zod';
import { readContentFiles } from '../../bot/domain/content/files.ts';
import type { Content } from '../../bot/domain/content/schema.ts';
import { answerQuestion, buildKnowledge, findSuggestions } from '../../bot/domain/knowledge/answers.ts';
import { contentFolder } from '../harness.ts';
import { rounded, say } from './figures.ts';

const questionSchema = z.strictObject({
  id: z.string(),
  kind: z.string(),
  question: z.string(),
  /** Earlier questions, oldest first. */
  context: z.array(z.string()).default([]),
  /** Ids that may come first; none where it must be declined. */
  expect: z.array(z.string()),
  /** Each list: one of its wordings stands in the text. */
  fact: z.array(z.array(z.string())),
});
export type Question = z.output<typeof questionSchema>;

/** Reads a file of questions, one JSON line each. */
export function readQuestions(file: string): Question[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => questionSchema.parse(JSON.parse(line)));
}

export const questionsFolder = join(import.meta.dirname, '../questions');

/** What an engine says to a question: ids best first, what the member reads, and whether it owned up to not knowing. */
type Said = { ids: string[]; text: string; declined: number };
type Engine = (question: Question) => Said;

const today = '2026-01-15';
const most = 3;

/** Ours, MiniSearch and lunr over the same records, asked the same questions in the same run. */
export async function answers(): Promise<object> {
  const content = readContentFiles(contentFolder);
  const sets = ['held-out'].map(
    (name) => [name, readQuestions(join(questionsFolder, `${name}.jsonl`))] as const,
  );
  const engines = { ours: await ours(content), minisearch: miniSearch(content), lunr: lunrSearch(content) };
  const figures: Record<string, Record<string, object>> = {};
  for (const [set, questions] of sets) {
    figures[set] = {};
    for (const [name, engine] of Object.entries(engines)) {
      const measured = measure(engine, questions);
      figures[set][name] = measured.all;
      if (name === 'ours') figures[set].kinds = measured.kinds;
      say(`${set}, ${name}: ${JSON.stringify(measured.all)}`);
    }
  }
  return figures;
}

/** Recall at one and at three, mean reciprocal rank, facts, what was declined, and the time per question. */
export function measure(engine: Engine, questions: Question[]) {
  const times: number[] = [];
  const marked = questions.map((question) => {
    const started = performance.now();
    const said = engine(question);
    times.push(performance.now() - started);
    const rank = said.ids.slice(0, most).findIndex((id) => question.expect.includes(id));
    const text = said.text.toLowerCase();
    const facts = question.fact.every((wordings) =>
      wordings.some((each) => text.includes(each.toLowerCase())),
    );
    return { question, rank, facts, declined: said.declined };
  });
  const share = (of: typeof marked, holds: (each: (typeof marked)[number]) => number | boolean) =>
    of.length === 0 ? null : rounded(of.reduce((sum, each) => sum + Number(holds(each)), 0) / of.length, 3);
  const figuresOf = (of: typeof marked) => {
    const answerable = of.filter(({ question }) => question.expect.length > 0);
    const others = of.filter(({ question }) => question.expect.length === 0);
    return {
      questions: of.length,
      recallAt1: share(answerable, ({ rank, declined }) => rank === 0 && declined < 1),
      recallAt3: share(answerable, ({ rank, declined }) => rank >= 0 && declined < 1),
      mrr: share(answerable, ({ rank }) => (rank >= 0 ? 1 / (rank + 1) : 0)),
      facts: share(answerable, ({ facts }) => facts),
      declinedWrongly: share(answerable, ({ declined }) => declined === 1),
      declinedRightly: share(others, ({ declined }) => declined),
    };
  };
  const sorted = times.toSorted((a, b) => a - b);
  const kinds = Object.groupBy(marked, ({ question }) => question.kind);
  return {
    all: {
      ...figuresOf(marked),
      msMedian: rounded(sorted[Math.floor(sorted.length / 2)]!, 3),
      msP99: rounded(sorted[Math.floor(sorted.length * 0.99)]!, 3),
    },
    kinds: Object.fromEntries(Object.entries(kinds).map(([kind, of]) => [kind, figuresOf(of ?? [])])),
    marked,
  };
}

/** Our engine. An offer to a question that it could not answer counts as half a refusal. */
export async function ours(content: Content): Promise<Engine> {
  const knowledge = buildKnowledge(content);
  await findSuggestions(knowledge, today, ['members']); // as the service does after its start
  return ({ question, context }) => {
    const { outcome, sources, text } = answerQuestion(knowledge, {
      question,
      earlier: context,
      today,
      readers: ['members'],
    });
    const declined = { answered: 0, offered: 0.5, declined: 1 }[outcome];
    return { ids: sources.map(({ id }) => id), text, declined };
  };
}

type SearchRecord = { id: string; title: string; also: string; body: string };

/** The same records for the engines off the shelf, with the questions before in front: they know no turns. */
function recordsOf(content: Content): SearchRecord[] {
  const items = content.items.map(({ id, title, aliases, summary, actions, reasons, figures }) => ({
    id,
    title,
    also: aliases.join(' '),
    body: [...summary, ...actions, ...reasons, ...figures].join(' '),
  }));
  const events = content.events.map(({ id, item, title, aliases, summary, description }) => ({
    id: item ?? id,
    title,
    also: aliases.join(' '),
    body: [summary, ...description].join(' '),
  }));
  const byId = Map.groupBy([...items, ...events], ({ id }) => id);
  return [...byId].map(([id, of]) => ({
    id,
    title: of.map(({ title }) => title).join(' '),
    also: of.map(({ also }) => also).join(' '),
    body: of.map(({ body }) => body).join(' '),
  }));
}

const asText = ({ question, context }: Question) => [...context, question].join(' ');
const found = (records: SearchRecord[], ids: string[]): Said => {
  const text = records.find(({ id }) => id === ids[0]);
  return { ids, text: text ? `${text.title} ${text.body}` : '', declined: Number(ids.length === 0) };
};

function miniSearch(content: Content): Engine {
  const records = recordsOf(content);
  const engine = new MiniSearch<SearchRecord>({ fields: ['title', 'also', 'body'], storeFields: ['id'] });
  engine.addAll(records);
  return (question) =>
    found(
      records,
      engine.search(asText(question)).map(({ id }) => String(id)),
    );
}

function lunrSearch(content: Content): Engine {
  const records = recordsOf(content);
  const engine = lunr(function () {
    this.ref('id');
    for (const field of ['title', 'also', 'body']) this.field(field);
    for (const record of records) this.add(record);
  });
  // Its query language would take a hyphen or a colon for an operator.
  return (question) =>
    found(
      records,
      engine.search(asText(question).replace(/[^\p{L}\p{N}]+/gu, ' ')).map(({ ref }) => ref),
    );
}
