import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Context } from '../../bot/domain/context.ts';
import { afterwards, setMaterials } from '../../bot/domain/events/afterwards.ts';
import { checkIn } from '../../bot/domain/events/checking-in.ts';
import { feedbackAskedAt } from '../../bot/domain/events/feedback.ts';
import { callOffSession } from '../../bot/domain/events/publishing.ts';
import { thank, thankDue } from '../../bot/domain/events/thanking.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { deliver } from '../../bot/jobs/deliveries.ts';
import { aCoordinator, aMember, bookAt } from '../factories.ts';
import { type Domain, openDomain } from '../harness.ts';
import { organised } from '../organising.ts';
import { letReach, playOutside } from './people.ts';

/** A session on Thursday 2 April 2026, 10am to midday: Good Friday and Easter Monday follow. */
const date = '2026-04-02';
const ends = '2026-04-02T11:00:00Z';
const morning = '2026-04-07T08:00:00Z';
const nextMorning = '2026-04-08T08:00:00Z';

describe('Thanks by themselves', () => {
  let domain: Domain;
  let ctx: Context;
  let cora: Member;
  let ada: Member;
  let bo: Member;
  before(async () => {
    domain = await openDomain();
    ({ ctx } = domain);
    [cora, ada, bo] = [await aCoordinator(ctx), await aMember(ctx), await aMember(ctx, 'hackney', 'Bo')];
    for (const member of [cora, ada]) await letReach(ctx, member);
  });
  after(() => domain.close());
  beforeEach(async () => {
    await ctx.db.deleteFrom('message').execute();
    await ctx.db.updateTable('session').set({ state: 'cancelled' }).execute();
  });

  const at = (time: string, minutes = 0) => {
    domain.now.at = new Date(Date.parse(time) + minutes * 60_000);
  };
  const aSession = async ({ thanks = true, people = [ada, bo], hours = {} } = {}) => {
    at('2026-03-02T10:00:00Z');
    const { id } = await organised(ctx, cora, {
      event: { title: 'Circle', thanks },
      session: { date, ...hours },
    });
    const bookings: string[] = [];
    for (const person of people) bookings.push((await bookAt(ctx, person, id)).bookingId!);
    await ctx.db.deleteFrom('message').where('purpose', '=', 'booking confirmed').execute();
    at(ends);
    return { event: id, session: `${id}-1`, bookings };
  };
  const came = (session: string, bookingId: string) =>
    checkIn(ctx, cora, session, { bookingId }, { nonce: randomUUID(), at: domain.now.at });
  /** "purpose: name" of all that was written, by running it twice, and by two at once. */
  const told = async () => {
    await Promise.all([thankDue(ctx), thankDue(ctx)]);
    await thankDue(ctx);
    const rows = await ctx.db
      .selectFrom('message')
      .innerJoin('member', 'member.id', 'member_id')
      .select(['purpose', 'member_id'])
      .where('purpose', 'in', ['thanks', 'missed', 'who came'])
      .execute();
    const names = new Map([cora, ada, bo].map(({ id }, n) => [id, ['cora', 'ada', 'bo'][n]]));
    return rows.map(({ purpose, member_id }) => `${purpose}: ${names.get(member_id!)}`).sort();
  };

  it('go to those who came, once, at 9am on the next working day', async () => {
    const { event, session, bookings } = await aSession();
    await came(session, bookings[0]!);
    assert.match((await afterwards(ctx, cora, session)).byItself!, /on 7 April 2026, 9am/);
    at(morning, -1);
    assert.deepEqual(await told(), []);
    at(morning);
    assert.deepEqual(await told(), ['thanks: ada']);
    assert.equal((await afterwards(ctx, cora, session)).byItself, null);
    assert.equal(await feedbackAskedAt(ctx, ada, event), session);
    await assert.rejects(thank(ctx, cora, session), /nothing is new/);
  });

  it('wait for who came to be noted: coordinators are asked once, and the morning after all noted are thanked', async () => {
    const { session, bookings } = await aSession();
    at(morning);
    assert.deepEqual(await told(), ['who came: cora']);
    const outside = playOutside();
    await deliver(ctx, outside, new AbortController().signal);
    assert.deepEqual(
      outside.posts.map(({ activity }) => activity.summary),
      ['Who came? Circle'],
    );
    assert.match((await afterwards(ctx, cora, session)).byItself!, /^Nobody has noted who came/);
    await came(session, bookings[0]!);
    at(morning, 60);
    await came(session, bookings[1]!);
    assert.deepEqual(await told(), ['who came: cora']);
    at(nextMorning);
    assert.deepEqual(await told(), ['thanks: ada', 'thanks: bo', 'who came: cora']);
  });

  it('are asked about again where an instance of the version before had no words for it', async () => {
    await aSession();
    at(morning);
    await thankDue(ctx);
    const [state, reason] = ['failed' as const, 'What it was about is no longer there'];
    await ctx.db.updateTable('message').set({ state, reason }).execute();
    const waiting = async () => {
      await thankDue(ctx);
      const { length } = await ctx.db
        .selectFrom('message')
        .select('id')
        .where('state', '=', 'pending')
        .execute();
      return length;
    };
    at(morning, 59);
    assert.equal(await waiting(), 0);
    at(morning, 61);
    assert.deepEqual([await waiting(), await waiting()], [1, 1]);
  });

  it('are not asked about where they were noted or sent before the coordinator is told', async () => {
    const { session } = await aSession();
    at(morning);
    await thankDue(ctx);
    await thank(ctx, cora, session);
    const outside = playOutside();
    await deliver(ctx, outside, new AbortController().signal);
    const said = outside.posts.map(({ activity }) => activity.summary);
    assert.deepEqual(said, ['Thank you for coming: Circle']);
  });

  it('do not follow thanks by hand', async () => {
    const { session, bookings } = await aSession();
    await came(session, bookings[0]!);
    await thank(ctx, cora, session);
    at(morning);
    assert.deepEqual(await told(), ['thanks: ada']);
  });

  it('go later to those who were noted later, and say to nobody that they were missed', async () => {
    const { session, bookings } = await aSession();
    const links = { materials: [{ title: 'Slides', url: 'https://example.org/slides' }], recordingUrl: null };
    await setMaterials(ctx, cora, session, links);
    await came(session, bookings[0]!);
    at(morning);
    assert.deepEqual(await told(), ['thanks: ada']);
    const { bar, came: toThank, missed } = await afterwards(ctx, cora, session);
    assert.deepEqual([bar, toThank, missed], [null, 0, 1], 'coordinators may say so');
    at(morning, 60);
    await came(session, bookings[1]!);
    assert.match(
      (await afterwards(ctx, cora, session)).byItself!,
      /^Those noted since .* on 8 April 2026, 9am/,
    );
    assert.deepEqual(await told(), ['thanks: ada']);
    at(nextMorning);
    assert.deepEqual(await told(), ['thanks: ada', 'thanks: bo']);
    await assert.rejects(thank(ctx, cora, session), /nothing is new/);
  });

  it('leave new materials to coordinators, who send them to all, whoever was noted later', async () => {
    const { session, bookings } = await aSession();
    await came(session, bookings[0]!);
    await thank(ctx, cora, session);
    at(ends, 1);
    const links = { materials: [], recordingUrl: 'https://example.org/recording' };
    await setMaterials(ctx, cora, session, links);
    await came(session, bookings[1]!);
    at(morning);
    assert.deepEqual(await told(), ['thanks: ada', 'thanks: bo']);
    await thank(ctx, cora, session);
    assert.deepEqual(await told(), ['thanks: ada', 'thanks: ada', 'thanks: bo']);
  });

  it('say nothing of a morning on which it is too late', async () => {
    const { session, bookings } = await aSession({
      hours: { starts: { time: '07:00' }, ends: { time: '08:00' } },
    });
    at('2026-04-15T10:00:00Z');
    await came(session, bookings[0]!);
    assert.equal((await afterwards(ctx, cora, session)).byItself, null);
    at('2026-04-16T08:00:00Z');
    assert.deepEqual(await told(), []);
  });

  it('are sent and asked about neither where they are turned off, nor where nobody had a place, nor called off, nor weeks later', async () => {
    const off = await aSession({ thanks: false });
    await came(off.session, off.bookings[0]!);
    assert.match((await afterwards(ctx, cora, off.session)).byItself!, /people are thanked by you alone/);
    const away = await aSession();
    at('2026-03-02T10:00:00Z');
    await callOffSession(ctx, cora, away.session, 'Snow');
    await aSession({ people: [] });
    at(morning);
    assert.deepEqual(await told(), []);
    const { session, bookings } = await aSession();
    await came(session, bookings[0]!);
    at('2026-04-16T11:00:00Z', 1);
    assert.deepEqual(await told(), []);
  });
});
