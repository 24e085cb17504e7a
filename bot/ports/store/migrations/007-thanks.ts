import { type Kysely, sql } from 'kysely';

/** Thanks that go by themselves. Frozen once released: add a further migration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table event add column thanks boolean not null default true`.execute(db);
}
