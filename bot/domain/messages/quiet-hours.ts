import { DateTime } from 'luxon';
import { addDays, londonDay, londonInstant } from '../london.ts';

/** Hours in which nothing is sent to a person, by London's clocks: from "22:00" to "07:00". */
export type Quiet = { from: string; to: string };

const zone = 'Europe/London';
/** When digests go out. */
const digestTime = '09:00';
const mondays = 1;

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** How long the hours are by the clock, in minutes; none where they end when they begin. */
export const quietMinutes = ({ from, to }: Quiet): number => (minutes(to) - minutes(from) + 1440) % 1440;

/** Whether London's clocks show an hour of these at this instant. */
export function isQuiet(at: Date, quiet: Quiet): boolean {
  const { hour, minute } = DateTime.fromJSDate(at, { zone });
  return (hour * 60 + minute - minutes(quiet.from) + 1440) % 1440 < quietMinutes(quiet);
}

/** The instant itself where it is not quiet, else when the quiet hours that it is in are over. */
export function afterQuiet(at: Date, quiet: Quiet | null): Date {
  if (!quiet || !isQuiet(at, quiet)) return at;
  const day = londonDay(at);
  const ends = [day, addDays(day, 1), addDays(day, 2)].flatMap((each) => showing(each, quiet.to));
  return ends.find((end) => end > at && !isQuiet(end, quiet)) ?? at;
}

/**
 * When London's clocks first show a time on a day: twice where they go back over it, and where they leap over it
 * the first instant after.
 */
function showing(day: string, time: string): Date[] {
  const near = DateTime.fromISO(`${day}T${time}`, { zone });
  const there = near.toFormat('HH:mm') === time;
  const first = there ? near : near.startOf('hour'); // they leap from 1am to 2am
  return [first.minus({ hours: 1 }), first, first.plus({ hours: 1 })]
    .filter((each) => each.toFormat('HH:mm') === first.toFormat('HH:mm'))
    .map((each) => each.toJSDate());
}

/** When the next digest goes out that a message of now can still be in: at 9am, of every day or of Monday. */
export function nextDigest(now: Date, timing: 'daily' | 'weekly', quiet: Quiet | null): Date {
  const step = timing === 'weekly' ? 7 : 1;
  let day = londonDay(now);
  // Where quiet hours put a digest off, the one of the day before may be still to come.
  day = addDays(day, -1);
  while (timing === 'weekly' && DateTime.fromISO(day, { zone }).weekday !== mondays) day = addDays(day, -1);
  for (;;) {
    const due = afterQuiet(londonInstant(day, digestTime), quiet);
    if (due >= now) return due;
    day = addDays(day, step);
  }
}
