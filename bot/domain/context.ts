import type { Clock } from '../ports/clock.ts';
import type { Queue } from '../ports/queue.ts';
import type { Seal } from '../ports/seal.ts';
import type { Database, Store, Tx } from '../ports/store/db.ts';
import type { Knowledge } from './knowledge/answers.ts';

/** What a domain function works with. */
export type Context = {
  db: Database;
  clock: Clock;
  queue: Queue;
  transaction: Store['transaction'];
  seal: Seal;
  /** The index that questions are answered from, with the changes of every instance in it. */
  knowledge(): Promise<Knowledge>;
};

/** A context whose `db` is known to be an open transaction: rules that lock ask for this one. */
export type TxContext = Pick<Context, 'clock' | 'queue' | 'seal'> & { db: Tx };

/**
 * Runs `work` in one transaction with a context that shadows the outer one. Rolls back when it throws.
 * Does not nest: see ports/store/db.ts.
 */
export function inTransaction<T>(ctx: Context, work: (ctx: TxContext) => Promise<T>): Promise<T> {
  return ctx.transaction((tx) => work({ clock: ctx.clock, queue: ctx.queue, seal: ctx.seal, db: tx }));
}
