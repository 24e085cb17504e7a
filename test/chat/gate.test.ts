import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Member } from '../../bot/domain/members/members.ts';
import { aMember } from '../factories.ts';
import { type Channel, openChannel } from './channel.ts';

describe('the gate before botbuilder', () => {
  let channel: Channel;
  let member: Member;
  before(async () => {
    channel = await openChannel();
    member = await aMember(channel.domain.ctx);
  });
  after(() => channel.close());

  const seen = async () =>
    (await channel.domain.store.db.selectFrom('activity_seen').selectAll().execute()).length;
  const refusalOf = async (authorization: string | undefined, body: unknown) => {
    const before = { posts: channel.posts.length, seen: await seen() };
    const response = await channel.handle({ authorization, body: async () => body });
    assert.deepEqual(
      { posts: channel.posts.length, seen: await seen() },
      before,
      'a refusal leaves no trace',
    );
    const { error } = response.body as { error: { message: string } };
    return `${response.status} ${error.message}`;
  };
  const withToken = async (claims: object, parts: object = {}, key?: 'slack' | 'bare' | 'rogue') =>
    refusalOf(`Bearer ${await channel.token({ ...claims }, key)}`, channel.activity(member, { ...parts }));

  it('lets a valid message in, answers it, and answers a repeat the same without a second effect', async () => {
    const activity = channel.activity(member);
    const first = await channel.send(activity);
    assert.equal(first.status, 200);
    assert.equal(channel.posts.length, 1);
    assert.equal(channel.posts[0]?.authorization, 'Bearer outbound');
    assert.deepEqual(await channel.send(activity), first);
    assert.equal(channel.posts.length, 1);
  });

  it('refuses a post without a token', async () => {
    assert.equal(await refusalOf(undefined, channel.activity(member)), '401 The request carries no token.');
    assert.match(await refusalOf('Basic abc', channel.activity(member)), /^401 /);
    assert.match(await refusalOf('Bearer abc', channel.activity(member)), /^401 /);
  });

  const entra = 'https://login.microsoftonline.com/11111111-1111-4111-8111-111111111111/v2.0';
  const past = Math.floor(Date.now() / 1000) - 3600;
  const badTokens: [string, object, ('slack' | 'bare' | 'rogue')?][] = [
    ['a token for another app', { aud: randomUUID() }],
    ['a token that ran out', { nbf: past - 60, exp: past }],
    ['a token without an expiry', { exp: undefined }],
    ['a token that names no service address', { serviceurl: undefined }],
    ['a token whose service address is empty', { serviceurl: '' }],
    ['a key that is endorsed for another channel only', {}, 'slack'],
    ['a key without endorsements', {}, 'bare'],
    ['a forged signature under a known key id', {}, 'rogue'],
    ['a token of the wrong issuer', { iss: 'https://api.botframework.us' }],
  ];
  for (const [what, claims, key] of badTokens)
    it(`refuses ${what} with 401`, async () => assert.match(await withToken(claims, {}, key), /^401 The /));

  it('refuses Entra tokens of any tenant with 401, whoever asked for them', async () => {
    const { appId, memberClients } = channel.config.trust;
    const tid = randomUUID();
    const v2 = { iss: entra, tid, azp: appId, ver: '2.0' };
    const v1 = { iss: `https://sts.windows.net/${tid}/`, tid, appid: appId, ver: '1.0' };
    const tab = { iss: entra, tid, azp: memberClients[0], scp: 'access_as_user', ver: '2.0' };
    for (const claims of [v2, v1, tab]) assert.match(await withToken(claims), /^401 /);
  });

  it('refuses an activity whose service address is not the one of its token with 403', async () => {
    for (const serviceUrl of [undefined, '', 'https://evil.example/', 42])
      assert.match(await withToken({}, { serviceUrl }), /^403 The activity names another service address/);
  });

  it('refuses a service address that is not allowed, even where the token names it', async () => {
    const serviceUrl = 'https://evil.example/';
    assert.match(
      await withToken({ serviceurl: serviceUrl }, { serviceUrl }),
      /^403 .* not one that we answer/,
    );
  });

  it('refuses other channels with 403', async () => {
    for (const channelId of ['AseChannel', 'emulator', 'directline', undefined, null])
      assert.match(await withToken({}, { channelId }), /^403 Only Microsoft Teams/);
  });

  it('refuses an activity without a type, or with one that is none, with 400', async () => {
    for (const type of [undefined, null, '', 7, {}, ['message']])
      assert.equal(
        await withToken({}, { type }),
        '400 The activity cannot be read: type is missing or wrong.',
      );
  });

  it('refuses wrong shapes with 400 and says which field', async () => {
    const wrong: [string, object][] = [
      ['id', { id: undefined }],
      ['id', { id: 'a\u0000b' }],
      ['text', { text: { a: 1 } }],
      ['text', { text: 'x'.repeat(200_001) }],
      ['from', { from: null }],
      ['from.aadObjectId', { from: { id: '29:x', aadObjectId: "'; drop table member" } }],
      ['conversation.id', { conversation: { conversationType: 'personal' } }],
      ['conversation.conversationType', { conversation: { id: 'a:1', conversationType: 'private' } }],
      ['channelData.tenant.id', { channelData: { tenant: { id: 'common' } } }],
      ['membersAdded', { membersAdded: 'everyone' }],
    ];
    for (const [field, parts] of wrong)
      assert.equal(
        await withToken({}, parts),
        `400 The activity cannot be read: ${field} is missing or wrong.`,
      );
    for (const body of [undefined, null, 'text', 7, []])
      assert.equal(
        await refusalOf(`Bearer ${await channel.token()}`, body),
        '400 The body is not an activity.',
      );
  });

  it('keeps nothing of 500 forged posts, and does not fetch for each', async () => {
    const before = { seen: await seen(), posts: channel.posts.length, fetched: new Map(channel.fetched) };
    const good = await channel.token();
    const members = await channel.domain.store.db.selectFrom('member').select('id').execute();
    for (let n = 0; n < 500; n++) {
      const tid = randomUUID();
      const [, payload, signature] = good.split('.');
      const header = Buffer.from(JSON.stringify({ alg: 'RS256', kid: `k${n}` })).toString('base64url');
      const claims = {
        iss: `https://sts.windows.net/${tid}/`,
        aud: channel.config.trust.appId,
        tid,
        ver: '2.0',
      };
      const forged = n % 2 ? Buffer.from(JSON.stringify(claims)).toString('base64url') : payload;
      const response = await channel.handle({
        authorization: `Bearer ${header}.${forged}.${signature}`,
        body: async () => channel.activity(member, { channelData: { tenant: { id: tid } } }),
      });
      assert.equal(response.status, 401);
    }
    assert.deepEqual({ seen: await seen(), posts: channel.posts.length, fetched: channel.fetched }, before);
    assert.deepEqual(await channel.domain.store.db.selectFrom('member').select('id').execute(), members);
    // The stock emulator check would have added two issuers for each tenant to this list.
    const { ToBotFromBotOrEmulatorTokenValidationParameters: stock } = await import('botframework-connector');
    assert.ok((stock.issuer as string[]).length < 20);
  });
});
