import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { announce, announcementById } from '../../bot/domain/announcements/announcements.ts';
import type { Context } from '../../bot/domain/context.ts';
import { keepConversation, personalReference } from '../../bot/domain/members/conversations.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { claimMessages } from '../../bot/domain/messages/claims.ts';
import { expireLeases } from '../../bot/domain/messages/settlements.ts';
import { deliver } from '../../bot/jobs/deliveries.ts';
import type { Outside } from '../../bot/jobs/posts.ts';
import type { Mail } from '../../bot/ports/mail.ts';
import { createMessenger } from '../../bot/ports/messenger.ts';
import { startServer, type TestServer } from '../api/server.ts';
import { type Connector, startConnector } from '../connector.ts';
import { aCoordinator, aMember } from '../factories.ts';

describe('Delivering an announcement', () => {
  let server: TestServer;
  let connector: Connector;
  let ctx: Context;
  let outside: Outside;
  const mails: Mail[] = [];
  let coordinator: Member;
  const never = new AbortController().signal;

  before(async () => {
    connector = await startConnector();
    server = await startServer({ connectorPort: connector.port });
    ctx = server.domain.ctx;
    outside = {
      messenger: createMessenger(server.config, pino({ level: 'silent' })),
      mailer: {
        async send(mail) {
          mails.push(mail);
          return { kind: 'sent', activityId: `mail-${mails.length}` };
        },
      },
      link: (page) => `https://teams.example/${page}`,
      webLink: (page) => `https://liia.example/${page}`,
      organiser: { name: 'LIIA', address: 'liia@alliance.example' },
    };
    coordinator = await aCoordinator(ctx);
  });
  after(async () => {
    await server.close();
    await connector.close();
  });
  beforeEach(() => {
    connector.posts.length = 0;
    mails.length = 0;
    connector.answer = () => undefined;
    server.domain.now.at = undefined as never;
  });

  /** Somebody who opened the chat and follows an area of their own. */
  const aReachableMember = async () => {
    const member = await aMember(ctx);
    const conversationId = `a:${member.id}`;
    const serviceUrl = `http://127.0.0.1:${connector.port}/`;
    await keepConversation(ctx, {
      tenantId: member.tenantId,
      conversationId,
      kind: 'personal',
      memberId: member.id,
      reference: {
        channelId: 'msteams',
        serviceUrl,
        bot: { id: `28:${server.config.trust.appId}`, name: 'LIIA' },
        user: { id: `29:${member.id}`, aadObjectId: member.objectId },
        conversation: { id: conversationId, conversationType: 'personal', tenantId: member.tenantId },
      },
    });
    return { member, conversationId };
  };
  const sendTo = async (area: string, ...members: Member[]) => {
    for (const member of members)
      await ctx.db
        .insertInto('follow')
        .values({ member_id: member.id, area_id: area })
        .onConflict((c) => c.doNothing())
        .execute();
    const input = {
      key: randomUUID(),
      title: 'News',
      body: 'Line one\n**Line two**',
      audience: { kind: 'area', area } as const,
    };
    return (await announce(ctx, coordinator, input)).announcement.id;
  };
  const stateOf = async (id: string) => {
    const { counts, failures } = await announcementById(ctx, coordinator, id);
    return { ...counts, failures };
  };

  it('posts one card to each person that the bot can reach, and says why not to the others', async () => {
    const { member, conversationId } = await aReachableMember();
    const stranger = await aMember(ctx, 'hackney');
    const id = await sendTo('send', member, stranger);
    assert.equal((await stateOf(id)).waiting, 2);
    await deliver(ctx, outside, never);
    await deliver(ctx, outside, never);
    assert.deepEqual(await stateOf(id), {
      people: 2,
      waiting: 0,
      sent: 1,
      failed: 1,
      unconfirmed: 0,
      failures: [{ reason: 'They have not opened the chat in Teams yet', people: 1 }],
    });
    assert.deepEqual([...connector.accepted()], [[conversationId, 1]]);
    const [card] = connector.posts[0]!.activity.attachments as { content: unknown }[];
    assert.match(JSON.stringify(card), /News/);
  });

  it('makes one post for a 502 and for a broken connection, and shows both as unconfirmed', async () => {
    const one = await aReachableMember();
    const two = await aReachableMember();
    connector.answer = (id) => (id === one.conversationId ? { status: 502 } : 'accept then reset');
    const id = await sendTo('workforce', one.member, two.member);
    await deliver(ctx, outside, never);
    await deliver(ctx, outside, never);
    assert.equal(connector.posts.length, 2);
    const state = await stateOf(id);
    assert.deepEqual([state.unconfirmed, state.sent, state.waiting], [2, 0, 0]);
  });

  it('waits as long as Teams asks, and then sends', async () => {
    const { member } = await aReachableMember();
    connector.answer = () => ({ status: 429, retryAfter: 120 });
    const id = await sendTo('care-leaving', member);
    await deliver(ctx, outside, never);
    await deliver(ctx, outside, never);
    assert.equal(connector.posts.length, 1);
    assert.equal((await stateOf(id)).waiting, 1);
    connector.answer = () => undefined;
    server.domain.now.at = new Date(Date.now() + 121_000);
    await deliver(ctx, outside, never);
    assert.equal((await stateOf(id)).sent, 1);
  });

  it('remembers that someone took the app out', async () => {
    const { member } = await aReachableMember();
    connector.answer = () => ({ status: 403 });
    const id = await sendTo('resources-commissioning', member);
    await deliver(ctx, outside, never);
    assert.equal((await stateOf(id)).failed, 1);
    assert.equal(await personalReference(ctx, member.id), null);
  });

  it('never sends again what was in flight when its process died, and shows it', async () => {
    const { member } = await aReachableMember();
    const id = await sendTo('adolescent-safeguarding', member);
    assert.equal((await claimMessages(ctx, 10, { tenants: [], targets: [] })).length, 1); // and then the process dies
    await deliver(ctx, outside, never);
    assert.equal((await stateOf(id)).waiting, 1);
    server.domain.now.at = new Date(Date.now() + 91_000);
    await expireLeases(ctx, { all: false });
    await deliver(ctx, outside, never);
    assert.equal((await stateOf(id)).unconfirmed, 1);
    assert.equal(connector.posts.length, 0);
  });

  it('keeps an announcement from someone whose authority is no longer signed', async () => {
    const { member } = await aReachableMember();
    const id = await sendTo('core', member);
    await ctx.db.updateTable('organisation').set({ signed: false }).where('id', '=', 'camden').execute();
    await deliver(ctx, outside, never);
    assert.equal((await stateOf(id)).failed, 1);
    assert.equal(connector.posts.length, 0);
    await ctx.db.updateTable('organisation').set({ signed: true }).where('id', '=', 'camden').execute();
  });

  it('is not begun where nobody is in the audience', async () => {
    await assert.rejects(sendTo('about'), { code: 'invalid' });
  });
});
