import type { Database } from '../../ports/store/db.ts';
import { organisations } from '../members/organisations.ts';
import { alliance, records } from './records.ts';
import type { Content, ContentEvent } from './schema.ts';

/** The content as it stands in the database: what was shipped, with what coordinators edited in its place. */
export async function currentContent(db: Database): Promise<Content> {
  const events = await db
    .selectFrom('event')
    .select(['shipped', 'title', 'summary', 'area', 'details'])
    .where('shipped', 'is not', null)
    .where('retired_at', 'is', null)
    .orderBy('id')
    .execute();
  return {
    alliance: await alliance(db),
    areas: await records(db, 'area'),
    items: await records(db, 'item'),
    faqs: await records(db, 'faq'),
    signposts: await records(db, 'signpost'),
    terms: await records(db, 'term'),
    organisations: await organisations(db),
    networks: await records(db, 'network'),
    events: events.map((row) => eventOf(row)),
    resources: await records(db, 'resource'),
  };
}

/** A shipped event in the words that it has now. */
function eventOf(row: {
  shipped: object | null;
  title: string;
  summary: string;
  area: string;
  details: object;
}) {
  const { title, summary, area } = row;
  const details = Object.entries(row.details).filter(([, value]) => value !== null);
  return { ...(row.shipped as ContentEvent), ...Object.fromEntries(details), title, summary, area };
}
