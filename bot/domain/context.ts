import type { Clock } from '../ports/clock.ts';
import type { Queue } from '../ports/queue.ts';
import type { Seal } from '../ports/seal.ts';
import type { Database, Store, Tx } from '../ports/store/db.ts';
import { AppError } from './errors.ts';
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
 * @throws AppError 'conflict' where somebody else was in the way; whatever `work` throws
 */
export async function inTransaction<T>(ctx: Context, work: (ctx: TxContext) => Promise<T>): Promise<T> {
  try {
    return await ctx.transaction((tx) =>
      work({ clock: ctx.clock, queue: ctx.queue, seal: ctx.seal, db: tx }),
    );
  } catch (error) {
    throw isInTheWay(error) ? new AppError('conflict') : error;
  }
}

/** Whether the database says that another transaction was at it: tried again, it comes out one way or the other. */
function isInTheWay(error: unknown): boolean {
  const { code, constraint } = (error ?? {}) as { code?: string; constraint?: string };
  // lock_not_available, deadlock_detected; query_canceled: so PostgreSQL says it where the time for waiting runs out
  // at the moment that the lock comes.
  if (code === '55P03' || code === '40P01' || code === '57014') return true;
  // The person was there when we looked, and was erased since. Any other key that is missing is our mistake.
  return code === '23503' && /_(member_id|for_id|booked_by)_fkey$/.test(constraint ?? '');
}
