import assert from 'node:assert/strict';
import { seed } from '../seed.ts';
import { stopWhileAnnouncing } from './announcements.ts';

describe('A service that is stopped while it sends an announcement', () => {
  it('by kill -9, sends to nobody twice, forgets nobody and shows who may have got it', async function () {
    this.timeout(300_000);
    const outcome = await stopWhileAnnouncing({
      engine: 'postgres',
      signal: 'SIGKILL',
      people: 80,
      stops: 3,
      seed,
    });
    assert.deepEqual(outcome.twice, [], `seed ${seed}`);
    assert.equal(outcome.sent + outcome.unconfirmed, outcome.people, `nobody is forgotten (seed ${seed})`);
    assert.ok(outcome.reached >= outcome.sent, `whoever is shown as sent got it (seed ${seed})`);
    assert.equal(
      outcome.stopsInWork,
      outcome.stops,
      `every kill came in the middle of a post (seed ${seed})`,
    );
    assert.ok(outcome.unconfirmed >= outcome.stops, `${outcome.unconfirmed} (seed ${seed})`);
    assert.deepEqual(outcome.unexplained, [], `unconfirmed were in flight at a kill (seed ${seed})`);
  });

  it('in good order, finishes what it began and goes on with the rest after the next start', async function () {
    this.timeout(300_000);
    const outcome = await stopWhileAnnouncing({
      engine: 'postgres',
      signal: 'SIGTERM',
      people: 40,
      stops: 1,
      seed: 1,
    });
    assert.deepEqual([outcome.twice, outcome.unconfirmed], [[], 0]);
    assert.deepEqual([outcome.sent, outcome.reached], [40, 40]);
  });
});
