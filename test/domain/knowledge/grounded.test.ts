import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readContentFiles } from '../../../bot/domain/content/files.ts';
import type { Readers } from '../../../bot/domain/content/schema.ts';
import { answerQuestion, buildKnowledge } from '../../../bot/domain/knowledge/answers.ts';
import { asks, phrases } from '../../../bot/domain/knowledge/phrases.ts';
import { questionSets, readQuestions } from '../../bench/questions.ts';
import { contentFolder } from '../../harness.ts';
import { seed } from '../../seed.ts';
import { askedQuestions } from './asked.ts';
import { strangePartsIn } from './shown.ts';

const content = readContentFiles(contentFolder);
const knowledge = buildKnowledge(content);
const strangeParts = strangePartsIn(content);
const asked = [
  ...questionSets.flatMap((set) => readQuestions(set).map((each) => ({ ...each, earlier: each.context }))),
  ...askedQuestions,
];
const ask = (question: string, earlier: string[], today: string, readers: readonly Readers[] = ['members']) =>
  answerQuestion(knowledge, { question, earlier, today, readers });

describe('everything that an answer shows', () => {
  it('is a cited record’s own or a fixed phrase, for 2,000 made-up questions', function () {
    this.timeout(60_000);
    const outcomes = { answered: 0, offered: 0, declined: 0 };
    fc.assert(
      fc.property(fc.array(questions, { minLength: 1, maxLength: 4 }), days, (turns, today) => {
        const [question, ...earlier] = turns.map(({ text }) => text) as [string, ...string[]];
        const answer = ask(question, earlier, today);
        outcomes[answer.outcome]++;
        const mistyped = turns.some((turn) => turn.mistyped);
        assert.deepEqual(strangeParts(answer, { question, earlier, today, mistyped }), []);
      }),
      { numRuns: 2000 },
    );
    console.log(`      ${JSON.stringify(outcomes)}`);
    assert.ok(outcomes.answered > 500 && outcomes.offered > 30 && outcomes.declined > 200);
  });

  it('is so for what members ask, before and after the dates of the plan', () => {
    // Every fourth, on one day or the other: a run has other things to do as well.
    for (const [n, { question, earlier }] of asked.entries()) {
      if (n % 4 !== seed % 4) continue;
      const today = n % 8 < 4 ? '2025-06-01' : '2027-01-01';
      assert.deepEqual(
        strangeParts(ask(question, earlier, today), { question, earlier, today }),
        [],
        question,
      );
    }
  });

  it('would be found strange with a word more, or another record’s sentence', () => {
    const question = 'what is the SAIL handbook';
    const answer = ask(question, [], '2026-01-15');
    const strange = (text: string) =>
      strangeParts({ ...answer, text }, { question, earlier: [], today: '2026-01-15' });
    assert.deepEqual(strange(answer.text), []);
    assert.equal(strange(`${answer.text}\n\nIt costs nothing.`).length, 1);
    const other = content.items.find(({ id }) => id === 'cl-housing')!;
    assert.equal(strange(`${answer.text}\n\n${other.summary[0]}`).length, 1);
    assert.equal(strange(answer.text.replace('Source: LIIA', 'Source: Another')).length, 1);
  });
});

describe('the fixed phrases', () => {
  const said = Object.values(phrases).map((phrase) =>
    typeof phrase === 'string' ? phrase : phrase('…', '…'),
  );
  const suggested = Object.values(asks).map((phrase) => phrase('…'));
  const sentences = [...said, ...suggested].flatMap((phrase) => phrase.split(/(?<=[.?!:])\s+/));

  it('are at most 40 sentences', () => {
    assert.ok(sentences.length <= 40, `${sentences.length}`);
  });

  it('hold no figure and no name', () => {
    const names = [
      content.alliance.name,
      ...content.terms.flatMap(({ term, meaning }) => [term, meaning]),
      ...[...content.networks, ...content.organisations].flatMap(({ name, short }) => [name, short ?? name]),
    ];
    for (const sentence of sentences) {
      assert.doesNotMatch(sentence, /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten) (?!of)/i);
      // No capital but where a sentence begins, and "I".
      assert.doesNotMatch(sentence.slice(1), /\b(?!I\b)[A-Z]/, sentence);
      for (const name of names) assert.ok(!sentence.includes(name), `${name} in ${sentence}`);
    }
  });
});

const days = fc.constantFrom('2025-06-01', '2025-12-04', '2026-01-15', '2030-01-01');
const starts = fc.constantFrom(
  ...['', '', 'what is ', 'why ', 'when is ', 'how many ', 'who leads ', 'list ', 'what about '],
  ...['tell me about ', 'where is ', 'what does ', 'and ', 'how much is ', 'who is the head of ', 'which '],
);
const words = fc
  .array(fc.constantFrom(...knowledge.index.written.keys()), { minLength: 1, maxLength: 6 })
  .map((list) => list.join(' '));
const titles = fc.constantFrom(
  ...content.items.flatMap(({ title, aliases }) => [title, ...aliases]),
  ...content.events.map(({ title }) => title),
  ...content.areas.map(({ name }) => name),
  ...content.networks.flatMap(({ name, short }) => [name, short ?? name]),
  ...content.organisations.flatMap(({ name, short }) => [name, short ?? name]),
  ...content.signposts.flatMap(({ title, aliases }) => [title, ...aliases]),
);
const terms = fc
  .constantFrom(...content.terms.flatMap(({ term, meaning, also }) => [term, meaning, ...also]))
  .chain((term) =>
    fc.constantFrom(term, `what does ${term} stand for`, `${term} meaning`, `who are ${term.toLowerCase()}`),
  );
const leaning = fc.constantFrom(
  ...['and why?', 'who leads it', 'when is it', 'how many?', 'what about housing?', 'tell me more', 'where'],
  ...[
    'list them',
    'which boroughs',
    'who are the partners',
    'is there a date',
    'and the first one?',
    'thanks',
  ],
);
const real = fc.constantFrom(...asked.map(({ question }) => question));
const whole = fc.oneof(
  words,
  real,
  terms,
  leaning,
  titles,
  fc.tuple(starts, fc.oneof(titles, words)).map((parts) => parts.join('')),
);
/** As typed on a phone: a letter lost, doubled, swapped with the next or hit beside it. */
const mistyped = fc
  .tuple(whole, fc.array(fc.tuple(fc.nat(), fc.nat(3)), { minLength: 1, maxLength: 3 }))
  .map(([text, slips]) =>
    slips.reduce((typed, [where, how]) => {
      const at = where % Math.max(1, typed.length - 1);
      const [a = '', b = ''] = [typed[at], typed[at + 1]];
      return typed.slice(0, at) + [b, a + a + b, b + a, `x${b}`][how]! + typed.slice(at + 2);
    }, text),
  );
const questions = fc.oneof(
  { weight: 3, arbitrary: whole.map((text) => ({ text, mistyped: false })) },
  { weight: 1, arbitrary: mistyped.map((text) => ({ text, mistyped: true })) },
  {
    weight: 1,
    arbitrary: fc.tuple(whole, whole).map((pair) => ({ text: pair.join(' and '), mistyped: false })),
  },
);
