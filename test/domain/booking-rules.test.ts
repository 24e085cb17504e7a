import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Member } from '../../bot/domain/members/members.ts';
import { aMember } from '../factories.ts';
import { type Domain, dataFolder, newDatabase, openDomain } from '../harness.ts';
import { rounds, rush, steps, walk, walkTogether, withoutRowLocks } from './booking-walks.ts';
import { aWorld, type World } from './booking-world.ts';

describe('The rules of booking', function () {
  this.timeout(180_000);
  let domain: Domain;
  let world: World;
  before(async () => {
    domain = await openDomain({ folder: await dataFolder() });
    world = await aWorld(domain);
  });
  after(() => domain.close());

  it('hold after each of any steps by anybody', async () => {
    const walks = fc.asyncProperty(steps(5, 12), ([made, taken]) => walk(world, made, taken));
    await fc.assert(walks, { numRuns: 50 });
  });
});

describe('The rules of booking, many at once on PostgreSQL', function () {
  this.timeout(180_000);
  let domain: Domain;
  let world: World;
  let people: Member[];
  before(async () => {
    domain = await openDomain({ url: await newDatabase(), connections: 50 });
    world = await aWorld(domain);
    const boroughs = await domain.ctx.db
      .selectFrom('organisation')
      .select('id')
      .where('signed', '=', true)
      .orderBy('id')
      .execute();
    people = await Promise.all(
      Array.from({ length: 200 }, (_, n) => aMember(domain.ctx, boroughs[n % boroughs.length]!.id)),
    );
  });
  after(() => domain.close());

  it('hold after each round of what several do at the same moment', async () => {
    const walks = fc.asyncProperty(rounds(2, 3), ([made, taken]) => walkTogether(world, made, taken));
    await fc.assert(walks, { numRuns: 50, endOnFailure: true });
  });

  it('are broken where nobody waits for the session’s lock: the check can fail', async () => {
    const ctx = withoutRowLocks(domain.ctx);
    const walks = fc.asyncProperty(rounds(2, 3), ([made, taken]) =>
      walkTogether(world, made, taken, { ctx }),
    );
    const { failed } = await fc.check(walks, { numRuns: 50, endOnFailure: true });
    assert.ok(failed);
  });

  it('hold while 200 people want 50 places', async function () {
    this.timeout(180_000); // who waits for the lock for 3 seconds tries again, and there are 200
    for (let run = 0; run < 2; run++) assert.equal(await rush(world, people), 50);
  });

  it('are broken by 200 people without the lock', async () => {
    await assert.rejects(
      rush(world, people, { ctx: withoutRowLocks(domain.ctx) }),
      /more than it may|two bookings/,
    );
  });
});
