import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import type { Server } from 'restify';
import { pageLinks, webLinks } from './chat/links.ts';
import type { Config } from './config.ts';
import { fingerprint, readContentFiles } from './domain/content/files.ts';
import { loadRecords } from './domain/content/records.ts';
import { type Context, inTransaction } from './domain/context.ts';
import { loadEvents } from './domain/events/content.ts';
import { currentKnowledge } from './domain/knowledge/current.ts';
import { applyTenants, loadOrganisations } from './domain/members/organisations.ts';
import { appointFirstAdministrator } from './domain/members/roles.ts';
import { keepInOutbox } from './domain/messages/outbox.ts';
import { expireLeases } from './domain/messages/settlements.ts';
import type { Local } from './local/local.ts';
import { type Clock, systemClock } from './ports/clock.ts';
import type { Recorder } from './ports/mail.ts';
import { startQueue } from './ports/queue.ts';
import { recordingMessenger } from './ports/recording.ts';
import { createSeal } from './ports/seal.ts';
import { openStore } from './ports/store/db.ts';
import { checkMark, isNew, markStore } from './ports/store/mark.ts';
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

/** How long requests under way have to finish when the service stops, in milliseconds. */
const patience = 5000;

/** Raised when what is stored of the same files changes, so that they are loaded anew. */
const contentShape = 1;

const contentFolder = join(import.meta.dirname, 'content');

/**
 * Builds the whole service from its configuration: the only place where faces, domain and ports meet.
 * @param overrides what tests put in place of the outside; `whenLocal` is called as soon as local mode stands,
 *   well before the rest: what it starts comes up side by side with the service
 */
export async function createApp(
  config: Config,
  overrides: { clock?: Clock; log?: Logger; whenLocal?(local: Local): Promise<void> } = {},
): Promise<App> {
  const log = overrides.log ?? pino({ level: config.logLevel, serializers: { err: withoutData } });
  // Only local mode loads local mode's code.
  const local = config.local ? await (await import('./local/local.ts')).createLocal(config) : undefined;
  if (local) await overrides.whenLocal?.(local);
  const opening = openStore(config.store);
  opening.catch(() => {}); // told where it is awaited
  // Reading the faces, botbuilder above all, takes most of a second: the embedded database opens meanwhile.
  const faces = Promise.all([
    import('./api/server.ts'),
    import('./chat/chat.ts'),
    import('./chat/message.ts'),
    import('./jobs/worker.ts'),
    import('./ports/entra.ts'),
    import('./ports/graph.ts'),
    import('./ports/mail.ts'),
    import('./ports/messenger.ts'),
  ]);
  const store = await opening;
  try {
    const mode = config.local ? 'local' : 'production';
    await checkMark(store.db, mode);
    await migrate(store.db);
    await markStore(store.db, mode);
    const { queue, boss } = await startQueue(store, (error) => log.error({ err: error }, 'queue'));
    const ctx: Context = {
      db: store.db,
      clock: overrides.clock ?? systemClock,
      queue,
      transaction: store.transaction,
      seal: createSeal(config.answersKey),
      knowledge: currentKnowledge(store.db),
    };
    await loadContent(ctx, config);
    if (local)
      await inTransaction(ctx, async (tx) => {
        if (await isNew(tx.db, 'demo', local.demo)) await local.prepare(tx);
      });
    await ctx.knowledge();

    const [
      { createServer },
      { createChat },
      { teamsHelpers },
      { startWorkers },
      { browserSignIn },
      { outlookAt },
      { createMailer },
      { createMessenger },
    ] = await faces;
    const messenger = createMessenger(config, log);
    const record: Recorder = (message) => keepInOutbox(ctx, message);
    const outside = {
      messenger: config.recording ? recordingMessenger(messenger, record) : messenger,
      mailer: createMailer(config, record),
      link: pageLinks(config),
      webLink: webLinks(config),
      organiser: config.organiser,
    };
    const chat = createChat(ctx, config, messenger, log);
    const pages = local && (await import('./local/outbox.ts')).withOutbox(ctx, local);
    const entra = browserSignIn(config);
    const outlook = outlookAt(config);
    const server = createServer({ ctx, config, entra, outlook, chat, local: pages, log });
    let stopWorkers = () => boss.stop();
    return {
      ctx,
      local,
      async start() {
        await listen(server, config);
        // Nobody else has the embedded database: what was in flight when it was last closed is over.
        if (store.engine === 'pglite') await expireLeases(ctx, { all: true });
        stopWorkers = await startWorkers(ctx, boss, outside, log);
        setTimeout(teamsHelpers, 100); // once whoever waits for us has been told
      },
      async stop() {
        // Requests first: what presses of the last seconds cause is still sent. Whatever comes too late for that waits
        // in the ledger for the next start; no order loses any of it.
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

/** An error without its message and other fields: those of the database's hold what people wrote. */
function withoutData(error: Error & { code?: string }): object {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { name: error.name, code: error.code, at: frames.slice(0, 8).map((line) => line.trim()) };
}

/** Brings the files' content and the configured tenants into the database; what was edited there stays. */
async function loadContent(ctx: Context, config: Config): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    if (await isNew(tx.db, 'content', { shape: contentShape, files: fingerprint(contentFolder) })) {
      const content = readContentFiles(contentFolder);
      await loadRecords(tx, content);
      await loadOrganisations(tx, content.organisations);
      await loadEvents(tx, content.events);
    }
    if (config.local) return; // its people and tenants are the demo's
    await applyTenants(tx, config.tenants);
    if (config.administrator) await appointFirstAdministrator(tx, { ...config.administrator, name: '' });
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
    // Requests under way may finish; who dawdles is cut off.
    setTimeout(() => server.server.closeAllConnections(), patience).unref();
  });
}
