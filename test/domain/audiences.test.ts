import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inTransaction } from '../../bot/domain/context.ts';
import {
  audienceMembers,
  audienceSize,
  everybody,
  knownPosts,
} from '../../bot/domain/members/audience-members.ts';
import { listAudiences, removeAudience, saveAudience } from '../../bot/domain/members/audiences.ts';
import { follow } from '../../bot/domain/members/follows.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { followNetwork } from '../../bot/domain/members/networks.ts';
import { organisations, setSigned } from '../../bot/domain/members/organisations.ts';
import type { AudienceDefinition } from '../../bot/ports/store/schema-people.ts';
import { aCoordinator, aMember, aMemberWith } from '../factories.ts';
import { type Domain, openDomain } from '../harness.ts';

/** What a test knows of a member, to find by a naive filter who is in an audience. */
type Known = {
  id: string;
  organisation: string;
  careSystem: string | undefined;
  authorityConfirmed: boolean;
  post: string;
  postConfirmed: boolean;
  areas: string[];
  networks: string[];
  blocked: boolean;
};

const pools = {
  organisations: ['camden', 'croydon', 'barnet', 'pyl', 'london-councils', 'exeter-road'],
  careSystems: ['North Central London', 'South West London'],
  posts: ['Head of SEND', 'Analyst', 'Director'],
  areas: ['send', 'workforce'],
  networks: ['your-choice-clinical-leads', 'aldcs'],
};
const plain = (post: string) => post.trim().replace(/\s+/g, ' ').toLowerCase();

