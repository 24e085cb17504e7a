import { sql } from 'kysely';
import { type Context, inTransaction } from '../context.ts';
import { AppError } from '../errors.ts';
import { charge, inChargeOf, requireRight } from './access.ts';
import { audit } from './audit.ts';
import { type Member, membersNow } from './members.ts';
import { forgetTenant, knowTenant, organisationNamed } from './organisations.ts';
import { keepAnAdministrator } from './roles.ts';

/** An organisation with what LIIA knows of it. */
export type Authority = {
  id: string;
  name: string;
  kind: 'authority' | 'partner' | 'host';
  careSystem: string | null;
  signed: boolean;
  /** YYYY-MM-DD */
  signedOn: string | null;
  domains: string[];
  library: 'approved' | 'all staff';
  tenants: string[];
  members: number;
  /** Names of its borough contacts. */
  contacts: string[];
};

type Ctx = Pick<Context, 'db' | 'clock'>;

/** The organisations in the actor's charge, in the order of the files. */
export async function listAuthorities(ctx: Ctx, actor: Member): Promise<Authority[]> {
  requireRight(actor, 'vouch');
  const people = await membersNow(ctx)
    .select([
      'organisation.id',
      sql<number>`count(*)::int`.as('members'),
      sql<
        string[]
      >`coalesce(array_agg(member.name order by member.name) filter (where member.role = 'contact'), '{}')`.as(
        'contacts',
      ),
    ])
    .groupBy('organisation.id')
    .execute();
  const of = new Map(people.map(({ id, ...counted }) => [id, counted]));
  const theirs = charge(actor);
  let query = ctx.db
    .selectFrom('organisation')
    .select([
      'id',
      'kind',
      'signed',
      'domains',
      'library',
      sql<string | null>`signed_on::text`.as('signedOn'),
      sql<string>`details ->> 'name'`.as('name'),
      sql<string | null>`details ->> 'careSystem'`.as('careSystem'),
      sql<
        string[]
      >`array(select t.tenant_id::text from tenant_organisation t where t.organisation_id = organisation.id order by 1)`.as(
        'tenants',
      ),
    ]);
  if (theirs !== 'all') query = query.where(sql<boolean>`id = any(${theirs}::text[])`);
  const rows = await query.orderBy('position').orderBy('id').execute();
  return rows.map((row) => ({ ...row, ...(of.get(row.id) ?? { members: 0, contacts: [] }) }));
}

/**
 * Sets what LIIA knows of an organisation. Taking a signature away shuts its staff out at their next call.
 * @throws AppError 'not-found', 'invalid', 'conflict' where nobody would be left to administer
 */
export async function changeAuthority(
  ctx: Context,
  actor: Member,
  id: string,
  set: Pick<Authority, 'signed' | 'signedOn' | 'domains' | 'library'>,
): Promise<void> {
  requireRight(actor, 'manageAuthorities');
  await inTransaction(ctx, async (tx) => {
    const before = (await listAuthorities(tx, actor)).find((each) => each.id === id);
    if (!before) throw new AppError('not-found');
    const signs = before.kind === 'authority';
    if (!signs && (set.signed !== before.signed || set.signedOn))
      throw new AppError('invalid', 'Only authorities sign the Data Sharing Protocol.');
    if (before.kind === 'partner' && set.library === 'all staff')
      throw new AppError('invalid', 'The library is not for people of a partner.');
    const domains = [...new Set(set.domains)].sort();
    await keepAnAdministrator(tx, async () => {
      await tx.db
        .updateTable('organisation')
        .set({
          signed: set.signed,
          signed_on: set.signed ? set.signedOn : null,
          domains: JSON.stringify(domains),
          library: set.library,
          edited_at: tx.clock.now(),
        })
        .where('id', '=', id)
        .execute();
    });
    if (set.signed && !before.signed) await tx.queue.send(tx.db, 'events', {}); // their turn on waiting lists
    await audit(tx, {
      actor,
      action: 'organisation changed',
      organisationId: id,
      details: { signed: set.signed, signedOn: set.signedOn, domains, library: set.library },
    });
  });
}

/** Says who of an authority's staff opens the library: those who are approved, or all. @throws AppError 'not-found' */
export async function chooseLibrary(
  ctx: Context,
  actor: Member,
  id: string,
  library: Authority['library'],
): Promise<void> {
  requireRight(actor, 'vouch');
  await inTransaction(ctx, async (tx) => {
    const row = await tx.db.selectFrom('organisation').select('kind').where('id', '=', id).executeTakeFirst();
    if (!row || !inChargeOf(actor, id)) throw new AppError('not-found');
    if (row.kind === 'partner') throw new AppError('invalid', 'The library is not for people of a partner.');
    await tx.db.updateTable('organisation').set({ library }).where('id', '=', id).execute();
    await audit(tx, { actor, action: 'organisation changed', organisationId: id, details: { library } });
  });
}

/**
 * Lets the people of a tenant in as an organisation's: of an authority all of its staff. A tenant may be of several.
 * @throws AppError 'not-found'
 */
export async function addTenant(ctx: Context, actor: Member, id: string, tenantId: string): Promise<void> {
  requireRight(actor, 'manageAuthorities');
  await inTransaction(ctx, async (tx) => {
    await organisationNamed(tx, id).catch(() => {
      throw new AppError('not-found');
    });
    await knowTenant(tx.db, tenantId, id);
    await audit(tx, { actor, action: 'tenant added', organisationId: id, details: { tenantId } });
  });
}

/**
 * Shuts the people of a tenant out, as far as they are this organisation's.
 * @throws AppError 'not-found', 'conflict' where nobody would be left to administer
 */
export async function removeTenant(ctx: Context, actor: Member, id: string, tenantId: string): Promise<void> {
  requireRight(actor, 'manageAuthorities');
  await inTransaction(ctx, async (tx) => {
    await keepAnAdministrator(tx, async () => {
      if (!(await forgetTenant(tx.db, tenantId, id))) throw new AppError('not-found');
    });
    await audit(tx, { actor, action: 'tenant removed', organisationId: id, details: { tenantId } });
  });
}
