import { sql } from 'kysely';
import type { Context } from '../context.ts';

/** Where the bot can reach people later: one reference for each conversation, as the channel gave it. */

type Ctx = Pick<Context, 'db' | 'clock'>;

export type Conversation = {
  tenantId: string;
  conversationId: string;
  kind: 'personal' | 'groupChat' | 'channel';
  /** Whose chat it is, where it is personal; else null. */
  memberId: string | null;
  /** What the messenger needs to post there. Opaque to the domain. */
  reference: object;
};

/**
 * Keeps how to reach a conversation. Writes nothing where all is as it was. The tenant must be known.
 * @returns whether it is the first time that we see this conversation
 */
export async function keepConversation(ctx: Ctx, conversation: Conversation): Promise<boolean> {
  const { tenantId, conversationId, kind, memberId, reference } = conversation;
  const written = await ctx.db
    .insertInto('conversation')
    .values({
      tenant_id: tenantId,
      conversation_id: conversationId,
      kind,
      member_id: memberId,
      reference: JSON.stringify(reference),
      reachable: true,
      updated_at: ctx.clock.now(),
    })
    .onConflict((c) =>
      c
        .columns(['tenant_id', 'conversation_id'])
        .doUpdateSet((e) => ({
          kind: e.ref('excluded.kind'),
          member_id: e.ref('excluded.member_id'),
          reference: e.ref('excluded.reference'),
          reachable: true,
          updated_at: e.ref('excluded.updated_at'),
        }))
        .where(
          sql<boolean>`(conversation.kind, conversation.member_id, conversation.reference, conversation.reachable)
            is distinct from (excluded.kind, excluded.member_id, excluded.reference, true)`,
        ),
    )
    .returning(sql<boolean>`xmax = 0`.as('first')) // PostgreSQL: zero on a row that was inserted, not updated
    .executeTakeFirst();
  return written?.first ?? false;
}

/** Notes that the bot cannot post there any more: it was taken out, or the channel refused. */
export async function markUnreachable(ctx: Ctx, tenantId: string, conversationId: string): Promise<void> {
  await ctx.db
    .updateTable('conversation')
    .set({ reachable: false, updated_at: ctx.clock.now() })
    .where('tenant_id', '=', tenantId)
    .where('conversation_id', '=', conversationId)
    .execute();
}

/** How to reach a member in their own chat: the newest reference; null where the bot cannot. */
export async function personalReference(ctx: Ctx, memberId: string): Promise<Reach | null> {
  return (await personalReferences(ctx, [memberId])).get(memberId) ?? null;
}

/** What the messenger needs to post to somebody. */
export type Reach = { conversationId: string; reference: object };

/** How to reach members in their own chats, by member id: the newest reference of each. Left out whom the bot cannot reach. */
export async function personalReferences(ctx: Ctx, memberIds: string[]): Promise<Map<string, Reach>> {
  if (memberIds.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('conversation')
    .distinctOn('member_id')
    .select(['member_id', 'conversation_id', 'reference'])
    .where('member_id', 'in', memberIds)
    .where('kind', '=', 'personal')
    .where('reachable', '=', true)
    .orderBy('member_id')
    .orderBy('updated_at', 'desc')
    .execute();
  return new Map(
    rows.map((row) => [row.member_id!, { conversationId: row.conversation_id, reference: row.reference }]),
  );
}

/** What the channel calls these members, as their own chats have it. */
export async function channelIds(ctx: Pick<Context, 'db'>, memberIds: string[]): Promise<string[]> {
  if (memberIds.length === 0) return [];
  const rows = await ctx.db
    .selectFrom('conversation')
    .select(sql<string>`reference -> 'user' ->> 'id'`.as('id'))
    .distinct()
    .where('member_id', 'in', memberIds)
    .where('kind', '=', 'personal')
    .where(sql<boolean>`reference -> 'user' ->> 'id' is not null`)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

/** How to reach a channel; null where the bot cannot, or where nobody of its tenant may use the service. */
export async function channelReference(
  ctx: Ctx,
  tenantId: string,
  conversationId: string,
): Promise<Reach | null> {
  const row = await ctx.db
    .selectFrom('conversation')
    .select(['conversation_id', 'reference'])
    .where('tenant_id', '=', tenantId)
    .where('conversation_id', '=', conversationId)
    .where('kind', '<>', 'personal')
    .where('reachable', '=', true)
    .where((w) =>
      w.exists(
        w
          .selectFrom('tenant_organisation')
          .innerJoin('organisation', 'organisation.id', 'tenant_organisation.organisation_id')
          .select('organisation.id')
          .where('tenant_organisation.tenant_id', '=', tenantId)
          .where((o) =>
            o.or([o('organisation.kind', '<>', 'authority'), o('organisation.signed', '=', true)]),
          ),
      ),
    )
    .executeTakeFirst();
  return row ? { conversationId: row.conversation_id, reference: row.reference } : null;
}
