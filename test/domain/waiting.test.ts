import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Context } from '../../bot/domain/context.ts';
import { answersAt, changeAnswers } from '../../bot/domain/events/answers.ts';
import { book, cancel } from '../../bot/domain/events/bookings.ts';
import { atSession } from '../../bot/domain/events/door.ts';
import { bookingView, colleagueOf, colleaguesBookings, myBookings } from '../../bot/domain/events/events.ts';
import { isInterested, setInterest } from '../../bot/domain/events/interest.ts';
import { settleDue } from '../../bot/domain/events/reminders.ts';
import { placesText } from '../../bot/domain/events/states.ts';
import { queueOf } from '../../bot/domain/events/waiting.ts';
import { changeAuthority } from '../../bot/domain/members/authorities.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { setBlocked } from '../../bot/domain/members/person.ts';
import { aMember, aMemberWith, anEvent, bookAt } from '../factories.ts';
import { type Domain, openDomain } from '../harness.ts';

describe('What a person sees of their own booking', () => {
  let domain: Domain;
  let ctx: Context;
  let ada: Member;
  let bob: Member;
  let eve: Member;
  before(async () => {
    domain = await openDomain();
    ctx = domain.ctx;
    ada = await aMember(ctx, 'camden', 'Ada Test');
    bob = await aMember(ctx, 'hackney', 'Bob Test');
    eve = await aMember(ctx, 'lewisham', 'Eve Test');
  });
  after(() => domain.close());

  const quota = (
    event: string,
    borough: string,
    more: { max?: number; reserved?: number; release_at?: Date },
  ) =>
    ctx.db
      .insertInto('quota')
      .values({ session_id: `${event}-1`, pool: 'online', borough, max: null, release_at: null, ...more })
      .execute();
  const waits = async (member: Member, event: string) =>
    (await bookAt(ctx, member, event, { wait: true })).bookingId!;

  describe('on a waiting list', () => {
    it('is their place in it, and that all places are taken', async () => {
      const event = await anEvent(ctx, { places: 1, inDays: 30 });
      const { bookingId } = await bookAt(ctx, await aMember(ctx), event);
      const [first, second] = [await waits(bob, event), await waits(eve, event)];
      assert.deepEqual(await queueOf(ctx, bob, first), { place: 1, passedOver: ['All places are taken.'] });
      assert.deepEqual(await queueOf(ctx, eve, second), { place: 2, passedOver: ['All places are taken.'] });
      assert.equal(await queueOf(ctx, await aMember(ctx), first).catch(({ code }) => code), 'not-found');
      await cancel(ctx, bob, first);
      assert.equal((await queueOf(ctx, eve, second))?.place, 1);
      assert.equal(await queueOf(ctx, bob, first), null, 'who left does not wait');
      assert.ok(bookingId);
    });

    it('goes on as soon as somebody is let in again, or their authority has signed', async () => {
      const administrator = await aMemberWith(ctx, 'administrator');
      const lena = await aMember(ctx, 'ealing', 'Lena Test');
      const blocked = (yes: boolean) => setBlocked(ctx, administrator, eve.id, yes);
      const unsigned = async (yes: boolean) => {
        const set = { signed: !yes, signedOn: null, domains: [], library: 'all staff' as const };
        await changeAuthority(ctx, administrator, 'ealing', set);
      };
      for (const [member, shut] of [
        [eve, blocked],
        [lena, unsigned],
      ] as const) {
        const event = await anEvent(ctx, { places: 1, inDays: 30 });
        const { bookingId } = await bookAt(ctx, ada, event);
        const waiting = await waits(member, event);
        const state = async () =>
          (await ctx.db.selectFrom('booking').select('state').where('id', '=', waiting).executeTakeFirst())
            ?.state;
        await shut(true);
        await cancel(ctx, ada, bookingId!);
        assert.equal(await state(), 'waiting', 'nobody has the place who could not accept it');
        await shut(false);
        await settleDue(ctx);
        assert.equal(await state(), 'offered');
      }
    });

    it('is that their borough has all its places, and that others come before them for it', async () => {
      const event = await anEvent(ctx, { places: 1, inDays: 30 });
      await quota(event, 'camden', { max: 1 });
      await bookAt(ctx, await aMember(ctx), event);
      const [first, second] = [await waits(ada, event), await waits(bob, event)];
      assert.deepEqual((await queueOf(ctx, ada, first))?.passedOver, [
        'All places are taken.',
        'Your authority has all the places that it may have (1).',
        'So a place may go to somebody after you: 1 person could have the next one.',
      ]);
      assert.deepEqual((await queueOf(ctx, bob, second))?.passedOver, [
        'All places are taken.',
        '1 person before you is from an authority that has all its places, so a place may come to you first.',
      ]);
    });

    it('is for whom the free places are kept, and until when', async () => {
      const event = await anEvent(ctx, { places: 1, inDays: 30 });
      const release_at = new Date(ctx.clock.now().getTime() + 86_400_000);
      await quota(event, 'hackney', { reserved: 1, release_at });
      const id = await waits(ada, event);
      const [said] = (await queueOf(ctx, ada, id))!.passedOver;
      assert.match(said!, /^The places that are free are kept for others until \d+ \w+ \d{4}, .+\.$/);
      await bookAt(ctx, bob, event);
      const eves = await waits(eve, event);
      assert.deepEqual(await queueOf(ctx, eve, eves), { place: 2, passedOver: ['All places are taken.'] });
    });

    it('is that it is too late to be asked first, and what to do about it', async () => {
      const event = await anEvent(ctx, { places: 1, inDays: 0 });
      const soon = new Date(ctx.clock.now().getTime() + 3 * 3_600_000);
      const ends_at = new Date(soon.getTime() + 3_600_000);
      await ctx.db
        .updateTable('session')
        .set({ starts_at: soon, ends_at, closes_at: soon })
        .where('id', '=', `${event}-1`)
        .execute();
      await bookAt(ctx, await aMember(ctx), event);
      const [asked, atOnce] = [
        await waits(ada, event),
        (await bookAt(ctx, bob, event, { wait: true, automatic: true })).bookingId!,
      ];
      assert.match(
        (await queueOf(ctx, ada, asked))!.passedOver.join(' '),
        /If you choose to take a place at once/,
      );
      assert.match(
        (await queueOf(ctx, bob, atOnce))!.passedOver.join(' '),
        /too late to ask 1 person before you first/,
      );
    });

    it('tells, whatever the rules, who has the next place that comes free', async () => {
      const boroughs = ['camden', 'hackney', 'lewisham'];
      const people: Member[] = [];
      for (let n = 0; n < 7; n++) people.push(await aMember(ctx, boroughs[n % 3], `Person ${n}`));
      const setting = fc.record({
        places: fc.nat({ max: 3 }),
        perBorough: fc.option(fc.integer({ min: 1, max: 2 })),
        keptFor: fc.option(fc.constantFrom(...boroughs)),
        order: fc.shuffledSubarray(people, { minLength: 3 }),
      });
      await fc.assert(
        fc.asyncProperty(setting, async ({ places, perBorough, keptFor, order }) => {
          const event = await anEvent(ctx, { inDays: 30 });
          const pool = () => ctx.db.updateTable('pool').where('session_id', '=', `${event}-1`);
          await pool().set({ capacity: places, per_borough: perBorough }).execute();
          if (keptFor) await quota(event, keptFor, { reserved: 1 });
          const waiting: { id: string; place: number; barred: boolean }[] = [];
          for (const person of order) await book(ctx, person, `${event}-1`, { wait: true });
          const bookings = ctx.db.selectFrom('booking').where('session_id', '=', `${event}-1`);
          const made = await bookings.select(['id', 'member_id', 'state']).execute();
          for (const person of order) {
            const mine = made.find(({ member_id }) => member_id === person.id)!;
            const queue = await queueOf(ctx, person, mine.id);
            assert.equal(queue !== null, mine.state === 'waiting');
            const barred = /has all the places that it may have|kept for others/;
            if (queue)
              waiting.push({
                id: mine.id,
                place: queue.place,
                barred: barred.test(queue.passedOver.join(' ')),
              });
          }
          assert.deepEqual(
            waiting.map(({ place }) => place),
            waiting.map((_, at) => at + 1),
          );
          const taken = made.filter(({ state }) => state === 'confirmed').length;
          await pool()
            .set({ capacity: Math.max(places, taken + 1) })
            .execute();
          const raised = taken >= places;
          await atSession(ctx, `${event}-1`, async () => {});
          const offered = await bookings.select('id').where('state', '=', 'offered').execute();
          const next = raised ? waiting.find(({ barred }) => !barred) : undefined;
          assert.deepEqual(
            offered.map(({ id }) => id),
            next ? [next.id] : [],
          );
        }),
        { numRuns: 50 },
      );
    });
  });

  it('is what they answered; to who booked it for them, without what is sealed', async () => {
    const event = await anEvent(ctx, { places: 3 });
    const [job, food] = [randomUUID(), randomUUID()];
    const question = { event_id: event, kind: 'text' as const, choices: null, removed_at: null };
    await ctx.db
      .insertInto('event_question')
      .values([
        { ...question, id: job, position: 1, text: 'Your job', required: true, special: false },
        { ...question, id: food, position: 2, text: 'What you do not eat', required: false, special: true },
      ])
      .execute();
    const cat = await aMember(ctx, 'camden', 'Cat Test');
    const answers = { [job]: 'Analyst', [food]: 'Nuts' };
    const id = (await bookAt(ctx, ada, event, { memberId: cat.id, answers })).bookingId!;
    assert.deepEqual(await answersAt(ctx, cat, id), answers);
    assert.deepEqual(await answersAt(ctx, ada, id), { [job]: 'Analyst' });
    await changeAnswers(ctx, ada, id, { [job]: 'Team leader' });
    assert.deepEqual(await answersAt(ctx, cat, id), { [job]: 'Team leader', [food]: 'Nuts' });
    await changeAnswers(ctx, cat, id, { [food]: '' });
    assert.deepEqual(await answersAt(ctx, cat, id), { [job]: 'Team leader' });
    await assert.rejects(changeAnswers(ctx, cat, id, { [job]: '' }), { code: 'invalid' });
    await assert.rejects(changeAnswers(ctx, bob, id, { [job]: 'Mine now' }), { code: 'not-found' });
    await cancel(ctx, cat, id);
    await assert.rejects(changeAnswers(ctx, cat, id, { [job]: 'Too late' }), { code: 'invalid' });
  });

  it('is apart from what they booked for colleagues, whose link to join stays theirs', async () => {
    const event = await anEvent(ctx, { places: 3 });
    await ctx.db
      .updateTable('session')
      .set({ join_url: 'https://meet.example/1' })
      .where('id', '=', `${event}-1`)
      .execute();
    const dan = await aMember(ctx, 'camden', 'Dan Test');
    const gus = await aMember(ctx, 'camden', 'Gus Test');
    const id = (await bookAt(ctx, dan, event, { memberId: gus.id })).bookingId!;
    assert.deepEqual(await myBookings(ctx, dan), []);
    const [made] = await colleaguesBookings(ctx, dan);
    assert.equal(made?.booking.id, id);
    assert.equal(made?.booking.colleague, 'Gus Test');
    assert.equal(made?.session.joinUrl, null);
    assert.equal(placesText(made!, ctx.clock.now()), 'Gus Test has a place');
    const own = await bookingView(ctx, gus, id);
    assert.deepEqual(
      [own.booking.colleague, own.booking.bookedBy, own.session.joinUrl],
      [null, 'Dan Test', 'https://meet.example/1'],
    );
    assert.equal(await colleagueOf(ctx, dan, id), 'Gus Test');
    assert.equal(await colleagueOf(ctx, gus, id), null);
    await assert.rejects(bookingView(ctx, bob, id), { code: 'not-found' });
  });

  it('is whether they will be told when the date is known', async () => {
    for (const [on, is] of [[true, true] as const, [true, true] as const, [false, false] as const]) {
      await setInterest(ctx, ada, 'liia-summit', on);
      assert.equal(await isInterested(ctx, ada, 'liia-summit'), is);
    }
    assert.equal(await isInterested(ctx, bob, 'liia-summit'), false);
    await assert.rejects(setInterest(ctx, ada, 'no-such-event', true), { code: 'not-found' });
  });
});
