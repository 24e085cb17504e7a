import assert from 'node:assert/strict';
import { myBookings } from '../../bot/domain/events/events.ts';
import { personalReference } from '../../bot/domain/members/conversations.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { aMember, anEvent, bookAt } from '../factories.ts';
import { buttons, type Channel, cardOf, type Json, openChannel, wordsOf } from './channel.ts';

describe('a conversation with the bot', () => {
  let channel: Channel;
  let member: Member;
  before(async () => {
    channel = await openChannel();
  });
  beforeEach(async () => {
    channel.answer = 201;
    member = await aMember(channel.domain.ctx);
  });
  after(() => channel.close());

  const button = (message: Json, title: string) => {
    const card = message.attachments ? cardOf(message) : message.value;
    const found = buttons(card).find((each) => each.title === title);
    assert.ok(found, `${title} is not among ${buttons(card).map((each) => each.title)}`);
    return found;
  };
  const booked = async (who = member) => (await myBookings(channel.domain.ctx, who)).map(({ id }) => id);

  describe('questions', () => {
    it('are answered with the source in words and as a citation that leaves the service whole', async () => {
      const message = await channel.say(member, 'When is the London SEND Summit?');
      assert.match(message.text, /4 December 2025/);
      assert.match(message.text, /LIIA Annual Plan 2025-26/);
      assert.match(message.text, /\[1\]/);
      assert.equal(message.entities.length, 1, 'Teams refuses a second root entity');
      const [entity] = message.entities;
      assert.equal(entity.type, 'https://schema.org/Message');
      assert.equal(entity['@type'], 'Message');
      assert.equal(entity['@context'], 'https://schema.org');
      assert.equal(entity.additionalType, undefined, 'no model wrote this');
      const [first] = entity.citation;
      assert.equal(first['@type'], 'Claim');
      assert.equal(first.position, 1);
      assert.equal(first.appearance['@type'], 'DigitalDocument');
      assert.ok(first.appearance.name.length > 0 && first.appearance.name.length <= 80);
      assert.match(first.appearance.abstract, /LIIA Annual Plan 2025-26/);
      for (const { position } of entity.citation)
        assert.ok(message.text.includes(`[${position}]`), `the text points at source ${position}`);
      assert.ok(message.suggestedActions.actions.length <= 3);
    });

    it('that the documents do not answer are declined plainly, with what to try', async () => {
      const message = await channel.say(member, 'Who won the football last night?');
      assert.match(message.text, /I don't know that/);
      assert.equal(message.entities, undefined);
      assert.ok(message.suggestedActions.actions.length > 0);
    });

    it('are answered in a channel without suggestions, in the thread where they were asked', async () => {
      const message = await channel.say(member, 'When is the London SEND Summit?', 'channel');
      assert.match(message.text, /4 December 2025/);
      assert.equal(message.suggestedActions, undefined);
      assert.match(decodeURIComponent(channel.posts.at(-1)!.path), /messageid=1700000000000\/activities/);
    });
  });

  describe('small talk', () => {
    for (const [said, heard] of [
      ['help', /I answer questions about LIIA/],
      ['Hi!', /Hello/],
      ['Thank you', /welcome/],
      ['', /I answer questions about LIIA/],
    ] as const)
      it(`answers “${said}”`, async () => assert.match((await channel.say(member, said)).text, heard));
  });

  describe('events', () => {
    it('are listed, soonest first, with at most six rows and three buttons in view', async () => {
      const ids: string[] = [];
      for (let n = 1; n <= 7; n++) ids.push(await anEvent(channel.domain.ctx, { inDays: n }));
      for (const said of ['What’s on?', 'what is on', 'events', 'upcoming events', 'show me the events']) {
        const card = cardOf(await channel.say(member, said));
        assert.equal(card.version, '1.5');
        assert.ok((card.actions ?? []).length <= 3);
        const rows = card.body.filter((part: Json) => part.selectAction);
        assert.equal(rows.length, 6);
        assert.match(wordsOf(card), /more in the tab/);
      }
      const shown = buttons(cardOf(await channel.say(member, 'events')))
        .filter((each) => each.verb === 'details')
        .map((each) => each.data.session);
      assert.deepEqual([...shown].sort(), [...new Set(shown)].sort());
      await channel.domain.store.db
        .updateTable('event')
        .set({ retired_at: new Date() })
        .where('id', 'in', ids)
        .execute();
    });

    it('are narrowed by area and by date', async () => {
      const december = wordsOf(cardOf(await channel.say(member, 'events in December 2025')));
      assert.match(december, /Events in December 2025/);
      assert.match(december, /London SEND Summit/);
      assert.match(december, /This has passed/);
      const other = await channel.say(member, 'SEND events in January 1999');
      assert.match(other.text, /There is no SEND event in January 1999/);
    });

    it('of a month without a year are the coming ones, else those of the year before', async () => {
      channel.domain.now.at = new Date('2026-05-05T09:00:00Z');
      const words = wordsOf(cardOf(await channel.say(member, 'events in december')));
      assert.match(words, /There is no event in December 2026\. Events in December 2025/);
      assert.match(words, /London SEND Summit/);
      channel.domain.now.at = undefined as never;
    });

    it('next of an area is one card, and “show event” any one', async () => {
      const near = await anEvent(channel.domain.ctx, { inDays: 2 });
      await anEvent(channel.domain.ctx, { inDays: 3 });
      const message = await channel.say(member, 'next SEND event');
      assert.match(wordsOf(cardOf(message)), new RegExp(near));
      button(message, 'Book a place');
      const shown = await channel.say(member, `show event ${near}`);
      assert.deepEqual(cardOf(shown), cardOf(message));
      assert.match((await channel.say(member, 'show event nothing-like-it')).text, /cannot find that/);
    });

    it('open in the tab at their own page', async () => {
      const id = await anEvent(channel.domain.ctx);
      const message = await channel.say(member, `show event ${id}`);
      assert.equal(button(message, 'Open in the tab').url, `${channel.config.publicUrl}/events/${id}`);
    });
  });

  describe('booking from a card', () => {
    for (const way of ['Action.Execute', 'its Action.Submit fallback'] as const)
      it(`by ${way} books, shows the new state, lists it and cancels it again`, async () => {
        const press = async (action: Json) => {
          if (way === 'Action.Execute') {
            const body = await channel.press(member, action);
            assert.equal(body.type, 'application/vnd.microsoft.card.adaptive');
            return body;
          }
          return channel.submit(member, action);
        };
        const wordsIn = (result: Json) => wordsOf(result.value ?? cardOf(result));
        const id = await anEvent(channel.domain.ctx);
        const offer = await channel.say(member, `show event ${id}`);

        const after = await press(button(offer, 'Book a place'));
        assert.deepEqual(await booked(), [id]);
        assert.match(wordsIn(after), /You have a place at/);
        const mine = await channel.say(member, 'my bookings');
        assert.match(wordsOf(cardOf(mine)), new RegExp(id));

        const cancelled = await press(button(after, 'Cancel my place'));
        assert.deepEqual(await booked(), []);
        assert.match(wordsIn(cancelled), /is cancelled/);
        button(cancelled, 'Book a place');
        assert.match((await channel.say(member, 'my bookings')).text, /no places booked/);
      });

    it('twice books once', async () => {
      const id = await anEvent(channel.domain.ctx);
      const offer = button(await channel.say(member, `show event ${id}`), 'Book a place');
      await channel.press(member, offer);
      assert.match(wordsOf((await channel.press(member, offer)).value), /already have a place/);
      assert.deepEqual(await booked(), [id]);
    });

    it('does not touch somebody else’s booking, and does not say whether there is one', async () => {
      const other = await aMember(channel.domain.ctx, 'croydon');
      const id = await anEvent(channel.domain.ctx);
      const { event } = await bookAt(channel.domain.ctx, other, id);
      const theirs = await channel.press(member, { verb: 'cancel', data: { booking: event.booking?.id } });
      const none = await channel.press(member, {
        verb: 'cancel',
        data: { booking: '11111111-1111-4111-8111-111111111111' },
      });
      assert.deepEqual(theirs, none);
      assert.deepEqual(theirs, {
        statusCode: 200,
        type: 'application/vnd.microsoft.activity.message',
        value: 'I cannot find that. It may have been taken away.',
      });
      assert.deepEqual(await booked(other), [id]);
    });

    it('answers what cannot be read, and verbs of long ago, in words', async () => {
      for (const data of [undefined, null, 7, {}, { event: {} }, { event: '../x' }, { booking: "' or 1=1" }])
        for (const verb of [
          'book',
          'cancel',
          'details',
          'accept-offer',
          'automatic',
          'answers',
          'transfer',
          'interest',
        ])
          assert.match((await channel.press(member, { verb, data })).value, /cannot read that button/);
      for (const verb of ['acknowledge', '__proto__', 'constructor'])
        assert.match((await channel.press(member, { verb, data: {} })).value, /do not know that button/);
    });
  });

  describe('in a shared chat', () => {
    it('points to the own chat for anything personal, and books nothing', async () => {
      const id = await anEvent(channel.domain.ctx);
      await bookAt(channel.domain.ctx, member, id);
      for (const kind of ['groupChat', 'channel'] as const) {
        assert.match(
          (await channel.say(member, 'my bookings', kind)).text,
          /only show your bookings in our own chat/,
        );
        const card = cardOf(await channel.say(member, `show event ${id}`, kind));
        assert.doesNotMatch(wordsOf(card), /You have a place/);
        assert.deepEqual(
          buttons(card).filter(({ verb }) => verb === 'book' || verb === 'cancel'),
          [],
        );
      }
      const another = await anEvent(channel.domain.ctx);
      const pressed = await channel.press(
        member,
        { verb: 'book', data: { session: `${another}-1` } },
        'groupChat',
      );
      assert.match(pressed.value, /only book and cancel in our own chat/);
      assert.match(
        (await channel.press(member, { verb: 'my-bookings', data: {} }, 'groupChat')).value,
        /in our own chat/,
      );
      assert.deepEqual(await booked(), [id]);
    });
  });

  describe('coming and going', () => {
    const install = (parts: object = {}) =>
      channel.activity(member, { type: 'installationUpdate', action: 'add', text: undefined, ...parts });

    it('welcomes a person once, and keeps how to reach them without names', async () => {
      const before = channel.posts.length;
      await channel.send(install());
      await channel.send(
        channel.activity(member, {
          type: 'conversationUpdate',
          text: undefined,
          membersAdded: [{ id: `28:${channel.config.trust.appId}` }],
        }),
      );
      assert.equal(channel.posts.length, before + 1);
      assert.match(channel.posts.at(-1)!.activity.text, /^Hello\. I am the assistant/);
      const kept = await personalReference(channel.domain.ctx, member.id);
      assert.equal(kept?.conversationId, `a:${member.id}`);
      assert.doesNotMatch(JSON.stringify(kept), /Ada Test/);
    });

    it('notes that it was taken out, and that it came back', async () => {
      await channel.send(install());
      await channel.send(install({ action: 'remove' }));
      assert.equal(await personalReference(channel.domain.ctx, member.id), null);
      const before = channel.posts.length;
      await channel.send(install());
      assert.notEqual(await personalReference(channel.domain.ctx, member.id), null);
      assert.equal(channel.posts.length, before, 'the welcome is said once');
    });

    it('keeps one reference for all threads of a channel, and says nothing when added there', async () => {
      const before = channel.posts.length;
      for (const thread of [1, 2])
        await channel.send(
          install({
            conversation: { id: `19:quiet@thread.tacv2;messageid=${thread}`, conversationType: 'channel' },
          }),
        );
      const rows = await channel.domain.store.db
        .selectFrom('conversation')
        .select(['conversation_id', 'member_id'])
        .where('tenant_id', '=', member.tenantId)
        .execute();
      assert.deepEqual(rows, [{ conversation_id: '19:quiet@thread.tacv2', member_id: null }]);
      assert.equal(channel.posts.length, before);
    });
  });

  describe('someone whose authority has not signed', () => {
    it('is told so with the address to write to, and nothing else happens', async () => {
      await channel.domain.store.db
        .updateTable('organisation')
        .set({ signed: false })
        .where('id', '=', 'brent')
        .execute();
      const stranger = await aMember(channel.domain.ctx, 'brent');
      const id = await anEvent(channel.domain.ctx);
      const sorry = /has not signed the Data Sharing Protocol.*administrator@liia\.london/;
      for (const said of ['When is the London SEND Summit?', 'help', 'my bookings', `show event ${id}`])
        assert.match((await channel.say(stranger, said)).text, sorry);
      assert.match((await channel.press(stranger, { verb: 'book', data: { event: id } })).value, sorry);
      const { db } = channel.domain.store;
      for (const table of ['booking', 'given_answer', 'conversation'] as const)
        assert.deepEqual(
          await db.selectFrom(table).selectAll().where('member_id', '=', stranger.id).execute(),
          [],
        );
    });
  });
});
