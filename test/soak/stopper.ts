import pg from 'pg';
import type { Context } from '../../bot/domain/context.ts';
import { acceptOffer, cancel } from '../../bot/domain/events/bookings.ts';
import { atSession } from '../../bot/domain/events/door.ts';
import { importEvents } from '../../bot/domain/events/imports.ts';
import { membersById } from '../../bot/domain/members/members.ts';
import { openDomain } from '../harness.ts';

/** A process that does one thing and is killed at one of the statements that it takes. */

export type Stop = {
  url: string;
  /** The number of the statement, and whether it has been sent then. */
  at: number;
  sent: boolean;
  memberId: string;
  now: string;
} & Work;
export type Work =
  | { work: 'cancel' | 'accept'; bookingId: string }
  | { work: 'settle'; sessionId: string }
  | { work: 'import'; key: string; file: string };

const stop = JSON.parse(process.argv[2]!) as Stop;
const { ctx, now } = await openDomain({ url: stop.url, connections: 2 });
now.at = new Date(stop.now);
const member = (await membersById(ctx, [stop.memberId])).get(stop.memberId)!;
const { query } = pg.Client.prototype;
let statements = 0;
pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  statements++;
  if (statements === stop.at && !stop.sent) process.kill(process.pid, 'SIGKILL');
  const result = (query as (...all: unknown[]) => unknown).apply(this, args);
  // It is on its way: whether the database gets to see it is open.
  if (statements === stop.at) setImmediate(() => process.kill(process.pid, 'SIGKILL'));
  return result;
} as typeof query;
await perform(ctx);
process.exit();

async function perform(ctx: Context): Promise<unknown> {
  switch (stop.work) {
    case 'cancel':
      return cancel(ctx, member, stop.bookingId);
    case 'accept':
      return acceptOffer(ctx, member, stop.bookingId);
    case 'settle':
      return atSession(ctx, stop.sessionId, async () => {});
    case 'import':
      return importEvents(ctx, member, Buffer.from(stop.file), { check: false, key: stop.key, area: 'send' });
  }
}
