import assert from 'node:assert/strict';
import type { Member } from '../../bot/domain/members/members.ts';
import {
  followNetwork,
  leaveNetwork,
  listNetworks,
  networkMembers,
  networksInCharge,
  setByInvitation,
  setInNetwork,
} from '../../bot/domain/members/networks.ts';
import { aCoordinator, aMember } from '../factories.ts';
import { type Domain, openDomain } from '../harness.ts';

describe('Networks', () => {
  const id = 'your-choice-clinical-leads';
  let domain: Domain;
  let coordinator: Member;
  let ada: Member;
  before(async () => {
    domain = await openDomain();
    coordinator = await aCoordinator(domain.ctx);
    ada = await aMember(domain.ctx, 'camden', 'Ada Test');
  });
  after(() => domain.close());
  afterEach(async () => {
    await setByInvitation(domain.ctx, coordinator, id, false);
    await domain.ctx.db.deleteFrom('network_member').execute();
  });

  const seenBy = async (member: Member) => {
    const network = (await listNetworks(domain.ctx, member)).find((each) => each.id === id)!;
    return { member: network.member, byInvitation: network.byInvitation };
  };
  const names = async (actor = coordinator) =>
    (await networkMembers(domain.ctx, actor, id)).map(({ name }) => name);
  const audited = async () =>
    domain.ctx.db.selectFrom('audit').select(['action', 'subject', 'details']).orderBy('id').execute();

  it('are followed and left by members themselves, as often as they press', async () => {
    assert.deepEqual(await seenBy(ada), { member: false, byInvitation: false });
    await followNetwork(domain.ctx, ada, id);
    await followNetwork(domain.ctx, ada, id);
    assert.equal((await seenBy(ada)).member, true);
    assert.deepEqual(await names(), ['Ada Test']);
    await leaveNetwork(domain.ctx, ada, id);
    await leaveNetwork(domain.ctx, ada, id);
    assert.equal((await seenBy(ada)).member, false);
    await assert.rejects(followNetwork(domain.ctx, ada, 'no-such-network'), { code: 'not-found' });
  });

  it('by invitation are not joined by oneself, but kept by who is in and left', async () => {
    await followNetwork(domain.ctx, ada, id);
    await setByInvitation(domain.ctx, coordinator, id, true);
    assert.deepEqual(await seenBy(ada), { member: true, byInvitation: true });
    await followNetwork(domain.ctx, ada, id); // is in already
    await leaveNetwork(domain.ctx, ada, id);
    await assert.rejects(followNetwork(domain.ctx, ada, id), { code: 'not-allowed' });
    assert.equal((await seenBy(ada)).member, false);
    await setInNetwork(domain.ctx, coordinator, { networkId: id, memberId: ada.id, in: true });
    assert.equal((await seenBy(ada)).member, true);
  });

  it('that are only being explored cannot be followed yet', async () => {
    const explored = (await listNetworks(domain.ctx, ada)).filter(({ exploring }) => exploring);
    assert.equal(explored.length, 4);
    for (const network of explored) {
      assert.match(network.name, /being explored/);
      await assert.rejects(followNetwork(domain.ctx, ada, network.id), {
        code: 'not-allowed',
        message: 'This network is being explored, so nobody can follow it yet.',
      });
    }
    assert.ok((await listNetworks(domain.ctx, ada)).every(({ member }) => !member));
  });

  it('follow the files again once they are as the files have them', async () => {
    const record = () =>
      domain.ctx.db
        .selectFrom('content_record')
        .select('edited')
        .where('kind', '=', 'network')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
    await setByInvitation(domain.ctx, coordinator, id, true);
    assert.ok((await record()).edited);
    await setByInvitation(domain.ctx, coordinator, id, false);
    assert.equal((await record()).edited, null);
    await assert.rejects(setByInvitation(domain.ctx, coordinator, 'no-such', true), { code: 'not-found' });
  });

  it('are looked after by coordinators, each change once in the audit log, by pseudonym', async () => {
    const before = (await audited()).length;
    const change = { networkId: id, memberId: ada.id };
    for (const isIn of [true, true, false, false])
      await setInNetwork(domain.ctx, coordinator, { ...change, in: isIn });
    assert.deepEqual((await audited()).slice(before), [
      { action: 'network joined', subject: ada.pseudonym, details: { network: id } },
      { action: 'network left', subject: ada.pseudonym, details: { network: id } },
    ]);
    await assert.rejects(setInNetwork(domain.ctx, ada, { ...change, in: true }), { code: 'not-allowed' });
    await assert.rejects(networkMembers(domain.ctx, ada, id), { code: 'not-allowed' });
  });

  it('show a limited coordinator only the people in their charge, and change only these', async () => {
    const ben = await aMember(domain.ctx, 'croydon', 'Ben Test');
    for (const member of [ada, ben]) await followNetwork(domain.ctx, member, id);
    const limited: Member = { ...coordinator, inCharge: ['camden'] };
    assert.deepEqual([await names(), await names(limited)], [['Ada Test', 'Ben Test'], ['Ada Test']]);
    const count = async (actor: Member) =>
      (await networksInCharge(domain.ctx, actor)).find((each) => each.id === id)?.members;
    assert.deepEqual([await count(coordinator), await count(limited)], [2, 1]);
    const change = { networkId: id, memberId: ben.id, in: false };
    await assert.rejects(setInNetwork(domain.ctx, limited, change), { code: 'not-found' });
    await assert.rejects(setByInvitation(domain.ctx, limited, id, true), { code: 'not-allowed' });
    assert.deepEqual(await names(), ['Ada Test', 'Ben Test']);
  });
});
