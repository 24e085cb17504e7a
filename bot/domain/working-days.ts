import { addDays, weekdayFrom } from './london.ts';

/** Bank holidays of England and Wales, substitute days included, as gov.uk/bank-holidays has them. Add each new year. */
const bankHolidays = new Set([
  ...['2026-01-01', '2026-04-03', '2026-04-06', '2026-05-04', '2026-05-25', '2026-08-31'],
  ...['2026-12-25', '2026-12-28'],
  ...['2027-01-01', '2027-03-26', '2027-03-29', '2027-05-03', '2027-05-31', '2027-08-30'],
  ...['2027-12-27', '2027-12-28'],
  ...['2028-01-03', '2028-04-14', '2028-04-17', '2028-05-01', '2028-05-29', '2028-08-28'],
  ...['2028-12-25', '2028-12-26'],
]);

/** Whether offices are open on a day, YYYY-MM-DD. */
export const isWorkingDay = (day: string): boolean => weekdayFrom(day) === day && !bankHolidays.has(day);

/** The day itself where it is a working day, else the next one. YYYY-MM-DD. */
export const workingDayFrom = (day: string): string => (isWorkingDay(day) ? day : addWorkingDays(day, 1));

/** The day that is so many working days after another, whatever that is. Days are YYYY-MM-DD. */
export function addWorkingDays(day: string, days: number): string {
  let at = day;
  for (let left = days; left > 0; ) {
    at = addDays(at, 1);
    if (isWorkingDay(at)) left--;
  }
  return at;
}
