import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type {
  BookingDetail,
  BookingResult,
  Colleague,
  EventDetail,
  MyBooking,
  NominationSession,
} from '../../bot/api/contract-events.ts';
import { anEvent } from '../factories.ts';
import { startServer, type TestServer } from './server.ts';

describe('Bookings over HTTP', () => {
  let server: TestServer;
  let event: string;
  before(async () => {
    server = await startServer();
    for (const account of ['asha', 'ben', 'hana', 'imran']) await server.as(account, '/api/me');
  });
  after(() => server.close());
  beforeEach(async () => {
    event = await anEvent(server.domain.ctx, { places: 2, inDays: 30 });
  });

  const call = async <T>(account: string, method: string, path: string, json?: unknown) => {
    const response = await server.as(account, path, { method, json });
    return { status: response.status, body: (await response.json()) as T };
  };
  const message = ({ body }: { body: unknown }) => (body as { error: { message: string } }).error.message;
  const book = (account: string, wish: object = {}) =>
    call<BookingResult>(account, 'POST', `/api/sessions/${event}-1/bookings`, wish);
  const colleague = async (name: string) => {
    const { body } = await call<{ colleagues: Colleague[] }>('asha', 'GET', `/api/colleagues?search=${name}`);
    return body.colleagues[0]!.id;
  };

  it('are made once for a press, however often it arrives', async () => {
    const wish = { key: randomUUID() };
    const [first, second] = [await book('asha', wish), await book('asha', wish)];
    assert.deepEqual([first.status, second.status], [201, 201]);
    assert.deepEqual([first.body.outcome, second.body.outcome], ['booked', 'booked']);
    const { body } = await call<{ bookings: MyBooking[] }>('asha', 'GET', '/api/bookings');
    assert.equal(body.bookings.filter((each) => each.event.id === event).length, 1);
  });

  it('are the person’s and who booked it for them, and nobody else’s', async () => {
    const made = await book('asha', { memberId: await colleague('Hana') });
    assert.match(made.body.message, /^Hana Demo \(Camden\) has a place at/);
    assert.equal(made.body.event.booking, null, 'the answer shows what Asha herself has');
    const mine = await call<{ bookings: MyBooking[]; forColleagues: MyBooking[] }>(
      'asha',
      'GET',
      '/api/bookings',
    );
    const entry = mine.body.forColleagues.find((each) => each.event.id === event)!;
    assert.equal(entry.colleague, 'Hana Demo (Camden)');
    const path = `/api/bookings/${entry.id}`;
    for (const account of ['asha', 'hana'])
      assert.equal((await call<BookingDetail>(account, 'GET', path)).body.id, entry.id);
    for (const [method, at, json] of [
      ['GET', path],
      ['DELETE', path],
      ['PUT', `${path}/answers`, { answers: {} }],
      ['PUT', `${path}/automatic`, { automatic: true }],
      ['POST', `${path}/acceptance`, {}],
      ['POST', `${path}/transfer`, { memberId: randomUUID() }],
    ] as const)
      assert.equal((await call('ben', method, at, json)).status, 404, `${method} ${at}`);
    assert.equal((await call('asha', 'GET', '/api/bookings/nothing')).status, 404);
    const gone = await call<BookingResult>('asha', 'DELETE', path);
    assert.match(gone.body.message, /^Hana Demo \(Camden\)’s place at .+ is cancelled\.$/);
    assert.equal((await call('hana', 'GET', path)).status, 404);
  });

  it('are refused for somebody of another authority, in a sentence', async () => {
    const { id } = await server.domain.ctx.db
      .selectFrom('member')
      .select('id')
      .where('name', 'like', 'Ben %')
      .executeTakeFirstOrThrow();
    const refused = await book('asha', { memberId: id });
    assert.equal(refused.status, 403);
    assert.equal(message(refused), 'You can book for colleagues of your own authority who use this app.');
  });

  it('hold the place in the list, and the answers', async () => {
    const question = randomUUID();
    await server.domain.ctx.db
      .insertInto('event_question')
      .values({
        id: question,
        event_id: event,
        position: 1,
        text: 'Your part',
        kind: 'choice',
        choices: JSON.stringify(['One', 'Two']),
        required: true,
        special: false,
        removed_at: null,
      })
      .execute();
    assert.equal(message(await book('ben')), 'Please answer “Your part”.');
    assert.equal((await book('ben', { answers: { [question]: 'Three' } })).status, 400);
    const answers = { [question]: 'One' };
    for (const account of ['ben', 'hana']) assert.equal((await book(account, { answers })).status, 201);
    const full = await book('asha', { answers });
    assert.deepEqual([full.status, full.body.outcome], [200, 'full']);
    const { body } = await book('asha', { answers, wait: true });
    const id = body.event.booking!.id;
    const one = await call<BookingDetail>('asha', 'GET', `/api/bookings/${id}`);
    assert.deepEqual(
      [one.body.place, one.body.passedOver, one.body.answers, one.body.code],
      [1, ['All places are taken.'], answers, null],
    );
    const changed = await call<BookingResult>('asha', 'PUT', `/api/bookings/${id}/answers`, {
      answers: { [question]: 'Two' },
    });
    assert.deepEqual([changed.body.outcome, changed.body.message], ['changed', 'Your answers are saved.']);
    const detail = await call<EventDetail>('asha', 'GET', `/api/events/${event}`);
    assert.deepEqual(detail.body.filled, { [question]: 'Two' });
  });

  it('that are offered are accepted once, and not when the offer has run out', async () => {
    const { ctx } = server.domain;
    const [own, late] = [event, await anEvent(ctx, { places: 2, inDays: 30 })];
    for (const each of [own, late]) {
      event = each;
      await ctx.db.updateTable('pool').set({ capacity: 1 }).where('session_id', '=', `${each}-1`).execute();
      const held = (await book('ben')).body.event.booking!.id;
      const { id } = (await book('asha', { wait: true })).body.event.booking!;
      await call('ben', 'DELETE', `/api/bookings/${held}`);
      const path = `/api/bookings/${id}/acceptance`;
      const accept = async () => {
        const { status, body } = await call<BookingResult>('asha', 'POST', path, {});
        return [status, body.outcome, body.message];
      };
      if (each === late) {
        // The sign-in stays good: what runs out is the offer.
        await ctx.db
          .updateTable('booking')
          .set({ offer_expires_at: new Date(ctx.clock.now().getTime() - 1) })
          .where('id', '=', id)
          .execute();
        await ctx.db
          .updateTable('session')
          .set({ settle_at: ctx.clock.now() })
          .where('event_id', '=', each)
          .execute();
        const ran = [
          200,
          'lapsed',
          `The offer of a place at Event ${each} has run out. You can join the waiting list again.`,
        ];
        assert.deepEqual([await accept(), await accept()], [ran, ran]);
      } else {
        assert.equal((await accept())[1], 'booked');
        assert.deepEqual(await accept(), [
          200,
          'already booked',
          `You already have a place at Event ${each}.`,
        ]);
      }
    }
  });

  it('of an event without a date are not there yet, and who waits for the date is', async () => {
    const path = '/api/events/liia-summit';
    for (const [method, interested] of [
      ['PUT', true],
      ['DELETE', false],
    ] as const) {
      assert.deepEqual((await call('ben', method, `${path}/interest`)).body, { interested });
      assert.equal((await call<EventDetail>('ben', 'GET', path)).body.interested, interested);
    }
    assert.equal((await call('ben', 'PUT', '/api/events/no-such-event/interest')).status, 404);
  });

  it('by approval are supported by the borough contact', async () => {
    const { db } = server.domain.ctx;
    await db.updateTable('session').set({ by_approval: true }).where('event_id', '=', event).execute();
    const asked = await book('asha', { statement: 'I lead on this.' });
    assert.deepEqual([asked.status, asked.body.outcome], [201, 'requested']);
    type Sessions = { sessions: NominationSession[] };
    const list = await call<Sessions>('imran', 'GET', '/api/nominations');
    const [person] = list.body.sessions.find((each) => each.event.id === event)!.people;
    assert.deepEqual([person?.statement, person?.endorsed], ['I lead on this.', false]);
    const path = `/api/bookings/${person!.bookingId}/endorsement`;
    const now = await call<Sessions>('imran', 'PUT', path);
    assert.equal(now.body.sessions.find((each) => each.event.id === event)?.endorsed, 1);
    assert.equal((await call('asha', 'PUT', path)).status, 403);
  });
});
