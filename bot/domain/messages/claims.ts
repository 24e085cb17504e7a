import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Category, Way } from './preferences.ts';
import { interval, knobs } from './rates.ts';

/**
 * The sender's side of the ledger. A row is claimed (`sending`, with a lease, committed) right before its post, and
 * settled after it. A lease that ran out is a process that died in between: nobody knows whether that post arrived.
 */

type Ctx = Pick<Context, 'db' | 'clock'>;

/** What a message says, in words that need no particular card. `path` is a page of the tab. */
export type Notice = { title: string; text: string[]; path?: string };

/** A claimed message: ours to send until the lease runs out. */
export type Claimed = {
  id: string;
  purpose: string;
  key: string;
  tenantId: string;
  to: { memberId: string } | { conversationId: string };
  category: Category;
  critical: boolean;
  digest: boolean;
  /** It goes this way or not at all. */
  onlyBy: Way | null;
  /** The claimed message that it goes out with; null where it goes by itself or leads the others. */
  partOf: string | null;
  notice: Notice | null;
  attempts: number;
  triedAt: Date;
};

/** Longer than any post or mail may take. */
const lease = 90_000;
/** So many messages, beside the first, go into one digest. */
const mostParts = 49;

/** Who is to be left alone for the moment: tenants with enough in flight, people and channels just posted to. */
export type Apart = { tenants: string[]; targets: string[] };

const waiting = sql`m.state in ('pending', 'deferred')`;
/**
 * Nothing is in flight to the same person or channel, here or in another instance. Not `not exists`, which
 * PostgreSQL may turn into a join over all that waits.
 */
const noneInFlight = sql`
  (select other.id from message as other
    where other.state = 'sending' and other.member_id = m.member_id and other.part_of is null limit 1) is null
  and (select other.id from message as other where other.state = 'sending'
    and other.tenant_id = m.tenant_id and other.conversation_id = m.conversation_id limit 1) is null`;

/**
 * Takes messages that are due; they are `sending` from now on, whatever happens to us. From each tenant comes as
 * much as its rate allows at this moment: one, or two to catch up; the tenants that waited longest come first. One
 * for each person or channel, and with a digest's first all others that are due in it.
 * @param limit how many posts there may be
 */
export async function claimMessages(ctx: Ctx, limit: number, apart: Apart): Promise<Claimed[]> {
  const now = ctx.clock.now();
  // Materialised, because PostgreSQL may run a plain subquery more than once and so lock more rows.
  const claim = sql<Row>`
    with knobs as materialized ${knobs},
    open as materialized (
      select rate.tenant_id, ${interval} as every,
        greatest(rate.next_at, clock_timestamp() - make_interval(secs => ${interval})) as next_at
      from tenant_rate as rate cross join knobs cross join lateral (
        select from message as m where m.tenant_id = rate.tenant_id and ${waiting} and m.due_at <= ${now} limit 1) as any_due
      where not knobs.stopped and rate.next_at <= clock_timestamp()
        and (rate.paused_until is null or rate.paused_until <= ${now})
        and rate.tenant_id <> all(${apart.tenants}::uuid[])
      order by rate.next_at limit ${limit}
      for update of rate skip locked),
    found as materialized (
      select m.* from open cross join lateral (
        select m.id, m.tenant_id, m.member_id, m.digest, m.due_at,
          coalesce(m.member_id::text, m.conversation_id) as target
        from message as m
        where m.tenant_id = open.tenant_id and ${waiting} and m.due_at <= ${now} and ${noneInFlight}
          and coalesce(m.member_id::text, m.conversation_id) <> all(${apart.targets}::text[])
        order by m.due_at, m.id
        limit 1 + floor(extract(epoch from clock_timestamp() - open.next_at) / open.every)::int
        for update skip locked) as m),
    lead as materialized (
      select * from (select distinct on (target) * from found order by target, due_at, id) as one_each
      order by due_at, id limit ${limit}),
    part as materialized (
      select m.id, lead.id as lead_id from lead cross join lateral (
        select m.id from message as m
        where lead.digest and m.member_id = lead.member_id and m.digest and m.id <> lead.id
          and ${waiting} and coalesce(m.due_at <= ${now}, false) -- not by the index of all that is due
        order by m.due_at, m.id limit ${sql.lit(mostParts)}
        for update skip locked) as m),
    chosen as (
      select id, null::uuid as lead_id from lead union all select id, lead_id from part),
    paced as (
      update tenant_rate set next_at = open.next_at + make_interval(secs => open.every * taken.posts)
      from open join (select tenant_id, count(*) as posts from lead group by tenant_id) as taken using (tenant_id)
      where tenant_rate.tenant_id = open.tenant_id)
    update message set state = 'sending', lease_until = ${new Date(now.getTime() + lease)},
      attempts = attempts + 1, tried_at = coalesce(tried_at, ${now}), part_of = chosen.lead_id
    from chosen where message.id = chosen.id
    returning message.id, purpose, key, tenant_id, member_id, conversation_id, category, critical, digest,
      only_by, part_of, notice, attempts, tried_at`;
  try {
    return (await claim.execute(ctx.db)).rows.map(toClaimed);
  } catch (error) {
    // Another instance claimed something for the same person after we looked: the next look finds out.
    if ((error as { code?: string }).code === uniqueViolation) return [];
    throw error;
  }
}

const uniqueViolation = '23505';

/** In how many milliseconds there may be something to claim; null where nothing waits, or sending is stopped. */
export async function nextClaim(ctx: Ctx): Promise<number | null> {
  const { rows } = await sql<{ wait: number | null }>`
    with knobs as materialized ${knobs}
    select min(greatest(0,
      extract(epoch from rate.next_at - clock_timestamp()),
      extract(epoch from greatest(m.due_at, rate.paused_until) - ${ctx.clock.now()}::timestamptz)))::float8 as wait
    from tenant_rate as rate cross join knobs cross join lateral (
      select m.due_at from message as m where m.tenant_id = rate.tenant_id and ${waiting} and ${noneInFlight}
      order by m.due_at limit 1) as m
    where not knobs.stopped`.execute(ctx.db);
  const wait = rows[0]?.wait;
  return wait === null || wait === undefined ? null : Math.ceil(wait * 1000);
}

type Row = {
  id: string;
  purpose: string;
  key: string;
  tenant_id: string;
  member_id: string | null;
  conversation_id: string | null;
  category: Category;
  critical: boolean;
  digest: boolean;
  only_by: Way | null;
  part_of: string | null;
  notice: Notice | null;
  attempts: number;
  tried_at: Date;
};

const toClaimed = ({
  tenant_id,
  member_id,
  conversation_id,
  only_by,
  part_of,
  tried_at,
  ...row
}: Row): Claimed => ({
  ...row,
  tenantId: tenant_id,
  to: member_id ? { memberId: member_id } : { conversationId: conversation_id! },
  onlyBy: only_by,
  partOf: part_of,
  triedAt: tried_at,
});
