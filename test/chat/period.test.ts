import assert from 'node:assert/strict';
import { periodIn } from '../../bot/chat/period.ts';

describe('the period in a phrase', () => {
  // A Sunday evening in summer time: in London it is Monday 29 June already.
  const now = new Date('2026-06-28T23:30:00Z');
  const cases: [string, string | null, string?, string?][] = [
    ['events in december', 'in December 2026', '2026-12-01', '2026-12-31'],
    ['events in december 2025', 'in December 2025', '2025-12-01', '2025-12-31'],
    ['events in february', 'in February 2027', '2027-02-01', '2027-02-28'],
    ['events in june', 'in June 2026', '2026-06-01', '2026-06-30'],
    ['events this month', 'this month', '2026-06-01', '2026-06-30'],
    ['events next month', 'next month', '2026-07-01', '2026-07-31'],
    ['events this week', 'this week', '2026-06-29', '2026-07-05'],
    ['next week', 'next week', '2026-07-06', '2026-07-12'],
    ['events today', 'on Monday 29 June 2026', '2026-06-29', '2026-06-29'],
    ['events tomorrow', 'on Tuesday 30 June 2026', '2026-06-30', '2026-06-30'],
    ['events on 4 december 2025', 'on Thursday 4 December 2025', '2025-12-04', '2025-12-04'],
    ['events on 3/7/2026', 'on Friday 3 July 2026', '2026-07-03', '2026-07-03'],
    ['next thursday', 'on Thursday 9 July 2026', '2026-07-09', '2026-07-09'],
    ['events in dec', 'in December 2026', '2026-12-01', '2026-12-31'],
    ['events in 2027', 'in 2027', '2027-01-01', '2027-12-31'],
    ['events on friday', 'on Friday 3 July 2026', '2026-07-03', '2026-07-03'],
    ['decisions on events', null],
    ['marketing events', null],
    ['send events', null],
    ['next send event', null],
    ['upcoming events', null],
  ];
  for (const [phrase, inWords, from, to] of cases)
    it(`“${phrase}” is ${inWords ?? 'none'}`, () => {
      const { period } = periodIn(phrase, now);
      assert.equal(period?.inWords ?? null, inWords);
      if (period) assert.deepEqual([period.from, period.to], [from, to]);
    });

  it('leaves the rest of the phrase', () => {
    assert.equal(
      periodIn('send events in december 2025', now).rest.replace(/\s+/g, ' ').trim(),
      'send events in',
    );
  });
});
