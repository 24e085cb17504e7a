import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import type { Server } from 'restify';
import { createServer } from './api/server.ts';
import { createChat } from './chat/chat.ts';
import type { Config } from './config.ts';
import { currentContent } from './domain/content/current.ts';
import { readContentFiles } from './domain/content/files.ts';
import { loadRecords } from './domain/content/records.ts';
import type { Content } from './domain/content/schema.ts';
import { type Context, inTransaction } from './domain/context.ts';
import { loadEvents } from './domain/events/content.ts';
import { buildKnowledge, type Knowledge } from './domain/knowledge/answers.ts';
import { setRole } from './domain/members/members.ts';
import { knowTenant, loadOrganisations } from './domain/members/organisations.ts';
import { expireLeases } from './domain/messages/ledger.ts';
import { startWorkers } from './jobs/worker.ts';
import type { Local } from './local/local.ts';
import { type Clock, systemClock } from './ports/clock.ts';
import { createMessenger } from './ports/messenger.ts';
import { startQueue } from './ports/queue.ts';
import { openStore } from './ports/store/db.ts';
import { isNew, markStore } from './ports/store/mark.ts';
import { migrate } from './ports/store/migrate.ts';

export type App = {
  ctx: Context;
  /** The local issuer and its pages, in local mode. */
  local: Local | undefined;
  /** Listens. @throws where the port is taken (EADDRINUSE) */
  start(): Promise<void>;
  /** Stops taking requests, finishes what is in flight, closes the database. */
  stop(): Promise<void>;
};

const contentFolder = join(import.meta.dirname, 'content');

/**
 * Builds the whole service from its configuration: the only place where faces, domain and ports meet.
 * @param overrides what tests put in place of the outside
 */
export async function createApp(
  config: Config,
  overrides: { clock?: Clock; log?: Logger } = {},
): Promise<App> {
  const log = overrides.log ?? pino({ level: config.logLevel });
  const content = readContentFiles(contentFolder);
  const store = await openStore(config.store);
  try {
    await migrate(store.db);
    await markStore(store.db, config.local ? 'local' : 'production');
    const { queue, boss } = await startQueue(store, (error) => log.error({ err: error }, 'queue'));
    let knowledge: Knowledge | undefined;
    const ctx: Context = {
      db: store.db,
      clock: overrides.clock ?? systemClock,
      queue,
      transaction: store.transaction,
      knowledge() {
        if (!knowledge) throw new Error('The content has not been loaded');
        return knowledge;
      },
    };
    await loadContent(ctx, config, content);
    // Only local mode loads local mode's code.
    const local = config.local
      ? await (await import('./local/local.ts')).createLocal(ctx, config, contentFolder)
      : undefined;
    knowledge = buildKnowledge(await currentContent(ctx.db));

    const messenger = createMessenger(config, log);
    const chat = createChat(ctx, config, messenger, log);
    const server = createServer({ ctx, config, chat, local, log });
    let stopWorkers = () => boss.stop();
    return {
      ctx,
      local,
      async start() {
        await listen(server, config);
        // Nobody else has the embedded database: what was in flight when it was last closed is over.
        if (store.engine === 'pglite') await expireLeases(ctx, { all: true });
        stopWorkers = await startWorkers(ctx, boss, messenger);
      },
      async stop() {
        await close(server);
        await stopWorkers();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Brings the files' content and the configured tenants into the database; what was edited there stays. */
async function loadContent(ctx: Context, config: Config, content: Content): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    if (await isNew(tx.db, 'content', content)) {
      await loadRecords(tx, content);
      await loadOrganisations(tx, content.organisations);
      await loadEvents(tx, content.events);
    }
    for (const [tenant, organisation] of Object.entries(config.tenants))
      await knowTenant(tx.db, tenant, organisation);
    if (config.administrator) await setRole(tx, { ...config.administrator, name: '' }, 'administrator');
  });
}

function listen(server: Server, config: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    if (!server.server.listening) return resolve();
    server.close(() => resolve());
    server.server.closeIdleConnections();
  });
}
