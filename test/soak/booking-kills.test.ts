import assert from 'node:assert/strict';
import { seed } from '../seed.ts';
import { killAtEachStep } from './booking-kills.ts';
import { killWhileInviting } from './booking-sends.ts';
import { bookingWorks } from './booking-works.ts';

describe('A process that is killed while it gives places or imports events', () => {
  for (const [each, works] of [
    [1, bookingWorks],
    [2, ['import']],
  ] as const)
    it(`leaves all of it or nothing, and done again it is there once: ${works.join(', ')}`, async function () {
      this.timeout(180_000);
      const { kills, faults } = await killAtEachStep({ each, seed }, { works });
      assert.deepEqual(faults, [], `seed ${seed}`);
      assert.equal(kills, each * works.length, `seed ${seed}`);
    });

  it('leaves half of it where each statement stands by itself: the check can fail', async function () {
    this.timeout(180_000);
    const { faults } = await killAtEachStep({ each: 8, seed: 9 }, { works: ['transfer'], control: true });
    assert.ok(faults.length > 0);
  });
});

describe('A process that is killed while it sends an invitation, or a post of the bot', () => {
  it('has sent it once, or it is shown as unconfirmed, or the next process sends it', async function () {
    this.timeout(180_000);
    const { kills, faults } = await killWhileInviting({ each: 3, seed });
    assert.deepEqual(faults, [], `seed ${seed}`);
    assert.equal(kills, 6, `seed ${seed}`);
  });

  it('is believed where it writes down first that it was sent: the check can fail', async function () {
    this.timeout(180_000);
    const { faults } = await killWhileInviting({ each: 6, seed: 3 }, { control: true });
    assert.match(faults[0] ?? '', /nobody has it/);
  });
});
