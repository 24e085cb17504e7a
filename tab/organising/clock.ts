/** Clock times as people type them, in London. */

const london = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/London',
  dateStyle: 'short',
  timeStyle: 'short',
});
const hour = 3_600_000;

/**
 * How often London's clocks show this time on this day: 0 where they skip it, 2 where they go back over it.
 * @param date YYYY-MM-DD
 * @param time HH:MM
 */
export function timesShown(date: string, time: string): number {
  const asUtc = Date.parse(`${date}T${time}Z`);
  if (Number.isNaN(asUtc)) return 0;
  return [asUtc, asUtc - hour].filter((at) => london.format(at) === `${date} ${time}`).length;
}

/** "10am", "1:30pm", "midday", "midnight" for HH:MM, as the service writes times. */
export function timeWords(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  if (minutes === 0 && hours % 12 === 0) return hours === 12 ? 'midday' : 'midnight';
  const past = minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`;
  return `${hours % 12 || 12}${past}${hours < 12 ? 'am' : 'pm'}`;
}
