const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const weekdays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** "Thursday 4 December 2025" from YYYY-MM-DD. */
export function dayInWords(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return `${weekdays[date.getUTCDay()]} ${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** "2pm to 3:30pm" from two clock times HH:MM. */
export function hoursInWords(starts: string, ends: string): string {
  return `${clockInWords(starts)} to ${clockInWords(ends)}`;
}

function clockInWords(time: string): string {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  if (minutes === 0 && hours === 12) return 'midday';
  if (minutes === 0 && hours === 0) return 'midnight';
  return `${hours % 12 || 12}${minutes ? `:${String(minutes).padStart(2, '0')}` : ''}${hours < 12 ? 'am' : 'pm'}`;
}

const named =
  /\b(?:(\d{1,2})(?:st|nd|rd|th)? )?(January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})\b/g;

/** Whether a sentence names a day or month, and all that it names are over on the day `today` (YYYY-MM-DD). */
export function namesOnlyPast(sentence: string, today: string): boolean {
  const ends = [...sentence.matchAll(named)].map(([, day, month, year]) => {
    const number = String(months.indexOf(month!) + 1).padStart(2, '0');
    return `${year}-${number}-${day ? day.padStart(2, '0') : '31'}`;
  });
  return ends.length > 0 && ends.every((end) => end < today);
}

/** The sentence without the days, months and years that it names: their figures count nothing. */
export const withoutDates = (sentence: string): string => sentence.replaceAll(named, '');
