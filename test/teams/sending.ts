import { sql } from 'kysely';
import { inTransaction } from '../../bot/domain/context.ts';
import { addMessages } from '../../bot/domain/messages/ledger.ts';
import type { Domain } from '../harness.ts';
import { mostWithin, tenantLimits, threadLimits } from './limits.ts';
import type { Tenant } from './people.ts';
import type { Post, Teams } from './teams.ts';

/** Writes a message of this key to all these people, as the domain does. @returns when it was committed */
export async function sendTo({ ctx }: Domain, key: string, tenants: Tenant[]): Promise<number> {
  const members = tenants.flatMap(({ people }) => people.map(({ memberId }) => memberId));
  const notice = { title: `News ${key}`, text: ['What is new.', 'And what it means for you.'] };
  await inTransaction(ctx, (tx) =>
    addMessages(tx, { purpose: 'test', key, category: 'announcements', notice }, { members }),
  );
  return Date.now();
}

/** A row of the ledger, as far as it tells how a message ended. */
export type Row = {
  memberId: string;
  state: string;
  reason: string | null;
  attempts: number;
  finishedAt: Date | null;
};

export async function rowsOf({ ctx }: Domain, key: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select member_id as "memberId", state, reason, attempts, finished_at as "finishedAt"
    from message where key = ${key}`.execute(ctx.db);
  return rows;
}

/** Waits until every message has ended. */
export async function allEnded({ ctx }: Domain, key: string): Promise<void> {
  const look = sql<{ open: boolean }>`
    select exists (select from message
      where key = ${key} and state in ('pending', 'sending', 'deferred')) as open`;
  while ((await look.execute(ctx.db)).rows[0]!.open) await new Promise((resolve) => setTimeout(resolve, 200));
}

/** What is wrong with a send, by the record of Teams and the ledger: each list is empty where it went well. */
export type Faults = {
  /** Had more than one post of which one was, or may have been, delivered before the last. */
  twice: string[];
  /** No row, or one that has not ended. */
  forgotten: string[];
  /** The ledger says something else than what Teams answered. */
  untrue: string[];
  /** A limit of Teams, or our own rate, was exceeded. */
  overLimit: string[];
};

/**
 * Compares the record with the ledger.
 * @param rate the posts a second to each tenant
 * @param killed whether processes were killed: then a row may know less than Teams
 */
export async function faultsOf(
  domain: Domain,
  teams: Teams,
  { tenants, key, rate, killed = false }: { tenants: Tenant[]; key: string; rate: number; killed?: boolean },
): Promise<Faults> {
  const posts = (await teams.posts()).filter(({ summary }) => summary === `News ${key}`);
  const byConversation = Map.groupBy(posts, ({ conversationId }) => conversationId);
  const rows = new Map((await rowsOf(domain, key)).map((row) => [row.memberId, row]));
  const faults: Faults = { twice: [], forgotten: [], untrue: [], overLimit: [] };
  for (const { people } of tenants)
    for (const { memberId, conversationId } of people) {
      const theirs = byConversation.get(conversationId) ?? [];
      const row = rows.get(memberId);
      // After a post that was delivered, or whose answer left that open, there may be no other.
      if (theirs.slice(0, -1).some((post) => post.delivered || !post.clear))
        faults.twice.push(conversationId);
      if (!row?.finishedAt || (row.state !== 'sent' && !row.reason)) faults.forgotten.push(memberId);
      else if (!isTrue(row.state, theirs, killed))
        faults.untrue.push(`${conversationId}: ${row.state} (${row.reason}), Teams ${answersOf(theirs)}`);
    }
  faults.overLimit = overLimit(posts, rate);
  return faults;
}

const answersOf = (posts: Post[]): string => posts.map(({ code }) => code).join(', ') || 'heard nothing';

/** Whether the ledger's word goes with what Teams answered to the last post. */
function isTrue(state: string, posts: Post[], killed: boolean): boolean {
  const last = posts.at(-1);
  if (state === 'sent') return last?.status === 201;
  if (state === 'failed') return !posts.some((post) => post.delivered);
  return killed || last?.clear === false;
}

/** The tenants and threads that were posted to faster than Teams allows, or than we set. */
export function overLimit(posts: Post[], rate: number): string[] {
  const found = posts.filter((post) => post.overLimit).map((post) => `${post.overLimit} ${post.tenantId}`);
  // Two to catch up, and what a busy machine held for half a second arrives together.
  const own = [1, 10].map((seconds) => ({ calls: rate * (seconds + 0.5) + 2, within: 1000 * seconds }));
  for (const [tenantId, of] of Map.groupBy(posts, (post) => post.tenantId))
    for (const { calls, within } of [...tenantLimits, ...own]) {
      const most = mostWithin(
        of.map(({ at }) => at),
        within,
      );
      if (most > calls) found.push(`tenant ${tenantId}: ${most} posts in ${within} ms, ${calls} allowed`);
    }
  for (const [id, of] of Map.groupBy(posts, (post) => post.conversationId))
    for (const { calls, within } of threadLimits)
      if (
        mostWithin(
          of.map(({ at }) => at),
          within,
        ) > calls
      )
        found.push(`thread ${id}`);
  return found;
}

/** Raises the rate of these tenants, or lowers it. */
export async function setRate({ ctx }: Domain, tenants: Tenant[], perSecond: number): Promise<void> {
  const ids = tenants.map(({ tenantId }) => tenantId);
  await sql`
    insert into tenant_rate (tenant_id, per_second, next_at)
    select id, ${perSecond}::float8, now() from unnest(${ids}::uuid[]) as id
    on conflict (tenant_id) do update set per_second = excluded.per_second`.execute(ctx.db);
}
