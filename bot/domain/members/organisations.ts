import { sql } from 'kysely';
import type { Database } from '../../ports/store/db.ts';
import type { Organisation } from '../content/schema.ts';
import type { TxContext } from '../context.ts';
import { AppError } from '../errors.ts';

/** Writes the files' organisations. A signature that was set in the app stays as it was set. */
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
        edited_at: null,
      })
      .onConflict((c) =>
        c.column('id').doUpdateSet((e) => ({
          position: e.ref('excluded.position'),
          details: e.ref('excluded.details'),
          kind: e.ref('excluded.kind'),
          signed: sql<boolean>`case when organisation.edited_at is null then excluded.signed
            else organisation.signed end`,
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

/**
 * Makes the known tenants exactly these (tenant id to organisation id): one that is left out is shut out.
 * @throws AppError 'invalid' for an organisation that the content does not have
 */
export async function knowTenantsOnly(ctx: TxContext, tenants: Record<string, string>): Promise<void> {
  const known = new Set((await organisations(ctx.db)).map(({ id }) => id));
  const unknown = Object.values(tenants).filter((id) => !known.has(id));
  if (unknown.length > 0) throw new AppError('invalid', `There is no organisation ${unknown.join(', ')}.`);
  await ctx.db.deleteFrom('tenant_organisation').execute();
  for (const [tenant, organisation] of Object.entries(tenants))
    await knowTenant(ctx.db, tenant, organisation);
}

/** Records whether an authority has signed the Data Sharing Protocol. Takes effect at the next call. */
export async function setSigned(ctx: TxContext, organisationId: string, signed: boolean): Promise<void> {
  await ctx.db
    .updateTable('organisation')
    .set({ signed, edited_at: ctx.clock.now() })
    .where('id', '=', organisationId)
    .execute();
}
