/** Words for days given as YYYY-MM-DD. Sentences about times come from the service. */

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
