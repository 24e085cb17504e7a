import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type Context, inTransaction } from '../../bot/domain/context.ts';
import { keepConversation, personalReference } from '../../bot/domain/members/conversations.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { claimMessages } from '../../bot/domain/messages/claims.ts';
import { addMessages } from '../../bot/domain/messages/ledger.ts';
import { listUnconfirmed, resend, sendingState } from '../../bot/domain/messages/sending.ts';
import { expireLeases, settleMessages } from '../../bot/domain/messages/settlements.ts';
import { deliver } from '../../bot/jobs/deliveries.ts';
import type { Delivery } from '../../bot/ports/post.ts';
import { aMember } from '../factories.ts';
import { type Domain, openDomain } from '../harness.ts';
import { aTenant, type Played, playOutside, rowsOf, tell } from './people.ts';

describe('What comes of a message', () => {
  let domain: Domain;
  let ctx: Context;
  let outside: Played;
  const never = new AbortController().signal;
  const nobody = { tenants: [], targets: [] };
  before(async () => {
    domain = await openDomain();
    ({ ctx } = domain);
  });
  after(() => domain.close());
  beforeEach(async () => {
    outside = playOutside();
    domain.now.at = undefined as never;
    await ctx.db.deleteFrom('message').execute();
    await ctx.db.updateTable('tenant_rate').set({ paused_until: null }).execute();
  });

  const send = () => deliver(ctx, outside, never);
  const later = (milliseconds: number) => {
    domain.now.at = new Date(Date.now() + milliseconds);
  };
  const outcomes = async (key: string) =>
    (await rowsOf(ctx, key)).map(({ state, way, reason }) => [state, way, reason]);
  const giveAddress = (member: Member) =>
    ctx.db.updateTable('member').set({ email: 'ada@council.example' }).where('id', '=', member.id).execute();
  const theAdministrator = async (): Promise<Member> => {
    const member = await aMember(ctx, 'london-councils', 'Farah Test');
    await ctx.db.updateTable('member').set({ role: 'administrator' }).where('id', '=', member.id).execute();
    return { ...member, role: 'administrator' };
  };
  const refused: Delivery = { kind: 'failed', reason: 'The app is blocked', unreachable: true };
  const unknown: Delivery = { kind: 'unconfirmed', reason: 'Nobody knows' };

  it('is a card in Teams, with the page to open', async () => {
    const { members } = await aTenant(ctx, 1);
    const key = await tell(ctx, members);
    await send();
    assert.deepEqual(await outcomes(key), [['sent', 'teams', null]]);
    const [{ activity }] = outside.posts as [(typeof outside.posts)[0]];
    assert.equal(activity.summary, 'News');
    assert.match(JSON.stringify(activity.attachments), /One\..*Two\..*teams\.example\/events/);
  });

  it('is an e-mail to whom the bot cannot reach, and to whom prefers it', async () => {
    const stranger = await aMember(ctx);
    const { members } = await aTenant(ctx, 1);
    await giveAddress(stranger);
    await giveAddress(members[0]!);
    await ctx.db
      .insertInto('delivery_preference')
      .values({ member_id: members[0]!.id, way: 'e-mail', quiet_from: null, quiet_to: null })
      .execute();
    const key = await tell(ctx, [stranger, ...members]);
    await send();
    assert.deepEqual(await outcomes(key), [
      ['sent', 'e-mail', null],
      ['sent', 'e-mail', null],
    ]);
    const [mail] = outside.mails;
    assert.equal(mail!.to, 'ada@council.example');
    assert.equal(mail!.subject, 'News');
    assert.match(mail!.text, /^One\.\n\nTwo\.\n\nhttps:\/\/liia\.example\/events\n/);
    assert.match(mail!.text, /https:\/\/liia\.example\/preferences/);
    assert.equal(outside.posts.length, 0);
  });

  it('is an e-mail after all where Teams says that the person cannot be reached', async () => {
    const { members } = await aTenant(ctx, 2);
    const [withAddress, without] = members as [Member, Member];
    await giveAddress(withAddress);
    outside.answer = () => refused;
    const key = await tell(ctx, members);
    await send();
    const byMember = new Map((await rowsOf(ctx, key)).map((row) => [row.member_id, row]));
    assert.deepEqual(
      [byMember.get(withAddress.id)!.state, byMember.get(withAddress.id)!.way],
      ['sent', 'e-mail'],
    );
    assert.deepEqual([byMember.get(without.id)!.state, byMember.get(without.id)!.way], ['failed', 'teams']);
    assert.equal(outside.posts.length, 2);
    assert.equal(outside.mails.length, 1);
    assert.equal(await personalReference(ctx, withAddress.id), null);
  });

  it('is failed for everybody where Teams takes it for nobody', async () => {
    const { members } = await aTenant(ctx, 5);
    outside.answer = () => ({ kind: 'failed', reason: 'Too large', unreachable: false, forAll: true });
    const key = await tell(ctx, members);
    const other = await tell(ctx, []);
    await send();
    assert.deepEqual(new Set((await rowsOf(ctx, key)).map(({ state }) => state)), new Set(['failed']));
    assert.ok(outside.posts.length <= 2, `${outside.posts.length} posts`);
    assert.deepEqual(await outcomes(other), []);
  });

  it('is one post for all of a digest that is due, with one outcome', async () => {
    const { members } = await aTenant(ctx, 1);
    const [ada] = members as [Member];
    await ctx.db
      .insertInto('preference')
      .values({ member_id: ada.id, category: 'answers', timing: 'daily' })
      .execute();
    const keys = [await tell(ctx, members), await tell(ctx, members), await tell(ctx, members)];
    await send();
    assert.equal(outside.posts.length, 0);
    const [row] = await rowsOf(ctx, keys[0]!);
    domain.now.at = new Date(row!.due_at.getTime() + 1000);
    await send();
    assert.equal(outside.posts.length, 1);
    assert.equal(outside.posts[0]!.activity.summary, '3 messages for you');
    const rows = (await Promise.all(keys.map((key) => rowsOf(ctx, key)))).flat();
    assert.deepEqual(
      rows.map(({ state }) => state),
      ['sent', 'sent', 'sent'],
    );
    assert.equal(new Set(rows.map(({ activity_id }) => activity_id)).size, 1);
    assert.equal(rows.filter(({ part_of }) => part_of === null).length, 1);
  });

  it('is tried again after the wait, and failed after a day of that', async () => {
    const { members } = await aTenant(ctx, 1);
    outside.answer = () => ({ kind: 'deferred', retryAt: ctx.clock.now(), reason: 'Wait' });
    const key = await tell(ctx, members);
    const one = new AbortController();
    const answer = outside.answer;
    outside.answer = (...to) => {
      if (outside.posts.length === 2) one.abort();
      return answer(...to);
    };
    await deliver(ctx, outside, one.signal);
    assert.equal(outside.posts.length, 2);
    assert.deepEqual(await outcomes(key), [['deferred', 'teams', 'Wait']]);
    later(25 * 60 * 60 * 1000);
    outside.answer = answer;
    await send();
    assert.deepEqual(await outcomes(key), [['failed', 'teams', 'Wait']]);
  });

  it('is in doubt until a person decides to send it again, digest and all, on the record', async () => {
    const { members } = await aTenant(ctx, 1);
    const administrator = await theAdministrator();
    outside.answer = () => unknown;
    const key = await tell(ctx, members);
    await send();
    await send();
    assert.equal(outside.posts.length, 1);
    const [doubt] = await listUnconfirmed(ctx);
    assert.deepEqual([doubt!.name, doubt!.organisation, doubt!.title], ['Ada Test', 'Camden', 'News']);
    await assert.rejects(resend(ctx, members[0]!, doubt!.id), { code: 'not-allowed' });
    outside.answer = () => undefined;
    await resend(ctx, administrator, doubt!.id);
    await send();
    assert.deepEqual(await outcomes(key), [['sent', 'teams', null]]);
    assert.deepEqual(await listUnconfirmed(ctx), []);
    await assert.rejects(resend(ctx, administrator, doubt!.id), { code: 'not-found' });
    const logged = await ctx.db
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', 'message resent')
      .execute();
    assert.deepEqual(
      logged.map(({ actor, subject }) => [actor, subject]),
      [[administrator.pseudonym, members[0]!.pseudonym]],
    );
  });

  it('is in doubt where its process died before it could say, and known again where it only was late', async () => {
    const members = [...(await aTenant(ctx, 1)).members, ...(await aTenant(ctx, 1)).members];
    const key = await tell(ctx, members);
    const claimed = await claimMessages(ctx, 10, nobody);
    assert.equal(claimed.length, 2);
    assert.deepEqual(await claimMessages(ctx, 10, nobody), [], 'nobody else has them');
    later(89_000);
    await expireLeases(ctx, { all: false });
    assert.deepEqual(
      (await outcomes(key)).map(([state]) => state),
      ['sending', 'sending'],
    );
    later(91_000);
    await expireLeases(ctx, { all: false });
    assert.deepEqual(
      (await outcomes(key)).map(([state]) => state),
      ['unconfirmed', 'unconfirmed'],
    );
    const delivery: Delivery = { kind: 'sent', activityId: 'late' };
    await settleMessages(ctx, [{ message: claimed[0]!, way: 'teams', delivery }]);
    await resend(ctx, await theAdministrator(), claimed[1]!.id);
    while ((await claimMessages(ctx, 10, nobody)).length === 0); // its tenant's pace
    await settleMessages(ctx, [{ message: claimed[1]!, way: 'teams', delivery }]);
    const states = new Map((await rowsOf(ctx, key)).map(({ id, state }) => [id, state]));
    assert.equal(states.get(claimed[0]!.id), 'sent');
    assert.equal(
      states.get(claimed[1]!.id),
      'sending',
      'a late answer does not take back what a person decided',
    );
  });

  it('is refused at once by whom wants none, and right before the post by whom changed their mind', async () => {
    const { members } = await aTenant(ctx, 2);
    const [ada, ben] = members as [Member, Member];
    const off = (member: Member) =>
      ctx.db
        .insertInto('preference')
        .values({ member_id: member.id, category: 'answers', timing: 'off' })
        .execute();
    await off(ada);
    const key = await tell(ctx, members);
    assert.deepEqual((await outcomes(key)).map(([state]) => state).sort(), ['failed', 'pending']);
    await off(ben);
    await send();
    assert.equal(outside.posts.length, 0);
    assert.deepEqual(new Set((await outcomes(key)).map(([state]) => state)), new Set(['failed']));
    await tell(ctx, members, { critical: true });
    await send();
    assert.equal(outside.posts.length, 2, 'what is critical goes all the same');
  });

  it('is nothing to whom may not use the service any more', async () => {
    const { members } = await aTenant(ctx, 3);
    const [blocked, gone, stays] = members as [Member, Member, Member];
    const key = await tell(ctx, members);
    await ctx.db.updateTable('member').set({ blocked_at: new Date() }).where('id', '=', blocked.id).execute();
    await ctx.db
      .updateTable('member')
      .set({ organisation_id: 'hackney' })
      .where('id', '=', gone.id)
      .execute();
    await send();
    assert.deepEqual(
      outside.posts.map(({ to }) => to),
      [stays.id],
    );
    assert.deepEqual(
      new Set((await outcomes(key)).map(([, , reason]) => reason)),
      new Set(['Their access has been taken away', 'They are not a member any more', null]),
    );
  });

  it('is one post to a channel, and none to one that the bot has left', async () => {
    const { tenantId } = await aTenant(ctx, 0);
    const conversationId = `19:${randomUUID()}@thread.tacv2`;
    const key = randomUUID();
    const notice = { title: 'News', text: [] };
    const toChannel = (id: string) =>
      inTransaction(ctx, (tx) =>
        addMessages(
          tx,
          { purpose: 'test', key, category: 'announcements', notice },
          { channel: { tenantId, conversationId: id } },
        ),
      );
    const reference = { to: conversationId, tenantId };
    await keepConversation(ctx, { tenantId, conversationId, kind: 'channel', memberId: null, reference });
    await toChannel(conversationId);
    await toChannel(conversationId);
    await toChannel('19:elsewhere@thread.tacv2');
    await send();
    assert.deepEqual(
      outside.posts.map(({ to }) => to),
      [conversationId],
    );
    assert.deepEqual((await outcomes(key)).sort(), [
      ['failed', null, 'The bot is not in this channel any more'],
      ['sent', 'teams', null],
    ]);
  });

  it('is shown while it waits, with the tenants that are paused', async () => {
    const { members } = await aTenant(ctx, 1);
    const retryAt = new Date(Date.now() + 60_000);
    outside.answer = () => ({ kind: 'deferred', retryAt, reason: 'Teams asked us to wait', tenant: true });
    await tell(ctx, members);
    await send();
    const { waiting, paused } = await sendingState(ctx);
    assert.equal(waiting, 1);
    assert.deepEqual(
      paused.map(({ organisation, reason, until }) => [organisation, reason, until.getTime()]),
      [['Camden', 'Teams asked us to wait', retryAt.getTime()]],
    );
  });

  it('is tried again where something went wrong before the post', async () => {
    const { members } = await aTenant(ctx, 1);
    const nothing = { notice: undefined as never };
    const key = await tell(ctx, members, { ...nothing, purpose: 'announcement' });
    const newer = await tell(ctx, members, { ...nothing, purpose: 'of the next version' });
    await send();
    assert.deepEqual(await outcomes(key), [['failed', null, 'What it was about is no longer there']]);
    assert.deepEqual(await outcomes(newer), [
      ['deferred', null, 'Another version of the service has its words'],
    ]);
    const lost = await tell(ctx, members);
    const link = outside.link;
    outside.link = () => {
      throw new Error('a fault of ours');
    };
    await send();
    assert.deepEqual(await outcomes(lost), [['deferred', null, 'The message could not be prepared']]);
    outside.link = link;
    later(61_000);
    await send();
    assert.deepEqual(await outcomes(lost), [['sent', 'teams', null]]);
  });
});
