import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { areaExists } from '../content/records.ts';
import type { Organisation } from '../content/schema.ts';
import type { Context, TxContext } from '../context.ts';
import { AppError } from '../errors.ts';

/** Who someone is, from a token that was verified: Entra's tenant and object id are the person's key. */
export type Identity = { tenantId: string; objectId: string; name: string };

export type Member = {
  id: string;
  tenantId: string;
  objectId: string;
  name: string;
  role: 'member' | 'contact' | 'coordinator' | 'administrator';
  organisation: { id: string; name: string; kind: Organisation['kind']; signed: boolean };
};

type Ctx = Pick<Context, 'db' | 'clock'>;

/** How long a member may go unseen in the record: saves a write for every message. */
const seenEvery = 60 * 60 * 1000;

/**
 * The member with this identity; made at the first meeting, from the organisation of the tenant.
 * @throws AppError 'unknown-organisation' where the tenant belongs to none, or to several
 */
export async function findMember(ctx: Ctx, identity: Identity): Promise<Member> {
  const known = await memberWhere(ctx, identity);
  const now = ctx.clock.now();
  if (known) {
    const name = identity.name.trim() || known.member.name;
    if (now.getTime() - known.seenAt.getTime() > seenEvery || name !== known.member.name)
      await ctx.db
        .updateTable('member')
        .set({ seen_at: now, name })
        .where('id', '=', known.member.id)
        .execute();
    return { ...known.member, name };
  }
  const organisations = await ctx.db
    .selectFrom('tenant_organisation')
    .select('organisation_id')
    .where('tenant_id', '=', identity.tenantId)
    .execute();
  const [organisation, ...others] = organisations;
  if (!organisation || others.length > 0) throw new AppError('unknown-organisation');
  await ctx.db
    .insertInto('member')
    .values({
      id: randomUUID(),
      tenant_id: identity.tenantId,
      object_id: identity.objectId,
      organisation_id: organisation.organisation_id,
      name: identity.name.trim() || 'A colleague',
      role: 'member',
      created_at: now,
      seen_at: now,
    })
    .onConflict((c) => c.columns(['tenant_id', 'object_id']).doNothing()) // two first calls at once
    .execute();
  const made = await memberWhere(ctx, identity);
  if (!made) throw new AppError('unknown-organisation'); // known before, in an organisation that the tenant left
  return made.member;
}

/** For what happens in a conversation without a person. @throws AppError 'unknown-organisation' */
export async function requireTenant(ctx: Ctx, tenantId: string): Promise<void> {
  const row = await ctx.db
    .selectFrom('tenant_organisation')
    .select('tenant_id')
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst();
  if (!row) throw new AppError('unknown-organisation');
}

/** The member with this id. @throws AppError 'not-found' */
export async function memberById(ctx: Ctx, id: string): Promise<Member> {
  const row = await memberQuery(ctx).where('member.id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('not-found');
  return toMember(row);
}

/** Makes this person an administrator where there is none yet; what is changed later in the app stays. */
export async function appointFirstAdministrator(ctx: TxContext, identity: Identity): Promise<void> {
  const there = await ctx.db
    .selectFrom('member')
    .select('id')
    .where('role', '=', 'administrator')
    .executeTakeFirst();
  if (there) return;
  const member = await findMember(ctx, identity);
  await ctx.db.updateTable('member').set({ role: 'administrator' }).where('id', '=', member.id).execute();
}

/** Ids of the areas that the member follows. */
export async function follows(ctx: Ctx, member: Member): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('follow')
    .select('area_id')
    .where('member_id', '=', member.id)
    .orderBy('area_id')
    .execute();
  return rows.map((row) => row.area_id);
}

/** Follows an area: announcements to it reach the member. Safe to repeat. @throws AppError 'not-found' */
export async function follow(ctx: Ctx, member: Member, areaId: string): Promise<void> {
  if (!(await areaExists(ctx.db, areaId))) throw new AppError('not-found');
  await ctx.db
    .insertInto('follow')
    .values({ member_id: member.id, area_id: areaId })
    .onConflict((c) => c.doNothing())
    .execute();
}

/** Leaves an area. Safe to repeat. */
export async function unfollow(ctx: Ctx, member: Member, areaId: string): Promise<void> {
  await ctx.db
    .deleteFrom('follow')
    .where('member_id', '=', member.id)
    .where('area_id', '=', areaId)
    .execute();
}

/**
 * Everybody who is a member now: their tenant is known, as one of their organisation's. Taking the tenant
 * away shuts the door at the next call, and out of every audience.
 */
export function membersNow(ctx: Pick<Context, 'db'>) {
  return ctx.db
    .selectFrom('member')
    .innerJoin('organisation', 'organisation.id', 'member.organisation_id')
    .innerJoin('tenant_organisation', (join) =>
      join
        .onRef('tenant_organisation.tenant_id', '=', 'member.tenant_id')
        .onRef('tenant_organisation.organisation_id', '=', 'member.organisation_id'),
    );
}

function memberQuery(ctx: Ctx) {
  return membersNow(ctx).select([
    'member.id',
    'member.tenant_id',
    'member.object_id',
    'member.name',
    'member.role',
    'member.seen_at',
    'organisation.id as organisation_id',
    'organisation.kind',
    'organisation.signed',
    sql<string>`organisation.details ->> 'name'`.as('organisation_name'),
  ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof memberQuery>['executeTakeFirstOrThrow']>>;

function toMember(row: Row): Member {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    objectId: row.object_id,
    name: row.name,
    role: row.role,
    organisation: {
      id: row.organisation_id,
      name: row.organisation_name,
      kind: row.kind,
      signed: row.signed,
    },
  };
}

async function memberWhere(
  ctx: Ctx,
  identity: Identity,
): Promise<{ member: Member; seenAt: Date } | undefined> {
  const row = await memberQuery(ctx)
    .where('member.tenant_id', '=', identity.tenantId)
    .where('member.object_id', '=', identity.objectId)
    .executeTakeFirst();
  return row && { member: toMember(row), seenAt: row.seen_at };
}
