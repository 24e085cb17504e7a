import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
} from 'jose';
import sinon from 'sinon';
import { type TokenChecks, tokenChecks } from '../../bot/api/auth.ts';
import type { Me } from '../../bot/api/contract.ts';
import { atEntra, beginSignIn, leadsTo, newBrowser } from './browser.ts';
import { startServer, type TestServer } from './server.ts';

/** A key pair, and a function that signs with it. `marks` is what the published key says beside itself. */
async function signer(marks: object) {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const kid = randomUUID();
  const jwk = { ...(await exportJWK(publicKey)), kid, use: 'sig', ...marks }; // Entra's say no algorithm
  const sign = (claims: JWTPayload, header: Partial<JWTHeaderParameters> = {}) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid, ...header }).sign(privateKey);
  const signOtherwise = async (claims: JWTPayload) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'PS256', kid })
      .sign(await importJWK(await exportJWK(privateKey), 'PS256'));
  return { jwk, sign, signOtherwise };
}
type Signer = Awaited<ReturnType<typeof signer>>;

describe('A token', () => {
  let server: TestServer;
  let checks: TokenChecks;
  /** Keys as Entra publishes them: for every tenant, for Ben's alone, for nobody said; and one it does not publish. */
  let [everybody, bens, nobodys, rogue]: Signer[] = [];
  let keysCome: boolean;
  /** What Entra answers to a code, where that is not what the local one does. */
  let idToken: string | undefined;

  before(async () => {
    server = await startServer();
    const { memberIssuer, memberKeysUrl } = server.config.trust;
    [everybody, bens, nobodys, rogue] = await Promise.all([
      signer({ issuer: memberIssuer }),
      signer({ issuer: memberIssuer.replace('{tenantid}', account('ben').tenantId) }),
      signer({}),
      signer({ issuer: memberIssuer }),
    ]);
    const through = globalThis.fetch;
    const published = { keys: [everybody!.jwk, bens!.jwk, nobodys!.jwk] };
    sinon.stub(globalThis, 'fetch').callsFake(async (input, init) => {
      if (idToken && String(input).includes('/oauth2/v2.0/token'))
        return Response.json({ id_token: idToken });
      if (String(input) !== memberKeysUrl) return through(input, init);
      if (!keysCome) throw new TypeError('fetch failed');
      return Response.json(published);
    });
  });
  beforeEach(() => {
    keysCome = true;
    idToken = undefined;
    checks = tokenChecks(server.config.trust);
  });
  after(async () => {
    sinon.restore();
    await server.close();
  });

  const account = (id: string) => server.local.demo.accounts.find((each) => each.id === id)!;
  const now = () => Math.floor(Date.now() / 1000);
  const claimsOf = (id: string) => ({
    iss: server.config.trust.memberIssuer.replace('{tenantid}', account(id).tenantId),
    aud: server.config.trust.appId,
    tid: account(id).tenantId,
    oid: account(id).objectId,
    name: account(id).name,
    ver: '2.0',
    iat: now(),
    nbf: now(),
    exp: now() + 3600,
  });
  const teams = (id = 'asha'): JWTPayload => ({
    ...claimsOf(id),
    azp: server.config.trust.memberClients[0],
    scp: 'access_as_user',
  });
  const signIn = (id = 'asha'): JWTPayload => ({ ...claimsOf(id), nonce: 'once' });
  const call = (token: string, path = '/api/me', init: RequestInit = {}) =>
    fetch(server.url + path, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } });
  const without = (claims: JWTPayload, name: string) => {
    const { [name]: _, ...rest } = claims;
    return rest;
  };
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

  type Bad = [string, (good: JWTPayload) => Promise<string> | string];
  /** What makes a token of either kind bad. */
  const bad: Bad[] = [
    [
      'of one tenant with the issuer of another',
      (good) => everybody!.sign({ ...good, tid: account('ben').tenantId }),
    ],
    ["signed with another tenant's key", (good) => bens!.sign(good)],
    ['signed with a key of no issuer', (good) => nobodys!.sign(good)],
    ['of the old version', (good) => everybody!.sign({ ...good, ver: '1.0' })],
    [
      'of the old issuer',
      (good) => everybody!.sign({ ...good, iss: `https://sts.windows.net/${good.tid}/` }),
    ],
    ['for Graph', (good) => everybody!.sign({ ...good, aud: '00000003-0000-0000-c000-000000000000' })],
    ['for the name of our API', (good) => everybody!.sign({ ...good, aud: 'api://liia.example/botid-x' })],
    ['without a tenant', (good) => everybody!.sign(without(good, 'tid'))],
    ['without a person', (good) => everybody!.sign(without(good, 'oid'))],
    ['with a tenant that is no GUID', (good) => everybody!.sign({ ...good, tid: 'common' })],
    ['with two people', (good) => everybody!.sign({ ...good, oid: [good.oid, account('farah').objectId] })],
    ['that is over', (good) => everybody!.sign({ ...good, exp: now() - 61 })],
    ['that is not good yet', (good) => everybody!.sign({ ...good, nbf: now() + 120 })],
    ['without an end', (good) => everybody!.sign(without(good, 'exp'))],
    ['without a beginning', (good) => everybody!.sign(without(good, 'nbf'))],
    [
      "that somebody else signed under our key's name",
      (good) => rogue!.sign(good, { kid: everybody!.jwk.kid }),
    ],
    ['signed with an unknown key', (good) => rogue!.sign(good)],
    [
      'that brings its own key',
      (good) => rogue!.sign(good, { jwk: rogue!.jwk, jku: 'https://evil.example/keys' }),
    ],
    [
      'signed by our public key as a secret',
      (good) =>
        new SignJWT(good)
          .setProtectedHeader({ alg: 'HS256', kid: everybody!.jwk.kid })
          .sign(Buffer.from(JSON.stringify(everybody!.jwk))),
    ],
    ['signed by another algorithm', (good) => everybody!.signOtherwise(good)],
    ['without a signature', (good) => `${encoded({ alg: 'none' })}.${encoded(good)}.`],
    [
      'changed after it was signed',
      async (good) => {
        const [head, , signature] = (await everybody!.sign(good)).split('.');
        return `${head}.${encoded({ ...good, oid: account('farah').objectId })}.${signature}`;
      },
    ],
    ['that is none', () => 'nonsense'],
  ];

  describe('that Teams gives the tab', () => {
    for (const id of ['asha', 'ben'])
      it(`lets ${id} in`, async () => {
        assert.equal((await call(await everybody!.sign(teams(id)))).status, 200);
      });
    it("holds with the key of the person's own tenant", async () => {
      assert.equal((await call(await bens!.sign(teams('ben')))).status, 200);
    });

    for (const [what, make] of [
      ...bad,
      [
        'asked for by an application that is not Teams',
        (good) => everybody!.sign({ ...good, azp: randomUUID() }),
      ],
      ['asked for by us', (good) => everybody!.sign({ ...good, azp: server.config.trust.appId })],
      ['without who asked', (good) => everybody!.sign(without(good, 'azp'))],
      ['with another scope', (good) => everybody!.sign({ ...good, scp: 'User.Read access_as_user2' })],
      ['without a scope', (good) => everybody!.sign(without(good, 'scp'))],
      ['of an application by itself', (good) => everybody!.sign({ ...good, idtyp: 'app' })],
      ['of a sign-in from a browser', () => everybody!.sign(signIn())],
    ] satisfies Bad[])
      it(`is refused: one ${what}`, async () => {
        const response = await call(await make(teams()));
        assert.equal(response.status, 401);
        const { error } = (await response.json()) as { error: { code: string; help: string } };
        assert.equal(error.code, 'signed-out');
        assert.match(error.help, /@/);
      });

    it('is refused: one of the channel', async () => {
      const token = await server.local.issuer.channelToken(server.config.trust.serviceHosts[0]!);
      assert.equal((await call(token)).status, 401);
    });

    for (const [what, code, make] of [
      ['of an unknown tenant', 'unknown-organisation', () => everybody!.sign(teams('jo'))],
      ['of an authority that has not signed', 'unsigned-authority', () => everybody!.sign(teams('gus'))],
      [
        'of a guest',
        'unknown-organisation',
        () => everybody!.sign({ ...teams(), idp: `https://sts.windows.net/${randomUUID()}/` }),
      ],
      [
        'of a guest, by the other claim',
        'unknown-organisation',
        () => everybody!.sign({ ...teams(), acct: 1 }),
      ],
    ] as const)
      it(`opens nothing: one ${what}`, async () => {
        const response = await call(await make());
        assert.equal(response.status, 403);
        assert.equal(((await response.json()) as { error: { code: string } }).error.code, code);
      });

    it('gains nothing by a role that it claims', async () => {
      const claiming = {
        ...teams(),
        roles: ['administrator', 'Administrator', 'coordinator', 'LIIA.Admin'],
        role: 'administrator',
        wids: ['62e90394-69f5-4237-9190-012177145e10'], // Entra's Global Administrator
        groups: [randomUUID()],
        scp: 'access_as_user administrator',
      };
      const token = await everybody!.sign(claiming);
      const me = async (of: string) => (await (await call(of)).json()) as Me;
      const [plain, mine] = [await me(await everybody!.sign(teams())), await me(token)];
      assert.equal(mine.role, 'member');
      assert.deepEqual(mine.can, plain.can);
      assert.deepEqual(
        [mine.can.announce, mine.can.managePeople, mine.can.administer],
        [false, false, false],
      );
      const announcement = await call(token, '/api/announcements', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ key: randomUUID(), title: 'T', body: 'B', audience: { kind: 'everyone' } }),
      });
      assert.equal(announcement.status, 403);
      const { role } = await server.domain.ctx.db
        .selectFrom('member')
        .select('role')
        .where('object_id', '=', account('asha').objectId)
        .executeTakeFirstOrThrow();
      assert.equal(role, 'member');
    });
  });

  describe('of a sign-in from a browser', () => {
    it('says who it was', async () => {
      const identity = await checks.ofSignIn(await everybody!.sign(signIn()), 'once');
      const { tenantId, objectId, name } = account('asha');
      assert.deepEqual(identity, { tenantId, objectId, name, email: undefined });
    });

    for (const [what, make] of [
      ...bad,
      ['of another sign-in', (good) => everybody!.sign({ ...good, nonce: 'twice' })],
      ['of no sign-in', (good) => everybody!.sign(without(good, 'nonce'))],
      ['that Teams gave the tab', () => everybody!.sign(teams())],
    ] satisfies Bad[])
      it(`is refused: one ${what}`, async () => {
        const token = await make(signIn());
        await assert.rejects(checks.ofSignIn(token, 'once'), { code: 'signed-out' });
      });

    it('is refused: one of a guest', async () => {
      for (const guest of [{ acct: 1 }, { idp: 'live.com' }])
        await assert.rejects(checks.ofSignIn(await everybody!.sign({ ...signIn(), ...guest }), 'once'), {
          code: 'unknown-organisation',
        });
    });
  });

  describe('of a sign-in from a browser, from the beginning to the end,', () => {
    const ends = async (claims: object) => {
      const browser = newBrowser(server);
      const address = await beginSignIn(browser);
      const back = leadsTo(await atEntra(browser, address, { account: 'asha' }));
      idToken = await everybody!.sign({ ...signIn(), nonce: address.searchParams.get('nonce'), ...claims });
      const response = await browser.go(back.href);
      return {
        status: response.status,
        text: await response.text(),
        signedIn: browser.cookies.has('liia_session'),
      };
    };

    it('lets the person in', async () => {
      const { status, signedIn } = await ends({});
      assert.deepEqual([status, signedIn], [303, true]);
    });

    it('tells a guest to use the account of their own organisation', async () => {
      const { status, text, signedIn } = await ends({ acct: 1 });
      assert.deepEqual([status, signedIn], [403, false]);
      assert.match(text, /You are a guest in this organisation/);
    });

    it('is refused where the tenant is not the one of the issuer', async () => {
      const { status, signedIn } = await ends({ tid: account('ben').tenantId });
      assert.deepEqual([status, signedIn], [403, false]);
    });
  });

  it('gives the address that the tenant calls the person by, where that is one', async () => {
    for (const [claimed, email] of [
      ["niamh.o'brien@camden.example", "niamh.o'brien@camden.example"],
      ['Asha.Demo@Camden.example', 'Asha.Demo@Camden.example'],
      ['+44 20 7946 0000', undefined],
      ['asha@camden.example\r\nBcc: all@camden.example', undefined],
      [`${'x'.repeat(300)}@camden.example`, undefined],
      [{ a: 1 }, undefined],
      [undefined, undefined],
    ] as const) {
      const token = await everybody!.sign({ ...teams(), preferred_username: claimed });
      assert.equal((await checks.ofTeams(token)).email, email, String(claimed));
    }
  });

  it('keeps no characters of a name that no database takes', async () => {
    const token = await everybody!.sign({ ...teams(), name: 'Asha\u0000 \ud800Demo' });
    assert.equal((await checks.ofTeams(token)).name, 'Asha \ufffdDemo');
  });

  it('is neither good nor bad while the keys cannot be fetched', async () => {
    keysCome = false;
    await assert.rejects(checks.ofTeams(await everybody!.sign(teams())), { code: 'unavailable' });
    keysCome = true;
    assert.equal((await checks.ofTeams(await everybody!.sign(teams()))).tenantId, account('asha').tenantId);
  });
});
