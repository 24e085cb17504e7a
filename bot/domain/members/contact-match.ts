import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Identity, Member } from './members.ts';

type Ctx = Pick<Context, 'db' | 'clock'>;

/**
 * Whether a contact is nobody's yet. Organisations give the address of who has left to somebody else, who is not
 * the person that was listed.
 */
export const unmatched = sql<boolean>`not exists (select from member matched
  where matched.id = contact.member_id and matched.organisation_id = contact.organisation_id)`;

/**
 * The contact with this person's e-mail address, of an organisation that their tenant is one of: only that tenant
 * can have given them the address.
 */
export async function contactOf(ctx: Ctx, { email }: Identity, organisations: { id: string }[]) {
  if (!email) return undefined;
  return ctx.db
    .selectFrom('contact')
    .select(['id', 'organisation_id', 'post'])
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .where(unmatched)
    .where(
      'organisation_id',
      'in',
      organisations.map(({ id }) => id),
    )
    .executeTakeFirst();
}

/**
 * Matches a member to the contact of their organisation with this address, which confirms their authority, as they may
 * have asked for, and, where none was confirmed, their post.
 * @returns whether there was one
 */
export async function matchContact(ctx: Ctx, member: Member, email: string): Promise<boolean> {
  const { rows } = await sql`
    with matched as (
      update contact set member_id = ${member.id}
      where lower(email) = ${email.toLowerCase()} and organisation_id = ${member.organisation.id} and ${unmatched}
      returning post),
    confirmed as (
      update member set organisation_confirmed = true,
        post = case when post_confirmed then member.post else coalesce(matched.post, member.post) end,
        post_confirmed = post_confirmed or matched.post is not null
      from matched where member.id = ${member.id}
      returning member.id, pseudonym, organisation_id),
    settled as (
      update access_request set state = 'approved', decided_at = ${ctx.clock.now()}::timestamptz
      from confirmed where member_id = confirmed.id and kind = 'authority' and state = 'open')
    insert into audit (at, action, subject, organisation_id)
    select ${ctx.clock.now()}::timestamptz, 'contact matched', pseudonym, organisation_id from confirmed
    returning id`.execute(ctx.db);
  return rows.length > 0;
}
