import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from './db.ts';

/** A database made by local mode was opened as production's, or the other way round. */
export class WrongMode extends Error {
  override name = 'WrongMode';
}

/** Refuses a database of the other mode before anything is changed in it; a new one passes. @throws WrongMode */
export async function checkMark(db: Database, mode: 'local' | 'production'): Promise<void> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('setting') is not null as there`.execute(
    db,
  );
  if (!rows[0]?.there) return;
  const made = await db.selectFrom('setting').select('value').where('key', '=', 'mode').executeTakeFirst();
  if (made && made.value !== mode) throw new WrongMode(wrongMode[mode]);
}

const wrongMode = {
  local: 'This database holds real people: local mode does not open it. Set LIIA_DATA to another folder.',
  production:
    'This database was made by local mode, with demo people in it: production does not open it. Use another.',
};

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
  await checkMark(db, mode);
}

/**
 * Whether `value` differs from the one of this name that was last asked about here, and remembers it. In a
 * transaction with the work that it decides on, the work is done once for each new value.
 * @param value anything that JSON can write; only its hash is kept
 */
export async function isNew(db: Database, name: string, value: unknown): Promise<boolean> {
  const hash = JSON.stringify(createHash('sha256').update(JSON.stringify(value)).digest('base64url'));
  const written = await db
    .insertInto('setting')
    .values({ key: `hash of ${name}`, value: hash })
    .onConflict((c) =>
      c
        .column('key')
        .doUpdateSet({ value: hash })
        .where('setting.value', 'is distinct from', hash as never),
    )
    .returning('key')
    .executeTakeFirst();
  return written !== undefined;
}
