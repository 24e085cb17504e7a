import { sql } from 'kysely';
import type { Database } from '../../ports/store/db.ts';
import { organisations } from '../members/organisations.ts';
import { alliance, records } from './records.ts';
import type { Content, ContentEvent } from './schema.ts';

/**
 * The content as it stands in the database: what was shipped, with what coordinators edited in its place, and the events
 * that they published.
 */
export async function currentContent(db: Database): Promise<Content> {
  return {
    alliance: await alliance(db),
    areas: await records(db, 'area'),
    items: await records(db, 'item'),
    faqs: await records(db, 'faq'),
    signposts: await records(db, 'signpost'),
    terms: await records(db, 'term'),
    organisations: await organisations(db),
    networks: await records(db, 'network'),
    events: await events(db),
    resources: await records(db, 'resource'),
  };
}

type When = { date: string; starts: string | null; ends: string | null };

async function events(db: Database): Promise<ContentEvent[]> {
  const hour = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'Europe/London', 'HH24:MI')`;
  const rows = await db
    .selectFrom('event')
    .select(['id', 'title', 'summary', 'area', 'mode', 'venue', 'details'])
    .select(
      sql<When[] | null>`(select jsonb_agg(jsonb_build_object(
          'date', day::text, 'starts', ${hour('starts_at')}, 'ends', ${hour('ends_at')}) order by day, starts_at)
        from session where session.event_id = event.id and session.state = 'planned' and day is not null)`.as(
        'dates',
      ),
    )
    .where('retired_at', 'is', null)
    .where('state', '=', 'published')
    .where('sample', '=', false)
    // What was called off session by session is called off.
    .where((e) =>
      e.exists(
        e
          .selectFrom('session')
          .select('id')
          .whereRef('event_id', '=', 'event.id')
          .where('state', '=', 'planned'),
      ),
    )
    .orderBy('id')
    .execute();
  return rows.map(({ details, dates, mode, venue, ...words }) => {
    const [first, ...later] = (dates ?? []).map(withoutNulls) as NonNullable<ContentEvent['later']>;
    const said = withoutNulls({ ...details, mode: mode === 'hybrid' ? null : mode, venue });
    return {
      aliases: [],
      description: [],
      closesHoursBefore: 0,
      ...said,
      ...words,
      ...first,
      ...(later.length > 0 && { later }),
    };
  });
}

const withoutNulls = (record: object): object =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
