import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Database } from './db.ts';
import * as start from './migrations/001-start.ts';
import * as people from './migrations/002-people.ts';
import * as questions from './migrations/003-questions.ts';
import * as booking from './migrations/004-booking.ts';
import * as helped from './migrations/005-helped.ts';
import * as outlook from './migrations/006-outlook.ts';
import * as thanks from './migrations/007-thanks.ts';
import * as letIn from './migrations/008-let-in.ts';
import * as undecided from './migrations/009-undecided.ts';

/** In order; a migration only ever adds, so that two versions of the service can run side by side. */
const migrations: Record<string, Migration> = {
  '001-start': start,
  '002-people': people,
  '003-questions': questions,
  '004-booking': booking,
  '005-helped': helped,
  '006-outlook': outlook,
  '007-thanks': thanks,
  '008-let-in': letIn,
  '009-undecided': undecided,
};

/** The database takes a letter for the bytes that it is written in, and would cut one in two. */
export class WrongEncoding extends Error {
  override name = 'WrongEncoding';
}

/**
 * Brings the database to the current schema; does nothing where it is. Instances that start together wait
 * for one another. @throws WrongEncoding, or the database's own error, with the migration's name
 */
export async function migrate(db: Database): Promise<void> {
  if (await isCurrent(db)) return;
  const { rows } = await sql<{ encoding: string }>`
    select current_setting('server_encoding') as encoding`.execute(db);
  if (rows[0]!.encoding !== 'UTF8')
    throw new WrongEncoding(
      `The database in DATABASE_URL has the encoding ${rows[0]!.encoding}. Make one with the encoding UTF8, and use that.`,
    );
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (!error) return;
  const failed = results?.find((r) => r.status === 'Error')?.migrationName;
  throw new Error(`The database could not be brought up to date${failed ? ` (${failed})` : ''}`, {
    cause: error,
  });
}

/** Asks in one query what the migrator asks in several slow ones. */
async function isCurrent(db: Database): Promise<boolean> {
  const { rows } = await sql<{
    there: boolean;
  }>`select to_regclass('kysely_migration') is not null as there`.execute(db);
  if (!rows[0]!.there) return false;
  const done = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  const names = new Set(done.rows.map(({ name }) => name));
  return Object.keys(migrations).every((name) => names.has(name));
}
