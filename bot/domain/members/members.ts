import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Organisation } from '../content/schema.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { unsignedText } from './access.ts';
import { contactOf, matchContact } from './contact-match.ts';
import { libraryOpenAt, noticeLapses } from './library-periods.ts';
import { organisationsOfTenant } from './organisations.ts';

/**
 * Who someone is, from a token that was verified: Entra's tenant and object id are the person's key. `email` is
 * what the tenant calls them; it finds the contact that somebody wrote down, and decides nothing by itself.
 */
export type Identity = {
  tenantId: string;
  objectId: string;
  name: string;
  email?: string | null | undefined;
};

export type Member = {
  id: string;
  tenantId: string;
  objectId: string;
  name: string;
  role: 'member' | 'contact' | 'coordinator' | 'administrator';
  organisation: {
    id: string;
    name: string;
    kind: Organisation['kind'];
    signed: boolean;
    library: 'approved' | 'all staff';
  };
  /** False while a coordinator has yet to confirm the authority that the person chose. */
  organisationConfirmed: boolean;
  /** Approved for the library, seen lately and confirmed lately. */
  libraryOpen: boolean;
  /** The organisations that a coordinator may act for. */
  inCharge: 'all' | string[];
  blocked: boolean;
  email: string | null;
  /** The person's job, and whether a coordinator or the contact list says so. */
  post: string | null;
  postConfirmed: boolean;
  /** What the audit log calls this person. */
  pseudonym: string;
};

type Ctx = Pick<Context, 'db' | 'clock'>;

/** How long a member may go unseen in the record: saves a write for every message. */
const seenEvery = 60 * 60 * 1000;

/**
 * The member with this identity. At the first meeting they are made one, of the organisation of their tenant,
 * where that lets its people in; nobody who is refused is written down.
 * @param first for the first meeting: `chosen` is the authority that the person says is theirs, where their tenant
 *   serves several; `vet` throws where they are not the tenant's own
 * @throws AppError 'unknown-organisation' for an unknown tenant, 'choose-organisation' where it serves several,
 *   'not-approved' for a partner's tenant, whose people are named one by one, 'unsigned-authority'
 */
export async function findMember(
  ctx: Ctx,
  identity: Identity,
  { chosen, vet }: { chosen?: string; vet?(): Promise<void> } = {},
): Promise<Member> {
  const known = await memberWhere(ctx, identity);
  if (known) return seenAgain(ctx, known, identity);
  const organisations = await organisationsOfTenant(ctx, identity.tenantId);
  // Known before, in an organisation that their tenant has left: a coordinator decides where they belong now.
  const left = organisations.length > 0 && (await ofAnotherTime(ctx, identity));
  if (organisations.length === 0 || left) throw new AppError('unknown-organisation');
  const contact = await contactOf(ctx, identity, organisations);
  const alone = organisations.length === 1 ? organisations[0] : undefined;
  const theirs = organisations.find(({ id }) => id === (contact?.organisation_id ?? chosen)) ?? alone;
  const named = (theirs ? [theirs] : organisations).every(({ kind }) => kind === 'partner');
  if (named && !contact) throw new AppError('not-approved');
  if (!theirs) throw new AppError('choose-organisation');
  if (theirs.kind === 'authority' && !theirs.signed)
    throw new AppError('unsigned-authority', unsignedText(theirs.name));
  await vet?.();
  return addMember(ctx, identity, {
    organisationId: theirs.id,
    organisationConfirmed: Boolean(contact) || theirs === alone,
    contact,
  });
}

async function ofAnotherTime(ctx: Ctx, { tenantId, objectId }: Identity): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('member')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('object_id', '=', objectId)
    .where(sql<boolean>`not exists (select from tenant_organisation t
      where t.tenant_id = member.tenant_id and t.organisation_id = member.organisation_id)`)
    .executeTakeFirst();
  return row !== undefined;
}

type Seen = { member: Member; seenAt: Date };

