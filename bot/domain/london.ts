import { DateTime } from 'luxon';

const zone = 'Europe/London';

/** The day in London at an instant: YYYY-MM-DD. */
export function londonDay(at: Date): string {
  return DateTime.fromJSDate(at, { zone }).toISODate()!;
}

/**
 * The instant of a London day and clock time.
 * @param day YYYY-MM-DD
 * @param time HH:MM
 */
export function londonInstant(day: string, time: string): Date {
  return DateTime.fromISO(`${day}T${time}`, { zone }).toJSDate();
}

/** A day so many days after another. Days are YYYY-MM-DD. */
export function addDays(day: string, days: number): string {
  return DateTime.fromISO(day, { zone }).plus({ days }).toISODate()!;
}

/** The day itself, or the Monday after where it is a Saturday or Sunday. YYYY-MM-DD. */
export function weekdayFrom(day: string): string {
  const { weekday } = DateTime.fromISO(day, { zone });
  return weekday > 5 ? addDays(day, 8 - weekday) : day;
}

/** "Tuesday 3 March 2026" for YYYY-MM-DD. */
export function longDate(day: string): string {
  return DateTime.fromISO(day, { zone }).setLocale('en-GB').toFormat('cccc d MMMM yyyy');
}

/** "3 March 2026" for YYYY-MM-DD. */
export function shortDate(day: string): string {
  return DateTime.fromISO(day, { zone }).setLocale('en-GB').toFormat('d MMMM yyyy');
}

/** "3 March 2026, 10am" for an instant. */
export function dateAndTime(at: Date): string {
  return `${shortDate(londonDay(at))}, ${clock(DateTime.fromJSDate(at, { zone }))}`;
}

/** "10am" for an instant. */
export function shortTime(at: Date): string {
  return clock(DateTime.fromJSDate(at, { zone }));
}

/**
 * When a session is, as GOV.UK writes it: "Tuesday 3 March 2026, 10am to 1:30pm", or over several days "Tuesday 3 March,
 * 10am to Wednesday 4 March 2026, 4pm"; without hours the day; without a day "Date to be confirmed".
 */
export function whenText(session: {
  day: string | null;
  startsAt: Date | null;
  endsAt: Date | null;
}): string {
  if (!session.day) return 'Date to be confirmed';
  if (!session.startsAt || !session.endsAt) return longDate(session.day);
  const starts = DateTime.fromJSDate(session.startsAt, { zone });
  const ends = DateTime.fromJSDate(session.endsAt, { zone });
  const last = ends.toISODate()!;
  if (last === session.day) return `${longDate(session.day)}, ${clock(starts)} to ${clock(ends)}`;
  const first =
    starts.year === ends.year ? longDate(session.day).replace(/ \d+$/, '') : longDate(session.day);
  return `${first}, ${clock(starts)} to ${longDate(last)}, ${clock(ends)}`;
}

/** "10am" for an instant. */
export function timeOfDay(at: Date): string {
  return clock(DateTime.fromJSDate(at, { zone }));
}

/** "10am" for "10:00". */
export function timeText(time: string): string {
  return clock(DateTime.fromISO(`2000-01-01T${time}`, { zone }));
}

/** "10am", "1:30pm", "midday", "midnight" (GOV.UK style guide, times). */
function clock(at: DateTime): string {
  if (at.minute === 0 && at.hour === 12) return 'midday';
  if (at.minute === 0 && at.hour === 0) return 'midnight';
  return at.toFormat(at.minute === 0 ? 'ha' : 'h:mma').toLowerCase();
}
