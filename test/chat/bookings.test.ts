import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
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
  afterEach(() =>
    channel.domain.ctx.db
      .updateTable('booking')
      .set({ state: 'cancelled' })
      .where('state', 'in', ['requested', 'waiting', 'offered', 'confirmed'])
      .execute(),
  );
  after(() => channel.close());

  const contentOf = (message: Json) => (message.attachments ? cardOf(message) : message.value);
  const buttonOf = (message: Json, title: string): Json => {
    const found = buttons(contentOf(message)).find((each) => each.title === title);
    assert.ok(found, `${title} is not among ${buttons(contentOf(message)).map((each) => each.title)}`);
    return found;
  };
  const press = async (member: Member, message: Json, title: string, typed: object = {}) => {
    const found = buttonOf(message, title);
    return channel.press(member, { ...found, data: { ...found.data, ...typed } });
  };
  /** What a press gives: by Action.Execute, or as clients do that only know its fallback. */
  const ways = {
    'Action.Execute': press,
    'Action.Submit': (member: Member, message: Json, title: string, typed: object = {}) => {
      const { fallback } = buttonOf(message, title);
      return channel.submit(member, { fallback: { data: { ...fallback.data, ...typed } } });
    },
  };
  const titleOf = async (event: string) => (await sessionView(channel.domain.ctx, ada, `${event}-1`)).title;
  /** What somebody is told of an event, by purpose. */
  const told = async (member: Member, event: string) => {
    const { rows } = await sql<{ purpose: string }>`
      select purpose from message join booking on key like booking.id || '%'
      where message.member_id = ${member.id} and booking.session_id = ${`${event}-1`}
      order by purpose`.execute(channel.domain.ctx.db);
    return rows.map(({ purpose }) => purpose);
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
    await channel.press(bob, { verb: 'cancel', data: { booking: booked.booking!.id, sure: 'yes' } });
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
    await channel.press(bob, { verb: 'cancel', data: { booking: bookingId, sure: 'yes' } });
    const offered = await show(ada, event);
    const form = await press(ada, offered, 'Accept the place');
    assert.match(wordsOf(form.value), /Please answer “What do you bring\?”/);
    assert.equal(await stateOf(ada, event), 'offered');
    const taken = await press(ada, form, 'Accept the place', { [`answer ${bring}`]: 'A chart' });
    assert.match(wordsOf(taken.value), /You have a place at/);

    const other = await anEvent(ctx, { places: 1, inDays: 20 });
    const theirs = await bookAt(ctx, bob, other);
    const waits = await bookAt(ctx, ada, other, { wait: true });
    await channel.press(bob, { verb: 'cancel', data: { booking: theirs.bookingId, sure: 'yes' } });
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
    const asked = await press(ada, await show(ada, event), 'Leave the waiting list');
    assert.match(wordsOf(asked.value), /If you join it again, you start at its end/);
    assert.match(wordsOf((await press(ada, asked, 'Keep it as it is')).value), /You are number 1/);
    assert.equal(await stateOf(ada, event), 'waiting');
    const left = await press(ada, asked, 'Leave the waiting list');
    assert.match(wordsOf(left.value), /You left the waiting list/);
    await press(ada, left, 'Join the waiting list');
    await channel.press(bob, { verb: 'cancel', data: { booking: booked.booking!.id, sure: 'yes' } });
    const sure = await press(ada, await show(ada, event), 'No, thank you');
    assert.match(wordsOf(sure.value), /Turn this place down\?.*goes to the next person/s);
    assert.equal(await stateOf(ada, event), 'offered');
    const down = await press(ada, sure, 'Turn it down');
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
    // An answer that may be left out can be taken back.
    const side = {
      text: 'Which side?',
      kind: 'choice',
      choices: JSON.stringify(['Left', 'Right']),
      required: false,
    };
    const which = await question(event, { ...side, position: 3 });
    const chosen = await press(ada, saved, 'Change my answers');
    await press(ada, chosen, 'Save my answers', { [`answer ${which}`]: 'Left' });
    const field = (message: Json): Json =>
      message.value.body.find(({ id }: Json) => id === `answer ${which}`);
    const now = await press(ada, saved, 'Change my answers');
    assert.equal(field(now).value, 'Left');
    const rather = field(now).choices.find(({ title }: Json) => title === 'I would rather not say');
    await press(ada, now, 'Save my answers', { [`answer ${which}`]: rather.value });
    assert.equal(field(await press(ada, saved, 'Change my answers')).value, undefined);
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

  for (const way of ['Action.Execute', 'Action.Submit'] as const)
    it(`by ${way} books for a colleague, lists it, changes it and gives it to somebody else, and tells them`, async () => {
      const { ctx } = channel.domain;
      const pressed = ways[way];
      const words = (message: Json) => wordsOf(contentOf(message));
      const [hal, eve] = [
        await aMember(ctx, 'camden', `Hal Colleague ${way}`),
        await aMember(ctx, 'camden', `Eve Colleague ${way}`),
      ];
      const event = await anEvent(ctx);
      const brings = await question(event, {});
      const eats = await question(event, { text: 'What do you eat?', special: true, position: 2 });
      const before = await anEvent(ctx);
      await bookAt(ctx, ada, before, { answers: { [await question(before, {})]: 'A globe' } });
      const form = await pressed(ada, await show(ada, event), 'For a colleague');
      assert.match(words(form), /Book a place for a colleague\?/);
      const nobody = await pressed(ada, form, 'Find them', { name: 'Zebedee' });
      assert.match(words(nobody), /know no colleague of yours called “Zebedee”/);
      // Two have the word in their names: which one is chosen on the card.
      const which = await pressed(ada, nobody, 'Find them', { name: `colleague ${way}` });
      const asked = await pressed(ada, which, 'Book it for them', { member: hal.id });
      assert.match(words(asked), new RegExp(`For ${hal.name}, who is told`));
      assert.doesNotMatch(JSON.stringify(contentOf(asked)), /A globe/, 'what she said is not what they say');
      const typed = { [`answer ${brings}`]: 'A chart', [`answer ${eats}`]: 'Vegan food' };
      const booked = await pressed(ada, asked, 'Book it for them', typed);
      assert.match(words(booked), new RegExp(`${hal.name} has a place at`));
      assert.equal(await stateOf(hal, event), 'confirmed');

      // Their own places and hers stand apart, and each opens its own card.
      await bookAt(ctx, ada, event, { answers: { [brings]: 'A map', [eats]: 'Fish' } });
      const list = await channel.say(ada, 'my bookings');
      assert.match(words(list), /You have a place.*For colleagues.*has a place/s);
      const theirs = await pressed(ada, list, `Details of ${await titleOf(event)} for ${hal.name}`);
      assert.match(words(theirs), new RegExp(`You booked this for ${hal.name}`));
      const change = await pressed(ada, theirs, 'Change the answers');
      assert.match(JSON.stringify(change), /A chart/);
      assert.doesNotMatch(
        JSON.stringify(change),
        /Vegan|Fish|A map/,
        'nobody else’s, and none that are special',
      );
      const saved = await pressed(ada, change, 'Save the answers', { [`answer ${brings}`]: 'Two charts' });
      assert.match(words(saved), new RegExp(`The answers for ${hal.name} are saved`));

      const to = await pressed(ada, saved, 'Give it to somebody else');
      const sure = await pressed(ada, to, 'Give it to them', { name: eve.name });
      assert.match(
        words(sure),
        new RegExp(`Give ${hal.name}’s place to ${eve.name}\\? The answers do not go with it`),
      );
      const given = await pressed(ada, sure, 'Yes, give it to them');
      assert.match(
        words(given),
        new RegExp(`${eve.name} has ${hal.name}’s place at .* now.*Your bookings`, 's'),
      );
      assert.doesNotMatch(words(given), /For colleagues/);
      assert.deepEqual([await stateOf(hal, event), await stateOf(eve, event)], [undefined, 'confirmed']);
      assert.deepEqual(await told(hal, event), ['booking confirmed', 'booking transferred']);
      const ofBoth = ['booking confirmed', 'booking confirmed'];
      assert.deepEqual(await told(ada, event), [...ofBoth, 'booking transferred']);
      assert.deepEqual(await told(eve, event), ['booking confirmed']);
    });

  it('cancels a colleague’s place for who booked it, and tells both; nobody else may', async () => {
    const { ctx } = channel.domain;
    const event = await anEvent(ctx);
    const { bookingId } = await bookAt(ctx, ada, event, { memberId: bob.id });
    const eve = await aMember(ctx, 'camden', 'Eve Passer');
    for (const verb of ['cancel', 'details', 'answers', 'transfer', 'accept-offer', 'automatic'])
      assert.match((await channel.press(eve, { verb, data: { booking: bookingId } })).value, /cannot find/);
    const list = await channel.say(ada, 'my bookings');
    const gone = await press(ada, list, 'Cancel their place');
    assert.match(wordsOf(gone.value), /Bob Cole’s place at .* is cancelled.*You have no places booked/s);
    assert.equal(await stateOf(bob, event), undefined);
    for (const member of [ada, bob])
      assert.deepEqual(await told(member, event), ['booking cancelled', 'booking confirmed']);
    // The same press again says so, and does nothing.
    const again = await channel.press(ada, { verb: 'cancel', data: { booking: bookingId } });
    assert.match(wordsOf(again.value), /was given up before/);
    assert.deepEqual(await told(bob, event), ['booking cancelled', 'booking confirmed']);
  });

  it('puts a colleague on the waiting list where it is full, and answers an offer for them', async () => {
    const { ctx } = channel.domain;
    const event = await anEvent(ctx, { places: 1, inDays: 20 });
    const late = await show(ada, event);
    const eve = await aMember(ctx, 'camden', 'Eve Early');
    const { bookingId } = await bookAt(ctx, eve, event);
    // Somebody was quicker: the colleague is offered the list, and not she herself.
    const data = { session: `${event}-1`, member: bob.id };
    const full = await channel.press(ada, { ...buttonOf(late, 'Book a place'), data });
    assert.match(wordsOf(full.value), /Sorry\. .* is full.*Put on the waiting list: Bob Cole\?/s);
    const waits = await press(ada, full, 'Put them on the waiting list');
    assert.match(wordsOf(waits.value), /Bob Cole is number 1 on the waiting list/);
    assert.deepEqual([await stateOf(ada, event), await stateOf(bob, event)], [undefined, 'waiting']);
    const atOnce = await press(ada, waits, 'Take a late place at once');
    assert.match(wordsOf(atOnce.value), /is Bob Cole’s at once/);
    const bring = await question(event, {});
    await channel.press(eve, { verb: 'cancel', data: { booking: bookingId, sure: 'yes' } });
    const offered = await channel.say(ada, 'my bookings');
    assert.match(wordsOf(cardOf(offered)), /A place is Bob Cole’s until/);
    const form = await press(ada, offered, 'Accept it for them');
    assert.match(wordsOf(form.value), /Please answer “What do you bring\?”/);
    const taken = await press(ada, form, 'Accept it for them', { [`answer ${bring}`]: 'A chart' });
    assert.match(wordsOf(taken.value), /Bob Cole has a place at/);
    assert.equal(await stateOf(bob, event), 'confirmed');
  });

  it('gives one’s own place away, or books another one, from the card of the place', async () => {
    const { ctx } = channel.domain;
    const event = await anEvent(ctx);
    const [fay, guy] = [await aMember(ctx, 'camden', 'Fay Given'), await aMember(ctx, 'camden', 'Guy Added')];
    await bookAt(ctx, ada, event);
    const form = await press(ada, await show(ada, event), 'Give it to a colleague');
    assert.match(wordsOf(form.value), /Give your place to a colleague\?/);
    const another = await press(ada, form, 'Book another place for them', { name: 'Guy Added' });
    assert.match(wordsOf((await press(ada, another, 'Book it for them')).value), /Guy Added has a place at/);
    const sure = await press(ada, form, 'Give them my place', { name: 'Fay Given' });
    const given = await press(ada, sure, 'Yes, give it to them');
    assert.match(wordsOf(given.value), /Fay Given has your place at/);
    assert.deepEqual(await Promise.all([ada, fay, guy].map((each) => stateOf(each, event))), [
      undefined,
      'confirmed',
      'confirmed',
    ]);
    // Once more with the card that is still there.
    assert.match(
      wordsOf((await press(ada, sure, 'Yes, give it to them')).value),
      /You have no place at .* to give away/,
    );
    const title = await titleOf(event);
    const asked = await channel.say(ada, `book ${title} for bob`);
    assert.match(wordsOf(cardOf(asked)), /Book a place for Bob Cole\?/);
    const give = await channel.say(fay, `give my place at ${title} to bob`);
    assert.match(wordsOf(cardOf(give)), /Give your place to Bob Cole\?/);
  });

  /** What booking is written down in. */
  const written = async () => {
    const { db } = channel.domain.ctx;
    const read = (
      table: 'booking' | 'booking_log' | 'booking_answer' | 'special_answer' | 'date_interest' | 'message',
    ) => db.selectFrom(table).selectAll().execute();
    return JSON.stringify([
      await read('booking'),
      await read('booking_log'),
      await read('booking_answer'),
      await read('special_answer'),
      await read('date_interest'),
      await read('message'),
    ]);
  };

  it('refuses a place for somebody of another authority, by every card, and changes nothing', async () => {
    const { ctx } = channel.domain;
    const event = await anEvent(ctx);
    const stranger = await aMember(ctx, 'croydon', 'Cid Other');
    const asks = await anEvent(ctx);
    await question(asks, {});
    const { bookingId } = await bookAt(ctx, ada, event);
    const found = await channel.press(ada, {
      verb: 'book',
      data: { session: `${event}-1`, colleague: 'yes', name: 'Cid Other' },
    });
    assert.match(wordsOf(found.value), /know no colleague of yours called “Cid Other”/);
    const before = await written();
    for (const [verb, data, says] of [
      ['book', { session: `${event}-1`, member: stranger.id }, /colleagues of your own authority/],
      ['book', { session: `${asks}-1`, member: stranger.id }, /colleagues of your own authority/],
      ['transfer', { booking: bookingId, member: stranger.id }, /colleague of the same authority/],
    ] as const) {
      const refused = await channel.press(ada, { verb, data });
      assert.match(refused.value, says);
      assert.doesNotMatch(refused.value, /Cid/, 'who it is');
    }
    assert.equal(await written(), before);
  });

  it('says plainly that an event was called off, whatever an old card offers, and changes nothing', async () => {
    const { ctx } = channel.domain;
    const off = (event: string) =>
      ctx.db.updateTable('event').set({ state: 'cancelled' }).where('id', '=', event).execute();
    const event = await anEvent(ctx, { places: 2, inDays: 20 });
    await question(event, { required: false });
    const own = await bookAt(ctx, ada, event);
    const theirs = await bookAt(ctx, ada, event, { memberId: bob.id });
    const [fay, guy] = [
      await aMember(ctx, 'camden', 'Fay Waits'),
      await aMember(ctx, 'camden', 'Guy Offered'),
    ];
    const offered = await bookAt(ctx, guy, event, { wait: true });
    const waits = await bookAt(ctx, fay, event, { wait: true });
    const sets = { state: 'offered', offer_expires_at: new Date(Date.now() + 86_400_000) } as const;
    await ctx.db.updateTable('booking').set(sets).where('id', '=', offered.bookingId!).execute();
    const undated = await anEvent(ctx);
    await ctx.db.updateTable('session').set({ day: null }).where('event_id', '=', undated).execute();
    await off(event);
    await off(undated);
    const before = await written();
    const session = `${event}-1`;
    const presses: [Member, string, object][] = [
      [guy, 'accept-offer', { booking: offered.bookingId }],
      [guy, 'cancel', { booking: offered.bookingId }],
      [fay, 'cancel', { booking: waits.bookingId, sure: 'yes' }],
      [fay, 'automatic', { booking: waits.bookingId, on: 'yes' }],
      [ada, 'book', { session }],
      [ada, 'book', { session, form: 'yes', wait: 'yes' }],
      [ada, 'book', { session, member: fay.id }],
      [ada, 'book', { session, colleague: 'yes' }],
      [ada, 'interest', { event: undated }],
      ...[own, theirs].flatMap(({ bookingId: booking }): [Member, string, object][] => [
        [ada, 'cancel', { booking }],
        [ada, 'answers', { booking }],
        [ada, 'answers', { booking, form: 'yes' }],
        [ada, 'transfer', { booking }],
        [ada, 'transfer', { booking, member: fay.id }],
      ]),
    ];
    for (const [member, verb, data] of presses) {
      const answer = await channel.press(member, { verb, data });
      assert.match(wordsOf(answer.value), /has been called off/, `${verb} ${JSON.stringify(data)}`);
    }
    assert.equal(await written(), before);
  });

  it('asks for more of a name that more than ten colleagues have', async () => {
    const { ctx } = channel.domain;
    const card = await show(ada, await anEvent(ctx));
    for (const n of Array(10).keys()) await aMember(ctx, 'camden', `Zoe Common ${n}`);
    const asked = await press(ada, card, 'For a colleague');
    const ten = await press(ada, asked, 'Find them', { name: 'zoe' });
    assert.match(wordsOf(ten.value), /Whom do you mean|Book a place for a colleague/);
    assert.match(JSON.stringify(ten.value), /Zoe Common 9/);
    await aMember(ctx, 'camden', 'Zoe Last');
    const more = await press(ada, asked, 'Find them', { name: 'zoe' });
    assert.match(
      wordsOf(more.value),
      /More than ten colleagues of yours could be “zoe”\. Write more of the name\./,
    );
    const one = await press(ada, more, 'Find them', { name: 'zoe last' });
    assert.match(wordsOf(one.value), /Book a place for Zoe Last\?/);
  });

  it('puts oneself and a colleague forward where coordinators choose, with why', async () => {
    const { ctx } = channel.domain;
    const event = await anEvent(ctx);
    await ctx.db.updateTable('session').set({ by_approval: true }).where('event_id', '=', event).execute();
    const card = await show(ada, event);
    const form = await press(ada, card, 'Put myself forward');
    const why = { statement: 'I lead on this.' };
    const needed = await question(event, {});
    const refused = await press(ada, form, 'Put myself forward', why);
    assert.match(JSON.stringify(refused.value), /"id":"statement"[^}]*"value":"I lead on this\."/);
    await ctx.db.deleteFrom('event_question').where('id', '=', needed).execute();
    const own = await press(ada, form, 'Put myself forward', why);
    assert.match(wordsOf(own.value), /You are put forward for/);
    const asked = await press(ada, card, 'For a colleague');
    const sure = await press(ada, asked, 'Find them', { name: 'Bob' });
    assert.match(wordsOf(sure.value), /Put forward: Bob Cole\?/);
    const theirs = await press(ada, await press(ada, sure, 'Put them forward'), 'Put them forward', why);
    assert.match(wordsOf(theirs.value), /Bob Cole is put forward for/);
    const kept = await ctx.db
      .selectFrom('booking')
      .select(['state', 'statement'])
      .where('session_id', '=', `${event}-1`)
      .execute();
    assert.deepEqual(kept, Array(2).fill({ state: 'requested', statement: 'I lead on this.' }));
    const back = await press(ada, await press(ada, theirs, 'Take their name back'), 'Take their name back');
    assert.match(wordsOf(back.value), /Bob Cole is no longer put forward/);
  });

  it('cancels at once only what can be had again, and says at once that it is too late', async () => {
    const { ctx } = channel.domain;
    const event = await anEvent(ctx, { places: 1, inDays: 20 });
    const set = (times: object) =>
      ctx.db.updateTable('session').set(times).where('event_id', '=', event).execute();
    await bookAt(ctx, ada, event);
    const { value: asks } = await press(ada, await show(ada, event), 'Cancel my place');
    assert.match(wordsOf(asks), /Your place at .* is cancelled/, 'nobody waits: it is there again');
    await bookAt(ctx, ada, event);
    await bookAt(ctx, bob, event, { wait: true });
    const waited = await press(ada, await show(ada, event), 'Cancel my place');
    assert.match(wordsOf(waited.value), /Others wait for a place/);
    await set({ closes_at: new Date(Date.now() - 1000) });
    await ctx.db.updateTable('booking').set({ state: 'cancelled' }).where('member_id', '=', bob.id).execute();
    const closed = await press(ada, await show(ada, event), 'Cancel my place');
    assert.match(wordsOf(closed.value), /cannot be booked now/);
    await set({ cancel_by: new Date(Date.now() - 1000) });
    const late = await press(ada, closed, 'Cancel my place');
    assert.match(wordsOf(late.value), /too late to cancel/);
    assert.match(wordsOf((await press(ada, await show(ada, event), 'Cancel my place')).value), /too late/);
    assert.equal(await stateOf(ada, event), 'confirmed');
  });

  it('says the date of an event to who wants to be told it, where it is known by now', async () => {
    const { ctx } = channel.domain;
    const event = await anEvent(ctx);
    const data = { event };
    const known = await channel.press(ada, { verb: 'interest', data });
    assert.match(wordsOf(known.value), /The date is known by now: /);
    assert.deepEqual(
      await ctx.db.selectFrom('date_interest').selectAll().where('event_id', '=', event).execute(),
      [],
    );
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
