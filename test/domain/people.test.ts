import assert from 'node:assert/strict';
import type { Context } from '../../bot/domain/context.ts';
import { may } from '../../bot/domain/members/access.ts';
import { addTenant, changeAuthority, removeTenant } from '../../bot/domain/members/authorities.ts';
import { decide } from '../../bot/domain/members/decisions.ts';
import type { Identity, Member } from '../../bot/domain/members/members.ts';
import { knowTenant } from '../../bot/domain/members/organisations.ts';
import {
  confirmAuthority,
  confirmPost,
  declarePost,
  openLibrary,
  setBlocked,
} from '../../bot/domain/members/person.ts';
import { listRequests } from '../../bot/domain/members/request-list.ts';
import { askForLibrary, askToJoin, chooseAuthority } from '../../bot/domain/members/requests.ts';
import { setRole } from '../../bot/domain/members/roles.ts';
import { standing } from '../../bot/domain/members/standing.ts';
import { purge } from '../../bot/domain/retention.ts';
import { aCoordinator, again, aMember, aMemberWith, aStranger } from '../factories.ts';
import { type Domain, openDomain } from '../harness.ts';

describe('People', () => {
  let domain: Domain;
  let ctx: Context;
  let coordinator: Member;
  before(async () => {
    domain = await openDomain();
    ctx = domain.ctx;
    coordinator = await aCoordinator(ctx);
  });
  after(() => domain.close());

  const isMember = async ({ objectId }: Identity) =>
    (await ctx.db.selectFrom('member').select('id').where('object_id', '=', objectId).execute()).length === 1;
  const requestOf = async (actor: Member, { name }: { name: string }) => {
    const { requests } = await listRequests(ctx, actor, 'open');
    return requests.find((each) => each.name === name);
  };
  const told = (member: Member) =>
    ctx.db
      .selectFrom('message')
      .select(['notice', 'category'])
      .where('member_id', '=', member.id)
      .orderBy('created_at')
      .execute()
      .then((rows) => rows.map(({ notice }) => notice?.text.join(' ') ?? ''));

  describe('of a tenant that nobody knows', () => {
    it('are written down as a request and as nothing else, once however often they ask', async () => {
      const stranger = await aStranger(ctx);
      assert.equal((await standing(ctx, stranger)).state, 'unknown-organisation');
      for (let n = 0; n < 3; n++)
        await askToJoin(ctx, stranger, { organisation: 'barnet', reason: 'We work together.' });
      const now = await standing(ctx, stranger);
      assert.equal(now.asked?.kind, 'join');
      assert.equal(await isMember(stranger), false);
      const rows = await ctx.db
        .selectFrom('access_request')
        .select('id')
        .where('object_id', '=', stranger.objectId)
        .execute();
      assert.equal(rows.length, 1);
    });

    it('reach coordinators for all of London, and nobody who is limited to the authority that they name', async () => {
      const limited = await aMemberWith(ctx, 'coordinator', { inCharge: ['barnet'] });
      const contact = await aMemberWith(ctx, 'contact', { organisation: 'barnet' });
      const stranger = { ...(await aStranger(ctx)), name: 'Nadia Unknown' };
      await askToJoin(ctx, stranger, { organisation: 'barnet', reason: 'We work together.' });
      assert.ok(await requestOf(coordinator, stranger));
      assert.match(
        (await told(coordinator)).at(-1)!,
        /Nadia Unknown, of an organisation that we do not know/,
      );
      for (const other of [limited, contact]) {
        assert.equal(await requestOf(other, stranger), undefined);
        assert.deepEqual(await told(other), []);
        const { id } = (await requestOf(coordinator, stranger))!;
        await assert.rejects(decide(ctx, other, id, { approve: true, organisation: 'barnet' }), {
          code: 'not-found',
        });
      }
    });

    it('come in once a coordinator names their authority, and all of their tenant with them', async () => {
      const stranger = { ...(await aStranger(ctx)), name: 'Olu Joins' };
      await askToJoin(ctx, stranger, { post: 'Head of SEND', reason: 'Please.' });
      const { id } = (await requestOf(coordinator, stranger))!;
      await assert.rejects(decide(ctx, coordinator, id, { approve: true }), { code: 'invalid' });
      await decide(ctx, coordinator, id, { approve: true, organisation: 'barnet' });
      const member = await again(ctx, stranger);
      assert.deepEqual(
        [member.organisation.id, member.post, member.postConfirmed],
        ['barnet', 'Head of SEND', false],
      );
      assert.deepEqual(await told(member), ['You have been let in. Welcome.']);
      const colleague = await again(ctx, { ...stranger, objectId: crypto.randomUUID() });
      assert.equal(colleague.organisation.id, 'barnet');
      await assert.rejects(decide(ctx, coordinator, id, { approve: false }), { code: 'conflict' });
    });

    it('of a partner come in alone, by name', async () => {
      const stranger = { ...(await aStranger(ctx)), name: 'Pia Partner' };
      await askToJoin(ctx, stranger, { reason: 'Please.' });
      const { id } = (await requestOf(coordinator, stranger))!;
      await decide(ctx, coordinator, id, { approve: true, organisation: 'pyl' });
      assert.ok(may(await again(ctx, stranger), 'use'));
      const colleague = { ...stranger, objectId: crypto.randomUUID(), name: 'Quin Partner', email: null };
      await assert.rejects(again(ctx, colleague), { code: 'not-approved' });
      await askToJoin(ctx, colleague, { reason: 'Me too.' });
      const asked = (await requestOf(coordinator, colleague))!;
      assert.equal(asked.tenantKnown, true);
      await decide(ctx, coordinator, asked.id, { approve: true });
      assert.equal((await again(ctx, colleague)).organisation.id, 'pyl');
    });

    it('are told where they asked that the answer was no, and may ask again', async () => {
      const stranger = { ...(await aStranger(ctx)), name: 'Rita Refused' };
      await askToJoin(ctx, stranger, { reason: 'Please.' });
      await decide(ctx, coordinator, (await requestOf(coordinator, stranger))!.id, { approve: false });
      const now = await standing(ctx, stranger);
      assert.deepEqual([now.asked, now.refused?.kind], [null, 'join']);
      assert.equal(await isMember(stranger), false);
      await askToJoin(ctx, stranger, { reason: 'Please look again.' });
      assert.equal((await standing(ctx, stranger)).refused, null);
    });

    it('ask at most 20 times a day for each tenant, at once too', async () => {
      const first = await aStranger(ctx);
      const asks = Array.from({ length: 25 }, () =>
        askToJoin(ctx, { ...first, objectId: crypto.randomUUID() }, { reason: 'Please.' }),
      );
      const refused = (await Promise.allSettled(asks)).filter(({ status }) => status === 'rejected');
      assert.equal(refused.length, 5);
      await askToJoin(ctx, await aStranger(ctx), { reason: 'Another tenant is not held up.' });
    });
  });

  it('of an authority that has not signed can ask, and come in only once its signature is recorded', async () => {
    await changeAuthority(ctx, coordinator, 'sutton', { ...blank, signed: false });
    const stranger = { ...(await aStranger(ctx, 'sutton')), name: 'Uma Unsigned' };
    const before = await standing(ctx, stranger);
    assert.deepEqual([before.state, before.organisation?.id], ['unsigned-authority', 'sutton']);
    await askToJoin(ctx, stranger, { reason: 'Please.' });
    const { id } = (await requestOf(coordinator, stranger))!;
    await assert.rejects(decide(ctx, coordinator, id, { approve: true }), /has not signed/);
    assert.equal(await isMember(stranger), false);
    await changeAuthority(ctx, coordinator, 'sutton', { ...blank, signed: true, signedOn: '2026-03-03' });
    await decide(ctx, coordinator, id, { approve: true });
    assert.ok(may(await again(ctx, stranger), 'use'));
  });

  describe('of a tenant that serves several authorities', () => {
    it('choose theirs once; a coordinator confirms it, and only then can the library open', async () => {
      const kit = {
        ...(await aStranger(ctx, 'kingston-upon-thames', 'richmond-upon-thames')),
        name: 'Kit Shared',
      };
      const before = await standing(ctx, kit);
      assert.equal(before.state, 'choose-organisation');
      assert.deepEqual(
        before.choices.map(({ id }) => id),
        ['kingston-upon-thames', 'richmond-upon-thames'],
      );
      await assert.rejects(chooseAuthority(ctx, kit, 'barnet'), { code: 'choose-organisation' });
      await knowTenant(ctx.db, kit.tenantId, 'london-councils');
      await assert.rejects(chooseAuthority(ctx, kit, 'london-councils'), { code: 'invalid' });
      await chooseAuthority(ctx, kit, 'richmond-upon-thames');
      await assert.rejects(chooseAuthority(ctx, kit, 'kingston-upon-thames'), { code: 'conflict' });
      const now = await standing(ctx, kit);
      assert.deepEqual([now.state, now.asked?.kind], ['in', 'authority']);

      const contact = await aMemberWith(ctx, 'contact', { organisation: 'richmond-upon-thames' });
      await askForLibrary(ctx, kit, { reason: 'For my work.' });
      const library = (await requestOf(contact, kit))!;
      assert.equal(library.kind, 'library');
      await assert.rejects(decide(ctx, contact, library.id, { approve: true }), { code: 'conflict' });
      assert.equal(may(await again(ctx, kit), 'openLibrary'), false);

      const authority = (await requestOf(coordinator, kit))!;
      assert.equal(authority.kind, 'authority');
      await assert.rejects(decide(ctx, contact, authority.id, { approve: true }), { code: 'not-found' });
      await decide(ctx, coordinator, authority.id, { approve: true });
      await decide(ctx, contact, library.id, { approve: true });
      assert.equal(may(await again(ctx, kit), 'openLibrary'), true);
    });

    it('lose what hung on the authority that a coordinator corrects', async () => {
      const kim = await aStranger(ctx, 'kingston-upon-thames', 'richmond-upon-thames');
      await chooseAuthority(ctx, kim, 'richmond-upon-thames');
      const { id } = await again(ctx, kim);
      await confirmAuthority(ctx, coordinator, id, 'richmond-upon-thames');
      await openLibrary(ctx, coordinator, id, true);
      const moved = await confirmAuthority(ctx, coordinator, id, 'kingston-upon-thames');
      assert.deepEqual(
        [moved.organisation.id, moved.organisationConfirmed, moved.library],
        ['kingston-upon-thames', true, 'not approved'],
      );
      await assert.rejects(confirmAuthority(ctx, coordinator, id, 'barnet'), { code: 'invalid' });
    });
  });

  describe('who ask for the library', () => {
    it('are answered by their own authority’s contact, and hear of it', async () => {
      const contact = await aMemberWith(ctx, 'contact', { organisation: 'camden' });
      const elsewhere = await aMemberWith(ctx, 'contact', { organisation: 'croydon' });
      const hana = await aMember(ctx, 'camden', 'Hana Asks', { library: false });
      await askForLibrary(ctx, hana, { reason: 'For my work.' });
      assert.equal((await standing(ctx, hana)).library, 'asked');
      assert.match((await told(contact)).at(-1)!, /Hana Asks, of Camden, asks for the library/);
      assert.match((await told(coordinator)).at(-1)!, /Hana Asks/);
      assert.deepEqual(await told(elsewhere), []);
      const { id } = (await requestOf(contact, hana))!;
      await assert.rejects(decide(ctx, elsewhere, id, { approve: true }), { code: 'not-found' });
      await assert.rejects(decide(ctx, hana, id, { approve: true }), { code: 'not-allowed' });
      await decide(ctx, contact, id, { approve: true });
      assert.equal(may(await again(ctx, hana), 'openLibrary'), true);
      assert.deepEqual(await told(hana), ['The library is open to you now.']);
      await assert.rejects(askForLibrary(ctx, hana, { reason: 'Again.' }), { code: 'conflict' });
    });

    it('hear of a no as well', async () => {
      const member = await aMember(ctx, 'camden', 'Nora Refused', { library: false });
      await askForLibrary(ctx, member, { reason: 'For my work.' });
      await decide(ctx, coordinator, (await requestOf(coordinator, member))!.id, { approve: false });
      assert.equal(may(await again(ctx, member), 'openLibrary'), false);
      assert.match((await told(member))[0]!, /was not approved/);
      assert.equal((await standing(ctx, member)).refused?.kind, 'library');
    });

    it('are answered once, even by two at the same moment', async () => {
      const member = await aMember(ctx, 'camden', 'Tessa Twice', { library: false });
      await askForLibrary(ctx, member, { reason: 'For my work.' });
      const { id } = (await requestOf(coordinator, member))!;
      const answers = await Promise.allSettled([
        decide(ctx, coordinator, id, { approve: true }),
        decide(ctx, coordinator, id, { approve: false }),
      ]);
      assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1);
      assert.equal((await told(member)).length, 1);
    });

    it('of a partner are refused', async () => {
      const partner = await aMember(ctx, 'pyl', 'Pat Partner', { library: false });
      await assert.rejects(askForLibrary(ctx, partner, { reason: 'Please.' }), { code: 'not-allowed' });
      await assert.rejects(openLibrary(ctx, coordinator, partner.id, true), { code: 'conflict' });
      assert.equal((await standing(ctx, partner)).library, 'not for partners');
    });
  });

  it('are shut out at the very next call by a block, a signature or a tenant taken away, and come back', async () => {
    const member = await aMember(ctx, 'harrow');
    const changes: [string, () => Promise<unknown>, () => Promise<unknown>][] = [
      [
        'block',
        () => setBlocked(ctx, coordinator, member.id, true),
        () => setBlocked(ctx, coordinator, member.id, false),
      ],
      [
        'signature',
        () => changeAuthority(ctx, coordinator, 'harrow', { ...blank, signed: false }),
        () => changeAuthority(ctx, coordinator, 'harrow', { ...blank, signed: true }),
      ],
      [
        'tenant',
        () => removeTenant(ctx, coordinator, 'harrow', member.tenantId),
        () => addTenant(ctx, coordinator, 'harrow', member.tenantId),
      ],
    ];
    const inNow = () =>
      again(ctx, member).then(
        (now) => may(now, 'use'),
        () => false,
      );
    for (const [what, away, back] of changes) {
      assert.equal(await inNow(), true);
      await away();
      assert.equal(await inNow(), false, what);
      await back();
      assert.equal(await inNow(), true, what);
    }
  });

  it('of a tenant of two organisations are let in by a limited coordinator to theirs alone', async () => {
    const limited = await aMemberWith(ctx, 'coordinator', { inCharge: ['pyl'] });
    const stranger = { ...(await aStranger(ctx, 'pyl', 'gla')), name: 'Gil Two' };
    await askToJoin(ctx, stranger, { organisation: 'pyl', reason: 'Please.' });
    const { id } = (await requestOf(limited, stranger))!;
    await assert.rejects(decide(ctx, limited, id, { approve: true, organisation: 'gla' }), {
      code: 'not-allowed',
    });
    assert.equal(await isMember(stranger), false);
    await decide(ctx, limited, id, { approve: true });
    assert.equal((await again(ctx, stranger)).organisation.id, 'pyl');
  });

  it('who asked are forgotten 90 days after the answer, or after 180 without one', async () => {
    const [answered, waiting] = [await aStranger(ctx), await aStranger(ctx)];
    for (const stranger of [answered, waiting]) {
      await askToJoin(ctx, { ...stranger, name: stranger.objectId }, { reason: 'Please.' });
    }
    const { id } = (await requestOf(coordinator, { name: answered.objectId }))!;
    await decide(ctx, coordinator, id, { approve: false });
    const kept = async (days: number) => {
      const at = new Date(Date.now() + days * 24 * 60 * 60 * 1000);
      await purge({ db: ctx.db, clock: { now: () => at } });
      const rows = await ctx.db.selectFrom('access_request').select('name').execute();
      return [answered, waiting].map(({ objectId }) => rows.some(({ name }) => name === objectId));
    };
    assert.deepEqual(await kept(89), [true, true]);
    assert.deepEqual(await kept(91), [false, true]);
    assert.deepEqual(await kept(181), [false, false]);
  });

  it('who are blocked cannot ask their way back in', async () => {
    const member = await aMember(ctx, 'camden');
    await setBlocked(ctx, coordinator, member.id, true);
    assert.equal((await standing(ctx, member)).state, 'blocked');
    await assert.rejects(askToJoin(ctx, member, { reason: 'Please.' }), { code: 'not-allowed' });
    await assert.rejects(askForLibrary(ctx, member, { reason: 'Please.' }), { code: 'not-allowed' });
  });

  it('whose tenant went to another organisation come back there by a coordinator’s decision, without what they had', async () => {
    const contact = await aMemberWith(ctx, 'contact', { organisation: 'merton', name: 'Mo Moves' });
    await removeTenant(ctx, coordinator, 'merton', contact.tenantId);
    await addTenant(ctx, coordinator, 'lambeth', contact.tenantId);
    await addTenant(ctx, coordinator, 'lewisham', contact.tenantId);
    assert.equal((await standing(ctx, contact)).state, 'unknown-organisation');
    await askToJoin(ctx, contact, { organisation: 'lambeth', reason: 'We moved.' });
    await decide(ctx, coordinator, (await requestOf(coordinator, contact))!.id, { approve: true });
    const now = await again(ctx, contact);
    assert.deepEqual([now.organisation.id, now.role, now.libraryOpen], ['lambeth', 'member', false]);
  });

  it('who chose an authority that has lost their tenant are confirmed by the decision that moves them', async () => {
    const kim = { ...(await aStranger(ctx, 'merton', 'sutton', 'lambeth')), name: 'Kim Moves' };
    await chooseAuthority(ctx, kim, 'merton');
    await removeTenant(ctx, coordinator, 'merton', kim.tenantId);
    await askToJoin(ctx, kim, { organisation: 'lambeth', reason: 'We moved.' });
    const { requests } = await listRequests(ctx, coordinator, 'open');
    const join = requests.find(({ name, kind }) => name === kim.name && kind === 'join')!;
    await decide(ctx, coordinator, join.id, { approve: true, organisation: 'lambeth' });
    assert.equal((await again(ctx, kim)).organisationConfirmed, true);
  });

  it('whose tenant was taken away do not stay on the list of requests: they can still be refused', async () => {
    const member = await aMember(ctx, 'sutton', 'Gil Gone', { library: false });
    await askForLibrary(ctx, member, { reason: 'For my work.' });
    await removeTenant(ctx, coordinator, 'sutton', member.tenantId);
    const { state } = await decide(ctx, coordinator, (await requestOf(coordinator, member))!.id, {
      approve: false,
    });
    assert.equal(state, 'refused');
    assert.deepEqual(await told(member), []);
  });

  it('name their own post until one is confirmed', async () => {
    const member = await aMember(ctx);
    await declarePost(ctx, member, 'Head of everything');
    assert.deepEqual(
      [(await again(ctx, member)).post, (await again(ctx, member)).postConfirmed],
      ['Head of everything', false],
    );
    await confirmPost(ctx, coordinator, member.id, 'Head of SEND');
    await assert.rejects(declarePost(ctx, member, 'Head of everything'), { code: 'conflict' });
    assert.equal((await again(ctx, member)).post, 'Head of SEND');
  });

  it('never lose a request to a rollback, nor hear of what did not happen', async () => {
    const member = await aMember(ctx, 'camden', 'Rolf Rollback', { library: false });
    const failing: Context = { ...ctx, queue: { send: async () => Promise.reject(new Error('no queue')) } };
    await assert.rejects(askForLibrary(failing, member, { reason: 'For my work.' }), /no queue/);
    assert.equal(await requestOf(coordinator, member), undefined);
    assert.equal((await standing(ctx, member)).library, 'not asked');
  });

  it('get roles from administrators alone', async () => {
    const member = await aMember(ctx);
    for (const actor of [coordinator, await aMemberWith(ctx, 'contact', { organisation: 'camden' })])
      await assert.rejects(setRole(ctx, actor, member.id, { role: 'contact', inCharge: [] }), {
        code: 'not-allowed',
      });
  });
});

const blank = { signed: true, signedOn: null, domains: [], library: 'approved' as const };
