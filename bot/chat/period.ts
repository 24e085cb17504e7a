import { en } from 'chrono-node';
import { DateTime } from 'luxon';

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
  const named = /\b(this|next) (week|month|year)\b/.exec(phrase);
  if (named) {
    const unit = named[2] as 'week' | 'month' | 'year';
    const start = today.plus({ [unit]: named[1] === 'next' ? 1 : 0 });
    const period = { from: day(start.startOf(unit)), to: day(start.endOf(unit)), inWords: named[0] };
    return { period, rest: without(phrase, named.index, named[0]) };
  }
  const [found] = en.GB.parse(phrase, { instant: now, timezone: today.offset }, { forwardDate: true });
  if (
    !found ||
    !(found.start.isCertain('month') || found.start.isCertain('day') || found.start.isCertain('weekday'))
  )
    return { period: null, rest: phrase };
  const rest = without(phrase, found.index, found.text);
  const start = dateOf(found.start);
  if (!found.start.isCertain('day') && !found.start.isCertain('weekday')) {
    const period = monthOf(start);
    const before = found.start.isCertain('year') ? {} : { before: monthOf(start.minus({ year: 1 })) };
    return { period: { ...period, ...before }, rest };
  }
  const end = found.end ? dateOf(found.end) : start;
  const inWords =
    day(start) === day(end)
      ? `on ${start.toFormat('cccc d MMMM yyyy')}`
      : `from ${start.toFormat('d MMMM yyyy')} to ${end.toFormat('d MMMM yyyy')}`;
  return { period: { from: day(start), to: day(end), inWords }, rest };
}

const day = (date: DateTime) => date.toISODate()!;
const without = (phrase: string, at: number, words: string) =>
  `${phrase.slice(0, at)} ${phrase.slice(at + words.length)}`;

type Components = { get(part: 'year' | 'month' | 'day'): number | null };
const dateOf = (parts: Components) =>
  DateTime.fromObject(
    { year: parts.get('year')!, month: parts.get('month')!, day: parts.get('day')! },
    { zone },
  ).setLocale('en-GB');

const monthOf = (date: DateTime): Period => ({
  from: day(date.startOf('month')),
  to: day(date.endOf('month')),
  inWords: `in ${date.toFormat('MMMM yyyy')}`,
});
