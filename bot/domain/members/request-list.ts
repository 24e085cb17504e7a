import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { charge, inChargeOf, may, requireRight } from './access.ts';
import type { Member } from './members.ts';

export type RequestKind = 'join' | 'library' | 'authority';
type Named = { id: string; name: string };
export type AccessRequest = {
  id: string;
  kind: RequestKind;
  name: string;
  email: string | null;
  post: string | null;
  reason: string;
  tenantId: string;
  objectId: string;
  memberId: string | null;
  /** The organisation that it is for; where the tenant is not known as one of its tenants, only what they say. */
  organisation: Named | null;
  tenantKnown: boolean;
  state: 'open' | 'approved' | 'refused';
  askedAt: Date;
  decidedAt: Date | null;
};

type Ctx = Pick<Context, 'db' | 'clock'>;

/** The requests that the actor may answer: open ones first and oldest first, then the latest answered. */
export async function listRequests(
  ctx: Ctx,
  actor: Member,
  state?: AccessRequest['state'],
): Promise<{ requests: AccessRequest[]; total: number }> {
  requireRight(actor, 'vouch');
  let query = answerableBy(ctx, actor);
  if (state) query = query.where('r.state', '=', state);
  const rows = await query
    .orderBy(sql`r.state <> 'open'`)
    .orderBy(sql`case when r.state = 'open' then r.created_at end`)
    .orderBy('r.decided_at', 'desc')
    .orderBy('r.id')
    .limit(200)
    .execute();
  return { requests: rows.map(toRequest), total: Number(rows[0]?.total ?? 0) };
}

/** Whether a member may answer such a request. `organisationId` null: of a tenant that is not known as that organisation's. */
export function mayAnswer(
  member: Member,
  request: { kind: RequestKind; organisationId: string | null },
): boolean {
  if (request.organisationId === null) return may(member, 'manageAuthorities');
  const right = request.kind === 'library' ? 'vouch' : 'managePeople';
  return may(member, right) && inChargeOf(member, request.organisationId);
}

/**
 * The requests that the actor may answer, as `mayAnswer` says it of one: whoever is not for all of London those of
 * their authorities, where the tenant bears it out, and contacts those for the library alone. Nobody answers their own.
 */
export function answerableBy(ctx: Ctx, actor: Member) {
  const known = sql<boolean>`exists (select from tenant_organisation t
    where t.tenant_id = r.tenant_id and t.organisation_id = coalesce(member.organisation_id, r.organisation_id))`;
  let query = ctx.db
    .selectFrom('access_request as r')
    .leftJoin('member', 'member.id', 'r.member_id')
    .leftJoin('organisation', (join) =>
      join.on(sql`organisation.id`, '=', sql`coalesce(member.organisation_id, r.organisation_id)`),
    )
    .select([
      'r.id',
      'r.kind',
      'r.name',
      'r.email',
      'r.post',
      'r.reason',
      'r.tenant_id',
      'r.object_id',
      'r.member_id',
      'r.state',
      'r.created_at',
      'r.decided_at',
      'organisation.id as organisation_id',
      sql<string | null>`organisation.details ->> 'name'`.as('organisation_name'),
      known.as('tenant_known'),
      sql<string>`count(*) over ()`.as('total'),
    ])
    .where(sql<boolean>`(r.tenant_id, r.object_id) <> (${actor.tenantId}::uuid, ${actor.objectId}::uuid)`);
  if (!may(actor, 'managePeople')) query = query.where('r.kind', '=', 'library');
  const theirs = charge(actor);
  if (theirs !== 'all')
    query = query
      .where(known)
      .where(sql<boolean>`coalesce(member.organisation_id, r.organisation_id) = any(${theirs}::text[])`);
  return query;
}

type Row = Awaited<ReturnType<ReturnType<typeof answerableBy>['executeTakeFirstOrThrow']>>;

export function toRequest(row: Row): AccessRequest {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    email: row.email,
    post: row.post,
    reason: row.reason,
    tenantId: row.tenant_id,
    objectId: row.object_id,
    memberId: row.member_id,
    organisation: row.organisation_id
      ? { id: row.organisation_id, name: row.organisation_name ?? row.organisation_id }
      : null,
    tenantKnown: row.tenant_known,
    state: row.state,
    askedAt: row.created_at,
    decidedAt: row.decided_at,
  };
}
