import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readSheet } from 'read-excel-file/universal';
import { inTransaction } from '../../bot/domain/context.ts';
import { AppError } from '../../bot/domain/errors.ts';
import { afterwards, materialsFor, setMaterials } from '../../bot/domain/events/afterwards.ts';
import { arrivals } from '../../bot/domain/events/attendance.ts';
import { book, cancel } from '../../bot/domain/events/bookings.ts';
import { checkIn } from '../../bot/domain/events/checking-in.ts';
import { messagePeople } from '../../bot/domain/events/event-messages.ts';
import {
  asCsv,
  asXlsx,
  attendeesTable,
  needs,
  needsTable,
  reportTable,
} from '../../bot/domain/events/exports.ts';
import { feedbackAskedAt, giveFeedback } from '../../bot/domain/events/feedback.ts';
import { forgetAttendees } from '../../bot/domain/events/forgetting.ts';
import { isInterested, setInterest } from '../../bot/domain/events/interest.ts';
import { eventReport } from '../../bot/domain/events/reports.ts';
import { thank } from '../../bot/domain/events/thanking.ts';
import { transfer } from '../../bot/domain/events/transfer.ts';
import { tellDateKnown } from '../../bot/domain/events/writing.ts';
import { listAudit } from '../../bot/domain/members/audit.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { purge } from '../../bot/domain/retention.ts';
import { aCoordinator, aMember, aMemberWith, anEvent } from '../factories.ts';
import { type Domain, openDomain } from '../harness.ts';
import { foundAnywhere } from './dump.ts';

const refused = (code: string) => (error: unknown) => error instanceof AppError && error.code === code;
const day = 86_400_000;

