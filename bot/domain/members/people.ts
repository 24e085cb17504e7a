import { type SelectQueryBuilder, sql } from 'kysely';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { charge, requireRight } from './access.ts';
import { confirmBy, dueBefore, type LibraryState, libraryStateAt } from './library-periods.ts';
import { containing, type Member, membersNow } from './members.ts';

type Named = { id: string; name: string };
/** A member as those see them who look after people. */
export type Person = {
  id: string;
  name: string;
  email: string | null;
  organisation: Named;
  organisationConfirmed: boolean;
  role: Member['role'];
  inCharge: Named[];
  post: string | null;
  postConfirmed: boolean;
  library: LibraryState;
  confirmBy: Date | null;
  confirmDue: boolean;
  lastSeen: Date;
  blocked: boolean;
};

type Ctx = Pick<Context, 'db' | 'clock'>;
export type PeopleFilter = {
  search?: string | undefined;
  organisation?: string | undefined;
  role?: Member['role'] | undefined;
  /** `due`: to be confirmed within 30 days, or late. */
  library?: LibraryState | 'due' | undefined;
};

/** The people in the actor's charge who match, by name. At most 200; `total` says how many there are. */
export async function listPeople(
  ctx: Ctx,
  actor: Member,
  filter: PeopleFilter,
): Promise<{ people: Person[]; total: number }> {
  requireRight(actor, 'vouch');
  const now = ctx.clock.now();
  const theirs = charge(actor);
  let query = personQuery(ctx);
  if (theirs !== 'all') query = query.where(sql<boolean>`organisation.id = any(${theirs}::text[])`);
  if (filter.search?.trim()) {
    const pattern = containing(filter.search);
    query = query.where((e) =>
      e.or([
        e('member.name', 'ilike', pattern),
        e('member.email', 'ilike', pattern),
        e('member.post', 'ilike', pattern),
      ]),
    );
  }
  if (filter.organisation) query = query.where('organisation.id', '=', filter.organisation);
  if (filter.role) query = query.where('member.role', '=', filter.role);
  if (filter.library === 'due') query = query.where(confirmIsDue(now));
  else if (filter.library) query = query.where(libraryStateAt(now), '=', filter.library);
  const rows = await query
    .select(sql<string>`count(*) over ()`.as('total'))
    .orderBy(sql`lower(member.name)`)
    .orderBy('member.id')
    .limit(200)
    .execute();
  return { people: rows.map(toPerson), total: Number(rows[0]?.total ?? 0) };
}

/** A person as lists show them. @throws AppError 'not-found' */
export async function personById(ctx: Ctx, id: string): Promise<Person> {
  const row = await personQuery(ctx).where('member.id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('not-found');
  return toPerson(row);
}

const confirmIsDue = (now: Date) =>
  sql<boolean>`coalesce(${confirmBy} < ${dueBefore(now)}::timestamptz, false)`;

function personQuery(ctx: Ctx) {
  const now = ctx.clock.now();
  return membersNow(ctx).select([
    'member.id',
    'member.name',
    'member.email',
    'member.role',
    'member.post',
    'member.post_confirmed',
    'member.organisation_confirmed',
    'member.seen_at',
    'member.blocked_at',
    'organisation.id as organisation_id',
    sql<string>`organisation.details ->> 'name'`.as('organisation_name'),
    sql<
      Named[]
    >`(select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.details ->> 'name') order by o.position), '[]')
      from organisation o where jsonb_exists(member.role_organisations, o.id))`.as('in_charge'),
    libraryStateAt(now).as('library'),
    confirmBy.as('confirm_by'),
    confirmIsDue(now).as('confirm_due'),
  ]);
}

type Row = ReturnType<typeof personQuery> extends SelectQueryBuilder<never, never, infer O> ? O : never;

function toPerson(row: Row): Person {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    organisation: { id: row.organisation_id, name: row.organisation_name },
    organisationConfirmed: row.organisation_confirmed,
    role: row.role,
    inCharge: row.in_charge,
    post: row.post,
    postConfirmed: row.post_confirmed,
    library: row.library,
    confirmBy: row.confirm_by,
    confirmDue: row.confirm_due,
    lastSeen: row.seen_at,
    blocked: row.blocked_at !== null,
  };
}