describe('Audiences', () => {
  let domain: Domain;
  let coordinator: Member;
  const everyone: Known[] = [];
  before(async () => {
    domain = await openDomain();
    const { ctx } = domain;
    const careSystems = new Map((await organisations(ctx.db)).map(({ id, careSystem }) => [id, careSystem]));
    const know = (known: Omit<Known, 'careSystem'>) =>
      everyone.push({ ...known, careSystem: careSystems.get(known.organisation) });
    for (let n = 0; n < 40; n++) {
      const organisation = pools.organisations[n % 5]!;
      const { id } = await aMember(ctx, organisation);
      const known = {
        organisation,
        authorityConfirmed: n % 7 !== 0,
        post: [' head  of send', 'Analyst', 'Director', 'ANALYST'][n % 4]!,
        postConfirmed: n % 3 !== 0,
        areas: pools.areas.filter((_, at) => (n >> at) % 2 === 0),
        networks: pools.networks.filter((_, at) => (n >> (at + 1)) % 3 === 0),
        blocked: n % 11 === 0,
      };
      await ctx.db
        .updateTable('member')
        .set({
          post: known.post,
          post_confirmed: known.postConfirmed,
          organisation_confirmed: known.authorityConfirmed,
          blocked_at: known.blocked ? new Date() : null,
        })
        .where('id', '=', id)
        .execute();
      for (const area of known.areas) await follow(ctx, { id } as Member, area);
      for (const network of known.networks) await followNetwork(ctx, { id } as Member, network);
      know({ id, ...known });
    }
    coordinator = await aCoordinator(ctx);
    know({
      ...{ id: coordinator.id, organisation: 'london-councils', authorityConfirmed: true, post: '' },
      ...{ postConfirmed: false, areas: [], networks: [], blocked: false },
    });
  });
  after(() => domain.close());

  const found = async (definition: Partial<AudienceDefinition>, within: 'all' | string[] = 'all') =>
    (
      await audienceMembers(domain.ctx, { ...everybody, ...definition }, within)
        .select('member.id')
        .execute()
    )
      .map(({ id }) => id)
      .sort();

  const naive = (definition: AudienceDefinition, within: 'all' | string[]) =>
    everyone
      .filter((known) => {
        const { organisations, careSystems, posts, areas, networks } = definition;
        const needsAuthority = organisations.length + careSystems.length > 0 || within !== 'all';
        return (
          !known.blocked &&
          (!needsAuthority || known.authorityConfirmed) &&
          (within === 'all' || within.includes(known.organisation)) &&
          (organisations.length === 0 || organisations.includes(known.organisation)) &&
          (careSystems.length === 0 || careSystems.includes(known.careSystem ?? '')) &&
          (posts.length === 0 || (known.postConfirmed && posts.map(plain).includes(plain(known.post)))) &&
          (areas.length === 0 || areas.some((area) => known.areas.includes(area))) &&
          (networks.length === 0 || networks.some((network) => known.networks.includes(network)))
        );
      })
      .map(({ id }) => id)
      .sort();

  it('are exactly the people whom a naive look at every member finds, for every definition', async () => {
    const some = (pool: string[]): fc.Arbitrary<string[]> =>
      fc.oneof(fc.constant<string[]>([]), fc.subarray(pool));
    const definitions = fc.record({
      organisations: some(pools.organisations),
      careSystems: some(pools.careSystems),
      posts: some([...pools.posts, 'HEAD OF  SEND ']),
      areas: some(pools.areas),
      networks: some(pools.networks),
    });
    const within = fc.oneof(fc.constant('all' as const), fc.subarray(pools.organisations));
    let filled = 0;
    await fc.assert(
      fc.asyncProperty(definitions, within, async (definition, within) => {
        const people = await found(definition, within);
        assert.deepEqual(people, naive(definition, within));
        const size = await audienceSize(domain.ctx, { ...coordinator, inCharge: within }, definition);
        assert.equal(size.people, people.length);
        if (people.length > 0) filled++;
      }),
      { numRuns: 150 },
    );
    assert.ok(filled > 20, `${filled} of the audiences had anybody in them`);
  });

  it('leave out who may no longer use the service, at once', async () => {
    assert.ok((await found({ organisations: ['barnet'] })).length > 0);
    await inTransaction(domain.ctx, (tx) => setSigned(tx, 'barnet', false));
    assert.deepEqual(await found({ organisations: ['barnet'] }), []);
    await inTransaction(domain.ctx, (tx) => setSigned(tx, 'barnet', true));
  });

  it('are saved, changed and removed under a name of their own, each in the audit log', async () => {
    const { ctx } = domain;
    const definition = { ...everybody, posts: ['head of send'], careSystems: ['North Central London'] };
    const id = await saveAudience(ctx, coordinator, { name: 'SEND leads, north', definition });
    const [saved] = await listAudiences(ctx, coordinator);
    assert.deepEqual(saved, {
      id,
      name: 'SEND leads, north',
      definition,
      people: naive(definition, 'all').length,
      mayChange: true,
    });
    await assert.rejects(saveAudience(ctx, coordinator, { name: 'send LEADS, north', definition }), {
      code: 'conflict',
    });
    const other = await saveAudience(ctx, coordinator, { name: 'Everybody', definition: everybody });
    await assert.rejects(
      saveAudience(ctx, coordinator, { id: other, name: 'SEND leads, north', definition }),
      {
        code: 'conflict',
      },
    );
    await saveAudience(ctx, coordinator, { id, name: 'SEND leads, North', definition: everybody });
    await removeAudience(ctx, coordinator, other);
    assert.deepEqual(
      (await listAudiences(ctx, coordinator)).map(({ name }) => name),
      ['SEND leads, North'],
    );
    await assert.rejects(removeAudience(ctx, coordinator, other), { code: 'not-found' });
    const lines = await ctx.db
      .selectFrom('audit')
      .select('action')
      .where('action', 'like', 'audience %')
      .execute();
    assert.deepEqual(
      lines.map(({ action }) => action),
      ['audience saved', 'audience saved', 'audience saved', 'audience removed'],
    );
  });

  it('are for every coordinator to use, and of a limited one theirs alone to change', async () => {
    const { ctx } = domain;
    const limited = await aMemberWith(ctx, 'coordinator', { inCharge: ['barnet'] });
    const shared = await saveAudience(ctx, coordinator, { name: 'Shared', definition: everybody });
    const own = await saveAudience(ctx, limited, { name: 'Own', definition: everybody });
    await ctx.db
      .updateTable('audience')
      .set({ author_id: null })
      .where('name', '=', 'SEND leads, North')
      .execute();
    const changeable = async (actor: Member) =>
      (await listAudiences(ctx, actor)).map(({ name, mayChange }) => [name, mayChange]);
    assert.deepEqual(await changeable(limited), [
      ['Own', true],
      ['SEND leads, North', false],
      ['Shared', false],
    ]);
    const asShared = { id: shared, name: 'Mine', definition: everybody };
    await assert.rejects(saveAudience(ctx, limited, asShared), { code: 'not-allowed' });
    await assert.rejects(removeAudience(ctx, limited, shared), { code: 'not-allowed' });
    await saveAudience(ctx, limited, { id: own, name: 'Own too', definition: everybody });
    await removeAudience(ctx, limited, own);
    assert.ok((await changeable(coordinator)).every(([, may]) => may));
    await removeAudience(ctx, coordinator, shared);
    await ctx.db.deleteFrom('member').where('id', '=', limited.id).execute();
  });

  it('name only what there is, and are for coordinators only', async () => {
    const { ctx } = domain;
    for (const wrong of [
      { organisations: ['narnia'] },
      { careSystems: ['West'] },
      { areas: ['x'] },
      { networks: ['x'] },
    ])
      await assert.rejects(
        saveAudience(ctx, coordinator, { name: 'Wrong', definition: { ...everybody, ...wrong } }),
        { code: 'invalid' },
      );
    const member = await aMember(ctx, 'croydon');
    for (const refused of [
      saveAudience(ctx, member, { name: 'Mine', definition: everybody }),
      listAudiences(ctx, member),
      audienceSize(ctx, member, everybody),
      removeAudience(ctx, member, member.id),
      knownPosts(ctx, member),
    ])
      await assert.rejects(refused, { code: 'not-allowed' });
    everyone.push({
      ...{
        id: member.id,
        organisation: 'croydon',
        careSystem: 'South West London',
        authorityConfirmed: true,
      },
      ...{ post: '', postConfirmed: false, areas: [], networks: [], blocked: false },
    });
  });

  it('offer the posts that there are, each once, those in one’s charge', async () => {
    assert.deepEqual((await knownPosts(domain.ctx, coordinator)).map(plain), [
      'analyst',
      'director',
      'head of send',
    ]);
    assert.deepEqual(await knownPosts(domain.ctx, { ...coordinator, inCharge: [] }), []);
  });
});
