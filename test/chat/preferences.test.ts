import assert from 'node:assert/strict';
import type { Member } from '../../bot/domain/members/members.ts';
import { changePreferences, preferences } from '../../bot/domain/messages/choices.ts';
import { aMember } from '../factories.ts';
import { type Channel, openChannel } from './channel.ts';

describe('preferences in the chat', () => {
  let channel: Channel;
  let member: Member;
  before(async () => {
    channel = await openChannel();
  });
  beforeEach(async () => {
    member = await aMember(channel.domain.ctx);
  });
  after(() => channel.close());

  const timings = async () => {
    const { categories } = await preferences(channel.domain.ctx, member);
    return Object.fromEntries(categories.map(({ id, timing }) => [id, timing]));
  };
  const all = (timing: string) => ({
    announcements: timing,
    events: timing,
    bookings: timing,
    reminders: timing,
    answers: timing,
    questions: timing,
    access: timing,
  });

  it('are shown in words, with where to change them', async () => {
    await changePreferences(channel.domain.ctx, member, {
      timings: [{ id: 'events', timing: 'weekly' }],
      quiet: { from: '22:00', to: '07:30' },
    });
    for (const said of ['my preferences', 'Preferences', 'show my preferences', 'notifications']) {
      const { text } = await channel.say(member, said);
      assert.match(text, /- Announcements: at once\n- Events: together once a week, on Monday at 9am/);
      assert.match(text, /They come here in Teams, and never from 10pm to 7:30am\./);
      assert.ok(text.includes(`${channel.config.publicUrl}/preferences`));
    }
  });

  it('mute one category and say how to undo it, which undoes it', async () => {
    for (const [id, said] of [
      ['reminders', 'mute reminders'],
      ['announcements', 'Stop announcements!'],
      ['events', 'turn off events'],
      ['access', 'mute access messages'],
      ['answers', 'no more answers'],
    ] as const) {
      const before = await timings();
      const message = await channel.say(member, said);
      assert.deepEqual(await timings(), { ...before, [id]: 'off' }, said);
      assert.match(message.text, new RegExp(` are off\\. Say “unmute ${id}” to get them again\\.`));
      const [undo] = message.suggestedActions.actions;
      assert.match((await channel.say(member, undo.value)).text, new RegExp(` are on\\. Say “mute ${id}”`));
      assert.deepEqual(await timings(), before);
    }
  });

  it('mute everything for who says stop, and say that what is critical still comes', async () => {
    for (const said of ['stop', 'Stop messages', 'stop all messages', 'unsubscribe', 'mute', 'mute all']) {
      const { text } = await channel.say(member, said);
      assert.deepEqual(await timings(), all('off'), said);
      assert.match(text, /All my messages are off\. .*Only what is critical still reaches you\./);
      await channel.say(member, 'unmute everything');
      assert.deepEqual(await timings(), all('at once'), said);
    }
  });

  it('leave digests as they are when everything is turned on again', async () => {
    await changePreferences(channel.domain.ctx, member, {
      timings: [
        { id: 'events', timing: 'daily' },
        { id: 'reminders', timing: 'off' },
      ],
    });
    await channel.say(member, 'unmute all');
    assert.deepEqual(await timings(), { ...all('at once'), events: 'daily' });
  });

  it('put a category into a digest, say how to undo it, and refuse where a digest would come too late', async () => {
    for (const [said, timing, heard] of [
      ['announcements weekly', 'weekly', /^Announcements come together once a week, on Monday at 9am\./],
      ['Announcements daily', 'daily', /^Announcements come together once a day, at 9am\./],
    ] as const) {
      const message = await channel.say(member, said);
      assert.match(message.text, heard);
      assert.deepEqual(await timings(), { ...all('at once'), announcements: timing });
      const [undo] = message.suggestedActions.actions;
      assert.match((await channel.say(member, undo.value)).text, /^Announcements come at once\./);
      assert.deepEqual(await timings(), all('at once'));
    }
    assert.match((await channel.say(member, 'reminders weekly')).text, /cannot be put into a digest/);
    assert.deepEqual(await timings(), all('at once'));
  });

  it('are neither shown nor changed before others', async () => {
    for (const kind of ['groupChat', 'channel'] as const)
      for (const said of ['my preferences', 'mute reminders', 'stop', 'events daily', 'unmute all'])
        assert.match((await channel.say(member, said, kind)).text, /only .* in our own chat/);
    assert.deepEqual(await timings(), all('at once'));
  });

  it('leave questions that only sound alike to the answers', async () => {
    for (const said of ['stop and search', 'what stops children going into care?', 'start for life'])
      await channel.say(member, said);
    assert.deepEqual(await timings(), all('at once'));
  });
});
