import { pino } from 'pino';
import { createServer } from '../../bot/api/server.ts';
import { createChat } from '../../bot/chat/chat.ts';
import { type Config, readConfig } from '../../bot/config.ts';
import { inTransaction } from '../../bot/domain/context.ts';
import { createLocal, type Local } from '../../bot/local/local.ts';
import { browserSignIn } from '../../bot/ports/entra.ts';
import { outlookAt } from '../../bot/ports/graph.ts';
import { createMessenger } from '../../bot/ports/messenger.ts';
import { type Domain, freePort, openDomain } from '../harness.ts';

export type TestServer = {
  url: string;
  config: Config;
  local: Local;
  domain: Domain;
  /** A call as one of the demo people, signed in as Teams signs people in. */
  as(account: string, path: string, init?: RequestInit & { json?: unknown }): Promise<Response>;
  close(): Promise<void>;
};

/**
 * The HTTP server on a database of its own and the local issuer.
 * @param where the database: on PostgreSQL unless told otherwise
 * @param connectorPort where the bot may post to
 * @param logged gets every line that is logged
 */
export async function startServer({
  where,
  connectorPort = 1,
  logged,
}: {
  where?: { folder: string };
  connectorPort?: number;
  logged?: string[];
} = {}): Promise<TestServer> {
  const domain = await openDomain(where);
  const port = await freePort();
  const config = readConfig({
    LIIA_LOCAL: '1',
    LIIA_PORT: String(port),
    LIIA_PLAYGROUND_PORT: String(connectorPort),
    LIIA_LOG: 'silent',
  });
  const local = await createLocal(config);
  await inTransaction(domain.ctx, (tx) => local.prepare(tx));
  const log = logged
    ? pino({ level: 'trace' }, { write: (line) => void logged.push(line) })
    : pino({ level: 'silent' });
  const chat = createChat(domain.ctx, config, createMessenger(config, log), log);
  const ports = { entra: browserSignIn(config), outlook: outlookAt(config) };
  const server = createServer({ ctx: domain.ctx, config, ...ports, chat, local, log });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: config.publicUrl,
    config,
    local,
    domain,
    async as(account, path, { json, ...init } = {}) {
      const who = local.demo.accounts.find((each) => each.id === account);
      if (!who) throw new Error(`demo.yaml has no ${account}`);
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${await local.issuer.memberToken(who)}`);
      if (json !== undefined) headers.set('content-type', 'application/json');
      return fetch(`${config.publicUrl}${path}`, {
        ...init,
        headers,
        body: json === undefined ? init.body : JSON.stringify(json),
      });
    },
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.server.closeAllConnections();
      });
      await domain.close();
    },
  };
}
