import { sql } from 'kysely';
import type { Database } from '../../ports/store/db.ts';
import type { TxContext } from '../context.ts';
import type { Alliance, Area, Content, Faq, Item, Network, Resource, Signpost, Term } from './schema.ts';

export type Kinds = {
  alliance: Alliance;
  area: Area;
  item: Item;
  faq: Faq;
  signpost: Signpost;
  term: Term;
  network: Network;
  resource: Resource;
};
export type Kind = keyof Kinds;

/**
 * Lets one transaction at a time change the content. Changes so become visible in the order of their numbers, and
 * whoever has seen the latest has missed none; nor do two records get the same id.
 */
export async function lockContent(ctx: TxContext): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('content'))`.execute(ctx.db);
}

/**
 * Writes what the files say beside what coordinators edited; retires what the files no longer have, unless
 * a coordinator has made it theirs.
 */
export async function loadRecords(ctx: TxContext, content: Content): Promise<void> {
  await lockContent(ctx);
  const shipped: { [K in Kind]: Kinds[K][] } = {
    alliance: [content.alliance],
    area: content.areas,
    item: content.items,
    faq: content.faqs,
    signpost: content.signposts,
    term: content.terms,
    network: content.networks,
    resource: content.resources,
  };
  await ctx.db
    .updateTable('content_record')
    .set({ retired_at: ctx.clock.now() })
    .where('edited', 'is', null)
    .execute();
  // What the files no longer have is from now on the coordinators' own; what they have comes back below.
  await ctx.db.updateTable('content_record').set({ shipped: null }).where('edited', 'is not', null).execute();
  for (const kind of Object.keys(shipped) as Kind[]) {
    if (shipped[kind].length === 0) continue;
    await ctx.db
      .insertInto('content_record')
      .values(
        shipped[kind].map((record, position) => ({
          kind,
          id: 'id' in record ? record.id : 'alliance',
          position,
          shipped: JSON.stringify(record),
          edited: null,
          retired_at: null,
        })),
      )
      .onConflict((c) =>
        c.columns(['kind', 'id']).doUpdateSet((e) => ({
          position: e.ref('excluded.position'),
          shipped: e.ref('excluded.shipped'),
          edited: sql`nullif(content_record.edited, excluded.shipped)`,
          retired_at: null,
        })),
      )
      .execute();
  }
  // The sign for instances that run already.
  await ctx.db
    .insertInto('content_change')
    .values({
      kind: 'files',
      record_id: 'files',
      before: null,
      after: null,
      actor: null,
      at: ctx.clock.now(),
    })
    .execute();
}

/** The records of one kind as they stand: edited where a coordinator edited, else as shipped. */
export async function records<K extends Kind>(db: Database, kind: K): Promise<Kinds[K][]> {
  const rows = await db
    .selectFrom('content_record')
    .select(sql<Kinds[K]>`coalesce(edited, shipped)`.as('record'))
    .where('kind', '=', kind)
    .where('retired_at', 'is', null)
    .where('taken_away', '=', false)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.record as Kinds[K]);
}

/** The alliance itself. There is always one after the first load. */
export async function alliance(db: Database): Promise<Alliance> {
  const [record] = await records(db, 'alliance');
  if (!record) throw new Error('The content has not been loaded');
  return record;
}

/** Whether there is an area with this id. */
export async function areaExists(db: Database, id: string): Promise<boolean> {
  return (await records(db, 'area')).some((area) => area.id === id);
}
