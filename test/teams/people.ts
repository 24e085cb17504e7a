import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { organisations } from '../../bot/domain/members/organisations.ts';
import type { Domain } from '../harness.ts';
import type { Teams } from './teams.ts';

/** The people of one tenant whom the bot can reach. */
export type Tenant = { tenantId: string; people: Person[] };
export type Person = { memberId: string; conversationId: string };

/**
 * Fills the database with people who opened the chat, and Teams with their conversations.
 * @param sizes how many people each tenant has; its organisation is one of the authorities, in turn
 */
export async function addPeople(
  { ctx }: Domain,
  teams: Pick<Teams, 'serviceUrl' | 'know'>,
  sizes: number[],
): Promise<Tenant[]> {
  const authorities = (await organisations(ctx.db)).filter(({ kind }) => kind === 'authority');
  await ctx.db.updateTable('organisation').set({ signed: true }).execute();
  const tenants: Tenant[] = [];
  for (const [n, size] of sizes.entries()) {
    const tenantId = randomUUID();
    const organisation = authorities[n % authorities.length]!.id;
    const people = Array.from({ length: size }, () => {
      const memberId = randomUUID();
      return { memberId, conversationId: `a:${memberId}` };
    });
    await sql`insert into tenant (id) values (${tenantId})`.execute(ctx.db);
    await sql`insert into tenant_organisation values (${tenantId}, ${organisation})`.execute(ctx.db);
    for (let from = 0; from < size; from += 5000) {
      const ids = people.slice(from, from + 5000).map(({ memberId }) => memberId);
      await sql`
        insert into member (id, tenant_id, object_id, organisation_id, name, role, created_at, seen_at)
        select id, ${tenantId}::uuid, id, ${organisation}, 'Ada Test', 'member', now(), now()
        from unnest(${ids}::uuid[]) as id`.execute(ctx.db);
      await sql`
        insert into conversation (tenant_id, conversation_id, kind, member_id, reachable, updated_at, reference)
        select ${tenantId}::uuid, 'a:' || id, 'personal', id, true, now(), jsonb_build_object(
          'channelId', 'msteams', 'serviceUrl', ${teams.serviceUrl}::text,
          'bot', '{"id":"28:bot","name":"LIIA"}'::jsonb,
          'user', jsonb_build_object('id', '29:' || id, 'aadObjectId', id),
          'conversation', jsonb_build_object(
            'id', 'a:' || id, 'conversationType', 'personal', 'tenantId', ${tenantId}::text))
        from unnest(${ids}::uuid[]) as id`.execute(ctx.db);
    }
    await teams.know(people.map(({ conversationId }) => ({ conversationId, tenantId })));
    tenants.push({ tenantId, people });
  }
  return tenants;
}

/**
 * Spreads people over tenants as unevenly as London's boroughs are: the largest has three times the mean, the
 * smallest a fifth of it.
 */
export function unevenly(people: number, tenants: number): number[] {
  const weights = Array.from({ length: tenants }, (_, n) => 0.2 + 2.8 * ((n + 1) / tenants) ** 4);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const sizes = weights.map((weight) => Math.max(1, Math.floor((people * weight) / total)));
  sizes[tenants - 1]! += people - sizes.reduce((sum, size) => sum + size, 0);
  return sizes;
}
