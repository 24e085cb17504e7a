import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../ports/store/db.ts';

const whole = (what: string, most: number) => {
  const error = `Write ${what} as a whole number from 1 to ${most}.`;
  return z.int(error).min(1, error).max(most, error);
};
const rate = 'Write the posts a second as a number from 0.1 to 25.';

/** What an administrator may set, with what holds until they do. */
export const settingsSchema = z.object({
  /** Library access lapses after so many days unseen. */
  libraryUnseenDays: whole('the days unseen', 1000).default(180),
  /** A borough contact confirms each colleague's library access every so many days, or it lapses. */
  libraryConfirmDays: whole('the days between confirmations', 1000).default(91),
  /** Posts a second to each tenant. Microsoft's own limit is 50 for all of an app's calls. */
  postsPerSecond: z.number(rate).min(0.1, rate).max(25, rate).default(10),
  /** Messages a day that nobody asked for, apart from those about what the person is booked on. */
  unaskedPerDay: whole('the messages a day', 20).default(2),
  /** Within so many working days somebody answers what members ask: they are told so. */
  answerWithinDays: whole('the days to answer', 30).default(2),
  /** What one coordinator adds to what the bot knows, another approves before it is live, or is told of after. */
  secondCoordinator: z
    .enum(['approves', 'is told'], 'Choose whether a second coordinator approves or is told.')
    .default('approves'),
  /** The channel that members' questions are posted to; null: to each coordinator. */
  questionsChannel: z.object({ tenantId: z.string(), conversationId: z.string() }).nullable().default(null),
  /** Whether members may have their bookings put straight into their own Outlook calendar. */
  outlookCalendar: z.boolean().default(false),
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
  const checked = settingsSchema.parse(changes);
  const changed = Object.fromEntries(
    Object.keys(changes).map((key) => [key, checked[key as keyof Settings]]),
  );
  await db
    .insertInto('setting')
    .values({ key: 'settings', value: JSON.stringify(changed) })
    // In the database, so that of two changes at once neither is lost.
    .onConflict((c) => c.column('key').doUpdateSet({ value: sql`setting.value || excluded.value` }))
    .execute();
  return settings(db);
}
