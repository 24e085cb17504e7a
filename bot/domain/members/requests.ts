import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type Context, inTransaction, type TxContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { blockedText, may, requireRight } from './access.ts';
import { audit } from './audit.ts';
import { findMember, type Identity, type Member, peopleWithRoles } from './members.ts';
import { tell } from './notices.ts';
import { organisationNamed } from './organisations.ts';
import { mayAnswer, type RequestKind } from './request-list.ts';
import { placeOf } from './standing.ts';

/** How many people of one tenant may ask to be let in within a day: what strangers write must stay readable. */
const joinsADay = 20;
const day = 24 * 60 * 60 * 1000;

/**
 * Asks to be let in. Of who is not a member only the request is kept; asking again while one is open changes nothing.
 * @throws AppError 'conflict' for who is in, 'not-allowed' for who was blocked or after too many of the tenant,
 *   'invalid'
 */
export async function askToJoin(
  ctx: Context,
  identity: Identity,
  asked: { organisation?: string | undefined; post?: string | undefined; reason: string },
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { state, organisation } = await placeOf(tx, identity);
    if (state === 'in') throw new AppError('conflict', 'You have access already.');
    if (state === 'blocked') throw new AppError('not-allowed', blockedText);
    const named =
      organisation ?? (asked.organisation ? await organisationNamed(tx, asked.organisation) : null);
    // One at a time for each tenant, so that together they keep to the number.
    await sql`select pg_advisory_xact_lock(hashtext(${identity.tenantId}))`.execute(tx.db);
    const { joins } = await tx.db
      .selectFrom('access_request')
      .select((e) => e.fn.countAll<string>().as('joins'))
      .where('tenant_id', '=', identity.tenantId)
      .where('kind', '=', 'join')
      .where('created_at', '>', new Date(tx.clock.now().getTime() - day))
      .executeTakeFirstOrThrow();
    if (Number(joins) >= joinsADay)
      throw new AppError('not-allowed', 'Many of your organisation have asked today. Try again tomorrow.');
    const { post, reason } = asked;
    await write(tx, { kind: 'join', identity, member: null, organisation: named, post, reason });
  });
}

/** Asks for the library. @throws AppError 'conflict' where it is open, 'not-allowed' for partners and who is not in */
export async function askForLibrary(
  ctx: Context,
  identity: Identity,
  asked: { reason: string },
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const member = await findMember(tx, identity);
    requireRight(member, 'use');
    if (may(member, 'openLibrary')) throw new AppError('conflict', 'The library is open to you already.');
    if (member.organisation.kind === 'partner')
      throw new AppError('not-allowed', 'The library is for local authorities’ own staff.');
    await write(tx, {
      kind: 'library',
      identity,
      member,
      organisation: member.organisation,
      reason: asked.reason,
    });
  });
}

/**
 * Says which authority of a shared tenant is one's own. That is said once; a coordinator confirms it.
 * @throws AppError 'conflict' for who is a member already, 'invalid', 'unsigned-authority', 'unknown-organisation'
 */
export async function chooseAuthority(
  ctx: Context,
  identity: Identity,
  organisationId: string,
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { state } = await placeOf(tx, identity);
    if (state !== 'choose-organisation')
      throw new AppError('conflict', 'Your authority has been set already.');
    const { kind } = await organisationNamed(tx, organisationId);
    // Whoever says that they are of the host’s team, or of a partner’s, is let in by somebody of ours.
    if (kind !== 'authority') throw new AppError('invalid', 'Choose one of the authorities.');
    const member = await findMember(tx, identity, { chosen: organisationId });
    const { organisation } = member;
    await audit(tx, {
      actor: member,
      action: 'organisation chosen',
      subject: member,
      organisationId: organisation.id,
    });
    const reason = 'Chose this authority when first opening the app.';
    await write(tx, { kind: 'authority', identity, member, organisation, reason });
  });
}

/** Writes a request down unless one is open, and tells those who can answer it. */
async function write(
  ctx: TxContext,
  request: {
    kind: RequestKind;
    identity: Identity;
    member: Member | null;
    organisation: { id: string; name: string } | null;
    post?: string | undefined;
    reason: string;
  },
): Promise<void> {
  const { kind, identity, member, organisation } = request;
  const name = identity.name.trim() || member?.name || 'A colleague';
  const written = await ctx.db
    .insertInto('access_request')
    .values({
      id: randomUUID(),
      kind,
      tenant_id: identity.tenantId,
      object_id: identity.objectId,
      member_id: member?.id ?? null,
      organisation_id: organisation?.id ?? null,
      name,
      email: identity.email ?? null,
      post: request.post ?? member?.post ?? null,
      reason: request.reason,
      state: 'open',
      created_at: ctx.clock.now(),
      decided_at: null,
      decided_by: null,
    })
    .onConflict((c) => c.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!written) return;
  await audit(ctx, {
    actor: member,
    action: 'request made',
    organisationId: organisation?.id,
    details: { kind },
  });
  const known = await tenantServes(ctx, identity.tenantId, organisation?.id);
  const answering = (await peopleWithRoles(ctx)).filter(
    (each) =>
      each.id !== member?.id && mayAnswer(each, { kind, organisationId: known ? organisation!.id : null }),
  );
  const from = organisation && known ? organisation.name : 'an organisation that we do not know';
  await tell(
    ctx,
    answering.map(({ id }) => id),
    'access request',
    written.id,
    {
      title: 'Somebody asks for access',
      text: [asks[kind](name, from)],
      path: '/coordinate/people/requests',
    },
  );
}

const asks: Record<RequestKind, (name: string, from: string) => string> = {
  join: (name, from) => `${name}, of ${from}, asks to be let in.`,
  library: (name, from) => `${name}, of ${from}, asks for the library.`,
  authority: (name, from) =>
    `${name} shares a sign-in with other authorities and says that they work for ${from}.`,
};

async function tenantServes(ctx: TxContext, tenantId: string, organisationId: string | undefined) {
  if (!organisationId) return false;
  const row = await ctx.db
    .selectFrom('tenant_organisation')
    .select('tenant_id')
    .where('tenant_id', '=', tenantId)
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();
  return row !== undefined;
}
