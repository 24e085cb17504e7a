import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../ports/store/db.ts';

/** What an administrator may set, with what holds until they do. */
export const settingsSchema = z.object({
  /** Library access lapses after so many days unseen. */
  libraryUnseenDays: z.int().min(1).max(1000).default(180),
  /** A borough contact confirms each colleague's library access every so many days, or it lapses. */
  libraryConfirmDays: z.int().min(1).max(1000).default(91),
  /** Posts a second to each tenant. Microsoft's own limit is 50 for all of an app's calls. */
  postsPerSecond: z.number().min(0.1).max(25).default(10),
  /** Messages a day that nobody asked for, apart from those about what the person is booked on. */
  unaskedPerDay: z.int().min(1).max(20).default(2),
  /** While this is set nothing is sent; everything waits. */
  sendingStopped: z.boolean().default(false),
});
export type Settings = z.output<typeof settingsSchema>;

/** The settings as they stand. */
export async function settings(db: Database): Promise<Settings> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', 'settings').executeTakeFirst();
  return settingsSchema.parse(row?.value ?? {});
}

/** Changes some settings; the others stay. @throws ZodError where a value is not allowed */
export async function changeSettings(db: Database, changes: Partial<Settings>): Promise<Settings> {
  const changed = settingsSchema.parse({ ...(await settings(db)), ...changes });
  await db
    .insertInto('setting')
    .values({ key: 'settings', value: JSON.stringify(changed) })
    .onConflict((c) => c.column('key').doUpdateSet({ value: sql`excluded.value` }))
    .execute();
  return changed;
}
