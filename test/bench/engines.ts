import lunr from 'lunr';
import MiniSearch from 'minisearch';
import type { Content } from '../../bot/domain/content/schema.ts';
import { answerQuestion, buildKnowledgeInTurns } from '../../bot/domain/knowledge/answers.ts';
import type { Engine, Question, Said } from './questions.ts';

const today = '2026-01-15';

/** Our engine. An offer to a question that it could not answer counts as half a refusal. */
export async function ours(content: Content): Promise<Engine> {
  const knowledge = await buildKnowledgeInTurns(content);
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

/** The same records for the engines off the shelf. */
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
  const faqs = content.faqs.map(({ id, questions, answer }) => ({
    id,
    title: questions[0]!,
    also: questions.slice(1).join(' '),
    body: answer.join(' '),
  }));
  const byId = Map.groupBy([...items, ...events, ...faqs], ({ id }) => id);
  return [...byId].map(([id, of]) => ({
    id,
    title: of.map(({ title }) => title).join(' '),
    also: of.map(({ also }) => also).join(' '),
    body: of.map(({ body }) => body).join(' '),
  }));
}

/** The questions before stand in front: these engines know no turns. */
const asText = ({ context, question }: Question) => [...context, question].join(' ');

const said = (texts: Map<string, string>, ids: string[]): Said => ({
  ids,
  text: texts.get(ids[0] ?? '') ?? '',
  declined: Number(ids.length === 0),
});

const textsOf = (records: SearchRecord[]) =>
  new Map(records.map(({ id, title, body }) => [id, `${title} ${body}`]));

export async function miniSearch(content: Content): Promise<Engine> {
  const records = recordsOf(content);
  const texts = textsOf(records);
  const engine = new MiniSearch<SearchRecord>({ fields: ['title', 'also', 'body'], storeFields: ['id'] });
  engine.addAll(records);
  return (question) =>
    said(
      texts,
      engine.search(asText(question)).map(({ id }) => String(id)),
    );
}

export async function lunrSearch(content: Content): Promise<Engine> {
  const records = recordsOf(content);
  const texts = textsOf(records);
  const engine = lunr(function () {
    this.ref('id');
    for (const field of ['title', 'also', 'body']) this.field(field);
    for (const record of records) this.add(record);
  });
  // Its query language would take a hyphen or a colon for an operator.
  return (question) =>
    said(
      texts,
      engine.search(asText(question).replace(/[^\p{L}\p{N}]+/gu, ' ')).map(({ ref }) => ref),
    );
}
