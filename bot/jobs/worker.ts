import type { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { Context } from '../domain/context.ts';
import { keepLibraryAccess } from '../domain/members/library-access.ts';
import { purge } from '../domain/retention.ts';
import type { Messenger } from '../ports/messenger.ts';
import type { QueueName } from '../ports/queue.ts';
import { deliver } from './deliveries.ts';

/**
 * Starts the workers and their schedules. A queue only wakes them; what is to be done stands in the tables.
 * The schedule of `deliver` is the sweep that finds what is due later, or what a dead process left.
 * @returns a function that stops them, after what is in flight is finished
 */
export async function startWorkers(
  ctx: Context,
  boss: PgBoss,
  messenger: Messenger,
  log: Logger,
): Promise<() => Promise<void>> {
  const stopping = new AbortController();
  const work: Record<QueueName, () => Promise<void>> = {
    deliver: () => deliver(ctx, messenger, stopping.signal),
    purge: () => purge(ctx),
    library: () => keepLibraryAccess(ctx),
  };
  // A batch is one wake-up, however many jobs are in it.
  for (const [name, run] of Object.entries(work))
    await boss.work(name, { batchSize: 100, pollingIntervalSeconds: 0.5 }, async () => {
      try {
        await run();
      } catch (error) {
        log.error({ err: error, job: name }, 'job failed');
        throw error;
      }
    });
  await boss.schedule('deliver', '* * * * *');
  await boss.schedule('purge', '7 * * * *');
  // In the morning: what it says reaches people as they begin their day.
  await boss.schedule('library', '0 8 * * *', null, { tz: 'Europe/London' });
  return async () => {
    stopping.abort();
    await boss.stop({ graceful: true, timeout: 20_000 });
  };
}
