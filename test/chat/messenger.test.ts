import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { pino } from 'pino';
import sinon from 'sinon';
import { announcementCard } from '../../bot/cards/announcements.ts';
import { attached } from '../../bot/cards/parts.ts';
import { personalReference } from '../../bot/domain/members/conversations.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { createMessenger } from '../../bot/ports/messenger.ts';
import { aMember } from '../factories.ts';
import { freePort } from '../harness.ts';
import { type Channel, openChannel } from './channel.ts';

describe('posting to Teams', () => {
  let channel: Channel;
  let member: Member;
  let reference: object;
  const silent = pino({ level: 'silent' });
  before(async () => {
    channel = await openChannel();
    member = await aMember(channel.domain.ctx);
    await channel.say(member, 'hello');
    reference = (await personalReference(channel.domain.ctx, member.id))!.reference;
  });
  afterEach(() => {
    channel.answer = 201;
  });
  after(() => channel.close());

  const send = async () => {
    const before = channel.posts.length;
    const card = announcementCard({ title: 'News', body: 'One.\nTwo.', author: 'Cora', sentText: 'today' });
    const delivery = await channel.messenger.send(reference, {
      type: 'message',
      summary: 'News',
      attachments: [attached(card)],
    });
    return { delivery, posts: channel.posts.slice(before) };
  };

  it('sends to the kept reference as a message of its own, with the bot’s token', async () => {
    const { delivery, posts } = await send();
    assert.equal(delivery.kind, 'sent');
    assert.equal((delivery as { activityId: string }).activityId, `sent-${channel.posts.length}`);
    assert.equal(posts.length, 1);
    const [post] = posts;
    assert.equal(decodeURIComponent(post!.path), `/teams/v3/conversations/a:${member.id}/activities`);
    assert.equal(post!.authorization, 'Bearer outbound');
    assert.equal(post!.activity.replyToId, undefined);
    assert.equal(post!.activity.attachments[0].content.type, 'AdaptiveCard');
    assert.equal(post!.activity.summary, 'News');
  });

  const outcomes: [Channel['answer'], string, RegExp, boolean?][] = [
    [400, 'failed', /did not accept the message/, false],
    [401, 'deferred', /did not accept the bot’s sign-in/],
    [403, 'failed', /blocked or no longer installed/, true],
    [404, 'failed', /no longer exists/, true],
    [408, 'unconfirmed', /did not say/],
    [412, 'deferred', /asked us to wait/],
    [413, 'failed', /too large/, false],
    [429, 'deferred', /asked us to wait/],
    [500, 'unconfirmed', /did not say/],
    [502, 'unconfirmed', /did not say/],
    [503, 'unconfirmed', /did not say/],
    [504, 'unconfirmed', /did not say/],
    [{ status: 307, headers: { Location: '/elsewhere' } }, 'failed', /did not accept/, false],
    ['reset', 'unconfirmed', /did not say/],
  ];
  for (const [answer, kind, reason, unreachable] of outcomes)
    it(`posts once and calls it ${kind} where the channel answers ${JSON.stringify(answer)}`, async () => {
      channel.answer = answer;
      const { delivery, posts } = await send();
      assert.equal(posts.length, 1);
      assert.equal(delivery.kind, kind);
      assert.match((delivery as { reason: string }).reason, reason);
      if (delivery.kind === 'failed') assert.equal(delivery.unreachable, unreachable);
    });

  it('waits as long as the channel asks, and an hour at most', async () => {
    for (const [header, seconds] of [
      ['30', 30],
      [new Date(Date.now() + 90_000).toUTCString(), 90],
      ['99999', 3600],
      ['0', 0],
    ] as const) {
      channel.answer = { status: 429, headers: { 'Retry-After': header } };
      const { delivery } = await send();
      assert.equal(delivery.kind, 'deferred');
      const wait = ((delivery as { retryAt: Date }).retryAt.getTime() - Date.now()) / 1000;
      assert.ok(Math.abs(wait - seconds) < 5, `${header}: ${wait} s`);
    }
  });

  it('does not know how long to wait where the channel does not say', async () => {
    for (const answer of [429, 412, { status: 429, headers: { 'Retry-After': 'soon' } }]) {
      channel.answer = answer;
      const reason = 'Teams asked us to wait';
      assert.deepEqual((await send()).delivery, { kind: 'deferred', retryAt: null, reason, tenant: true });
    }
  });

  it('defers where nobody listens, since nothing was sent', async () => {
    const gone = { ...reference, serviceUrl: `http://127.0.0.1:${await freePort()}/` };
    const delivery = await channel.messenger.send(gone, { type: 'message', text: 'hi' });
    assert.equal(delivery.kind, 'deferred');
    assert.match((delivery as { reason: string }).reason, /could not be reached/);
  });

  for (const [what, url, kind] of [
    ['defers where somebody listens who never finishes to connect', 'https', 'deferred'],
    ['does not know where the post was taken and never answered', 'http', 'unconfirmed'],
  ] as const)
    it(what, async () => {
      await send(); // with the token that the posts below need
      const patience = new AbortController();
      const waits = sinon.stub(AbortSignal, 'timeout').returns(patience.signal);
      const mute = createServer((socket) => {
        socket.on('error', () => {});
        socket.once('data', () => patience.abort());
      });
      mute.listen(0, '127.0.0.1');
      await once(mute, 'listening');
      try {
        const there = {
          ...reference,
          serviceUrl: `${url}://127.0.0.1:${(mute.address() as AddressInfo).port}/`,
        };
        const delivery = await channel.messenger.send(there, { type: 'message', text: 'hi' });
        assert.equal(delivery.kind, kind);
        assert.deepEqual(waits.args, [[15_000]]);
      } finally {
        waits.restore();
        mute.close();
      }
    });

  it('defers without a post where the bot cannot sign in', async () => {
    const config = { ...channel.config, loginOrigin: `http://127.0.0.1:${await freePort()}` };
    const before = channel.posts.length;
    const delivery = await createMessenger(config, silent).send(reference, { type: 'message', text: 'hi' });
    assert.equal(delivery.kind, 'deferred');
    assert.match((delivery as { reason: string }).reason, /could not sign in/);
    assert.equal(channel.posts.length, before);
  });

  it('asks for a token once, at the address of the home tenant', async () => {
    await Promise.all([send(), send(), send()]);
    const { homeTenantId } = channel.config.trust;
    const path = `/login/login.microsoftonline.com/${homeTenantId}/oauth2/v2.0/token`;
    const asked = [...channel.fetched].filter(([each]) => each.startsWith('/login/'));
    assert.deepEqual(
      asked.map(([each, times]) => [each.split('?')[0], times]),
      [[path, 1]],
    );
  });

  it('posts a reply once where the channel answers 502, and still says 200 to the channel', async () => {
    channel.answer = 502;
    const before = channel.posts.length;
    const activity = channel.activity(member, { text: 'hello' });
    assert.deepEqual(await channel.send(activity), { status: 200 });
    assert.deepEqual(await channel.send(activity), { status: 200 });
    assert.equal(channel.posts.length, before + 1);
  });
});
