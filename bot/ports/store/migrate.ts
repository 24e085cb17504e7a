import { type Migration, Migrator } from 'kysely/migration';
import type { Database } from './db.ts';
import * as start from './migrations/001-start.ts';

/** In order; a migration only ever adds, so that two versions of the service can run side by side. */
const migrations: Record<string, Migration> = { '001-start': start };

/**
 * Brings the database to the current schema; does nothing where it is. Instances that start together wait
 * for one another. @throws the database's own error, with the migration's name
 */
export async function migrate(db: Database): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (!error) return;
  const failed = results?.find((r) => r.status === 'Error')?.migrationName;
  throw new Error(`The database could not be brought up to date${failed ? ` (${failed})` : ''}`, {
    cause: error,
  });
}
