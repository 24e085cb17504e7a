import { sql } from 'kysely';
import type { Domain } from '../harness.ts';

/**
 * Where any of the texts stands in the database: in any column of any table of any schema, pg-boss's too, as it is
 * or as base64. @returns "schema.table: text" for each
 */
export async function foundAnywhere({ ctx }: Domain, texts: string[]): Promise<string[]> {
  const { rows: tables } = await sql<{ table: string }>`
    select format('%I.%I', table_schema, table_name) as table from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(
    ctx.db,
  );
  if (!tables.some(({ table }) => table.startsWith('pgboss.'))) throw new Error('the queue has no tables');
  const forms = texts.flatMap((text) => [
    { text, form: text },
    { text, form: Buffer.from(text).toString('base64').replace(/=+$/, '') },
    { text, form: Buffer.from(text).toString('base64url') },
  ]);
  const found: string[] = [];
  for (const { table } of tables)
    for (const { text, form } of forms) {
      const { rows } = await sql<{ there: boolean }>`
        select exists (select from ${sql.raw(table)} as each where position(${form} in each::text) > 0) as there`.execute(
        ctx.db,
      );
      if (rows[0]!.there) found.push(`${table}: ${text}`);
    }
  return [...new Set(found)];
}
