import { z } from 'zod';
import type { Context } from '../context.ts';
import { readTable, type TableFault } from '../tables.ts';
import { inChargeOf } from './access.ts';
import type { Member } from './members.ts';
import { organisations } from './organisations.ts';

/** What a row of the file says about a person, the e-mail address in lower case. */
export type Listed = { row: number; name: string; email: string; organisation: string; post: string | null };

const headings = {
  Name: ['name', 'full name'],
  'E-mail': ['e-mail', 'email', 'e-mail address', 'email address'],
  Authority: ['authority', 'local authority', 'organisation', 'borough'],
  Post: ['post', 'job title', 'job'],
};
const longest = { Name: 120, 'E-mail': 254, Authority: 120, Post: 120 };
const email = z.email();

const words = (text: string) => text.replace(/\s+/g, ' ').trim();

/**
 * Reads a file of contacts. An authority is found by its name, short name or id.
 * @returns whom the file lists and every fault in it; only where there is none is the list whole
 * @throws AppError 'invalid', 'too-large' for a file that cannot be read at all
 */
export async function readContactList(
  ctx: Pick<Context, 'db'>,
  actor: Member,
  file: Buffer,
): Promise<{ listed: Listed[]; faults: TableFault[] }> {
  const { rows, faults } = await readTable(file, headings);
  const known = new Map<string, { id: string; name: string }>();
  for (const each of await organisations(ctx.db))
    for (const called of [each.id, each.short ?? each.id, each.name]) known.set(called.toLowerCase(), each);
  const told = new Set(faults.map(({ row, column }) => `${row} ${column}`));
  const listedIn = new Map<string, number>();
  const listed: Listed[] = [];
  for (const { row, cells } of rows) {
    const fault = (column: keyof typeof headings, message: string) => {
      if (!told.has(`${row} ${column}`)) faults.push({ row, column, message });
    };
    for (const column of ['Name', 'E-mail', 'Authority'] as const)
      if (cells[column] === '') fault(column, 'This is empty.');
    for (const [column, most] of Object.entries(longest) as [keyof typeof longest, number][])
      if (cells[column].length > most) fault(column, `This is longer than ${most} characters.`);
    const address = cells['E-mail'].toLowerCase();
    const before = listedIn.get(address);
    if (address !== '' && !email.safeParse(address).success)
      fault('E-mail', `“${cells['E-mail']}” is not an e-mail address.`);
    else if (address !== '' && before !== undefined)
      fault('E-mail', `This address stands in row ${before} as well.`);
    listedIn.set(address, before ?? row);
    const organisation = known.get(words(cells.Authority).toLowerCase());
    if (cells.Authority !== '' && !organisation)
      fault('Authority', `We do not know an authority called “${cells.Authority}”.`);
    else if (organisation && !inChargeOf(actor, organisation.id))
      fault('Authority', `${organisation.name} is not in your charge.`);
    listed.push({
      row,
      name: words(cells.Name),
      email: address,
      organisation: organisation?.id ?? '',
      post: words(cells.Post) || null,
    });
  }
  return { listed, faults: faults.sort((a, b) => a.row - b.row) };
}
