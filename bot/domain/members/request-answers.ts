import { randomUUID } from 'node:crypto';
import type { TxContext } from '../context.ts';
import { type Member, memberById } from './members.ts';
import { tell } from './notices.ts';
import type { RequestKind } from './request-list.ts';

/** First of all, where a change may answer one: so whoever decides on it at the same moment comes before or after. */
export async function lockRequestsOf(ctx: TxContext, memberId: string): Promise<void> {
  await ctx.db
    .selectFrom('access_request')
    .select('id')
    .where('member_id', '=', memberId)
    .where('state', '=', 'open')
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Closes a member's open request of a kind, if there is one, and tells them the outcome. */
export async function answerRequest(
  ctx: TxContext,
  actor: Member,
  memberId: string,
  kind: RequestKind,
  approved: boolean,
): Promise<void> {
  const member = await memberById(ctx, memberId);
  const closed = await ctx.db
    .updateTable('access_request')
    .set({
      state: approved ? 'approved' : 'refused',
      decided_at: ctx.clock.now(),
      decided_by: actor.pseudonym,
      member_id: member.id,
      organisation_id: member.organisation.id,
    })
    .where('tenant_id', '=', member.tenantId)
    .where('object_id', '=', member.objectId)
    .where('kind', '=', kind)
    .where('state', '=', 'open')
    .returning('id')
    .executeTakeFirst();
  if (!closed && !approved) return;
  await tell(
    ctx,
    [member.id],
    'access answered',
    closed?.id ?? randomUUID(),
    outcome(member, kind, approved),
  );
}

function outcome({ organisation }: Member, kind: RequestKind, approved: boolean) {
  const ask = 'If you think that this is not right, write to us.';
  const words: Record<RequestKind, [string, string]> = {
    join: ['You have been let in. Welcome.', 'You have not been let in.'],
    library: ['The library is open to you now.', 'Your request for the library was not approved.'],
    authority: [
      `Your authority is confirmed: ${organisation.name}.`,
      `We could not confirm that you work for ${organisation.name}.`,
    ],
  };
  return approved
    ? { title: 'You have access', text: [words[kind][0]], path: kind === 'library' ? '/library' : '/' }
    : { title: 'An answer to your request', text: [words[kind][1], ask], path: '/' };
}
