import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { Context } from '../../bot/domain/context.ts';
import { cancel } from '../../bot/domain/events/bookings.ts';
import { bookingsWhere, change, type Door } from '../../bot/domain/events/changes.ts';
import { atSession } from '../../bot/domain/events/door.ts';
import { askForLinks, remind, settleDue } from '../../bot/domain/events/reminders.ts';
import { transfer } from '../../bot/domain/events/transfer.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { changePreferences } from '../../bot/domain/messages/choices.ts';
import { deliver } from '../../bot/jobs/deliveries.ts';
import { aCoordinator, aMember, anEvent, bookAt } from '../factories.ts';
import { type Domain, newDatabase, openDomain } from '../harness.ts';
import { organised } from '../organising.ts';
import { letReach, playOutside } from './people.ts';

/** The event is on 31 March 2026, 10am: the clocks go forward on 29 March. */
const booked = '2026-03-01T10:00:00Z';
const starts = '2026-03-31T09:00:00Z';
const week = '2026-03-24T10:00:00Z';
const day = '2026-03-30T09:00:00Z';
const hour = '2026-03-31T08:00:00Z';

describe('Reminders', () => {
  let domain: Domain;
  let ctx: Context;
  let cora: Member;
  before(async () => {
    domain = await openDomain();
    ({ ctx } = domain);
    cora = await aCoordinator(ctx);
  });
  after(() => domain.close());
  beforeEach(async () => {
    await ctx.db.deleteFrom('message').execute();
    // What the other tests made has the same days.
    await ctx.db.updateTable('session').set({ state: 'cancelled', settle_at: null }).execute();
    at(booked);
  });

  const at = (time: string, minutes = 0) => {
    domain.now.at = new Date(Date.parse(time) + minutes * 60_000);
  };
  const anEventThen = () => anEvent(ctx, { inDays: 30 });
  const messages = (purpose: string) =>
    ctx.db
      .selectFrom('message')
      .innerJoin('member', 'member.id', 'message.member_id')
      .select(['name', 'key', 'message.state', 'reason'])
      .where('purpose', '=', purpose)
      .orderBy('message.created_at')
      .orderBy('name')
      .execute();
  const reminded = async () =>
    (await messages('reminder')).map(({ name, key }) => `${name}: ${key.split(' ')[1]}`);
  const someone = async (name: string) => {
    const member = await aMember(ctx, 'camden', name);
    await letReach(ctx, member);
    return member;
  };
  const send = async () => {
    const outside = playOutside();
    await deliver(ctx, outside, new AbortController().signal);
    return outside.posts.map(({ activity }) => String(activity.summary));
  };

  it('come a week, a day and an hour before by the clock on the wall, each once, and never once it has begun', async () => {
    const event = await anEventThen();
    await bookAt(ctx, await someone('Ada'), event);
    await ctx.db.deleteFrom('message').execute();
    const said: string[] = [];
    for (const [time, minutes] of [
      [week, -1],
      [week, 0],
      [week, 5000],
      [day, -1],
      [day, 0],
      [hour, -1],
      [hour, 0],
      [starts, -1],
      [starts, 0],
      [starts, 60],
    ] as const) {
      at(time, minutes);
      await remind(ctx);
      await remind(ctx);
      for (const title of await send())
        said.push(`${time === week ? 'week' : time === day ? 'day' : 'hour'}: ${title}`);
    }
    assert.deepEqual(said, [
      `week: Coming up: Event ${event}`,
      `day: Tomorrow at 10am: Event ${event}`,
      `hour: Today at 10am: Event ${event}`,
    ]);
  });

  it('say where, what to bring and the code for the door, when the day is near', async () => {
    const form = { title: 'Circle', venue: 'Room 1', bring: 'A laptop.' };
    const { id } = await organised(ctx, cora, {
      event: form,
      session: { date: '2026-03-31' },
    });
    await bookAt(ctx, await someone('Ada'), id);
    await ctx.db.deleteFrom('message').execute();
    const said: string[] = [];
    for (const time of [week, day]) {
      at(time);
      await remind(ctx);
      const outside = playOutside();
      await deliver(ctx, outside, new AbortController().signal);
      said.push(JSON.stringify(outside.posts.map(({ activity }) => activity.attachments)));
    }
    for (const words of said) assert.match(words, /31 March 2026, 10am to midday.*Room 1.*A laptop\./);
    assert.deepEqual(
      said.map((words) => /code for the door: [0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}"/.test(words)),
      [false, true],
    );
  });

  it('leave out who booked, or was given a place, after the moment of the reminder', async () => {
    const event = await anEventThen();
    const [early, late, heir] = [await someone('Early'), await someone('Late'), await someone('Heir')];
    const other = await someone('Other');
    await bookAt(ctx, early, event);
    const { bookingId } = await bookAt(ctx, other, event);
    at(day, 7 * 60);
    await bookAt(ctx, late, event);
    await transfer(ctx, other, bookingId!, heir.id);
    await remind(ctx);
    assert.deepEqual(await reminded(), ['Early: day']);
    at(hour);
    await remind(ctx);
    assert.deepEqual(await reminded(), ['Early: day', 'Early: hour', 'Heir: hour', 'Late: hour']);
  });

  it('are not for who cancelled, also between the writing and the sending', async () => {
    const event = await anEventThen();
    const [ada, ben] = [await someone('Ada'), await someone('Ben')];
    const first = await bookAt(ctx, ada, event);
    const second = await bookAt(ctx, ben, event);
    await cancel(ctx, ada, first.bookingId!);
    at(day);
    await remind(ctx);
    assert.deepEqual(await reminded(), ['Ben: day']);
    await cancel(ctx, ben, second.bookingId!);
    assert.deepEqual(
      (await send()).filter((title) => title.startsWith('Tomorrow')),
      [],
    );
  });

  it('begin anew where the session is moved, and say nothing twice of a time that people were just told', async () => {
    const event = await anEventThen();
    await bookAt(ctx, await someone('Ada'), event);
    const moveTo = (time: string) =>
      atSession(ctx, `${event}-1`, async (door: Door) => {
        const startsAt = new Date(time);
        await door.tx.db
          .updateTable('session')
          .set({ starts_at: startsAt, ends_at: new Date(+startsAt + 3_600_000), day: time.slice(0, 10) })
          .where('id', '=', door.session.id)
          .execute();
        for (const booking of await bookingsWhere(door, (query) => query))
          await change(door, booking, { sequence: booking.sequence + 1 }, { actor: null, did: 'moved' });
      });
    at(week);
    await remind(ctx);
    at('2026-03-27T10:00:00Z');
    await moveTo('2026-04-01T13:00:00Z');
    await remind(ctx);
    assert.deepEqual(await reminded(), ['Ada: week'], 'they were told of the new time a moment ago');
    at('2026-03-31T13:00:00Z');
    await remind(ctx);
    assert.deepEqual(await reminded(), ['Ada: week', 'Ada: day']);
    await moveTo('2026-05-01T13:00:00Z');
    const said = (await send()).filter((title) => !title.startsWith('You have a place'));
    assert.deepEqual(said, [], 'what was written of the old time is not sent');
    at('2026-04-24T13:00:00Z');
    await remind(ctx);
    assert.deepEqual(await reminded(), ['Ada: week', 'Ada: day', 'Ada: week']);
  });

  it('come to nobody of a session that is called off, or of a draft', async () => {
    const event = await anEventThen();
    await bookAt(ctx, await someone('Ada'), event);
    await ctx.db.updateTable('session').set({ state: 'cancelled' }).where('event_id', '=', event).execute();
    at(day);
    await remind(ctx);
    assert.deepEqual(await reminded(), []);
  });

  it('go to nobody who has turned them off', async () => {
    const event = await anEventThen();
    const ada = await someone('Ada');
    await bookAt(ctx, ada, event);
    await changePreferences(ctx, ada, { timings: [{ id: 'reminders', timing: 'off' }] });
    at(day);
    await remind(ctx);
    assert.deepEqual(
      (await messages('reminder')).map(({ state, reason }) => [state, reason]),
      [['failed', 'They have turned reminders off']],
    );
  });

  it('ask coordinators for a join link two days before the first of them, once', async () => {
    const online = (joinUrl: string | null) =>
      organised(ctx, cora, {
        event: { mode: 'online', venue: null },
        session: {
          ...{ date: '2026-03-31', joinUrl },
          pools: [{ mode: 'online', capacity: 10, perBorough: null, quotas: [] }],
        },
      });
    const event = (await online(null)).id;
    at(week, -2 * 24 * 60 - 1);
    await askForLinks(ctx);
    assert.equal((await messages('join link missing')).length, 0);
    at(week, -2 * 24 * 60);
    await askForLinks(ctx);
    await askForLinks(ctx);
    const asked = (await messages('join link missing')).filter(({ key }) => key.startsWith(event));
    assert.equal(asked.length, 1);
    const linked = (await online('https://teams.example/join')).id;
    await askForLinks(ctx);
    assert.ok((await messages('join link missing')).every(({ key }) => !key.startsWith(linked)));
  });

  it('are not all that comes by itself: an offer runs out and the next person gets it', async () => {
    const event = await anEvent(ctx, { places: 1, inDays: 30 });
    const people = [await someone('One'), await someone('Two'), await someone('Three')];
    const [one, two, three] = people as [(typeof people)[0], (typeof people)[0], (typeof people)[0]];
    const first = await bookAt(ctx, one, event);
    await bookAt(ctx, two, event, { wait: true });
    await bookAt(ctx, three, event, { wait: true });
    await cancel(ctx, one, first.bookingId!);
    at(booked, 5 * 24 * 60);
    await settleDue(ctx);
    const states = await ctx.db
      .selectFrom('booking')
      .innerJoin('member', 'member.id', 'booking.member_id')
      .select(['name', 'state'])
      .where('session_id', '=', `${event}-1`)
      .orderBy('name')
      .execute();
    assert.deepEqual(
      states.map(({ name, state }) => `${name} ${state}`),
      ['One cancelled', 'Three offered', 'Two lapsed'],
    );
    assert.deepEqual(
      (await messages('offer lapsed')).map(({ name }) => name),
      ['Two'],
    );
  });
});

describe('Reminders by two instances on one PostgreSQL', () => {
  const people = 1000;
  let domains: Domain[];
  before(async () => {
    const url = await newDatabase();
    domains = [await openDomain({ url }), await openDomain({ url })];
    for (const domain of domains) domain.now.at = new Date(booked);
  });
  after(() => Promise.all(domains.map((domain) => domain.close())));

  it(`reach each of ${people} people once`, async function () {
    this.timeout(120_000);
    const [{ ctx }] = domains as [Domain];
    const event = await anEvent(ctx, { places: people, inDays: 30 });
    await fill(ctx, `${event}-1`, people);
    for (const domain of domains) domain.now.at = new Date(day);
    for (let minute = 0; minute < 3; minute++) await Promise.all(domains.map((domain) => remind(domain.ctx)));
    const outside = playOutside();
    const signal = new AbortController().signal;
    await Promise.all(domains.map((domain) => deliver(domain.ctx, outside, signal)));
    assert.equal(outside.posts.length, people);
    assert.equal(new Set(outside.posts.map(({ to }) => to)).size, people);
    const left = await ctx.db.selectFrom('message').select('id').where('state', '<>', 'sent').execute();
    assert.deepEqual(left, []);
  });
});

/** So many people of 50 tenants whom the bot can reach, each with a place. */
async function fill(ctx: Context, sessionId: string, people: number): Promise<void> {
  await sql`insert into tenant (id) select gen_random_uuid() from generate_series(1, 50)`.execute(ctx.db);
  await sql`insert into tenant_organisation (tenant_id, organisation_id) select id, 'camden' from tenant`.execute(
    ctx.db,
  );
  await sql`
    with made as (
      insert into member (id, tenant_id, object_id, name, organisation_id, role, created_at, seen_at)
      select gen_random_uuid(), tenant.id, gen_random_uuid(), 'Person ' || n, 'camden', 'member', now(), now()
      from generate_series(1, ${people}) as n
        join (select id, row_number() over () as nth from tenant) as tenant on tenant.nth = 1 + n % 50
      returning id, tenant_id),
    reached as (
      insert into conversation (tenant_id, conversation_id, kind, member_id, reference, reachable, updated_at)
      select tenant_id, 'a:' || id, 'personal', id, jsonb_build_object('to', id, 'tenantId', tenant_id), true, now()
      from made)
    insert into booking (id, session_id, member_id, organisation_id, state, created_at)
    select gen_random_uuid(), ${sessionId}, id, 'camden', 'confirmed', ${ctx.clock.now()} from made`.execute(
    ctx.db,
  );
}
