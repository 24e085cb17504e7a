import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { readContentFiles } from '../../bot/domain/content/files.ts';
import { type Context, inTransaction } from '../../bot/domain/context.ts';
import { may } from '../../bot/domain/members/access.ts';
import { listAudit } from '../../bot/domain/members/audit.ts';
import {
  addTenant,
  changeAuthority,
  listAuthorities,
  removeTenant,
} from '../../bot/domain/members/authorities.ts';
import { decide } from '../../bot/domain/members/decisions.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import {
  applyTenants,
  loadOrganisations,
  organisationsOfTenant,
} from '../../bot/domain/members/organisations.ts';
import { listPeople } from '../../bot/domain/members/people.ts';
import {
  confirmAuthority,
  confirmPeople,
  confirmPost,
  openLibrary,
  setBlocked,
} from '../../bot/domain/members/person.ts';
import { listRequests, mayAnswer } from '../../bot/domain/members/request-list.ts';
import { askForLibrary, askToJoin, chooseAuthority } from '../../bot/domain/members/requests.ts';
import { setRole } from '../../bot/domain/members/roles.ts';
import { aCoordinator, again, aMember, aMemberWith, aStranger } from '../factories.ts';
import { contentFolder, type Domain, newDatabase, openDomain } from '../harness.ts';

const signed = { signed: true, signedOn: null, domains: [], library: 'approved' as const };

