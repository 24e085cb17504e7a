import type { Database } from './db.ts';

/** A database made by local mode was opened as production's, or the other way round. */
export class WrongMode extends Error {}

/**
 * Marks a new database as made in local mode or in production, and refuses one of the other kind: demo
 * people must never stand beside real ones. @throws WrongMode
 */
export async function markStore(db: Database, mode: 'local' | 'production'): Promise<void> {
  await db
    .insertInto('setting')
    .values({ key: 'mode', value: JSON.stringify(mode) })
    .onConflict((c) => c.doNothing())
    .execute();
  const { value } = await db
    .selectFrom('setting')
    .select('value')
    .where('key', '=', 'mode')
    .executeTakeFirstOrThrow();
  if (value !== mode)
    throw new WrongMode(
      mode === 'local'
        ? 'This database holds real people: local mode does not open it. Set LIIA_DATA to another folder.'
        : 'This database was made by local mode, with demo people in it: production does not open it. Use another.',
    );
}
