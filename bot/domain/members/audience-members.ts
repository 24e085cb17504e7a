import { type RawBuilder, sql } from 'kysely';
import type { AudienceDefinition } from '../../ports/store/schema-people.ts';
import type { Context } from '../context.ts';
import { requireRight } from './access.ts';
import { type Member, membersNow } from './members.ts';

type Ctx = Pick<Context, 'db'>;

/** Everybody who may use the service. */
export const everybody: AudienceDefinition = {
  organisations: [],
  careSystems: [],
  posts: [],
  areas: [],
  networks: [],
};

/** Posts are typed by people: the same words are the same post. */
const words = (text: RawBuilder<unknown>) => sql`lower(regexp_replace(btrim(${text}), '\\s+', ' ', 'g'))`;

/**
 * The members whom a definition means: who fits every list that is not empty and may use the service now. Only
 * confirmed posts count, and where the authority matters, only confirmed authorities.
 * @param within the organisations that the person who asks may write to
 */
export function audienceMembers(ctx: Ctx, definition: AudienceDefinition, within: 'all' | string[]) {
  const { organisations, careSystems, posts, areas, networks } = definition;
  const among = (column: RawBuilder<unknown>, list: string[]) =>
    sql<boolean>`${column} = any(${list}::text[])`;
  const ofOrganisations = (list: string[]) =>
    sql<boolean>`(organisation_confirmed and ${among(sql`organisation.id`, list)})`;
  const limits: [string[], RawBuilder<boolean>][] = [
    [organisations, ofOrganisations(organisations)],
    [
      careSystems,
      sql`(organisation_confirmed and ${among(sql`organisation.details ->> 'careSystem'`, careSystems)})`,
    ],
    [
      posts,
      sql`(post_confirmed and ${words(sql`member.post`)} in
        (select ${words(sql`wanted`)} from unnest(${posts}::text[]) wanted))`,
    ],
    [
      areas,
      sql`exists (select from follow where follow.member_id = member.id and ${among(sql`area_id`, areas)})`,
    ],
    [
      networks,
      sql`exists (select from network_member
        where network_member.member_id = member.id and ${among(sql`network_id`, networks)})`,
    ],
  ];
  let members = membersNow(ctx)
    .where('member.blocked_at', 'is', null)
    .where((w) => w.or([w('organisation.kind', '<>', 'authority'), w('organisation.signed', '=', true)]));
  for (const [list, fits] of limits) if (list.length > 0) members = members.where(fits);
  return within === 'all' ? members : members.where(ofOrganisations(within));
}

/** How many people a definition means, of those whom the member may write to, and how many the bot can reach. */
export async function audienceSize(
  ctx: Ctx,
  actor: Member,
  definition: AudienceDefinition,
): Promise<{ people: number; reachable: number }> {
  requireRight(actor, 'announce');
  return audienceMembers(ctx, definition, actor.inCharge)
    .select([
      sql<number>`count(*)::int`.as('people'),
      sql<number>`(count(*) filter (where exists (select from conversation
        where conversation.member_id = member.id and conversation.kind = 'personal' and reachable)))::int`.as(
        'reachable',
      ),
    ])
    .executeTakeFirstOrThrow();
}

/** The posts that there are, to choose from: confirmed ones and those of contacts, in the coordinator's charge. */
export async function knownPosts(ctx: Ctx, actor: Member): Promise<string[]> {
  requireRight(actor, 'announce');
  const charge = actor.inCharge;
  const theirs = charge === 'all' ? sql`true` : sql`organisation_id = any(${charge}::text[])`;
  const { rows } = await sql<{ post: string }>`
    select min(post) as post from (
      select post, organisation_id from member where post_confirmed
      union all select post, organisation_id from contact) known
    where post is not null and ${theirs}
    group by ${words(sql`post`)} order by ${words(sql`post`)}`.execute(ctx.db);
  return rows.map((row) => row.post);
}
