import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Context } from '../../bot/domain/context.ts';
import { answersAt } from '../../bot/domain/events/answers.ts';
import { book, cancel } from '../../bot/domain/events/bookings.ts';
import { bookingView, colleagueOf, colleaguesBookings } from '../../bot/domain/events/events.ts';
import { bookingForCalendar } from '../../bot/domain/events/feeds.ts';
import { transfer } from '../../bot/domain/events/transfer.ts';
import { queueOf } from '../../bot/domain/events/waiting.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { aCoordinator, again, aMember, anEvent, bookAt } from '../factories.ts';
import { type Domain, openDomain } from '../harness.ts';

describe('A booking and who looks after it', () => {
  let domain: Domain;
  let ctx: Context;
  let ada: Member;
  let bob: Member;
  let eve: Member;
  before(async () => {
    domain = await openDomain();
    ctx = domain.ctx;
  });
  after(() => domain.close());
  beforeEach(async () => {
    ada = await aMember(ctx, 'camden', 'Ada Test');
    bob = await aMember(ctx, 'camden', 'Bob Cole');
    eve = await aMember(ctx, 'hackney', 'Eve Test');
  });

  /** An event with one place, and a question that everybody answers. */
  const asking = async () => {
    const event = await anEvent(ctx, { places: 1, inDays: 20 });
    const question = randomUUID();
    await ctx.db
      .insertInto('event_question')
      .values({
        ...{ id: question, event_id: event, position: 1, text: 'What do you bring?', kind: 'text' },
        ...{ choices: null, required: true, special: false, removed_at: null },
      })
      .execute();
    return { event, answers: (text: string) => ({ [question]: text }) };
  };
  const stateOf = async (id: string) =>
    (await ctx.db.selectFrom('booking').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state;

  for (const state of ['waiting', 'offered'] as const)
    it(`who is ${state} keeps it as it is, whatever another colleague wishes`, async () => {
      const { event, answers } = await asking();
      const had = await bookAt(ctx, eve, event, { answers: answers('Eve’s') });
      const { bookingId } = await bookAt(ctx, ada, event, { wait: true, answers: answers('Ada’s') });
      // With no offers any more, a place that is cancelled stays free, and who waits may book it.
      const offer_cutoff = new Date(ctx.clock.now().getTime() - 1);
      if (state === 'waiting')
        await ctx.db.updateTable('session').set({ offer_cutoff }).where('event_id', '=', event).execute();
      await cancel(ctx, eve, had.bookingId!);
      const wish = { memberId: ada.id, wait: true, answers: answers('Bob’s') };
      for (const by of [bob, await aCoordinator(ctx)])
        assert.deepEqual(await book(ctx, by, `${event}-1`, wish), { outcome: `already ${state}`, bookingId });
      assert.deepEqual(await answersAt(ctx, ada, bookingId!), answers('Ada’s'));
      assert.equal(await stateOf(bookingId!), state);
      assert.equal((await book(ctx, ada, `${event}-1`, { answers: answers('Ada’s') })).outcome, 'booked');
    });

  it('who waits by a colleague’s hand may be booked by the same one', async () => {
    const { event, answers } = await asking();
    const had = await bookAt(ctx, eve, event, { answers: answers('Eve’s') });
    const wish = { memberId: ada.id, wait: true, answers: answers('Bob’s') };
    await book(ctx, bob, `${event}-1`, wish);
    await cancel(ctx, eve, had.bookingId!);
    assert.equal((await book(ctx, bob, `${event}-1`, wish)).outcome, 'booked');
  });

  it('has the way in for whose it is, and for nobody who booked it for them', async () => {
    const event = await anEvent(ctx);
    const joinUrl = 'https://teams.example/join';
    await ctx.db.updateTable('session').set({ join_url: joinUrl }).where('event_id', '=', event).execute();
    const { bookingId } = await book(ctx, bob, `${event}-1`, { memberId: ada.id });
    assert.equal((await bookingForCalendar(ctx, ada, bookingId!)).joinUrl, joinUrl);
    assert.equal((await bookingForCalendar(ctx, bob, bookingId!)).joinUrl, null);
  });

  it('is nothing any more to who booked it and has gone to another authority', async () => {
    const { event, answers } = await asking();
    const wish = { memberId: ada.id, wait: true, answers: answers('Bob’s') };
    const { bookingId: placed } = await book(ctx, bob, `${event}-1`, wish);
    const other = await asking();
    await bookAt(ctx, eve, other.event, { answers: other.answers('Eve’s') });
    const { bookingId: waits } = await book(ctx, bob, `${other.event}-1`, {
      ...wish,
      answers: other.answers('Bob’s'),
    });
    const looks = (by: Member) => [
      () => answersAt(ctx, by, placed!),
      () => queueOf(ctx, by, waits!),
      () => bookingView(ctx, by, placed!),
      () => bookingForCalendar(ctx, by, placed!),
      () => cancel(ctx, by, placed!),
    ];
    for (const look of looks(bob).slice(0, 4)) await look();
    assert.equal((await colleaguesBookings(ctx, bob)).length, 2);
    assert.equal(await colleagueOf(ctx, bob, placed!), 'Ada Test');
    await ctx.db.updateTable('member').set({ organisation_id: 'hackney' }).where('id', '=', bob.id).execute();
    const moved = { ...bob, organisation: { ...bob.organisation, id: 'hackney' } };
    for (const [n, look] of looks(moved).entries()) await assert.rejects(look, { code: 'not-found' }, `${n}`);
    assert.deepEqual(await colleaguesBookings(ctx, moved), []);
    assert.equal(await colleagueOf(ctx, moved, placed!), null);
  });

  it('is no business any more of who gave it away', async () => {
    const event = await anEvent(ctx, { inDays: 20 });
    const { bookingId } = await bookAt(ctx, bob, event);
    await transfer(ctx, bob, bookingId!, ada.id);
    const { booking } = (await bookAt(ctx, await again(ctx, ada), event)).event;
    await assert.rejects(cancel(ctx, bob, booking!.id), { code: 'not-found' });
    assert.deepEqual(await colleaguesBookings(ctx, bob), []);
    assert.equal(booking!.bookedBy, null);
  });
});
