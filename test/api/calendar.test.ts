import assert from 'node:assert/strict';
import ICAL from 'ical.js';
import type { BookingResult, CalendarFeed } from '../../bot/api/contract-events.ts';
import { anEvent } from '../factories.ts';
import { startServer, type TestServer } from './server.ts';

describe('Places in people’s calendars', () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.close());

  /** @returns the booking's id */
  async function bookedBy(person: string, event: string): Promise<string> {
    const response = await server.as(person, `/api/sessions/${event}-1/bookings`, {
      method: 'POST',
      json: {},
    });
    return ((await response.json()) as BookingResult).event.booking!.id;
  }
  async function newFeed(person: string): Promise<string> {
    const response = await server.as(person, '/api/calendar-feed', { method: 'POST' });
    const { url, made } = (await response.json()) as CalendarFeed;
    assert.match(url!, /^webcal:\/\/127\.0\.0\.1:\d+\/calendar\/[\w-]{43}\.ics$/);
    assert.match(made!, /^\d+ \w+ \d{4}$/);
    return url!.replace('webcal:', 'http:');
  }
  const eventsIn = (text: string) =>
    new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((each) => {
      const { uid, sequence } = new ICAL.Event(each);
      return { uid, sequence, status: each.getFirstPropertyValue('status') };
    });

  it('are a file to download, for who has the place alone', async () => {
    const event = await anEvent(server.domain.ctx);
    const id = await bookedBy('asha', event);
    const file = await server.as('asha', `/api/bookings/${id}/calendar`);
    assert.equal(file.status, 200);
    assert.equal(file.headers.get('content-type'), 'text/calendar; charset=utf-8');
    assert.equal(file.headers.get('content-disposition'), `attachment; filename="${event}.ics"`);
    const text = await file.text();
    assert.match(text, /METHOD:PUBLISH/);
    assert.deepEqual(eventsIn(text), [{ uid: id, sequence: 0, status: 'CONFIRMED' }]);
    assert.equal((await server.as('ben', `/api/bookings/${id}/calendar`)).status, 404);
    await server.as('asha', `/api/bookings/${id}`, { method: 'DELETE' });
    assert.equal((await server.as('asha', `/api/bookings/${id}/calendar`)).status, 404);
  });

  it('are an address that calendars look up without a sign-in, with what was cancelled as cancelled', async () => {
    const ctx = server.domain.ctx;
    const [kept, dropped, full] = [await anEvent(ctx), await anEvent(ctx), await anEvent(ctx, { places: 1 })];
    const first = await bookedBy('ben', kept);
    const second = await bookedBy('ben', dropped);
    await bookedBy('asha', full);
    const wait = { method: 'POST', json: { wait: true } };
    const waiting = await server.as('ben', `/api/sessions/${full}-1/bookings`, wait);
    const { event } = (await waiting.json()) as BookingResult;
    await server.as('ben', `/api/bookings/${event.booking!.id}`, { method: 'DELETE' });
    await server.as('ben', `/api/bookings/${second}`, { method: 'DELETE' });
    const address = await newFeed('ben');
    const feed = await fetch(address);
    assert.equal(feed.headers.get('cache-control'), 'no-store');
    assert.deepEqual(
      eventsIn(await feed.text()).sort((a, b) => a.sequence - b.sequence),
      [
        { uid: first, sequence: 0, status: 'CONFIRMED' },
        { uid: second, sequence: 1, status: 'CANCELLED' },
      ],
      'who only waited has it in no calendar',
    );
  });

  it('are gone from an address that was taken back or replaced, and from one that nobody was given', async () => {
    const old = await newFeed('asha');
    const address = await newFeed('asha');
    assert.equal((await fetch(old)).status, 404);
    assert.equal((await fetch(address)).status, 200);
    const kept = await server.domain.ctx.db.selectFrom('calendar_feed').selectAll().execute();
    assert.ok(!JSON.stringify(kept).includes(address.split('/').at(-1)!.replace('.ics', '')));
    const state = await server.as('asha', '/api/calendar-feed');
    assert.equal(((await state.json()) as CalendarFeed).url, null, 'it is shown once');
    const over = await server.as('asha', '/api/calendar-feed', { method: 'DELETE' });
    assert.deepEqual(await over.json(), { url: null, made: null });
    assert.equal((await fetch(address)).status, 404);
    for (const nothing of ['x', `${'a'.repeat(43)}.ics`, `${'a'.repeat(43)}`, '%00'])
      assert.ok([400, 404].includes((await fetch(`${server.url}/calendar/${nothing}`)).status), nothing);
  });

  it('are not shown any more when their person’s access is taken away', async () => {
    const address = await newFeed('chidi');
    const blocked = (blocked_at: Date | null) =>
      server.domain.ctx.db
        .updateTable('member')
        .set({ blocked_at })
        .where('id', '=', (e) =>
          e.selectFrom('calendar_feed').select('member_id').orderBy('made_at', 'desc').limit(1),
        )
        .execute();
    await blocked(new Date());
    assert.equal((await fetch(address)).status, 404);
    await blocked(null);
    assert.equal((await fetch(address)).status, 200);
  });

  it('are spared from whoever guesses addresses', async () => {
    const guess = (file: string) =>
      Promise.all(
        Array.from({ length: 400 }, async () => (await fetch(`${server.url}/calendar/${file}`)).status),
      );
    assert.deepEqual(
      new Set(await guess('x.ics')),
      new Set([404]),
      'what cannot be an address costs nothing',
    );
    assert.ok((await guess(`${'a'.repeat(43)}.ics`)).includes(429));
    assert.equal((await server.as('asha', '/api/bookings')).status, 200);
  });
});
