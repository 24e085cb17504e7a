import assert from 'node:assert/strict';
import { seed } from '../seed.ts';
import { killWhileBooking } from './bookings.ts';

describe('A service that is killed while people book', () => {
  for (const [engine, kills] of [
    ['postgres', 4],
    ['pglite', 1],
  ] as const)
    it(`keeps every booking that it confirmed, on ${engine}`, async function () {
      this.timeout(180_000);
      const outcome = await killWhileBooking({ engine, kills, seed });
      assert.deepEqual(outcome.lost, [], `seed ${seed}`);
      assert.equal(outcome.killsInWork, outcome.kills, `every kill had work in flight (seed ${seed})`);
    });

  it('loses bookings where it answers before it commits: the check can fail', async function () {
    this.timeout(180_000);
    const outcome = await killWhileBooking({ engine: 'postgres', kills: 3, seed: 1, control: true });
    assert.ok(outcome.lost.length > 0);
  });
});
