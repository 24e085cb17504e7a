import assert from 'node:assert/strict';
import { readContentFiles } from '../../../bot/domain/content/files.ts';
import type { Faq } from '../../../bot/domain/content/schema.ts';
import {
  answerQuestion,
  buildKnowledge,
  buildKnowledgeInTurns,
} from '../../../bot/domain/knowledge/answers.ts';
import { contentFolder } from '../../harness.ts';
import { askedQuestions } from './asked.ts';

const shipped = readContentFiles(contentFolder);
const answered = (id: string, questions: string[], answer: string[], more: Partial<Faq> = {}): Faq => ({
  id,
  questions,
  answer,
  author: 'Jo Example',
  answeredOn: '2026-01-12',
  reviewOn: '2027-01-12',
  readers: 'members',
  state: 'live',
  ...more,
});
const faqs: Faq[] = [
  answered(
    'parking-at-the-summit',
    ['Is there parking at the summit venue?', 'Can I bring my car to the summit?'],
    ['There is no car park at the venue.', 'Blue badge holders can ask the reception for a space.'],
  ),
  answered(
    'mileage-for-peer-reviewers',
    ['How do I claim mileage for a peer challenge?'],
    ['Send the form to your own borough: LIIA does not pay mileage.'],
  ),
  answered(
    'your-choice-training-cost',
    ['How much does the Your Choice training cost us?'],
    ['Nothing: the training for practitioners is free to every borough.'],
    { area: 'adolescent-safeguarding' },
  ),
  answered(
    'why-vess-stopped',
    ['Why was the VESS newsletter stopped?'],
    ['Few people read it, so we put the news into the monthly bulletin.'],
  ),
  answered('draft-one', ['Who minds the unicorn stable?'], ['Nobody does yet.'], { state: 'draft' }),
  answered('what-is-your-choice', ['Tell me about Your Choice'], ['It is our programme against violence.']),
];
const knowledge = buildKnowledge({ ...shipped, faqs });
const ask = (question: string, today = '2026-01-15') =>
  answerQuestion(knowledge, { question, earlier: [], today, readers: ['members'] });

describe('published answers', () => {
  for (const [question, id] of [
    ['Is there parking at the summit venue?', 'parking-at-the-summit'],
    ['is there any parking at the venue of the summit', 'parking-at-the-summit'],
    ['can i bring a car to the summit', 'parking-at-the-summit'],
    ['where can I park my car at the summit', 'parking-at-the-summit'],
    ['How do I claim mileage for a peer challenge?', 'mileage-for-peer-reviewers'],
    ['how can we claim for mileage on peer challenges', 'mileage-for-peer-reviewers'],
    ['how much does Your Choice training cost', 'your-choice-training-cost'],
    ['what does the training for your choice cost', 'your-choice-training-cost'],
    ['why did the VESS newsletter stop', 'why-vess-stopped'],
    ['tell me about Your Choice', 'what-is-your-choice'],
  ])
    it(`${question}: is answered by ${id}`, () => {
      const answer = ask(question!);
      assert.deepEqual([answer.outcome, answer.sources[0]?.id], ['answered', id], answer.text);
    });

  it('are shown whole, with who answered them and when', () => {
    const { text, sources } = ask('Is there parking at the summit venue?');
    assert.equal(
      text,
      'There is no car park at the venue.\n\nBlue badge holders can ask the reception for a space.\n\n' +
        'Source: LIIA: Is there parking at the summit venue? Answered by Jo Example on Monday 12 January 2026.',
    );
    assert.deepEqual(sources[0], {
      id: 'parking-at-the-summit',
      title: 'Is there parking at the summit venue?',
      section: 'Answered by Jo Example on Monday 12 January 2026',
      document: 'LIIA',
      url: null,
    });
  });

  it('say when it is time to check them', () => {
    assert.match(ask('Is there parking at the summit venue?', '2027-01-13').text, /due to be checked/);
    assert.doesNotMatch(ask('Is there parking at the summit venue?', '2027-01-12').text, /due to be checked/);
  });

  it('are not answered from as drafts', () => {
    assert.equal(ask('Who minds the unicorn stable?').outcome, 'declined');
  });

  it('do not stand in for a kind of fact that they do not give', () => {
    for (const question of [
      'what is the phone number for parking at the summit venue',
      'when was the VESS newsletter stopped',
    ])
      assert.equal(
        ask(question).sources.some(({ id }) => faqs.some((faq) => faq.id === id)),
        false,
        question,
      );
  });

  it('leave a record first that is asked for by its title, or that answers what they do not', () => {
    for (const [question, id] of [
      ['Your Choice', 'as-your-choice'],
      ['what is Your Choice', 'as-your-choice'],
      ['why was Your Choice set up', 'as-your-choice'],
      ['peer challenge and review', 'core-improvement'],
      ["what's the reason for VESS work", 'as-vess'],
      ['LIIA Summit', 'core-networks'],
    ])
      assert.equal(ask(question!).sources[0]?.id, id, question);
  });

  it('change what members are answered on other things by no more than one question in a hundred', () => {
    const plain = buildKnowledge(shipped);
    const changed = askedQuestions.filter(({ question, earlier }) => {
      const as = { question, earlier, today: '2026-01-15', readers: ['members'] as const };
      const [before, after] = [answerQuestion(plain, as), answerQuestion(knowledge, as)];
      return before.outcome !== after.outcome || before.sources[0]?.id !== after.sources[0]?.id;
    });
    const share = changed.length / askedQuestions.length;
    assert.ok(share <= 0.01, changed.map(({ question }) => question).join('\n'));
  });
});

describe('knowledge built in turns', () => {
  it('answers the same, and lets others work in between', async () => {
    let turns = 0;
    const others = setInterval(() => turns++, 0);
    const many = Array.from({ length: 4000 }, (_, n) =>
      answered(
        `faq-${n}`,
        [`Question ${n} about parking?`],
        ['An answer of some words that is read and counted.'],
      ),
    );
    const built = await buildKnowledgeInTurns({ ...shipped, faqs: many });
    clearInterval(others);
    assert.ok(turns >= 2, `${turns} turns`);
    const asked = {
      question: 'question 77 about parking',
      earlier: [],
      today: '2026-01-15',
      readers: ['members'] as const,
    };
    assert.deepEqual(
      answerQuestion(built, asked),
      answerQuestion(buildKnowledge({ ...shipped, faqs: many }), asked),
    );
  });
});
