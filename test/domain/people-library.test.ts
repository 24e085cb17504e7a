import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Context } from '../../bot/domain/context.ts';
import { londonDay } from '../../bot/domain/london.ts';
import { may } from '../../bot/domain/members/access.ts';
import { chooseLibrary } from '../../bot/domain/members/authorities.ts';
import { decide } from '../../bot/domain/members/decisions.ts';
import { keepLibraryAccess } from '../../bot/domain/members/library-access.ts';
import { type Member, memberById } from '../../bot/domain/members/members.ts';
import { listPeople, type Person, personById } from '../../bot/domain/members/people.ts';
import { confirmPeople, confirmPerson, openLibrary } from '../../bot/domain/members/person.ts';
import { listRequests } from '../../bot/domain/members/request-list.ts';
import { askForLibrary } from '../../bot/domain/members/requests.ts';
import { standing } from '../../bot/domain/members/standing.ts';
import { changeSettings } from '../../bot/domain/settings.ts';
import { aCoordinator, again, aMember, aMemberWith } from '../factories.ts';
import { type Domain, openDomain } from '../harness.ts';

const day = 24 * 60 * 60 * 1000;

describe('Library access', () => {
  let domain: Domain;
  let ctx: Context;
  let coordinator: Member;
  beforeEach(() => {
    domain.now.at = new Date('2026-06-01T09:00:00Z');
  });
  before(async () => {
    domain = await openDomain();
    ctx = domain.ctx;
    domain.now.at = new Date('2026-06-01T09:00:00Z');
    coordinator = await aCoordinator(ctx);
  });
  after(() => domain.close());

  const pass = (days: number) => {
    domain.now.at = new Date(domain.now.at.getTime() + days * day);
  };
  const opens = async (member: Member) => may(await again(ctx, member), 'openLibrary');
  const told = async (member: Member) =>
    (
      await ctx.db
        .selectFrom('message')
        .select(['purpose', 'notice'])
        .where('member_id', '=', member.id)
        .orderBy('created_at')
        .execute()
    ).map(({ purpose, notice }) => `${purpose}: ${notice?.text[0]}`);

  it('lapses when it is not confirmed for a quarter, and a contact gives it back by confirming', async () => {
    const member = await aMember(ctx, 'enfield', 'Ned');
    const contact = await aMemberWith(ctx, 'contact', { organisation: 'enfield' });
    pass(90);
    assert.equal(await opens(member), true);
    pass(2);
    assert.equal(await opens(member), false);
    assert.equal((await personById(ctx, member.id)).library, 'lapsed');
    assert.equal(await opens(member), false, 'coming back does not give it back');
    await confirmPerson(ctx, contact, member.id);
    assert.equal(await opens(member), true);
    pass(90);
    await again(ctx, member);
    assert.equal(await opens(member), true);
  });

  it('lapses after 180 days unseen though it is confirmed, and does not come back by being seen', async () => {
    const member = await aMember(ctx, 'enfield', 'Una');
    for (let n = 0; n < 2; n++) {
      pass(80);
      await openIfAsked(member);
    }
    pass(21);
    assert.equal(await opens(member), false);
    pass(1);
    assert.equal(await opens(member), false);
    await openLibrary(ctx, coordinator, member.id, true);
    assert.equal(await opens(member), true);
  });
  const openIfAsked = (member: Member) => confirmPerson(ctx, coordinator, member.id);

  it('keeps to the periods that an administrator set', async () => {
    await changeSettings(ctx.db, { libraryUnseenDays: 10, libraryConfirmDays: 20 });
    try {
      const unseen = await aMember(ctx, 'enfield', 'Ursula');
      const seen = await aMember(ctx, 'enfield', 'Seth');
      pass(9);
      await again(ctx, seen);
      pass(2);
      assert.deepEqual([await opens(unseen), await opens(seen)], [false, true]);
      pass(9);
      assert.equal(await opens(seen), false);
    } finally {
      await changeSettings(ctx.db, { libraryUnseenDays: 180, libraryConfirmDays: 91 });
    }
  });

  it('is listed to be confirmed from 30 days before, with the day on which it ends', async () => {
    const member = await aMember(ctx, 'hackney', 'Dora Due');
    const contact = await aMemberWith(ctx, 'contact', { organisation: 'hackney' });
    const due = async () =>
      (await listPeople(ctx, contact, { library: 'due' })).people.map(({ name }) => name);
    pass(60);
    assert.deepEqual(await due(), []);
    pass(1);
    assert.ok((await due()).includes('Dora Due'));
    const row = (await listPeople(ctx, contact, { search: 'dora' })).people[0]!;
    assert.deepEqual([row.confirmDue, londonDay(row.confirmBy!)], [true, '2026-08-31']);
    const all = [member.id, contact.id, member.id];
    assert.equal(await confirmPeople(ctx, contact, all), 1, 'nobody vouches for themselves');
    assert.deepEqual(await due(), [contact.name]);
    assert.equal(await confirmPeople(ctx, coordinator, [contact.id]), 1);
    assert.deepEqual(await due(), []);
  });

  it('is for others to open and to confirm: nobody vouches for themselves', async () => {
    const contact = await aMemberWith(ctx, 'contact', { organisation: 'merton' });
    await openLibrary(ctx, coordinator, contact.id, false);
    await askForLibrary(ctx, contact, { reason: 'For my work.' });
    const asked = async (actor: Member) =>
      (await listRequests(ctx, actor, 'open')).requests.filter(({ memberId }) => memberId === contact.id);
    assert.deepEqual(await asked(contact), []);
    assert.deepEqual(
      (await told(contact)).filter((text) => text.startsWith('access request')),
      [],
    );
    assert.equal((await standing(ctx, contact)).contactAnswers, false);
    const [request] = await asked(coordinator);
    for (const approve of [true, false])
      await assert.rejects(decide(ctx, contact, request!.id, { approve }), { code: 'not-found' });
    await assert.rejects(openLibrary(ctx, contact, contact.id, true), { code: 'not-allowed' });
    assert.equal(await opens(contact), false);
    await decide(ctx, coordinator, request!.id, { approve: true });
    assert.equal(await opens(contact), true);
    await assert.rejects(confirmPerson(ctx, contact, contact.id), { code: 'not-allowed' });
    const colleague = await aMemberWith(ctx, 'contact', { organisation: 'merton' });
    await confirmPerson(ctx, colleague, contact.id);
  });

  it('is asked about when it is due, at most once a month: the authority’s contact, or coordinators where it has none, and of the contact', async () => {
    const contact = await aMemberWith(ctx, 'contact', { organisation: 'brent' });
    const limited = await aMemberWith(ctx, 'coordinator', { inCharge: ['brent'] });
    await aMember(ctx, 'brent', 'Bea');
    await aMember(ctx, 'brent', 'Bob');
    await aMember(ctx, 'ealing', 'Eli');
    pass(65);
    for (let n = 0; n < 3; n++) {
      await keepLibraryAccess(ctx);
      pass(1);
    }
    assert.deepEqual(await told(contact), [
      'library confirmation: The access of 2 colleagues ends unless you confirm it, the first on Monday 31 August 2026.',
    ]);
    assert.deepEqual(await told(limited), [
      'library confirmation: The access of 1 colleague ends on Monday 31 August 2026 unless you confirm it.',
    ]);
    assert.ok(
      (await told(coordinator)).includes(
        'library confirmation: The access of 1 colleague ends on Monday 31 August 2026 unless you confirm it.',
      ),
    );
    const ealing = (await told(coordinator)).filter((text) => /^library confirmation/.test(text));
    assert.ok(
      ealing.length >= 1 &&
        ealing.every((text) => /The access of 1 colleague ends|of \d+ colleagues/.test(text)),
    );
    const before = (await told(contact)).length;
    pass(60); // the next quarter
    await confirmPeople(ctx, contact, [contact.id]);
    pass(70);
    await keepLibraryAccess(ctx);
    assert.equal((await told(contact)).length, before + 1);
  });

  it('never ends for want of confirmation without that the contact was asked, whenever people were approved', async () => {
    domain.now.at = new Date('2026-03-01T09:00:00Z');
    const contact = await aMemberWith(ctx, 'contact', { organisation: 'hounslow' });
    const asked = async () => (await told(contact)).filter((text) => text.startsWith('library confirmation'));
    const people: Member[] = [];
    let before = 0;
    for (let n = 0; n < 170; n++) {
      if (n % 23 === 0 && n < 100) people.push(await aMember(ctx, 'hounslow', `Hari ${n}`));
      await keepLibraryAccess(ctx);
      const now = (await asked()).length;
      if (now > before) {
        const { people: due } = await listPeople(ctx, contact, { organisation: 'hounslow', library: 'due' });
        await confirmPeople(
          ctx,
          contact,
          due.map(({ id }) => id),
        );
      }
      before = now;
      pass(1);
    }
    for (const person of people) assert.equal(await opens(person), true, person.name);
    assert.ok(before <= 6, `asked ${before} times in 170 days`);
  });

  it('tells a person that it has ended, once', async () => {
    const member = await aMember(ctx, 'bexley', 'Lars Lapses');
    pass(92);
    await keepLibraryAccess(ctx);
    await keepLibraryAccess(ctx);
    pass(1);
    await keepLibraryAccess(ctx);
    assert.equal((await told(member)).filter((text) => text.startsWith('library lapsed')).length, 1);
    const { length } = await ctx.db
      .selectFrom('audit')
      .select('id')
      .where('subject', '=', member.pseudonym)
      .where('action', '=', 'library lapsed')
      .execute();
    assert.equal(length, 1);
  });

  it('is open to all staff where the authority chose so, and to the approved again when it chose otherwise', async () => {
    const contact = await aMemberWith(ctx, 'contact', { organisation: 'barnet' });
    const member = await aMember(ctx, 'barnet', 'Al Staff', { library: false });
    await chooseLibrary(ctx, contact, 'barnet', 'all staff');
    assert.equal(await opens(member), true);
    await assert.rejects(chooseLibrary(ctx, contact, 'camden', 'all staff'), { code: 'not-found' });
    await chooseLibrary(ctx, contact, 'barnet', 'approved');
    assert.equal(await opens(member), false);
  });

  it('stands in lists as the rights have it, whatever a person is', async () => {
    const member = await aMember(ctx, 'lewisham', 'Any Body');
    const ago = fc.option(fc.integer({ min: 0, max: 200 }), { nil: null });
    const at = (days: number | null) =>
      days === null ? null : new Date(domain.now.at.getTime() - days * day);
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          since: ago,
          confirmed: ago,
          lapsed: ago,
          seen: fc.integer({ min: 0, max: 200 }),
          role: fc.constantFrom('member', 'contact', 'coordinator', 'administrator'),
          organisation_confirmed: fc.boolean(),
          kind: fc.constantFrom('authority', 'partner', 'host'),
          library: fc.constantFrom('approved', 'all staff'),
        }),
        async ({ since, confirmed, lapsed, seen, kind, library, ...rest }) => {
          await ctx.db
            .updateTable('member')
            .set({
              ...rest,
              library_since: at(since),
              library_confirmed_at: at(confirmed),
              library_lapsed_at: at(lapsed),
              seen_at: at(seen)!,
            })
            .where('id', '=', member.id)
            .execute();
          await ctx.db
            .updateTable('organisation')
            .set({ kind, library })
            .where('id', '=', 'lewisham')
            .execute();
          const row: Person = await personById(ctx, member.id);
          const opensIt = may(await memberById(ctx, member.id), 'openLibrary');
          assert.equal(['open', 'all staff'].includes(row.library), opensIt);
        },
      ),
      { numRuns: 150 },
    );
  });
});
