import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { sql } from 'kysely';
import { type Domain, freePort, newDatabase, openDomain } from '../harness.ts';
import { seed } from '../seed.ts';
import { type RunningService, startService } from '../soak/process.ts';
import { isClear, type Trouble, type TroubleName, troubles } from '../teams/answers.ts';
import { addPeople, unevenly } from '../teams/people.ts';
import { allEnded, faultsOf, rowsOf, sendTo, setRate } from '../teams/sending.ts';
import { startTeams, type Teams } from '../teams/teams.ts';

const nothing = { twice: [], forgotten: [], untrue: [], overLimit: [] };

describe('Sending to many, on PostgreSQL, against Teams and its limits', () => {
  let teams: Teams;
  let domain: Domain;
  let url: string;
  let service: RunningService;
  const aService = async () =>
    startService({
      LIIA_LOCAL: '1',
      LIIA_LOG: 'silent',
      LIIA_PORT: String(await freePort()),
      LIIA_PLAYGROUND_PORT: String(teams.port),
      DATABASE_URL: url,
    });
  before(async function () {
    this.timeout(120_000);
    teams = await startTeams();
    url = await newDatabase();
    domain = await openDomain({ url });
    service = await aService();
  });
  after(async () => {
    service?.child.kill('SIGKILL');
    await teams?.close();
    await domain?.close();
  });
  beforeEach(() => teams.behave({ seed, latency: [0, 0], shares: {}, always: {}, throttled: {} }));

  it('ends for everybody as sent, failed with a reason or unconfirmed, whatever Teams answers', async function () {
    this.timeout(120_000);
    const rate = 25;
    const crowd = await addPeople(domain, teams, unevenly(600, 33));
    await setRate(domain, crowd, rate);
    await teams.behave({
      latency: [5, 150],
      shares: {
        throttled: 0.02,
        'precondition with a wait': 0.02,
        blocked: 0.02,
        'not in roster': 0.01,
        'writes blocked': 0.01,
        'conversation not found': 0.02,
        'request timeout': 0.01,
        'service error': 0.02,
        'bad gateway': 0.02,
        unavailable: 0.02,
        'gateway timeout': 0.02,
        'taken, then reset': 0.03,
        'reset unread': 0.02,
      },
    });
    const key = randomUUID();
    await sendTo(domain, key, crowd);
    await allEnded(domain, key);
    assert.deepEqual(await faultsOf(domain, teams, { tenants: crowd, key, rate }), nothing, `seed ${seed}`);
    const states = new Set((await rowsOf(domain, key)).map(({ state }) => state));
    assert.deepEqual([...states].toSorted(), ['failed', 'sent', 'unconfirmed'], `seed ${seed}`);
  });

  describe('makes one post, and says what came of it, where Teams answers', () => {
    /** What the ledger says where the answer leaves no doubt. */
    const ends: Record<number, string> = { 400: 'failed', 401: 'deferred', 412: 'deferred', 429: 'deferred' };
    for (const [name, trouble] of Object.entries(troubles) as [TroubleName, Trouble][]) {
      if (trouble.connection === 'silent') continue; // takes as long as our patience: a campaign's business
      const state = isClear(trouble) ? (ends[trouble.status!] ?? 'failed') : 'unconfirmed';
      it(`${trouble.status ?? 'nothing'} (${name}): ${state}`, async function () {
        this.timeout(60_000);
        const crowd = await addPeople(domain, teams, [1]);
        const { conversationId } = crowd[0]!.people[0]!;
        await teams.behave({ always: { [conversationId]: name } });
        const key = randomUUID();
        await sendTo(domain, key, crowd);
        const settled = async () => (await rowsOf(domain, key))[0]!;
        while (['pending', 'sending'].includes((await settled()).state))
          await new Promise((resolve) => setTimeout(resolve, 20));
        const row = await settled();
        assert.equal(row.state, state);
        assert.ok(row.reason);
        const posts = (await teams.posts()).filter((post) => post.conversationId === conversationId);
        // Who is asked to wait a second may have tried again while we looked.
        if (state === 'deferred' && trouble.retryAfter) assert.ok(posts.length >= 1);
        else assert.equal(posts.length, 1);
        await sql`update message set state = 'failed', finished_at = now() where key = ${key} and state = 'deferred'`.execute(
          domain.ctx.db,
        );
      });
    }
  });

  it('is shared by two instances without exceeding a limit; one is killed, and the other finishes', async function () {
    this.timeout(180_000);
    const rate = 10;
    const crowd = await addPeople(domain, teams, Array(5).fill(40));
    await setRate(domain, crowd, rate);
    await teams.behave({ latency: [50, 250] });
    const other = await aService();
    const key = randomUUID();
    const begun = await teams.count();
    await sendTo(domain, key, crowd);
    // A wake-up reaches one of them; the other finds by itself that there is something to do.
    const senders = async () => new Set((await teams.posts()).slice(begun).map(({ sender }) => sender));
    while ((await senders()).size < 2) await teams.arrived((await teams.count()) + 10);
    const dies = once(other.child, 'exit');
    other.child.kill('SIGKILL');
    await dies;
    await endLeases(key);
    await allEnded(domain, key);
    const faults = await faultsOf(domain, teams, { tenants: crowd, key, rate, killed: true });
    assert.deepEqual(faults, nothing);
  });

  /** Lets the leases of the dead instance pass at once, when all else is done and the living one has settled its posts. */
  async function endLeases(key: string): Promise<void> {
    for (let before: string | undefined; ; ) {
      const rows = await rowsOf(domain, key);
      const left = rows.filter(({ state }) => state === 'sending').map(({ memberId }) => memberId);
      const looked = left.toSorted().join();
      const waits = rows.some(({ state }) => state === 'pending' || state === 'deferred');
      // What the living instance has in flight is settled by the next look.
      if (!waits && looked === before) {
        await sql`update message set lease_until = now() where state = 'sending' and key = ${key}`.execute(
          domain.ctx.db,
        );
        return;
      }
      before = waits ? undefined : looked;
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }
});
