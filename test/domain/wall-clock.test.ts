import assert from 'node:assert/strict';
import fc from 'fast-check';
import { daysBetween, instantOf, wallClock } from '../../bot/domain/events/wall-clock.ts';
import { addDays } from '../../bot/domain/london.ts';

describe('A time on the wall in London', () => {
  const says = (date: string, time: string, fold?: 'first' | 'second') =>
    instantOf({ date, time, fold }).toISOString();

  it('is the right instant on both sides of both changes of the clocks', () => {
    assert.equal(says('2026-03-29', '00:59'), '2026-03-29T00:59:00.000Z');
    assert.equal(says('2026-03-29', '02:00'), '2026-03-29T01:00:00.000Z');
    assert.equal(says('2026-10-25', '00:59'), '2026-10-24T23:59:00.000Z');
    assert.equal(says('2026-10-25', '01:30', 'first'), '2026-10-25T00:30:00.000Z');
    assert.equal(says('2026-10-25', '01:30', 'second'), '2026-10-25T01:30:00.000Z');
    assert.equal(says('2026-10-25', '02:00'), '2026-10-25T02:00:00.000Z');
  });

  /** Instants near the changes of the clocks of 30 years, by the minute. */
  const near = fc
    .record({
      year: fc.integer({ min: 2010, max: 2040 }),
      month: fc.constantFrom(3, 10),
      by: fc.integer({ min: -180, max: 180 }),
    })
    .map(({ year, month, by }) => {
      const last = new Date(Date.UTC(year, month, 0, 1));
      last.setUTCDate(last.getUTCDate() - last.getUTCDay());
      return new Date(last.getTime() + by * 60_000);
    });

  it('read from an instant and put back is that instant, near every change of the clocks', () => {
    fc.assert(
      fc.property(near, (at) => {
        assert.deepEqual(instantOf(wallClock(at)), at);
      }),
      { numRuns: 300 },
    );
  });

  it('has a fold exactly where it comes twice, and is refused exactly where it never comes', () => {
    const clock = fc.record({
      date: near.map((at) => wallClock(at).date),
      time: fc
        .integer({ min: 0, max: 179 })
        .map((n) => `0${Math.floor(n / 60)}:${String(n % 60).padStart(2, '0')}`),
    });
    fc.assert(
      fc.property(clock, ({ date, time }) => {
        // London is at UTC or an hour ahead: which of the two does the wall show it at?
        const utc = Date.parse(`${date}T${time}:00Z`);
        const shown = [utc - 3_600_000, utc]
          .map((ms) => new Date(ms))
          .filter((at) => wallClock(at).date === date && wallClock(at).time === time);
        const attempt = () => instantOf({ date, time });
        if (shown.length === 1) return assert.deepEqual(attempt(), shown[0]);
        assert.throws(attempt, {
          code: 'invalid',
          detail: shown.length === 0 ? /There is no/ : /comes twice/,
        });
        if (shown.length === 2)
          assert.deepEqual(
            (['first', 'second'] as const).map((fold) => instantOf({ date, time, fold })),
            shown,
          );
      }),
      { numRuns: 300 },
    );
  });

  it('is moved by days and keeps its time of day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -800, max: 800 }), (days) => {
        const later = addDays('2026-03-24', days);
        assert.equal(daysBetween('2026-03-24', later), days);
        assert.equal(wallClock(instantOf({ date: later, time: '09:30' })).time, '09:30');
      }),
      { numRuns: 100 },
    );
  });
});
