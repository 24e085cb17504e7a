import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { checkIn } from '../../bot/domain/events/checking-in.ts';
import { copyEvent, createEvent } from '../../bot/domain/events/drafts.ts';
import { saveSession } from '../../bot/domain/events/editing.ts';
import { eventSessions, listEvents } from '../../bot/domain/events/events.ts';
import { importEvents } from '../../bot/domain/events/imports.ts';
import { listOrganised, organisedEvent } from '../../bot/domain/events/organised.ts';
import { whenText } from '../../bot/domain/london.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { aCoordinator, aMember, bookAt } from '../factories.ts';
import { type Domain, openDomain } from '../harness.ts';
import { eventForm, organised, sessionForm } from '../organising.ts';

/** A residential from Tuesday 5 March 2030, 10am, to the day after, 4pm. */
const residential = { date: '2030-03-05', endDate: '2030-03-06', ends: { time: '16:00' } };

describe('A session that ends on another day', () => {
  let domain: Domain;
  let cora: Member;
  before(async () => {
    domain = await openDomain();
    cora = await aCoordinator(domain.ctx);
  });
  after(() => domain.close());
  beforeEach(() => {
    domain.now.at = new Date('2030-01-07T10:00:00Z');
  });

  it('is said from its first day to its last, and reads back as it was written', async () => {
    const { ctx } = domain;
    const { sessions } = await organised(ctx, cora, { session: residential });
    const [session] = sessions;
    assert.equal(whenText(session!), 'Tuesday 5 March, 10am to Wednesday 6 March 2030, 4pm');
    assert.equal(session!.form.endDate, '2030-03-06');
    const input = { basedOn: session!.version, session: session!.form };
    assert.equal((await saveSession(ctx, cora, session!.id, input)).told, 0);
    const over = { day: '2029-12-31', startsAt: new Date('2029-12-31T20:00:00Z') };
    const said = whenText({ ...over, endsAt: new Date('2030-01-01T00:00:00Z') });
    assert.equal(said, 'Monday 31 December 2029, 8pm to Tuesday 1 January 2030, midnight');
  });

  it('is found on each of its days, is not over until the last, and people are checked in on that too', async () => {
    const { ctx } = domain;
    const ada = await aMember(ctx);
    const { id, sessions } = await organised(ctx, cora, { session: residential });
    const { bookingId } = await bookAt(ctx, ada, id);
    const found = async (from: string, to: string) =>
      (await listEvents(ctx, ada, { from, to })).some((event) => event.id === id);
    const days = ['2030-03-04', '2030-03-05', '2030-03-06', '2030-03-07'];
    assert.deepEqual(await Promise.all(days.map((day) => found(day, day))), [false, true, true, false]);
    domain.now.at = new Date('2030-03-06T15:59:00Z');
    const tap = { nonce: randomUUID(), at: domain.now.at };
    const { outcome } = await checkIn(ctx, cora, sessions[0]!.id, { bookingId: bookingId! }, tap);
    assert.equal(outcome, 'checked in');
    const later = await organised(ctx, cora, { session: { date: '2030-03-07' } });
    const coming = (await listOrganised(ctx, cora, { show: 'coming' })).events.map((event) => event.id);
    assert.ok(coming.indexOf(id) < coming.indexOf(later.id), 'what is going on stands before what comes');
    assert.equal((await eventSessions(ctx, ada, id))[0]!.booking?.state, 'confirmed');
  });

  it('keeps its length in a copy and in a series', async () => {
    const { ctx } = domain;
    const { id } = await organised(ctx, cora, { session: residential });
    const copy = await copyEvent(ctx, cora, id, { key: randomUUID(), date: '2030-04-02' });
    const lasts = async (event: string) =>
      (await organisedEvent(ctx, cora, event)).sessions.map(({ form }) => `${form.date} ${form.endDate}`);
    assert.deepEqual(await lasts(copy.id), ['2030-04-02 2030-04-03']);
    const dates = ['2030-03-05', '2030-04-02'];
    const series = { key: randomUUID(), event: eventForm(), session: sessionForm(residential), dates };
    const made = await createEvent(ctx, cora, series);
    assert.deepEqual(await lasts(made.id), ['2030-03-05 2030-03-06', '2030-04-02 2030-04-03']);
  });

  it('ends after it starts, and within 31 days', async () => {
    const { ctx } = domain;
    const made = (session: object) => organised(ctx, cora, { session: { ...residential, ...session } });
    await assert.rejects(made({ endDate: '2030-03-04' }), /The end must be after the start/);
    await assert.rejects(made({ endDate: '2030-04-06' }), /at most 31 days/);
    await assert.rejects(made({ starts: null, ends: null }), /when it ends/);
    await made({ endDate: '2030-04-05' });
  });

  it('comes in from files', async () => {
    const { ctx } = domain;
    const check = (text: string) => importEvents(ctx, cora, Buffer.from(text), { check: true, area: 'send' });
    const csv =
      'Title,Summary,Area,Date,Starts,End date,Ends,Place\nRetreat,Two days.,send,5 March 2030,10am,6 March 2030,4pm,Hall';
    const ics = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Retreat\r\nDTSTART:20300305T100000Z\r\nDTEND:20300306T160000Z\r\nEND:VEVENT\r\nEND:VCALENDAR`;
    for (const file of [csv, ics]) {
      const { events, faults } = await check(file);
      assert.deepEqual(faults, []);
      assert.equal(events[0]!.when, 'Tuesday 5 March, 10am to Wednesday 6 March 2030, 4pm');
    }
    const { faults } = await check(csv.replace('6 March', '5 May'));
    assert.deepEqual(
      faults.map(({ row, column }) => [row, column]),
      [[2, 'End date']],
    );
  });
});
