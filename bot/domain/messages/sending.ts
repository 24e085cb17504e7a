import { sql } from 'kysely';
import { type Context, inTransaction } from '../context.ts';
import { AppError } from '../errors.ts';
import { requireRight } from '../members/access.ts';
import { audit } from '../members/audit.ts';
import type { Member } from '../members/members.ts';

/** What administrators see of the sending, and what they decide: messages in doubt are sent again by a person only. */

type Ctx = Pick<Context, 'db' | 'clock'>;

export type Unconfirmed = { id: string; name: string; organisation: string; title: string; at: Date };

/** Messages that may or may not have arrived, latest first, at most 200. A digest is one of them. */
export async function listUnconfirmed(ctx: Ctx): Promise<Unconfirmed[]> {
  const { rows } = await sql<Unconfirmed>`
    select message.id, coalesce(member.name, 'A channel') as name,
      coalesce(organisation.details ->> 'name', (${organisationsOf(sql`message.tenant_id`)}), '') as organisation,
      coalesce(message.notice ->> 'title', upper(left(message.purpose, 1)) || substr(message.purpose, 2)) as title, message.finished_at as at
    from message left join member on member.id = message.member_id
      left join organisation on organisation.id = member.organisation_id
    where message.state = 'unconfirmed' and message.part_of is null
    order by message.finished_at desc, message.id limit 200`.execute(ctx.db);
  return rows;
}

/**
 * Sends an unconfirmed message again, with the rest of its digest: the person may get it twice.
 * @throws AppError 'not-allowed', 'not-found' where there is no such unconfirmed message
 */
export async function resend(ctx: Context, actor: Member, id: string): Promise<void> {
  requireRight(actor, 'administer');
  await inTransaction(ctx, async (tx) => {
    const again = await tx.db
      .updateTable('message')
      .set({
        state: 'pending',
        reason: null,
        due_at: tx.clock.now(),
        tried_at: null,
        finished_at: null,
        part_of: null,
      })
      .where('state', '=', 'unconfirmed')
      .where((w) => w.or([w('id', '=', id), w('part_of', '=', id)]))
      .returning(['purpose', 'member_id'])
      .execute();
    const [first] = again;
    if (!first) throw new AppError('not-found');
    const subject = first.member_id
      ? await tx.db
          .selectFrom('member')
          .select('pseudonym')
          .where('id', '=', first.member_id)
          .executeTakeFirst()
      : undefined;
    const details = { purpose: first.purpose, messages: again.length };
    await audit(tx, { actor, action: 'message resent', subject, details });
    await tx.queue.send(tx.db, 'deliver', {});
  });
}

export type SendingState = {
  waiting: number;
  paused: { tenantId: string; organisation: string; until: Date; reason: string }[];
};

/** How many messages wait, and the tenants that are paused now, by the names of whom they serve. */
export async function sendingState(ctx: Ctx): Promise<SendingState> {
  const { waiting } = await ctx.db
    .selectFrom('message')
    .select(sql<number>`count(*)::int`.as('waiting'))
    .where('state', 'in', ['pending', 'deferred'])
    .executeTakeFirstOrThrow();
  const { rows } = await sql<SendingState['paused'][number]>`
    select tenant_id as "tenantId", coalesce((${organisationsOf(sql`tenant_rate.tenant_id`)}), '') as organisation,
      paused_until as until, coalesce(reason, '') as reason
    from tenant_rate where paused_until > ${ctx.clock.now()} order by paused_until`.execute(ctx.db);
  return { waiting, paused: rows };
}

const organisationsOf = (tenant: ReturnType<typeof sql>) => sql`
  select string_agg(organisation.details ->> 'name', ', ' order by organisation.position)
  from tenant_organisation join organisation on organisation.id = tenant_organisation.organisation_id
  where tenant_organisation.tenant_id = ${tenant}`;
