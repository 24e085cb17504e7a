import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import type { Domain } from '../harness.ts';
import type { Work } from './booking-works.ts';
import { compiled } from './process.ts';

/** How a process is stopped in the middle of what it does. */

export type Stop = {
  url: string;
  now: string;
  work: Work;
  /** The number of the statement that it is killed at, and whether that has been sent then; 0: at none. */
  at: number;
  sent: boolean;
  /** The control: see stopper.ts. */
  careless: boolean;
};

/** Calls `each` before every statement that this process sends to PostgreSQL. @returns how to stop that */
export function onStatement(each: (args: unknown[]) => unknown[]): () => void {
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    return (query as (...all: unknown[]) => unknown).apply(this, each(args));
  } as typeof query;
  return () => {
    pg.Client.prototype.query = query;
  };
}

/**
 * Has another process do it, and waits until nothing of that is left in the database.
 * @param killer is given what kills it
 * @returns whether it was killed
 */
export async function stopped(
  { ctx }: Domain,
  stop: Stop,
  killer: (kill: () => Promise<void>) => void = () => {},
): Promise<boolean> {
  const url = new URL(stop.url);
  url.searchParams.set('application_name', 'stopper');
  const child = fork(new URL('./stopper.ts', import.meta.url), [JSON.stringify({ ...stop, url: url.href })], {
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
  });
  const exit = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  killer(async () => {
    child.kill('SIGKILL');
    await exit;
  });
  const [code, signal] = await exit;
  if (code) throw new Error(`The process ended with ${code}`);
  // The database may still carry out what it was sent.
  const left = sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
    where datname = current_database() and application_name = 'stopper'`;
  while ((await left.execute(ctx.db)).rows[0]!.n > 0) await sleep(5);
  return signal === 'SIGKILL';
}
