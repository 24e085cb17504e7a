import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Pool, PoolMode } from './rules.ts';

type Ctx = Pick<Context, 'db'>;

/** The places of sessions as they stand: counted, never kept as a number that could drift. In person first. */
export async function poolsOf(ctx: Ctx, sessionIds: string[]): Promise<Map<string, Pool[]>> {
  const pools = new Map<string, Pool[]>();
  if (sessionIds.length === 0) return pools;
  const { rows } = await sql<Row>`
    select pool.session_id, pool.mode, pool.capacity, pool.per_borough,
      (select jsonb_agg(jsonb_build_object('borough', borough, 'max', max, 'reserved', reserved, 'releaseAt', release_at))
        from quota where quota.session_id = pool.session_id and quota.pool = pool.mode) as quotas,
      (select jsonb_object_agg(borough, n) from (
        select borough, count(*)::int as n from booking
        where booking.session_id = pool.session_id and booking.pool = pool.mode and state in ('confirmed', 'offered')
        group by borough) as counted) as taken,
      (select count(*)::int from booking
        where booking.session_id = pool.session_id and booking.pool = pool.mode and state = 'waiting') as waiting
    from pool where pool.session_id = any(${sessionIds}::text[])
    order by pool.session_id, pool.mode`.execute(ctx.db);
  for (const row of rows) {
    const of = pools.get(row.session_id) ?? [];
    if (of.length === 0) pools.set(row.session_id, of);
    of.push({
      mode: row.mode,
      capacity: row.capacity,
      perBorough: row.per_borough,
      quotas: (row.quotas ?? []).map((quota) => ({
        ...quota,
        releaseAt: quota.releaseAt === null ? null : new Date(quota.releaseAt),
      })),
      taken: new Map(Object.entries(row.taken ?? {})),
      waiting: row.waiting,
    });
  }
  return pools;
}

type Row = {
  session_id: string;
  mode: PoolMode;
  capacity: number;
  per_borough: number | null;
  quotas: { borough: string; max: number | null; reserved: number; releaseAt: string | null }[] | null;
  taken: Record<string, number> | null;
  waiting: number;
};
