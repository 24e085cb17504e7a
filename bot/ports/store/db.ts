import { AsyncLocalStorage } from 'node:async_hooks';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import {
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PGliteDialect,
  PostgresAdapter,
  PostgresDialect,
  type Transaction,
} from 'kysely';
import pg from 'pg';
import { fromPglite } from 'pg-boss';
import { lockFolder } from './lock.ts';
import type { Schema } from './schema.ts';

/** What domain functions read and write with: the open database, or the caller's transaction. */
export type Database = Kysely<Schema>;
export type Tx = Transaction<Schema>;

export type Store = {
  engine: 'pglite' | 'postgres';
  db: Database;
  /**
   * Runs `work` in one READ COMMITTED transaction; rolls back when it throws. Does not nest. While it
   * runs, a query on any other handle in the same flow of control fails at once (UseOfOuterHandle).
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** pg-boss's own way to the same database, under the same guard. */
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
  close(): Promise<void>;
};

/**
 * On the embedded database, which is one connection, a query on the outer handle inside a transaction
 * would wait for ever; on PostgreSQL it would silently run outside the transaction. Both are mistakes in
 * our code, so both fail at once.
 */
export class UseOfOuterHandle extends Error {
  constructor() {
    super('A query was made on the outer database handle while a transaction is open: use the transaction.');
    this.name = 'UseOfOuterHandle';
  }
}

/**
 * Opens the embedded database in `folder` (locked against a second process), or PostgreSQL at `url`.
 * @param where `{ folder }` a path, or `{ url, connections }` with the size of the pool
 * @throws FolderInUse where another process has the folder open
 */
export async function openStore(
  where: { folder: string } | { url: string; connections?: number },
): Promise<Store> {
  return 'url' in where ? openPostgres(where.url, where.connections ?? 10) : openEmbedded(where.folder);
}

async function openEmbedded(folder: string): Promise<Store> {
  const unlock = lockFolder(folder);
  try {
    const pglite = await PGlite.create(join(folder, 'postgres'));
    const boss = fromPglite(pglite);
    const dialect = new PGliteDialect({ pglite });
    const run: Store['executeSql'] = (text, values) => boss.executeSql(text, values);
    return assemble('pglite', dialect, new Turns(), run, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

function openPostgres(url: string, connections: number): Store {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  // Without a listener a restart of the database would end this process. The pool reconnects by itself.
  pool.on('error', () => {});
  const run = async (text: string, values?: unknown[]) => {
    const result: unknown = await pool.query(text, values as unknown[]);
    const results = (Array.isArray(result) ? result : [result]) as { rows: unknown[] }[];
    return { rows: results.flatMap((r) => r.rows ?? []) };
  };
  return assemble('postgres', new PostgresDialect({ pool }), undefined, run, () => {});
}

function assemble(
  engine: Store['engine'],
  dialect: Dialect,
  turns: Turns | undefined,
  run: Store['executeSql'],
  afterClose: () => void,
): Store {
  const open = new AsyncLocalStorage<{ open: boolean }>();
  const refuseInside = () => {
    if (open.getStore()?.open) throw new UseOfOuterHandle();
  };
  const db = new Kysely<Schema>({ dialect: guarded(dialect, refuseInside, turns) });
  return {
    engine,
    db,
    async transaction(work) {
      refuseInside();
      return db
        .transaction()
        .setIsolationLevel('read committed') // the booking lock counts on it; see domain/events/bookings.ts
        .execute((tx) => {
          // An object, cleared at the end: timers and jobs born inside outlive the transaction.
          const flow = { open: true };
          return open
            .run(flow, () => work(tx))
            .finally(() => {
              flow.open = false;
            });
        });
    },
    async executeSql(text, values) {
      refuseInside();
      return run(text, values);
    },
    async close() {
      await db.destroy();
      afterClose();
    },
  };
}

/**
 * The dialect with our check, and on the embedded database our own queue, in front of every connection.
 * Kysely's own mutex for single connections would be taken before the check and so hang: hence the claim
 * of many connections.
 */
function guarded(dialect: Dialect, refuseInside: () => void, turns: Turns | undefined): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createDriver() {
      const driver = dialect.createDriver();
      const acquire = driver.acquireConnection.bind(driver);
      const release = driver.releaseConnection.bind(driver);
      driver.acquireConnection = async (options): Promise<DatabaseConnection> => {
        refuseInside();
        await turns?.take();
        try {
          return await acquire(options);
        } catch (error) {
          turns?.pass();
          throw error;
        }
      };
      driver.releaseConnection = async (connection, options) => {
        await release(connection, options);
        turns?.pass();
      };
      return driver satisfies Driver;
    },
  };
}

/** First come, first served, one at a time. */
class Turns {
  #busy = false;
  #waiting: (() => void)[] = [];
  async take(): Promise<void> {
    if (!this.#busy) {
      this.#busy = true;
      return;
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
  pass(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#busy = false;
  }
}
