import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
  afterQuiet,
  isQuiet,
  nextDigest,
  type Quiet,
  quietMinutes,
} from '../../bot/domain/messages/quiet-hours.ts';

const london = (text: string) => DateTime.fromISO(text, { zone: 'Europe/London' });
const shown = (at: Date) =>
  DateTime.fromJSDate(at, { zone: 'Europe/London' }).toFormat('ccc yyyy-MM-dd HH:mm ZZ');
const hour = 60 * 60 * 1000;

const time = fc
  .nat({ max: 24 * 60 - 1 })
  .map((n) => `${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`);
/** Quiet hours that can be chosen: they leave 4 hours a day. */
const quietHours: fc.Arbitrary<Quiet> = fc
  .record({ from: time, to: time })
  .filter((quiet) => quietMinutes(quiet) > 0 && quietMinutes(quiet) <= 20 * 60);
/** Any moment, mostly near one of the nights in which London's clocks change. */
const moment: fc.Arbitrary<Date> = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.date({ min: new Date('2025-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.constantFrom('2025-10-26', '2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31', '2030-03-31'),
        fc.integer({ min: -2 * 24 * 60 * 60, max: 2 * 24 * 60 * 60 }),
      )
      .map(([day, seconds]) => new Date(Date.parse(`${day}T01:00:00Z`) + seconds * 1000)),
  },
);

describe('Quiet hours', () => {
  it('end when the clock says so, in winter, in summer and in the nights when it changes', () => {
    const quiet = { from: '22:00', to: '07:00' };
    for (const [at, end] of [
      ['2026-01-14T23:30', '2026-01-15T07:00'],
      ['2026-01-15T03:00', '2026-01-15T07:00'],
      ['2026-07-15T22:00', '2026-07-16T07:00'],
      ['2026-03-28T23:00', '2026-03-29T07:00'], // the clock goes forward: seven hours later
      ['2026-10-24T23:00', '2026-10-25T07:00'], // and back: nine hours later
      ['2026-10-25T07:00', '2026-10-25T07:00'],
      ['2026-10-25T21:59', '2026-10-25T21:59'],
    ] as const)
      assert.equal(shown(afterQuiet(london(at).toJSDate(), quiet)), shown(london(end).toJSDate()), at);
  });

  it('that end within the hour that is left out end when that hour would begin', () => {
    const end = afterQuiet(new Date('2026-03-29T00:15:00Z'), { from: '22:00', to: '01:30' });
    assert.equal(end.toISOString(), '2026-03-29T01:00:00.000Z'); // 2am, British summer time
  });

  it('that end within the hour that comes twice are over the first time, and it is quiet again the second', () => {
    const quiet = { from: '22:00', to: '01:30' };
    assert.equal(
      afterQuiet(new Date('2026-10-25T00:10:00Z'), quiet).toISOString(),
      '2026-10-25T00:30:00.000Z',
    );
    assert.equal(
      afterQuiet(new Date('2026-10-25T01:10:00Z'), quiet).toISOString(),
      '2026-10-25T01:30:00.000Z',
    );
  });

  it('never hold a message for longer than a day, and never let it out within them', () => {
    fc.assert(
      fc.property(moment, quietHours, (at, quiet) => {
        const due = afterQuiet(at, quiet);
        assert.ok(due >= at, 'not in the past');
        assert.ok(!isQuiet(due, quiet), `${shown(due)} is quiet`);
        assert.ok(due.getTime() - at.getTime() <= 25 * hour, `${shown(at)} to ${shown(due)}`);
        if (!isQuiet(at, quiet)) assert.equal(due, at);
        // By the clock's own hand: quiet at every minute that it was held, but for an hour that comes twice.
        for (let each = at.getTime(); each < due.getTime(); each += 7 * 60_000)
          if (!isQuiet(new Date(each), quiet)) {
            const seen = DateTime.fromMillis(each, { zone: 'Europe/London' });
            assert.ok(
              seen.minus({ hours: 1 }).toFormat('HH:mm') === seen.toFormat('HH:mm'),
              `${shown(at)} was held past ${shown(new Date(each))}`,
            );
          }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('Digests', () => {
  it('go out at 9am in London, summer and winter, the weekly ones on Mondays', () => {
    for (const [at, timing, due] of [
      ['2026-01-14T08:59', 'daily', '2026-01-14T09:00'],
      ['2026-01-14T09:00', 'daily', '2026-01-14T09:00'],
      ['2026-01-14T09:01', 'daily', '2026-01-15T09:00'],
      ['2026-03-28T12:00', 'daily', '2026-03-29T09:00'],
      ['2026-10-24T12:00', 'daily', '2026-10-25T09:00'],
      ['2026-03-27T12:00', 'weekly', '2026-03-30T09:00'],
      ['2026-03-30T08:00', 'weekly', '2026-03-30T09:00'],
      ['2026-10-20T12:00', 'weekly', '2026-10-26T09:00'],
    ] as const)
      assert.equal(
        shown(nextDigest(london(at).toJSDate(), timing, null)),
        shown(london(due).toJSDate()),
        `${timing} at ${at}`,
      );
  });

  it('wait for the end of quiet hours, and take in what comes meanwhile', () => {
    const quiet = { from: '18:00', to: '10:30' };
    const due = london('2026-01-14T10:30').toJSDate();
    for (const at of ['2026-01-13T11:00', '2026-01-14T08:00', '2026-01-14T09:40', '2026-01-14T10:30'])
      assert.equal(shown(nextDigest(london(at).toJSDate(), 'daily', quiet)), shown(due), at);
  });

  it('are never in quiet hours, never in the past, and at most a day or a week away', () => {
    const timing = fc.constantFrom('daily' as const, 'weekly' as const);
    fc.assert(
      fc.property(moment, timing, fc.option(quietHours), (at, timing, quiet) => {
        const due = nextDigest(at, timing, quiet);
        assert.ok(due >= at);
        if (quiet) assert.ok(!isQuiet(due, quiet), shown(due));
        else assert.match(shown(due), timing === 'weekly' ? /^Mon .* 09:00/ : / 09:00/);
        assert.ok(due.getTime() - at.getTime() <= (timing === 'weekly' ? 7 * 24 + 1 : 25) * hour, shown(due));
      }),
      { numRuns: 1000 },
    );
  });
});
