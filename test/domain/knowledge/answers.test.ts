import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { readContentFiles } from '../../../bot/domain/content/files.ts';
import { type Answer, answerQuestion, buildKnowledge } from '../../../bot/domain/knowledge/answers.ts';
import { type Asked, askedQuestions } from './asked.ts';

const content = readContentFiles(fileURLToPath(new URL('../../../bot/content', import.meta.url)));
const knowledge = buildKnowledge(content);
const areaName = new Map(content.areas.map((a) => [a.id, a.name]));
const ask = (question: string, earlier: string[] = [], today = '2026-01-15'): Answer =>
  answerQuestion(knowledge, { question, earlier, today, readers: ['members'] });

describe('answers by title', () => {
  const repeated = (title: string) => content.items.filter((i) => i.title === title).length > 1;
  for (const item of content.items) {
    const title = repeated(item.title) ? `${item.title} (${areaName.get(item.area)})` : item.title;
    it(`${title} is answered from its own record`, () => {
      for (const question of [title, `Tell me about ${title}`, `what is ${title.toLowerCase()}?`]) {
        const answer = ask(question);
        assert.deepEqual([answer.outcome, answer.sources[0]?.id], ['answered', item.id], question);
      }
    });
  }

  it('offers the choice where a title stands in several areas and none is named', () => {
    const answer = ask('data and intelligence');
    assert.equal(answer.outcome, 'offered');
    assert.ok(answer.choices.length >= 2 && answer.choices.length <= 3);
    for (const choice of answer.choices) assert.equal(ask(choice.question).sources[0]?.id, choice.id);
  });
});

describe('answers to what members ask', () => {
  const rate = (asked: Asked[], holds: (answer: Answer, asked: Asked) => boolean): number =>
    asked.filter((each) => holds(ask(each.question, each.earlier), each)).length / asked.length;
  const answerable = askedQuestions.filter((each) => each.expect.length > 0);
  const first = (answer: Answer, asked: Asked) => asked.expect.includes(answer.sources[0]?.id ?? '');
  const declines = (answer: Answer) => answer.outcome === 'declined';

  for (const kind of new Set(answerable.map((each) => each.kind)))
    it(`finds the right record first for at least four in five: ${kind}`, () => {
      const share = rate(
        answerable.filter((each) => each.kind === kind),
        first,
      );
      assert.ok(share >= 0.8, `${kind}: ${share}`);
    });

  it('finds the right record first for at least nine in ten of all', () => {
    assert.ok(rate(answerable, first) >= 0.9);
  });

  it('declines at most 4% of what it could answer', () => {
    assert.ok(rate(answerable, declines) <= 0.04);
  });

  it('declines nine in ten questions about other things', () => {
    assert.ok(
      rate(
        askedQuestions.filter((each) => each.kind === 'none'),
        declines,
      ) >= 0.9,
    );
  });

  it('declines at least three in four that sound as if the records could answer them', () => {
    assert.ok(
      rate(
        askedQuestions.filter((each) => each.kind === 'hard'),
        declines,
      ) >= 0.75,
    );
  });
});

describe('the text of an answer', () => {
  it('gives an event its date, says that it has passed, and names the source in words', () => {
    const { text, sources } = ask('When is the London SEND Summit?');
    assert.match(text, /4 December 2025/);
    assert.match(text, /This has passed\./);
    assert.match(text, /Source: LIIA Annual Plan 2025-26, SEND: National SEND changes\.$/);
    assert.equal(sources[0]?.id, 'send-national');
  });

  it('does not say that a day to come, or today, has passed', () => {
    for (const today of ['2025-12-03', '2025-12-04'])
      assert.doesNotMatch(ask('When is the London SEND Summit?', [], today).text, /passed/);
  });

  it('says when a deadline has passed', () => {
    const question = 'when do we have to comply with the agency rules';
    assert.match(ask(question, [], '2026-01-15').text, /October 2025.*This date has passed\./s);
    assert.doesNotMatch(ask(question, [], '2025-10-31').text, /passed/);
  });

  it('gives the lead where the plan names one, and says so where it names none', () => {
    assert.match(ask('who leads on mentoring for care leavers').text, /Greater London Authority/);
    const nobody = ask('who leads the VESS work');
    assert.equal(nobody.outcome, 'declined');
    assert.match(nobody.text, /do not say who leads/);
  });

  it('marks a meaning that is the glossary’s own', () => {
    assert.match(
      ask('what is PLV').text,
      /^PLV means Pan-London Vehicle\. This meaning is from our glossary/,
    );
  });

  it('gives reasons to why', () => {
    assert.match(ask('why do we need a secure home in London').text, /waiting time/);
  });

  it('tells uncertain facts with their caution', () => {
    assert.match(ask('secure children’s home').text, /not decided/);
  });

  it('goes on with the subject of the question before, until a new one is named', () => {
    const earlier = ['what is the regional care co-operative'];
    assert.equal(ask('and why?', earlier).sources[0]?.id, 'rc-rcc');
    assert.equal(ask('tell me about the SAIL handbook', earlier).sources[0]?.id, 'as-sail');
    assert.equal(ask('and why?', []).outcome, 'declined');
    assert.equal(ask('and why?', ['what is the weather in Croydon']).outcome, 'declined');
  });

  it('suggests only questions that it answers, from the record they name', () => {
    for (const item of content.items)
      for (const suggestion of ask(`Tell me about ${item.title} (${areaName.get(item.area)})`).suggestions)
        assert.equal(ask(suggestion).outcome, 'answered', suggestion);
  });
});
