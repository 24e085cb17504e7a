import { sql } from 'kysely';
import { type Context, inTransaction } from '../context.ts';
import { AppError } from '../errors.ts';
import { inChargeOf, requireRight } from './access.ts';
import { audit } from './audit.ts';
import type { Member } from './members.ts';

/** People whom coordinators wrote down before they ever opened the app; matched to members by e-mail address. */

export type Contact = {
  id: string;
  name: string;
  email: string;
  organisation: { id: string; name: string };
  post: string | null;
  /** Has opened the app. */
  member: boolean;
};

const mostListed = 200;

/** Contacts of the authorities in one's charge, by name, with how many there are; the first 200 are listed. */
export async function listContacts(
  ctx: Pick<Context, 'db'>,
  actor: Member,
  filter: { search?: string | undefined; organisation?: string | undefined },
): Promise<{ contacts: Contact[]; total: number }> {
  requireRight(actor, 'managePeople');
  let query = ctx.db
    .selectFrom('contact')
    .innerJoin('organisation', 'organisation.id', 'contact.organisation_id');
  const theirs = actor.inCharge;
  if (theirs !== 'all') query = query.where(sql<boolean>`contact.organisation_id = any(${theirs}::text[])`);
  if (filter.organisation) query = query.where('contact.organisation_id', '=', filter.organisation);
  if (filter.search) {
    const like = `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where((w) =>
      w.or((['name', 'email', 'post'] as const).map((column) => w(`contact.${column}`, 'ilike', like))),
    );
  }
  const { total } = await query.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow();
  const rows = await query
    .select([
      'contact.id',
      'contact.name',
      'contact.email',
      'contact.post',
      'contact.organisation_id',
      sql<string>`organisation.details ->> 'name'`.as('organisation_name'),
      sql<boolean>`contact.member_id is not null`.as('member'),
    ])
    .orderBy(sql`lower(contact.name)`)
    .orderBy('contact.email')
    .limit(mostListed)
    .execute();
  const contacts = rows.map(({ organisation_id, organisation_name, ...row }) => ({
    ...row,
    organisation: { id: organisation_id, name: organisation_name },
  }));
  return { contacts, total };
}

/** Takes a contact off the list; what the person was let into meanwhile stays theirs. @throws AppError 'not-found' */
export async function removeContact(ctx: Context, actor: Member, id: string): Promise<void> {
  requireRight(actor, 'managePeople');
  await inTransaction(ctx, async (tx) => {
    const contact = await tx.db
      .selectFrom('contact')
      .leftJoin('member', 'member.id', 'contact.member_id')
      .select(['contact.organisation_id', 'member.pseudonym'])
      .where('contact.id', '=', id)
      .executeTakeFirst();
    if (!contact || !inChargeOf(actor, contact.organisation_id)) throw new AppError('not-found');
    await tx.db.deleteFrom('contact').where('id', '=', id).execute();
    await audit(tx, {
      actor,
      action: 'contact removed',
      subject: contact.pseudonym ? { pseudonym: contact.pseudonym } : undefined,
      organisationId: contact.organisation_id,
    });
  });
}
