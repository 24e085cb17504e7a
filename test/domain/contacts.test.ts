import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { AppError } from '../../bot/domain/errors.ts';
import { importContacts } from '../../bot/domain/members/contact-import.ts';
import { listContacts, removeContact } from '../../bot/domain/members/contacts.ts';
import { findMember, type Member } from '../../bot/domain/members/members.ts';
import { knowTenant } from '../../bot/domain/members/organisations.ts';
import { chooseAuthority } from '../../bot/domain/members/requests.ts';
import { aCoordinator, aMember } from '../factories.ts';
import { type Domain, newDatabase, openDomain } from '../harness.ts';

describe('Contacts', () => {
  let domain: Domain;
  let coordinator: Member;
  before(async () => {
    domain = await openDomain();
    coordinator = await aCoordinator(domain.ctx);
  });
  after(() => domain.close());
  beforeEach(() => domain.ctx.db.deleteFrom('contact').execute());

  const load = (rows: string, { check = false, actor = coordinator } = {}) =>
    importContacts(domain.ctx, actor, Buffer.from(`Name,E-mail,Authority,Post\n${rows}`), { check });
  const table = () =>
    domain.ctx.db
      .selectFrom('contact')
      .select(['id', 'name', 'email', 'organisation_id', 'post', 'member_id'])
      .orderBy('email')
      .execute();
  const audited = () =>
    domain.ctx.db
      .selectFrom('audit')
      .select(['actor', 'details'])
      .where('action', '=', 'contacts imported')
      .orderBy('id')
      .execute();
  const person = async (id: string) =>
    domain.ctx.db.selectFrom('member').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

  /** A member of an organisation whose tenant calls them by this address. */
  async function memberWith(email: string, organisation = 'camden'): Promise<Member> {
    const member = await aMember(domain.ctx, organisation);
    await domain.ctx.db.updateTable('member').set({ email }).where('id', '=', member.id).execute();
    return member;
  }
  const limitedTo = (...inCharge: string[]): Member => ({ ...coordinator, inCharge });

  it('come in from a file, authorities by name, short name or id, addresses in lower case, with one line in the audit log', async () => {
    const before = (await audited()).length;
    const done = await load(
      'Ada  Test,Ada@Camden.example,CAMDEN,Head of SEND\nBen Test,ben@pyl.example,pyl,\nCy Test,cy@tower.example,Tower  Hamlets,Analyst',
    );
    assert.deepEqual(done, { rows: 3, added: 3, changed: 0, faults: [] });
    assert.deepEqual(
      (await table()).map(({ id: _, member_id: __, ...row }) => Object.values(row)),
      [
        ['Ada Test', 'ada@camden.example', 'camden', 'Head of SEND'],
        ['Ben Test', 'ben@pyl.example', 'pyl', null],
        ['Cy Test', 'cy@tower.example', 'tower-hamlets', 'Analyst'],
      ],
    );
    const lines = (await audited()).slice(before);
    assert.deepEqual(lines, [
      { actor: coordinator.pseudonym, details: { rows: 3, added: 3, changed: 0, matched: 0 } },
    ]);
  });

  it('change nothing when the same file comes again, and what changed when it changed', async () => {
    const rows = 'Ada Test,ada@camden.example,Camden,Head of SEND\nBen Test,ben@camden.example,Camden,';
    await load(rows);
    const before = await table();
    const lines = (await audited()).length;
    assert.deepEqual(await load(rows.toUpperCase().replaceAll('TEST', 'TEST')), {
      ...{ rows: 2, added: 0, changed: 2, faults: [] },
    });
    await load(rows);
    assert.deepEqual(await table(), before, 'the same people, not others');
    assert.equal((await audited()).length, lines + 2);
    assert.deepEqual(await load(rows), { rows: 2, added: 0, changed: 0, faults: [] });
    assert.equal((await audited()).length, lines + 2, 'nothing was done, so nothing is recorded');
    assert.equal((await load(rows.replace('Camden,Head', 'Croydon,Head'))).changed, 1);
    assert.equal((await table())[0]?.organisation_id, 'croydon');
  });

  it('stay out altogether where one has a fault; every fault is listed by row and column', async () => {
    await load('Ada Test,ada@camden.example,Camden,');
    const before = await table();
    const done = await load(
      [
        'Good Test,good@camden.example,Camden,Head',
        ',nobody,Narnia,=1+1',
        'Ada Test,ada@camden.example,,',
        'Again Test,GOOD@camden.example,Camden,',
        `Long Test,long@camden.example,Camden,${'x'.repeat(121)}`,
      ].join('\n'),
    );
    assert.deepEqual([done.added, done.changed, done.rows], [0, 0, 5]);
    assert.deepEqual(done.faults.map(({ row, column, message }) => `${row} ${column}: ${message}`).sort(), [
      '3 Authority: We do not know an authority called “Narnia”.',
      '3 E-mail: “nobody” is not an e-mail address.',
      '3 Name: This is empty.',
      '3 Post: This begins with “=”, as a formula does. Write it as plain text.',
      '4 Authority: This is empty.',
      '5 E-mail: This address stands in row 2 as well.',
      '6 Post: This is longer than 120 characters.',
    ]);
    assert.deepEqual(await table(), before);
  });

  it('are only checked where that is asked', async () => {
    assert.deepEqual(await load('Ada Test,ada@camden.example,Camden,', { check: true }), {
      ...{ rows: 1, added: 1, changed: 0, faults: [] },
    });
    assert.deepEqual(await table(), []);
    await assert.rejects(load('', { check: true }), AppError);
  });

  it('are imported, seen and removed by limited coordinators for authorities in their charge only', async () => {
    await load('Ada Test,ada@camden.example,Camden,\nBen Test,ben@croydon.example,Croydon,');
    const limited = limitedTo('camden');
    const faults = (
      await load('Cy Test,cy@croydon.example,Croydon,\nBen Test,ben@croydon.example,Camden,', {
        actor: limited,
      })
    ).faults;
    assert.deepEqual(
      faults.map(({ row, column }) => [row, column]),
      [
        [2, 'Authority'],
        [3, 'E-mail'],
      ],
    );
    assert.equal((await load('Di Test,di@camden.example,Camden,', { actor: limited })).added, 1);
    const seen = await listContacts(domain.ctx, limited, {});
    assert.deepEqual(
      [seen.total, seen.contacts.map(({ email }) => email)],
      [2, ['ada@camden.example', 'di@camden.example']],
    );
    assert.equal((await listContacts(domain.ctx, limited, { organisation: 'croydon' })).total, 0);
    const ben = (await table()).find(({ email }) => email.startsWith('ben'))!;
    await assert.rejects(removeContact(domain.ctx, limited, ben.id), { code: 'not-found' });
    await removeContact(domain.ctx, coordinator, ben.id);
    await assert.rejects(removeContact(domain.ctx, coordinator, ben.id), { code: 'not-found' });
    assert.equal((await table()).length, 2);
  });

  it('are found by name, address or post, whatever signs are in the search', async () => {
    await load('Ada O_Neil,ada@camden.example,Camden,Head of 100% SEND\nBen Test,ben@camden.example,Camden,');
    for (const [search, found] of [
      ['o_n', 1],
      ['_', 1],
      ['%', 1],
      ['CAMDEN.EX', 2],
      ['send', 1],
      ['\\', 0],
    ] as const)
      assert.equal((await listContacts(domain.ctx, coordinator, { search })).total, found, search);
  });

  it('are matched at once to the member of that organisation with the address, whose authority and post they confirm', async () => {
    const member = await memberWith('Mia.Match@Camden.example');
    const elsewhere = await memberWith('elsewhere@camden.example', 'croydon');
    await domain.ctx.db
      .updateTable('member')
      .set({ organisation_confirmed: false, post: 'Boss of everything' })
      .where('id', '=', member.id)
      .execute();
    await load(
      'Mia,mia.match@camden.example,Camden,Head of SEND\nEl,elsewhere@camden.example,Camden,Director',
    );
    const [el, mia] = await table();
    assert.deepEqual([mia?.member_id, el?.member_id], [member.id, null]);
    const { post, post_confirmed, organisation_confirmed } = await person(member.id);
    assert.deepEqual([post, post_confirmed, organisation_confirmed], ['Head of SEND', true, true]);
    assert.equal((await person(elsewhere.id)).post, null, 'another organisation’s person is not matched');
  });

  it('are matched when the same list comes again after the person was met without an address', async () => {
    await load('Lee,lee@camden.example,Camden,Analyst');
    const member = await memberWith('lee@camden.example');
    assert.equal((await load('Lee,lee@camden.example,Camden,Analyst')).changed, 0);
    assert.equal((await table())[0]?.member_id, member.id);
    assert.equal((await person(member.id)).post, 'Analyst');
  });

  it('are matched to who met the bot first, which tells no address, as soon as they open the tab', async () => {
    await load('Bo,bo@camden.example,Camden,Head of SEND');
    const { tenantId, objectId, name } = await aMember(domain.ctx);
    const identity = { tenantId, objectId, name };
    assert.equal((await findMember(domain.ctx, identity)).post, null);
    const member = await findMember(domain.ctx, { ...identity, email: 'Bo@camden.example' });
    assert.deepEqual([member.post, member.postConfirmed], ['Head of SEND', true]);
    assert.equal((await table())[0]?.member_id, member.id);
    const elsewhere = await aMember(domain.ctx, 'croydon');
    const again = await findMember(domain.ctx, { ...elsewhere, email: 'bo@camden.example' });
    assert.deepEqual([again.post, (await table())[0]?.member_id], [null, member.id]);
  });

  describe('of a person who asks for their authority to be confirmed', () => {
    /** Somebody of a tenant of two authorities, who said that theirs is Camden. */
    const whoAsks = async (email: string): Promise<Member> => {
      const tenantId = randomUUID();
      for (const id of ['camden', 'croydon']) await knowTenant(domain.ctx.db, tenantId, id);
      const identity = { tenantId, objectId: randomUUID(), name: 'Shay Shared' };
      await chooseAuthority(domain.ctx, identity, 'camden');
      const member = await findMember(domain.ctx, identity);
      assert.equal(member.organisationConfirmed, false);
      await domain.ctx.db.updateTable('member').set({ email }).where('id', '=', member.id).execute();
      return member;
    };
    const requestOf = ({ id }: Member) =>
      domain.ctx.db
        .selectFrom('access_request')
        .select(['state', 'decided_by'])
        .where('member_id', '=', id)
        .executeTakeFirstOrThrow();

    it('answer it when they are imported, and the person hears of it', async () => {
      const member = await whoAsks('shay@camden.example');
      await load('Shay,shay@camden.example,Camden,Analyst');
      assert.equal((await findMember(domain.ctx, member)).organisationConfirmed, true);
      assert.deepEqual(await requestOf(member), { state: 'approved', decided_by: coordinator.pseudonym });
      const told = await domain.ctx.db
        .selectFrom('message')
        .select('notice')
        .where('member_id', '=', member.id)
        .execute();
      assert.deepEqual(
        told.map(({ notice }) => notice?.text),
        [['Your authority is confirmed: Camden.']],
      );
    });

    it('answer it when the person opens the tab, which tells their address', async () => {
      const member = await whoAsks('');
      await domain.ctx.db.updateTable('member').set({ email: null }).where('id', '=', member.id).execute();
      await load('Shay,shay2@camden.example,Camden,Analyst');
      assert.equal((await requestOf(member)).state, 'open');
      const known = await findMember(domain.ctx, { ...member, email: 'shay2@camden.example' });
      assert.equal(known.organisationConfirmed, true);
      assert.deepEqual(await requestOf(member), { state: 'approved', decided_by: null });
    });

    it('leave it open where they name another authority', async () => {
      const member = await whoAsks('shay3@camden.example');
      await load('Shay,shay3@camden.example,Croydon,Analyst');
      assert.equal((await requestOf(member)).state, 'open');
    });
  });

  it('are matched to one person: whoever is given the address of somebody who left is not taken for them', async () => {
    await load('Lea,left@pyl.example,pyl,Director\nCy,cy@camden.example,Camden,Director');
    const [partner, camden] = [randomUUID(), randomUUID()];
    await knowTenant(domain.ctx.db, partner, 'pyl');
    await knowTenant(domain.ctx.db, camden, 'camden');
    const somebody = (tenantId: string, email: string) =>
      findMember(domain.ctx, { tenantId, objectId: randomUUID(), name: 'Some Body', email });
    const lea = await somebody(partner, 'left@pyl.example');
    const cy = await somebody(camden, 'cy@camden.example');
    await assert.rejects(somebody(partner, 'left@pyl.example'), { code: 'not-approved' });
    assert.equal((await somebody(camden, 'cy@camden.example')).post, null);
    assert.deepEqual(
      (await table()).map((row) => row.member_id),
      [cy.id, lea.id],
    );
  });

  it('let a partner’s named person in when they first come, with their post', async () => {
    const tenantId = randomUUID();
    await knowTenant(domain.ctx.db, tenantId, 'pyl');
    const identity = { tenantId, objectId: randomUUID(), name: 'Pat Test', email: 'Pat@pyl.example' };
    await assert.rejects(findMember(domain.ctx, identity), { code: 'not-approved' });
    await load('Pat,pat@pyl.example,pyl,Director');
    const member = await findMember(domain.ctx, identity);
    assert.deepEqual([member.post, member.postConfirmed], ['Director', true]);
    assert.equal((await table())[0]?.member_id, member.id);
  });

  it('do not undo a post that a coordinator confirmed by hand, and follow the list where it was the list’s own', async () => {
    const [hand, list] = [await memberWith('hand@camden.example'), await memberWith('list@camden.example')];
    const rows = (post: string) =>
      `H,hand@camden.example,Camden,${post}\nL,list@camden.example,Camden,${post}`;
    await load(rows('Analyst'));
    await domain.ctx.db.updateTable('member').set({ post: 'Director' }).where('id', '=', hand.id).execute();
    await load(rows('Analyst'));
    await load(rows('Head of SEND'));
    assert.deepEqual(
      [(await person(hand.id)).post, (await person(list.id)).post],
      ['Director', 'Head of SEND'],
    );
    await load(rows(''));
    assert.deepEqual(
      [(await person(hand.id)).post, (await person(list.id)).post],
      ['Director', 'Head of SEND'],
    );
  });

  it('let go of a member when the list says that the person has moved to another authority', async () => {
    const member = await memberWith('mo@camden.example');
    await load('Mo,mo@camden.example,Camden,Analyst');
    await load('Mo,mo@camden.example,Croydon,Director');
    assert.equal((await table())[0]?.member_id, null);
    assert.equal((await person(member.id)).post, 'Analyst');
  });

  it('whatever the rows: with a fault nothing changes, without one a second import changes nothing', async () => {
    const email = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('a', 'b', 'C', 'd', 'E').map((who) => `${who}@x.example`) },
      { weight: 1, arbitrary: fc.constantFrom('', 'no address', 'a@', '=a@x.example') },
    );
    const row = fc.tuple(
      fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom('Ada', 'Ben', ' Cy  Test') },
        fc.constantFrom('', '@x'),
      ),
      email,
      fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom('Camden', 'croydon', 'PYL', 'tower hamlets') },
        fc.constantFrom('', 'Narnia'),
      ),
      fc.oneof({ weight: 9, arbitrary: fc.constantFrom('', 'Head', 'Analyst') }, fc.constant('-x')),
    );
    let imported = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 4 }), async (rows) => {
        if (rows.every((cells) => cells.join('') === '')) return;
        const file = rows.map((cells) => cells.join(',')).join('\n');
        const before = await table();
        const checked = await load(file, { check: true });
        assert.deepEqual(await table(), before, 'a check changes nothing');
        const done = await load(file);
        assert.deepEqual(done, checked, 'the check said what would happen');
        const after = await table();
        if (done.faults.length > 0) assert.deepEqual(after, before);
        else {
          imported++;
          assert.deepEqual(await load(file), { rows: done.rows, added: 0, changed: 0, faults: [] });
          assert.deepEqual(await table(), after);
          assert.equal(after.length, before.length + done.added);
        }
      }),
      { numRuns: 100 },
    );
    assert.ok(imported > 10, `${imported} of the files had no fault`);
  });

  it('imported by two coordinators at once come in once each', async () => {
    const other = await openDomain({ url: await newDatabase() });
    try {
      const actor = await aCoordinator(other.ctx);
      const file = (from: number) =>
        Buffer.from(
          [
            'Name,E-mail,Authority,Post',
            ...Array.from({ length: 20 }, (_, n) => `P,p${from + n}@x.example,Camden,`),
          ].join('\n'),
        );
      const done = await Promise.all(
        [0, 10, 0, 5].map((from) => importContacts(other.ctx, actor, file(from), { check: false })),
      );
      assert.equal(
        done.reduce((sum, { added }) => sum + added, 0),
        30,
      );
      assert.equal((await listContacts(other.ctx, actor, {})).total, 30);
    } finally {
      await other.close();
    }
  });
});
