import assert from 'node:assert/strict';
import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import writeExcelFile from 'write-excel-file/node';
import { AppError } from '../../bot/domain/errors.ts';
import { readTable } from '../../bot/domain/tables.ts';

const headings = { Name: ['name', 'full name'], Post: ['post'] };
const read = (text: string | Buffer) => readTable(Buffer.from(text), headings);
const cellsOf = async (text: string | Buffer) => (await read(text)).rows.map(({ cells }) => cells);

/** An XLSX file of these rows. */
const xlsx = (rows: unknown[][]) => writeExcelFile(rows as never).toBuffer();

/** The same file with the text of its first sheet changed. */
async function changed(rows: unknown[][], change: (xml: string) => string): Promise<Buffer> {
  const parts = unzipSync(await xlsx(rows));
  const name = 'xl/worksheets/sheet1.xml';
  parts[name] = strToU8(change(Buffer.from(parts[name]!).toString('utf8')));
  return Buffer.from(zipSync(parts));
}

async function refusal(file: Buffer | string): Promise<string> {
  const error = await read(file).then(
    () => undefined,
    (thrown) => thrown,
  );
  assert.ok(error instanceof AppError, `refused in words: ${error}`);
  return `${error.code}: ${error.detail}`;
}

describe('A table that somebody sent', () => {
  it('is read from CSV with commas or semicolons, with or without a byte order mark, headings in any order and case', async () => {
    const expected = [{ Name: 'Ada Test', Post: 'Head, of SEND' }];
    for (const text of [
      'Name,Post\nAda Test,"Head, of SEND"\n',
      '\ufeffpost;FULL  NAME\r\n"Head, of SEND";Ada Test\r\n',
      '\n\n POST ; Phone ; name \nHead, of SEND;020;Ada Test',
    ])
      assert.deepEqual(await cellsOf(text), expected, text);
  });

  it('is read from the first sheet of an XLSX file, numbers and dates as text', async () => {
    const file = await xlsx([
      [{ value: 'Post' }, { value: 'Name' }],
      [{ value: 7, type: Number }, { value: 'Ada Test' }],
      [{ value: new Date('2026-03-03T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' }, { value: 'Ben Test' }],
    ]);
    assert.deepEqual(await cellsOf(file), [
      { Name: 'Ada Test', Post: '7' },
      { Name: 'Ben Test', Post: '2026-03-03' },
    ]);
  });

  it('counts rows as the spreadsheet shows them, empty ones too', async () => {
    const { rows } = await read('\nName,Post\n\nAda,\n,,,\nBen,x');
    assert.deepEqual(
      rows.map(({ row, cells }) => [row, cells.Name]),
      [
        [4, 'Ada'],
        [6, 'Ben'],
      ],
    );
  });

  it('has every fault named by row and column', async () => {
    const { faults } = await read(`Name,Post\n=1+1,+44\n"two\nlines",-\n@x,${'y'.repeat(301)}\nAda,ok`);
    assert.deepEqual(
      faults.map(({ row, column, message }) => [row, column, message.slice(0, 15)]),
      [
        [2, 'Name', 'This begins wit'],
        [2, 'Post', 'This begins wit'],
        [3, 'Name', 'There is a line'],
        [3, 'Post', 'This begins wit'],
        [4, 'Name', 'This begins wit'],
        [4, 'Post', 'This is longer '],
      ],
    );
  });

  it('says which heading is missing or there twice, and reads no row then', async () => {
    assert.deepEqual(await read('Full name,name,x\nAda,Ben,y'), {
      rows: [],
      faults: [
        { row: 1, column: 'Name', message: 'Two columns have this heading.' },
        { row: 1, column: 'Post', message: 'No column has the heading “Post”.' },
      ],
    });
  });

  it('is refused in words where it cannot be read', async () => {
    assert.match(await refusal(''), /nothing in this file/);
    assert.match(await refusal(' \n,,\n'), /nothing in this file/);
    assert.match(await refusal(Buffer.from('Name,Post\nZo\xeb,x', 'latin1')), /CSV UTF-8/);
    assert.match(await refusal(Buffer.from('\ufeffName,Post', 'utf16le')), /CSV UTF-8/);
    assert.match(await refusal('Name,Post\nAda,"open\nBen,x'), /quotation marks/);
    assert.match(await refusal(Buffer.from('d0cf11e0a1b11ae1', 'hex')), /old \.xls/);
    assert.match(await refusal('PK\x03\x04 and then nothing'), /cannot be read/);
    assert.match(await refusal(Buffer.from(zipSync({ 'a.txt': strToU8('no sheet') }))), /cannot be read/);
    assert.match(await refusal(`Name,Post\n${'Ada,x\n'.repeat(5001)}`), /too-large: .*5,000/);
    assert.equal((await read(`Name,Post\n${'Ada,x\n'.repeat(5000)}`)).rows.length, 5000);
  });

  it('cannot fill our memory: no bomb, no lie about sizes, no cell far away', async () => {
    const rows = [[{ value: 'Name' }, { value: 'Post' }]];
    const bomb = zipSync({ 'xl/workbook.xml': new Uint8Array(13_000_000) });
    assert.match(await refusal(Buffer.from(bomb)), /^too-large/);
    const liar = Buffer.from(zipSync({ 'xl/workbook.xml': new Uint8Array(13_000_000) }));
    const directory = liar.lastIndexOf('PK\x01\x02', undefined, 'latin1');
    liar.writeUInt32LE(500, directory + 24);
    assert.match(await refusal(liar), /^invalid/);
    for (const address of ['ZZZ1', 'A1000000', '&#90;ZZ1', 'CW2'])
      for (const written of [
        `r="${address}"`,
        `r='${address}'`,
        `\nr = "${address}"`,
        `s="0"r="${address}"`,
      ]) {
        const file = await changed(rows, (xml) => xml.replace(/r="B1"/, written));
        assert.match(await refusal(file), /^(too-large|invalid): This spreadsheet/, written);
      }
    const far = await changed(rows, (xml) => xml.replace(/<row r="1"/, '<row r="999999"'));
    assert.match(await refusal(far), /^(too-large|invalid): This spreadsheet/);
  });

  it('refuses every damaged spreadsheet in words, and breaks at none', async () => {
    const file = await xlsx([
      [{ value: 'Name' }, { value: 'Post' }],
      [{ value: 'Ada' }, { value: 'x' }],
    ]);
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const damaged = Buffer.from(file);
        damaged[at] = damaged[at]! ^ flip;
        await read(damaged).catch((error) => assert.ok(error instanceof AppError, String(error)));
      }),
      { numRuns: 150 },
    );
  });

  it('gives back what was written, whatever it was', async () => {
    const cell = fc
      .string({ unit: 'grapheme', maxLength: 30 })
      .map((text) => text.replace(/[\p{Cc}]/gu, '').trim())
      .filter((text) => text.isWellFormed());
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell)), fc.constantFrom(',', ';'), async (rows, mark) => {
        const lines = [['Name', 'Post'], ...rows].map((row) => row.map(quoted).join(mark));
        assert.deepEqual(
          await cellsOf(lines.join('\r\n')),
          rows.filter((row) => row.join('') !== '').map(([Name, Post]) => ({ Name, Post })),
        );
      }),
      { numRuns: 100 },
    );
  });
});
