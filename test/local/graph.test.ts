import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { readConfig } from '../../bot/config.ts';
import type { Demo, DemoAccount } from '../../bot/domain/content/schema.ts';
import { createEntra, type Entra } from '../../bot/local/entra.ts';
import { createGraph, type Graph } from '../../bot/local/graph.ts';
import { createIssuer, type Issuer } from '../../bot/local/issuer.ts';
import { outlookAt } from '../../bot/ports/graph.ts';

const config = readConfig({ LIIA_LOCAL: '1' });
const tenantId = 'd0000007-0000-4000-8000-00000000cafe';
const asha: DemoAccount = {
  ...{
    id: 'asha',
    name: 'Asha Demo',
    describes: 'A made-up person.',
    organisation: 'camden',
    role: 'member',
  },
  ...{ tenantId, objectId: 'a0000001-0000-4000-8000-00000000cafe' },
  ...{ playground: true, shares: [], known: true, library: true },
};
const demo: Demo = { organisations: [], events: [], accounts: [asha] };

describe('The local Outlook', () => {
  let issuer: Issuer;
  let entra: Entra;
  let graph: Graph;
  beforeEach(async () => {
    issuer = await createIssuer(config);
    entra = createEntra(config, demo, issuer);
    graph = createGraph(config, demo, issuer);
    entra.setCalendarConsent(asha.objectId, true);
  });

  const request = (method: string, path: string, body = '', headers = {}) => ({
    ...{ method, path, query: '', headers, body },
  });
  /** Asks for a token for Graph as our own application does, with what a test has changed. */
  const onBehalf = async (changed: Record<string, string> = {}, tenant = tenantId) => {
    const form = {
      client_id: config.trust.appId,
      client_secret: config.botSecret,
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      requested_token_use: 'on_behalf_of',
      assertion: await issuer.memberToken(asha),
      scope: 'https://graph.microsoft.com/Calendars.ReadWrite openid',
      ...changed,
    };
    const path = `/local/login/login.microsoftonline.com/${tenant}/oauth2/v2.0/token`;
    const answer = await entra.handle(request('POST', path, new URLSearchParams(form).toString()));
    return JSON.parse(answer!.body) as { access_token?: string; error_codes?: number[]; suberror?: string };
  };
  const reach = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    return (await graph.handle(request('GET', '/local/graph/v1.0/me/calendar', '', headers)))!.status;
  };

  it('is opened by a token that was given on behalf of the person', async () => {
    assert.equal(await reach((await onBehalf()).access_token!), 200);
  });

  it('gives none for a token that Teams did not give for us, of another tenant, or without consent', async () => {
    const other = await createIssuer(config);
    for (const [number, changed, tenant] of [
      [50013, { assertion: await other.memberToken(asha) }],
      [50013, { assertion: await issuer.idToken(asha, { clientId: config.trust.appId }) }],
      [50013, { assertion: await issuer.graphToken(asha, 'Calendars.ReadWrite') }],
      [50013, { assertion: '' }],
      [50013, { requested_token_use: '' }],
      [50034, {}, randomUUID()],
      [70011, { scope: 'openid' }],
      [7000215, { client_secret: 'wrong' }],
    ] as const)
      assert.deepEqual((await onBehalf(changed, tenant)).error_codes, [number]);
    entra.setCalendarConsent(asha.objectId, false);
    const { error_codes, suberror } = await onBehalf();
    assert.deepEqual([error_codes, suberror], [[65001], 'consent_required']);
  });

  it('is shut to every other token', async () => {
    const other = await createIssuer(config);
    assert.equal(await reach(await issuer.memberToken(asha)), 401, 'for another audience');
    assert.equal(await reach(await other.graphToken(asha, 'Calendars.ReadWrite')), 401, 'signed by another');
    assert.equal(await reach('nonsense'), 401);
    assert.equal(await reach(await issuer.graphToken(asha, 'User.Read')), 403, 'with another scope');
  });

  it('takes no event that Graph would not take', async () => {
    const headers = { authorization: `Bearer ${await issuer.graphToken(asha, 'Calendars.ReadWrite')}` };
    const at = (dateTime: string, timeZone = 'UTC') => ({ dateTime, timeZone });
    const event = (changed: object) =>
      JSON.stringify({
        subject: 'A',
        start: at('2026-03-03T10:00:00'),
        end: at('2026-03-03T11:00:00'),
        ...changed,
      });
    const add = async (changed: object) =>
      (await graph.handle(request('POST', '/local/graph/v1.0/me/calendar/events', event(changed), headers)))!;
    for (const wrong of [
      { end: at('2026-03-03T09:00:00') },
      { start: at('2026-03-03T10:00:00', 'Narnia') },
      { isAllDay: true },
    ])
      assert.equal((await add(wrong)).status, 400);
    assert.equal((await add({ transactionId: 'one' })).status, 201);
    assert.equal((await add({ transactionId: 'one' })).status, 201);
    const second = await add({ transactionId: 'one', subject: 'B' });
    assert.equal(second.status, 409);
    assert.match(second.body, /ErrorDuplicateTransactionId/);
    assert.equal(graph.calendarOf(asha.objectId).length, 1);
  });

  it('is for later where nobody answers', async () => {
    const free = createServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
    const { port } = free.address() as { port: number };
    await new Promise((resolve) => free.close(resolve));
    const nowhere = readConfig({ LIIA_LOCAL: '1', LIIA_PORT: String(port) });
    const answer = await outlookAt(nowhere)(tenantId, await issuer.memberToken(asha));
    assert.deepEqual(answer, { refused: 'later', seconds: 30, inDoubt: false });
  });
});
