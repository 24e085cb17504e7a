import assert from 'node:assert/strict';
import { killAtEachStep } from './booking-kills.ts';

describe('A process that is killed while it gives places or imports events', () => {
  it('leaves all of it or nothing, and done again it is there once', async function () {
    this.timeout(180_000);
    const { kills, faults } = await killAtEachStep({ every: 8 });
    assert.deepEqual(faults, []);
    assert.ok(kills >= 5);
  });
});
