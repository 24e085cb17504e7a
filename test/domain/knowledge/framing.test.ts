import assert from 'node:assert/strict';
import { readContentFiles } from '../../../bot/domain/content/files.ts';
import { answerQuestion, buildKnowledge } from '../../../bot/domain/knowledge/answers.ts';
import { framed } from '../../../bot/domain/knowledge/framing.ts';
import { contentFolder } from '../../harness.ts';

describe('what somebody says around a question', () => {
  const parted: [message: string, asks: string, around: string][] = [
    ['Hiya, what is SAIL?', 'what is SAIL?', ''],
    ['Dear team, what is SAIL? Many thanks', 'what is SAIL?', ''],
    ['rationale for SAIL, it is for a committee paper', 'rationale for SAIL', ''],
    ['what is SAIL, I have to brief somebody in ten minutes', 'what is SAIL', ''],
    ["I'm new in post. What is SAIL?", 'What is SAIL?', ''],
    ['finance officer here, what is SAIL', 'what is SAIL', ''],
    ['Our deficit is large. What helps?', 'What helps?', 'Our deficit is large.'],
    ['mentoring for care leavers', 'mentoring for care leavers', ''],
    ['We place children. We need homes.', 'We place children. We need homes.', ''],
    ['thanks', 'thanks', ''],
    ['the annual plan, I mean, what is it for', 'the annual plan  what is it for', ''],
    ['Can you give me a two-line intro to LIIA?', 'Can you give me   LIIA?', ''],
    ["not enough homes, what's in hand?", 'not enough homes ?', ''],
    [
      "I've just joined as head of leaving care - what should I read?",
      'leaving care: what should I read?',
      '',
    ],
    ["I'm presenting to scrutiny on care leavers", 'care leavers', ''],
    ['Someone mentioned MACE in a meeting. What is it?', 'What is it?', 'MACE  .'],
    ['SEND transport - any savings ideas?', 'SEND transport: any savings ideas?', ''],
    ['I have ten minutes before a meeting: what is in the plan?', 'what is in the plan?', ''],
    ['EY and SEND: who is the learning shared with', 'EY and SEND: who is the learning shared with', ''],
    [
      'We want to open a home. Can others help us with that?',
      'Can others help us with that?',
      'We want to open a home.',
    ],
  ];
  for (const [message, asks, around] of parted)
    it(`is told from what is asked: ${message}`, () => {
      const parts = framed(message);
      assert.deepEqual([parts.asks, parts.around], [asks, around]);
    });

  const knowledge = buildKnowledge(readContentFiles(contentFolder));
  const answerTo = (question: string, earlier: string[] = []) =>
    answerQuestion(knowledge, { question, earlier, today: '2026-01-15', readers: ['members'] });
  const firstOf = (question: string, earlier?: string[]) => answerTo(question, earlier).sources[0]?.id;

  it('does not stand in the way of the answer', () => {
    const plain = answerTo('What is the Regional Care Co-operative?');
    for (const message of [
      'Hello all, what is the Regional Care Co-operative? I have the finance director in ten minutes.',
      "I'm a new commissioner in Wexbridge. What is the Regional Care Co-operative?",
      'What is the Regional Care Co-operative, need it for the minutes. Thanks',
    ])
      assert.deepEqual(answerTo(message).text, plain.text, message);
  });

  it('counts where the question itself leans on it', () => {
    assert.equal(firstOf('Our high needs deficit is growing. What is being done about it?'), 'send-finance');
  });

  it('is no less a signpost for being said before the question', () => {
    const { outcome, sources } = answerTo('A child disclosed abuse to me this morning. What do I do?');
    assert.equal(outcome, 'declined');
    assert.match(sources[0]!.id, /^signpost-/);
  });
});

describe('questions after others', () => {
  const knowledge = buildKnowledge(readContentFiles(contentFolder));
  const answerTo = (question: string, ...earlier: string[]) =>
    answerQuestion(knowledge, { question, earlier, today: '2026-01-15', readers: ['members'] });

  it('ask how many there are of what was spoken of', () => {
    const { outcome, text } = answerTo('how many will you hold', 'what are the market engagement events');
    assert.equal(outcome, 'answered');
    assert.match(text, /four/i);
  });

  it('mean the workshops of what was spoken of', () => {
    const { sources } = answerTo(
      'have dates been set for the workshops',
      'is there anything on SEND transport',
    );
    assert.equal(sources[0]?.id, 'send-transport');
  });

  it('ask whether it holds for something else, too', () => {
    const { sources } = answerTo('is that for SEND too?', 'tell me about the big listen for social work');
    assert.notEqual(sources[0]?.id, 'send-national');
  });

  it('ask for the money of what was spoken of', () => {
    const { sources } = answerTo(
      'what about the funding for it',
      'what will the Regional Care Co-operative do',
    );
    assert.equal(sources[0]?.id, 'rc-rcc');
  });

  it('hear that nobody is named, rather than of somebody else', () => {
    const { outcome } = answerTo("and who's in charge of that?", 'what is SAIL');
    assert.equal(outcome, 'declined');
  });

  it('ask the same of another area', () => {
    const { sources } = answerTo('and the same for the workforce?', 'what data do you have on SEND');
    assert.equal(sources[0]?.id, 'wf-data');
  });
});
