import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readContentFiles } from '../../bot/domain/content/files.ts';
import { type Context, inTransaction } from '../../bot/domain/context.ts';
import { cancel } from '../../bot/domain/events/bookings.ts';
import { loadEvents } from '../../bot/domain/events/content.ts';
import { addSessions, copyEvent, createEvent } from '../../bot/domain/events/drafts.ts';
import { saveEvent, saveSession } from '../../bot/domain/events/editing.ts';
import { eventSessions, listEvents, sessionView } from '../../bot/domain/events/events.ts';
import { setInterest } from '../../bot/domain/events/interest.ts';
import { listOrganised, organisedEvent, seriesDates } from '../../bot/domain/events/organised.ts';
import {
  callOffEvent,
  callOffSession,
  publishEvent,
  removeDraft,
  removeSession,
} from '../../bot/domain/events/publishing.ts';
import { answerQuestion } from '../../bot/domain/knowledge/answers.ts';
import { readersFor } from '../../bot/domain/members/access.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { aCoordinator, aMember, aMemberWith, bookAt } from '../factories.ts';
import { contentFolder, type Domain, openDomain } from '../harness.ts';
import { eventForm, organised, sessionForm } from '../organising.ts';

describe('Organising events', () => {
  let domain: Domain;
  let ctx: Context;
  let cora: Member;
  let ada: Member;
  before(async () => {
    domain = await openDomain();
    ctx = domain.ctx;
    domain.now.at = new Date('2030-01-07T10:00:00Z');
    cora = await aCoordinator(ctx);
    ada = await aMember(ctx);
  });
  after(() => domain.close());

  const told = async (purpose: string, key: string) =>
    (
      await ctx.db
        .selectFrom('message')
        .select('member_id')
        .where('purpose', '=', purpose)
        .where('key', '=', key)
        .execute()
    ).map(({ member_id }) => member_id);
  const refused = (promise: Promise<unknown>, code: string, says: RegExp) =>
    assert.rejects(promise, (error: { code: string; detail: string }) => {
      assert.equal(error.code, code);
      assert.match(error.detail, says);
      return true;
    });

  it('keeps drafts to coordinators for all of London until they are published', async () => {
    const draft = await organised(ctx, cora, { draft: true });
    await assert.rejects(eventSessions(ctx, ada, draft.id), { code: 'not-found' });
    assert.ok(!(await listEvents(ctx, ada)).some(({ id }) => id === draft.id));
    const limited = await aMemberWith(ctx, 'coordinator', { inCharge: ['camden'] });
    await assert.rejects(publishEvent(ctx, limited, draft.id), { code: 'not-allowed' });
    await assert.rejects(listOrganised(ctx, ada, { show: 'drafts' }), { code: 'not-allowed' });
    assert.ok((await listOrganised(ctx, cora, { show: 'drafts' })).events.some(({ id }) => id === draft.id));
    await publishEvent(ctx, cora, draft.id);
    await publishEvent(ctx, cora, draft.id);
    assert.ok((await listEvents(ctx, ada)).some(({ id }) => id === draft.id));
    assert.equal((await bookAt(ctx, ada, draft.id)).outcome, 'booked');
  });

  it('makes one event of one press, and gives each its own id', async () => {
    const input = { key: randomUUID(), event: eventForm({ title: 'Made once' }), session: sessionForm() };
    const first = await createEvent(ctx, cora, input);
    assert.deepEqual(await createEvent(ctx, cora, input), { id: first.id, made: false });
    const other = await createEvent(ctx, cora, { ...input, key: randomUUID() });
    assert.deepEqual([first.id, other.id], ['made-once', 'made-once-2']);
  });

  it('reads back what was written', async () => {
    const event = eventForm({
      description: ['One.', 'Two.'],
      audience: 'Practitioners',
      contact: 'events@example.org',
      retentionDays: 7,
      questions: [
        { id: null, text: 'What do you eat?', kind: 'text', choices: [], required: true, special: true },
      ],
    });
    const session = sessionForm({
      mode: 'hybrid',
      joinUrl: 'https://teams.example/join',
      pools: [
        {
          mode: 'in person',
          capacity: 20,
          perBorough: 3,
          quotas: [
            { borough: 'camden', max: 4, reserved: 2, release: { date: '2030-02-25', time: '09:00' } },
            { borough: 'partners', max: null, reserved: 1, release: null },
          ],
        },
        { mode: 'online', capacity: 100, perBorough: null, quotas: [] },
      ],
      opens: { date: '2030-01-14', time: '09:00' },
      closes: { date: '2030-03-01', time: '17:00' },
      cancelBy: { date: '2030-03-04', time: '17:00' },
      offerHours: 48,
    });
    const { id } = await createEvent(ctx, cora, { key: randomUUID(), event, session });
    const { written, sessions } = await organisedEvent(ctx, cora, id);
    assert.deepEqual(sessions[0]!.form, session);
    assert.match(written.form.questions[0]!.id!, /-/);
    assert.deepEqual({ ...written.form, questions: event.questions }, event);
    const settles = await ctx.db
      .selectFrom('session')
      .select('settle_at')
      .where('event_id', '=', id)
      .execute();
    assert.deepEqual(settles, [{ settle_at: new Date('2030-02-25T09:00:00Z') }]);
  });

  it('loses nothing when two coordinators edit at once: the second is told who was first', async () => {
    const { id, written, sessions } = await organised(ctx, cora);
    const form = written.form;
    await saveEvent(ctx, cora, id, { basedOn: written.version, event: { ...form, title: 'Theirs' } });
    const sam = await aMemberWith(ctx, 'coordinator', { name: 'Sam Second' });
    const mine = { basedOn: written.version, event: { ...form, title: 'Mine' } };
    await refused(saveEvent(ctx, sam, id, mine), 'conflict', /^Cora Test changed this since/);
    const session = sessions[0]!;
    const next = { ...session.form, title: 'One' };
    await saveSession(ctx, sam, session.id, { basedOn: session.version, session: next });
    const late = { basedOn: session.version, session: { ...session.form, title: 'Two' } };
    await refused(saveSession(ctx, cora, session.id, late), 'conflict', /^Sam Second changed this since/);
    // The same press again says the same.
    await saveSession(ctx, sam, session.id, { basedOn: session.version, session: next });
    const now = await organisedEvent(ctx, cora, id);
    assert.deepEqual([now.title, now.sessions[0]!.form.title], ['Theirs', 'One']);
  });

  it('tells everybody concerned of another time or place, once for each change, and raises what calendars see', async () => {
    const { id, sessions } = await organised(ctx, cora);
    const [session] = sessions;
    const bob = await aMember(ctx, 'camden', 'Bob Test');
    const booked = await bookAt(ctx, ada, id);
    await bookAt(ctx, ada, id, { memberId: bob.id });
    const move = async (change: Parameters<typeof sessionForm>[0]) => {
      const now = (await organisedEvent(ctx, cora, id)).sessions[0]!;
      return saveSession(ctx, cora, now.id, { basedOn: now.version, session: { ...now.form, ...change } });
    };
    assert.equal((await move({ title: 'A name' })).told, 0);
    assert.equal((await move({ starts: { time: '09:30' } })).told, 2);
    assert.deepEqual((await told('session changed', `${session!.id} 1`)).sort(), [ada.id, bob.id].sort());
    assert.equal((await move({ venue: 'Room 2' })).told, 2);
    assert.equal((await told('session changed', `${session!.id} 2`)).length, 2);
    const row = await ctx.db
      .selectFrom('booking')
      .select('sequence')
      .where('id', '=', booked.bookingId)
      .executeTakeFirst();
    assert.equal(row?.sequence, 3);
  });

  it('takes nobody’s place away when there are fewer, and offers new ones to who waits', async () => {
    const pools = (capacity: number) => [
      { mode: 'in person' as const, capacity, perBorough: null, quotas: [] },
    ];
    const { id, sessions } = await organised(ctx, cora, { session: { pools: pools(2) } });
    const people = [ada, await aMember(ctx, 'hackney'), await aMember(ctx, 'lewisham')];
    for (const person of people) await bookAt(ctx, person, id, { wait: true });
    const save = async (capacity: number) => {
      const now = (await organisedEvent(ctx, cora, id)).sessions[0]!;
      return saveSession(ctx, cora, sessions[0]!.id, {
        basedOn: now.version,
        session: { ...now.form, pools: pools(capacity) },
      });
    };
    const fewer = await save(0);
    assert.deepEqual([fewer.over, fewer.promoted, fewer.told], [2, 0, 0]);
    const { numbers, warnings } = await organisedEvent(ctx, cora, id);
    assert.deepEqual([numbers.confirmed, numbers.over], [2, 2]);
    assert.match(warnings[0]!, /^2 more people have a place than there are places/);
    const more = await save(3);
    assert.deepEqual([more.over, more.promoted], [0, 1]);
    assert.equal((await sessionView(ctx, people[2]!, sessions[0]!.id)).booking?.state, 'offered');
  });

  it('lets no offer outlast a session that is brought forward', async () => {
    const pools = [{ mode: 'in person' as const, capacity: 1, perBorough: null, quotas: [] }];
    const { id, sessions } = await organised(ctx, cora, { session: { pools, offerHours: 336 } });
    const bob = await aMember(ctx, 'hackney', 'Bob Test');
    const { bookingId } = await bookAt(ctx, ada, id);
    await bookAt(ctx, bob, id, { wait: true });
    await cancel(ctx, ada, bookingId!);
    const [session] = sessions;
    const offer = async () =>
      (await sessionView(ctx, bob, session!.id)).booking?.offerExpiresAt?.toISOString();
    assert.match((await offer())!, /^2030-01-2/);
    const sooner = { ...session!.form, date: '2030-01-10' };
    await saveSession(ctx, cora, session!.id, { basedOn: session!.version, session: sooner });
    assert.equal(await offer(), '2030-01-10T10:00:00.000Z');
  });

  it('moves everybody along when a session in person goes online', async () => {
    const { id, written, sessions } = await organised(ctx, cora);
    await bookAt(ctx, ada, id);
    const saved = await saveEvent(ctx, cora, id, {
      basedOn: written.version,
      event: { ...written.form, mode: 'online', venue: null },
    });
    assert.equal(saved.told, 1);
    const view = await sessionView(ctx, ada, sessions[0]!.id);
    assert.deepEqual(
      [view.booking?.pool, view.session.pools.map(({ mode, taken }) => [mode, taken])],
      ['online', [['online', 1]]],
    );
    const { warnings } = await organisedEvent(ctx, cora, id);
    assert.deepEqual(warnings, []);
    domain.now.at = new Date('2030-03-01T10:00:00Z');
    assert.match(
      (await organisedEvent(ctx, cora, id)).warnings[0]!,
      /^There is no join link yet for Tuesday 5/,
    );
    domain.now.at = new Date('2030-01-07T10:00:00Z');
  });

  it('calls off a session or an event with its reason, once, and gives no place there any more', async () => {
    const dates = ['2030-03-05', '2030-03-12'];
    const { id, sessions } = await organised(ctx, cora, { dates });
    const { bookingId } = await bookAt(ctx, ada, id);
    const [first, second] = sessions;
    assert.deepEqual(await callOffSession(ctx, cora, first!.id, 'The heating is broken.'), {
      eventId: id,
      told: 1,
    });
    assert.deepEqual(await told('session called off', `${first!.id} 1`), [ada.id]);
    assert.equal((await bookAt(ctx, await aMember(ctx), id)).outcome, 'called off');
    await refused(callOffSession(ctx, cora, first!.id, 'Again'), 'conflict', /before/);
    const now = (await organisedEvent(ctx, cora, id)).sessions[0]!;
    await refused(
      saveSession(ctx, cora, now.id, { basedOn: now.version, session: { ...now.form, title: 'x' } }),
      'conflict',
      /called off/,
    );
    assert.equal((await sessionView(ctx, ada, second!.id)).session.cancelled, false);
    assert.equal(await callOffEvent(ctx, cora, id, 'No speaker.'), 0);
    assert.equal((await sessionView(ctx, ada, second!.id)).cancelledReason, 'No speaker.');
    await refused(callOffEvent(ctx, cora, id, 'Again'), 'conflict', /before/);
    assert.equal((await cancel(ctx, ada, bookingId!)).outcome, 'called off');
  });

  it('deletes drafts and sessions that nobody booked, nothing else', async () => {
    const draft = await organised(ctx, cora, { draft: true });
    await removeDraft(ctx, cora, draft.id);
    await assert.rejects(organisedEvent(ctx, cora, draft.id), { code: 'not-found' });
    const { id, sessions } = await organised(ctx, cora, { dates: ['2030-03-05', '2030-03-12'] });
    await refused(removeDraft(ctx, cora, id), 'invalid', /published/);
    await bookAt(ctx, ada, id);
    await refused(removeSession(ctx, cora, sessions[0]!.id), 'invalid', /booked/);
    await removeSession(ctx, cora, sessions[1]!.id);
    await refused(removeSession(ctx, cora, sessions[0]!.id), 'invalid', /at least one/);
  });

  it('tells those who asked as soon as the date is known, once', async () => {
    const { id, sessions } = await organised(ctx, cora, {
      session: { date: null, starts: null, ends: null },
    });
    await setInterest(ctx, ada, id, true);
    const [session] = sessions;
    const dated = { ...session!.form, date: '2030-04-02' };
    const saved = await saveSession(ctx, cora, session!.id, { basedOn: session!.version, session: dated });
    assert.equal(saved.dateKnown, 1);
    assert.deepEqual(await told('date known', id), [ada.id]);
    const key = randomUUID();
    await addSessions(ctx, cora, id, { key, session: sessionForm({ date: '2030-04-09' }) });
    assert.deepEqual(await told('date known', id), [ada.id]);
  });

  it('makes a series at once, each session at the same time of day across the change of the clocks', async () => {
    const dates = seriesDates('2030-03-19', 'week', 6).map(({ date }) => date);
    const { sessions } = await organised(ctx, cora, {
      dates,
      session: {
        date: '2030-03-19',
        closes: { date: '2030-03-18', time: '17:00' },
        opens: { date: '2030-02-01', time: '09:00' },
      },
    });
    assert.deepEqual(
      sessions.map(({ startsAt, closesAt, opensAt }) =>
        [startsAt, closesAt, opensAt].map((at) => at?.toISOString()),
      ),
      dates.map((date, n) => [
        `${date}T${n < 2 ? '10' : '09'}:00:00.000Z`,
        `${new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10)}T${n < 2 ? '17' : '16'}:00:00.000Z`,
        '2030-02-01T09:00:00.000Z',
      ]),
    );
    assert.deepEqual(
      sessions.map(({ id }) => id.at(-1)),
      ['1', '2', '3', '4', '5', '6'],
    );
    await refused(organised(ctx, cora, { dates: ['2030-03-05', '2030-03-05'] }), 'invalid', /same/);
    await refused(
      organised(ctx, cora, { dates: ['2030-03-24', '2030-03-31'], session: { starts: { time: '01:30' } } }),
      'invalid',
      /no 1:30am on Sunday 31 March 2030/,
    );
  });

  it('finds the dates of a series: the same weekday each month, with weekends and bank holidays named', () => {
    assert.deepEqual(
      seriesDates('2026-01-30', 'month', 4).map(({ date }) => date),
      ['2026-01-30', '2026-02-27', '2026-03-27', '2026-04-24'],
    );
    assert.deepEqual(seriesDates('2026-04-03', 'two weeks', 2), [
      { date: '2026-04-03', note: 'A bank holiday' },
      { date: '2026-04-17', note: null },
    ]);
    assert.equal(seriesDates('2026-04-04', 'week', 2)[0]!.note, 'A Saturday');
  });

  it('copies an event for another year as a draft, without its people and join links', async () => {
    const questions = [
      { id: null, text: 'Lunch?', kind: 'yes or no' as const, choices: [], required: false, special: false },
    ];
    const { id } = await organised(ctx, cora, {
      event: { questions },
      session: { joinUrl: 'https://teams.example/1', opens: { date: '2030-01-02', time: '09:00' } },
      dates: ['2030-03-05', '2030-03-19'],
    });
    await bookAt(ctx, ada, id);
    const copied = await copyEvent(ctx, cora, id, { key: randomUUID(), date: '2031-03-04' });
    const copy = await organisedEvent(ctx, cora, copied.id);
    assert.equal(copy.state, 'draft');
    assert.deepEqual(
      copy.sessions.map(({ form }) => [form.date, form.joinUrl, form.opens?.date, form.starts?.time]),
      [
        ['2031-03-04', null, '2031-01-01', '10:00'],
        ['2031-03-18', null, '2031-01-01', '10:00'],
      ],
    );
    assert.equal(copy.numbers.confirmed, 0);
    assert.equal(copy.written.form.questions[0]!.text, 'Lunch?');
    const plain = await copyEvent(ctx, cora, id, { key: randomUUID(), date: null });
    const undated = await organisedEvent(ctx, cora, plain.id);
    assert.deepEqual(
      undated.sessions.map(({ day, form }) => [day, form.pools[0]!.capacity]),
      [[null, 10]],
    );
  });

  it('tells the bot of what is published, and no more of what was called off', async () => {
    const ask = async (today = '2030-01-07') =>
      answerQuestion(await ctx.knowledge(), {
        question: 'When is the kinship carers breakfast?',
        earlier: [],
        today,
        readers: readersFor(ada, false),
      });
    const title = 'Kinship carers breakfast';
    const dates = ['2030-01-15', '2030-03-05'];
    const draft = await organised(ctx, cora, {
      event: { title, summary: 'Breakfast with kinship carers.' },
      dates,
      draft: true,
    });
    const isKnown = async () => (await ask()).sources.some(({ id }) => id === draft.id);
    assert.equal(await isKnown(), false);
    await publishEvent(ctx, cora, draft.id);
    assert.match((await ask()).text, /15 January 2030, 10am to midday/);
    assert.match((await ask('2030-02-01')).text, /5 March 2030, 10am to midday/);
    assert.equal(await isKnown(), true);
    await callOffEvent(ctx, cora, draft.id, 'No speaker.');
    assert.equal(await isKnown(), false);
  });

  it('keeps a session that was changed, whatever the files say of it next', async () => {
    const { sessions } = await organisedEvent(ctx, cora, 'liia-summit');
    const [session] = sessions;
    const moved = { ...session!.form, date: '2030-06-20' };
    await saveSession(ctx, cora, session!.id, { basedOn: session!.version, session: moved });
    await inTransaction(ctx, (tx) => loadEvents(tx, readContentFiles(contentFolder).events));
    assert.equal((await organisedEvent(ctx, cora, 'liia-summit')).sessions[0]!.day, '2030-06-20');
  });

  it('is called off or saved once while people book: whoever got a place before is told, nobody after', async () => {
    const { id, sessions } = await organised(ctx, cora);
    const [session] = sessions;
    const all = await Promise.all(Array.from({ length: 10 }, () => aMember(ctx, 'hackney')));
    const [people, late] = [all.slice(0, 5), all.slice(5)];
    const books = people.map((person) => bookAt(ctx, person, id));
    const save = (venue: string) =>
      saveSession(ctx, cora, session!.id, {
        basedOn: session!.version,
        session: { ...session!.form, venue },
      }).then(
        () => 'saved',
        ({ code }) => code,
      );
    const saved = [save('Room 2'), save('Room 3')];
    assert.deepEqual((await Promise.all(saved)).sort(), ['conflict', 'saved']);
    books.push(...late.map((person) => bookAt(ctx, person, id)));
    const { told: n } = await callOffSession(ctx, cora, session!.id, 'No room.');
    const outcomes = (await Promise.all(books)).map(({ outcome }) => outcome);
    assert.equal(n, outcomes.filter((each) => each === 'booked').length);
    assert.ok(
      outcomes.every((each) => ['booked', 'called off'].includes(each)),
      outcomes.join(),
    );
  });

  it('keeps answers that were given, and lets their questions change no more', async () => {
    const asked = {
      id: null,
      text: 'Access?',
      kind: 'text' as const,
      choices: [],
      required: true,
      special: true,
    };
    const { id, written } = await organised(ctx, cora, { event: { questions: [asked] } });
    const [question] = written.form.questions;
    await bookAt(ctx, ada, id, { answers: { [question!.id!]: 'A ramp' } });
    const save = (questions: typeof written.form.questions, basedOn = written.version) =>
      saveEvent(ctx, cora, id, { basedOn, event: { ...written.form, questions } });
    await refused(save([{ ...question!, special: false }]), 'invalid', /answered already/);
    await save([{ ...question!, required: false }]);
    await save([{ ...asked, text: 'Something else?' }], written.version + 1);
    const kept = await ctx.db.selectFrom('special_answer').select('question_id').execute();
    assert.ok(kept.some(({ question_id }) => question_id === question!.id));
    assert.deepEqual(
      (await organisedEvent(ctx, cora, id)).written.form.questions.map(({ text }) => text),
      ['Something else?'],
    );
  });

  it('refuses what cannot be, in a sentence, and changes nothing', async () => {
    const bad: [Partial<ReturnType<typeof sessionForm>>, RegExp][] = [
      [{ ends: { time: '09:00' } }, /end must be after the start/],
      [{ ends: { time: '10:00' } }, /end must be after the start/],
      [{ ends: null }, /both the start and the end/],
      [{ date: null }, /on which date/],
      [{ date: '2030-03-31', starts: { time: '01:30' } }, /There is no 1:30am/],
      [{ date: '2030-10-27', starts: { time: '01:30' } }, /1:30am comes twice/],
      [{ opens: { date: '2030-03-06', time: '09:00' } }, /open before it closes/],
      [{ closes: { date: '2030-03-06', time: '09:00' } }, /close before the session ends/],
      [{ mode: 'online' }, /places online only/],
    ];
    const count = async () => (await listOrganised(ctx, cora, { show: 'drafts' })).total;
    const before = await count();
    for (const [session, says] of bad) await refused(organised(ctx, cora, { session }), 'invalid', says);
    await refused(organised(ctx, cora, { event: { area: 'nowhere' } }), 'invalid', /areas/);
    assert.equal(await count(), before);
  });
});
