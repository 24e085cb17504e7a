import { sql } from 'kysely';
import type { Database } from '../../ports/store/db.ts';
import type { Organisation } from '../content/schema.ts';
import type { Context, TxContext } from '../context.ts';
import { AppError } from '../errors.ts';

/** What the files say, unless it was set in the app. */
const unlessEdited = (...columns: ('signed' | 'signed_on' | 'domains')[]) =>
  Object.fromEntries(
    columns.map((name) => [
      name,
      sql`case when organisation.edited_at is null then ${sql.ref(`excluded.${name}`)} else ${sql.ref(`organisation.${name}`)} end`,
    ]),
  );

/** Writes the files' organisations. What was set in the app of signature and domains stays as it was set. */
export async function loadOrganisations(ctx: TxContext, organisations: Organisation[]): Promise<void> {
  for (const [position, organisation] of organisations.entries())
    await ctx.db
      .insertInto('organisation')
      .values({
        id: organisation.id,
        position,
        details: JSON.stringify(organisation),
        kind: organisation.kind,
        signed: organisation.signed ?? false,
        signed_on: organisation.signedOn ?? null,
        domains: JSON.stringify(organisation.domains ?? []),
        edited_at: null,
      })
      .onConflict((c) =>
        c.column('id').doUpdateSet((e) => ({
          position: e.ref('excluded.position'),
          details: e.ref('excluded.details'),
          kind: e.ref('excluded.kind'),
          ...unlessEdited('signed', 'signed_on', 'domains'),
        })),
      )
      .execute();
}

/** All organisations, in the order of the files. */
export async function organisations(db: Database): Promise<Organisation[]> {
  const rows = await db
    .selectFrom('organisation')
    .select('details')
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.details as Organisation);
}

/** The organisations that a tenant is one of, in the order of the files. */
export function organisationsOfTenant(ctx: Pick<Context, 'db'>, tenantId: string) {
  return ctx.db
    .selectFrom('tenant_organisation')
    .innerJoin('organisation', 'organisation.id', 'tenant_organisation.organisation_id')
    .select([
      'organisation.id',
      'organisation.kind',
      'organisation.signed',
      sql<string>`organisation.details ->> 'name'`.as('name'),
    ])
    .where('tenant_id', '=', tenantId)
    .orderBy('position')
    .execute();
}

/** Makes a tenant known, as one of an organisation's. Safe to repeat. */
export async function knowTenant(db: Database, tenantId: string, organisationId: string): Promise<void> {
  await db
    .insertInto('tenant')
    .values({ id: tenantId })
    .onConflict((c) => c.doNothing())
    .execute();
  await db
    .insertInto('tenant_organisation')
    .values({ tenant_id: tenantId, organisation_id: organisationId })
    .onConflict((c) => c.doNothing())
    .execute();
}

/** No longer lets the people of a tenant in as an organisation's. @returns whether it did */
export async function forgetTenant(db: Database, tenantId: string, organisationId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('tenant_organisation')
    .where('tenant_id', '=', tenantId)
    .where('organisation_id', '=', organisationId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/**
 * Brings a change of the configured tenants (tenant id to organisation id) into the database: one that was added is
 * known, one that was taken out is shut out. What was changed in the app since stays.
 * @throws AppError 'invalid' for an organisation that the content does not have
 */
export async function applyTenants(ctx: TxContext, tenants: Record<string, string>): Promise<void> {
  const known = new Set((await organisations(ctx.db)).map(({ id }) => id));
  const unknown = Object.values(tenants).filter((id) => !known.has(id));
  if (unknown.length > 0) throw new AppError('invalid', `There is no organisation ${unknown.join(', ')}.`);
  const applied = await ctx.db
    .selectFrom('setting')
    .select('value')
    .where('key', '=', 'tenants')
    .executeTakeFirst();
  const before = (applied?.value ?? {}) as Record<string, string>;
  // Before this was kept, the known tenants were exactly the configured ones.
  if (!applied) await ctx.db.deleteFrom('tenant_organisation').execute();
  for (const [tenant, organisation] of Object.entries(before))
    if (tenants[tenant] !== organisation) await forgetTenant(ctx.db, tenant, organisation);
  for (const [tenant, organisation] of Object.entries(tenants))
    if (before[tenant] !== organisation) await knowTenant(ctx.db, tenant, organisation);
  const value = JSON.stringify(tenants);
  await ctx.db
    .insertInto('setting')
    .values({ key: 'tenants', value })
    .onConflict((c) => c.column('key').doUpdateSet({ value }))
    .execute();
}

/** The organisation with this id. @throws AppError 'invalid' where there is none */
export async function organisationNamed(ctx: Pick<Context, 'db'>, id: string) {
  const row = await ctx.db
    .selectFrom('organisation')
    .select(['id', 'kind', 'signed', sql<string>`details ->> 'name'`.as('name')])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new AppError('invalid', 'That is not an organisation of ours.');
  return row;
}

/** Records whether an authority has signed the Data Sharing Protocol. Takes effect at the next call. */
export async function setSigned(ctx: TxContext, organisationId: string, signed: boolean): Promise<void> {
  await ctx.db
    .updateTable('organisation')
    .set({ signed, edited_at: ctx.clock.now() })
    .where('id', '=', organisationId)
    .execute();
}
