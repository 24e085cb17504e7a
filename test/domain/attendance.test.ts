import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { AppError } from '../../bot/domain/errors.ts';
import { arrivalOf, arrivals, codeOf } from '../../bot/domain/events/attendance.ts';
import { acceptOffer, book, cancel } from '../../bot/domain/events/bookings.ts';
import { checkIn, scanned, takeBack, walkIn } from '../../bot/domain/events/checking-in.ts';
import { eventSessions } from '../../bot/domain/events/events.ts';
import { importAttendance } from '../../bot/domain/events/teams-report.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { aCoordinator, aMember, anEvent, bookAt } from '../factories.ts';
import { type Domain, openDomain } from '../harness.ts';
import { organised } from '../organising.ts';

const refused = (code: string) => (error: unknown) => error instanceof AppError && error.code === code;

describe('At the door', () => {
  let domain: Domain;
  let cora: Member;
  let ada: Member;
  before(async () => {
    domain = await openDomain();
    cora = await aCoordinator(domain.ctx);
    ada = await aMember(domain.ctx, 'camden', 'Ada Byrne');
  });
  after(() => domain.close());

  const start = new Date('2026-03-03T10:00:00Z');
  const at = (seconds: number) => new Date(start.getTime() + seconds * 1000);
  /** A session with Ada's booking, at its start. */
  const atTheDoor = async (who = ada) => {
    domain.now.at = new Date('2026-03-02T10:00:00Z');
    const event = await anEvent(domain.ctx, { places: 5 });
    const { bookingId } = await bookAt(domain.ctx, who, event);
    domain.now.at = at(600);
    return { session: `${event}-1`, bookingId: bookingId! };
  };
  const cameAt = async (session: string) =>
    (await arrivals(domain.ctx, cora, session)).people.map(
      ({ arrivedAt }) => arrivedAt?.toISOString() ?? null,
    );

  it('somebody is checked in once, however often it is tapped', async () => {
    const { ctx } = domain;
    const { session, bookingId } = await atTheDoor();
    const tap = { nonce: randomUUID(), at: at(1) };
    assert.equal((await checkIn(ctx, cora, session, { bookingId }, tap)).outcome, 'checked in');
    assert.equal((await checkIn(ctx, cora, session, { bookingId }, tap)).outcome, 'already checked in');
    const other = { nonce: randomUUID(), at: at(0) };
    assert.equal((await checkIn(ctx, cora, session, { bookingId }, other)).outcome, 'already checked in');
    assert.deepEqual(await cameAt(session), [at(1).toISOString()]);
    const { n } = await ctx.db
      .selectFrom('booking_log')
      .select((e) => e.fn.countAll<string>().as('n'))
      .where('booking_id', '=', bookingId)
      .where('did', '=', 'checked in')
      .executeTakeFirstOrThrow();
    assert.equal(Number(n), 1);
  });

  it('the tap that was made last counts, whatever order they arrive in and however often', async () => {
    const { ctx } = domain;
    const taps = fc.array(fc.record({ second: fc.nat(8), comes: fc.boolean() }), {
      minLength: 1,
      maxLength: 4,
    });
    const { session, bookingId } = await atTheDoor();
    await fc.assert(
      fc.asyncProperty(taps, fc.infiniteStream(fc.nat(50)), async (made, order) => {
        await ctx.db.deleteFrom('attendance').where('booking_id', '=', bookingId).execute();
        await ctx.db
          .updateTable('booking')
          .set({ arrival_undone_at: null })
          .where('id', '=', bookingId)
          .execute();
        const named = made.map((tap) => ({ ...tap, nonce: randomUUID() }));
        const sent = [...named, ...named]
          .map((tap) => ({ tap, place: order.next().value }))
          .sort((a, b) => a.place - b.place);
        for (const { tap } of sent)
          if (tap.comes)
            await checkIn(ctx, cora, session, { bookingId }, { nonce: tap.nonce, at: at(tap.second) });
          else await takeBack(ctx, cora, session, bookingId, at(tap.second));
        const last = Math.max(...made.map(({ second }) => second));
        // Of two taps at one moment the one that takes back counts.
        const came = made.every(({ second, comes }) => second < last || comes);
        assert.deepEqual(await cameAt(session), [came ? at(last).toISOString() : null]);
      }),
      { numRuns: 20 },
    );
  });

  it('a device with a wrong clock is taken at our time', async () => {
    const { session, bookingId } = await atTheDoor();
    const tap = { nonce: randomUUID(), at: new Date('2031-01-01') };
    await checkIn(domain.ctx, cora, session, { bookingId }, tap);
    assert.deepEqual(await cameAt(session), [at(600).toISOString()]);
  });

  it('one name of a tap is not for two people', async () => {
    const { ctx } = domain;
    const { session, bookingId } = await atTheDoor();
    const memberId = (await aMember(ctx)).id;
    const other = (await book(ctx, cora, session, { memberId, override: 'Speaks' })).bookingId!;
    const tap = { nonce: randomUUID(), at: at(1) };
    await checkIn(ctx, cora, session, { bookingId }, tap);
    await assert.rejects(checkIn(ctx, cora, session, { bookingId: other }, tap), refused('invalid'));
  });

  it('the code that somebody shows checks them in, as they typed it', async () => {
    const { ctx } = domain;
    const { session, bookingId } = await atTheDoor();
    const code = (await codeOf(ctx, bookingId))!;
    assert.match(code, /^[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}$/);
    assert.equal((await scanned(ctx, cora, code)).sessionId, session);
    const typed = code.toLowerCase().replaceAll('-', ' ');
    const done = await checkIn(ctx, cora, session, { code: typed }, { nonce: randomUUID(), at: at(1) });
    assert.deepEqual(done, { outcome: 'checked in', bookingId });
    const elsewhere = await atTheDoor();
    const there = checkIn(ctx, cora, elsewhere.session, { code }, { nonce: randomUUID(), at: at(1) });
    await assert.rejects(there, refused('not-found'));
  });

  it('whose place is cancelled is not checked in, and their code is of nobody', async () => {
    const { ctx } = domain;
    const { session, bookingId } = await atTheDoor();
    const code = (await codeOf(ctx, bookingId))!;
    await cancel(ctx, ada, bookingId);
    const tap = { nonce: randomUUID(), at: at(1) };
    await assert.rejects(checkIn(ctx, cora, session, { bookingId }, tap), refused('conflict'));
    await assert.rejects(scanned(ctx, cora, code), refused('not-found'));
    assert.equal(await codeOf(ctx, bookingId), null);
  });

  it('who walks in gets a place whatever the rules say, once', async () => {
    const { ctx } = domain;
    domain.now.at = new Date('2026-03-02T10:00:00Z');
    const session = `${await anEvent(ctx, { places: 1 })}-1`;
    await book(ctx, ada, session);
    domain.now.at = at(60);
    const ben = await aMember(ctx, 'hackney', 'Ben Walker');
    const tap = { nonce: randomUUID(), at: at(30) };
    const first = await walkIn(ctx, cora, session, ben.id, tap);
    assert.equal(first.outcome, 'checked in');
    assert.deepEqual(await walkIn(ctx, cora, session, ben.id, tap), {
      outcome: 'already checked in',
      bookingId: first.bookingId,
    });
    assert.deepEqual(
      (await arrivals(ctx, cora, session)).people.map(({ name, arrivedAt }) => [name, arrivedAt !== null]),
      [
        ['Ada Byrne', false],
        ['Ben Walker', true],
      ],
    );
  });

  it('who walked in before the end has a place in person, however late the tap arrives', async () => {
    const { ctx } = domain;
    domain.now.at = new Date('2026-03-02T10:00:00Z');
    const pools = (['in person', 'online'] as const).map((mode) => ({
      mode,
      capacity: 1,
      perBorough: null,
      quotas: [],
    }));
    const { sessions } = await organised(ctx, cora, {
      event: { mode: 'hybrid' },
      session: { mode: 'hybrid', date: '2026-03-03', pools },
    });
    const session = sessions[0]!.id;
    await book(ctx, ada, session, { pool: 'online' });
    const ben = await aMember(ctx, 'hackney', 'Ben Walker');
    await book(ctx, ben, session, { pool: 'online', wait: true });
    domain.now.at = new Date('2026-03-03T12:01:00Z');
    const tap = (time: string) => ({ nonce: randomUUID(), at: new Date(`2026-03-03T${time}Z`) });
    await walkIn(ctx, cora, session, ben.id, tap('11:55:00'));
    const { bookingId, pool } = (await arrivals(ctx, cora, session)).people.find(
      ({ memberId }) => memberId === ben.id,
    )!;
    assert.equal(pool, 'in person');
    const { person, came, expected } = await arrivalOf(ctx, cora, bookingId);
    assert.deepEqual([person.arrivedAt?.toISOString(), came, expected], ['2026-03-03T11:55:00.000Z', 1, 2]);
    await ctx.db.updateTable('booking').set({ state: 'cancelled' }).where('id', '=', bookingId).execute();
    assert.equal((await arrivalOf(ctx, cora, bookingId)).expected, 1, 'cancelled meanwhile');
    const chi = await aMember(ctx, 'hackney', 'Chi Late');
    await assert.rejects(walkIn(ctx, cora, session, chi.id, tap('12:00:30')), refused('conflict'));
    await ctx.db
      .updateTable('member')
      .set({ blocked_at: ctx.clock.now() })
      .where('id', '=', chi.id)
      .execute();
    await assert.rejects(walkIn(ctx, cora, session, chi.id, tap('11:58:00')), {
      detail: /may not use the app now/,
    });
  });

  it('who comes in person with a place online, or an offer of one, leaves that to others', async () => {
    const { ctx } = domain;
    domain.now.at = new Date('2026-02-02T10:00:00Z');
    const pools = (['in person', 'online'] as const).map((mode) => ({
      ...{ mode, capacity: 1, perBorough: null, quotas: [] },
    }));
    const { sessions } = await organised(ctx, cora, {
      event: { mode: 'hybrid' },
      session: { mode: 'hybrid', date: '2026-03-03', pools },
    });
    const session = sessions[0]!.id;
    const [ben, chi] = [await aMember(ctx, 'hackney', 'Ben'), await aMember(ctx, 'hackney', 'Chi')];
    const { bookingId } = await book(ctx, ada, session, { pool: 'online' });
    await book(ctx, ben, session, { pool: 'online', wait: true });
    await book(ctx, chi, session, { pool: 'online', wait: true, automatic: true });
    await cancel(ctx, ada, bookingId!); // Ben has an offer now
    // The door opens early: what comes free can still be given.
    domain.now.at = new Date('2026-02-02T11:00:00Z');
    const kinds = async () =>
      (await arrivals(ctx, cora, session)).people.map(({ name, pool }) => `${name} ${pool}`);
    await walkIn(ctx, cora, session, ben.id, { nonce: randomUUID(), at: domain.now.at });
    assert.deepEqual(await kinds(), ['Ben in person']);
    const chis = (await eventSessions(ctx, chi, sessions[0]!.eventId))[0]!.booking!;
    assert.equal(chis.state, 'offered', 'Ben’s place online is Chi’s to have');
    await acceptOffer(ctx, chi, chis.id);
    await walkIn(ctx, cora, session, chi.id, { nonce: randomUUID(), at: domain.now.at });
    assert.deepEqual(await kinds(), ['Ben in person', 'Chi in person']);
  });

  it('only coordinators check people in', async () => {
    const { ctx } = domain;
    const { session, bookingId } = await atTheDoor();
    const tap = { nonce: randomUUID(), at: at(1) };
    for (const tried of [
      () => checkIn(ctx, ada, session, { bookingId }, tap),
      () => takeBack(ctx, ada, session, bookingId, at(1)),
      () => walkIn(ctx, ada, session, ada.id, tap),
      () => arrivals(ctx, ada, session),
      () => scanned(ctx, ada, '0000'),
      () => importAttendance(ctx, ada, session, Buffer.from(''), { check: true }),
    ])
      await assert.rejects(async () => tried(), refused('not-allowed'));
  });
});

