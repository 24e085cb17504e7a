import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Context } from '../../bot/domain/context.ts';
import { importEvents } from '../../bot/domain/events/imports.ts';
import { listOrganised, organisedEvent } from '../../bot/domain/events/organised.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { aCoordinator, aMember } from '../factories.ts';
import { type Domain, openDomain } from '../harness.ts';

const heading = 'Title,Summary,Area,Date,Starts,Ends,Place,Places,Per borough';

describe('Importing events', () => {
  let domain: Domain;
  let ctx: Context;
  let cora: Member;
  before(async () => {
    domain = await openDomain();
    ctx = domain.ctx;
    domain.now.at = new Date('2030-01-07T10:00:00Z');
    cora = await aCoordinator(ctx);
  });
  after(() => domain.close());

  const look = (file: string | Buffer, area?: string) =>
    importEvents(ctx, cora, Buffer.from(file), { check: true, area });
  const take = (file: string | Buffer, key: string = randomUUID(), area?: string) =>
    importEvents(ctx, cora, Buffer.from(file), { check: false, key, area });
  const drafts = async () => (await listOrganised(ctx, cora, { show: 'drafts' })).total;
  const faultsOf = async (row: string) =>
    (await look(`${heading}\n${row}`)).faults.map(
      ({ row: n, column, message }) => `${n} ${column}: ${message}`,
    );

  it('brings a table in as drafts, once for a press, after a look that changes nothing', async () => {
    const table = [
      heading,
      'Reading circle,We read together.,SEND,3 March 2030,10:00,1:30pm,Room 4,30,2',
      'Webinar,About data.,send,04/03/2030,midday,12.45,Online,,',
      'Later,To be confirmed.,SEND,,,,,,',
    ].join('\n');
    const before = await drafts();
    const looked = await look(table);
    assert.deepEqual([looked.rows, looked.added, looked.faults], [3, 0, []]);
    assert.deepEqual(looked.events, [
      {
        id: null,
        title: 'Reading circle',
        when: 'Sunday 3 March 2030, 10am to 1:30pm',
        places: '30 places, at most 2 for each borough',
      },
      { id: null, title: 'Webinar', when: 'Monday 4 March 2030, midday to 12:45pm', places: '' },
      { id: null, title: 'Later', when: 'Date to be confirmed', places: '' },
    ]);
    assert.equal(await drafts(), before);
    const key = randomUUID();
    const taken = await take(table, key);
    assert.equal(taken.added, 3);
    assert.equal((await take(table, key)).added, 0);
    assert.equal(await drafts(), before + 3);
    const { sessions, state, mode } = await organisedEvent(ctx, cora, taken.events[1]!.id!);
    assert.deepEqual(
      [state, mode, sessions[0]!.startsAt],
      ['draft', 'online', new Date('2030-03-04T12:00:00Z')],
    );
    await assert.rejects(importEvents(ctx, await aMember(ctx), Buffer.from(table), { check: true }), {
      code: 'not-allowed',
    });
  });

  it('takes places of each kind for what is held in both ways', async () => {
    const both = 'Title,Summary,Area,Date,Starts,Ends,Place,Places,Places online,Per borough';
    const rows = ['Room 4,30,100,2', 'Room 4,,100,', 'Online,,100,', ',,100,'];
    const table = [both, ...rows.map((row, n) => `T${n},S.,SEND,3 March 2030,10:00,11:00,${row}`)].join('\n');
    const taken = await take(table);
    assert.deepEqual(taken.faults, []);
    assert.equal(
      taken.events[0]!.places,
      '30 places in person, 100 places online, at most 2 for each borough',
    );
    const made = await Promise.all(taken.events.map(({ id }) => organisedEvent(ctx, cora, id!)));
    assert.deepEqual(
      made.map(({ mode, sessions }) => [
        mode,
        sessions[0]!.venue,
        sessions[0]!.pools.map((pool) => pool.capacity),
      ]),
      [
        ['hybrid', 'Room 4', [30, 100]],
        ['hybrid', 'Room 4', [100]],
        ['online', null, [100]],
        ['online', null, [100]],
      ],
    );
    const wrong = ['Online,30,100,', ',30,100,'].map((row) => `T,S.,SEND,3 March 2030,10:00,11:00,${row}`);
    const { faults } = await look([both, ...wrong].join('\n'));
    assert.deepEqual(
      faults.map(({ row, column }) => [row, column]),
      [
        [2, 'Places'],
        [3, 'Place'],
        [3, 'Title'],
      ],
    );
  });

  it('says every fault by row and column, and brings in nothing', async () => {
    const good = 'Good,Fine.,SEND,2030-03-05,10:00,11:00,Room 1,10,';
    const before = await drafts();
    const bad = await take([heading, good, ',Nothing.,SEND,2030-03-05,10:00,11:00,Room 1,10,'].join('\n'));
    assert.deepEqual([bad.added, bad.faults], [0, [{ row: 3, column: 'Title', message: 'Write a title.' }]]);
    assert.equal(await drafts(), before);
    const said: [string, string[]][] = [
      ['T,S.,Nowhere,2030-03-05,10:00,11:00,R,1,', ['2 Area: There is no area called “Nowhere”.']],
      [
        'T,S.,SEND,2030-02-30,25:00,11,R,ten,',
        [
          '2 Date: “2030-02-30” is not a date, such as 3 March 2026 or 03/03/2026.',
          '2 Starts: “25:00” is not a time, such as 10:00 or 1:30pm.',
          '2 Ends: “11” is not a time, such as 10:00 or 1:30pm.',
          '2 Places: “ten” is not a whole number.',
        ],
      ],
      ['T,S.,SEND,2030-03-05,10:00,09:00,R,1,', ['2 Starts: The end must be after the start.']],
      [
        'T,S.,SEND,2030-03-31,01:30,03:00,R,1,',
        ['2 Starts: There is no 1:30am on Sunday 31 March 2030: the clocks go forward from 1am to 2am.'],
      ],
      [
        'T,S.,SEND,2030-10-27,01:30,03:00,R,1,',
        [
          '2 Starts: 1:30am comes twice on Sunday 27 October 2030, because the clocks go back. Say if it is the first or the second.',
        ],
      ],
      ['T,S.,SEND,2030-10-27,01:30 second,03:00,R,1,', []],
      ['T,S.,SEND,2030-03-05,10:00,11:00,,5,', ['2 Place: Write the venue, or “Online”.']],
      [
        'T,S.,SEND,2030-03-05,10:00,11:00,R,20000,',
        ['2 Places: The number of places is a whole number from 0 to 10,000.'],
      ],
      [
        'T,=S.,SEND,2030-03-05,10:00,11:00,R,1,',
        ['2 Summary: This begins with “=”, as a formula does. Write it as plain text.'],
      ],
    ];
    for (const [row, faults] of said) assert.deepEqual(await faultsOf(row), faults);
    const twice = await look([heading, good, good].join('\n'));
    assert.deepEqual(twice.faults, [
      { row: 3, column: 'Title', message: 'This is the same event as in row 2.' },
    ]);
    const headless = await look('Title,When\nA,B');
    assert.deepEqual(
      headless.faults.map(({ row, column }) => [row, column]),
      ['Summary', 'Area', 'Date', 'Starts', 'Ends', 'Place'].map((column) => [1, column]),
    );
  });

  it('reads letters however they are written, and refuses what is no text', async () => {
    const table = `${heading}\nCafé – “talk”,S.,SEND,2030-03-05,10:00,11:00,R,1,`;
    const windows = Buffer.from(
      table.replace('é', '\xe9').replace('–', '\x96').replace('“', '\x93').replace('”', '\x94'),
      'latin1',
    );
    const swapped = Buffer.from(`\ufeff${table}`, 'utf16le').swap16();
    for (const file of [`\ufeff${table}`, Buffer.from(`\ufeff${table}`, 'utf16le'), swapped, windows])
      assert.deepEqual((await look(file)).events[0]?.title, 'Café – “talk”');
    for (const file of [Buffer.from([0, 1, 2, 255]), Buffer.from('PK\x03\x04zip'), Buffer.from('')])
      await assert.rejects(look(file), { code: 'invalid' });
  });

  it('takes 10,000 rows in one go, and names the one that is wrong', async () => {
    const row = (n: number, ends = '11:00') =>
      `Event ${n},Number ${n}.,SEND,2030-03-05,10:00,${ends},Room ${n},10,`;
    const rows = Array.from({ length: 10_000 }, (_, n) => row(n));
    const before = await drafts();
    const wrong = await take([heading, ...rows.with(9_998, row(9_998, '09:00'))].join('\n'));
    assert.deepEqual(wrong.faults, [
      { row: 10_000, column: 'Starts', message: 'The end must be after the start.' },
    ]);
    const taken = await take([heading, ...rows].join('\n'));
    assert.deepEqual([taken.added, taken.events.length], [10_000, 200]);
    assert.equal(await drafts(), before + 10_000);
    await assert.rejects(look([heading, ...rows, row(10_000)].join('\n')), { code: 'too-large' });
  });

  const calendar = (...events: string[]) =>
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'BEGIN:VTIMEZONE',
      'TZID:GMT Standard Time',
      'BEGIN:STANDARD',
      'DTSTART:16010101T020000',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0000',
      'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10',
      'END:STANDARD',
      'BEGIN:DAYLIGHT',
      'DTSTART:16010101T010000',
      'TZOFFSETFROM:+0000',
      'TZOFFSETTO:+0100',
      'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3',
      'END:DAYLIGHT',
      'END:VTIMEZONE',
      ...events.flatMap((event, n) => ['BEGIN:VEVENT', `UID:${n}`, ...event.split('\n'), 'END:VEVENT']),
      'END:VCALENDAR',
    ].join('\r\n');

  it('brings a calendar in: recurring events as series on the right side of each change of the clocks', async () => {
    const file = calendar(
      [
        'SUMMARY:Practice circle',
        'DESCRIPTION:We talk.\\n\\n________________________________\\nJoin: https://teams.microsoft.com/l/meetup-join/1',
        'DTSTART;TZID=GMT Standard Time:20300319T093000',
        'DTEND;TZID=GMT Standard Time:20300319T103000',
        'RRULE:FREQ=WEEKLY;COUNT=4',
        'EXDATE;TZID=GMT Standard Time:20300409T093000',
      ].join('\n'),
      'SUMMARY:Called off\nSTATUS:CANCELLED\nDTSTART:20300501T090000Z\nDTEND:20300501T100000Z',
      'SUMMARY:Every day\nDTSTART:20300501T090000Z\nDTEND:20300501T100000Z\nRRULE:FREQ=DAILY\nLOCATION:Room 2',
      'SUMMARY:A day\nCATEGORIES:SEND\nDTSTART;VALUE=DATE:20300601\nDTEND;VALUE=DATE:20300602',
      'SUMMARY:New York\nDTSTART;TZID=America/New_York:20300605T090000\nDTEND;TZID=America/New_York:20300605T100000',
      'SUMMARY:No zone\nDTSTART:20300605T090000\nDTEND:20300605T100000',
    );
    const taken = await take(file, randomUUID(), 'send');
    assert.deepEqual(taken.faults, []);
    assert.deepEqual(taken.skipped, [
      '“Called off” is cancelled in the file.',
      '“Every day” goes on: its first 100 times come in.',
    ]);
    const events = await Promise.all(taken.events.map(({ id }) => organisedEvent(ctx, cora, id!)));
    const [circle, daily, day, york, plain] = events;
    assert.deepEqual(
      circle!.sessions.map(({ startsAt }) => startsAt?.toISOString()),
      ['2030-03-19T09:30:00.000Z', '2030-03-26T09:30:00.000Z', '2030-04-02T08:30:00.000Z'],
    );
    assert.deepEqual(
      [circle!.mode, circle!.written.form.summary, circle!.sessions[0]!.form.joinUrl],
      ['online', 'We talk.', 'https://teams.microsoft.com/l/meetup-join/1'],
    );
    assert.deepEqual([daily!.sessions.length, daily!.written.form.venue], [100, 'Room 2']);
    assert.deepEqual([day!.sessions[0]!.day, day!.sessions[0]!.startsAt], ['2030-06-01', null]);
    assert.equal(york!.sessions[0]!.startsAt?.toISOString(), '2030-06-05T13:00:00.000Z');
    assert.equal(plain!.sessions[0]!.startsAt?.toISOString(), '2030-06-05T08:00:00.000Z');
  });

  it('takes the area that is chosen for what a calendar has under other categories', async () => {
    const when = 'DTSTART:20300501T090000Z\nDTEND:20300501T100000Z';
    const file = calendar(`SUMMARY:A\nCATEGORIES:Red,Send\n${when}`, `SUMMARY:B\nCATEGORIES:Red\n${when}`);
    const { events } = await take(file, randomUUID(), 'core');
    const areas = await Promise.all(
      events.map(async ({ id }) => (await organisedEvent(ctx, cora, id!)).written.form.area),
    );
    assert.deepEqual(areas, ['send', 'core']);
    assert.deepEqual(
      (await look(file)).faults.map(({ row, message }) => `${row} ${message}`),
      ['2 Say to which area this belongs.'],
    );
  });

  it('reads a time that London’s clocks skip as a fault, by whatever name the file has for its zone', async () => {
    const file = (zone: string, day: string) =>
      [
        ...[
          'BEGIN:VCALENDAR',
          'BEGIN:VEVENT',
          'UID:1',
          'SUMMARY:Early',
          `DTSTART;TZID=${zone}:${day}T013000`,
        ],
        ...[`DTEND;TZID=${zone}:${day}T033000`, 'END:VEVENT', 'END:VCALENDAR'],
      ].join('\r\n');
    for (const zone of ['Europe/London', 'GMT Standard Time', 'Europe/Lisbon'])
      assert.match(
        (await look(file(zone, '20300331'), 'send')).faults[0]!.message,
        /^There is no (1:30am|01:30)/,
      );
    assert.deepEqual((await look(file('Europe/Lisbon', '20300401'), 'send')).faults, []);
  });

  it('takes at most 10,000 sessions of a calendar', async () => {
    const daily = 'DTSTART:20300501T090000Z\nDTEND:20300501T100000Z\nRRULE:FREQ=DAILY';
    const file = calendar(...Array.from({ length: 101 }, (_, n) => `SUMMARY:Number ${n}\n${daily}`));
    await assert.rejects(look(file, 'send'), {
      code: 'too-large',
      detail: /^This file has more than 10,000 sessions/,
    });
  });

  it('says what it cannot read in a calendar, and hangs on none', async () => {
    const timed = 'DTSTART:20300501T090000Z\nDTEND:20300501T100000Z';
    const strange = await look(
      calendar(
        `SUMMARY:Never\n${timed}\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30`,
        'SUMMARY:A season\nDTSTART:20300501T200000Z\nDTEND:20300702T080000Z',
        'SUMMARY:Backwards\nDTSTART:20300501T200000Z\nDTEND:20300501T100000Z',
        'SUMMARY:Elsewhere\nDTSTART;TZID=Mars/One:20300501T090000\nDTEND;TZID=Mars/One:20300501T100000',
        `SUMMARY:Fine\n${timed}`,
      ),
    );
    assert.deepEqual(
      strange.faults.map(({ row, column, message }) => `${row} ${column}: ${message}`),
      [
        '1 Date: It recurs in a way that we cannot read. Make it a series here instead.',
        '2 Area: Say to which area this belongs.',
        '2 End date: A session lasts at most 31 days. Make it a series.',
        '3 Date: The end must be after the start.',
        '4 Date: We do not know the time zone “Mars/One”.',
        '5 Area: Say to which area this belongs.',
      ],
    );
    for (const file of ['BEGIN:VCALENDAR\nnonsense', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR'])
      await assert.rejects(look(file), { code: 'invalid' });
  });
});
