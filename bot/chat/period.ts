import * as en from 'chrono-node/en';
import { DateTime, Info } from 'luxon';

/** Days in London, both included, and the words for them: "in December 2026", "next week". */
export type Period = {
  from: string;
  to: string;
  inWords: string;
  /** The same month of the year before, where the words named a month and no year. */
  before?: Period;
};

const zone = 'Europe/London';

/**
 * The period that a phrase names, and the phrase without it.
 * @param phrase in lower case: "events in december", "next week"
 */
export function periodIn(phrase: string, now: Date): { period: Period | null; rest: string } {
  const today = DateTime.fromJSDate(now, { zone }).setLocale('en-GB');
  const found = unitIn(phrase, today) ?? daysIn(phrase, now, today) ?? monthIn(phrase, today);
  if (!found) return { period: null, rest: phrase };
  const { at, text, period } = found;
  return { period, rest: `${phrase.slice(0, at)} ${phrase.slice(at + text.length)}` };
}

type Found = { at: number; text: string; period: Period };

function unitIn(phrase: string, today: DateTime): Found | undefined {
  const match = /\b(this|next) (week|month|year)\b/.exec(phrase);
  if (!match) return undefined;
  const unit = match[2] as 'week' | 'month' | 'year';
  const start = today.plus({ [unit]: match[1] === 'next' ? 1 : 0 });
  return { at: match.index, text: match[0], period: { ...whole(start, unit), inWords: match[0] } };
}

/** "on friday", "tomorrow", "4 december", "from 3 to 5 july": days that chrono is sure of. */
function daysIn(phrase: string, now: Date, today: DateTime): Found | undefined {
  const [found] = en.GB.parse(phrase, { instant: now, timezone: today.offset }, { forwardDate: true });
  if (!found || !(found.start.isCertain('day') || found.start.isCertain('weekday'))) return undefined;
  const start = dateOf(found.start);
  const end = found.end ? dateOf(found.end) : start;
  if ([start, end].some(({ year }) => year < 1900 || year > 2200)) return undefined;
  const inWords =
    day(start) === day(end)
      ? `on ${start.toFormat('cccc d MMMM yyyy')}`
      : `from ${start.toFormat('d MMMM yyyy')} to ${end.toFormat('d MMMM yyyy')}`;
  return { at: found.index, text: found.text, period: { from: day(start), to: day(end), inWords } };
}

const months = Info.months('long', { locale: 'en-GB' }).map((name) => name.toLowerCase());

/** "december", "dec 2025", "2027". A month without a year is the coming one; this month has not gone yet. */
function monthIn(phrase: string, today: DateTime): Found | undefined {
  const match =
    /\b(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*(?: ((?:19|20)\d\d))?\b|\b((?:19|20)\d\d)\b/.exec(
      phrase,
    );
  if (!match) return undefined;
  const [text, name, named, alone] = match;
  const at = match.index;
  if (alone) {
    const year = DateTime.fromObject({ year: Number(alone) }, { zone });
    return { at, text, period: { ...whole(year, 'year'), inWords: `in ${alone}` } };
  }
  const word = text.split(' ')[0]!;
  const month = months.findIndex((each) => each.startsWith(name!)) + 1;
  if (word !== name && word !== months[month - 1]) return undefined; // "marching", "october" misspelt
  const year = named ? Number(named) : today.year + (month < today.month ? 1 : 0);
  const start = DateTime.fromObject({ year, month }, { zone }).setLocale('en-GB');
  const period = monthOf(start);
  return { at, text, period: named ? period : { ...period, before: monthOf(start.minus({ year: 1 })) } };
}

const day = (date: DateTime) => date.toISODate()!;
const whole = (date: DateTime, unit: 'week' | 'month' | 'year') => ({
  from: day(date.startOf(unit)),
  to: day(date.endOf(unit)),
});

type Components = { get(part: 'year' | 'month' | 'day'): number | null };
const dateOf = (parts: Components) =>
  DateTime.fromObject(
    { year: parts.get('year')!, month: parts.get('month')!, day: parts.get('day')! },
    { zone },
  ).setLocale('en-GB');

const monthOf = (date: DateTime): Period => ({
  ...whole(date, 'month'),
  inWords: `in ${date.toFormat('MMMM yyyy')}`,
});
