/** Words for days given as YYYY-MM-DD, and for instants in a list. Sentences about times come from the service. */

const asUtc = (date: string) => new Date(`${date}T00:00:00Z`);
const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });

const month = format({ month: 'long', year: 'numeric' });
const parts = {
  weekday: format({ weekday: 'short' }),
  day: format({ day: 'numeric' }),
  month: format({ month: 'short' }),
};

/** "March 2026" */
export const monthOf = (date: string) => month.format(asUtc(date));

/** { weekday: "Tue", day: "3", month: "Mar" } */
export const dayParts = (date: string) => ({
  weekday: parts.weekday.format(asUtc(date)),
  day: parts.day.format(asUtc(date)),
  month: parts.month.format(asUtc(date)),
});

const inLondon = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'Europe/London' });
const longDay = inLondon({ day: 'numeric', month: 'long', year: 'numeric' });
const fullDay = inLondon({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const clock = inLondon({ hour: 'numeric', minute: '2-digit', hour12: true });

/** "3 March 2026": the day in London of an instant or a YYYY-MM-DD. */
export const dayOf = (at: string) => longDay.format(new Date(at));

/** "Tuesday 3 March 2026": a day given as YYYY-MM-DD, where somebody waits for it. */
export const fullDayOf = (date: string) => fullDay.format(asUtc(date)).replace(',', '');

/** "3 March 2026, 10:05am": an instant, in London. */
export const momentOf = (at: string) =>
  `${dayOf(at)}, ${clock.format(new Date(at)).replace(':00', '').replace(/\s/g, '')}`;
