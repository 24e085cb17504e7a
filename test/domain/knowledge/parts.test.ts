import assert from 'node:assert/strict';
import { readContentFiles } from '../../../bot/domain/content/files.ts';
import { dayInWords, hoursInWords, namesOnlyPast } from '../../../bot/domain/knowledge/dates.ts';
import { intentOf } from '../../../bot/domain/knowledge/intents.ts';
import { hasPersonsName } from '../../../bot/domain/knowledge/named.ts';
import { phrases } from '../../../bot/domain/knowledge/phrases.ts';
import { signpostFor, waysOf } from '../../../bot/domain/knowledge/signposts.ts';
import { buildSpeller, repair, splitWord } from '../../../bot/domain/knowledge/spelling.ts';
import { stem } from '../../../bot/domain/knowledge/stemmer.ts';
import { wordsOf } from '../../../bot/domain/knowledge/words.ts';
import { contentFolder } from '../../harness.ts';

describe('stems', () => {
  // From the examples of Porter's paper.
  for (const [word, expected] of [
    ['caresses', 'caress'],
    ['ponies', 'poni'],
    ['agreed', 'agre'],
    ['plastered', 'plaster'],
    ['motoring', 'motor'],
    ['hopping', 'hop'],
    ['filing', 'file'],
    ['relational', 'relat'],
    ['hopefulness', 'hope'],
    ['adjustment', 'adjust'],
    ['controlling', 'control'],
  ])
    it(`${word} gives ${expected}`, () => assert.equal(stem(word!), expected));

  it('brings the forms of a word together', () => {
    for (const forms of [
      'recruit recruits recruiting recruitment recruited',
      'commission commissioning commissioned',
    ])
      assert.equal(new Set(forms.split(' ').map(stem)).size, 1, forms);
  });
});

describe('words', () => {
  it('drops possessives, accents and punctuation and parts hyphens', () => {
    assert.deepEqual(
      wordsOf("London’s café: Co-operative, what's on?").map((w) => w.text),
      ['london', 'cafe', 'co', 'operative', 'what', 'on'],
    );
  });
});

describe('spelling', () => {
  const speller = buildSpeller(
    new Map([
      ['housing', 3],
      ['adolescents', 2],
      ['regional', 2],
      ['care', 9],
    ]),
    ['leavers'],
  );
  it('repairs one edit in short words and two in long ones', () => {
    assert.equal(repair(speller, 'housng')?.word, 'housing');
    assert.equal(repair(speller, 'regoinal')?.word, 'regional');
    assert.equal(repair(speller, 'adolecnts')?.word, 'adolescents');
  });
  it('repairs words of four letters where the first holds, and of three where a small word was meant', () => {
    assert.equal(repair(speller, 'cate')?.word, 'care');
    assert.equal(repair(speller, 'wate')?.word, undefined);
    assert.equal(repair(speller, 'wat')?.word, 'what');
    assert.equal(repair(speller, 'adn')?.word, 'and');
    assert.equal(repair(speller, 'cat'), undefined);
  });
  it('leaves words that people mean, and words that are far from all, alone', () => {
    assert.equal(repair(speller, 'card'), undefined);
    assert.equal(repair(speller, 'manchester'), undefined);
  });
  it('parts two words that were written as one', () => {
    assert.deepEqual(splitWord(speller, 'careleavers'), ['care', 'leavers']);
  });
});

describe('words in capitals', () => {
  for (const [text, capitals] of [
    ['SEND', true],
    ['EPs', true],
    ['ICS', true],
    ['Eps', false],
    ['eps', false],
    ['A', false],
    ['2025', false],
  ] as const)
    it(`${text}: ${capitals ? 'an acronym' : 'no acronym'}`, () =>
      assert.equal(wordsOf(text)[0]!.capitals, capitals));
});

describe('the kind of fact a question wants', () => {
  for (const [question, intent] of [
    ['why are you reviewing MACE', 'reason'],
    ['When is the summit?', 'date'],
    ['homes for care leavers when they turn 18', 'general'],
    ['how many events will there be', 'count'],
    ['who leads on housing', 'lead'],
    ['what is the budget in pounds', 'money'],
    ['how much annual leave do I get', 'personal'],
    ['what is a RIIA', 'meaning'],
    ['whats the aim of the dashboards', 'reason'],
    ['what good does it do', 'reason'],
    ['what does the training cost', 'money'],
    ['what time does the summit start', 'time'],
    ['which boroughs take part in the trial', 'which'],
    ['which projects are there', 'list'],
    ['who won the contract', 'person'],
    ['which agency should I use', 'task'],
    ['where can I park', 'task'],
    ['a course for managers who lead on special needs', 'general'],
    ['do you know who leads on special needs', 'lead'],
    ['when a child turns 18, do the two departments talk', 'general'],
    ['where can I see how many temps we have', 'general'],
    ['what is it all for', 'reason'],
    ['what should boroughs buy together', 'meaning'],
    ['what do we get from shared cost data', 'meaning'],
    ['what does the training cost us', 'money'],
    ['when was the blog published', 'date'],
    ['who are the speakers', 'person'],
    ['how much do we know about staff in homes', 'general'],
    ['what was decided at the last meeting', 'result'],
  ])
    it(`${question}: ${intent}`, () => assert.equal(intentOf(wordsOf(question!)), intent));
});

describe('names of people', () => {
  const content = readContentFiles(contentFolder);
  for (const [sentence, holds] of [
    ['Comments go to Isabelle Gregory.', true],
    ['The work is led by the Greater London Authority.', false],
    ['The Regional Care Co-operative is a proposal.', false],
  ] as const)
    it(`${sentence}: ${holds ? 'somebody' : 'nobody'}`, () =>
      assert.equal(hasPersonsName(content, sentence), holds));
});

describe('ways to a signpost', () => {
  const signpost = {
    id: 'a-sign',
    title: 'A sign',
    aliases: ['child is not safe', 'told me', 'LADO', 'plan'],
    text: ['Call somebody.'],
    links: [],
  };
  const ways = waysOf({ ...readContentFiles(contentFolder), signposts: [signpost] });
  for (const [question, meets] of [
    ['this child is really not very safe', true],
    ['is every child safe here', false],
    ['somebody told me', true],
    ['told by me', false],
    ['who is the lado', true],
    ['is there a plan', false], // a word that everybody uses is no sign by itself
    ['child, who lives in Bexley with two brothers, not safe', false], // too far apart
  ] as const)
    it(`${question}: ${meets ? 'met' : 'not met'}`, () =>
      assert.equal(signpostFor(ways, wordsOf(question)) === signpost, meets));
});

describe('dates in words', () => {
  it('are written as GOV.UK writes them', () => {
    assert.equal(dayInWords('2025-12-04'), 'Thursday 4 December 2025');
    assert.equal(hoursInWords('10:00', '13:30'), '10am to 1:30pm');
    assert.equal(hoursInWords('09:05', '12:00'), '9:05am to midday');
  });
  it('a month is over after its last day', () => {
    assert.equal(namesOnlyPast('by October 2025', '2025-10-31'), false);
    assert.equal(namesOnlyPast('by October 2025', '2025-11-01'), true);
    assert.equal(namesOnlyPast('without a date', '2030-01-01'), false);
  });
});

describe('fixed phrases', () => {
  it('are few, and hold no figure and no name', () => {
    const fixed = Object.values(phrases).filter((phrase) => typeof phrase === 'string');
    assert.ok(fixed.length <= 40);
    for (const phrase of fixed) assert.doesNotMatch(phrase, /\d|LIIA|London/, phrase);
  });
});
