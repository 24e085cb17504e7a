import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { decodeJwt } from 'jose';
import sinon from 'sinon';
import { readConfig } from '../../bot/config.ts';
import type { Demo, DemoAccount } from '../../bot/domain/content/schema.ts';
import { createEntra, type Entra } from '../../bot/local/entra.ts';
import { createIssuer } from '../../bot/local/issuer.ts';

const config = readConfig({ LIIA_LOCAL: '1' });
const person = (id: string, name: string, tenant: number): DemoAccount => ({
  id,
  name,
  describes: 'A made-up person.',
  organisation: 'camden',
  role: 'member',
  tenantId: `d000000${tenant}-0000-4000-8000-00000000cafe`,
  objectId: `a000000${tenant}-0000-4000-8000-00000000cafe`,
  playground: true,
  shares: [],
  known: true,
  library: true,
});
const [asha, ben] = [person('asha', 'Asha <Demo>', 7), person('ben', 'Ben Demo', 8)];
const demo: Demo = { organisations: [], events: [], accounts: [asha, ben] };
const redirectUri = `${config.publicUrl}/sign-in/callback`;
const verifier = 'v'.repeat(43);
const challenge = createHash('sha256').update(verifier).digest('base64url');

describe('The local Entra', () => {
  let entra: Entra;
  beforeEach(async () => {
    entra = createEntra(config, demo, await createIssuer(config));
  });
  afterEach(() => sinon.restore());

  const call = async (
    endpoint: string,
    query: Record<string, string>,
    form?: Record<string, string>,
    tenant = 'organizations',
  ) => {
    const response = await entra.handle({
      method: form ? 'POST' : 'GET',
      path: `/local/login/login.microsoftonline.com/${tenant}/${endpoint}`,
      query: new URLSearchParams(query).toString(),
      headers: {},
      body: new URLSearchParams(form).toString(),
    });
    assert.ok(response);
    const address = response.headers.Location;
    return { ...response, sent: address ? new URL(address) : undefined };
  };
  const asked = {
    client_id: config.trust.appId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid profile',
    state: 'my state',
    nonce: 'once',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  };
  const authorize = (form?: Record<string, string>, changed = {}, tenant?: string) =>
    call('oauth2/v2.0/authorize', { ...asked, ...changed }, form, tenant);
  const token = async (form: Record<string, string>, tenant?: string) => {
    const { status, body } = await call('oauth2/v2.0/token', {}, form, tenant);
    return { status, body: JSON.parse(body) as Record<string, never> };
  };
  const secret = { client_id: config.trust.appId, client_secret: config.botSecret };
  const redeem = (code: string, changed = {}) =>
    token({
      ...secret,
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
      ...changed,
    });
  const aCode = async (account = 'asha') => (await authorize({ account })).sent!.searchParams.get('code')!;

  it('lists the made-up people, with their text as text, and only those of a tenant that is asked for', async () => {
    const { status, body } = await authorize();
    assert.equal(status, 200);
    assert.match(body, /These people are made up\./);
    assert.match(body, /Asha &lt;Demo&gt;/);
    assert.doesNotMatch(body, /<script/);
    assert.doesNotMatch((await authorize(undefined, {}, ben.tenantId)).body, /Asha/);
  });

  it('ends a sign-in with a code, which gives an ID token for that person and that sign-in', async () => {
    const { status, sent } = await authorize({ account: 'ben' });
    assert.equal(status, 302);
    assert.equal(sent!.origin + sent!.pathname, redirectUri);
    assert.equal(sent!.searchParams.get('state'), 'my state');
    const { status: redeemed, body } = await redeem(sent!.searchParams.get('code')!);
    assert.equal(redeemed, 200);
    const { tid, oid, aud, nonce, iss } = decodeJwt(body.id_token!);
    assert.deepEqual(
      { tid, oid, aud, nonce, iss },
      {
        tid: ben.tenantId,
        oid: ben.objectId,
        aud: config.trust.appId,
        nonce: 'once',
        iss: `${config.publicUrl}/local/${ben.tenantId}/v2.0`,
      },
    );
    const info = JSON.parse(Buffer.from(body.client_info!, 'base64url').toString());
    assert.deepEqual(info, { uid: ben.objectId, utid: ben.tenantId });
  });

  it('redeems a code once, for its own client, address and verifier, for ten minutes', async () => {
    const faults: [number, string, object][] = [
      [501481, 'invalid_grant', { code_verifier: 'w'.repeat(43) }],
      [501481, 'invalid_grant', { code_verifier: '' }],
      [500112, 'invalid_grant', { redirect_uri: 'https://evil.example/' }],
      [7000215, 'invalid_client', { client_secret: 'wrong' }],
      [700016, 'unauthorized_client', { client_id: '0c0ffee0-0000-4000-8000-0000000000ff' }],
      [70003, 'unsupported_grant_type', { grant_type: 'password' }],
      [70000, 'invalid_grant', { code: 'made-up' }],
    ];
    const code = await aCode();
    for (const [number, error, changed] of faults) {
      const { status, body } = await redeem(code, changed);
      assert.ok(status === 400 || status === 401);
      assert.equal(body.error, error);
      assert.deepEqual(body.error_codes, [number]);
      assert.match(body.error_description!, new RegExp(`^AADSTS${number}: `));
      for (const name of ['timestamp', 'trace_id', 'correlation_id']) assert.ok(body[name]);
    }
    const other = entra.issueCode({ account: asha, clientId: 'other', redirectUri, scope: 'openid' });
    assert.deepEqual((await redeem(other)).body.error_codes, [70000]);
    assert.equal((await redeem(code)).status, 200);
    assert.deepEqual((await redeem(code)).body.error_codes, [54005]);

    const late = await aCode();
    sinon.useFakeTimers({ now: Date.now() + 10 * 60_000 + 1, toFake: ['Date'] });
    assert.deepEqual((await redeem(late)).body.error_codes, [70008]);
  });

  it('sends nobody to an address that is not registered, for no client that it does not know', async () => {
    for (const changed of [{ redirect_uri: 'https://evil.example/' }, { client_id: 'other' }])
      for (const form of [undefined, { account: 'asha' }, { cancel: '1' }] as (
        | Record<string, string>
        | undefined
      )[]) {
        const { status, sent, body } = await authorize(form, changed);
        assert.equal(status, 400);
        assert.equal(sent, undefined);
        assert.match(body, /AADSTS/);
      }
  });

  it('sends every other refusal back to the application, with its state', async () => {
    const refusals: [string, object, Record<string, string> | undefined][] = [
      ['unsupported_response_type', { response_type: 'token' }, undefined],
      ['invalid_request', { scope: 'profile' }, undefined],
      ['invalid_request', { code_challenge_method: 'plain' }, undefined],
      ['login_required', { prompt: 'none' }, undefined],
      ['access_denied', {}, { cancel: '1' }],
    ];
    for (const [error, changed, form] of refusals) {
      const { sent } = await authorize(form, changed);
      assert.equal(sent!.searchParams.get('error'), error);
      assert.equal(sent!.searchParams.get('state'), 'my state');
    }
    assert.equal((await authorize({ account: 'nobody' })).status, 400);
    assert.equal((await authorize({ account: 'asha' }, {}, ben.tenantId)).status, 400);
  });

  it('keeps consent by tenant: missing, given by an administrator, withdrawn', async () => {
    entra.setConsent(asha.tenantId, false);
    const approval = await authorize({ account: 'asha' });
    assert.match(approval.body, /Need admin approval/);
    const declined = (await authorize({ account: 'asha', decline: '1' })).sent!.searchParams;
    assert.equal(declined.get('error'), 'access_denied');
    assert.equal(declined.get('error_subcode'), 'cancel');
    assert.match(declined.get('error_description')!, /^AADSTS65004/);
    assert.ok(await aCode('ben'), 'the other tenant is as it was');

    const consent = (form?: Record<string, string>) => call('v2.0/adminconsent', asked, form);
    assert.match((await consent()).body, /Allow LIIA/);
    assert.equal((await consent({ cancel: '1' })).sent!.searchParams.get('error'), 'permission_denied');
    const given = (await consent({ account: 'asha' })).sent!.searchParams;
    assert.equal(given.get('admin_consent'), 'True');
    assert.equal(given.get('tenant'), asha.tenantId);

    const code = await aCode();
    entra.setConsent(asha.tenantId, false);
    const { status, body } = await redeem(code);
    assert.equal(status, 400);
    assert.deepEqual(
      [body.error, body.suberror, body.error_codes],
      ['invalid_grant', 'consent_required', [65001]],
    );
  });

  it('gives the bot a token of its home tenant only', async () => {
    const asBot = { ...secret, grant_type: 'client_credentials' };
    const { status, body } = await token(asBot, config.trust.homeTenantId);
    assert.equal(status, 200);
    assert.equal(body.token_type, 'Bearer');
    assert.ok(body.access_token && body.expires_in! > 0);
    assert.equal((await token(asBot, asha.tenantId)).status, 400);
  });

  it('answers nothing outside its own paths', async () => {
    const at = (path: string) => entra.handle({ method: 'GET', path, query: '', headers: {}, body: '' });
    assert.equal(await at('/local/keys'), undefined);
    assert.equal(await at('/sign-in'), undefined);
    const login = '/local/login/login.microsoftonline.com';
    for (const path of [
      `${login}/`,
      `${login}/organizations/other`,
      `${login}/organizations/oauth2/v2.0/token`,
    ])
      assert.equal((await at(path))!.status, 404, path);
  });
});
