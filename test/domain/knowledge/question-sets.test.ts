import assert from 'node:assert/strict';
import { readContentFiles } from '../../../bot/domain/content/files.ts';
import { wordsOf } from '../../../bot/domain/knowledge/words.ts';
import { questionSets, readQuestions } from '../../bench/questions.ts';
import { contentFolder } from '../../harness.ts';

const content = readContentFiles(contentFolder);
const sets = questionSets.map((name) => ({ name, questions: readQuestions(name) }));

describe('the questions that answers are measured with', () => {
  for (const { name, questions } of sets) {
    it(`are at least 150, of every kind, a fifth of them unanswerable: ${name}`, () => {
      const kinds = Map.groupBy(questions, ({ kind }) => kind);
      const known = 'acronym figure followup list name none overview paraphrase typo why'.split(' ');
      assert.deepEqual([...kinds.keys()].sort(), known);
      assert.ok(questions.length >= 150);
      const none = questions.filter(({ expect }) => expect.length === 0);
      assert.deepEqual(none, kinds.get('none'));
      assert.ok(none.length / questions.length > 0.17 && none.length / questions.length < 0.25);
    });

    it(`expect records that there are, and facts that these hold: ${name}`, () => {
      assert.equal(new Set(questions.map(({ id }) => id)).size, questions.length);
      const items = new Map(content.items.map((item) => [item.id, JSON.stringify({ ...item, aliases: [] })]));
      const events = Map.groupBy(content.events, ({ item }) => item);
      for (const { id, expect, fact } of questions) {
        for (const each of expect) assert.ok(items.has(each), `${id}: ${each}`);
        // In the words of any expected record, as shown: what a term means is shown, too.
        const texts = expect.flatMap((each) => [items.get(each), JSON.stringify(events.get(each) ?? [])]);
        const text = JSON.stringify([texts, content.terms, content.organisations]).toLowerCase();
        for (const wordings of fact)
          assert.ok(
            wordings.some((each) => text.includes(each.toLowerCase()) || /^\d/.test(each)),
            `${id}: ${wordings}`,
          );
      }
    });
  }

  it('are others in each half: no question of one, with those before it, is nearly one of the other', () => {
    const stemsOf = ({ context, question }: { context: string[]; question: string }) =>
      new Set(wordsOf([...context, question].join(' ')).map(({ stem }) => stem));
    const [one, two] = sets.map(({ questions }) =>
      questions.map((each) => ({ ...each, stems: stemsOf(each) })),
    );
    for (const a of one!)
      for (const b of two!) {
        const shared = [...a.stems].filter((stem) => b.stems.has(stem)).length;
        const all = a.stems.size + b.stems.size - shared;
        assert.ok(shared / all < 0.8, `${a.id} and ${b.id}`);
      }
  });
});
