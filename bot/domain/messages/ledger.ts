import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Delivery } from '../../ports/messenger.ts';
import type { Context, TxContext } from '../context.ts';

/**
 * The ledger of messages: one row for each message and person. A row is pending, then sending (committed
 * before the post, with a lease), then sent, deferred, failed or unconfirmed. A row whose lease ran out was
 * in flight when its process died: it becomes unconfirmed and is never sent again by itself, because the
 * person may have it.
 */

type Ctx = Pick<Context, 'db' | 'clock'>;
export type Purpose = string;

/** A claimed message: ours to send until the lease runs out. */
export type Claimed = { id: string; purpose: Purpose; key: string; memberId: string; createdAt: Date };

export type MessageCounts = {
  people: number;
  waiting: number;
  sent: number;
  failed: number;
  unconfirmed: number;
};

const lease = 60_000;
/** After so long a message that keeps being deferred has failed. */
const patience = 24 * 60 * 60 * 1000;

/**
 * Writes one pending message for each member, in the caller's transaction, and wakes the sender with it.
 * A member who has this message already keeps the one row.
 */
export async function addMessages(
  ctx: TxContext,
  purpose: Purpose,
  key: string,
  memberIds: string[],
): Promise<void> {
  const now = ctx.clock.now();
  for (let n = 0; n < memberIds.length; n += 1000)
    await ctx.db
      .insertInto('message')
      .values(
        memberIds.slice(n, n + 1000).map((member_id) => ({
          id: randomUUID(),
          purpose,
          key,
          member_id,
          state: 'pending' as const,
          reason: null,
          due_at: now,
          lease_until: null,
          activity_id: null,
          created_at: now,
          finished_at: null,
        })),
      )
      .onConflict((c) => c.columns(['purpose', 'key', 'member_id']).doNothing())
      .execute();
  await ctx.queue.send(ctx.db, 'deliver', {});
}

/** Takes up to `limit` messages that are due; they are `sending` from now on, whatever happens to us. */
export async function claimMessages(ctx: Ctx, limit: number): Promise<Claimed[]> {
  const now = ctx.clock.now();
  const rows = await ctx.db
    // Materialised, because PostgreSQL may run a plain subquery more than once and so lock more rows.
    .with(
      (cte) => cte('due').materialized(),
      (db) =>
        db
          .selectFrom('message')
          .select('id')
          .where('state', 'in', ['pending', 'deferred'])
          .where('due_at', '<=', now)
          .where('member_id', 'is not', null)
          .orderBy('due_at')
          .limit(limit)
          .forUpdate()
          .skipLocked(),
    )
    .updateTable('message')
    .set((e) => ({
      state: 'sending',
      lease_until: new Date(now.getTime() + lease),
      attempts: e('attempts', '+', 1),
    }))
    .where('id', 'in', (e) => e.selectFrom('due').select('due.id'))
    .returning(['id', 'purpose', 'key', 'member_id', 'created_at'])
    .execute();
  return rows.map(({ member_id, created_at, ...row }) => ({
    ...row,
    memberId: member_id!,
    createdAt: created_at,
  }));
}

/** Records what came of a claimed message. A message deferred for more than a day has failed. */
export async function settleMessage(ctx: Ctx, message: Claimed, delivery: Delivery): Promise<void> {
  const now = ctx.clock.now();
  const gaveUp = delivery.kind === 'deferred' && now.getTime() - message.createdAt.getTime() > patience;
  await ctx.db
    .updateTable('message')
    .set({
      state: gaveUp ? 'failed' : delivery.kind,
      reason: delivery.kind === 'sent' ? null : delivery.reason,
      activity_id: delivery.kind === 'sent' ? delivery.activityId : null,
      lease_until: null,
      ...(delivery.kind === 'deferred' && !gaveUp ? { due_at: delivery.retryAt } : { finished_at: now }),
    })
    .where('id', '=', message.id)
    .where('state', '=', 'sending')
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

/** How far each of these messages has come: key to counts. Keys without a message are left out. */
export async function countMessages(
  ctx: Ctx,
  purpose: Purpose,
  keys: string[],
): Promise<Map<string, MessageCounts>> {
  if (keys.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('message')
    .select([
      'key',
      sql<number>`count(*)::int`.as('people'),
      sql<number>`count(*) filter (where state in ('pending', 'sending', 'deferred'))::int`.as('waiting'),
      sql<number>`count(*) filter (where state = 'sent')::int`.as('sent'),
      sql<number>`count(*) filter (where state = 'failed')::int`.as('failed'),
      sql<number>`count(*) filter (where state = 'unconfirmed')::int`.as('unconfirmed'),
    ])
    .where('purpose', '=', purpose)
    .where('key', 'in', keys)
    .groupBy('key')
    .execute();
  return new Map(rows.map(({ key, ...counts }) => [key, counts]));
}

/** Why messages failed or are unconfirmed, with how many people each, most first. */
export async function messageFailures(
  ctx: Ctx,
  purpose: Purpose,
  keys: string[],
): Promise<Map<string, { reason: string; people: number }[]>> {
  if (keys.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('message')
    .select(['key', sql<string>`coalesce(reason, '')`.as('reason'), sql<number>`count(*)::int`.as('people')])
    .where('purpose', '=', purpose)
    .where('key', 'in', keys)
    .where('state', 'in', ['failed', 'unconfirmed'])
    .groupBy(['key', 'reason'])
    .orderBy('people', 'desc')
    .execute();
  const failures = new Map<string, { reason: string; people: number }[]>();
  for (const { key, ...failure } of rows) failures.set(key, [...(failures.get(key) ?? []), failure]);
  return failures;
}