describe('The attendance report of Teams', () => {
  let domain: Domain;
  let cora: Member;
  before(async () => {
    domain = await openDomain();
    cora = await aCoordinator(domain.ctx);
  });
  after(() => domain.close());

  const head = 'Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole';
  const report = (rows: string[]) =>
    [
      '1. Summary',
      'Meeting title\tPractice forum',
      'Attended participants\t3',
      '',
      '2. Participants',
      head,
      ...rows,
      '',
      '3. In-Meeting Activities',
      'Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole',
      'Ada Byrne\t3/3/26, 10:00:02 AM\t3/3/26, 11:00:02 AM\t1h 0m 0s\tada@camden.gov.uk\tPresenter',
    ].join('\r\n');
  const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
  const row = (name: string, duration: string, email = '', upn = email) =>
    `${name}\t3/3/26, 9:58:02 AM\t3/3/26, 11:30:00 AM\t${duration}\t${email}\t${upn}\tAttendee`;

  const session = async (...people: { name: string; email?: string }[]) => {
    const { ctx } = domain;
    domain.now.at = new Date('2026-03-02T10:00:00Z');
    const id = `${await anEvent(ctx, { places: 10 })}-1`;
    for (const { name, email } of people) {
      const member = await aMember(ctx, 'camden', name);
      if (email) await ctx.db.updateTable('member').set({ email }).where('id', '=', member.id).execute();
      await book(ctx, member, id);
    }
    domain.now.at = new Date('2026-03-03T13:00:00Z');
    return id;
  };
  const minutes = async (id: string) =>
    (await arrivals(domain.ctx, cora, id)).people.map(({ name, minutes, arrivedAt }) => [
      name,
      arrivedAt ? minutes : null,
    ]);
  const read = (id: string, bytes: Buffer, check = false) =>
    importAttendance(domain.ctx, cora, id, bytes, { check });

  it('marks those who have a place, by address and else by name, once', async () => {
    const id = await session(
      { name: 'Ada Byrne', email: 'Ada@camden.gov.uk' },
      { name: 'Zoë Ångström' },
      { name: 'Missing Person', email: 'missing@camden.gov.uk' },
    );
    const file = utf16(
      report([
        row('Byrne, Ada', '1h 2m 10s', 'ada@camden.gov.uk'),
        row('Zoe\u0308 A\u030angstro\u0308m (Guest)', '45m 40s'),
        row('Byrne, Ada', '20s', 'ada@camden.gov.uk'),
        row('Somebody Else', '5m 0s', 'else@elsewhere.example'),
      ]),
    );
    const looked = await read(id, file, true);
    assert.equal(looked.added, 2);
    assert.deepEqual(await minutes(id), [
      ['Ada Byrne', null],
      ['Missing Person', null],
      ['Zoë Ångström', null],
    ]);
    const { found, unmatched, faults, rows, added } = await read(id, file);
    assert.deepEqual({ rows, faults, added }, { rows: 3, faults: [], added: 2 });
    assert.deepEqual(
      found.map(({ row, minutes, by, already }) => [row, minutes, by, already]),
      [
        [7, 63, 'e-mail', false],
        [8, 46, 'name', false],
      ],
    );
    assert.deepEqual(unmatched, [
      { row: 10, name: 'Somebody Else', email: 'else@elsewhere.example', why: 'They have no place.' },
    ]);
    const then = await minutes(id);
    assert.deepEqual(then, [
      ['Ada Byrne', 63],
      ['Missing Person', null],
      ['Zoë Ångström', 46],
    ]);
    assert.equal((await read(id, file)).added, 0);
    assert.deepEqual(await minutes(id), then);
  });

  it('takes nobody for another of the same name, and nobody whose check-in was taken back', async () => {
    const id = await session({ name: 'Sam Smith' }, { name: 'Sam Smith' }, { name: 'Ada Byrne' });
    const [ada] = (await arrivals(domain.ctx, cora, id)).people;
    await takeBack(domain.ctx, cora, id, ada!.bookingId, new Date('2026-03-03T12:00:00Z'));
    const { added, unmatched } = await read(
      id,
      utf16(report([row('Sam Smith', '10m 0s'), row('Ada Byrne', '3m 0s')])),
    );
    assert.equal(added, 0);
    assert.deepEqual(
      unmatched.map(({ why }) => why),
      ['Two people with a place have this name.', 'Somebody took their check-in back.'],
    );
  });

  it('lists every row that cannot be read, and then changes nothing', async () => {
    const id = await session({ name: 'Ada Byrne' });
    const file = utf16(report([row('Ada Byrne', '10m 0s'), row('', '1m 0s'), row('Bo', 'a while')]));
    const { faults, added } = await read(id, file);
    assert.equal(added, 0);
    assert.deepEqual(
      faults.map(({ row, column }) => [row, column]),
      [
        [8, 'Name'],
        [9, 'In-Meeting Duration'],
      ],
    );
    assert.deepEqual(await minutes(id), [['Ada Byrne', null]]);
  });

  it('is read as UTF-8 with commas, in its older form, and without a mark of its encoding', async () => {
    const id = await session({ name: 'Ada Byrne', email: 'ada@camden.gov.uk' });
    const older =
      'Full Name,Join Time,Leave Time,Duration,Email,Role\r\n"Byrne, Ada",x,y,0:59:31,ada@camden.gov.uk,P';
    for (const bytes of [Buffer.from(older), Buffer.from(`\uFEFF${older}`), Buffer.from(older, 'utf16le')])
      assert.equal((await read(id, bytes, true)).found[0]?.minutes, 60, bytes.subarray(0, 8).toString('hex'));
  });

  it('is refused in a sentence where it is something else, whatever it is', async () => {
    const id = await session();
    for (const text of ['', 'Name,Age\nAda,3', '%PDF-1.7', '"unclosed'])
      await assert.rejects(read(id, Buffer.from(text)), refused('invalid'), text);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        await assert.rejects(read(id, Buffer.from(bytes), true), refused('invalid'));
      }),
      { numRuns: 50 },
    );
  });
});
