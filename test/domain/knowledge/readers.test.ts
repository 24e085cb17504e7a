import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readContentFiles } from '../../../bot/domain/content/files.ts';
import type { Content, Faq, Readers } from '../../../bot/domain/content/schema.ts';
import { answerQuestion, buildKnowledge } from '../../../bot/domain/knowledge/answers.ts';
import { contentFolder } from '../../harness.ts';
import { askedQuestions } from './asked.ts';

const shipped = readContentFiles(contentFolder);
const groups: Readers[] = ['members', 'library', 'coordinators'];
const today = '2026-01-15';

/** The shipped content, with published answers made of the items' own sentences, each record open to whom `of` says. */
function contentFor(of: (n: number) => Readers): Content {
  const faqs = shipped.items.map(
    ({ id, area, title, summary, aliases }, n): Faq => ({
      id: `answered-${id}`,
      questions: [`What should I know about ${title}?`, ...aliases.slice(0, 2)],
      answer: summary,
      area,
      author: 'Jo Example',
      answeredOn: '2025-12-01',
      reviewOn: '2026-12-01',
      readers: of(n * 7 + 3),
      state: n % 5 === 0 ? 'draft' : 'live',
    }),
  );
  return { ...shipped, faqs, items: shipped.items.map((item, n) => ({ ...item, readers: of(n) })) };
}

/** What is left when everything is taken away that these readers may not see. */
const without = (content: Content, readers: Readers[]): Content => ({
  ...content,
  items: content.items.filter((item) => readers.includes(item.readers)),
  faqs: content.faqs.filter((faq) => readers.includes(faq.readers)),
  events: readers.includes('members') ? content.events : [],
});

describe('who may see what', () => {
  const words = shipped.items
    .flatMap((i) => [i.title, ...i.aliases, ...i.summary])
    .join(' ')
    .split(' ');
  const wordings = fc.oneof(
    fc.constantFrom(...askedQuestions.map((asked) => asked.question)),
    fc
      .tuple(
        fc.constantFrom('', 'what is ', 'why ', 'who leads ', 'how many ', 'when is ', 'list '),
        fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 }),
        fc.nat(20),
      )
      // A letter left out: what it is mended to must not tell which words there are.
      .map(([start, some, n]) => start + some.join(' ').replace(new RegExp(`(?<=^.{${n}}).`), '')),
  );

  it('answers just as if the records that somebody may not see did not exist', function () {
    this.timeout(120_000);
    let differed = 0;
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...groups), { minLength: 11, maxLength: 11 }),
        fc.subarray(groups),
        fc.array(fc.tuple(wordings, fc.array(wordings, { maxLength: 2 })), { minLength: 40, maxLength: 40 }),
        (pattern, readers, asked) => {
          const content = contentFor((n) => pattern[n % pattern.length]!);
          const all = buildKnowledge(content);
          const visible = buildKnowledge(without(content, readers));
          for (const [question, earlier] of asked) {
            const as = { question, earlier, today };
            const answer = answerQuestion(all, { ...as, readers });
            assert.deepEqual(answer, answerQuestion(visible, { ...as, readers }), question);
            if (answer.text !== answerQuestion(all, { ...as, readers: groups }).text) differed++;
          }
        },
      ),
      { numRuns: 8 },
    );
    assert.ok(differed > 20, `only ${differed} answers depended on who asked`);
  });

  it('never cites what somebody may not see', () => {
    const content = contentFor((n) => groups[n % 3]!);
    const knowledge = buildKnowledge(content);
    for (const item of content.items)
      for (const readers of [['members'], ['members', 'library'], groups] as Readers[][]) {
        const { sources } = answerQuestion(knowledge, { question: item.title, earlier: [], today, readers });
        const cited = [...content.items, ...content.faqs].filter((r) =>
          sources.some(({ id }) => id === r.id),
        );
        for (const record of cited)
          assert.ok(readers.includes(record.readers), `${item.title}: ${record.id}`);
      }
  });

  it('cites no record to somebody who may see none', () => {
    const content = contentFor(() => 'library');
    const knowledge = buildKnowledge(content);
    for (const { title, id } of content.items) {
      const { sources } = answerQuestion(knowledge, { question: title, earlier: [], today, readers: [] });
      assert.equal(
        sources.some((source) => [id, `answered-${id}`].includes(source.id)),
        false,
        title,
      );
    }
  });
});
