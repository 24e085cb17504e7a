import { sql } from 'kysely';
import type { Database } from '../../ports/store/db.ts';
import type { Organisation } from '../content/schema.ts';
import type { TxContext } from '../context.ts';

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

/** Records whether an authority has signed the Data Sharing Protocol. Takes effect at the next call. */
export async function setSigned(ctx: TxContext, organisationId: string, signed: boolean): Promise<void> {
  await ctx.db
    .updateTable('organisation')
    .set({ signed, edited_at: ctx.clock.now() })
    .where('id', '=', organisationId)
    .execute();
}
