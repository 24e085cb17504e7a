import assert from 'node:assert/strict';
import type { Member } from '../../bot/domain/members/members.ts';
import { aMember } from '../factories.ts';
import { type Channel, type Json, openChannel } from './channel.ts';

describe('What people think of an answer', () => {
  let channel: Channel;
  let member: Member;
  before(async () => {
    channel = await openChannel();
  });
  beforeEach(async () => {
    member = await aMember(channel.domain.ctx);
  });
  after(() => channel?.close());

  const given = (by = member) =>
    channel.domain.ctx.db
      .selectFrom('given_answer')
      .selectAll()
      .where('member_id', '=', by.id)
      .orderBy('at')
      .execute();
  /** Presses a thumb as Teams sends it. */
  const press = (
    reaction: unknown,
    { by = member, replyToId = undefined as unknown, feedback = '{}' as unknown, ...parts }: Json = {},
  ) =>
    channel.send(
      channel.activity(by, {
        type: 'invoke',
        name: 'message/submitAction',
        text: undefined,
        replyToId,
        value: { actionName: 'feedback', actionValue: { reaction, feedback } },
        ...parts,
      }),
    );
  const taken = { status: 200, body: {} };
  /** Asks, and gives the id under which Teams knows the answer. */
  const ask = async (question: string, by = member, kind?: 'channel') => {
    await channel.say(by, question, kind);
    return `sent-${channel.posts.length}`;
  };

  it('can be said of each answer and refusal, and of nothing else that the bot says', async () => {
    for (const question of ['When is the London SEND Summit?', 'Who won the football?'])
      assert.deepEqual((await channel.say(member, question)).channelData.feedbackLoop, { type: 'default' });
    assert.equal((await channel.say(member, 'help')).channelData?.feedbackLoop, undefined);
  });

  it('is kept with the answer that it is about, though others came after', async () => {
    const first = await ask('What is VESS?');
    await ask('What is Your Choice?');
    const feedback = '{"feedbackText":"Ring me on 020 7946 0018"}';
    assert.deepEqual(await press('dislike', { replyToId: first, feedback }), taken);
    assert.deepEqual(
      (await given()).map(({ question, rating, comment }) => [question, rating, comment]),
      [
        ['What is VESS?', 'dislike', 'Ring me on [a phone number]'],
        ['What is Your Choice?', null, null],
      ],
    );
  });

  it('can be changed: what was pressed last counts', async () => {
    const replyToId = await ask('What is VESS?');
    for (const reaction of ['like', 'like', 'dislike'])
      assert.deepEqual(await press(reaction, { replyToId }), taken);
    assert.deepEqual(
      (await given()).map(({ rating }) => rating),
      ['dislike'],
    );
  });

  it('is of the last answer where Teams names a message that was none', async () => {
    await ask('What is VESS?');
    await ask('What is Your Choice?');
    for (const replyToId of ['no-such-message', undefined])
      assert.deepEqual(await press('like', { replyToId }), taken);
    assert.deepEqual(
      (await given()).map(({ rating }) => rating),
      [null, 'like'],
    );
  });

  it('is never of an answer to somebody else', async () => {
    const other = await aMember(channel.domain.ctx);
    const theirs = await ask('What is VESS?', other);
    assert.deepEqual(await press('dislike', { replyToId: theirs }), taken);
    const conversation = {
      id: '19:general@thread.tacv2;messageid=1700000000000',
      conversationType: 'channel',
    };
    const shared = await ask('What is VESS?', other, 'channel');
    await ask('What is Your Choice?', member, 'channel');
    assert.deepEqual(await press('dislike', { replyToId: shared, conversation }), taken);
    for (const row of [...(await given()), ...(await given(other))]) assert.equal(row.rating, null);
  });

  it('cannot be of any kind that breaks something', async () => {
    const replyToId = await ask('What is VESS?');
    for (const [reaction, feedback, more] of [
      ['love', '{}', {}],
      [null, '{}', {}],
      [{ $gt: '' }, '{}', {}],
      ['__proto__', '{}', {}],
      ['like', '{}', { value: null }],
      ['like', '{}', { value: { actionName: 'other', actionValue: { reaction: 'like', feedback: '{}' } } }],
    ] as const)
      assert.deepEqual(await press(reaction, { replyToId, feedback, ...more }), taken);
    assert.equal((await given())[0]!.rating, null);
    for (const [feedback, comment] of [
      ['not JSON', null],
      ['null', null],
      [{ feedbackText: 7 }, null],
      [undefined, null],
      ['{"feedbackText":"nul \\u0000 and half a pair \\ud800"}', 'nul   and half a pair \ufffd'],
      [JSON.stringify({ feedbackText: 'x'.repeat(100_000) }), 'x'.repeat(2000)],
    ] as const) {
      assert.deepEqual(await press('dislike', { replyToId, feedback }), taken);
      assert.deepEqual(
        (await given()).map((row) => [row.rating, row.comment]),
        [['dislike', comment]],
      );
    }
    for (const odd of ['\u0000', 'x'.repeat(5000), { $ne: 1 }, 7])
      assert.deepEqual(await press('like', { replyToId: odd }), taken);
  });

  it('leads on to people: after every answer and refusal a coordinator can be asked in one tap', async () => {
    const askPeople = { type: 'imBack', title: 'Ask a coordinator', value: 'ask a coordinator' };
    const actions = async (question: string) =>
      (await channel.say(member, question)).suggestedActions.actions;
    const answered = await actions('What is the Regional Care Co-operative?');
    assert.equal(answered.length, 3);
    assert.deepEqual(answered[2], askPeople);
    assert.deepEqual((await actions('Who won the football?'))[0], askPeople);
  });

  it('is not asked with names of children: who writes one is told, gently', async () => {
    const { text } = await channel.say(member, 'What can Your Choice do for my client Tyrell, who is 14?');
    assert.match(text, /^This seems to be about a particular child or family\./);
    assert.doesNotMatch(JSON.stringify(await given()), /Tyrell/);
  });
});