describe('After an event', () => {
  let domain: Domain;
  let cora: Member;
  before(async () => {
    domain = await openDomain();
    cora = await aCoordinator(domain.ctx);
  });
  after(() => domain.close());

  const before_ = new Date('2026-03-02T10:00:00Z');
  const start = new Date('2026-03-03T10:00:00Z');
  const end = new Date('2026-03-03T13:00:00Z');

  const ask = async (event: string, text: string, special: boolean) => {
    const id = randomUUID();
    await domain.ctx.db
      .insertInto('event_question')
      .values({
        ...{ id, event_id: event, position: special ? 2 : 1, text, kind: 'text', choices: null },
        ...{ required: false, special, removed_at: null },
      })
      .execute();
    return id;
  };
  const person = async (name: string, organisation = 'camden', post: string | null = null) => {
    const member = await aMember(domain.ctx, organisation, name);
    await domain.ctx.db.updateTable('member').set({ post }).where('id', '=', member.id).execute();
    return member;
  };

  /** Two of Camden and one of Hackney have a place, one waits; Ada came and the others did not. */
  const anEventThatWas = async (came = true) => {
    const { ctx } = domain;
    domain.now.at = before_;
    const event = await anEvent(ctx, { places: 3 });
    const session = `${event}-1`;
    const food = await ask(event, 'What do you eat?', true);
    const hopes = await ask(event, 'What do you hope for?', false);
    const ada = await person('Ada Byrne', 'camden', 'Head of SEND');
    const bo = await person('=Bo()', 'camden', 'Head of SEND');
    const chi = await person('Chi Okafor', 'hackney');
    const dee = await person('Dee Waits', 'hackney');
    const answers = (what: string) => ({ [food]: what, [hopes]: '@hope' });
    const bookings = new Map<string, string>();
    for (const [member, what] of [
      [ada, 'Vegan-4711'],
      [bo, ' vegan-4711'],
      [chi, 'Halal-4711'],
    ] as const)
      bookings.set(member.name, (await book(ctx, member, session, { answers: answers(what) })).bookingId!);
    await book(ctx, dee, session, { wait: true, answers: { [food]: 'Kosher-4711' } });
    domain.now.at = start;
    const tap = { nonce: randomUUID(), at: start };
    if (came) await checkIn(ctx, cora, session, { bookingId: bookings.get('Ada Byrne')! }, tap);
    domain.now.at = end;
    return { event, session, bookings, ada, bo, chi, dee };
  };

  it('the report counts who booked, came, missed it and never got a place, by borough and role', async () => {
    const { event, session } = await anEventThatWas();
    const report = await eventReport(domain.ctx, cora, { sessionId: session });
    assert.deepEqual(
      { total: report.total, boroughs: report.boroughs, posts: report.posts },
      {
        total: { booked: 3, came: 1, missed: 2, waiting: 1 },
        boroughs: [
          { name: 'Camden', booked: 2, came: 1, missed: 1, waiting: 0 },
          { name: 'Hackney', booked: 1, came: 0, missed: 1, waiting: 1 },
        ],
        posts: [
          { name: 'Head of SEND', booked: 2, came: 1, missed: 1, waiting: 0 },
          { name: 'Not known', booked: 1, came: 0, missed: 1, waiting: 1 },
        ],
      },
    );
    assert.deepEqual((await eventReport(domain.ctx, cora, { eventId: event })).total, report.total);
    const quiet = await anEventThatWas(false);
    const { noted, total } = await eventReport(domain.ctx, cora, { sessionId: quiet.session });
    assert.deepEqual({ noted, missed: total.missed }, { noted: false, missed: 0 }, 'nobody noted who came');
  });

  it('the list of attendees as a file has no special answers and nothing that a spreadsheet runs', async () => {
    const { ctx } = domain;
    const { session, event } = await anEventThatWas();
    const table = await attendeesTable(ctx, cora, { sessionId: session }, { answers: true });
    const csv = asCsv(table);
    assert.equal(csv.charCodeAt(0), 0xfeff);
    const rows = parse(csv, { bom: true }) as string[][];
    assert.deepEqual(rows[0]!.slice(2), [
      ...['Name', 'E-mail', 'Role', 'Organisation', 'Place', 'Came', 'Minutes', 'What do you hope for?'],
    ]);
    assert.deepEqual(
      rows.slice(1).map((row) => [row[2], row[7], row[9]]),
      [
        ["'=Bo()", '', "'@hope"],
        ['Ada Byrne', '3 March 2026, 10am', "'@hope"],
        ['Chi Okafor', '', "'@hope"],
      ],
    );
    const sheet = await readSheet(new Uint8Array(await asXlsx(table)).buffer);
    assert.deepEqual(
      sheet.map((row) => row[2]),
      ['Name', "'=Bo()", 'Ada Byrne', 'Chi Okafor'],
    );
    for (const text of [csv, JSON.stringify(sheet)]) assert.ok(!text.includes('4711'));
    const without = await attendeesTable(ctx, cora, { eventId: event }, { answers: false });
    assert.ok(!asCsv(without).includes('hope'));
    const [line] = await listAudit(ctx, await aMemberWith(ctx, 'administrator'));
    assert.match(line!.text, /took the list of who comes to an event as a file: event event-/);
  });

  it('no cell of a file begins as a formula does, whatever was written', () => {
    const signs = fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '\t',
      '\r',
      '"',
      "'",
      ' ',
      '\n',
      ',',
      ';',
      '\uFEFF',
      '＝',
      'a',
      '1',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(signs, fc.string()).map(String), { maxLength: 6 }), (parts) => {
        const text = parts.join('');
        const [[cell]] = parse(asCsv({ name: 'x', rows: [[text]] }), { bom: true }) as [[string]];
        assert.ok(!/^[\s"'\uFEFF]*[=+\-@＝＋－＠\t\r]/.test(cell) || cell === `'${text}`);
        assert.ok(cell === text || cell === `'${text}`);
        assert.ok(!/^[=+\-@\t\r]/.test(cell));
      }),
      { numRuns: 300 },
    );
  });

  it('the report as a file has the same numbers', async () => {
    const { event } = await anEventThatWas();
    const { rows } = await reportTable(domain.ctx, cora, { eventId: event });
    assert.deepEqual(rows.at(-1), ['All', 'Everybody', 3, 1, 2, 1]);
    const sheet = await readSheet(new Uint8Array(await asXlsx({ name: 'report', rows })).buffer);
    assert.deepEqual(sheet, rows);
  });

  it('special answers are counted, of those with a place alone, and who counted them is written down', async () => {
    const { ctx } = domain;
    const { session } = await anEventThatWas();
    const counted = await needs(ctx, cora, session);
    assert.deepEqual(counted.questions, [
      {
        text: 'What do you eat?',
        answers: [
          { answer: 'Vegan-4711', people: 2 },
          { answer: 'Halal-4711', people: 1 },
        ],
      },
    ]);
    assert.equal(counted.kept, 'They are deleted on 2 April 2026.');
    assert.deepEqual((await needsTable(ctx, cora, session)).rows[1], ['What do you eat?', 'Vegan-4711', 2]);
    const [line] = await listAudit(ctx, await aMemberWith(ctx, 'administrator'));
    assert.match(line!.text, /counted the dietary and access needs/);
  });

  it('those who came are thanked and those who missed it get the materials, once for each state of these', async () => {
    const { ctx } = domain;
    const { session, event, ada, bo, chi, dee } = await anEventThatWas();
    const told = async () => {
      const rows = await ctx.db
        .selectFrom('message')
        .select(['purpose', 'key', 'member_id'])
        .where('purpose', 'in', ['thanks', 'missed'])
        .where('key', 'like', `${session} %`)
        .execute();
      return rows.map((row) => `${row.purpose} ${row.key.slice(session.length + 1)} ${row.member_id}`).sort();
    };
    await thank(ctx, cora, session);
    assert.deepEqual(await told(), [`thanks 1 ${ada.id}`], 'there is nothing yet for those who missed it');
    await assert.rejects(thank(ctx, cora, session), refused('conflict'));
    domain.now.at = new Date(end.getTime() + 60_000);
    const links = {
      materials: [{ title: 'Slides', url: 'https://example.org/slides' }],
      recordingUrl: 'https://example.org/recording',
    };
    await setMaterials(ctx, cora, session, links);
    domain.now.at = new Date(end.getTime() + 120_000);
    await thank(ctx, cora, session);
    assert.deepEqual(
      await told(),
      [`missed 2 ${bo.id}`, `missed 2 ${chi.id}`, `thanks 1 ${ada.id}`, `thanks 2 ${ada.id}`].sort(),
    );
    await setMaterials(ctx, cora, session, links);
    await assert.rejects(thank(ctx, cora, session), refused('conflict'));
    assert.deepEqual(await materialsFor(ctx, bo, event), links);
    assert.deepEqual(await materialsFor(ctx, dee, event), { materials: [], recordingUrl: null });
    const state = await afterwards(ctx, cora, session);
    assert.deepEqual([state.came, state.missed, state.toldAt], [0, 0, domain.now.at], 'nobody is left');
  });

  it('nobody is thanked before it is over', async () => {
    domain.now.at = before_;
    const session = `${await anEvent(domain.ctx)}-1`;
    await assert.rejects(thank(domain.ctx, cora, session), refused('conflict'));
    assert.equal((await afterwards(domain.ctx, cora, session)).bar, 'It is not over yet.');
  });

  it('who came says once what they thought, and coordinators read it without names', async () => {
    const { ctx } = domain;
    const { session, event, ada, bo } = await anEventThatWas();
    assert.equal(await feedbackAskedAt(ctx, ada, event), session);
    await giveFeedback(ctx, ada, session, { useful: 4, text: ' Very good ' });
    assert.equal(await feedbackAskedAt(ctx, ada, event), null);
    await assert.rejects(giveFeedback(ctx, ada, session, { useful: 5, text: '' }), refused('conflict'));
    assert.equal(await feedbackAskedAt(ctx, bo, event), null, 'Bo did not come');
    await assert.rejects(giveFeedback(ctx, bo, session, { useful: 1, text: '' }), refused('not-found'));
    const { feedback } = await afterwards(ctx, cora, session);
    assert.deepEqual(feedback, { people: 1, average: 4, spread: [0, 0, 0, 1, 0], texts: ['Very good'] });
    const quiet = await anEventThatWas(false);
    await giveFeedback(ctx, quiet.bo, quiet.session, { useful: 3, text: '' });
  });

  it('a special answer goes at once with a booking that is over', async () => {
    const { ctx } = domain;
    domain.now.at = before_;
    const event = await anEvent(ctx);
    const food = await ask(event, 'What do you eat?', true);
    const [ada, bo] = [await person('Ada Byrne'), await person('Bo Heir')];
    const left = async (bookingId: string | null) =>
      ctx.db.selectFrom('special_answer').selectAll().where('booking_id', '=', bookingId).execute();
    const given = await book(ctx, ada, `${event}-1`, { answers: { [food]: 'Vegan' } });
    assert.equal((await left(given.bookingId)).length, 1);
    await transfer(ctx, ada, given.bookingId!, bo.id);
    assert.deepEqual(await left(given.bookingId), []);
    const again = await book(ctx, ada, `${event}-1`, { answers: { [food]: 'Vegan' } });
    await cancel(ctx, ada, again.bookingId!);
    assert.deepEqual(await left(again.bookingId), []);
  });

  it('special answers are nowhere any more when their time is over, and no number changes', async () => {
    const { ctx } = domain;
    const { session, event } = await anEventThatWas();
    const numbers = async () => [
      await eventReport(ctx, cora, { sessionId: session }),
      (await arrivals(ctx, cora, session)).people.length,
    ];
    const counts = await numbers();
    const { rows } = {
      rows: await ctx.db
        .selectFrom('special_answer')
        .innerJoin('booking', 'booking.id', 'booking_id')
        .select('sealed')
        .where('session_id', '=', session)
        .execute(),
    };
    assert.equal(rows.length, 4);
    domain.now.at = new Date(end.getTime() + 29 * day);
    await forgetAttendees(ctx);
    assert.equal(
      (
        await foundAnywhere(
          domain,
          rows.map(({ sealed }) => sealed),
        )
      ).length,
      4,
      'not yet',
    );
    domain.now.at = new Date(end.getTime() + 31 * day);
    await forgetAttendees(ctx);
    const words = ['Vegan-4711', 'vegan-4711', 'Halal-4711', 'Kosher-4711'];
    assert.deepEqual(await foundAnywhere(domain, [...words, ...rows.map(({ sealed }) => sealed)]), []);
    assert.deepEqual(await numbers(), counts);
    assert.equal((await needs(ctx, cora, session)).kept, 'They have been deleted.');
    await ctx.db.updateTable('event').set({ retention_days: 0 }).where('id', '=', event).execute();
  });

  it('after a year there are numbers in place of names, and the same ones', async () => {
    const { ctx } = domain;
    const { session, event, ada, bo, chi, dee } = await anEventThatWas();
    await giveFeedback(ctx, ada, session, { useful: 4, text: 'Good' });
    await thank(ctx, cora, session);
    const report = await eventReport(ctx, cora, { eventId: event });
    domain.now.at = new Date(end.getTime() + 366 * day);
    await forgetAttendees(ctx);
    await forgetAttendees(ctx);
    const { days, ...then } = await eventReport(ctx, cora, { eventId: event });
    const { days: _, ...before } = report;
    assert.deepEqual(then, before);
    assert.equal(days[0]!.anonymised, true);
    const named = await ctx.db
      .selectFrom('booking')
      .select('id')
      .where('session_id', '=', session)
      .where((e) => e.or([e('member_id', 'is not', null), e('booked_by', 'is not', null)]))
      .execute();
    assert.deepEqual(named, []);
    const people = [ada, bo, chi, dee].flatMap(({ id, pseudonym }) => [id, pseudonym]);
    const left = (await foundAnywhere(domain, people)).map((each) => each.split(':')[0]!);
    // Who they are stays, and that they once were members; nothing says that they were at this session.
    assert.deepEqual([...new Set(left)].sort(), ['public.member']);
    assert.equal((await afterwards(ctx, cora, session)).feedback.average, 4);
    const tap = { nonce: randomUUID(), at: domain.now.at };
    const { bookingId } = (await arrivals(ctx, cora, session)).people[0]!;
    await assert.rejects(checkIn(ctx, cora, session, { bookingId }, tap), refused('conflict'));
  });

  it('of a session that never had a date, answers and names go too: counted from the end of booking, or from its event', async () => {
    const { ctx } = domain;
    const dateless = { day: null, starts_at: null, ends_at: null };
    const left = async (session: string) =>
      (
        await ctx.db
          .selectFrom('booking')
          .leftJoin('special_answer', 'special_answer.booking_id', 'booking.id')
          .select(['member_id', 'sealed'])
          .where('session_id', '=', session)
          .execute()
      ).flatMap(({ member_id, sealed }) => [...(member_id ? ['name'] : []), ...(sealed ? ['answer'] : [])]);
    for (const closes of [true, false]) {
      domain.now.at = before_;
      const event = await anEvent(ctx);
      const session = `${event}-1`;
      const food = await ask(event, 'What do you eat?', true);
      await book(ctx, await person('Ada Byrne'), session, { answers: { [food]: 'Vegan' } });
      await ctx.db.updateTable('pool').set({ capacity: 5 }).where('session_id', '=', session).execute();
      await ctx.db
        .updateTable('session')
        .set({ ...dateless, capacity: null, closes_at: closes ? end : null })
        .where('id', '=', session)
        .execute();
      await ctx.db.updateTable('event').set({ created_at: end }).where('id', '=', event).execute();
      const over = closes ? end.getTime() : end.getTime() + 365 * day;
      const leftAfter = async (days: number) => {
        domain.now.at = new Date(over + days * day);
        await forgetAttendees(ctx);
        return left(session);
      };
      assert.deepEqual(await leftAfter(29), ['name', 'answer']);
      assert.deepEqual(await leftAfter(31), ['name']);
      assert.deepEqual(await leftAfter(364), ['name']);
      assert.deepEqual(await leftAfter(366), []);
    }
  });

  it('what was written to its people goes a year after it, and to whom', async () => {
    const { ctx } = domain;
    const { event, session, ada } = await anEventThatWas();
    const later = await anEvent(ctx, { inDays: 30 });
    await book(ctx, ada, `${later}-1`);
    const keys: string[] = [];
    for (const [of, sessionId] of [
      [event, session],
      [later, `${later}-1`],
      [later, null],
    ] as const) {
      const key = randomUUID();
      await messagePeople(ctx, cora, of, { key, sessionId, to: 'confirmed', title: 'Bring', body: 'A pen' });
      keys.push(key);
    }
    const left = async (days: number) => {
      domain.now.at = new Date(end.getTime() + days * day);
      await forgetAttendees(ctx);
      const written = await ctx.db.selectFrom('event_message').select('id').where('id', 'in', keys).execute();
      const sent = await ctx.db
        .selectFrom('message')
        .select('key')
        .distinct()
        .where('key', 'in', keys)
        .execute();
      const [those, told] = [written.map(({ id }) => id), sent.map(({ key }) => key)];
      return keys.map((key) => `${those.includes(key)} ${told.includes(key)}`);
    };
    const [kept, gone] = ['true true', 'false false'];
    assert.deepEqual(await left(364), [kept, kept, kept]);
    assert.deepEqual(await left(366), [gone, kept, kept]);
    assert.deepEqual(await left(397), [gone, gone, gone]);
  });

  it('who asked for a date is forgotten 90 days after they were told, and which press made an event', async () => {
    const { ctx } = domain;
    domain.now.at = before_;
    const [told, untold] = [await anEvent(ctx), await anEvent(ctx)];
    const ada = await person('Ada Byrne');
    for (const event of [told, untold]) await setInterest(ctx, ada, event, true);
    await inTransaction(ctx, (tx) => tellDateKnown(tx, told));
    const key = randomUUID();
    await ctx.db
      .insertInto('event_made')
      .values({ key, actor_id: cora.id, event_ids: JSON.stringify([told]), at: before_ })
      .execute();
    const left = async (days: number) => {
      domain.now.at = new Date(before_.getTime() + days * day);
      await purge(ctx);
      const press = await ctx.db.selectFrom('event_made').select('key').where('key', '=', key).execute();
      return [await isInterested(ctx, ada, told), await isInterested(ctx, ada, untold), press.length === 1];
    };
    assert.deepEqual(await left(89), [true, true, true]);
    assert.deepEqual(await left(91), [false, true, false]);
  });
});
