import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { rounded } from './figures.ts';

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

/** Two halves: `development` is what the engine may be tuned on, `held-out` what it is judged by. */
export const questionSets = ['development', 'held-out'] as const;
export type QuestionSet = (typeof questionSets)[number];

/** Reads a set of questions, one JSON line each. */
export function readQuestions(set: QuestionSet): Question[] {
  return readFileSync(join(import.meta.dirname, `../questions/${set}.jsonl`), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => questionSchema.parse(JSON.parse(line)));
}

/** What an engine says to a question: ids best first, what the member reads, and whether it owned up to not knowing. */
export type Said = { ids: string[]; text: string /** 1, or a half for an offer. */; declined: number };
export type Engine = (question: Question) => Said;

export type Marked = {
  question: Question;
  first: string | undefined;
  rank: number;
  facts: boolean;
  declined: number;
};

const most = 3;

/** Asks everything once and marks what is said. */
export function mark(engine: Engine, questions: Question[]): Marked[] {
  return questions.map((question) => {
    const said = engine(question);
    const text = said.text.toLowerCase();
    return {
      question,
      first: said.ids[0],
      rank: said.ids.slice(0, most).findIndex((id) => question.expect.includes(id)),
      facts: question.fact.every((wordings) => wordings.some((each) => text.includes(each.toLowerCase()))),
      declined: said.declined,
    };
  });
}

export type Figures = Record<'recallAt1' | 'recallAt3' | 'mrr' | 'facts', number> &
  Record<'declinedWrongly' | 'declinedRightly', number> & { questions: number };

/** Recall at one and at three, mean reciprocal rank, facts in the text and refusals, as shares (NaN of none). */
export function figuresOf(marked: Marked[]): Figures {
  const answerable = marked.filter(({ question }) => question.expect.length > 0);
  const others = marked.filter(({ question }) => question.expect.length === 0);
  const share = (of: Marked[], holds: (each: Marked) => number | boolean) =>
    rounded(of.reduce((sum, each) => sum + Number(holds(each)), 0) / of.length, 3);
  return {
    questions: marked.length,
    recallAt1: share(answerable, ({ rank, declined }) => rank === 0 && declined < 1),
    recallAt3: share(answerable, ({ rank, declined }) => rank >= 0 && declined < 1),
    mrr: share(answerable, ({ rank, declined }) => (rank >= 0 && declined < 1 ? 1 / (rank + 1) : 0)),
    facts: share(answerable, ({ facts }) => facts),
    declinedWrongly: share(answerable, ({ declined }) => declined === 1),
    declinedRightly: share(others, ({ declined }) => declined),
  };
}

/** The same for each kind of question. */
export function figuresByKind(marked: Marked[]): Record<string, Figures> {
  const kinds = Map.groupBy(marked, ({ question }) => question.kind);
  return Object.fromEntries([...kinds].map(([kind, of]) => [kind, figuresOf(of)]));
}
