import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Context, TxContext } from '../context.ts';
import type { Notice } from './claims.ts';
import { type Category, plan, type Way } from './preferences.ts';
import { rateTenants } from './rates.ts';

/**
 * The ledger of messages: one row for each message and person, or channel. A row is pending, then sending (committed
 * before the post, with a lease), then sent, deferred, failed or unconfirmed. A row whose lease ran out was in flight
 * when its process died: it becomes unconfirmed and is never sent again by itself, because the person may have it.
 */

type Ctx = Pick<Context, 'db' | 'clock'>;

/** A message to many. Who has one of this purpose and key already gets no second. */
export type Message = {
  purpose: string;
  key: string;
  category: Category;
  /** Passes what people prefer. Who may say so, and the audit, are the caller's. */
  critical?: boolean;
  /** What it says, where its purpose has no card of its own; its title stands in lists either way. */
  notice?: Notice;
};
/** A message to one person. `onlyBy`: it goes this way or not at all. */
export type OwnMessage = { purpose: string; key: string; memberId: string; onlyBy?: Way };
export type Recipients = { members: string[] } | { channel: { tenantId: string; conversationId: string } };

export type MessageCounts = {
  people: number;
  waiting: number;
  sent: number;
  failed: number;
  unconfirmed: number;
};

/**
 * Writes one message for each member, or for the channel, in the caller's transaction, and wakes the sender with
 * it. It becomes due when the person wants messages of this category; where they want none it has failed.
 */
export async function addMessages(ctx: TxContext, message: Message, to: Recipients): Promise<void> {
  if ('channel' in to) await addToChannel(ctx, message, to.channel);
  else {
    const { purpose, key } = message;
    await addToMembers(
      ctx,
      message,
      to.members.map((memberId) => ({ purpose, key, memberId })),
    );
  }
  await wake(ctx);
}

/** The same for messages that are each one person's own. */
export async function addOwnMessages(
  ctx: TxContext,
  category: Category,
  messages: OwnMessage[],
): Promise<void> {
  if (messages.length === 0) return;
  await addToMembers(ctx, { category }, messages);
  await wake(ctx);
}

async function wake(ctx: TxContext): Promise<void> {
  await rateTenants(ctx);
  await ctx.queue.send(ctx.db, 'deliver', {});
}

const mostAtOnce = 1000;

async function addToMembers(
  ctx: TxContext,
  { category, critical = false, notice }: Pick<Message, 'category' | 'critical' | 'notice'>,
  messages: OwnMessage[],
): Promise<void> {
  if (messages.length > mostAtOnce) {
    await addToMembers(ctx, { category, critical, notice }, messages.slice(0, mostAtOnce));
    return addToMembers(ctx, { category, critical, notice }, messages.slice(mostAtOnce));
  }
  const now = ctx.clock.now();
  const members = [...new Set(messages.map(({ memberId }) => memberId))];
  const plans = await plan(ctx, members, category, critical);
  const rows = messages.map(({ purpose, key, memberId, onlyBy }) => {
    const { dueAt, digest, refusal } = plans.get(memberId) ?? { dueAt: now, digest: false };
    return {
      id: randomUUID(),
      purpose,
      key,
      member: memberId,
      only_by: onlyBy,
      due_at: dueAt,
      digest,
      refusal,
    };
  });
  await sql`
    insert into message (id, purpose, key, category, critical, notice, member_id, tenant_id, only_by, digest, state,
      reason, due_at, created_at, finished_at)
    select planned.id, planned.purpose, planned.key, ${category}, ${critical}::boolean, ${noticeOf(notice)}::jsonb,
      member.id, member.tenant_id, planned.only_by, planned.digest,
      case when refusal is null then 'pending' else 'failed' end, refusal, planned.due_at, ${now}::timestamptz,
      case when refusal is not null then ${now}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as planned(id uuid, purpose text, key text, member uuid, only_by text, due_at timestamptz, digest boolean,
        refusal text)
    join member on member.id = planned.member
    order by member.id, planned.purpose, planned.key -- of two who write the same, neither waits for the other for ever
    on conflict do nothing`.execute(ctx.db);
}

async function addToChannel(
  ctx: TxContext,
  message: Message,
  channel: { tenantId: string; conversationId: string },
): Promise<void> {
  const now = ctx.clock.now();
  await ctx.db
    .insertInto('message')
    .values({
      id: randomUUID(),
      purpose: message.purpose,
      key: message.key,
      category: message.category,
      critical: message.critical ?? false,
      notice: noticeOf(message.notice),
      tenant_id: channel.tenantId,
      conversation_id: channel.conversationId,
      state: 'pending',
      due_at: now,
      created_at: now,
    })
    .onConflict((c) => c.doNothing())
    .execute();
}

const noticeOf = (notice: Notice | undefined): string | null => (notice ? JSON.stringify(notice) : null);

/** How far each of these messages has come: key to counts. Keys without a message are left out. */
export async function countMessages(
  ctx: Ctx,
  purpose: string,
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
  purpose: string,
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
