import { sql } from 'kysely';
import type { Context } from '../context.ts';

/**
 * How fast each tenant is posted to: a row with the moment of its next post (the generic cell rate algorithm). The
 * database's own clock paces it, so that any number of instances share one measure.
 */

type Ctx = Pick<Context, 'db' | 'clock'>;

/** Posts a second that no setting goes beyond: half of what Microsoft allows all calls of an app to one tenant. */
const ceiling = 25;

/** Seconds from one post to a tenant to the next. Of the tables `rate` and `knobs`. */
export const interval = sql<number>`(1 / least(${sql.lit(ceiling)}, coalesce(rate.per_second, knobs.per_second)))`;

/** The settings that the sender obeys, read with each claim. */
export const knobs = sql`(
  select coalesce((value ->> 'sendingStopped')::boolean, false) as stopped,
    coalesce((value ->> 'postsPerSecond')::float8, 10) as per_second
  from (values (1)) as one left join setting on key = 'settings')`;

/** Gives each tenant that has none a rate: without one nothing is sent there. In order, so that two never wait for each other. */
export async function rateTenants(ctx: Ctx): Promise<void> {
  await sql`
    insert into tenant_rate (tenant_id, next_at)
    select id, clock_timestamp() from tenant where not exists (select from tenant_rate where tenant_id = tenant.id)
    order by id on conflict do nothing`.execute(ctx.db);
}

/** Posts nothing to a tenant until then: its Teams asked for it. The other tenants go on. */
export async function pauseTenant(ctx: Ctx, tenantId: string, until: Date, reason: string): Promise<void> {
  await sql`
    update tenant_rate set paused_until = ${until}, reason = ${reason}
    where tenant_id = ${tenantId} and (paused_until is null or paused_until < ${until})`.execute(ctx.db);
}
