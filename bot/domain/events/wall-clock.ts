import { DateTime } from 'luxon';
import { AppError } from '../errors.ts';
import { longDate, timeText } from '../london.ts';

/** Times as people type them: what a clock on the wall in London shows. */

/** HH:MM. `fold` says which of the two is meant where the clocks go back and it comes twice. */
export type ClockTime = { time: string; fold?: 'first' | 'second' | undefined };
/** A day, YYYY-MM-DD, and a time on it. */
export type LondonTime = ClockTime & { date: string };

const zone = 'Europe/London';

/**
 * The instant at which London's clocks show this.
 * @throws AppError 'invalid' for a time that they skip, and for one that they show twice where it is not said which
 */
export function instantOf({ date, time, fold }: LondonTime): Date {
  const offset = offsetOn(date);
  if (offset !== null) return new Date(Date.parse(`${date}T${time}Z`) - offset * 60_000);
  const at = DateTime.fromISO(`${date}T${time}`, { zone });
  if (!at.isValid) throw new AppError('invalid', `There is no ${date} ${time} in the calendar.`);
  if (at.toFormat('HH:mm') !== time)
    throw new AppError(
      'invalid',
      `There is no ${timeText(time)} on ${longDate(date)}: the clocks go forward from 1am to 2am.`,
    );
  const [first, second] = shownAt(at);
  if (!second) return first!.toJSDate();
  if (!fold)
    throw new AppError(
      'invalid',
      `${timeText(time)} comes twice on ${longDate(date)}, because the clocks go back. Say if it is the first or the second.`,
    );
  return (fold === 'first' ? first! : second).toJSDate();
}

/** By how many minutes London is ahead of UTC for the whole of a day; null where that changes, or there is no such day. */
function offsetOn(date: string): number | null {
  const known = offsets.get(date);
  if (known !== undefined) return known;
  const at = DateTime.fromISO(date, { zone });
  const next = at.plus({ days: 1 });
  const offset = at.isValid && at.offset === next.offset ? at.offset : null;
  if (offsets.size > 1000) offsets.clear();
  offsets.set(date, offset);
  return offset;
}

/** Asking for one is slow, and a file of events names the same days again and again. */
const offsets = new Map<string, number | null>();

/** Every instant at which London's clocks show the same as at this one, in order. */
const shownAt = (at: DateTime): DateTime[] =>
  at.getPossibleOffsets().sort((a, b) => a.toMillis() - b.toMillis());

/** What London's clocks show at an instant. */
export function wallClock(at: Date): LondonTime {
  const there = DateTime.fromJSDate(at, { zone });
  const [first, second] = shownAt(there);
  const fold = second && (there.toMillis() === first!.toMillis() ? ('first' as const) : ('second' as const));
  return { date: there.toISODate()!, time: there.toFormat('HH:mm'), ...(fold && { fold }) };
}

/** So many days from one to another, YYYY-MM-DD. */
export function daysBetween(from: string, to: string): number {
  const utc = { zone: 'utc' };
  return DateTime.fromISO(to, utc).diff(DateTime.fromISO(from, utc), 'days').days;
}
