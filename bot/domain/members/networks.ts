import { sql } from 'kysely';
import { changeRecord, recordNow } from '../content/editing.ts';
import { records } from '../content/records.ts';
import { type Context, inTransaction } from '../context.ts';
import { AppError } from '../errors.ts';
import { inChargeOf, requireRight } from './access.ts';
import { audit } from './audit.ts';
import { type Member, memberById, membersNow } from './members.ts';

/**
 * The networks of the content: whoever wants to follows one, unless it is by invitation or does not exist yet; anybody
 * may leave.
 */

export type NetworkView = {
  id: string;
  name: string;
  about: string[];
  area: string;
  byInvitation: boolean;
  /** It is only being explored: nobody can follow it yet. */
  exploring: boolean;
  /** Whether the person who asks is in it. */
  member: boolean;
  /** Whether they may be asked the questions that members put to it. */
  answers: boolean;
};

type Ctx = Pick<Context, 'db' | 'clock'>;

const mostListed = 200;

/** Every network, with whether the member is in it. */
export async function listNetworks(ctx: Ctx, member: Member): Promise<NetworkView[]> {
  const rows = await ctx.db
    .selectFrom('network_member')
    .select(['network_id', 'answers'])
    .where('member_id', '=', member.id)
    .execute();
  const theirs = new Map(rows.map((row) => [row.network_id, row.answers]));
  return (await records(ctx.db, 'network')).map(({ id, name, about, area, byInvitation = false, state }) => ({
    ...{ id, name, about, area, byInvitation, exploring: state === 'exploring' },
    member: theirs.has(id),
    answers: theirs.get(id) ?? false,
  }));
}

/**
 * Follows a network. Safe to repeat.
 * @throws AppError 'not-found', 'not-allowed' for one by invitation that the member is not in, and for one that is
 *   only being explored
 */
export async function followNetwork(ctx: Ctx, member: Member, networkId: string): Promise<void> {
  const network = (await listNetworks(ctx, member)).find(({ id }) => id === networkId);
  if (!network) throw new AppError('not-found');
  if (network.member) return;
  if (network.exploring)
    throw new AppError('not-allowed', 'This network is being explored, so nobody can follow it yet.');
  if (network.byInvitation)
    throw new AppError('not-allowed', 'This network is by invitation. Ask us if you should be in it.');
  await put(ctx, networkId, member.id, null);
}

/** Leaves a network, by invitation or not. Safe to repeat. */
export async function leaveNetwork(ctx: Ctx, member: Member, networkId: string): Promise<void> {
  await take(ctx, networkId, member.id);
}

/** Ids of the networks that the member is in. */
export async function networksOf(ctx: Pick<Context, 'db'>, member: Member): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('network_member')
    .select('network_id')
    .where('member_id', '=', member.id)
    .execute();
  return rows.map(({ network_id }) => network_id);
}

/** Every network, with how many people of the authorities in one's charge are in it. */
export async function networksInCharge(
  ctx: Ctx,
  actor: Member,
): Promise<(NetworkView & { members: number })[]> {
  requireRight(actor, 'managePeople');
  const rows = await peopleOf(ctx, actor)
    .select(['network_id', sql<number>`count(*)::int`.as('members')])
    .groupBy('network_id')
    .execute();
  const members = new Map(rows.map((row) => [row.network_id, row.members]));
  return (await listNetworks(ctx, actor)).map((network) => ({
    ...network,
    members: members.get(network.id) ?? 0,
  }));
}

/**
 * Sets whether a network is by invitation; who is in it stays. It holds for every authority, so it is not for
 * coordinators who are limited to some.
 * @throws AppError 'not-allowed', 'not-found'
 */
export async function setByInvitation(
  ctx: Context,
  actor: Member,
  networkId: string,
  byInvitation: boolean,
): Promise<void> {
  requireRight(actor, 'managePeople');
  if (actor.inCharge !== 'all')
    throw new AppError('not-allowed', 'A network is for all authorities, and you coordinate some of them.');
  await inTransaction(ctx, async (tx) => {
    const { record } = await recordNow(tx.db, 'network', networkId);
    if (!record) throw new AppError('not-found');
    const after = { ...record, byInvitation };
    if (await changeRecord(tx, actor, { kind: 'network', id: networkId, after }))
      await audit(tx, { actor, action: 'network changed', details: { network: networkId, byInvitation } });
  });
}

/** Who is in a network, of the authorities in one's charge, by name; the first 200. @throws AppError 'not-found' */
export async function networkMembers(
  ctx: Ctx,
  actor: Member,
  networkId: string,
): Promise<{ id: string; name: string; organisation: string; post: string | null }[]> {
  requireRight(actor, 'managePeople');
  await requireNetwork(ctx, networkId);
  return peopleOf(ctx, actor)
    .select([
      'member.id',
      'member.name',
      sql<string>`organisation.details ->> 'name'`.as('organisation'),
      'member.post',
    ])
    .where('network_id', '=', networkId)
    .orderBy(sql`lower(member.name)`)
    .orderBy('member.id')
    .limit(mostListed)
    .execute();
}

/** Puts a member into a network, or takes them out. Safe to repeat. @throws AppError 'not-allowed', 'not-found' */
export async function setInNetwork(
  ctx: Context,
  actor: Member,
  change: { networkId: string; memberId: string; in: boolean },
): Promise<void> {
  requireRight(actor, 'managePeople');
  const { networkId, memberId } = change;
  await inTransaction(ctx, async (tx) => {
    await requireNetwork(tx, networkId);
    const member = await memberById(tx, memberId);
    if (!inChargeOf(actor, member.organisation.id)) throw new AppError('not-found');
    const changed = change.in
      ? await put(tx, networkId, memberId, actor.pseudonym)
      : await take(tx, networkId, memberId);
    if (changed)
      await audit(tx, {
        actor,
        action: change.in ? 'network joined' : 'network left',
        subject: member,
        organisationId: member.organisation.id,
        details: { network: networkId },
      });
  });
}

async function requireNetwork(ctx: Pick<Context, 'db'>, networkId: string): Promise<void> {
  if (!(await records(ctx.db, 'network')).some(({ id }) => id === networkId)) throw new AppError('not-found');
}

/** The people of networks who are members now and in the coordinator's charge. */
function peopleOf(ctx: Ctx, actor: Member) {
  const people = membersNow(ctx).innerJoin('network_member', 'network_member.member_id', 'member.id');
  return actor.inCharge === 'all'
    ? people
    : people.where(sql<boolean>`organisation.id = any(${actor.inCharge}::text[])`);
}

async function put(ctx: Ctx, networkId: string, memberId: string, by: string | null): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await ctx.db
    .insertInto('network_member')
    .values({ network_id: networkId, member_id: memberId, added_at: ctx.clock.now(), added_by: by })
    .onConflict((c) => c.doNothing())
    .executeTakeFirst();
  return Boolean(numInsertedOrUpdatedRows);
}

async function take(ctx: Ctx, networkId: string, memberId: string): Promise<boolean> {
  const { numDeletedRows } = await ctx.db
    .deleteFrom('network_member')
    .where('network_id', '=', networkId)
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  return Boolean(numDeletedRows);
}
