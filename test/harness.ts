import { execFile } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readConfig } from '../bot/config.ts';
import { readContentFiles } from '../bot/domain/content/files.ts';
import { loadRecords } from '../bot/domain/content/records.ts';
import { type Context, inTransaction } from '../bot/domain/context.ts';
import { loadEvents } from '../bot/domain/events/content.ts';
import { currentKnowledge } from '../bot/domain/knowledge/current.ts';
import { loadOrganisations } from '../bot/domain/members/organisations.ts';
import { systemClock } from '../bot/ports/clock.ts';
import { type Queue, startQueue } from '../bot/ports/queue.ts';
import { createSeal } from '../bot/ports/seal.ts';
import { openStore, type Store } from '../bot/ports/store/db.ts';
import { migrate } from '../bot/ports/store/migrate.ts';
import { atTheEnd } from './end.ts';
import { temporaryFolder } from './folders.ts';
import { copyOfDatabase, emptyDatabase, postgresUrl } from './postgres.ts';

export const contentFolder = join(import.meta.dirname, '../bot/content');

/**
 * What a database is made for: the domain alone (its tables, pg-boss's own and the shipped content), or the whole
 * service in local mode, with the demo's people as well.
 */
export type Purpose = 'domain' | 'service';
type Engine = 'PGLITE' | 'POSTGRES';

/** One of each engine and purpose, to copy: making one takes seconds. */
const templates = new Map<string, Promise<string>>();
const nameOf = (engine: Engine, purpose: Purpose) => `TEST_${engine}_${purpose.toUpperCase()}`;

function template(engine: Engine, purpose: Purpose): Promise<string> {
  const name = nameOf(engine, purpose);
  const known = templates.get(name);
  if (known) return known;
  const given = process.env[name];
  const made = given ? Promise.resolve(given) : makeTemplate(engine, purpose);
  templates.set(name, made);
  atTheEnd(() => templates.delete(name));
  return made;
}

async function makeTemplate(engine: Engine, purpose: Purpose): Promise<string> {
  const name = (where: { folder: string } | { url: string }) =>
    'url' in where ? new URL(where.url).pathname.slice(1) : where.folder;
  if (purpose === 'domain') {
    const where = engine === 'PGLITE' ? { folder: temporaryFolder() } : { url: await emptyDatabase() };
    await (await openDomain(where)).close();
    return name(where);
  }
  const where = engine === 'PGLITE' ? { folder: await dataFolder() } : { url: await newDatabase() };
  const { createApp } = await import('../bot/app.ts'); // most tests never need it
  const at = 'url' in where ? { DATABASE_URL: where.url } : { LIIA_DATA: where.folder };
  await (await createApp(readConfig({ LIIA_LOCAL: '1', LIIA_LOG: 'silent', ...at }))).stop();
  return name(where);
}

const purposes: Purpose[] = ['domain', 'service'];

/** Makes all of them, and says in the environment where they are, for the processes of a whole run. */
export async function makeTemplates(): Promise<void> {
  // The embedded ones take one processor as long as those on PostgreSQL take another.
  const embedded = promisify(execFile)(process.execPath, [
    join(import.meta.dirname, 'embedded-templates.ts'),
  ]);
  process.env.TEST_DATABASE_URL = await postgresUrl();
  for (const purpose of purposes)
    process.env[nameOf('POSTGRES', purpose)] = await template('POSTGRES', purpose);
  const folders = JSON.parse((await embedded).stdout) as Record<string, string>;
  atTheEnd(() => {
    for (const folder of Object.values(folders)) rmSync(folder, { recursive: true, force: true });
  });
  Object.assign(process.env, folders);
}

/** Makes the embedded ones. @returns their folders, by the names of the environment; the caller takes them away */
export async function makeEmbeddedTemplates(): Promise<Record<string, string>> {
  const folders: Record<string, string> = {};
  for (const purpose of purposes) folders[nameOf('PGLITE', purpose)] = await template('PGLITE', purpose);
  return folders;
}

/** A data folder of one's own with an embedded database. */
export async function dataFolder(purpose: Purpose = 'domain'): Promise<string> {
  const folder = temporaryFolder();
  cpSync(await template('PGLITE', purpose), folder, { recursive: true });
  return folder;
}

/** The address of a database of one's own on PostgreSQL. */
export const newDatabase = async (purpose: Purpose = 'domain'): Promise<string> =>
  copyOfDatabase(await template('POSTGRES', purpose));

/** A port that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

export type Domain = { ctx: Context; store: Store; now: { at: Date }; close(): Promise<void> };

/**
 * The domain on a real database (PostgreSQL unless told otherwise) with the shipped content and pg-boss, without any
 * face. `now.at` moves the clock: nothing set, it is the true time.
 */
export async function openDomain(
  where?: { url: string; connections?: number } | { folder: string },
): Promise<Domain> {
  const store = await openStore(where ?? { url: await newDatabase() });
  await migrate(store.db);
  const { queue, boss } = await startQueue(store, (error) => {
    throw error;
  });
  const now: { at: Date | undefined } = { at: undefined };
  const ctx = contextOn(store, queue, { now: () => now.at ?? systemClock.now() });
  if (!(await store.db.selectFrom('content_record').select('id').limit(1).executeTakeFirst()))
    await inTransaction(ctx, async (tx) => {
      const content = readContentFiles(contentFolder);
      await loadRecords(tx, content);
      await loadOrganisations(tx, content.organisations);
      await loadEvents(tx, content.events);
    });
  return {
    ctx,
    store,
    now: now as { at: Date },
    async close() {
      await boss.stop({ graceful: false });
      await store.close();
    },
  };
}

function contextOn(store: Store, queue: Queue, clock: Context['clock']): Context {
  return {
    db: store.db,
    clock,
    queue,
    transaction: store.transaction,
    seal: createSeal(Buffer.alloc(32, 1)),
    knowledge: currentKnowledge(store.db),
  };
}

/** A queue that sends nothing, for tests without pg-boss. */
export const silentQueue: Queue = { send: async () => {} };
