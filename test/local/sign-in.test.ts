import assert from 'node:assert/strict';
import { decodeJwt } from 'jose';
import { readConfig } from '../../bot/config.ts';
import type { Demo } from '../../bot/domain/content/schema.ts';
import { createIssuer } from '../../bot/local/issuer.ts';
import { createSignIn, safeReturn } from '../../bot/local/sign-in.ts';

const config = readConfig({ LIIA_LOCAL: '1' });
const demo: Demo = {
  organisations: [],
  events: [],
  accounts: [
    {
      id: 'asha',
      name: 'Asha <Demo>',
      describes: 'A made-up person.',
      organisation: 'camden',
      role: 'member',
      tenantId: 'd0000007-0000-4000-8000-00000000cafe',
      objectId: 'a0000001-0000-4000-8000-00000000cafe',
      playground: true,
      shares: [],
      known: true,
      library: true,
    },
  ],
};
const signIn = async (token: string) => {
  signedIn.push(String(decodeJwt(token).oid));
  return 'session=one; HttpOnly';
};
let signedIn: string[];
const fromOurPage = {
  host: '127.0.0.1:3978',
  origin: 'http://127.0.0.1:3978',
  'sec-fetch-site': 'same-origin',
};

describe('The demo sign-in', () => {
  let handle: ReturnType<typeof createSignIn>;
  before(async () => {
    const issuer = await createIssuer(config);
    handle = createSignIn(demo, issuer);
  });
  beforeEach(() => {
    signedIn = [];
  });
  const get = (path: string) =>
    handle(
      { method: 'GET', path: path.split('?')[0]!, query: path.split('?')[1] ?? '', headers: {}, body: '' },
      signIn,
    );
  const post = (fields: Record<string, string>, headers: Record<string, string> = fromOurPage) =>
    handle(
      { method: 'POST', path: '/sign-in', query: '', headers, body: new URLSearchParams(fields).toString() },
      signIn,
    );

  it('lists the made-up people, with their text as text', async () => {
    const page = await get('/sign-in?return=/events%22%3E%3Cb%3E');
    assert.equal(page?.status, 200);
    assert.match(page.body, /These people are made up\./);
    assert.match(page.body, /Asha &lt;Demo&gt;/);
    assert.doesNotMatch(page.body, /<b>|<script/);
  });

  it('signs the chosen person in and goes back to where they came from', async () => {
    const response = await post({ account: 'asha', return: '/events/some-event?from=chat' });
    assert.equal(response?.status, 303);
    assert.equal(response.headers.Location, '/events/some-event?from=chat');
    assert.equal(response.headers['Set-Cookie'], 'session=one; HttpOnly');
    assert.deepEqual(signedIn, [demo.accounts[0]!.objectId]);
  });

  it('never sends anybody to another site', () => {
    for (const path of [
      '//evil.example',
      '/\\evil.example',
      '\\\\evil.example',
      '/\t/evil.example',
      '/\n/evil.example',
      '/..//evil.example',
      '/.//evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      'evil.example',
      '',
      null,
    ])
      assert.equal(safeReturn(path), '/', JSON.stringify(path));
    for (const path of ['/', '/events?area=send', '/events/a#b']) assert.equal(safeReturn(path), path);
  });

  it('refuses a person it does not know', async () => {
    for (const account of ['nobody', '', '__proto__'])
      assert.equal((await post({ account, return: '/' }))?.status, 400);
    assert.deepEqual(signedIn, []);
  });

  it("refuses a form that another site's page sent", async () => {
    const { host, origin } = fromOurPage;
    const senders: Record<string, string>[] = [
      { host, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      { host, origin: 'http://127.0.0.1:9', 'sec-fetch-site': 'same-site' },
      { host, 'sec-fetch-site': 'none' },
      { host, origin: 'https://evil.example' },
      { host },
    ];
    for (const headers of senders)
      assert.equal((await post({ account: 'asha' }, headers))?.status, 403, JSON.stringify(headers));
    assert.deepEqual(signedIn, []);
    assert.equal(
      (await post({ account: 'asha' }, { host, origin }))?.status,
      303,
      'a browser without Sec-Fetch-Site',
    );
  });

  it('leaves every other path alone', async () => {
    assert.equal(await get('/sign-out'), undefined);
    assert.equal(await get('/sign-in/other'), undefined);
  });
});
