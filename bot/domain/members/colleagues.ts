import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { requireRight } from './access.ts';
import { containing, type Member, membersNow } from './members.ts';

/** Up to ten colleagues of the member's own organisation whose name or address has the words in it, by name. */
export async function colleagues(
  ctx: Pick<Context, 'db'>,
  member: Member,
  search: string,
): Promise<{ id: string; name: string; post: string | null }[]> {
  requireRight(member, 'use');
  if (!member.organisationConfirmed) return [];
  const pattern = containing(search);
  return membersNow(ctx)
    .select(['member.id', 'member.name', 'member.post'])
    .where('member.organisation_id', '=', member.organisation.id)
    .where('member.organisation_confirmed', '=', true)
    .where('member.blocked_at', 'is', null)
    .where('member.id', '<>', member.id)
    .where((e) => e.or([e('member.name', 'ilike', pattern), e('member.email', 'ilike', pattern)]))
    .orderBy(sql`lower(member.name)`)
    .orderBy('member.id')
    .limit(10)
    .execute();
}
