import { inflateRawSync } from 'node:zlib';
import { readSheet } from 'read-excel-file/universal';
import { AppError } from './errors.ts';

const unreadable = () =>
  new AppError('invalid', 'This spreadsheet cannot be read. Save it again as .xlsx or as CSV UTF-8.');
const tooLarge = () =>
  new AppError('too-large', 'This spreadsheet is too large. Take out what is not needed.');

/** Bytes that all parts together may have when unzipped: several times what 5,000 rows of text need. */
const unzippedLimit = 12_000_000;
const lastRow = 10_000;
const lastColumn = 100;

/**
 * The rows of the first sheet of an XLSX file; empty cells are null.
 * @throws AppError 'invalid' for what is no such file, 'too-large' for one made to fill our memory
 */
export async function readSpreadsheet(bytes: Buffer): Promise<unknown[][]> {
  for (const part of partsOf(bytes)) requireSmallSheet(part);
  const copy = new Uint8Array(bytes); // a Buffer may be a window into a larger one
  return readSheet(copy.buffer).catch(() => {
    throw unreadable();
  });
}

/**
 * The unzipped parts, as the reader will find them: by the directory at the end, sizes as stated there. What is
 * allowed in a zip but not usual in a small one (64-bit sizes, other compression) is refused, so that the reader
 * cannot see anything that was not seen here.
 */
function partsOf(bytes: Buffer): Buffer[] {
  try {
    const end = bytes.lastIndexOf('PK\x05\x06', bytes.length - 22, 'latin1');
    if (end < 0 || bytes.length - end > 65_558) throw unreadable();
    if (end >= 20 && bytes.readUInt32LE(end - 20) === 0x07064b50) throw unreadable();
    const parts: Buffer[] = [];
    let left = unzippedLimit;
    let at = bytes.readUInt32LE(end + 16);
    for (let n = bytes.readUInt16LE(end + 8); n > 0; n--) {
      const packed = bytes.readUInt32LE(at + 20);
      const size = bytes.readUInt32LE(at + 24);
      left -= size;
      if (left < 0) throw tooLarge();
      const header = bytes.readUInt32LE(at + 42);
      const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
      const method = bytes.readUInt16LE(at + 10);
      if (start + packed > bytes.length || (method !== 0 && method !== 8)) throw unreadable();
      const data = bytes.subarray(start, start + packed);
      const part = method === 0 ? data : inflateRawSync(data, { maxOutputLength: size + 1 });
      if (part.length !== size) throw unreadable();
      parts.push(part);
      at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
    return parts;
  } catch (error) {
    throw error instanceof AppError ? error : unreadable();
  }
}

/** One cell far away makes the reader fill every row up to it: so no cell may be far away. */
function requireSmallSheet(part: Buffer): void {
  if (!part.includes('sheetData')) return;
  for (const [, , address] of part
    .toString('latin1')
    .matchAll(/(?<![\w:.-])r\s*=\s*(["']?)([^"'\s/>]*)\1/g)) {
    const [, letters, row] = /^([A-Z]{0,3})([1-9]\d{0,6})$/.exec(address ?? '') ?? [];
    if (letters === undefined) throw unreadable();
    let column = 0;
    for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
    if (Number(row) > lastRow || column > lastColumn)
      throw new AppError(
        'too-large',
        `This spreadsheet goes on to cell ${address}. Copy what is needed into a new one, or save it as CSV UTF-8.`,
      );
  }
}
