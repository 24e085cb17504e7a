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
export async function personalReference(
  ctx: Ctx,
  memberId: string,
): Promise<{ conversationId: string; reference: object } | null> {
  const row = await ctx.db
    .selectFrom('conversation')
    .select(['conversation_id', 'reference'])
    .where('member_id', '=', memberId)
    .where('kind', '=', 'personal')
    .where('reachable', '=', true)
    .orderBy('updated_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { conversationId: row.conversation_id, reference: row.reference } : null;
}
