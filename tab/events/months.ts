/** Days as YYYY-MM-DD and months as YYYY-MM, without a library: they are counted in UTC, where no day has 23 hours. */

const utc = (day: string) => new Date(`${day}T00:00:00Z`);
const dayOf = (date: Date) => date.toISOString().slice(0, 10);

const london = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });

/** The day in London now. */
export const today = (): string => london.format(new Date());

/** The days in London from one to the last that an end reaches: at midnight it reaches no further one. */
export function daysTo(first: string, endsAt: string | null): string[] {
  const last = endsAt ? london.format(Date.parse(endsAt) - 1) : first;
  const days = [first];
  while (days.at(-1)! < last) days.push(dayAfter(days.at(-1)!, 1));
  return days;
}

/** A day so many days after another. */
export function dayAfter(day: string, days: number): string {
  const date = utc(day);
  date.setUTCDate(date.getUTCDate() + days);
  return dayOf(date);
}

/** A month so many months after another. */
export function monthAfter(month: string, months: number): string {
  const date = utc(`${month}-01`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return dayOf(date).slice(0, 7);
}

/** All days of a month. */
export function daysOf(month: string): string[] {
  const first = `${month}-01`;
  const days: string[] = [];
  for (let day = first; day.startsWith(month); day = dayAfter(day, 1)) days.push(day);
  return days;
}

/** 0 for Monday to 6 for Sunday. */
export const weekdayOf = (day: string): number => (utc(day).getUTCDay() + 6) % 7;

/** The weeks of a month, Monday first; null for days of other months. */
export function weeksOf(month: string): (string | null)[][] {
  const days: (string | null)[] = daysOf(month);
  days.unshift(...Array<null>(weekdayOf(`${month}-01`)).fill(null));
  while (days.length % 7 > 0) days.push(null);
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}
