/** What is wrong with an event or a session as it stands in the form: field to sentence. The service has the last word. */
import type { Mode, PoolMode } from '../../bot/api/contract-events.ts';
import { fullDayOf } from '../ui/dates.ts';
import { timesShown, timeWords } from './clock.ts';
import {
  kindsOf,
  lastDayOf,
  type WrittenEvent,
  type WrittenPool,
  type WrittenSession,
  type WrittenTime,
} from './written.ts';

export type Faults = Record<string, string>;

/** A field with its fault; without one where nothing is wrong. */
type Looked = [field: string, fault: string | false];
const found = (looked: Looked[]): Faults =>
  Object.fromEntries(looked.filter((each): each is [string, string] => each[1] !== false));

export const eventFaults = (event: WrittenEvent): Faults =>
  found([
    ['title', !event.title.trim() && 'Write a title.'],
    ['area', !event.area && 'Choose an area.'],
    ['summary', !event.summary.trim() && 'Write a summary.'],
    ['mode', !event.mode && 'Say whether it is in person, online or both.'],
    [
      'contact',
      event.contact.trim() !== '' &&
        !/^\S+@\S+\.\S+$/.test(event.contact.trim()) &&
        'Write an e-mail address.',
    ],
    ['retentionDays', notWhole(event.retentionDays, 0, 365)],
    ...event.questions.flatMap((question, at): Looked[] => [
      [
        `question ${question.key}`,
        question.text.trim()
          ? event.questions.findIndex(({ text }) => text.trim() === question.text.trim()) < at &&
            'Another question says the same.'
          : 'Write the question, or take it out.',
      ],
      [
        `choices ${question.key}`,
        question.kind === 'choice' &&
          new Set(question.choices.split('\n').filter((line) => line.trim())).size < 2 &&
          'Give at least two choices, one on each line.',
      ],
    ]),
  ]);

/** @param held how it is held: by its own word, or else the event's */
export function sessionFaults(session: WrittenSession, held: Mode | ''): Faults {
  const { date, starts, ends, opens, closes } = session;
  const last = lastDayOf(session);
  return found([
    ['date', Boolean(starts.time || ends.time) && !date && 'Choose a date.'],
    ['starts', !starts.time && ends.time ? 'Say when it starts.' : clockFault({ ...starts, date })],
    [
      'ends',
      starts.time && !ends.time
        ? 'Say when it ends.'
        : starts.time && ends.time && !last && !bothTwice(session) && ends.time <= starts.time
          ? 'It must end after it starts.'
          : clockFault({ ...ends, date: last ?? date }),
    ],
    [
      'lastDay',
      last !== null &&
        (last < date
          ? 'Choose a day after the first, or leave it empty.'
          : !ends.time && 'Say when it starts and ends, or leave this empty.'),
    ],
    [
      'joinUrl',
      session.joinUrl.trim() !== '' &&
        !/^https:\/\/\S+$/.test(session.joinUrl.trim()) &&
        'Write an address that begins with https://',
    ],
    ...kindsOf(held).flatMap((mode) => poolFaults(mode, session.pools[mode])),
    ['opens', timeFault(opens)],
    ['closes', timeFault(closes) || (isBefore(closes, opens) && 'Booking must close after it opens.')],
    ['cancelBy', timeFault(session.cancelBy)],
    ['offerCutoff', timeFault(session.offerCutoff)],
    ['offerHours', notWhole(session.offerHours, 21, 336)],
  ]);
}

// In the hour that comes twice, half past one may come before a quarter past.
const bothTwice = ({ date, starts, ends }: WrittenSession) =>
  timesShown(date, starts.time) === 2 && timesShown(date, ends.time) === 2;

function poolFaults(mode: PoolMode, pool: WrittenPool): Looked[] {
  const { capacity, perBorough, quotas } = pool;
  const kept = quotas.reduce((sum, { reserved }) => sum + Number(reserved || 0), 0);
  return [
    [
      `places ${mode}`,
      capacity.trim()
        ? notWhole(capacity, 0, 10_000) ||
          (kept > Number(capacity) && 'More places are kept for boroughs than there are.')
        : (Boolean(perBorough.trim()) || quotas.length > 0) && 'Say how many places there are.',
    ],
    [`per borough ${mode}`, perBorough.trim() !== '' && notWhole(perBorough, 1, 10_000)],
    ...quotas.flatMap(({ key, borough, max, reserved, release }, at): Looked[] => [
      [
        `borough ${mode} ${key}`,
        borough
          ? quotas.findIndex((each) => each.borough === borough) < at && 'There is a rule for them already.'
          : 'Choose a borough, or take the rule out.',
      ],
      [
        `max ${mode} ${key}`,
        max.trim() !== '' &&
          (notWhole(max, 0, 10_000) ||
            (Number(reserved || 0) > Number(max) && 'More places are kept than they may have.')),
      ],
      [`reserved ${mode} ${key}`, reserved.trim() !== '' && notWhole(reserved, 0, 10_000)],
      [`release ${mode} ${key}`, Number(reserved) > 0 && timeFault(release)],
    ]),
  ];
}

const notWhole = (text: string, least: number, most: number): string | false =>
  !(/^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most) &&
  `Write a whole number from ${least} to ${most.toLocaleString('en-GB')}.`;

/** A day and a time on it: both or neither. */
function timeFault(at: WrittenTime): string | false {
  if (!at.date) return at.time ? 'Choose the date as well.' : false;
  return at.time ? clockFault(at) : 'Say at which time.';
}

/** A time that London's clocks skip, or show twice where it is not said which is meant. */
function clockFault({ date, time, fold }: WrittenTime): string | false {
  if (!date || !time) return false;
  const shown = timesShown(date, time);
  if (shown === 0)
    return `There is no ${timeWords(time)} on ${fullDayOf(date)}: the clocks go forward from 1am to 2am.`;
  return (
    shown === 2 &&
    !fold &&
    `${timeWords(time)} comes twice on ${fullDayOf(date)}, because the clocks go back. Choose the first or the second.`
  );
}

const isBefore = (a: WrittenTime, b: WrittenTime) =>
  a.date !== '' && b.date !== '' && `${a.date} ${a.time}` <= `${b.date} ${b.time}`;
