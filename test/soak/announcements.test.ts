import assert from 'node:assert/strict';
import { seed } from '../seed.ts';
import { stopWhileAnnouncing } from './announcements.ts';

describe('A service that is stopped while it sends an announcement', () => {
  it('in good order and by kill -9, sends to nobody twice, forgets nobody and shows who may have got it', async function () {
    this.timeout(300_000);
    const outcome = await stopWhileAnnouncing({ people: 40, stops: ['SIGTERM', 'SIGKILL'], seed });
    assert.deepEqual(outcome.twice, [], `seed ${seed}`);
    assert.equal(outcome.sent + outcome.unconfirmed, outcome.people, `nobody is forgotten (seed ${seed})`);
    assert.ok(outcome.reached >= outcome.sent, `whoever is shown as sent got it (seed ${seed})`);
    assert.equal(outcome.stopsInWork, 2, `every stop came in the middle of a post (seed ${seed})`);
    assert.deepEqual(outcome.unfinished, [], `in good order it finishes what it began (seed ${seed})`);
    assert.ok(outcome.unconfirmed > 0, `the kill left somebody in doubt (seed ${seed})`);
    assert.deepEqual(outcome.unexplained, [], `unconfirmed were in flight at the kill (seed ${seed})`);
  });
});
