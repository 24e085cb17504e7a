import { type Kysely, sql } from 'kysely';

/** Nominations end when their session begins. Frozen once released: add a further migration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Also those that were made before. Of what has begun it is too late to tell anybody.
  await sql`update session set settle_at = least(settle_at, starts_at)
    where starts_at > now() and exists (select from booking where session_id = session.id and state = 'requested')`.execute(
    db,
  );
}
