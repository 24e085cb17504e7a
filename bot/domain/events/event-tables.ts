import { DateTime } from 'luxon';
import { AppError } from '../errors.ts';
import { readTable, type TableFault } from '../tables.ts';
import type { EventForm, SessionForm } from './forms.ts';
import type { ClockTime } from './wall-clock.ts';

/** An event that a file says, and not checked yet. */
export type Entry = {
  /** Of a table the row, of a calendar the event's place in the file. */
  row: number;
  event: Partial<EventForm>;
  sessions: Partial<SessionForm>[];
  /** The area in the file's own words; null where it says none. */
  area: string | null;
};

const headings = {
  Title: ['title', 'event', 'name'],
  Summary: ['summary', 'about', 'description'],
  Area: ['area', 'programme area'],
  Date: ['date', 'day'],
  Starts: ['starts', 'start', 'start time', 'from'],
  'End date': ['end date', 'last day', 'ends on'],
  Ends: ['ends', 'end', 'end time', 'finish', 'until'],
  Place: ['place', 'venue', 'location', 'where'],
  Places: ['places', 'capacity', 'number of places', 'places in person'],
  'Places online': ['places online', 'online places'],
  'Per borough': ['per borough', 'most per borough', 'at most per borough'],
  'Join link': ['join link', 'link', 'teams link'],
  Audience: ['audience', 'who it is for', 'for'],
};
const optional = ['End date', 'Places', 'Places online', 'Per borough', 'Join link', 'Audience'] as const;

/**
 * Reads a table of events (CSV), a row for each. A date may be left out where it is to be confirmed; the place is a
 * venue or “Online”. With a venue and places online it is held in both ways.
 * @returns the events and every fault of the table
 * @throws AppError 'invalid', 'too-large' for a file that cannot be read at all
 */
export async function readEventTable(text: string): Promise<{ entries: Entry[]; faults: TableFault[] }> {
  const most = { rows: 10_000, cell: 2000 };
  const { rows, faults } = await readTable(Buffer.from(text), headings, { optional, most });
  const before = new Map<string, number>();
  const entries: Entry[] = [];
  for (const { row, cells } of rows) {
    const fault = (column: keyof typeof headings, message: string) => {
      if (!faults.some((each) => each.row === row && each.column === column))
        faults.push({ row, column, message });
    };
    const [date, endDate] = (['Date', 'End date'] as const).map((column) => {
      const day = cells[column] === '' ? null : dateIn(cells[column]);
      if (day === undefined)
        fault(column, `“${cells[column]}” is not a date, such as 3 March 2026 or 03/03/2026.`);
      return day ?? null;
    });
    const [starts, ends] = (['Starts', 'Ends'] as const).map((column) => {
      const time = cells[column] === '' ? null : timeIn(cells[column]);
      if (time === undefined) fault(column, `“${cells[column]}” is not a time, such as 10:00 or 1:30pm.`);
      return time ?? null;
    });
    const [places, online, perBorough] = (['Places', 'Places online', 'Per borough'] as const).map(
      (column) => {
        if (cells[column] !== '' && !/^\d{1,6}$/.test(cells[column]))
          fault(column, `“${cells[column]}” is not a whole number.`);
        return cells[column] === '' ? null : Number(cells[column]);
      },
    );
    const isOnline = cells.Place.toLowerCase() === 'online' || (cells.Place === '' && online !== null);
    const mode = isOnline ? 'online' : cells.Place === '' ? null : online === null ? 'in person' : 'hybrid';
    if (perBorough !== null && places === null && online === null)
      fault('Places', 'Say how many places there are.');
    const twice = isOnline && places !== null && online !== null;
    if (places !== null && cells.Place === '') fault('Place', 'Write the venue, or “Online”.');
    else if (twice) fault('Places', 'Write the places online once, or the venue of the others.');
    const same = [cells.Title, cells.Date, cells.Starts].join('\n').toLowerCase();
    const twin = before.get(same);
    if (twin !== undefined) fault('Title', `This is the same event as in row ${twin}.`);
    before.set(same, twin ?? row);
    const { Title: title, Summary: summary, Area: area, Audience: audience } = cells;
    const pools = [
      { mode: isOnline ? ('online' as const) : ('in person' as const), capacity: places },
      { mode: 'online' as const, capacity: online },
    ].flatMap(({ capacity, ...kind }) =>
      capacity === null || mode === null || twice
        ? []
        : [{ ...kind, capacity: capacity!, perBorough: perBorough!, quotas: [] }],
    );
    const joinUrl = cells['Join link'] || null;
    entries.push({
      row,
      area,
      event: {
        title,
        summary,
        mode,
        venue: isOnline ? null : cells.Place || null,
        audience: audience || null,
      },
      sessions: [{ date: date!, starts: starts!, endDate: endDate!, ends: ends!, joinUrl, pools }],
    });
  }
  return { entries, faults };
}

const formats = [
  'yyyy-MM-dd',
  'd/M/yyyy',
  'd.M.yyyy',
  'd-M-yyyy',
  'd MMMM yyyy',
  'd MMM yyyy',
  'cccc d MMMM yyyy',
];

/** YYYY-MM-DD; undefined for what is no date. */
function dateIn(text: string): string | undefined {
  const plain = text.replace(/\s+/g, ' ').replace(/,/g, '');
  for (const format of formats) {
    const found = DateTime.fromFormat(plain, format, { zone: 'utc', locale: 'en-GB' });
    if (found.isValid) return found.toISODate();
  }
  return undefined;
}

/** "10:00", "1.30pm", "10am", "midday"; with "first" or "second" where the clocks go back and it comes twice. */
function timeIn(text: string): ClockTime | undefined {
  const plain = text
    .toLowerCase()
    .replace(/^(midday|noon)/, '12:00')
    .replace(/^midnight/, '00:00');
  const [, hours, minutes, half, fold] =
    /^(\d{1,2})(?:[:.](\d\d)(?::00)?)? ?([ap]m)?(?: (first|second))?$/.exec(plain) ?? [];
  if (!hours || (!minutes && !half)) return undefined;
  const said = Number(hours);
  if (half && (said < 1 || said > 12)) return undefined;
  const hour = half ? (said % 12) + (half === 'pm' ? 12 : 0) : said;
  if (hour > 23 || Number(minutes ?? 0) > 59) return undefined;
  const time = `${String(hour).padStart(2, '0')}:${minutes ?? '00'}`;
  return { time, ...(fold && { fold: fold as 'first' | 'second' }) };
}

/**
 * The text of a file, in whatever way its letters are written: UTF-8, UTF-16 with its mark, or as Windows writes them
 * in Western Europe.
 * @throws AppError 'invalid' for what is no text
 */
export function textOf(bytes: Buffer): string {
  const [first, second] = bytes;
  const sixteen =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
  let text: string;
  try {
    text = new TextDecoder(sixteen ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    if (sixteen) throw unreadable();
    text = new TextDecoder('windows-1252').decode(bytes);
  }
  if (text.includes('\0') || text.startsWith('PK\x03\x04')) throw unreadable();
  return text;
}

const unreadable = () =>
  new AppError('invalid', 'This file is not a table or a calendar. Save it as CSV, or export it as .ics.');
