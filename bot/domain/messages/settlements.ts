import { sql } from 'kysely';
import type { Delivery } from '../../ports/post.ts';
import type { Context } from '../context.ts';
import type { Claimed } from './claims.ts';
import type { Way } from './preferences.ts';

/** What came of claimed messages, and of those whose sender died. */

type Ctx = Pick<Context, 'db' | 'clock'>;

/** Why a message is not sent that holds no longer: nobody misses it. */
export const overtaken = 'What it was about is no longer there';

/** A message that could not be sent for so long has failed. */
const patience = 24 * 60 * 60 * 1000;

/** What came of a claimed message. `way` is null where it was never on one. */
export type Settlement = { message: Claimed; way: Way | null; delivery: Delivery | Later };
/** Its person wants it later, perhaps with others of that time: not a try. */
export type Later = { kind: 'later'; dueAt: Date; digest: boolean; reason: string };

/**
 * Records what came of claimed messages. One that could not be sent for a day has failed. A late answer still makes
 * known what a run-out lease had put in doubt, unless somebody has sent the message again.
 */
export async function settleMessages(ctx: Ctx, settlements: Settlement[]): Promise<void> {
  if (settlements.length === 0) return;
  const now = ctx.clock.now();
  const outcomes = settlements.map(({ message, way, delivery }) => ({
    id: message.id,
    attempts: message.attempts,
    way,
    ...outcomeOf(message, delivery, now),
  }));
  await sql`
    update message set state = outcome.state, reason = outcome.reason, activity_id = outcome.activity_id,
      way = outcome.way, lease_until = null,
      due_at = coalesce(outcome.due_at, message.due_at),
      tried_at = case when outcome.later then null else tried_at end,
      digest = coalesce(outcome.digest, message.digest),
      part_of = case when outcome.due_at is null then part_of end,
      finished_at = case when outcome.due_at is null then ${now}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb) as outcome(id uuid, attempts int, way text, state text,
      reason text, activity_id text, due_at timestamptz, later boolean, digest boolean)
    where message.id = outcome.id and message.attempts = outcome.attempts
      and message.state in ('sending', 'unconfirmed')`.execute(ctx.db);
}

function outcomeOf(message: Claimed, delivery: Settlement['delivery'], now: Date) {
  switch (delivery.kind) {
    case 'sent':
      return { state: 'sent', activity_id: delivery.activityId };
    case 'later':
      return {
        state: 'deferred',
        reason: delivery.reason,
        due_at: delivery.dueAt,
        later: true,
        digest: delivery.digest,
      };
    case 'deferred':
      return now.getTime() - message.triedAt.getTime() > patience
        ? { state: 'failed', reason: delivery.reason }
        : { state: 'deferred', reason: delivery.reason, due_at: delivery.retryAt ?? now };
    default:
      return { state: delivery.kind, reason: delivery.reason };
  }
}

/** Fails whatever still waits of a message that Teams takes for nobody. */
export async function failRest(ctx: Ctx, { purpose, key }: Claimed, reason: string): Promise<void> {
  await ctx.db
    .updateTable('message')
    .set({ state: 'failed', reason, finished_at: ctx.clock.now() })
    .where('purpose', '=', purpose)
    .where('key', '=', key)
    .where('state', 'in', ['pending', 'deferred'])
    .execute();
}

/**
 * Shows messages as unconfirmed whose sender died in the middle of the post.
 * @param all also those whose lease still runs: right where no other process can be sending
 */
export async function expireLeases(ctx: Ctx, { all }: { all: boolean }): Promise<void> {
  const now = ctx.clock.now();
  let query = ctx.db
    .updateTable('message')
    .set({
      state: 'unconfirmed',
      reason: 'The service stopped while this was being sent, so it may or may not have arrived',
      lease_until: null,
      finished_at: now,
    })
    .where('state', '=', 'sending');
  if (!all) query = query.where('lease_until', '<', now);
  await query.execute();
}
