import type { Database } from '../../ports/store/db.ts';
import { organisations } from '../members/organisations.ts';
import { alliance, records } from './records.ts';
import type { Content, ContentEvent } from './schema.ts';

/** The content as it stands in the database: what was shipped, with what coordinators edited in its place. */
export async function currentContent(db: Database): Promise<Content> {
  const events = await db
    .selectFrom('event')
    .select('shipped')
    .where('shipped', 'is not', null)
    .where('edited_at', 'is', null)
    .where('retired_at', 'is', null)
    .orderBy('id')
    .execute();
  return {
    alliance: await alliance(db),
    areas: await records(db, 'area'),
    items: await records(db, 'item'),
    terms: await records(db, 'term'),
    organisations: await organisations(db),
    networks: await records(db, 'network'),
    events: events.map((row) => row.shipped as ContentEvent),
    resources: await records(db, 'resource'),
  };
}
