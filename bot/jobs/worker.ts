import type { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import { tellOfReviews } from '../domain/content/telling.ts';
import type { Context } from '../domain/context.ts';
import { forgetAttendees } from '../domain/events/forgetting.ts';
import { inviteInstead } from '../domain/events/outlook.ts';
import { askForLinks, remind, settleDue } from '../domain/events/reminders.ts';
import { thankDue } from '../domain/events/thanking.ts';
import { keepLibraryAccess } from '../domain/members/library-access.ts';
import { tellOfUnposted } from '../domain/questions/coordinators.ts';
import { purge } from '../domain/retention.ts';
import type { QueueName } from '../ports/queue.ts';
import { deliver } from './deliveries.ts';
import type { Outside } from './posts.ts';

/**
 * How long the sender rests at most. A job wakes one instance alone: the others find by this what there is to share.
 * Looking costs a few queries of about a millisecond.
 */
const rest = 2000;

/**
 * Starts the sender, the workers and their schedules. A queue only wakes them; what is to be done stands in the tables.
 * @returns a function that stops them, after what is in flight is finished
 */
export async function startWorkers(
  ctx: Context,
  boss: PgBoss,
  outside: Outside,
  log: Logger,
): Promise<() => Promise<void>> {
  const sender = startSender(ctx, outside, log);
  // With the seconds between two looks for a job: people wait for some, and for what a schedule wakes, nobody.
  const work: Record<QueueName, [pollingIntervalSeconds: number, run: () => Promise<void>]> = {
    deliver: [0.5, async () => sender.wake()],
    unposted: [2, () => tellOfUnposted(ctx)],
    events: [2, () => each(ctx, [remind, askForLinks, settleDue, thankDue, inviteInstead])],
    purge: [30, () => each(ctx, [purge, forgetAttendees])],
    library: [30, () => keepLibraryAccess(ctx)],
    reviews: [30, () => tellOfReviews(ctx)],
  };
  // A batch is one wake-up, however many jobs are in it.
  for (const [name, [pollingIntervalSeconds, run]] of Object.entries(work))
    await boss.work(name, { batchSize: 100, pollingIntervalSeconds }, async () => {
      try {
        await run();
      } catch (error) {
        log.error({ err: error, job: name }, 'job failed');
        throw error;
      }
    });
  await boss.schedule('purge', '7 * * * *');
  await boss.schedule('events', '* * * * *');
  // In the morning: what it says reaches people as they begin their day.
  for (const name of ['library', 'reviews'])
    await boss.schedule(name, '0 8 * * *', null, { tz: 'Europe/London' });
  return async () => {
    await sender.stop();
    await boss.stop({ graceful: true, timeout: 20_000 });
  };
}

/** Takes every step, whatever became of those before: one that fails each time must not stop the others for good. */
async function each(ctx: Context, steps: ((ctx: Context) => Promise<void>)[]): Promise<void> {
  const faults: unknown[] = [];
  for (const step of steps) await step(ctx).catch((error: unknown) => faults.push(error));
  if (faults.length > 0) throw faults[0];
}

/** One sender for the process: not a job, because a long send outlasts every job's time. */
function startSender(ctx: Context, outside: Outside, log: Logger) {
  const stopping = new AbortController();
  let woken = Promise.withResolvers<void>();
  const run = async () => {
    while (!stopping.signal.aborted) {
      woken = Promise.withResolvers();
      const wait = await deliver(ctx, outside, stopping.signal).catch((error: unknown) => {
        log.error({ err: error }, 'sending was interrupted');
        return 1000;
      });
      let timer: NodeJS.Timeout | undefined;
      const waited = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, Math.min(wait ?? rest, rest));
      });
      await Promise.race([woken.promise, waited]);
      clearTimeout(timer);
    }
  };
  const running = run();
  return {
    wake: () => woken.resolve(),
    async stop() {
      stopping.abort();
      woken.resolve();
      await running;
    },
  };
}
