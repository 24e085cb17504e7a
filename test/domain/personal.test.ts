import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readContentFiles } from '../../bot/domain/content/files.ts';
import { concernsChild, personalDetails, withoutPersonal } from '../../bot/domain/questions/personal.ts';
import { contentFolder } from '../harness.ts';
import { cases, general } from './case-sentences.ts';
import { askedQuestions } from './knowledge/asked.ts';

const seen = ({ written, hidden }: (typeof cases)[number]) => {
  const kept = withoutPersonal(written);
  const holds = (detail: string) =>
    detail.length > 2 ? kept.includes(detail) : new RegExp(`\\b${detail}\\b`).test(kept);
  return concernsChild(written) && !hidden.some(holds);
};

describe('Personal details', () => {
  it(`are found in what people write of a case: in at least 9 of 10 of ${cases.length}`, () => {
    const missed = cases.filter((each) => !seen(each));
    assert.ok(cases.length >= 60);
    assert.ok(
      missed.length <= cases.length / 10,
      missed.map(({ written }) => withoutPersonal(written)).join('\n'),
    );
  });

  it('are found by their form, and named for what they are', () => {
    for (const [text, kept] of [
      ['Write to jo.b-x@camden.gov.uk, please', 'Write to [an e-mail address], please'],
      ['ring me on +44 20 7946 0018 or (020) 7946 0018.', 'ring me on [a phone number] or [a phone number].'],
      ['born on the 3rd of April 2012', 'born on the [a date of birth]'],
      ['her NHS no. is 9434765919', 'her NHS no. is [an NHS number]'],
      ['we are at Flat 3, 12 Larch Close, E5 9QD', 'we are at [an address], [an address]'],
      ['case number AB-20931/7', 'case number [a case number]'],
      ['QQ 12 34 56 C and AB123456C', 'QQ 12 34 56 C and [a case number]'],
      ['ask Mrs Osei-Tutu about it', 'ask Mrs [a name] about it'],
    ] as const)
      assert.equal(withoutPersonal(text), kept);
  });

  it('are not seen in questions about programmes, places and children in general', () => {
    const folder = join(import.meta.dirname, '../questions');
    const questions = globSync('*.jsonl', { cwd: folder })
      .flatMap((file) => readFileSync(join(folder, file), 'utf8').trim().split('\n'))
      .map((line) => JSON.parse(line) as { question: string; context?: string[] })
      .flatMap(({ question, context = [] }) => [question, ...context]);
    assert.ok(questions.length > 300);
    const { items, events, areas, networks, organisations, terms, resources } =
      readContentFiles(contentFolder);
    const titles = [
      ...[...items, ...events, ...resources].map(({ title }) => title),
      ...[...items, ...areas].flatMap(({ aliases }) => aliases),
      ...[...areas, ...networks, ...organisations].map(({ name }) => name),
      ...terms.flatMap(({ term, also }) => [term, ...also]),
    ];
    // The one person whom the content names: a name is a name.
    const names = titles.filter((title) => /Gregory/.test(title));
    assert.ok(names.length <= 1);
    const asked = askedQuestions.map(({ question }) => question);
    const isSeen = (text: string) =>
      !names.includes(text) && (personalDetails(text).length > 0 || concernsChild(text));
    assert.deepEqual([...titles, ...asked, ...general].filter(isSeen).map(withoutPersonal), []);
    // A few of the questions are loosely worded and sound like a case.
    const seen = questions.filter(isSeen);
    assert.ok(seen.length <= 0.02 * questions.length, seen.map(withoutPersonal).join('\n'));
  });

  it('are parts of the text, in order, without overlap, whatever the text', () => {
    const words = fc.constantFrom(
      'Maya',
      'my child',
      'aged 14',
      '07700 900123',
      'jo@x.org',
      'DOB 1/2/2012',
      'is',
      '(',
      'SE1 7PB',
      '’s mum',
      'called',
      'é',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.oneof(words, fc.string()), { maxLength: 30 }).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(text, (written) => {
        let at = 0;
        for (const { from, to } of personalDetails(written)) {
          assert.ok(from >= at && to > from && to <= written.length);
          at = to;
        }
        withoutPersonal(withoutPersonal(written));
      }),
      { numRuns: 500 },
    );
  });

  it('are looked for in time that grows with the text and no faster', () => {
    for (const part of [
      'Aa-',
      'Aa ',
      'A. ',
      'a',
      '07',
      '1 a ',
      'child called ',
      'his ',
      'x@x.',
      'flat 1 ',
      'Dr ',
    ]) {
      const started = performance.now();
      withoutPersonal(part.repeat(4000 / part.length));
      assert.ok(performance.now() - started < 500, part);
    }
  });
});
