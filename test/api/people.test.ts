import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type {
  AccessRequest,
  AuditEntry,
  Authority,
  PersonRow,
  Standing,
} from '../../bot/api/contract-people.ts';
import { startSession } from '../../bot/domain/members/web-sessions.ts';
import { aMember } from '../factories.ts';
import { startServer, type TestServer } from './server.ts';

describe('People, by the API', () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.close());

  const send = (as: string, method: string, path: string, json?: unknown) =>
    server.as(as, path, { method, ...(json !== undefined && { json }) });
  const get = async <T>(as: string, path: string): Promise<T> => {
    const response = await server.as(as, path);
    assert.equal(response.status, 200, `${as} ${path}`);
    return (await response.json()) as T;
  };
  const standingOf = (as: string) => get<Standing>(as, '/api/standing');
  const personOf = async (as: string, name: string) =>
    (await get<{ members: PersonRow[] }>(as, `/api/people/members?search=${encodeURIComponent(name)}`))
      .members[0]!;
  const requestOf = async (as: string, name: string) =>
    (await get<{ requests: AccessRequest[] }>(as, '/api/people/requests?state=open')).requests.find(
      (each) => each.name === name,
    );
  const authority = async (as: string, id: string) =>
    (await get<{ authorities: Authority[] }>(as, '/api/people/authorities')).authorities.find(
      (each) => each.id === id,
    );

  it('finds nobody, and does not fail, for a search that no text of ours can hold', async () => {
    const response = await send('efe', 'GET', '/api/people/members?search=%00');
    assert.equal(response.status, 400);
  });

  it('tells everybody who is signed in where they stand', async () => {
    const states: Record<string, [Standing['state'], Standing['library']]> = {
      asha: ['in', 'open'],
      dana: ['in', 'not for partners'],
      efe: ['in', 'open'],
      gus: ['unsigned-authority', 'not asked'],
      hana: ['in', 'not asked'],
      imran: ['in', 'open'],
      kit: ['choose-organisation', 'not asked'],
      lena: ['not-approved', 'not asked'],
      jo: ['unknown-organisation', 'not asked'],
    };
    for (const [who, expected] of Object.entries(states)) {
      const { state, library, signInHelp } = await standingOf(who);
      assert.deepEqual([state, library], expected, who);
      assert.equal(signInHelp, 'administrator@liia.london');
    }
    assert.equal((await standingOf('gus')).organisation?.name, 'Exampleton (a fictional borough)');
    assert.equal((await standingOf('hana')).answeredBy, 'Your borough contact or LIIA’s team');
    assert.equal((await standingOf('jo')).answeredBy, 'LIIA’s team');
    assert.ok((await standingOf('jo')).choices.some(({ id }) => id === 'camden'));
    assert.equal((await fetch(`${server.url}/api/standing`)).status, 401);
  });

  it('opens the library to who asked, once their contact says so, and closes it at the very next call', async () => {
    assert.equal((await server.as('hana', '/api/resources')).status, 403);
    const asked = await send('hana', 'POST', '/api/requests', { kind: 'library', reason: 'For my work.' });
    assert.equal(((await asked.json()) as Standing).library, 'asked');
    const { id } = (await requestOf('imran', 'Hana Demo (Camden)'))!;
    const decided = await send('imran', 'POST', `/api/people/requests/${id}/decision`, { approve: true });
    assert.equal(((await decided.json()) as { request: AccessRequest }).request.state, 'approved');
    assert.equal((await server.as('hana', '/api/resources')).status, 200);
    const person = await personOf('imran', 'hana');
    const closed = await send('imran', 'PUT', `/api/people/members/${person.id}/library`, { open: false });
    assert.equal(((await closed.json()) as { member: PersonRow }).member.library, 'not approved');
    assert.equal((await server.as('hana', '/api/resources')).status, 403);
  });

  it('lets in a named colleague of a partner, and somebody of an unknown tenant, and keeps neither before', async () => {
    for (const who of ['lena', 'jo']) assert.equal((await server.as(who, '/api/me')).status, 403);
    await send('lena', 'POST', '/api/requests', { kind: 'join', reason: 'Dana’s colleague.' });
    await send('jo', 'POST', '/api/requests', {
      kind: 'join',
      organisation: 'merton',
      reason: 'I work there.',
    });
    const [lena, jo] = [
      await requestOf('efe', 'Lena Demo (Partnership for Young London)'),
      await requestOf('efe', 'Jo Demo (unknown organisation)'),
    ];
    assert.deepEqual([lena?.tenantKnown, lena?.organisation?.id], [true, 'pyl']);
    assert.deepEqual([jo?.tenantKnown, jo?.organisation?.id], [false, 'merton']);
    assert.equal(
      (await send('efe', 'POST', `/api/people/requests/${jo!.id}/decision`, { approve: true })).status,
      400,
    );
    for (const [request, organisation] of [
      [lena, undefined],
      [jo, 'merton'],
    ] as const)
      assert.equal(
        (
          await send('efe', 'POST', `/api/people/requests/${request!.id}/decision`, {
            approve: true,
            organisation,
          })
        ).status,
        200,
      );
    for (const who of ['lena', 'jo']) assert.equal((await server.as(who, '/api/me')).status, 200);
  });

  it('takes an authority from who shares a sign-in, once', async () => {
    const choose = (organisation: string) => send('kit', 'PUT', '/api/authority', { organisation });
    assert.equal((await choose('camden')).status, 403);
    assert.equal((await choose('kingston-upon-thames')).status, 200);
    assert.equal((await choose('richmond-upon-thames')).status, 409);
    const person = await personOf('efe', 'kit');
    assert.equal(person.organisationConfirmed, false);
    const confirmed = await send('efe', 'PUT', `/api/people/members/${person.id}/authority`, {
      organisation: 'kingston-upon-thames',
    });
    assert.equal(((await confirmed.json()) as { member: PersonRow }).member.organisationConfirmed, true);
    assert.equal((await standingOf('kit')).asked, null);
  });

  it('shuts a browser that is signed in out at its next call, and lets it in again', async () => {
    const member = await aMember(server.domain.ctx, 'camden', 'Sid Session');
    const token = await startSession(server.domain.ctx, member);
    const asks = (path: string) =>
      fetch(`${server.url}${path}`, { headers: { cookie: `liia_session=${token}` } });
    assert.equal((await asks('/api/resources')).status, 200);
    const block = (blocked: boolean) =>
      send('efe', 'PUT', `/api/people/members/${member.id}/blocked`, { blocked });
    await block(true);
    assert.equal((await asks('/api/me')).status, 403);
    assert.equal(((await (await asks('/api/standing')).json()) as Standing).state, 'blocked');
    await block(false);
    assert.equal((await asks('/api/me')).status, 200);
    const farah = (path: string, json: unknown) => send('farah', 'PUT', path, json);
    await farah(`/api/people/members/${member.id}/role`, { role: 'contact', inCharge: [] });
    assert.equal((await asks('/api/people/members')).status, 200);
    await farah(`/api/people/members/${member.id}/role`, { role: 'member', inCharge: [] });
    assert.equal((await asks('/api/people/members')).status, 403);
    const camden = { signedOn: null, domains: [], library: 'approved' };
    await send('efe', 'PUT', '/api/people/authorities/camden', { ...camden, signed: false });
    assert.equal((await asks('/api/me')).status, 403);
    await send('efe', 'PUT', '/api/people/authorities/camden', { ...camden, signed: true });
    assert.equal((await asks('/api/resources')).status, 200);
  });

  it('changes an authority and its tenants, and says what is wrong with what was typed', async () => {
    const put = (json: unknown) => send('efe', 'PUT', '/api/people/authorities/bexley', json);
    const fine = { signed: true, signedOn: '2026-03-03', domains: ['Bexley.example '], library: 'all staff' };
    assert.equal((await put(fine)).status, 200);
    const now = (await authority('efe', 'bexley'))!;
    assert.deepEqual(
      [now.signedOn, now.domains, now.library, now.mayChange],
      ['2026-03-03', ['bexley.example'], 'all staff', true],
    );
    for (const wrong of [
      { signedOn: '2999-01-01' },
      { signedOn: 'yesterday' },
      { domains: ['not a domain'] },
      { library: 'some' },
    ])
      assert.equal((await put({ ...fine, ...wrong })).status, 400, JSON.stringify(wrong));
    const tenantId = randomUUID();
    const tenants = '/api/people/authorities/bexley/tenants';
    assert.equal((await send('efe', 'POST', tenants, { tenantId: 'bexley' })).status, 400);
    assert.equal((await send('efe', 'POST', tenants, { tenantId: tenantId.toUpperCase() })).status, 200);
    assert.deepEqual((await authority('efe', 'bexley'))!.tenants, [tenantId]);
    assert.equal((await send('efe', 'DELETE', `${tenants}/${tenantId}`)).status, 200);
    assert.equal((await send('efe', 'DELETE', `${tenants}/${tenantId}`)).status, 404);
  });

  it('shows a contact their own authority alone, and lets them choose who opens its library', async () => {
    const { authorities } = await get<{ authorities: Authority[] }>('imran', '/api/people/authorities');
    assert.deepEqual(
      authorities.map(({ id, mayChange }) => [id, mayChange]),
      [['camden', false]],
    );
    assert.deepEqual(authorities[0]!.contacts, ["Imran Demo (Camden's contact)"]);
    const set = (id: string, library: string) =>
      send('imran', 'PUT', `/api/people/authorities/${id}/library`, { library });
    assert.equal((await set('camden', 'all staff')).status, 200);
    assert.equal((await server.as('hana', '/api/resources')).status, 200);
    assert.equal((await set('camden', 'approved')).status, 200);
    assert.equal((await set('croydon', 'all staff')).status, 404);
  });

  it('takes a post from its person until it is confirmed', async () => {
    const put = (who: string, post: unknown) => send(who, 'PUT', '/api/me/post', { post });
    assert.deepEqual(await (await put('hana', ' Social worker ')).json(), { post: 'Social worker' });
    for (const wrong of ['', 7, 'x'.repeat(200)]) assert.equal((await put('hana', wrong)).status, 400);
    const person = await personOf('efe', 'hana');
    assert.deepEqual([person.post, person.postConfirmed], ['Social worker', false]);
    const confirm = (as: string) =>
      send(as, 'PUT', `/api/people/members/${person.id}/post`, { post: 'Senior social worker' });
    assert.equal((await confirm('imran')).status, 403);
    assert.equal((await confirm('efe')).status, 200);
    assert.equal((await put('hana', 'Director')).status, 409);
  });

  it('finds nothing at an id that is none, nor at one that is somebody else’s to change', async () => {
    const ben = await personOf('efe', 'ben demo');
    for (const id of ['1', "'; --", randomUUID(), ben.id])
      assert.equal(
        (await send('imran', 'PUT', `/api/people/members/${encodeURIComponent(id)}/library`, { open: true }))
          .status,
        404,
        id,
      );
    assert.equal(
      (await send('imran', 'POST', '/api/people/requests/1/decision', { approve: true })).status,
      404,
    );
  });

  it('refuses a role but by an administrator, and the audit log to everybody else', async () => {
    const person = await personOf('farah', 'asha');
    const role = { role: 'administrator', inCharge: [] };
    for (const who of ['asha', 'imran', 'efe']) {
      assert.equal((await send(who, 'PUT', `/api/people/members/${person.id}/role`, role)).status, 403);
      assert.equal((await server.as(who, '/api/people/audit')).status, 403);
    }
    const { entries } = await get<{ entries: AuditEntry[] }>('farah', '/api/people/audit');
    assert.ok(
      entries.length > 0 &&
        entries.every(({ text, at }) => text.endsWith('.') && !Number.isNaN(Date.parse(at))),
    );
    assert.equal((await server.as('farah', '/api/people/audit?before=x')).status, 400);
  });
});
