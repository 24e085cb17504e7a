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

/** Seconds that a tenant is left alone that does not say for how long: at first, and at most. */
const backoff = { least: 2, most: 300 };

/**
 * Posts nothing to a tenant for a while: its Teams asked for it. The other tenants go on.
 * @param until null where Teams did not say: then a few seconds, twice as long each time that this comes again soon
 *   after, and a part of it by chance, so that what waits does not come back all at once
 * @returns until when
 */
export async function pauseTenant(
  ctx: Ctx,
  tenantId: string,
  until: Date | null,
  reason: string,
): Promise<Date> {
  const now = ctx.clock.now();
  const again = sql`paused_until > ${now}::timestamptz - make_interval(secs => 2 * backoff_seconds)`;
  const length = sql`(case when ${again} then least(2 * backoff_seconds, ${sql.lit(backoff.most)})
    else ${sql.lit(backoff.least)} end)`;
  // Of the posts that were in flight together the first sets the pause.
  const set = until
    ? sql`set paused_until = ${until}::timestamptz, reason = ${reason}
        where tenant_id = ${tenantId} and (paused_until is null or paused_until < ${until}::timestamptz)`
    : sql`set backoff_seconds = ${length}, reason = ${reason},
          paused_until = ${now}::timestamptz + make_interval(secs => ${length} * (0.5 + random() / 2))
        where tenant_id = ${tenantId} and (paused_until is null or paused_until <= ${now}::timestamptz)`;
  await sql`update tenant_rate ${set}`.execute(ctx.db);
  const row = await ctx.db
    .selectFrom('tenant_rate')
    .select('paused_until')
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst();
  return row?.paused_until ?? until ?? now;
}