describe('Looking after people', () => {
  let domain: Domain;
  let ctx: Context;
  before(async () => {
    domain = await openDomain();
    ctx = domain.ctx;
  });
  after(() => domain.close());
  const namesFor = async (actor: Member, filter = {}) =>
    (await listPeople(ctx, actor, filter)).people.map(({ name }) => name);

  describe('keeps to one’s charge', () => {
    let inside: Member;
    let outside: Member;
    before(async () => {
      inside = await aMember(ctx, 'camden', 'Ivy Inside');
      outside = await aMember(ctx, 'croydon', 'Otto Outside');
    });
    const actors: [string, () => Promise<Member>, boolean][] = [
      [
        'a borough contact',
        () => aMemberWith(ctx, 'contact', { organisation: 'camden', name: 'Con' }),
        false,
      ],
      [
        'a limited coordinator',
        () => aMemberWith(ctx, 'coordinator', { inCharge: ['camden'], name: 'Lim' }),
        true,
      ],
    ];
    for (const [who, make, manages] of actors)
      it(`as ${who}, in lists, reads and changes`, async () => {
        const actor = await make();
        const seen = await namesFor(actor);
        assert.ok(seen.includes('Ivy Inside') && !seen.includes('Otto Outside'));
        assert.deepEqual(await namesFor(actor, { organisation: 'croydon' }), []);
        assert.deepEqual(
          (await listAuthorities(ctx, actor)).map(({ id }) => id),
          ['camden'],
        );
        await openLibrary(ctx, actor, inside.id, true);
        const notFound = { code: 'not-found' };
        await assert.rejects(openLibrary(ctx, actor, outside.id, false), notFound);
        assert.equal(await confirmPeople(ctx, actor, [inside.id, outside.id]), 1);
        for (const change of [
          () => confirmPost(ctx, actor, outside.id, 'Head'),
          () => setBlocked(ctx, actor, outside.id, true),
          () => confirmAuthority(ctx, actor, outside.id, 'croydon'),
        ])
          await assert.rejects(change(), manages ? notFound : { code: 'not-allowed' });
        for (const change of [
          () => changeAuthority(ctx, actor, 'camden', signed),
          () => addTenant(ctx, actor, 'camden', inside.tenantId),
          () => removeTenant(ctx, actor, 'camden', inside.tenantId),
          () => setRole(ctx, actor, inside.id, { role: 'contact', inCharge: [] }),
          () => listAudit(ctx, actor),
        ])
          await assert.rejects(change(), { code: 'not-allowed' });
        const now = await again(ctx, outside);
        assert.deepEqual([now.blocked, now.post, now.libraryOpen], [false, null, true]);
      });

    it('so nobody moves a person to an authority outside it', async () => {
      const actor = await aMemberWith(ctx, 'coordinator', { inCharge: ['sutton'] });
      const shared = await aStranger(ctx, 'merton', 'sutton');
      const { id } = await aMember(ctx, 'sutton');
      await ctx.db.updateTable('member').set({ tenant_id: shared.tenantId }).where('id', '=', id).execute();
      await assert.rejects(confirmAuthority(ctx, actor, id, 'merton'), { code: 'not-allowed' });
    });
  });

  it('answers the requests that one may answer, never one’s own: the list and the rule for each say the same', async () => {
    const [library, elsewhere] = [
      await aMember(ctx, 'camden', 'Lib Rary', { library: false }),
      await aMember(ctx, 'croydon', 'Lib Rary', { library: false }),
    ];
    for (const member of [library, elsewhere]) await askForLibrary(ctx, member, { reason: 'For my work.' });
    await askToJoin(ctx, await aStranger(ctx), { organisation: 'camden', reason: 'Please.' });
    await askToJoin(ctx, await aStranger(ctx), { reason: 'Please.' });
    await askToJoin(ctx, await aStranger(ctx, 'pyl'), { reason: 'Please.' });
    await chooseAuthority(ctx, await aStranger(ctx, 'camden', 'croydon'), 'croydon');
    const everything = (await listRequests(ctx, await aCoordinator(ctx))).requests;
    assert.equal(everything.length, 6);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('contact', 'coordinator', 'administrator'),
        fc.option(fc.subarray(['camden', 'croydon', 'pyl'], { minLength: 1 }), { nil: null }),
        fc.constantFrom(library, elsewhere),
        async (role, inCharge, person) => {
          const actor: Member = {
            ...person,
            role,
            inCharge: role === 'coordinator' && inCharge ? inCharge : 'all',
          };
          const listed = (await listRequests(ctx, actor)).requests.map(({ id }) => id);
          const theirs = everything.filter(
            ({ kind, tenantKnown, organisation, memberId }) =>
              memberId !== actor.id &&
              mayAnswer(actor, { kind, organisationId: tenantKnown ? organisation!.id : null }),
          );
          assert.deepEqual(
            listed,
            theirs.map(({ id }) => id),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('finds people by the letters that were typed, and by nothing else', async () => {
    const coordinator = await aCoordinator(ctx);
    await aMember(ctx, 'haringey', '100% Percy_Jones\\');
    await aMember(ctx, 'haringey', 'Percy Jones');
    for (const [search, found] of [
      ['0% PERCY_J', 1],
      ['percy_', 1],
      ['%', 1],
      ['s\\', 1],
      ['percy', 2],
      ["'; drop table member; --", 0],
    ] as const)
      assert.equal(
        (await listPeople(ctx, coordinator, { search, organisation: 'haringey' })).total,
        found,
        search,
      );
  });

  it('shows 200 people at most, and says how many there are', async () => {
    const coordinator = await aCoordinator(ctx);
    const { tenantId } = await aStranger(ctx, 'newham');
    await sql`insert into member (id, tenant_id, object_id, organisation_id, name, role, created_at, seen_at)
      select gen_random_uuid(), ${tenantId}, gen_random_uuid(), 'newham', 'Person ' || n, 'member', now(), now()
      from generate_series(1, 250) n`.execute(ctx.db);
    const { people, total } = await listPeople(ctx, coordinator, { organisation: 'newham' });
    assert.deepEqual([people.length, total], [200, 250]);
  });

  describe('has roles', () => {
    it('that change what a person may do at their next call, and back', async () => {
      const administrator = await aMemberWith(ctx, 'administrator');
      const member = await aMember(ctx, 'london-councils');
      await setRole(ctx, administrator, member.id, { role: 'coordinator', inCharge: ['camden', 'barnet'] });
      const now = await again(ctx, member);
      assert.deepEqual([may(now, 'announce'), now.inCharge], [true, ['barnet', 'camden']]);
      const row = (
        await listPeople(ctx, administrator, { role: 'coordinator', search: member.name })
      ).people.find(({ id }) => id === member.id);
      assert.deepEqual(
        row?.inCharge.map(({ name }) => name),
        ['Barnet', 'Camden'],
      );
      await setRole(ctx, administrator, member.id, { role: 'member', inCharge: [] });
      assert.equal(may(await again(ctx, member), 'announce'), false);
    });

    it('that nobody gives themselves, that partners do not have, and that name organisations which exist', async () => {
      const administrator = await aMemberWith(ctx, 'administrator');
      const partner = await aMember(ctx, 'pyl');
      const member = await aMember(ctx, 'london-councils');
      await assert.rejects(setRole(ctx, administrator, administrator.id, { role: 'member', inCharge: [] }), {
        code: 'not-allowed',
      });
      await assert.rejects(setRole(ctx, administrator, partner.id, { role: 'coordinator', inCharge: [] }), {
        code: 'invalid',
      });
      await assert.rejects(setRole(ctx, administrator, member.id, { role: 'contact', inCharge: [] }), {
        code: 'invalid',
      });
      await assert.rejects(
        setRole(ctx, administrator, member.id, { role: 'coordinator', inCharge: ['atlantis'] }),
        {
          code: 'invalid',
        },
      );
    });

    it('whose people only administrators block', async () => {
      const coordinator = await aCoordinator(ctx);
      const administrator = await aMemberWith(ctx, 'administrator');
      const other = await aCoordinator(ctx);
      for (const above of [administrator, other, coordinator])
        await assert.rejects(setBlocked(ctx, coordinator, above.id, true), { code: 'not-allowed' });
      await setBlocked(ctx, administrator, other.id, true);
      assert.equal((await again(ctx, other)).blocked, true);
    });
  });

  it('leaves no role to whom it moves to a partner', async () => {
    const administrator = await aMemberWith(ctx, 'administrator');
    const person = await aMemberWith(ctx, 'coordinator', { inCharge: ['camden'] });
    await addTenant(ctx, administrator, 'pyl', person.tenantId);
    await confirmAuthority(ctx, administrator, person.id, 'pyl');
    const now = await again(ctx, person);
    assert.deepEqual([now.role, now.inCharge, may(now, 'managePeople')], ['member', 'all', false]);
  });

  it('takes signature and domains from the files, until they are set in the app', async () => {
    const coordinator = await aCoordinator(ctx);
    const files = readContentFiles(contentFolder).organisations;
    const load = (signedOn: string) =>
      inTransaction(ctx, (tx) =>
        loadOrganisations(
          tx,
          files.map((each) =>
            each.id === 'hounslow' ? { ...each, signedOn, domains: ['hounslow.example'] } : each,
          ),
        ),
      );
    const now = async () => {
      const hounslow = (await listAuthorities(ctx, coordinator)).find(({ id }) => id === 'hounslow')!;
      return [hounslow.signed, hounslow.signedOn, hounslow.domains];
    };
    assert.deepEqual(await now(), [true, null, []]);
    await load('2026-03-03');
    assert.deepEqual(await now(), [true, '2026-03-03', ['hounslow.example']]);
    await changeAuthority(ctx, coordinator, 'hounslow', {
      ...signed,
      domains: ['new.example'],
      signed: false,
    });
    await load('2026-03-04');
    assert.deepEqual(await now(), [false, null, ['new.example']]);
  });

  it('brings configured tenants in as a change, so that what was changed in the app stays', async () => {
    const administrator = await aMemberWith(ctx, 'administrator');
    const [one, two, own] = await Promise.all([aStranger(ctx), aStranger(ctx), aStranger(ctx)]);
    const tenantsOf = async (id: string) =>
      (await listAuthorities(ctx, administrator)).find((each) => each.id === id)!.tenants;
    const start = (tenants: Record<string, string>) => inTransaction(ctx, (tx) => applyTenants(tx, tenants));
    const configured = {
      [administrator.tenantId]: 'london-councils',
      [one.tenantId]: 'redbridge',
      [two.tenantId]: 'southwark',
    };
    await start(configured);
    await addTenant(ctx, administrator, 'redbridge', own.tenantId);
    await removeTenant(ctx, administrator, 'southwark', two.tenantId);
    await start(configured);
    assert.deepEqual(await tenantsOf('redbridge'), [one.tenantId, own.tenantId].sort());
    assert.deepEqual(await tenantsOf('southwark'), []);
    await start({ ...configured, [one.tenantId]: 'southwark' });
    assert.deepEqual(await tenantsOf('redbridge'), [own.tenantId]);
    assert.deepEqual(await tenantsOf('southwark'), [one.tenantId]);
    await assert.rejects(start({ [one.tenantId]: 'atlantis' }), /no organisation atlantis/);
  });
});

describe('At the same moment, on PostgreSQL,', () => {
  let domain: Domain;
  let ctx: Context;
  before(async () => {
    domain = await openDomain({ url: await newDatabase() });
    ctx = domain.ctx;
  });
  after(() => domain.close());

  it('however many first calls of a person make one member', async () => {
    for (let round = 0; round < 5; round++) {
      const stranger = await aStranger(ctx, 'camden');
      const members = await Promise.all(Array.from({ length: 8 }, () => again(ctx, stranger)));
      assert.equal(new Set(members.map(({ id }) => id)).size, 1);
    }
  });

  it('and at any other, the last administrator is not shut out, by themselves or by others', async () => {
    const last = await aMemberWith(ctx, 'administrator', { organisation: 'tower-hamlets' });
    const conflict = { code: 'conflict' };
    await assert.rejects(changeAuthority(ctx, last, 'tower-hamlets', { ...signed, signed: false }), conflict);
    await assert.rejects(removeTenant(ctx, last, 'tower-hamlets', last.tenantId), conflict);
    await ctx.db.updateTable('member').set({ role: 'member' }).where('id', '=', last.id).execute();
  });

  it('two administrators do not both take the role from each other', async () => {
    for (let round = 0; round < 10; round++) {
      const [one, two] = [await aMemberWith(ctx, 'administrator'), await aMemberWith(ctx, 'administrator')];
      const results = await Promise.allSettled([
        setRole(ctx, one, two.id, { role: 'member', inCharge: [] }),
        round % 2 === 0
          ? setRole(ctx, two, one.id, { role: 'member', inCharge: [] })
          : setBlocked(ctx, two, one.id, true),
      ]);
      const left = [await again(ctx, one), await again(ctx, two)].filter((each) => may(each, 'administer'));
      assert.equal(left.length, 1, JSON.stringify(results.map(({ status }) => status)));
      await ctx.db
        .updateTable('member')
        .set({ role: 'member' })
        .where('role', '=', 'administrator')
        .execute();
    }
  });

  it('two coordinators do not make one tenant known as two organisations’, each by a request of its people', async () => {
    const coordinator = await aCoordinator(ctx);
    for (let round = 0; round < 5; round++) {
      const one = await aStranger(ctx);
      const two = { ...one, objectId: randomUUID() };
      for (const person of [one, two]) await askToJoin(ctx, person, { reason: 'We work together.' });
      const { requests } = await listRequests(ctx, coordinator, 'open');
      const results = await Promise.allSettled(
        requests.map(({ id }, n) =>
          decide(ctx, coordinator, id, { approve: true, organisation: n === 0 ? 'camden' : 'croydon' }),
        ),
      );
      assert.equal((await organisationsOfTenant(ctx, one.tenantId)).length, 1);
      const open = results.findIndex(({ status }) => status === 'rejected');
      await decide(ctx, coordinator, requests[open]!.id, { approve: false });
    }
  });

  it('a request is answered and the library opened by hand, and neither fails for the other', async () => {
    const coordinator = await aCoordinator(ctx);
    for (let round = 0; round < 20; round++) {
      const member = await aMember(ctx, 'camden', 'Hana Test', { library: false });
      await askForLibrary(ctx, member, { reason: 'For my work.' });
      const { requests } = await listRequests(ctx, coordinator, 'open');
      const results = await Promise.allSettled([
        decide(ctx, coordinator, requests[0]!.id, { approve: true }),
        openLibrary(ctx, coordinator, member.id, true),
      ]);
      for (const result of results)
        if (result.status === 'rejected') assert.equal(result.reason.code, 'conflict', String(result.reason));
      assert.equal(may(await again(ctx, member), 'openLibrary'), true);
    }
  });
});
