import assert from 'node:assert/strict';
import { seed } from '../seed.ts';
import { killWhileAnswering } from './questions.ts';

describe('A service that is killed while people answer questions', () => {
  it('keeps every step once, and tells each person once or shows that it does not know', async function () {
    this.timeout(600_000);
    const outcome = await killWhileAnswering({ engine: 'postgres', kills: 2, seed });
    assert.deepEqual(outcome.faults, [], `seed ${seed}`);
    assert.equal(outcome.killsInWork, outcome.kills, `every kill had work in flight (seed ${seed})`);
    assert.ok(outcome.sent > 0);
  });

  it('loses steps where it answers before it commits: the check can fail', async function () {
    this.timeout(600_000);
    const outcome = await killWhileAnswering({ engine: 'postgres', kills: 2, seed: 1, control: true });
    assert.ok(outcome.faults.length > 0);
  });
});
