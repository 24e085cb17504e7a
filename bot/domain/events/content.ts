import { sql } from 'kysely';
import type { ContentEvent, Demo } from '../content/schema.ts';
import type { TxContext } from '../context.ts';
import { addDays, londonInstant } from '../london.ts';
import { workingDayFrom } from '../working-days.ts';
import type { EventDetails } from './events.ts';

/** Writes the files' events; leaves those that a coordinator edited; retires those that left the files. */
export async function loadEvents(ctx: TxContext, events: ContentEvent[]): Promise<void> {
  await ctx.db
    .updateTable('event')
    .set({ retired_at: ctx.clock.now() })
    .where('shipped', 'is not', null)
    .where('edited_at', 'is', null)
    .execute();
  for (const event of events) {
    const edited = await ctx.db
      .updateTable('event')
      .set({ shipped: JSON.stringify(event), retired_at: null })
      .where('id', '=', event.id)
      .where('edited_at', 'is not', null)
      .executeTakeFirst();
    if (edited.numUpdatedRows > 0n) continue;
    const values = {
      title: event.title,
      summary: event.summary,
      area: event.area,
      mode: event.mode ?? null,
      venue: event.venue ?? null,
      details: JSON.stringify(details(event)),
      sample: false,
      shipped: JSON.stringify(event),
      edited_at: null,
      retired_at: null,
    };
    await ctx.db
      .insertInto('event')
      .values({ id: event.id, ...values })
      .onConflict((c) => c.column('id').doUpdateSet(values))
      .execute();
    const session = sessionOf(event, event.date ?? null);
    await ctx.db
      .insertInto('session')
      .values({ id: `${event.id}-1`, event_id: event.id, ...session })
      .onConflict((c) => c.column('id').doUpdateSet(session))
      .execute();
    await setPlaces(ctx, `${event.id}-1`, event);
  }
}

/** Adds local mode's sample events, dated from `today` (YYYY-MM-DD). Those that are there stay as they are. */
export async function addSampleEvents(ctx: TxContext, samples: Demo['events'], today: string): Promise<void> {
  for (const sample of samples) {
    const added = await ctx.db
      .insertInto('event')
      .values({
        id: sample.id,
        title: sample.title,
        summary: sample.summary,
        area: sample.area,
        mode: sample.mode,
        venue: sample.venue ?? null,
        details: JSON.stringify(details({ ...sample, aliases: [] })),
        sample: true,
        shipped: null,
        edited_at: null,
        retired_at: null,
      })
      .onConflict((c) => c.doNothing())
      .returning(sql`1`.as('added'))
      .executeTakeFirst();
    if (!added) continue;
    await ctx.db
      .insertInto('session')
      .values({
        id: `${sample.id}-1`,
        event_id: sample.id,
        ...sessionOf({ ...sample, closesHoursBefore: 0 }, workingDayFrom(addDays(today, sample.inDays))),
      })
      .execute();
    await setPlaces(ctx, `${sample.id}-1`, sample);
  }
}

/** The places that the files give; where people have booked already, they keep theirs. */
async function setPlaces(
  ctx: TxContext,
  sessionId: string,
  { mode, places }: Pick<ContentEvent, 'mode' | 'places'>,
): Promise<void> {
  if (places === undefined) return;
  const pool = {
    session_id: sessionId,
    mode: mode ?? ('in person' as const),
    capacity: places,
    per_borough: null,
  };
  await ctx.db
    .insertInto('pool')
    .values(pool)
    .onConflict((c) => c.columns(['session_id', 'mode']).doUpdateSet({ capacity: places }))
    .execute();
}

type Described = Pick<
  ContentEvent,
  'description' | 'audience' | 'bring' | 'caution' | 'item' | 'source' | 'aliases'
>;

function details(event: Described): EventDetails {
  return {
    aliases: event.aliases,
    description: event.description,
    audience: event.audience ?? null,
    bring: event.bring ?? null,
    caution: event.caution ?? null,
    item: event.item ?? null,
    source: event.source ?? null,
  };
}

function sessionOf(
  event: Pick<ContentEvent, 'starts' | 'ends' | 'places' | 'closesHoursBefore'>,
  day: string | null,
) {
  const starts_at = day && event.starts ? londonInstant(day, event.starts) : null;
  const ends_at = day && event.ends ? londonInstant(day, event.ends) : null;
  const closes_at = starts_at && new Date(starts_at.getTime() - event.closesHoursBefore * 3_600_000);
  return { day, starts_at, ends_at, closes_at, capacity: event.places ?? null };
}
