import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { may } from './access.ts';
import { findMember, type Identity, type Member, peopleWithRoles } from './members.ts';
import { organisationsOfTenant } from './organisations.ts';

type Named = { id: string; name: string };
type RequestKind = 'join' | 'library' | 'authority';

/** Where a person stands: in, or what is in the way. `organisation` is theirs as far as their tenant tells. */
export type Place = {
  state:
    | 'in'
    | 'unknown-organisation'
    | 'choose-organisation'
    | 'not-approved'
    | 'unsigned-authority'
    | 'blocked';
  member: Member | null;
  organisation: Named | null;
};

export type Standing = Omit<Place, 'member'> & {
  name: string;
  /** The authorities to choose from, or all organisations, to name one. */
  choices: Named[];
  library: 'open' | 'not asked' | 'asked' | 'not for partners';
  asked: { kind: RequestKind; at: Date } | null;
  /** The last request, where it was refused and none is open. */
  refused: { kind: RequestKind; at: Date } | null;
  /** Whether a borough contact answers, beside coordinators. */
  contactAnswers: boolean;
};

type Ctx = Pick<Context, 'db' | 'clock'>;
const inTheWay = [
  'unknown-organisation',
  'choose-organisation',
  'not-approved',
  'unsigned-authority',
] as const;

/** Where this person stands now. Whoever may come in is a member from now on; nobody else is written down. */
export async function placeOf(ctx: Ctx, identity: Identity): Promise<Place> {
  try {
    const member = await findMember(ctx, identity);
    const { id, name } = member.organisation;
    const state = member.blocked ? 'blocked' : may(member, 'use') ? 'in' : 'unsigned-authority';
    return { state, member, organisation: { id, name } };
  } catch (error) {
    const state = error instanceof AppError && inTheWay.find((each) => each === error.code);
    if (!state) throw error;
    const [theirs, another] = await organisationsOfTenant(ctx, identity.tenantId);
    const told = theirs && !another && state !== 'unknown-organisation';
    return { state, member: null, organisation: told ? { id: theirs.id, name: theirs.name } : null };
  }
}

/** Everything that a person is told about where they stand. */
export async function standing(ctx: Ctx, identity: Identity): Promise<Standing> {
  const { member, ...place } = await placeOf(ctx, identity);
  const requests = await ctx.db
    .selectFrom('access_request')
    .select(['kind', 'state', 'created_at', 'decided_at'])
    .where('tenant_id', '=', identity.tenantId)
    .where('object_id', '=', identity.objectId)
    .orderBy('created_at', 'desc')
    .execute();
  const open = requests.filter(
    ({ kind, state }) => state === 'open' && (kind !== 'join' || place.state !== 'in'),
  );
  const asked = open.find(({ kind }) => kind === 'library') ?? open[0];
  const [last] = requests;
  return {
    ...place,
    name: member?.name ?? identity.name,
    choices: await choicesOf(ctx, place.state, identity.tenantId),
    library: libraryOf(member, asked?.kind === 'library'),
    asked: asked ? { kind: asked.kind, at: asked.created_at } : null,
    refused: last?.state === 'refused' && !asked ? { kind: last.kind, at: last.decided_at! } : null,
    contactAnswers:
      place.state === 'in' &&
      (await peopleWithRoles(ctx)).some(
        (each) =>
          each.role === 'contact' &&
          each.id !== member?.id &&
          may(each, 'vouch') &&
          each.organisation.id === place.organisation?.id,
      ),
  };
}

function libraryOf(member: Member | null, asked: boolean): Standing['library'] {
  if (member?.organisation.kind === 'partner') return 'not for partners';
  if (member && may(member, 'openLibrary')) return 'open';
  return asked ? 'asked' : 'not asked';
}

async function choicesOf(ctx: Ctx, state: Place['state'], tenantId: string): Promise<Named[]> {
  if (state === 'choose-organisation')
    return (await organisationsOfTenant(ctx, tenantId))
      .filter(({ kind }) => kind === 'authority')
      .map(({ id, name }) => ({ id, name }));
  if (state !== 'unknown-organisation') return [];
  const rows = await ctx.db
    .selectFrom('organisation')
    .select(['id', 'details'])
    .orderBy('position')
    .execute();
  return rows.map(({ id, details }) => ({ id, name: (details as Named).name }));
}
