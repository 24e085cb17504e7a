import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

export const contentFolder = join(import.meta.dirname, '../bot/content');

/** A new folder that is gone when the tests are done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'liia-test-'));
  atTheEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

let template: Promise<string> | undefined;

/** A data folder with an embedded database that has its tables and nothing in them: to copy, as making one takes seconds. */
export function templateFolder(): Promise<string> {
  template ??= (async () => {
    const folder = temporaryFolder();
    atTheEnd(() => {
      template = undefined;
    });
    const store = await openStore({ folder });
    await migrate(store.db);
    await store.close();
    return folder;
  })();
  return template;
}

/** A data folder of one's own with an embedded database that has its tables and nothing in them. */
export async function dataFolder(): Promise<string> {
  const folder = temporaryFolder();
  cpSync(process.env.TEST_DATA_FOLDER ?? (await templateFolder()), folder, { recursive: true });
  return folder;
}

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
 * The domain on a real database with the shipped content and pg-boss, without any face. `now.at` moves the
 * clock: nothing set, it is the true time.
 */
export async function openDomain(
  where?: { url: string; connections?: number } | { folder: string },
): Promise<Domain> {
  const store = await openStore(where ?? { folder: await dataFolder() });
  await migrate(store.db);
  const { queue, boss } = await startQueue(store, (error) => {
    throw error;
  });
  const now: { at: Date | undefined } = { at: undefined };
  const ctx = contextOn(store, queue, { now: () => now.at ?? systemClock.now() });
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
