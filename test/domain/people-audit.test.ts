import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { Context } from '../../bot/domain/context.ts';
import { audit, listAudit } from '../../bot/domain/members/audit.ts';
import {
  addTenant,
  changeAuthority,
  chooseLibrary,
  removeTenant,
} from '../../bot/domain/members/authorities.ts';
import { decide } from '../../bot/domain/members/decisions.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import {
  confirmAuthority,
  confirmPerson,
  confirmPost,
  openLibrary,
  setBlocked,
} from '../../bot/domain/members/person.ts';
import { listRequests } from '../../bot/domain/members/request-list.ts';
import { askForLibrary, askToJoin, chooseAuthority } from '../../bot/domain/members/requests.ts';
import { setRole } from '../../bot/domain/members/roles.ts';
import { again, aMember, aMemberWith, aStranger } from '../factories.ts';
import { type Domain, dataFolder, newDatabase, openDomain } from '../harness.ts';

const engines: [string, () => Promise<{ url: string } | { folder: string }>][] = [
  ['the embedded database', async () => ({ folder: await dataFolder() })],
  ['PostgreSQL', async () => ({ url: await newDatabase() })],
];

for (const [engine, where] of engines)
  describe(`The audit log on ${engine}`, () => {
    let domain: Domain;
    let ctx: Context;
    before(async () => {
      domain = await openDomain(await where());
      ctx = domain.ctx;
    });
    after(() => domain.close());

    it('cannot be changed, shortened or emptied', async () => {
      await audit(ctx, { actor: null, action: 'settings changed' });
      const lines = () => sql<{ n: number }>`select count(*)::int as n from audit`.execute(ctx.db);
      const before = (await lines()).rows;
      for (const statement of [
        `update audit set action = 'nothing'`,
        `update audit set actor = null where false or true`,
        `delete from audit`,
        `truncate audit`,
        `truncate audit cascade`,
      ])
        await assert.rejects(sql.raw(statement).execute(ctx.db), /append-only/, statement);
      assert.deepEqual((await lines()).rows, before);
    });
  });

describe('The audit log', () => {
  let domain: Domain;
  let ctx: Context;
  let administrator: Member;
  before(async () => {
    domain = await openDomain();
    ctx = domain.ctx;
    administrator = await aMemberWith(ctx, 'administrator', { name: 'Farah Test' });
  });
  after(() => domain.close());
  const latest = async () => (await listAudit(ctx, administrator)).map(({ text }) => text);

  it('has every change in a sentence, and no name in its rows', async () => {
    const member = await aMember(ctx, 'camden', 'Asha Test', { library: false });
    const plain = { signed: true, signedOn: '2026-03-03', domains: [], library: 'approved' as const };
    const { tenantId } = await aStranger(ctx);
    const changes: [() => Promise<unknown>, RegExp][] = [
      [
        () => askForLibrary(ctx, member, { reason: 'Secret reason' }),
        /^Asha Test asked for access \(Camden\): kind library\.$/,
      ],
      [
        async () => {
          const { requests } = await listRequests(ctx, administrator, 'open');
          await decide(ctx, administrator, requests[0]!.id, { approve: false });
        },
        /^Farah Test refused the library to Asha Test \(Camden\)/,
      ],
      [
        () => openLibrary(ctx, administrator, member.id, true),
        /^Farah Test opened the library to Asha Test \(Camden\)\.$/,
      ],
      [
        () => confirmPerson(ctx, administrator, member.id),
        /confirmed that the library is still needed by Asha Test/,
      ],
      [() => openLibrary(ctx, administrator, member.id, false), /closed the library to Asha Test/],
      [() => confirmPost(ctx, administrator, member.id, 'Secret post'), /confirmed the post of Asha Test/],
      [() => setBlocked(ctx, administrator, member.id, true), /blocked Asha Test/],
      [() => setBlocked(ctx, administrator, member.id, false), /let back in Asha Test/],
      [
        () => confirmAuthority(ctx, administrator, member.id, 'camden'),
        /set the authority of Asha Test \(Camden\)/,
      ],
      [
        () => setRole(ctx, administrator, member.id, { role: 'contact', inCharge: [] }),
        /changed the role of Asha Test \(Camden\): from member, role contact/,
      ],
      [
        () => changeAuthority(ctx, administrator, 'camden', plain),
        /changed an organisation \(Camden\): signed yes, .*signed on 2026-03-03/,
      ],
      [
        () => chooseLibrary(ctx, administrator, 'camden', 'all staff'),
        /changed an organisation \(Camden\): library all staff/,
      ],
      [() => addTenant(ctx, administrator, 'barnet', tenantId), /added a tenant \(Barnet\)/],
      [() => removeTenant(ctx, administrator, 'barnet', tenantId), /took a tenant away \(Barnet\)/],
      [
        async () => askToJoin(ctx, await aStranger(ctx), { reason: 'Secret reason' }),
        /^Somebody who is not a member asked for access/,
      ],
      [
        async () => {
          const { requests } = await listRequests(ctx, administrator, 'open');
          await decide(ctx, administrator, requests[0]!.id, { approve: false });
        },
        /^Farah Test refused the request of somebody who is not a member: kind join\.$/,
      ],
      [
        () => confirmPost(ctx, administrator, administrator.id, 'Secret post'),
        /^Farah Test confirmed the post of themselves \(London Councils\)\.$/,
      ],
      [
        async () =>
          chooseAuthority(
            ctx,
            await aStranger(ctx, 'kingston-upon-thames', 'richmond-upon-thames'),
            'richmond-upon-thames',
          ),
        /chose their authority \(Richmond upon Thames\)|asked for access \(Richmond upon Thames\)/,
      ],
    ];
    for (const [change, says] of changes) {
      const before = (await latest()).length;
      await change();
      const now = await latest();
      assert.ok(now.length > before, String(says));
      assert.match(now[0]!, says);
    }
    const { rows } = await sql<{ line: string }>`select row_to_json(audit)::text as line from audit`.execute(
      ctx.db,
    );
    for (const { line } of rows) assert.doesNotMatch(line, /Asha|Farah|Sam|Secret|@/);
  });

  it('stays whole when a person is erased, and no longer names them', async () => {
    const gone = await aMember(ctx, 'camden', 'Greta Gone');
    await setBlocked(ctx, administrator, gone.id, true);
    const lines = (await latest()).length;
    await ctx.db.deleteFrom('member').where('id', '=', gone.id).execute();
    const now = await latest();
    assert.equal(now.length, lines);
    assert.match(now[0]!, /^Farah Test blocked somebody who is no longer here \(Camden\)\.$/);
  });

  it('writes nothing where the change was refused', async () => {
    const member = await aMember(ctx, 'camden');
    const before = (await latest()).length;
    await assert.rejects(openLibrary(ctx, member, administrator.id, true));
    await assert.rejects(setRole(ctx, administrator, administrator.id, { role: 'member', inCharge: [] }));
    assert.equal((await latest()).length, before);
  });

  it('is read a hundred lines at a time, latest first, by administrators alone', async () => {
    for (let n = 0; n < 120; n++) await audit(ctx, { actor: administrator, action: 'settings changed' });
    const first = await listAudit(ctx, administrator);
    const second = await listAudit(ctx, administrator, first.at(-1)!.id);
    assert.equal(first.length, 100);
    assert.ok(second.length > 0 && second[0]!.id < first.at(-1)!.id);
    await assert.rejects(listAudit(ctx, await again(ctx, await aMember(ctx))), { code: 'not-allowed' });
  });
});
