import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { AudienceDefinition } from '../../ports/store/schema-people.ts';
import { records } from '../content/records.ts';
import { type Context, inTransaction, type TxContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { requireRight } from './access.ts';
import { audienceSize } from './audience-members.ts';
import { audit } from './audit.ts';
import type { Member } from './members.ts';
import { organisations } from './organisations.ts';

/** Saved audiences: descriptions of people ("SEND leads, north west"). Who they are is found anew each time. */

export type SavedAudience = { id: string; name: string; definition: AudienceDefinition };
/** As a coordinator sees it: `people` are those for them, `mayChange` says whether they may change it. */
export type ListedAudience = SavedAudience & { people: number; mayChange: boolean };

type Ctx = Pick<Context, 'db'>;

/** The saved audiences by name. */
export async function listAudiences(ctx: Ctx, actor: Member): Promise<ListedAudience[]> {
  requireRight(actor, 'announce');
  const rows = await ctx.db
    .selectFrom('audience')
    .select(['id', 'name', 'definition', 'author_id'])
    .orderBy(sql`lower(name)`)
    .execute();
  const listed: ListedAudience[] = [];
  for (const { author_id, ...audience } of rows) {
    const { people } = await audienceSize(ctx, actor, audience.definition);
    listed.push({ ...audience, people, mayChange: mayChange(actor, author_id) });
  }
  return listed;
}

/** Everybody sends to it, so whoever is limited to some authorities changes their own alone. */
const mayChange = (actor: Member, authorId: string | null): boolean =>
  actor.inCharge === 'all' || authorId === actor.id;

/** @throws AppError 'not-found', 'not-allowed' */
async function requireMayChange(ctx: Ctx, actor: Member, id: string): Promise<void> {
  const row = await ctx.db.selectFrom('audience').select('author_id').where('id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('not-found', gone);
  if (!mayChange(actor, row.author_id))
    throw new AppError('not-allowed', 'Somebody else made this audience. Use it, or make one of your own.');
}

const gone = 'This audience is not there any more. Choose another one.';

/** One saved audience. @throws AppError 'not-found' */
export async function audienceById(ctx: Ctx, id: string): Promise<SavedAudience> {
  const row = await ctx.db
    .selectFrom('audience')
    .select(['id', 'name', 'definition'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new AppError('not-found', gone);
  return row;
}

/**
 * Saves an audience: a new one, or other words for the one with this id.
 * @returns its id
 * @throws AppError 'not-allowed', 'not-found', 'conflict' for a name that another one has, 'invalid' for a list
 *   that names what there is not
 */
export async function saveAudience(
  ctx: Context,
  actor: Member,
  audience: { id?: string; name: string; definition: AudienceDefinition },
): Promise<string> {
  requireRight(actor, 'announce');
  await requireKnown(ctx, audience.definition);
  const { id = randomUUID(), name } = audience;
  const definition = JSON.stringify(audience.definition);
  await inTransaction(ctx, async (tx) => {
    await requireFreeName(tx, id, name);
    const now = tx.clock.now();
    if (audience.id === undefined)
      await tx.db
        .insertInto('audience')
        .values({ id, name, definition, author_id: actor.id, created_at: now, updated_at: now })
        .execute();
    else {
      await requireMayChange(tx, actor, id);
      await tx.db
        .updateTable('audience')
        .set({ name, definition, updated_at: now })
        .where('id', '=', id)
        .execute();
    }
    await audit(tx, { actor, action: 'audience saved', details: { audience: id } });
  });
  return id;
}

/** Takes a saved audience away; what was sent to it stands as it was. @throws AppError 'not-allowed', 'not-found' */
export async function removeAudience(ctx: Context, actor: Member, id: string): Promise<void> {
  requireRight(actor, 'announce');
  await inTransaction(ctx, async (tx) => {
    await requireMayChange(tx, actor, id);
    await tx.db.deleteFrom('audience').where('id', '=', id).execute();
    await audit(tx, { actor, action: 'audience removed', details: { audience: id } });
  });
}

async function requireFreeName(ctx: TxContext, id: string, name: string): Promise<void> {
  // Two at once would both find the name free; few save audiences, so they may wait for each other.
  await sql`lock table audience in share row exclusive mode`.execute(ctx.db);
  const taken = await ctx.db
    .selectFrom('audience')
    .select('id')
    .where(sql`lower(name)`, '=', sql`lower(${name})`)
    .where('id', '<>', id)
    .executeTakeFirst();
  if (taken) throw new AppError('conflict', `There is already an audience called “${name}”.`);
}

async function requireKnown(ctx: Ctx, definition: AudienceDefinition): Promise<void> {
  const all = await organisations(ctx.db);
  const known: [string[], (string | undefined)[], string][] = [
    [definition.organisations, all.map(({ id }) => id), 'authority'],
    [definition.careSystems, all.map(({ careSystem }) => careSystem), 'integrated care system'],
    [definition.areas, (await records(ctx.db, 'area')).map(({ id }) => id), 'area'],
    [definition.networks, (await records(ctx.db, 'network')).map(({ id }) => id), 'network'],
  ];
  for (const [list, there, what] of known)
    for (const each of list)
      if (!there.includes(each)) throw new AppError('invalid', `There is no ${what} “${each}”.`);
}
