import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sessionView } from '../../bot/domain/events/events.ts';
import type { PoolMode } from '../../bot/domain/events/rules.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { aMember, anEvent, bookAt } from '../factories.ts';
import { buttons, type Channel, cardOf, type Json, openChannel, wordsOf } from './channel.ts';

describe('Booking by cards', () => {
  let channel: Channel;
  let ada: Member;
  let bob: Member;
  before(async () => {
    channel = await openChannel();
    ada = await aMember(channel.domain.ctx, 'camden', 'Ada Test');
    bob = await aMember(channel.domain.ctx, 'camden', 'Bob Cole');
  });
  after(() => channel.close());

  const contentOf = (message: Json) => (message.attachments ? cardOf(message) : message.value);
  const press = async (member: Member, message: Json, title: string, typed: object = {}) => {
    const found = buttons(contentOf(message)).find((each) => each.title === title);
    assert.ok(found, `${title} is not among ${buttons(contentOf(message)).map((each) => each.title)}`);
    return channel.press(member, { ...found, data: { ...found.data, ...typed } });
  };
  const show = (member: Member, event: string) => channel.say(member, `show event ${event}`);
  const stateOf = async (member: Member, event: string) =>
    (await sessionView(channel.domain.ctx, member, `${event}-1`)).booking?.state;
  const question = async (event: string, parts: object) => {
    const id = randomUUID();
    const common = {
      id,
      event_id: event,
      position: 1,
      kind: 'text',
      choices: null,
      removed_at: null,
    } as const;
    await channel.domain.ctx.db
      .insertInto('event_question')
      .values({ ...common, text: 'What do you bring?', required: true, special: false, ...parts })
      .execute();
    return id;
  };
  const pools = (event: string, ...modes: [PoolMode, number][]) =>
    channel.domain.ctx.transaction(async (tx) => {
      await tx.deleteFrom('pool').where('session_id', '=', `${event}-1`).execute();
      for (const [mode, capacity] of modes)
        await tx
          .insertInto('pool')
          .values({ session_id: `${event}-1`, mode, capacity, per_borough: null })
          .execute();
    });

  it('waits where it is full, says the place in the list, and takes the place that is offered', async () => {
    const event = await anEvent(channel.domain.ctx, { places: 1, inDays: 20 });
    const { event: booked } = await bookAt(channel.domain.ctx, bob, event);
    const full = await show(ada, event);
    assert.match(wordsOf(cardOf(full)), /Full/);
    const waiting = await press(ada, full, 'Join the waiting list');
    assert.match(
      wordsOf(waiting.value),
      /You are on the waiting list.*You are number 1 on the waiting list/s,
    );
    await channel.press(bob, { verb: 'cancel', data: { booking: booked.booking!.id } });
    const offered = await show(ada, event);
    assert.match(wordsOf(cardOf(offered)), /A place is yours until/);
    assert.match(wordsOf(cardOf(await channel.say(ada, 'my bookings'))), /A place is yours until/);
    const accepted = await press(ada, offered, 'Accept the place');
    assert.match(wordsOf(accepted.value), /You have a place at/);
    assert.match(wordsOf((await press(ada, offered, 'Accept the place')).value), /already have a place/);
    assert.equal(await stateOf(ada, event), 'confirmed');
  });

  it('asks what is still to be answered before an offered place is taken, and says that one has run out', async () => {
    const { ctx, now } = channel.domain;
    const event = await anEvent(ctx, { places: 1, inDays: 20 });
    const { bookingId } = await bookAt(ctx, bob, event);
    await bookAt(ctx, ada, event, { wait: true });
    const bring = await question(event, {});
    await channel.press(bob, { verb: 'cancel', data: { booking: bookingId } });
    const offered = await show(ada, event);
    const form = await press(ada, offered, 'Accept the place');
    assert.match(wordsOf(form.value), /Please answer “What do you bring\?”/);
    assert.equal(await stateOf(ada, event), 'offered');
    const taken = await press(ada, form, 'Accept the place', { [`answer ${bring}`]: 'A chart' });
    assert.match(wordsOf(taken.value), /You have a place at/);

    const other = await anEvent(ctx, { places: 1, inDays: 20 });
    const theirs = await bookAt(ctx, bob, other);
    const waits = await bookAt(ctx, ada, other, { wait: true });
    await channel.press(bob, { verb: 'cancel', data: { booking: theirs.bookingId } });
    const late = await show(ada, other);
    const { booking } = await sessionView(ctx, ada, `${other}-1`);
    now.at = new Date(booking!.offerExpiresAt!.getTime() + 1);
    try {
      assert.match(
        wordsOf((await press(ada, late, 'Accept the place')).value),
        /The offer of a place at .* has run out/,
      );
      assert.match(
        wordsOf((await press(ada, late, 'No, thank you')).value),
        /The offer of a place at .* was over before/,
      );
      const data = { booking: waits.bookingId, on: 'yes' };
      assert.match(
        wordsOf((await channel.press(ada, { verb: 'automatic', data })).value),
        /You are not on the waiting list for .* now, so nothing has changed/,
      );
    } finally {
      now.at = undefined as never;
    }
  });

  it('turns an offer down, and leaves the list', async () => {
    const event = await anEvent(channel.domain.ctx, { places: 1, inDays: 20 });
    const { event: booked } = await bookAt(channel.domain.ctx, bob, event);
    await press(ada, await show(ada, event), 'Join the waiting list');
    const left = await press(ada, await show(ada, event), 'Leave the waiting list');
    assert.match(wordsOf(left.value), /You left the waiting list/);
    await press(ada, left, 'Join the waiting list');
    await channel.press(bob, { verb: 'cancel', data: { booking: booked.booking!.id } });
    const down = await press(ada, await show(ada, event), 'No, thank you');
    assert.match(wordsOf(down.value), /turned down/);
    assert.equal(await stateOf(ada, event), undefined);
  });

  it('asks what the event asks, keeps what was typed where something is missing, and changes answers', async () => {
    const event = await anEvent(channel.domain.ctx);
    const bring = await question(event, {});
    const eats = await question(event, {
      text: 'What do you eat?',
      special: true,
      required: false,
      position: 2,
    });
    const form = await press(ada, await show(ada, event), 'Book a place');
    assert.match(wordsOf(form.value), /seen by the organisers alone, and deleted 30 days after/);
    assert.equal(await stateOf(ada, event), undefined);
    const again = await press(ada, form, 'Book my place', {
      [`answer ${bring}`]: ' ',
      [`answer ${eats}`]: 'vegan',
    });
    assert.match(wordsOf(again.value), /Please answer “What do you bring\?”/);
    const done = await press(ada, form, 'Book my place', {
      [`answer ${bring}`]: 'A chart',
      [`answer ${eats}`]: 'vegan',
    });
    assert.match(wordsOf(done.value), /You have a place/);
    const change = await press(ada, done, 'Change my answers');
    assert.match(JSON.stringify(change.value), /A chart/);
    assert.doesNotMatch(JSON.stringify(change.value), /vegan/, 'cards are kept by chats');
    const saved = await press(ada, change, 'Save my answers', { [`answer ${bring}`]: 'Two charts' });
    assert.match(wordsOf(saved.value), /Your answers are saved/);
    // What the service said is kept for a while, to say it again where a press is repeated.
    const kept = await channel.domain.ctx.db.selectFrom('activity_seen').select('response').execute();
    assert.match(JSON.stringify(kept), /Your answers are saved/);
    assert.doesNotMatch(JSON.stringify(kept), /vegan/);
  });

  it('lets people choose where there are places of both kinds', async () => {
    const event = await anEvent(channel.domain.ctx);
    await pools(event, ['in person', 2], ['online', 2]);
    const offer = await show(ada, event);
    await press(ada, offer, 'Book a place online');
    const view = await sessionView(channel.domain.ctx, ada, `${event}-1`);
    assert.equal(view.booking?.pool, 'online');
    assert.deepEqual(
      view.session.pools.map(({ left }) => left),
      [2, 1],
    );
  });

  it('books for a colleague, and gives a place to one, after asking with their name', async () => {
    const event = await anEvent(channel.domain.ctx);
    const title = (await sessionView(channel.domain.ctx, ada, `${event}-1`)).title;
    const asked = await channel.say(ada, `book ${title} for bob`);
    assert.match(wordsOf(cardOf(asked)), /Book a place for Bob Cole\?/);
    assert.match(wordsOf((await press(ada, asked, 'Yes, book it')).value), /Bob Cole has a place at/);
    assert.equal(await stateOf(bob, event), 'confirmed');
    const stranger = await aMember(channel.domain.ctx, 'croydon', 'Cid Other');
    const refused = await channel.press(ada, {
      verb: 'book',
      data: { session: `${event}-1`, member: stranger.id },
    });
    assert.match(refused.value, /colleagues of your own authority/);
    const eve = await aMember(channel.domain.ctx, 'camden', 'Eve Cole');
    const give = await channel.say(bob, `give my place at ${title} to eve`);
    assert.match(wordsOf(cardOf(give)), /Give your place to Eve Cole\?/);
    assert.match(wordsOf((await press(bob, give, 'Yes, give it to them')).value), /Eve Cole has your place/);
    assert.deepEqual([await stateOf(bob, event), await stateOf(eve, event)], [undefined, 'confirmed']);
  });

  it('says plainly that an event was called off, whatever the old card offers', async () => {
    const event = await anEvent(channel.domain.ctx);
    const offer = await show(ada, event);
    await channel.domain.ctx.db
      .updateTable('event')
      .set({ state: 'cancelled' })
      .where('id', '=', event)
      .execute();
    assert.match(wordsOf((await press(ada, offer, 'Book a place')).value), /has been called off/);
    assert.equal(await stateOf(ada, event), undefined);
  });

  it('narrows events to online, in person, one’s networks and those with places', async () => {
    const event = await anEvent(channel.domain.ctx, { places: 1, inDays: 300 });
    await bookAt(channel.domain.ctx, bob, event);
    const shown = async (said: string) => {
      const reply = await channel.say(ada, said);
      return reply.text ?? wordsOf(cardOf(reply));
    };
    assert.match(await shown('online SEND events'), /Online SEND events to come/);
    assert.match(await shown('in person events'), /in person event|In person events/);
    assert.match(await shown('events in my networks'), /of your networks/);
    assert.doesNotMatch(await shown('events with places'), new RegExp(event));
  });
});
