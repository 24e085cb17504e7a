import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Context } from '../../bot/domain/context.ts';
import { afterwards } from '../../bot/domain/events/afterwards.ts';
import { cancel } from '../../bot/domain/events/bookings.ts';
import { saveEvent, saveSession } from '../../bot/domain/events/editing.ts';
import { messagePeople, messageSize } from '../../bot/domain/events/event-messages.ts';
import { sessionView } from '../../bot/domain/events/events.ts';
import { feedbackAskedAt } from '../../bot/domain/events/feedback.ts';
import type { EventForm, SessionForm } from '../../bot/domain/events/forms.ts';
import { organisedEvent } from '../../bot/domain/events/organised.ts';
import { callOffEvent, removeDraft, removeSession } from '../../bot/domain/events/publishing.ts';
import { bookingToTell } from '../../bot/domain/events/telling.ts';
import { thank } from '../../bot/domain/events/thanking.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { bookingWords } from '../../bot/jobs/bookings.ts';
import { aCoordinator, aMember, bookAt } from '../factories.ts';
import { type Domain, openDomain } from '../harness.ts';
import { organised } from '../organising.ts';

describe('What a change of an event means for its people', () => {
  let domain: Domain;
  let ctx: Context;
  let cora: Member;
  let ada: Member;
  let bob: Member;
  before(async () => {
    domain = await openDomain();
    ctx = domain.ctx;
    cora = await aCoordinator(ctx);
    ada = await aMember(ctx, 'camden', 'Ada Byrne');
    bob = await aMember(ctx, 'hackney', 'Bob Cole');
    await ctx.db.updateTable('member').set({ email: 'ada@example.org' }).where('id', '=', ada.id).execute();
  });
  after(() => domain.close());
  const at = (instant: string) => {
    domain.now.at = new Date(instant);
  };
  beforeEach(() => at('2030-01-07T10:00:00Z'));

  const change = async (id: string, form: Partial<EventForm>) => {
    const { written } = await organisedEvent(ctx, cora, id);
    return saveEvent(ctx, cora, id, { basedOn: written.version, event: { ...written.form, ...form } });
  };
  const changeFirst = async (id: string, form: Partial<SessionForm>) => {
    const { sessions } = await organisedEvent(ctx, cora, id);
    const [{ id: first, version, form: before }] = sessions as [(typeof sessions)[number]];
    return saveSession(ctx, cora, first, { basedOn: version, session: { ...before, ...form } });
  };
  /** Who is told what of an event. */
  const told = async (id: string) => {
    const rows = await ctx.db
      .selectFrom('message')
      .innerJoin('member', 'member.id', 'member_id')
      .select(['member.name', 'purpose', 'key', 'only_by'])
      .orderBy('key')
      .execute();
    const bookings = await ctx.db
      .selectFrom('booking')
      .innerJoin('session', 'session.id', 'session_id')
      .select(['booking.id', 'session.id as session'])
      .where('event_id', '=', id)
      .execute();
    const about = new Set(bookings.flatMap((each) => [each.id, each.session]));
    return rows.filter(({ key }) => about.has(key.split(' ')[0]!));
  };
  const one = [{ mode: 'in person' as const, capacity: 1, perBorough: null, quotas: [] }];
  const refused = (promise: Promise<unknown>, says: RegExp) =>
    assert.rejects(promise, (error: { code: string; detail: string }) => {
      assert.equal(error.code, 'invalid');
      assert.match(error.detail, says);
      return true;
    });

  it('tells nobody of a session that is over', async () => {
    const { id } = await organised(ctx, cora, { dates: ['2030-03-05', '2030-03-12'] });
    await bookAt(ctx, ada, id);
    const before = await told(id);
    at('2030-03-06T10:00:00Z');
    assert.equal((await change(id, { venue: 'Room 2', title: 'Another title' })).told, 0);
    assert.equal((await changeFirst(id, { venue: 'Room 3', title: 'The first' })).told, 0);
    assert.deepEqual(await told(id), before);
  });

  it('brings another title to the calendars of those with a place, and bothers nobody', async () => {
    const { id } = await organised(ctx, cora, { session: { pools: one } });
    const { bookingId } = await bookAt(ctx, ada, id);
    await bookAt(ctx, bob, id, { wait: true });
    const before = new Set((await told(id)).map(({ key }) => key));
    assert.equal((await change(id, { title: 'Another title' })).told, 0);
    assert.equal((await changeFirst(id, { title: 'The first' })).told, 0);
    assert.deepEqual(
      (await told(id))
        .filter(({ key }) => !before.has(key))
        .map(({ name, purpose, key, only_by }) => [name, purpose, key, only_by]),
      [1, 2].map((n) => ['Ada Byrne', 'invitation', `${bookingId} ${n}`, 'e-mail']),
    );
    assert.equal((await changeFirst(id, { title: 'One', venue: 'Room 2' })).told, 2);
  });

  it('leaves sessions that took place as they were when the rest of a series is called off', async () => {
    const { id, sessions } = await organised(ctx, cora, { dates: ['2030-03-05', '2030-03-12'] });
    const { bookingId } = await bookAt(ctx, ada, id);
    at('2030-03-06T10:00:00Z');
    await callOffEvent(ctx, cora, id, 'No speaker.');
    assert.equal((await bookingToTell(ctx, bookingId!))?.calledOff, false);
    assert.equal((await afterwards(ctx, cora, sessions[0]!.id)).bar, null);
    await thank(ctx, cora, sessions[0]!.id);
    assert.equal(await feedbackAskedAt(ctx, ada, id), sessions[0]!.id);
  });

  it('says the new time of an offer that is shortened, and leaves time to answer', async () => {
    const { id, sessions } = await organised(ctx, cora, { session: { pools: one, offerHours: 336 } });
    const { bookingId } = await bookAt(ctx, ada, id);
    const bobs = (await bookAt(ctx, bob, id, { wait: true })).bookingId!;
    await cancel(ctx, ada, bookingId!);
    const until = async () =>
      (await sessionView(ctx, bob, sessions[0]!.id)).booking?.offerExpiresAt?.toISOString();
    await changeFirst(id, { closes: { date: '2030-01-10', time: '17:00' } });
    assert.equal(await until(), '2030-01-10T17:00:00.000Z');
    const link = (page: string) => `https://tab.example/${page}`;
    const key = `${bobs} 2030-01-10T17:00:00.000Z`;
    assert.ok((await told(id)).some((each) => each.purpose === 'place offered' && each.key === key));
    const said = await bookingWords['place offered']!(ctx, key, link, {
      organiser: 'x@example.org',
      webLink: link,
    } as never);
    assert.match(JSON.stringify(said), /accept by .*10 January 2030/);
    await changeFirst(id, { closes: { date: '2030-01-06', time: '17:00' } });
    assert.equal(await until(), '2030-01-08T06:00:00.000Z');
  });

  it('does not turn approval on while somebody waits or has an offer', async () => {
    const { id } = await organised(ctx, cora, { session: { pools: one } });
    const { bookingId } = await bookAt(ctx, ada, id);
    const bobs = (await bookAt(ctx, bob, id, { wait: true })).bookingId!;
    await refused(changeFirst(id, { byApproval: true }), /^People wait/);
    await cancel(ctx, ada, bookingId!);
    await refused(changeFirst(id, { byApproval: true }), /^People wait/);
    await cancel(ctx, bob, bobs);
    await changeFirst(id, { byApproval: true });
  });

  it('keeps needs no longer than those who told them were told', async () => {
    const question = { id: null, text: 'Access?', kind: 'text' as const, choices: [] };
    const questions = [{ ...question, required: false, special: true }];
    const { id, written } = await organised(ctx, cora, { event: { questions } });
    await change(id, { retentionDays: 40 });
    await bookAt(ctx, ada, id, { answers: { [written.form.questions[0]!.id!]: 'A ramp' } });
    await refused(change(id, { retentionDays: 41 }), /only be made fewer/);
    await change(id, { retentionDays: 7 });
  });

  it('writes to the people of no session but the event’s own, and deletes a session that was written to', async () => {
    const { id, sessions } = await organised(ctx, cora, { dates: ['2030-03-05', '2030-03-12'] });
    const other = await organised(ctx, cora);
    const { bookingId } = await bookAt(ctx, ada, id);
    const message = { key: randomUUID(), to: 'confirmed' as const, title: 'Hello', body: 'Bring a pen.' };
    for (const sessionId of ['nowhere-1', other.sessions[0]!.id]) {
      await assert.rejects(messagePeople(ctx, cora, id, { ...message, sessionId }), { code: 'not-found' });
      await assert.rejects(messageSize(ctx, cora, id, { sessionId, to: 'confirmed' }), { code: 'not-found' });
    }
    await messagePeople(ctx, cora, id, { ...message, sessionId: sessions[0]!.id });
    await refused(removeSession(ctx, cora, sessions[0]!.id), /booked/);
    await ctx.db.deleteFrom('booking_log').where('booking_id', '=', bookingId).execute();
    await ctx.db.deleteFrom('booking').where('id', '=', bookingId).execute();
    await removeSession(ctx, cora, sessions[0]!.id);
    await ctx.db
      .insertInto('event_message')
      .values({
        ...{ id: randomUUID(), event_id: id, session_id: null, title: 'Hello', body: 'Again.' },
        ...{ recipients: 'everybody', author_id: cora.id, at: ctx.clock.now() },
      })
      .execute();
    await ctx.db.updateTable('event').set({ state: 'draft' }).where('id', '=', id).execute();
    await removeDraft(ctx, cora, id);
  });
});
