import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Context } from '../../bot/domain/context.ts';
import { attendees } from '../../bot/domain/events/attendees.ts';
import { book } from '../../bot/domain/events/bookings.ts';
import { eventMessages, messagePeople, messageSize } from '../../bot/domain/events/event-messages.ts';
import { sessionView } from '../../bot/domain/events/events.ts';
import { chase, choose, nominations } from '../../bot/domain/events/nominations.ts';
import { addPeople, givePlace, takeOff } from '../../bot/domain/events/overrides.ts';
import { callOffSession } from '../../bot/domain/events/publishing.ts';
import { sessionLog } from '../../bot/domain/events/session-log.ts';
import { unreached } from '../../bot/domain/events/unreached.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { aCoordinator, aMember, aMemberWith, bookAt } from '../factories.ts';
import { type Domain, openDomain } from '../harness.ts';
import { organised } from '../organising.ts';

describe('The people of an event, for coordinators', () => {
  let domain: Domain;
  let ctx: Context;
  let cora: Member;
  let ada: Member;
  let bob: Member;
  let eve: Member;
  before(async () => {
    domain = await openDomain();
    ctx = domain.ctx;
    domain.now.at = new Date('2030-01-07T10:00:00Z');
    cora = await aCoordinator(ctx);
    ada = await aMember(ctx, 'camden', 'Ada Byrne');
    bob = await aMember(ctx, 'hackney', 'Bob Cole');
    eve = await aMember(ctx, 'enfield', 'Eve Dunn');
  });
  after(() => domain.close());

  const pools = (
    capacity: number,
    quotas: { borough: string; max: number | null; reserved: number }[] = [],
  ) => [
    {
      mode: 'in person' as const,
      capacity,
      perBorough: null,
      quotas: quotas.map((each) => ({ ...each, release: null })),
    },
  ];
  const told = async (purpose: string, key: string) =>
    (
      await ctx.db
        .selectFrom('message')
        .innerJoin('member', 'member.id', 'message.member_id')
        .select('member.name')
        .where('purpose', '=', purpose)
        .where('key', '=', key)
        .orderBy('member.name')
        .execute()
    ).map(({ name }) => name);

  it('lists who comes and who waits, with their answers, their place and why they have none', async () => {
    const questions = [
      { id: null, text: 'Access?', kind: 'text' as const, choices: [], required: false, special: true },
    ];
    const quotas = [
      { borough: 'camden', max: 1, reserved: 0 },
      { borough: 'islington', max: null, reserved: 1 },
    ];
    const { id, sessions, written } = await organised(ctx, cora, {
      event: { questions },
      session: { pools: pools(2, quotas) },
    });
    const answers = { [written.form.questions[0]!.id!]: 'A ramp' };
    const ann = await aMember(ctx, 'camden', 'Ann Camden');
    await bookAt(ctx, ada, id, { answers });
    for (const person of [ann, bob]) await bookAt(ctx, person, id, { wait: true });
    const { people, total, boroughs, numbers } = await attendees(ctx, cora, sessions[0]!.id);
    assert.equal(total, 3);
    assert.deepEqual(
      people.map(({ name, state, place, passedOver }) => [name, state, place, passedOver]),
      [
        ['Ada Byrne', 'confirmed', null, null],
        ['Ann Camden', 'waiting', 1, 'Camden has its most: 1 place.'],
        ['Bob Cole', 'waiting', 2, 'What is free is kept for other boroughs.'],
      ],
    );
    assert.deepEqual(people[0]!.answers, {}, 'needs are not shown unasked');
    const audited = () =>
      ctx.db.selectFrom('audit').select('action').where('action', '=', 'needs read').execute();
    assert.deepEqual(await audited(), []);
    const asked = await attendees(ctx, cora, sessions[0]!.id, { needs: true });
    assert.deepEqual(asked.people[0]!.answers, answers);
    assert.equal((await audited()).length, 1);
    // The page that shows them asks again whenever somebody comes back to it.
    await attendees(ctx, cora, sessions[0]!.id, { needs: true, search: 'Ada' });
    assert.equal((await audited()).length, 1, 'one line for one opening');
    domain.now.at = new Date(domain.now.at.getTime() + 3_600_000);
    await attendees(ctx, cora, sessions[0]!.id, { needs: true });
    assert.equal((await audited()).length, 2);
    assert.deepEqual(
      boroughs.map((each) => [each.name, each.confirmed, each.waiting, each.most, each.reserved]),
      [
        ['Camden', 1, 1, 1, 0],
        ['Hackney', 0, 1, null, 0],
        ['Islington', 0, 0, null, 1],
      ],
    );
    assert.deepEqual([numbers.places, numbers.confirmed, numbers.waiting], [2, 1, 2]);
    const found = async (filter: Parameters<typeof attendees>[3]) =>
      (await attendees(ctx, cora, sessions[0]!.id, filter)).people.map(({ name }) => name);
    assert.deepEqual(await found({ search: 'hackn' }), ['Bob Cole']);
    assert.deepEqual(await found({ state: 'waiting', borough: 'camden' }), ['Ann Camden']);
    assert.deepEqual(await found({ page: 1 }), []);
    assert.equal((await attendees(ctx, cora, sessions[0]!.id, { page: 1 })).total, 3);
    await assert.rejects(attendees(ctx, ada, sessions[0]!.id), { code: 'not-allowed' });
  });

  it('adds people by their rules, and past these only with a reason, which the log keeps', async () => {
    const { sessions } = await organised(ctx, cora, { session: { pools: pools(1) } });
    const [session] = sessions;
    const add = (who: Member[], wish: object = {}) =>
      addPeople(ctx, cora, session!.id, { key: randomUUID(), memberIds: who.map(({ id }) => id), ...wish });
    assert.deepEqual(await add([ada, bob]), [
      { name: 'Ada Byrne', outcome: 'booked' },
      { name: 'Bob Cole', outcome: 'full' },
    ]);
    assert.deepEqual(await add([bob], { wait: true }), [{ name: 'Bob Cole', outcome: 'waiting' }]);
    const again = { key: randomUUID(), reason: 'Speaks on the day' };
    for (const _ of [1, 2])
      assert.deepEqual(await add([eve], again), [{ name: 'Eve Dunn', outcome: 'booked' }]);
    const view = await sessionView(ctx, bob, session!.id);
    const given = await givePlace(ctx, cora, view.booking!.id, 'Sits on the panel');
    assert.deepEqual(given, { outcome: 'given', name: 'Bob Cole' });
    assert.equal((await givePlace(ctx, cora, view.booking!.id, 'Again')).outcome, 'already booked');
    const { people, numbers } = await attendees(ctx, cora, session!.id);
    assert.deepEqual(
      people.map(({ name, overCapacity }) => [name, overCapacity]),
      [
        ['Ada Byrne', false],
        ['Eve Dunn', true],
        ['Bob Cole', true],
      ],
    );
    assert.deepEqual([numbers.confirmed, numbers.over], [3, 2]);
    assert.equal((await takeOff(ctx, cora, view.booking!.id, 'Asked by phone')).outcome, 'cancelled');
    assert.equal((await takeOff(ctx, cora, view.booking!.id, 'Asked by phone')).outcome, 'already cancelled');
    assert.deepEqual(await told('booking cancelled', view.booking!.id), ['Bob Cole']);
    await assert.rejects(givePlace(ctx, ada, view.booking!.id, 'Me'), { code: 'not-allowed' });
    assert.deepEqual(
      (await sessionLog(ctx, cora, session!.id)).map(({ text }) => text),
      [
        'Cora Test cancelled for Bob Cole (Hackney): “Asked by phone”.',
        'Cora Test gave Bob Cole (Hackney) a place: “Sits on the panel”.',
        'Cora Test booked a place for Eve Dunn (Enfield): “Speaks on the day”.',
        'Cora Test put Bob Cole (Hackney) on the waiting list.',
        'Cora Test booked a place for Ada Byrne (Camden).',
      ],
    );
  });

  it('writes to those who are meant, each once, by a press that can be repeated', async () => {
    const dates = ['2030-03-05', '2030-03-12'];
    const { id, sessions } = await organised(ctx, cora, { dates, session: { pools: pools(1) } });
    const [first, second] = sessions;
    await book(ctx, ada, first!.id);
    await book(ctx, ada, second!.id);
    await book(ctx, bob, first!.id, { wait: true });
    const all = { sessionId: null, to: 'everybody' as const };
    assert.equal(await messageSize(ctx, cora, id, all), 2);
    assert.equal(await messageSize(ctx, cora, id, { sessionId: second!.id, to: 'waiting' }), 0);
    const message = { key: randomUUID(), ...all, title: 'Bring a laptop', body: 'We will write together.' };
    assert.equal((await messagePeople(ctx, cora, id, message)).made, true);
    assert.equal((await messagePeople(ctx, cora, id, message)).made, false);
    assert.deepEqual(await told('event message', message.key), ['Ada Byrne', 'Bob Cole']);
    await assert.rejects(messagePeople(ctx, cora, id, { ...message, body: 'Other words.' }), {
      code: 'conflict',
    });
    const nobody = { ...message, key: randomUUID(), sessionId: second!.id, to: 'waiting' as const };
    await assert.rejects(messagePeople(ctx, cora, id, nobody), { code: 'invalid' });
    assert.deepEqual(
      (await eventMessages(ctx, cora, id)).map(({ title, counts }) => [title, counts.people]),
      [['Bring a laptop', 2]],
    );
  });

  it('names whom messages did not reach', async () => {
    const { id, sessions } = await organised(ctx, cora);
    const { bookingId } = await bookAt(ctx, ada, id);
    await bookAt(ctx, bob, id);
    await ctx.db
      .updateTable('message')
      .set({ state: 'failed', reason: 'There is no chat with them.', finished_at: ctx.clock.now() })
      .where('key', '=', bookingId)
      .execute();
    assert.deepEqual(
      (await unreached(ctx, cora, sessions[0]!.id)).map(({ name, message, reason }) => [
        name,
        message,
        reason,
      ]),
      [['Ada Byrne', 'Booked', 'There is no chat with them.']],
    );
    const { people } = await attendees(ctx, cora, sessions[0]!.id);
    assert.deepEqual(
      people.map(({ name, notReached }) => [name, notReached]),
      [
        ['Ada Byrne', 'Booked. There is no chat with them.'],
        ['Bob Cole', null],
      ],
    );
  });

  it('lets a coordinator choose among those who are put forward, and chase boroughs that endorsed nobody', async () => {
    const contact = await aMemberWith(ctx, 'contact', { organisation: 'hackney', name: 'Hana Contact' });
    await aMemberWith(ctx, 'contact', { organisation: 'camden', name: 'Cal Contact' });
    const { id, sessions } = await organised(ctx, cora, { session: { byApproval: true, pools: pools(1) } });
    const [session] = sessions;
    const forward = async (who: Member) =>
      (await bookAt(ctx, who, id, { statement: 'I lead the team.' })).bookingId!;
    const [adas, bobs, eves] = [await forward(ada), await forward(bob), await forward(eve)];
    await ctx.db
      .updateTable('booking')
      .set({ endorsed_at: ctx.clock.now(), endorsed_by: contact.id })
      .where('id', '=', bobs)
      .execute();
    const list = await nominations(ctx, cora, session!.id);
    assert.deepEqual(
      list.people.map(({ name, endorsedBy, bar }) => [name, endorsedBy, bar]),
      [
        ['Bob Cole', 'Hana Contact', null],
        ['Ada Byrne', null, null],
        ['Eve Dunn', null, null],
      ],
    );
    const camden = list.boroughs.find((each) => each.id === 'camden')!;
    assert.deepEqual([camden.endorsed, camden.proposed, camden.contacts], [0, 1, ['Cal Contact']]);
    assert.equal(list.boroughs.length, 33);
    const message = { key: randomUUID(), title: 'Whom do you endorse?', body: 'Please say by Friday.' };
    assert.equal((await chase(ctx, cora, session!.id, message)).made, true);
    assert.equal((await chase(ctx, cora, session!.id, message)).made, false);
    assert.deepEqual(await told('event message', message.key), ['Cal Contact']);
    await assert.rejects(choose(ctx, cora, adas, { chosen: true }), { code: 'invalid' });
    for (const _ of [1, 2]) await choose(ctx, cora, bobs, { chosen: true });
    assert.deepEqual(await told('booking confirmed', bobs), ['Bob Cole']);
    const after = await nominations(ctx, cora, session!.id);
    assert.equal(after.people.find(({ name }) => name === 'Ada Byrne')!.bar, 'All places are taken.');
    await assert.rejects(choose(ctx, cora, adas, { chosen: true }), { code: 'invalid' });
    await choose(ctx, cora, adas, { chosen: true, reason: 'A place of the host’s' });
    await choose(ctx, cora, eves, { chosen: false });
    assert.deepEqual(await told('nomination declined', eves), ['Eve Dunn']);
    await assert.rejects(choose(ctx, cora, eves, { chosen: true, reason: 'After all' }), {
      code: 'conflict',
    });
    assert.deepEqual((await nominations(ctx, cora, session!.id)).chosen, 2);
    await callOffSession(ctx, cora, session!.id, 'No trainer.');
    const late = { ...message, key: randomUUID() };
    await assert.rejects(chase(ctx, cora, session!.id, late), { code: 'invalid' });
    const plain = await organised(ctx, cora);
    await assert.rejects(chase(ctx, cora, plain.sessions[0]!.id, late), { code: 'invalid' });
    assert.match(
      (await sessionLog(ctx, cora, session!.id))[0]!.text,
      /called the session off: “No trainer\.”\.$/,
    );
  });
});
