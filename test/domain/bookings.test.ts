import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { type Context, inTransaction } from '../../bot/domain/context.ts';
import { cancel, setAutomatic } from '../../bot/domain/events/bookings.ts';
import { eventView, listEvents, myBookings, sessionView } from '../../bot/domain/events/events.ts';
import { hasPassed, placesText } from '../../bot/domain/events/states.ts';
import { bookingMessage, cancelMessage } from '../../bot/domain/events/words.ts';
import { addDays, londonDay } from '../../bot/domain/london.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { setSigned } from '../../bot/domain/members/organisations.ts';
import { aMember, aMemberWith, anEvent, bookAt } from '../factories.ts';
import { type Domain, newDatabase, openDomain } from '../harness.ts';
import { withoutRowLocks } from './booking-walks.ts';

describe('Booking a place', () => {
  let domain: Domain;
  let ctx: Context;
  let ada: Member;
  before(async () => {
    domain = await openDomain();
    ctx = domain.ctx;
    ada = await aMember(ctx);
  });
  after(() => domain.close());
  afterEach(() => {
    domain.now.at = undefined as never;
  });

  it('gives a place once, however often it is asked for', async () => {
    const event = await anEvent(ctx);
    assert.equal((await bookAt(ctx, ada, event)).outcome, 'booked');
    const again = await bookAt(ctx, ada, event);
    assert.equal(again.outcome, 'already booked');
    assert.equal(again.event.taken, 1);
  });

  it('gives no place beyond the last, and gives it again once it is free', async () => {
    const event = await anEvent(ctx, { places: 1 });
    const bob = await aMember(ctx, 'hackney', 'Bob Test');
    const booked = await bookAt(ctx, ada, event);
    assert.equal((await bookAt(ctx, bob, event)).outcome, 'full');
    assert.equal((await cancel(ctx, ada, booked.event.booking!.id)).outcome, 'cancelled');
    assert.equal((await cancel(ctx, ada, booked.event.booking!.id)).outcome, 'already cancelled');
    assert.equal((await bookAt(ctx, bob, event)).outcome, 'booked');
  });

  it('closes at the closing time and is over after the end', async () => {
    const event = await anEvent(ctx);
    const { session } = await eventView(ctx, ada, event);
    const booked = await bookAt(ctx, ada, event);
    domain.now.at = session.closesAt!;
    const bob = await aMember(ctx, 'hackney', 'Bob Test');
    assert.equal((await bookAt(ctx, bob, event)).outcome, 'closed');
    domain.now.at = session.endsAt!;
    assert.equal((await bookAt(ctx, bob, event)).outcome, 'passed');
    assert.equal((await cancel(ctx, ada, booked.event.booking!.id)).outcome, 'passed');
    assert.deepEqual(
      (await myBookings(ctx, ada)).filter((each) => each.id === event).map(({ booking }) => booking.id),
      [booked.event.booking!.id],
    );
  });

  it('does not book events of the documents, which have no places', async () => {
    assert.equal((await bookAt(ctx, ada, 'liia-summit')).outcome, 'not bookable');
  });

  it('says "not found" of an unknown event and of a booking that is somebody else’s', async () => {
    await assert.rejects(bookAt(ctx, ada, 'no-such-event'), { code: 'not-found' });
    const event = await anEvent(ctx);
    const { event: booked } = await bookAt(ctx, ada, event);
    const bob = await aMember(ctx, 'hackney', 'Bob Test');
    await assert.rejects(cancel(ctx, bob, booked.booking!.id), { code: 'not-found' });
    await assert.rejects(cancel(ctx, bob, randomUUID()), { code: 'not-found' });
    assert.equal((await eventView(ctx, ada, event)).booking?.id, booked.booking?.id);
  });

  it('is said to be full only where all places are taken, not where a rule keeps them from an authority', async () => {
    const event = await anEvent(ctx, { places: 2, inDays: 20 });
    const quota = {
      session_id: `${event}-1`,
      pool: 'online',
      borough: 'camden',
      max: 0,
      release_at: null,
    } as const;
    await ctx.db.insertInto('quota').values(quota).execute();
    const now = ctx.clock.now();
    const asked = await bookAt(ctx, ada, event);
    assert.equal(asked.outcome, 'full');
    assert.equal(placesText(asked.event, now), 'There is no place for your authority now');
    const title = asked.event.title;
    assert.equal(
      bookingMessage('full', asked.event),
      `Sorry. There is no place for your authority at ${title} now.`,
    );
    const waits = await bookAt(ctx, ada, event, { wait: true });
    assert.match(
      bookingMessage('waiting', waits.event),
      /^There is no place for your authority at .* on the waiting list/,
    );
    for (let n = 0; n < 2; n++) await bookAt(ctx, await aMember(ctx, 'hackney'), event);
    const full = await eventView(ctx, await aMember(ctx, 'hackney'), event);
    assert.equal(placesText(full, now), 'Waiting list: 1 person');
    assert.equal(bookingMessage('full', full), `Sorry. ${title} is full.`);
  });

  it('that is over is said to be what it was', async () => {
    const event = await anEvent(ctx, { places: 1, inDays: 20 });
    const bob = await aMember(ctx, 'hackney', 'Bob Test');
    const [held, waits] = [await bookAt(ctx, bob, event), await bookAt(ctx, ada, event, { wait: true })];
    const twice = async (member: Member, bookingId: string | null) => {
      await cancel(ctx, member, bookingId!);
      const { outcome, before } = await cancel(ctx, member, bookingId!);
      assert.equal(outcome, 'already cancelled');
      return before;
    };
    assert.equal(await twice(ada, waits.bookingId), 'waiting');
    assert.match(
      cancelMessage('already cancelled', held.event, 'waiting'),
      /^Your entry on the waiting list/,
    );
    const next = await bookAt(ctx, ada, event, { wait: true });
    assert.equal(await twice(bob, held.bookingId), 'confirmed');
    assert.equal(await twice(ada, next.bookingId), 'offered');
    assert.equal(cancelMessage('passed', held.event, 'waiting'), `${held.event.title} has passed.`);
    assert.match(cancelMessage('passed', held.event, 'confirmed'), /so your place stays as it is\.$/);
  });

  it('stays as it is once the session or the whole event is called off', async () => {
    const off = {
      session: (id: string) =>
        ctx.db.updateTable('session').set({ state: 'cancelled' }).where('event_id', '=', id).execute(),
      event: (id: string) =>
        ctx.db.updateTable('event').set({ state: 'cancelled' }).where('id', '=', id).execute(),
    };
    for (const callOff of Object.values(off)) {
      const event = await anEvent(ctx, { places: 1 });
      const { bookingId: held } = await bookAt(ctx, ada, event);
      const bob = await aMember(ctx, 'hackney', 'Bob Test');
      const { bookingId: waits } = await bookAt(ctx, bob, event, { wait: true });
      await callOff(event);
      const rows = () =>
        ctx.db
          .selectFrom('booking')
          .selectAll()
          .where('session_id', '=', `${event}-1`)
          .orderBy('id')
          .execute();
      const before = await rows();
      const outcomes = [
        await cancel(ctx, ada, held!),
        await cancel(ctx, bob, waits!),
        await cancel(ctx, await aMemberWith(ctx, 'coordinator'), held!, { reason: 'They asked' }),
        await setAutomatic(ctx, bob, waits!, true),
      ].map(({ outcome }) => outcome);
      assert.deepEqual(new Set(outcomes), new Set(['called off']));
      assert.deepEqual(await rows(), before);
    }
  });

  it('shows why a single session is called off', async () => {
    const event = await anEvent(ctx);
    await bookAt(ctx, ada, event);
    const off = { state: 'cancelled', cancelled_reason: 'The speaker is ill.' } as const;
    await ctx.db.updateTable('session').set(off).where('event_id', '=', event).execute();
    assert.equal((await eventView(ctx, ada, event)).cancelledReason, 'The speaker is ill.');
  });

  it('has lists of what passed in the last year, 50 at most, and of whatever days are asked for', async () => {
    const event = await anEvent(ctx);
    const day = (n: number) => addDays(londonDay(ctx.clock.now()), -n);
    const passed = [400, ...Array.from({ length: 55 }, (_, n) => n + 1)];
    await ctx.db
      .insertInto('session')
      .values(passed.map((n) => ({ id: `${event}-${n + 1}`, event_id: event, day: day(n) })))
      .execute();
    const listed = (filter = {}) =>
      listEvents(ctx, ada, filter).then((all) =>
        all.filter(({ id }) => id === event).map((each) => each.session.day),
      );
    const all = await listEvents(ctx, ada);
    assert.equal(all.filter((each) => hasPassed(each, ctx.clock.now())).length, 50);
    const last = await listed();
    assert.deepEqual(last.slice(0, 2), [day(-1), day(1)], 'what is to come, then what passed last');
    assert.ok(!last.includes(day(400)));
    assert.deepEqual(await listed({ to: day(399) }), [day(400)]);
    assert.equal((await listed({ from: day(401) })).length, 57);
  });

  it('is refused to staff of an authority whose signature is taken away', async () => {
    const event = await anEvent(ctx);
    const eve = await aMember(ctx, 'enfield', 'Eve Test');
    await inTransaction(ctx, (tx) => setSigned(tx, 'enfield', false));
    const unsigned = { ...eve, organisation: { ...eve.organisation, signed: false } };
    await assert.rejects(bookAt(ctx, unsigned, event), { code: 'unsigned-authority' });
  });

  it('says of whom it cannot be done for what each may know', async () => {
    const event = await anEvent(ctx);
    const [cora, partner] = [await aMemberWith(ctx, 'coordinator'), await aMember(ctx, 'pyl')];
    const ben = await aMember(ctx, 'camden', 'Ben Blocked');
    await ctx.db.updateTable('member').set({ blocked_at: new Date() }).where('id', '=', ben.id).execute();
    const refusal = (who: Member) =>
      bookAt(ctx, who, event, { memberId: ben.id }).then(
        () => assert.fail('was booked'),
        ({ detail }) => detail,
      );
    assert.equal(await refusal(cora), 'Ben Blocked may not use this app now, so you cannot book for them.');
    assert.match(await refusal(ada), /colleagues of your own authority who use this app/);
    assert.match(await refusal(partner), /colleagues of your own organisation who use this app/);
    await ctx.db.updateTable('pool').set({ capacity: 1 }).where('session_id', '=', `${event}-1`).execute();
    const kept = { session_id: `${event}-1`, pool: 'online' as const, borough: 'hackney', reserved: 1 };
    await ctx.db
      .insertInto('quota')
      .values({ ...kept, max: null, release_at: null })
      .execute();
    const words = async (who: Member) => placesText(await sessionView(ctx, who, `${event}-1`), new Date());
    assert.deepEqual(await Promise.all([cora, partner, ada].map(words)), [
      'There is no place for your team now',
      'There is no place for partners now',
      'There is no place for your authority now',
    ]);
  });

  it('keeps its rules through any order of booking and cancelling', async () => {
    const people = [ada, await aMember(ctx), await aMember(ctx, 'hackney'), await aMember(ctx, 'lewisham')];
    const step = fc.record({
      who: fc.nat({ max: 3 }),
      act: fc.constantFrom('book' as const, 'cancel' as const),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 }),
        fc.array(step, { maxLength: 25 }),
        async (places, steps) => {
          const event = await anEvent(ctx, { places });
          const holders = new Set<number>();
          for (const { who, act } of steps) {
            const person = people[who]!;
            if (act === 'book') {
              const { outcome } = await bookAt(ctx, person, event);
              const expected = holders.has(who)
                ? 'already booked'
                : holders.size < places
                  ? 'booked'
                  : 'full';
              assert.equal(outcome, expected);
              if (outcome === 'booked') holders.add(who);
            } else {
              const bookingId = (await eventView(ctx, person, event)).booking?.id;
              assert.equal(bookingId !== undefined, holders.has(who));
              if (bookingId) await cancel(ctx, person, bookingId);
              holders.delete(who);
            }
            assert.equal((await eventView(ctx, ada, event)).taken, holders.size);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('40 people at once for 10 places, on PostgreSQL', () => {
  let domain: Domain;
  let people: Member[];
  before(async () => {
    domain = await openDomain({ url: await newDatabase(), connections: 45 });
    people = [];
    for (let n = 0; n < 40; n++) people.push(await aMember(domain.ctx, n % 2 ? 'camden' : 'hackney'));
  });
  after(() => domain.close());

  const race = async (ctx: Context) => {
    const event = await anEvent(ctx, { places: 10 });
    const outcomes = await Promise.all(
      people.map(async (person) => (await bookAt(ctx, person, event)).outcome),
    );
    const { taken } = await eventView(ctx, people[0]!, event);
    return { taken, booked: outcomes.filter((o) => o === 'booked').length };
  };

  it('book exactly 10', async () => {
    for (let round = 0; round < 5; round++)
      assert.deepEqual(await race(domain.ctx), { taken: 10, booked: 10 });
  });

  it('are told to try again, where the database ends the waiting', async () => {
    const event = await anEvent(domain.ctx);
    const person = await aMember(domain.ctx);
    const locked = Promise.withResolvers<void>();
    const over = Promise.withResolvers<void>();
    const holding = domain.ctx.transaction(async (tx) => {
      await tx.selectFrom('session').select('id').where('id', '=', `${event}-1`).forUpdate().execute();
      locked.resolve();
      await over.promise;
    });
    await locked.promise;
    const refused = assert.rejects(bookAt(domain.ctx, person, event), { code: 'conflict' });
    const end = sql<{ ended: boolean }>`select pg_cancel_backend(pid) as ended from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    while ((await end.execute(domain.ctx.db)).rows.length === 0);
    await refused;
    over.resolve();
    await holding;
    assert.equal((await bookAt(domain.ctx, person, event)).outcome, 'booked');
  });

  it('overbook without the lock: the race is real', async () => {
    const { taken } = await race(withoutRowLocks(domain.ctx));
    assert.ok(taken > 10, `without the lock ${taken} were booked`);
  });
});
