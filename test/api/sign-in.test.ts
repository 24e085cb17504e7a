import assert from 'node:assert/strict';
import { generateKeyPair, SignJWT } from 'jose';
import sinon from 'sinon';
import type { Me } from '../../bot/api/contract.ts';
import { cookiesOf } from '../../bot/api/cookies.ts';
import { safeReturn } from '../../bot/api/sign-in.ts';
import { readConfig } from '../../bot/config.ts';
import { browserSignIn } from '../../bot/ports/entra.ts';
import { atEntra, type Browser, beginSignIn, leadsTo, newBrowser, signIn } from './browser.ts';
import { startServer, type TestServer } from './server.ts';

describe('Signing in from a browser', () => {
  let server: TestServer;
  let browser: Browser;
  before(async () => {
    server = await startServer();
  });
  beforeEach(() => {
    browser = newBrowser(server);
  });
  afterEach(() => sinon.restore());
  after(() => server.close());

  const account = (id: string) => server.local.demo.accounts.find((each) => each.id === id)!;
  const me = async (who = browser) => (await who.go('/api/me')).status;
  const heading = async (response: Response) => /<h1>(.*)<\/h1>/.exec(await response.text())?.[1];
  /** The address that Entra sends the browser back to, not opened yet. */
  const callback = async (who: Browser, id = 'asha', returnTo = '/') =>
    leadsTo(await atEntra(who, await beginSignIn(who, returnTo), { account: id }));
  /** Nobody is signed in, and the page says why. */
  const refused = async (response: Response, status: number, says: RegExp, who = browser) => {
    assert.equal(response.status, status);
    assert.match((await heading(response))!, says);
    assert.equal(who.cookies.has('liia_session'), false);
    assert.equal(await me(who), 401);
  };

  describe('over the protocol', () => {
    for (const [id, organisation] of [
      ['asha', 'camden'],
      ['ben', 'croydon'],
    ] as const)
      it(`lets ${id} of ${organisation} in, at the page where they were`, async () => {
        const response = await signIn(browser, id, '/events?area=send');
        assert.equal(response.status, 303);
        assert.equal(response.headers.get('location'), '/events?area=send');
        const set = response.headers.getSetCookie().find((cookie) => cookie.startsWith('liia_session='))!;
        assert.match(set, /^liia_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/);
        const body = (await (await browser.go('/api/me')).json()) as Me;
        assert.equal(body.organisation.id, organisation);
        assert.equal(body.signOut, true);
      });

    it('asks Entra for who the person is and for nothing of Graph, with PKCE', async () => {
      const address = await beginSignIn(browser);
      assert.equal(
        address.origin + address.pathname,
        `${server.config.loginOrigin}/login.microsoftonline.com/organizations/oauth2/v2.0/authorize`,
      );
      const asked = Object.fromEntries(address.searchParams);
      assert.equal(asked.client_id, server.config.trust.appId);
      assert.equal(asked.response_type, 'code');
      assert.equal(asked.response_mode, 'query');
      assert.equal(asked.redirect_uri, `${server.url}/sign-in/callback`);
      assert.equal(asked.code_challenge_method, 'S256');
      assert.match(asked.code_challenge!, /^[\w-]{43}$/);
      assert.match(asked.state!, /^[\w-]{43}$/);
      assert.match(asked.nonce!, /^[\w-]{43}$/);
      assert.deepEqual(new Set(asked.scope!.split(' ')), new Set(['openid', 'profile', 'offline_access']));
    });

    it("goes to Microsoft's own addresses in production", async () => {
      const entra = browserSignIn(
        readConfig({
          LIIA_URL: 'https://liia.example',
          LIIA_APP_ID: '0c0ffee0-0000-4000-8000-000000000003',
          LIIA_APP_SECRET: 'a secret',
          LIIA_HOME_TENANT: '0c0ffee0-0000-4000-8000-000000000004',
          LIIA_ANSWERS_KEY: Buffer.alloc(32, 1).toString('base64'),
          DATABASE_URL: 'postgres://nowhere/liia',
        }),
      );
      const attempt = { state: 's', nonce: 'n', verifier: 'v'.repeat(43) };
      const [address, consent] = [
        new URL(await entra.signInAddress(attempt)),
        new URL(entra.consentAddress('c', 'sign-in')),
      ];
      const organisations = 'https://login.microsoftonline.com/organizations';
      assert.equal(address.origin + address.pathname, `${organisations}/oauth2/v2.0/authorize`);
      assert.equal(consent.origin + consent.pathname, `${organisations}/v2.0/adminconsent`);
      for (const { searchParams } of [address, consent]) {
        assert.equal(searchParams.get('redirect_uri'), 'https://liia.example/sign-in/callback');
        assert.equal(searchParams.get('client_id'), '0c0ffee0-0000-4000-8000-000000000003');
      }
    });

    it('keeps the e-mail address that the tenant gave the person', async () => {
      await signIn(browser, 'asha');
      assert.equal(await me(), 200);
      const row = await server.domain.ctx.db
        .selectFrom('member')
        .select('email')
        .where('object_id', '=', account('asha').objectId)
        .executeTakeFirstOrThrow();
      assert.equal(row.email, 'asha@demo.example');
    });

    it('lets two sign-ins of one browser end, whichever comes first', async () => {
      const [first, second] = [await callback(browser, 'asha', '/a'), await callback(browser, 'asha', '/b')];
      assert.equal((await browser.go(first.href)).headers.get('location'), '/a');
      assert.equal((await browser.go(second.href)).headers.get('location'), '/b');
      assert.equal(await me(), 200);
    });

    it('signs out, and the session is over for who kept its cookie too', async () => {
      await signIn(browser, 'asha');
      const kept = newBrowser(server);
      for (const [name, value] of browser.cookies) kept.cookies.set(name, value);
      assert.equal((await browser.go('/sign-out', { method: 'POST' })).status, 403, 'another site cannot');
      assert.equal(await me(), 200);
      const out = await browser.go('/sign-out', { method: 'POST', headers: { 'x-liia': 'tab' } });
      assert.equal(out.status, 200);
      assert.equal(browser.cookies.has('liia_session'), false);
      assert.equal(await me(kept), 401);
    });

    it('signs out after twelve hours', async () => {
      await signIn(browser, 'asha');
      server.domain.now.at = new Date(Date.now() + 12 * 3600_000 + 1000);
      assert.equal(await me(), 401);
      server.domain.now.at = undefined as never;
      assert.equal(await me(), 200);
    });

    it('begins at its own address where the person used another name for this machine', async () => {
      const elsewhere = server.url.replace('127.0.0.1', 'localhost');
      const response = await browser.go(`${elsewhere}/sign-in?return=/events`);
      assert.equal(response.headers.get('location'), `${server.url}/sign-in?return=%2Fevents`);
      assert.equal(browser.cookies.size, 0);
    });

    it('sets cookies that no neighbour can plant, where there is https', () => {
      const cookies = cookiesOf('https://liia.example');
      const value = 'x'.repeat(43);
      const set = cookies.set('session', value, 60);
      assert.equal(set, `__Host-liia_session=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure`);
      assert.equal(cookies.read(`a=b; ${set}`, 'session'), value);
      assert.equal(cookies.read(`liia_session=${value}`, 'session'), undefined);
    });
  });

  describe('where the organisation has not allowed the app', () => {
    const camden = () => account('asha').tenantId;
    afterEach(() => {
      server.local.entra.setConsent(camden(), true);
    });

    it('says so once the person comes back, with what an administrator has to do; then it works', async () => {
      server.local.entra.setConsent(camden(), false);
      const address = await beginSignIn(browser, '/events');
      const asked = await atEntra(browser, address, { account: 'asha' });
      assert.match((await heading(asked))!, /Need admin approval/);
      const back = await atEntra(browser, address, { account: 'asha', decline: '1' });
      assert.equal(leadsTo(back).searchParams.get('error'), 'access_denied');
      const ended = await browser.go(leadsTo(back).href);
      const text = await ended.clone().text();
      assert.ok(text.includes(`href="${server.url}/sign-in/allow"`));
      assert.ok(text.includes('href="/sign-in?return=%2Fevents"'));
      assert.match(text, /mailto:/);
      assert.match(text, /AADSTS65004/);
      await refused(ended, 403, /not signed in/);

      const other = newBrowser(server);
      assert.equal((await signIn(other, 'ben')).status, 303, 'the other tenant is as it was');

      const administrator = newBrowser(server);
      const allow = leadsTo(await administrator.go('/sign-in/allow'));
      const accepted = leadsTo(await atEntra(administrator, allow, { account: 'imran' }));
      const allowed = await administrator.go(accepted.href);
      assert.equal(allowed.status, 200);
      assert.match((await heading(allowed))!, /now allowed/);
      assert.equal(administrator.cookies.has('liia_session'), false, 'that signs nobody in');
      await signIn(browser, 'asha');
      assert.equal(await me(), 200);
    });

    it('says so where it was withdrawn between the code and its redemption', async () => {
      const back = await callback(browser);
      server.local.entra.setConsent(camden(), false);
      const ended = await browser.go(back.href);
      assert.match(await ended.clone().text(), /AADSTS65001/);
      await refused(ended, 403, /has not allowed this app/);
    });

    it('says that nothing changed where the administrator did not accept', async () => {
      const allow = leadsTo(await browser.go('/sign-in/allow'));
      const declined = leadsTo(await atEntra(browser, allow, { cancel: '1' }));
      await refused(await browser.go(declined.href), 403, /not allowed yet/);
    });
  });

  describe('where Entra sends the person back with an error, says what to do', () => {
    const cases: [string, string, number, RegExp][] = [
      ['access_denied', 'the user canceled the authentication', 403, /not signed in/],
      ['consent_required', 'AADSTS65001: not consented', 403, /has not allowed/],
      ['access_denied', 'AADSTS90094: admin consent', 403, /has not allowed/],
      ['unauthorized_client', 'AADSTS700016: not found', 403, /has not allowed/],
      ['interaction_required', 'AADSTS50076: multi-factor', 403, /know that it is you/],
      ['login_required', 'AADSTS50058: silent', 403, /know that it is you/],
      ['access_denied', 'AADSTS53003: conditional access', 403, /does not let you in/],
      ['access_denied', 'AADSTS50105: not assigned', 403, /does not let you in/],
      ['temporarily_unavailable', 'AADSTS90033: transient', 503, /at the moment/],
      ['server_error', '', 503, /at the moment/],
      ['<script>alert(1)</script>', '<script>alert(2)</script> AADSTS1<b>', 403, /could not sign you in/],
      ['__proto__', '', 403, /could not sign you in/],
    ];
    for (const [error, description, status, says] of cases)
      it(`${error} ${description}`, async () => {
        const state = (await beginSignIn(browser)).searchParams.get('state')!;
        const query = new URLSearchParams({ state, error, error_description: description });
        const ended = await browser.go(`/sign-in/callback?${query}`);
        const text = await ended.clone().text();
        assert.doesNotMatch(text, /<script|<b>|canceled|invalid_|_required|\bat .*\.ts/);
        assert.match(text, /<html lang="en">[\s\S]*<title>\w[\s\S]*<main>/);
        assert.match(ended.headers.get('content-security-policy')!, /default-src 'none'/);
        await refused(ended, status, says);
      });

    it('and where Entra does not answer at all', async () => {
      const back = await callback(browser);
      const through = globalThis.fetch;
      sinon.stub(globalThis, 'fetch').callsFake((input, init) => {
        if (String(input).includes('/oauth2/v2.0/token')) throw new TypeError('fetch failed');
        return through(input, init);
      });
      await refused(await browser.go(back.href), 503, /at the moment/);
    });
  });

  describe('refuses', () => {
    it('a callback that comes twice', async () => {
      const back = await callback(browser);
      const thief = newBrowser(server);
      thief.cookies.set('liia_sign_in', '');
      assert.equal((await browser.go(back.href)).status, 303);
      for (const [name, value] of browser.cookies)
        if (name !== 'liia_session') thief.cookies.set(name, value);
      await refused(await thief.go(back.href), 400, /is over/, thief);
    });

    it('one that comes twice at the same moment', async () => {
      const back = await callback(browser);
      const answers = await Promise.all([1, 2, 3, 4].map(() => browser.go(back.href)));
      assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 400, 400, 400]);
    });

    it('a sign-in that was begun in another browser: nobody is signed in as somebody else', async () => {
      const attacker = newBrowser(server);
      const theirs = await callback(attacker, 'ben');
      await refused(await browser.go(theirs.href), 400, /is over/);
      await beginSignIn(browser);
      await refused(await browser.go(theirs.href), 400, /is over/);
      assert.equal((await attacker.go(theirs.href)).status, 303, 'it was still theirs to end');
    });

    it('a state that nobody was given, and none', async () => {
      const back = await callback(browser);
      for (const state of ['', 'x', 'A'.repeat(43), `${back.searchParams.get('state')}.`]) {
        const forged = new URL(back);
        forged.searchParams.set('state', state);
        await refused(await browser.go(forged.href), 400, /is over/);
      }
    });

    it('a sign-in that took longer than ten minutes', async () => {
      const back = await callback(browser);
      server.domain.now.at = new Date(Date.now() + 10 * 60_000 + 1000);
      await refused(await browser.go(back.href), 400, /is over/);
      server.domain.now.at = undefined as never;
      await refused(await browser.go(back.href), 400, /is over/);
    });

    it('the code of another sign-in: its PKCE challenge is another', async () => {
      const attacker = newBrowser(server);
      const stolen = (await callback(attacker, 'ben')).searchParams.get('code')!;
      const back = await callback(browser);
      back.searchParams.set('code', stolen);
      const ended = await browser.go(back.href);
      assert.match(await ended.clone().text(), /AADSTS501481/);
      await refused(ended, 403, /could not sign you in/);
    });

    it('the code of another client, one that is made up, and none', async () => {
      const other = server.local.entra.issueCode({
        account: account('asha'),
        clientId: '0c0ffee0-0000-4000-8000-0000000000ff',
        redirectUri: `${server.url}/sign-in/callback`,
        scope: 'openid',
      });
      for (const code of [other, 'made-up', '']) {
        const back = await callback(browser);
        back.searchParams.set('code', code);
        await refused(await browser.go(back.href), 403, /could not sign you in/);
      }
    });

    /** Entra's answer on its way to us, changed. */
    const tamper = (change: (answer: { id_token: string }) => Promise<object> | object) => {
      const through = globalThis.fetch;
      sinon.stub(globalThis, 'fetch').callsFake(async (input, init) => {
        const response = await through(input, init);
        if (!String(input).includes('/oauth2/v2.0/token')) return response;
        return Response.json(await change((await response.json()) as { id_token: string }));
      });
    };
    const claimsIn = (token: string) =>
      JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>;
    const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

    it('an ID token of another sign-in: its nonce is another', async () => {
      const nonceOf = async (who: Browser) => (await beginSignIn(who)).searchParams.get('nonce')!;
      const nonce = await nonceOf(newBrowser(server));
      for (const wrong of [nonce, undefined]) {
        const clientId = server.config.trust.appId;
        const token = await server.local.issuer.idToken(account('efe'), { clientId, nonce: wrong });
        tamper((answer) => ({ ...answer, id_token: token }));
        await refused(await browser.go((await callback(browser)).href), 403, /could not sign you in/);
        sinon.restore();
      }
    });

    const tampered: [string, (token: string) => Promise<string> | string][] = [
      [
        'with another person in it',
        (token) => {
          const [head, , signature] = token.split('.');
          return `${head}.${encoded({ ...claimsIn(token), oid: account('farah').objectId })}.${signature}`;
        },
      ],
      ['without a signature', (token) => `${encoded({ alg: 'none' })}.${token.split('.')[1]}.`],
      [
        'that somebody else signed',
        async (token) => {
          const { privateKey } = await generateKeyPair('RS256');
          const { kid } = JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString());
          return new SignJWT(claimsIn(token)).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey);
        },
      ],
      [
        'for another application',
        (token) =>
          server.local.issuer.idToken(account('asha'), {
            clientId: '0c0ffee0-0000-4000-8000-0000000000ff',
            nonce: String(claimsIn(token).nonce),
          }),
      ],
      ['that is the token of the tab', () => server.local.issuer.memberToken(account('asha'))],
    ];
    for (const [what, change] of tampered)
      it(`an ID token ${what}`, async () => {
        const back = await callback(browser);
        tamper(async (answer) => ({ ...answer, id_token: await change(answer.id_token) }));
        await refused(await browser.go(back.href), 403, /could not sign you in/);
      });

    it('a session that somebody else chose', async () => {
      const planted = 'F'.repeat(43);
      browser.cookies.set('liia_session', planted);
      await signIn(browser, 'asha');
      assert.notEqual(browser.cookies.get('liia_session'), planted);
      const attacker = newBrowser(server);
      attacker.cookies.set('liia_session', planted);
      assert.equal(await me(attacker), 401);
    });

    it('the session from before, once somebody signs in anew', async () => {
      await signIn(browser, 'asha');
      const before = newBrowser(server);
      before.cookies.set('liia_session', browser.cookies.get('liia_session')!);
      await signIn(browser, 'ben');
      assert.equal(await me(before), 401);
      assert.equal(await me(), 200);
    });

    it("another site's writes, which come with the cookie and nothing else", async () => {
      await signIn(browser, 'asha');
      const write = (method: string, headers = {}) =>
        browser.go('/api/areas/send/follow', { method, headers }).then(({ status }) => status);
      for (const method of ['PUT', 'DELETE']) {
        assert.equal(await write(method), 403);
        assert.equal(await write(method, { 'x-liia': 'other' }), 403);
        assert.equal(await write(method, { 'x-liia': 'tab' }), 200);
      }
      const ask = (headers = {}) =>
        browser.go('/api/ask', {
          method: 'POST',
          body: JSON.stringify({ question: 'What is LIIA?' }),
          headers: { 'content-type': 'application/json', ...headers },
        });
      assert.equal((await ask()).status, 403);
      assert.equal((await ask({ 'x-liia': 'tab' })).status, 200);
      const preflight = await fetch(`${server.url}/api/areas/send/follow`, {
        method: 'OPTIONS',
        headers: {
          origin: 'https://evil.example',
          'access-control-request-method': 'PUT',
          'access-control-request-headers': 'x-liia',
        },
      });
      assert.equal(preflight.headers.get('access-control-allow-origin'), null);
      assert.ok(preflight.status >= 400);
    });

    it('to send anybody to another site', async () => {
      for (const elsewhere of [
        '//evil.example',
        '//evil.example/events',
        '/\\evil.example',
        '\\\\evil.example',
        '/\t/evil.example',
        '/\n/evil.example',
        '/..//evil.example',
        '/.//evil.example',
        'https://evil.example',
        'https:evil.example',
        'javascript:alert(1)',
        'evil.example',
        '',
        '/sign-in?return=/',
        '/api/me',
        `/${'x'.repeat(3000)}`,
      ]) {
        assert.equal(safeReturn(elsewhere), '/', JSON.stringify(elsewhere));
        const back = await callback(browser, 'asha', elsewhere);
        assert.equal((await browser.go(back.href)).headers.get('location'), '/');
      }
      for (const [encoded, location] of [
        ['/%2f%2fevil.example', '/%2f%2fevil.example'],
        ['/%5cevil.example', '/%5cevil.example'],
        ['/events\r\nSet-Cookie: a=b', '/eventsSet-Cookie:%20a=b'],
      ] as const)
        assert.equal(safeReturn(encoded), location, 'stays on this service');
      for (const path of ['/', '/events?area=send', '/events/a#b']) assert.equal(safeReturn(path), path);
    });

    it('to be framed, or to leave its codes anywhere', async () => {
      const back = await callback(browser);
      const response = await browser.go(back.href);
      assert.equal(response.headers.get('cache-control'), 'no-store');
      assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
      const again = await browser.go(back.href);
      assert.match(again.headers.get('content-security-policy')!, /frame-ancestors 'none'/);
      assert.equal(again.headers.get('cache-control'), 'no-store');
    });
  });

  it('keeps so many beginnings at most, the latest, however many strangers begin', async () => {
    const { db } = server.domain.ctx;
    const soon = Date.now() + 10 * 60_000;
    const begun = (number: number) => ({
      state_hash: `stranger ${number}`,
      nonce: '',
      verifier: '',
      return_to: '/',
      expires_at: new Date(soon - 60_000 + number),
    });
    await db.deleteFrom('sign_in_attempt').execute();
    for (let n = 0; n < 10_000; n += 1000)
      await db
        .insertInto('sign_in_attempt')
        .values(Array.from({ length: 1000 }, (_, each) => begun(n + each)))
        .execute();
    const address = await callback(browser);
    for (let n = 0; n < 20; n++) await beginSignIn(newBrowser(server));
    const left = await db.selectFrom('sign_in_attempt').select('state_hash').execute();
    assert.equal(left.length, 10_000);
    const strangers = left.filter(({ state_hash }) => state_hash.startsWith('stranger'));
    assert.equal(strangers.length, 10_000 - 21);
    assert.ok(!strangers.some(({ state_hash }) => Number(state_hash.slice(9)) < 21), 'the oldest go');
    await browser.go(address.href);
    assert.equal(await me(), 200);
  });

  it('keeps no secret of a sign-in in clear, and nothing once it is over', async () => {
    const attempts = () => server.domain.ctx.db.selectFrom('sign_in_attempt').selectAll().execute();
    await server.domain.ctx.db.deleteFrom('sign_in_attempt').execute();
    const back = await callback(browser);
    const stored = JSON.stringify(await attempts());
    for (const secret of [back.searchParams.get('state')!, browser.cookies.get('liia_sign_in')!])
      assert.ok(!stored.includes(secret));
    await browser.go(back.href);
    assert.deepEqual(await attempts(), []);
    const sessions = await server.domain.ctx.db.selectFrom('web_session').selectAll().execute();
    assert.ok(!JSON.stringify(sessions).includes(browser.cookies.get('liia_session')!));
  });
});
