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

  it('ask the same of another area', () => {
    const { sources } = answerTo('and the same for the workforce?', 'what data do you have on SEND');
    assert.equal(sources[0]?.id, 'wf-data');
  });
});
