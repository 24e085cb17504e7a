import { type Kysely, sql } from 'kysely';

/** Thanks that go by themselves. Frozen once released: add a further migration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table event add column thanks boolean not null default true`.execute(db);
  // What is just over would have its people thanked in the minute of the upgrade, whatever hour that is.
  await sql`update event set thanks = false from session where session.event_id = event.id
    and ends_at <= now() and ends_at > now() - interval '15 days'`.execute(db);
}
