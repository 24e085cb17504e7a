import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readSheet } from 'read-excel-file/universal';
import type {
  Afterwards,
  Arrivals,
  Arrived,
  AttendanceReport,
  EventReport,
  OwnData,
} from '../../bot/api/contract-day.ts';
import type { EventDetail } from '../../bot/api/contract-events.ts';
import { book } from '../../bot/domain/events/bookings.ts';
import { forgetAttendees } from '../../bot/domain/events/forgetting.ts';
import { foundAnywhere } from '../domain/dump.ts';
import { aMember, anEvent } from '../factories.ts';
import { startServer, type TestServer } from './server.ts';

describe('The day of an event, over HTTP', () => {
  let server: TestServer;
  const logged: string[] = [];
  before(async () => {
    server = await startServer({ logged });
  });
  after(() => server.close());

  const json = async <T>(response: Response, status = 200): Promise<T> => {
    const body = (await response.json()) as T;
    assert.equal(response.status, status, JSON.stringify(body));
    return body;
  };
  const send = (method: string, path: string, body: unknown, as = 'efe') =>
    server.as(as, path, { method, json: body });

  /** A session that begins in a minute, with so many people. */
  const aSession = async (people: number) => {
    const { ctx, now } = server.domain;
    const event = await anEvent(ctx, { places: people + 2 });
    for (let n = 0; n < people; n++)
      await book(ctx, await aMember(ctx, 'camden', `Person ${n}`), `${event}-1`);
    const { starts_at } = await ctx.db
      .selectFrom('session')
      .select('starts_at')
      .where('id', '=', `${event}-1`)
      .executeTakeFirstOrThrow();
    const at = (minutes: number) => {
      now.at = new Date(starts_at!.getTime() + minutes * 60_000);
      return now.at.toISOString();
    };
    return { event, path: `/api/organising/sessions/${event}-1`, at };
  };

  it('60 people are checked in at once, some of the taps sent twice', async () => {
    const { path, at } = await aSession(60);
    const now = at(-5);
    const { people, expected } = await json<Arrivals>(await server.as('efe', `${path}/arrivals`));
    assert.equal(expected, 60);
    const taps = people.map(({ bookingId, code }, n) => ({
      ...(n % 2 ? { bookingId } : { code }),
      nonce: randomUUID(),
      at: now,
    }));
    const started = performance.now();
    const answers = await Promise.all(
      [...taps, ...taps.slice(-12)].map(async (tap) =>
        json<Arrived>(await send('POST', `${path}/arrivals`, tap)),
      ),
    );
    const ms = (performance.now() - started) / 72;
    assert.ok(ms < 500, `${Math.round(ms)} ms each`);
    assert.equal(answers.filter(({ outcome }) => outcome === 'checked in').length, 60);
    const back = await send('DELETE', `${path}/arrivals/${people[0]!.bookingId}?at=${at(-4)}`, undefined);
    assert.equal((await json<Arrived>(back)).message, 'Person 0 (Camden) is not checked in.');
    const { came } = await json<Arrivals>(await server.as('efe', `${path}/arrivals`));
    assert.equal(came, 59);
    at(180);
    const { total } = await json<EventReport>(await server.as('efe', `${path}/report`));
    assert.deepEqual(total, { booked: 60, came: 59, missed: 1, waiting: 0 });
  });

  it('a bad tap, report or link is refused in a sentence', async () => {
    const { path, at } = await aSession(0);
    const message = async (response: Response, status: number) =>
      (await json<{ error: { message: string } }>(response, status)).error.message;
    const tap = { nonce: randomUUID(), at: at(0) };
    assert.match(
      await message(await send('POST', `${path}/arrivals`, { code: '0000-0000', ...tap }), 404),
      /Nobody here/,
    );
    assert.match(
      await message(await send('POST', `${path}/arrivals`, { bookingId: randomUUID(), ...tap }), 404),
      /nothing/,
    );
    await message(await send('POST', `${path}/arrivals`, { code: 'AAAA', nonce: 'x', at: 'today' }), 400);
    for (const url of ['http://example.org/x', 'javascript:alert(1)', 'https://', 'ftp://example.org'])
      assert.match(
        await message(
          await send('PUT', `${path}/afterwards`, { materials: [{ title: 'X', url }], recordingUrl: null }),
          400,
        ),
        /https/,
        url,
      );
    const file = { method: 'POST', headers: { 'content-type': 'text/csv' }, body: 'Name,Age\r\nAda,3' };
    assert.match(
      await message(await server.as('efe', `${path}/attendance-report`, file), 400),
      /not an attendance report/,
    );
  });

  it('files come with their names, and the report of Teams is read from one', async () => {
    const { path, at } = await aSession(2);
    at(180);
    const text = 'Name\tIn-Meeting Duration\tEmail\r\nPerson 0\t1h 0m 0s\t\r\nPerson 9\t1m 0s\t\r\n';
    const file = (query: string) =>
      server.as('efe', `${path}/attendance-report${query}`, {
        method: 'POST',
        headers: { 'content-type': 'text/csv' },
        body: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
      });
    assert.equal(
      (await json<AttendanceReport>(await file('?check=1'))).message,
      '1 person would be marked as having come. 1 person in it could not be found.',
    );
    assert.equal((await json<AttendanceReport>(await file(''))).added, 1);
    assert.equal((await json<AttendanceReport>(await file(''))).added, 0);
    const csv = await server.as('efe', `${path}/attendees/file?as=csv`);
    assert.match(
      csv.headers.get('content-disposition')!,
      /^attachment; filename="event-\w+-1-attendees\.csv"$/,
    );
    assert.equal((await csv.text()).split('\r\n').length, 4);
    const xlsx = await server.as('efe', `${path}/attendees/file?as=xlsx`);
    assert.match(xlsx.headers.get('content-type')!, /spreadsheetml/);
    const rows = await readSheet(await xlsx.arrayBuffer());
    assert.deepEqual(
      rows.map((row) => row[8]),
      ['Minutes', 60, null],
    );
  });

  it('who was there finds the materials and the form, and says once what they thought', async () => {
    const { event, path, at } = await aSession(0);
    at(-60 * 12);
    await json(await send('POST', `/api/sessions/${event}-1/bookings`, {}, 'asha'), 201);
    const links = { materials: [{ title: 'Slides', url: 'https://example.org/slides' }], recordingUrl: null };
    at(180);
    await json(await send('PUT', `${path}/afterwards`, links));
    const seen = await json<EventDetail>(await server.as('asha', `/api/events/${event}`));
    assert.deepEqual(
      [seen.materials, seen.asksFeedback, seen.feedbackSessionId],
      [links.materials, true, `${event}-1`],
    );
    const others = await json<EventDetail>(await server.as('ben', `/api/events/${event}`));
    assert.deepEqual([others.materials, others.asksFeedback], [[], false]);
    const said = { useful: 5, text: 'Clear' };
    await json(await send('POST', `/api/sessions/${event}-1/feedback`, said, 'asha'), 201);
    await json(await send('POST', `/api/sessions/${event}-1/feedback`, said, 'asha'), 409);
    const { told, feedback } = await json<Afterwards>(await send('POST', `${path}/thanks`, undefined));
    assert.ok(told);
    assert.deepEqual(feedback.texts, ['Clear']);
  });

  it('a special answer is nowhere after its time: no table, no queue, no line of the log', async () => {
    const { ctx, now } = server.domain;
    const { event, path, at } = await aSession(0);
    const question = randomUUID();
    await ctx.db
      .insertInto('event_question')
      .values({
        ...{
          id: question,
          event_id: event,
          position: 1,
          text: 'What do you eat?',
          kind: 'text',
          choices: null,
        },
        ...{ required: false, special: true, removed_at: null },
      })
      .execute();
    at(-60 * 12);
    const secret = 'Coeliac-and-kosher-90210';
    const wish = { key: randomUUID(), answers: { [question]: secret } };
    const done = await json<{ event: { booking: { id: string } } }>(
      await send('POST', `/api/sessions/${event}-1/bookings`, wish, 'ben'),
      201,
    );
    const { id } = done.event.booking;
    // What is refused is logged as well.
    await json(
      await send('PUT', `/api/bookings/${id}/answers`, { answers: { [question]: `${secret}\u0007` } }, 'ben'),
      400,
    );
    await json(
      await send('PUT', `/api/bookings/${id}/answers`, { answers: { [question]: `${secret}!` } }, 'ben'),
    );
    await json(await server.as('efe', `${path}/needs`));
    await (await server.as('efe', `${path}/attendees/file?as=csv&answers=1`)).text();
    const held = await json<OwnData>(await server.as('ben', '/api/me/data'));
    assert.ok(JSON.stringify(held).includes(secret), 'the person sees it');
    const { sealed } = await ctx.db
      .selectFrom('special_answer')
      .select('sealed')
      .where('booking_id', '=', id)
      .executeTakeFirstOrThrow();
    assert.deepEqual(
      await foundAnywhere(server.domain, [secret]),
      [],
      'even before, it is only there sealed',
    );
    now.at = new Date(now.at.getTime() + 32 * 86_400_000);
    await forgetAttendees(ctx);
    assert.deepEqual(await foundAnywhere(server.domain, [secret, sealed]), []);
    assert.ok(logged.length > 100);
    assert.deepEqual(
      logged.filter((line) => line.includes(secret) || line.includes(sealed)),
      [],
    );
  });

  it('a person deletes everything about themselves with a typed word, and is somebody new after it', async () => {
    await json(await send('DELETE', '/api/me', { typed: 'yes' }, 'hana'), 400);
    const before = await json<OwnData>(await server.as('hana', '/api/me/data'));
    assert.ok(before.sections.some(({ heading, entries }) => heading === 'You' && entries.length === 1));
    const { objectId } = server.local.demo.accounts.find(({ id }) => id === 'hana')!;
    assert.ok((await foundAnywhere(server.domain, [objectId])).length > 0);
    await json(await send('DELETE', '/api/me', { typed: 'Delete ' }, 'hana'));
    assert.deepEqual(await foundAnywhere(server.domain, [objectId]), []);
    await json(await send('DELETE', '/api/me', { typed: 'delete' }, 'farah'), 409);
  });
});
