import assert from 'node:assert/strict';
import writeExcelFile from 'write-excel-file/node';
import type { ContactImport, ContactRow, NetworkRow, SavedAudience } from '../../bot/api/contract-people.ts';
import { startServer, type TestServer } from './server.ts';

const csv = 'text/csv';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describe('Contacts, networks and audiences over HTTP', () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.close());

  const send = async (body: string | Buffer<ArrayBuffer>, type = csv, query = '', as = 'efe') => {
    const response = await server.as(as, `/api/people/contacts/import${query}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    return { status: response.status, body: (await response.json()) as ContactImport };
  };
  async function ask<T>(
    method: string,
    path: string,
    json?: unknown,
    as = 'efe',
  ): Promise<{ status: number; body: T }> {
    const response = await server.as(as, path, json === undefined ? { method } : { method, json });
    return { status: response.status, body: (await response.json()) as T };
  }
  const contacts = async (query = '') =>
    (await ask<{ contacts: ContactRow[]; total: number }>('GET', `/api/people/contacts${query}`)).body;

  it('checks a file, shows its faults with 400, imports it whole, finds and removes who is in it', async () => {
    const heading = 'Name,E-mail,Authority,Post\n';
    const good = `${heading}Ada Test,ada@x.example,Camden,Head of SEND\nBen Test,ben@x.example,Croydon,`;
    const wrong = await send(`${good}\nCy Test,nobody,Narnia,`);
    assert.deepEqual(
      [wrong.status, wrong.body.faults.map(({ row, column }) => [row, column])],
      [
        400,
        [
          [4, 'E-mail'],
          [4, 'Authority'],
        ],
      ],
    );
    const done = { rows: 2, added: 2, changed: 0, faults: [] };
    assert.deepEqual(await send(good, csv, '?check=1'), { status: 200, body: done });
    assert.equal((await contacts()).total, 0);
    assert.deepEqual(await send(good), { status: 200, body: done });
    const found = await contacts('?search=ada');
    assert.deepEqual(found, {
      total: 1,
      contacts: [
        {
          id: found.contacts[0]?.id,
          name: 'Ada Test',
          email: 'ada@x.example',
          organisation: { id: 'camden', name: 'Camden' },
          post: 'Head of SEND',
          member: false,
        },
      ],
    });
    const file = await writeExcelFile([
      ['E-mail', 'NAME', 'Post', 'Authority'].map((value) => ({ value })),
      ['ada@x.example', 'Ada Test', 'Director', 'camden'].map((value) => ({ value })),
    ]).toBuffer();
    const again = await send(Buffer.from(file), xlsx);
    assert.deepEqual(again, { status: 200, body: { rows: 1, added: 0, changed: 1, faults: [] } });
    const excelsOwn = await send(good, 'application/vnd.ms-excel');
    assert.deepEqual([excelsOwn.status, excelsOwn.body.changed], [200, 1]);
    assert.equal((await ask('DELETE', `/api/people/contacts/${found.contacts[0]?.id}`)).status, 200);
    assert.equal((await ask('DELETE', `/api/people/contacts/${found.contacts[0]?.id}`)).status, 404);
    assert.equal((await ask('DELETE', '/api/people/contacts/x')).status, 404);
    assert.equal((await contacts('?organisation=camden')).total, 0);
  });

  it('refuses files that are no table, too large or of another type, and searches that cannot be', async () => {
    assert.equal((await send('')).status, 400);
    assert.equal((await send('Name\nAda', 'application/json')).status, 415);
    assert.equal((await send(`Name\n${'x'.repeat(1_000_001)}`)).status, 413);
    assert.equal((await send(`Name,E-mail,Authority,Post\n${'a,b,c,d\n'.repeat(5001)}`)).status, 413);
    assert.equal((await send('PK\x03\x04 broken', xlsx)).status, 400);
    assert.equal((await send('Name', csv, '?check=yes')).status, 400);
    assert.equal((await ask('GET', '/api/people/contacts?search=%00')).status, 400);
    for (const as of ['asha', 'imran', 'dana'])
      assert.equal(
        (await send('Name,E-mail,Authority,Post\nA,a@x.example,Camden,', csv, '', as)).status,
        403,
        as,
      );
  });

  it('lets members follow open networks, and coordinators say which are by invitation and who is in', async () => {
    const path = '/api/networks/aldcs/membership';
    const aldcs = (answer: { body: { networks: NetworkRow[] } }) =>
      answer.body.networks.find(({ id }) => id === 'aldcs');
    assert.equal(aldcs(await ask('PUT', path, undefined, 'asha'))?.member, true);
    assert.equal(aldcs(await ask('DELETE', path, undefined, 'asha'))?.member, false);
    const managed = '/api/people/networks/aldcs';
    assert.equal((await ask('PUT', managed, { byInvitation: true }, 'asha')).status, 403);
    assert.equal(aldcs(await ask('PUT', managed, { byInvitation: true }))?.byInvitation, true);
    assert.equal((await ask('PUT', path, undefined, 'asha')).status, 403);
    assert.equal((await ask('PUT', '/api/networks/nothing/membership', undefined, 'asha')).status, 404);
    const me = await server.domain.ctx.db
      .selectFrom('member')
      .select('id')
      .where('name', 'like', 'Asha%')
      .executeTakeFirstOrThrow();
    type Members = { members: { id: string; name: string; organisation: string }[] };
    const put = await ask<Members>('PUT', `${managed}/members/${me.id}`);
    assert.deepEqual(
      put.body.members.map(({ id, organisation }) => [id, organisation]),
      [[me.id, 'Camden']],
    );
    assert.equal(aldcs(await ask('GET', '/api/networks', undefined, 'asha'))?.member, true);
    assert.deepEqual((await ask<Members>('DELETE', `${managed}/members/${me.id}`)).body, { members: [] });
    assert.equal((await ask('PUT', `${managed}/members/nobody`)).status, 404);
    assert.equal((await ask('GET', `${managed}/members`, undefined, 'imran')).status, 403);
  });

  it('keeps audiences, counts them, and sends to one', async () => {
    const lists = { organisations: ['camden'], careSystems: [], posts: [], areas: [], networks: [] };
    type Saved = { audiences: SavedAudience[] };
    const made = await ask<Saved>('POST', '/api/people/audiences', { name: 'Camden', ...lists });
    const [saved] = made.body.audiences;
    assert.deepEqual(
      [made.status, saved],
      [201, { id: saved?.id, name: 'Camden', ...lists, people: saved?.people, mayChange: true }],
    );
    assert.ok(saved && saved.people > 0);
    const size = await ask<{ people: number }>('POST', '/api/people/audiences/size', lists);
    assert.equal(size.body.people, saved.people);
    const reach = await ask('GET', `/api/announcements/audience?audience=${saved.id}`);
    assert.deepEqual(reach.body, { people: saved.people, reachable: 0, only: null });
    const sent = await ask<{ audienceText: string; critical: boolean; counts: { people: number } }>(
      'POST',
      '/api/announcements',
      {
        ...{ key: crypto.randomUUID(), title: 'News', body: 'Some.', critical: true },
        audience: { kind: 'saved', audience: saved.id },
      },
    );
    assert.deepEqual(
      [sent.status, sent.body.audienceText, sent.body.critical, sent.body.counts.people],
      [201, 'Camden', true, saved.people],
    );
    const changed = await ask<Saved>('PUT', `/api/people/audiences/${saved.id}`, {
      ...lists,
      name: 'Camden people',
    });
    assert.equal(changed.body.audiences[0]?.name, 'Camden people');
    const wrong = await ask('POST', '/api/people/audiences', {
      name: 'X',
      ...lists,
      organisations: ['narnia'],
    });
    assert.equal(wrong.status, 400);
    assert.equal(
      (await ask('POST', '/api/people/audiences', { name: 'camden PEOPLE', ...lists })).status,
      409,
    );
    assert.ok(Array.isArray((await ask<{ posts: string[] }>('GET', '/api/people/posts')).body.posts));
    assert.deepEqual((await ask<Saved>('DELETE', `/api/people/audiences/${saved.id}`)).body.audiences, []);
    assert.equal((await ask('DELETE', `/api/people/audiences/${saved.id}`)).status, 404);
    for (const as of ['asha', 'imran'])
      assert.equal((await ask('GET', '/api/people/audiences', undefined, as)).status, 403, as);
  });
});
