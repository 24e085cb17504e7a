import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { EventForm, SessionForm } from '../../bot/api/contract-organising.ts';
import { eventFormSchema, sessionFormSchema } from '../../bot/domain/events/forms.ts';
import { instantOf } from '../../bot/domain/events/wall-clock.ts';
import { timeText } from '../../bot/domain/london.ts';
import { timesShown, timeWords } from '../../tab/organising/clock.ts';
import { eventFaults, sessionFaults } from '../../tab/organising/faults.ts';
import {
  eventOf,
  movedLastDay,
  noEvent,
  noSession,
  sessionOf,
  writtenEvent,
  writtenSession,
} from '../../tab/organising/written.ts';
import { eventForm, sessionForm } from '../organising.ts';

const two = (n: number) => String(n).padStart(2, '0');
const clock = fc.tuple(fc.nat(23), fc.nat(59)).map(([hour, minute]) => `${two(hour)}:${two(minute)}`);
/** Days around both changes of the clocks, and any others. */
const day = fc.oneof(
  fc.constantFrom('2026-03-29', '2026-03-30', '2026-10-24', '2026-10-25', '2027-03-28', '2027-10-31'),
  fc
    .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2031, 0, 1) })
    .map((at) => new Date(at).toISOString().slice(0, 10)),
);

describe('What is typed about an event', () => {
  it('is told to be skipped or doubled by London’s clocks exactly where the service says so', () => {
    fc.assert(
      fc.property(day, clock, (date, time) => {
        let refused = '';
        try {
          instantOf({ date, time });
        } catch (problem) {
          refused = (problem as Error).message;
        }
        const expected = refused.startsWith('There is no') ? 0 : refused.includes('comes twice') ? 2 : 1;
        assert.equal(timesShown(date, time), expected);
        assert.equal(timeWords(time), timeText(time));
      }),
    );
  });

  it('asks which of two is meant, at the field, and takes the answer', () => {
    const session = writtenSession(
      sessionForm({ date: '2026-10-25', starts: { time: '01:30' }, ends: { time: '03:00' } }) as SessionForm,
    );
    assert.match(
      sessionFaults(session, 'in person').starts ?? '',
      /^1:30am comes twice on Sunday 25 October/,
    );
    const said = { ...session, starts: { ...session.starts, fold: 'second' as const } };
    assert.deepEqual(sessionFaults(said, 'in person'), {});
    assert.deepEqual(sessionOf(said, 'in person').starts, { time: '01:30', fold: 'second' });
    const skipped = { ...session, date: '2026-03-29' };
    assert.match(sessionFaults(skipped, 'in person').starts ?? '', /^There is no 1:30am on Sunday 29 March/);
  });

  it('comes back from the service as it was', () => {
    const event = eventForm({
      description: ['One.', 'Two,\non two lines.'],
      contact: 'ask@example.org',
      questions: [
        { id: null, text: 'Which?', kind: 'choice', choices: ['a', 'b'], required: true, special: false },
      ],
    });
    assert.deepEqual(eventOf(writtenEvent(event as EventForm)), event);
    const at = { date: '2030-03-01', time: '17:00' };
    const session = sessionForm({
      mode: 'hybrid',
      joinUrl: 'https://example.org/join',
      pools: [
        {
          mode: 'in person',
          capacity: 10,
          perBorough: 2,
          quotas: [{ borough: 'camden', max: 4, reserved: 1, release: at }],
        },
        { mode: 'online', capacity: 0, perBorough: null, quotas: [] },
      ],
      opens: { ...at, date: '2030-01-01' },
      closes: at,
      byApproval: true,
    });
    assert.deepEqual(sessionOf(writtenSession(session as SessionForm), 'hybrid'), session);
  });

  it('takes the last day along when the first is another, whatever stands there while it is typed', () => {
    assert.equal(movedLastDay('2026-03-11', '2026-03-10', '2026-03-03'), '2026-03-04');
    const days = fc.integer({ min: 0, max: 31 });
    const later = (date: string, days: number) =>
      new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
    fc.assert(
      fc.property(day, day, days, (from, to, days) => {
        const typed = ['2', '20', '202'].map((year) => `${year.padStart(4, '0')}${to.slice(4)}`);
        let [first, last] = [from, later(from, days)];
        for (const date of [...typed.filter((each) => !Number.isNaN(Date.parse(each))), to])
          [first, last] = [date, movedLastDay(last, first, date)];
        assert.equal(last, later(to, days));
      }),
    );
    assert.equal(movedLastDay('', '2026-03-10', '2026-03-03'), '');
    // Said before the first day was: while that is typed, it stays.
    assert.equal(movedLastDay('2026-03-11', '', '2026-03-10'), '2026-03-11');
    assert.equal(movedLastDay('2026-03-11', '0002-03-10', '0020-03-10'), '2026-03-11');
  });

  it('that has no fault has none for the service either, whatever numbers and places are typed', () => {
    const number = fc.constantFrom('', '0', '3', ' 12 ', '9999', '10001', '-1', '2.5', 'ten');
    fc.assert(
      fc.property(number, number, number, number, (capacity, perBorough, max, reserved) => {
        const quota = { key: 'k', borough: 'camden', max, reserved, release: { date: '', time: '' } };
        const pool = { capacity, perBorough, quotas: [quota] };
        const session = {
          ...noSession,
          date: '2030-03-05',
          starts: { date: '', time: '10:00' },
          ends: { date: '', time: '12:00' },
          pools: { ...noSession.pools, online: pool },
        };
        if (Object.keys(sessionFaults(session, 'online')).length > 0) return;
        const parsed = sessionFormSchema.safeParse(sessionOf(session, 'online'));
        assert.ok(parsed.success, parsed.error?.message);
      }),
    );
    const event = { ...noEvent, title: 'A title', area: 'send', summary: 'A summary.' };
    assert.deepEqual(eventFaults(event), {});
    assert.ok(eventFormSchema.safeParse(eventOf(event)).success);
  });

  it('names what is missing, each at its field', () => {
    assert.deepEqual(Object.keys(eventFaults(noEvent)), ['title', 'area', 'summary']);
    const session = { ...noSession, starts: { date: '', time: '10:00' } };
    assert.deepEqual(Object.keys(sessionFaults(session, 'online')), ['date', 'ends']);
  });
});
