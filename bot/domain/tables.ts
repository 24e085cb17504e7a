import { parse } from 'csv-parse/sync';
import { AppError } from './errors.ts';
import { readSpreadsheet } from './spreadsheets.ts';

/** What is wrong in one cell of a table that somebody sent. Rows are counted as their spreadsheet shows them. */
export type TableFault = { row: number; column: string; message: string };

export type TableRow<Column extends string> = { row: number; cells: Record<Column, string> };

/** What a table may be at most, where who reads it does not say otherwise. */
const usual = { rows: 5000, cell: 300 };

/**
 * Reads a CSV file (UTF-8; commas or semicolons) or the first sheet of an XLSX file. Which it is, the bytes say:
 * browsers name the type of a CSV file differently.
 * @param headings each column with the headings, in lower case, that name it; every column must be there, in any order
 * @param more columns that may be missing, whose cells are then empty, and what it may be at most
 * @returns the rows that are not empty, and every fault of the headings and of the cells as such
 * @throws AppError 'invalid' for a file that cannot be read at all, 'too-large'
 */
export async function readTable<Column extends string>(
  bytes: Buffer,
  headings: Record<Column, string[]>,
  more: { optional?: readonly NoInfer<Column>[]; most?: { rows: number; cell: number } } = {},
): Promise<{ rows: TableRow<Column>[]; faults: TableFault[] }> {
  const { optional = [], most = usual } = more;
  const lines = begins(bytes, 'PK\x03\x04')
    ? (await readSpreadsheet(bytes)).map((line) => line.map(cellText))
    : readCsv(bytes);
  const top = lines.findIndex(filled);
  if (top < 0) throw new AppError('invalid', 'There is nothing in this file.');
  const named = (lines[top] ?? []).map((heading) => heading.trim().replace(/\s+/g, ' ').toLowerCase());
  const columns = Object.keys(headings) as Column[];
  const faults: TableFault[] = [];
  const place = {} as Record<Column, number>;
  for (const column of columns) {
    const places = named.flatMap((heading, n) => (headings[column].includes(heading) ? [n] : []));
    if (places.length > 1 || (places.length === 0 && !optional.includes(column)))
      faults.push({
        row: top + 1,
        column,
        message:
          places.length === 0 ? `No column has the heading “${column}”.` : 'Two columns have this heading.',
      });
    place[column] = places[0] ?? -1;
  }
  if (faults.length > 0) return { rows: [], faults };
  const rows: TableRow<Column>[] = [];
  for (const [n, line] of lines.entries()) {
    if (n <= top || !filled(line)) continue;
    if (rows.length === most.rows)
      throw new AppError(
        'too-large',
        `This file has more than ${most.rows.toLocaleString('en-GB')} rows. Send it in parts.`,
      );
    const cells = {} as Record<Column, string>;
    for (const column of columns) {
      cells[column] = (line[place[column]] ?? '').trim();
      const message = faultOf(cells[column], most.cell);
      if (message) faults.push({ row: n + 1, column, message });
    }
    rows.push({ row: n + 1, cells });
  }
  return { rows, faults };
}

const begins = (bytes: Buffer, mark: string) => bytes.subarray(0, 4).equals(Buffer.from(mark, 'latin1'));
const filled = (line: string[]) => line.some((cell) => cell.trim() !== '');

function readCsv(bytes: Buffer): string[][] {
  if (begins(bytes, '\xd0\xcf\x11\xe0'))
    throw new AppError(
      'invalid',
      'This is a spreadsheet in the old .xls format. Save it as .xlsx and try again.',
    );
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes); // leaves a byte order mark out
  } catch {
    throw new AppError(
      'invalid',
      'The letters in this file cannot be read. Save it as “CSV UTF-8” and try again.',
    );
  }
  const heading = /[^\r\n]*[^\s;,"][^\r\n]*/.exec(text)?.[0] ?? '';
  try {
    return parse(text, {
      delimiter: heading.split(';').length > heading.split(',').length ? ';' : ',',
      relaxColumnCount: true,
      skipEmptyLines: false,
    }) as string[][];
  } catch (error) {
    const line = (error as { lines?: number }).lines;
    throw new AppError(
      'invalid',
      `This file cannot be read as CSV${line ? `: look at the quotation marks near line ${line}` : ''}.`,
    );
  }
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}

function faultOf(cell: string, longestCell: number): string | undefined {
  // Whoever saves our list as a spreadsheet later must not run what somebody wrote into it.
  if (/^[=+\-@]/.test(cell))
    return `This begins with “${cell[0]}”, as a formula does. Write it as plain text.`;
  if (/\p{Cc}/u.test(cell) || !cell.isWellFormed())
    return 'There is a line break or another sign in this cell that cannot be kept. Write it on one line.';
  if (cell.length > longestCell) return `This is longer than ${longestCell} characters.`;
  return undefined;
}
