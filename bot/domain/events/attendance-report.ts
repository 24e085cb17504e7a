import { parse } from 'csv-parse/sync';
import { AppError } from '../errors.ts';
import type { TableFault } from '../tables.ts';

/** Somebody who took part, as Teams' report has them; their times together where they left and came again. */
export type Participant = {
  /** Of the file, where they stand first. */
  row: number;
  name: string;
  /** In lower case: their e-mail address and what they sign in with; either may be missing. */
  addresses: string[];
  minutes: number;
};

const longestFile = 10_000;
/** The headings of Teams' reports, of now and of before. */
const headings = {
  name: ['name', 'full name', 'participant name'],
  duration: ['in-meeting duration', 'duration', 'total duration'],
  email: ['email', 'e-mail'],
  upn: ['participant id (upn)', 'participant id', 'upn'],
};

/**
 * Reads the attendance report that Teams gives after a meeting: text in UTF-16 or UTF-8 with tabs or commas, of
 * several sections, of which the one with the participants counts. When somebody came is not read: it is in the words
 * of the language and the time zone of whoever saved the file.
 * @returns each participant once, and every fault by row
 * @throws AppError 'invalid' for what is no such report, 'too-large'
 */
export function readAttendanceReport(bytes: Buffer): { people: Participant[]; faults: TableFault[] } {
  const lines = linesOf(textOf(bytes));
  const top = lines.findIndex((line) => columnsOf(line) !== null);
  const columns = top < 0 ? null : columnsOf(lines[top]!);
  if (!columns)
    throw new AppError(
      'invalid',
      'This is not an attendance report of Teams: no row has the headings Name, In-Meeting Duration and Email.',
    );
  const people = new Map<string, Participant>();
  const faults: TableFault[] = [];
  for (let n = top + 1; n < lines.length; n++) {
    const line = lines[n]!;
    if (/^\d+\. /.test(line[0] ?? '')) break; // the next section
    if (line.every((cell) => cell.trim() === '')) continue;
    if (n - top > longestFile) throw new AppError('too-large', 'This report has more than 10,000 rows.');
    const cell = (column: number) => (line[column] ?? '').trim().normalize('NFC');
    const row = n + 1;
    const name = cell(columns.name);
    const minutes = minutesOf(cell(columns.duration));
    if (!name || name.length > 300 || /\p{Cc}/u.test(name))
      faults.push({ row, column: 'Name', message: 'There is no name here that can be read.' });
    else if (minutes === null)
      faults.push({
        row,
        column: 'In-Meeting Duration',
        message: `“${cell(columns.duration).slice(0, 40)}” is not a duration, such as 1h 5m 20s.`,
      });
    else {
      const addresses = [
        ...new Set([cell(columns.email), cell(columns.upn)].map((each) => each.toLowerCase())),
      ];
      const known = addresses.filter((each) => each.includes('@'));
      const before = people.get(known[0] ?? name.toLowerCase());
      if (before) before.minutes += minutes;
      else people.set(known[0] ?? name.toLowerCase(), { row, name, addresses: known, minutes });
    }
  }
  for (const person of people.values()) person.minutes = Math.round(person.minutes);
  return { people: [...people.values()], faults };
}

function textOf(bytes: Buffer): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : second === 0 // Teams has left the mark out at times
          ? 'utf-16le'
          : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new AppError('invalid', 'The letters in this file cannot be read. Save it from Teams again.');
  }
}

function linesOf(text: string): string[][] {
  const delimiter = text.includes('\t') ? '\t' : ',';
  try {
    return parse(text, {
      delimiter,
      relaxColumnCount: true,
      skipEmptyLines: false,
      // Between tabs a quotation mark is a letter of a name.
      ...(delimiter === '\t' && { quote: false as const }),
    }) as string[][];
  } catch {
    throw new AppError('invalid', 'This file cannot be read as a table. Save it from Teams again.');
  }
}

function columnsOf(line: string[]): Record<keyof typeof headings, number> | null {
  const named = line.map((cell) => cell.trim().toLowerCase());
  const place = (column: keyof typeof headings) => named.findIndex((each) => headings[column].includes(each));
  const columns = {
    name: place('name'),
    duration: place('duration'),
    email: place('email'),
    upn: place('upn'),
  };
  const found = columns.name >= 0 && columns.duration >= 0 && (columns.email >= 0 || columns.upn >= 0);
  return found ? columns : null;
}

/** "1h 2m 3s", "31 min 35 sec", "00:31:35"; null for anything else. */
function minutesOf(text: string): number | null {
  const clock = /^(\d{1,3}):(\d{2}):(\d{2})$/.exec(text);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]) + Number(clock[3]) / 60;
  const spelled =
    /^(?:(\d{1,4})\s*h(?:ours?|rs?)?)?\s*(?:(\d{1,4})\s*m(?:in(?:ute)?s?)?)?\s*(?:(\d{1,6})\s*s(?:ec(?:ond)?s?)?)?$/i.exec(
      text,
    );
  if (!spelled || text === '') return null;
  const [, hours = 0, minutes = 0, seconds = 0] = spelled;
  return Number(hours) * 60 + Number(minutes) + Number(seconds) / 60;
}
