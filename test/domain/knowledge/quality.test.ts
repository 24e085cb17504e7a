import assert from 'node:assert/strict';
import { readContentFiles } from '../../../bot/domain/content/files.ts';
import { ours } from '../../bench/engines.ts';
import { fewerAliases } from '../../bench/fewer-aliases.ts';
import { among } from '../../bench/prose.ts';
import { type Figures, figuresOf, mark, questionSets, readQuestions } from '../../bench/questions.ts';
import { contentFolder } from '../../harness.ts';

const content = readContentFiles(contentFolder);
const heldOut = readQuestions('held-out');
/** Every fifth, as these are asked many times over: `npm run bench -- answers` asks all. */
const fifth = questionSets.flatMap(readQuestions).filter((_, n) => n % 5 === 0);

describe('answers to questions that the engine was not made on', () => {
  let figures: Figures;
  before(async () => {
    figures = figuresOf(mark(await ours(content), heldOut));
    console.log(`      ${JSON.stringify(figures)}`);
  });

  it('come from the right record for nine in ten, and for 96% it is among the first three', () => {
    assert.ok(figures.recallAt1 >= 0.9, String(figures.recallAt1));
    assert.ok(figures.recallAt3 >= 0.96, String(figures.recallAt3));
  });

  it('hold the facts asked for in nine of ten', () => {
    assert.ok(figures.facts >= 0.9, String(figures.facts));
  });

  it('own up to not knowing in nine of ten that cannot be answered, and in at most 4% of the others', () => {
    assert.ok(figures.declinedRightly >= 0.9, String(figures.declinedRightly));
    assert.ok(figures.declinedWrongly <= 0.04, String(figures.declinedWrongly));
  });
});

describe('recall over both halves of the questions', () => {
  const recall = async (from: typeof content) => figuresOf(mark(await ours(from), fifth)).recallAt1;

  it('falls by less than three points without a tenth of all aliases, whichever they are', async function () {
    this.timeout(120_000);
    const whole = await recall(content);
    for (let seed = 1; seed <= 5; seed++) {
      const fewer = await recall(fewerAliases(content, seed));
      assert.ok(whole - fewer < 0.03, `seed ${seed}: from ${whole} to ${fewer}`);
    }
  });

  it('falls by less than two points among 20,000 records about other things', async function () {
    this.timeout(120_000);
    const alone = await recall(content);
    const crowded = await recall(among(content, 20_000, 7));
    assert.ok(alone - crowded < 0.02, `from ${alone} to ${crowded}`);
  });
});
