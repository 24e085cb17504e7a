import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { requireRight } from './access.ts';
import { containing, type Member, membersNow } from './members.ts';

type Ctx = Pick<Context, 'db'>;
export type Colleague = { id: string; name: string; post: string | null };

/**
 * Up to ten colleagues of the member's own organisation whose name or address has the words in it, by name.
 * @returns `more`: there are others
 */
export async function colleagues(
  ctx: Ctx,
  member: Member,
  search: string,
): Promise<{ found: Colleague[]; more: boolean }> {
  const pattern = containing(search);
  const found = await colleaguesOf(ctx, member)
    .where((e) => e.or([e('member.name', 'ilike', pattern), e('member.email', 'ilike', pattern)]))
    .orderBy(sql`lower(member.name)`)
    .orderBy('member.id')
    .limit(most + 1)
    .execute();
  return { found: found.slice(0, most), more: found.length > most };
}
const most = 10;

/** One of them; undefined for anybody else. */
export const colleague = async (ctx: Ctx, member: Member, id: string): Promise<Colleague | undefined> =>
  colleaguesOf(ctx, member).where('member.id', '=', id).executeTakeFirst();

function colleaguesOf(ctx: Ctx, member: Member) {
  requireRight(member, 'use');
  return membersNow(ctx)
    .select(['member.id', 'member.name', 'member.post'])
    .where(sql<boolean>`${member.organisationConfirmed}`)
    .where('member.organisation_id', '=', member.organisation.id)
    .where('member.organisation_confirmed', '=', true)
    .where('member.blocked_at', 'is', null)
    .where('member.id', '<>', member.id);
}
