import { fromKysely, PgBoss } from 'pg-boss';
import type { Database, Store } from './store/db.ts';

/** Every queue and what its jobs carry. A queue only wakes work; what is to be done stands in the tables. */
export type Jobs = {
  /** Work through the ledger of messages. */
  deliver: Record<string, never>;
  /** Throw away what is kept only for a while. */
  purge: Record<string, never>;
  /** See to library access that has lapsed or is to be confirmed. */
  library: Record<string, never>;
  /** Say which answers have come to their day of review. */
  reviews: Record<string, never>;
  /** Tell people one by one of questions whose post to their channel failed. */
  unposted: Record<string, never>;
  /** See to what falls due at events by itself: offers that run out, reminders. */
  events: Record<string, never>;
};
export type QueueName = keyof Jobs;
export const queueNames: QueueName[] = ['deliver', 'purge', 'library', 'reviews', 'unposted', 'events'];

export type Queue = {
  /** Sends a job on the caller's handle: inside a transaction it commits and rolls back with it. */
  send<N extends QueueName>(db: Database, name: N, job: Jobs[N]): Promise<void>;
};

/**
 * Starts pg-boss on the store's own database.
 * @returns the queue for the domain, and pg-boss itself for `jobs/worker.ts`
 */
export async function startQueue(
  store: Store,
  log: (error: Error) => void,
): Promise<{ queue: Queue; boss: PgBoss }> {
  const boss = new PgBoss({
    db: { executeSql: (text: string, values?: unknown[]) => store.executeSql(text, values) },
    backend: store.engine,
  });
  boss.on('error', log);
  await boss.start();
  for (const name of queueNames) {
    await boss.createQueue(name);
    // A job of each at start picks up what a dead process left. It also makes pg-boss remember the queue:
    // it looks a queue up on its own handle at the first send, which inside a transaction is refused.
    await boss.send(name, {});
  }
  return {
    boss,
    queue: {
      async send(db, name, job) {
        await boss.send(name, job, { db: fromKysely(db as never) });
      },
    },
  };
}