/** Keeps when and under which name a member was last seen. */
async function seenAgain(ctx: Ctx, { member, seenAt }: Seen, identity: Identity): Promise<Member> {
  const now = ctx.clock.now();
  const name = identity.name.trim() || member.name;
  const email = identity.email ?? member.email;
  // The bot is not told addresses: who met it first is found in the contact list when they open the tab.
  const matched = email && email !== member.email && (await matchContact(ctx, member, email));
  if (now.getTime() - seenAt.getTime() > seenEvery || name !== member.name || email !== member.email) {
    // First: whose access lapsed because they stayed away does not have it again by coming back.
    if (!member.libraryOpen) await noticeLapses(ctx, member.id);
    await ctx.db
      .updateTable('member')
      .set({ seen_at: now, name, email })
      .where('id', '=', member.id)
      .execute();
  }
  return matched ? memberById(ctx, member.id) : { ...member, name, email };
}

/** Writes a new member down, with what a contact list knew of them. Two first calls at once make one. */
export async function addMember(
  ctx: Ctx,
  identity: Identity,
  made: {
    organisationId: string;
    organisationConfirmed: boolean;
    contact?: { id: string; post: string | null } | undefined;
  },
): Promise<Member> {
  const { contact } = made;
  const now = ctx.clock.now();
  // One statement, so that a member whose contact is not matched never stands.
  await ctx.db
    .with('written', (db) =>
      db
        .insertInto('member')
        .values({
          id: randomUUID(),
          tenant_id: identity.tenantId,
          object_id: identity.objectId,
          organisation_id: made.organisationId,
          organisation_confirmed: made.organisationConfirmed,
          name: identity.name.trim() || 'A colleague',
          email: identity.email ?? null,
          role: 'member',
          post: contact?.post ?? null,
          post_confirmed: Boolean(contact?.post),
          created_at: now,
          seen_at: now,
        })
        .onConflict((c) => c.columns(['tenant_id', 'object_id']).doNothing())
        .returning(['id', 'pseudonym']),
    )
    .with('matched', (db) =>
      db
        .updateTable('contact')
        .from('written')
        .set((e) => ({ member_id: e.ref('written.id') }))
        .where('contact.id', '=', contact?.id ?? null)
        .returning('written.pseudonym'),
    )
    .insertInto('audit')
    .columns(['at', 'action', 'subject', 'organisation_id'])
    .expression((e) =>
      e
        .selectFrom('matched')
        .select([
          sql<Date>`${now}::timestamptz`.as('at'),
          sql.lit('contact matched').as('action'),
          'pseudonym',
          sql<string>`${made.organisationId}::text`.as('organisation_id'),
        ]),
    )
    .execute();
  const found = await memberWhere(ctx, identity);
  if (!found) throw new AppError('unknown-organisation');
  return found.member;
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

/** The members with these ids, by id. Left out who is none now. */
export async function membersById(ctx: Ctx, ids: string[]): Promise<Map<string, Member>> {
  const rows = await memberQuery(ctx)
    .where('member.id', '=', sql<string>`any(${sql.val(ids)}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, toMember(row)]));
}

/** A pattern for `ilike`: the text anywhere. */
export const containing = (text: string): string => `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`;

/** Everybody who is more than a member, to ask what each may do. */
export async function peopleWithRoles(ctx: Ctx): Promise<Member[]> {
  const rows = await memberQuery(ctx).where('member.role', '!=', 'member').orderBy('member.id').execute();
  return rows.map(toMember);
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
    'member.organisation_confirmed',
    'member.email',
    'member.post',
    'member.post_confirmed',
    'member.role_organisations',
    'member.blocked_at',
    'member.pseudonym',
    'organisation.id as organisation_id',
    'organisation.kind',
    'organisation.signed',
    'organisation.library',
    sql<string>`organisation.details ->> 'name'`.as('organisation_name'),
    libraryOpenAt(ctx.clock.now()).as('library_open'),
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
      library: row.library,
    },
    organisationConfirmed: row.organisation_confirmed,
    libraryOpen: row.library_open,
    inCharge: row.role_organisations ?? 'all',
    blocked: row.blocked_at !== null,
    email: row.email,
    post: row.post,
    postConfirmed: row.post_confirmed,
    pseudonym: row.pseudonym,
  };
}

async function memberWhere(ctx: Ctx, identity: Identity): Promise<Seen | undefined> {
  const row = await memberQuery(ctx)
    .where('member.tenant_id', '=', identity.tenantId)
    .where('member.object_id', '=', identity.objectId)
    .executeTakeFirst();
  return row && { member: toMember(row), seenAt: row.seen_at };
}
