import { sql } from 'kysely';
import type { Database } from '../../ports/store/db.ts';
import { records } from '../content/records.ts';

/**
 * The area that a question belongs to: that of the first source which the bot answered from, else the one that the
 * question names; null where neither says.
 */
export async function areaOf(db: Database, text: string, sources: { id: string }[]): Promise<string | null> {
  for (const { id } of sources) {
    const { rows } = await sql<{ area: string }>`
      select coalesce(edited, shipped) ->> 'area' as area from content_record
        where kind in ('item', 'faq') and id = ${id} and coalesce(edited, shipped) ->> 'area' is not null
      union all select area from event where id = ${id}`.execute(db);
    if (rows[0]) return rows[0].area;
  }
  const words = plain(text);
  const names = (await records(db, 'area')).flatMap(({ id, name, aliases }) =>
    [name, ...aliases].map((each) => ({ id, name: plain(each) })),
  );
  const named = names
    .filter(({ name }) => name.trim() !== '' && words.includes(name))
    .sort((a, b) => b.name.length - a.name.length)[0];
  return named?.id ?? null;
}

/** Words with a space on either side, so that only whole ones are found in others. */
const plain = (text: string) =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
