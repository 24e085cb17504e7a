import assert from 'node:assert/strict';
import { seed } from '../seed.ts';
import { killWhileSending } from './messages.ts';

describe('A service that is killed while it sends to many', () => {
  it('sends to nobody twice and forgets nobody', async function () {
    this.timeout(180_000);
    const outcome = await killWhileSending({ kills: 2, seed, hurry: true });
    const { twice, forgotten, untrue, overLimit, unexplained } = outcome;
    assert.deepEqual(
      { twice, forgotten, untrue, overLimit, unexplained },
      { twice: [], forgotten: [], untrue: [], overLimit: [], unexplained: [] },
      `seed ${seed}`,
    );
    assert.equal(outcome.killsInWork, outcome.kills, `every kill had work in flight (seed ${seed})`);
    assert.equal(outcome.sent + outcome.failed + outcome.unconfirmed, outcome.people);
  });

  it('sends twice where it makes pending again what was in flight: the check can fail', async function () {
    this.timeout(180_000);
    const { twice } = await killWhileSending({ kills: 2, seed: 1, hurry: true, control: true });
    assert.ok(twice.length > 0);
  });
});
