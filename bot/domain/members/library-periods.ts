import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { addDays, londonDay, londonInstant } from '../london.ts';

/**
 * How long library access lasts, for queries. It lapses after a time unseen, and when nobody confirms it for a time;
 * both periods are settings. What has lapsed stays closed until somebody opens it again.
 */

type Ctx = Pick<Context, 'db' | 'clock'>;

/** The library as a person has it. A rule of access.ts, for lists: a test holds the two together. */
export type LibraryState = 'open' | 'not approved' | 'lapsed' | 'all staff' | 'not for partners';

const days = (name: string, unless: number) =>
  sql`make_interval(days => coalesce((select (value ->> ${name})::int from setting where key = 'settings'), ${sql.lit(unless)}))`;
const lapsesAt = sql<Date>`(coalesce(member.library_confirmed_at, member.library_since) + ${days('libraryConfirmDays', 91)})`;

/** Whether the member was approved and it has not lapsed at `now`. */
export const libraryOpenAt = (now: Date) => sql<boolean>`(member.library_since is not null
    and member.library_lapsed_at is null
    and greatest(member.seen_at, member.library_since) + ${days('libraryUnseenDays', 180)} > ${now}::timestamptz
    and ${lapsesAt} > ${now}::timestamptz)`;

/** The library as each member has it at `now`; for queries on members and their organisations. */
export const libraryStateAt = (now: Date) => sql<LibraryState>`(case
    when organisation.kind = 'partner' then 'not for partners'
    when member.role in ('coordinator', 'administrator') then 'open'
    when not member.organisation_confirmed then 'not approved'
    when organisation.library = 'all staff' then 'all staff'
    when member.library_since is null then 'not approved'
    when ${libraryOpenAt(now)} then 'open'
    else 'lapsed' end)`;

/** When the access of a person who was approved ends unless it is confirmed; null for everybody else. */
export const confirmBy = sql<Date | null>`(case
    when member.role in ('coordinator', 'administrator') or organisation.kind = 'partner'
      or organisation.library = 'all staff' or not member.organisation_confirmed then null
    else ${lapsesAt} end)`;

/** Access that ends before this is to be confirmed now: within 30 days. */
export const dueBefore = (now: Date): Date => londonInstant(addDays(londonDay(now), 31), '00:00');

/** Writes down whose access has lapsed: this member's, or everybody's. @returns their ids */
export async function noticeLapses(ctx: Ctx, memberId?: string): Promise<string[]> {
  const now = ctx.clock.now();
  const rows = await ctx.db
    .with('lapsed', (db) => {
      const query = db
        .updateTable('member')
        .from('organisation')
        .set({ library_lapsed_at: now })
        .whereRef('organisation.id', '=', 'member.organisation_id')
        .where('library_lapsed_at', 'is', null)
        .where(libraryStateAt(now), '=', 'lapsed')
        .returning(['member.id', 'pseudonym', 'organisation_id']);
      return memberId ? query.where('member.id', '=', memberId) : query;
    })
    .with('written', (db) =>
      db
        .insertInto('audit')
        .columns(['at', 'action', 'subject', 'organisation_id'])
        .expression((e) =>
          e
            .selectFrom('lapsed')
            .select([
              sql<Date>`${now}::timestamptz`.as('at'),
              sql.lit('library lapsed').as('action'),
              'pseudonym',
              'organisation_id',
            ]),
        ),
    )
    .selectFrom('lapsed')
    .select('id')
    .execute();
  return rows.map(({ id }) => id);
}
