import { sql } from 'kysely';
import { type Context, inTransaction, type TxContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { inChargeOf, requireRight, unsignedText } from './access.ts';
import { audit } from './audit.ts';
import { setLibrary } from './library-access.ts';
import { addMember, type Member, memberById, membersById } from './members.ts';
import { knowTenant, organisationNamed, organisationsOfTenant } from './organisations.ts';
import { placeMember } from './person.ts';
import { answerRequest } from './request-answers.ts';
import { type AccessRequest, answerableBy, toRequest } from './request-list.ts';

/**
 * Answers a request, once. Approving one to join from an unknown tenant makes the tenant known as the
 * organisation's that is named: of an authority all staff come in with it, of a partner only this person.
 * @param organisationId what a coordinator names: the organisation to join, or the authority that is really theirs
 * @throws AppError 'not-found', 'conflict' where it was answered or the authority has not signed, 'invalid'
 */
export async function decide(
  ctx: Context,
  actor: Member,
  id: string,
  { approve, organisation: organisationId }: { approve: boolean; organisation?: string | undefined },
): Promise<AccessRequest> {
  requireRight(actor, 'vouch');
  return inTransaction(ctx, async (tx) => {
    await tx.db.selectFrom('access_request').select('id').where('id', '=', id).forUpdate().execute();
    const row = await answerableBy(tx, actor).where('r.id', '=', id).executeTakeFirst();
    if (!row) throw new AppError('not-found');
    const request = toRequest(row);
    if (request.state !== 'open') throw new AppError('conflict', 'This request has been answered already.');
    if (!approve) await refuse(tx, actor, request);
    else if (request.kind === 'join') await letIn(tx, actor, request, organisationId);
    else {
      const person = await memberById(tx, request.memberId ?? '');
      if (request.kind === 'library') await setLibrary(tx, actor, person, true);
      else await placeMember(tx, actor, person, organisationId ?? person.organisation.id);
      await answerRequest(tx, actor, person.id, request.kind, true);
    }
    return toRequest(await answerableBy(tx, actor).where('r.id', '=', id).executeTakeFirstOrThrow());
  });
}

async function refuse(ctx: TxContext, actor: Member, request: AccessRequest): Promise<void> {
  const person = (await membersById(ctx, request.memberId ? [request.memberId] : [])).get(
    request.memberId ?? '',
  );
  await audit(ctx, {
    actor,
    action: request.kind === 'library' ? 'library refused' : 'request refused',
    subject: person,
    organisationId: request.organisation?.id,
    details: { kind: request.kind },
  });
  if (person) return answerRequest(ctx, actor, person.id, request.kind, false);
  // Not a member, or no longer, so nobody that we could write to: they see it where they asked.
  await ctx.db
    .updateTable('access_request')
    .set({ state: 'refused', decided_at: ctx.clock.now(), decided_by: actor.pseudonym })
    .where('id', '=', request.id)
    .execute();
}

async function letIn(
  ctx: TxContext,
  actor: Member,
  request: AccessRequest,
  organisationId: string | undefined,
): Promise<void> {
  // Two people of one unknown tenant, let in at once, must not make it two organisations'.
  await sql`select pg_advisory_xact_lock(hashtext(${request.tenantId}))`.execute(ctx.db);
  const organisation = await organisationToJoin(ctx, request, organisationId);
  if (!inChargeOf(actor, organisation.id)) throw new AppError('not-allowed', 'That is not in your charge.');
  if (organisation.kind === 'authority' && !organisation.signed)
    throw new AppError('conflict', `${unsignedText(organisation.name)} Record its signature first.`);
  if (!(await organisationsOfTenant(ctx, request.tenantId)).some(({ id }) => id === organisation.id)) {
    await knowTenant(ctx.db, request.tenantId, organisation.id);
    const { tenantId } = request;
    await audit(ctx, {
      actor,
      action: 'tenant added',
      organisationId: organisation.id,
      details: { tenantId },
    });
  }
  const identity = {
    tenantId: request.tenantId,
    objectId: request.objectId,
    name: request.name,
    email: request.email,
  };
  const before = await ctx.db
    .selectFrom('member')
    .select(['id', 'pseudonym', 'organisation_id'])
    .where('tenant_id', '=', request.tenantId)
    .where('object_id', '=', request.objectId)
    .executeTakeFirst();
  // Who was a member of an organisation that has lost the tenant is moved, by this decision.
  if (before && before.organisation_id !== organisation.id)
    await ctx.db
      .updateTable('member')
      .set({
        organisation_id: organisation.id,
        organisation_confirmed: true,
        role: 'member',
        role_organisations: null,
        library_since: null,
      })
      .where('id', '=', before.id)
      .execute();
  const member = await addMember(ctx, identity, {
    organisationId: organisation.id,
    organisationConfirmed: true,
  });
  if (!before && request.post)
    await ctx.db.updateTable('member').set({ post: request.post }).where('id', '=', member.id).execute();
  await audit(ctx, { actor, action: 'member added', subject: member, organisationId: organisation.id });
  await answerRequest(ctx, actor, member.id, 'join', true);
}

async function organisationToJoin(ctx: TxContext, request: AccessRequest, named: string | undefined) {
  const served = await organisationsOfTenant(ctx, request.tenantId);
  if (served.length === 0) {
    if (!named) throw new AppError('invalid', 'Say which organisation this person belongs to.');
    return organisationNamed(ctx, named);
  }
  const id = named ?? request.organisation?.id ?? (served.length === 1 ? served[0]!.id : undefined);
  const organisation = served.find((each) => each.id === id);
  if (!organisation)
    throw new AppError(
      'invalid',
      `Choose one of the organisations that this person’s sign-in serves: ${served.map(({ name }) => name).join(', ')}.`,
    );
  return organisation;
}
