import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { addDays, londonDay, londonInstant } from '../london.ts';
import { settings } from '../settings.ts';
import { afterQuiet, isQuiet, nextDigest, type Quiet } from './quiet-hours.ts';

export type Timing = 'at once' | 'daily' | 'weekly' | 'off';
export type Way = 'teams' | 'e-mail';

/**
 * What a message is about: people have a say in each. What concerns an event that the person is booked on is a
 * reminder, whatever it says: `unasked` is what nobody asked for, and of that there is a most for each day.
 */
export const categories = {
  announcements: {
    name: 'Announcements',
    says: 'News from the alliance’s team, to the people it is for.',
    choices: ['at once', 'daily', 'weekly', 'off'],
    unasked: true,
  },
  events: {
    name: 'Events',
    says: 'New events in the areas and networks that you follow.',
    choices: ['at once', 'daily', 'weekly', 'off'],
    unasked: true,
  },
  bookings: {
    name: 'Your bookings',
    says: 'Confirmations, changes, cancellations and offers of a place. Without these you could miss an offer.',
    choices: ['at once', 'off'],
    unasked: false,
  },
  reminders: {
    name: 'Reminders',
    says: 'A week, a day and an hour before the events that you have booked. A digest could come too late for these.',
    choices: ['at once', 'off'],
    unasked: false,
  },
  answers: {
    name: 'Answers',
    says: 'Replies from a person to a question that the assistant could not answer.',
    choices: ['at once', 'daily', 'weekly', 'off'],
    unasked: false,
  },
  questions: {
    name: 'Questions',
    says: 'What members ask, if you are a coordinator or said that you answer for a network.',
    choices: ['at once', 'daily', 'weekly', 'off'],
    unasked: false,
  },
  access: {
    name: 'Access',
    says: 'What came of your requests and, if you approve colleagues, theirs.',
    choices: ['at once', 'daily', 'weekly', 'off'],
    unasked: false,
  },
} as const satisfies Record<
  string,
  { name: string; says: string; choices: readonly Timing[]; unasked: boolean }
>;
export type Category = keyof typeof categories;

export const categoryIds = Object.keys(categories) as Category[];
const unaskedIds = categoryIds.filter((id) => categories[id].unasked);

type Ctx = Pick<Context, 'db' | 'clock'>;

export type Plan = { dueAt: Date; digest: boolean; refusal?: string };

/** When a message goes to each of these members; a refusal where they want none of its category. */
export async function plan(
  ctx: Ctx,
  memberIds: string[],
  category: Category,
  critical: boolean,
): Promise<Map<string, Plan>> {
  const now = ctx.clock.now();
  const atOnce: Plan = { dueAt: now, digest: false };
  const plans = new Map<string, Plan>(memberIds.map((id) => [id, atOnce]));
  if (critical) return plans;
  const chosen = await wishes(ctx, category)
    .where('member.id', '=', sql<string>`any(${sql.val(memberIds)}::uuid[])`)
    .where((w) => w.or([w('timing', 'is not', null), w('quiet_from', 'is not', null)]))
    .execute();
  for (const row of chosen) {
    const quiet = quietOf(row);
    const timing = row.timing ?? 'at once';
    if (timing === 'off') plans.set(row.id, { ...atOnce, refusal: optedOut(category) });
    else if (timing === 'at once') plans.set(row.id, { dueAt: afterQuiet(now, quiet), digest: false });
    else plans.set(row.id, { dueAt: nextDigest(now, timing, quiet), digest: true });
  }
  return plans;
}

export type Wanted = { send: true } | { refusal: string } | { deferTo: Date; digest?: true; reason: string };

/**
 * Asked right before the post: whether each person wants the message at this moment, in the order asked. `deferTo`
 * says when they would; what is more than a day's most comes together the next morning.
 */
export async function stillWanted(
  ctx: Ctx,
  messages: { memberId: string; category: Category; critical: boolean }[],
): Promise<Wanted[]> {
  const asked = messages.filter(({ critical }) => !critical);
  const wishesOf = new Map<Category, Awaited<ReturnType<typeof wishesNow>>>();
  for (const category of new Set(asked.map((each) => each.category))) {
    const ids = asked.filter((each) => each.category === category).map(({ memberId }) => memberId);
    wishesOf.set(category, await wishesNow(ctx, category, ids));
  }
  const { unaskedPerDay } = await settings(ctx.db);
  const now = ctx.clock.now();
  return messages.map(({ memberId, category, critical }) => {
    if (critical) return { send: true };
    const row = wishesOf.get(category)?.get(memberId);
    if (!row) return { refusal: 'They are no longer a member' };
    if (row.timing === 'off') return { refusal: optedOut(category) };
    const quiet = quietOf(row);
    if (quiet && isQuiet(now, quiet))
      return { deferTo: afterQuiet(now, quiet), reason: 'It is in their quiet hours' };
    if (!categories[category].unasked || row.today + row.later < unaskedPerDay) return { send: true };
    // What waits for later today has its place among the day's: whatever is newer goes with it, not before it.
    const full = row.today >= unaskedPerDay;
    const from = full ? londonInstant(addDays(londonDay(now), 1), '00:00') : now;
    return {
      deferTo: nextDigest(from, 'daily', quiet),
      digest: true,
      reason: 'They have had as many messages today as we send without being asked',
    };
  });
}

/**
 * By member: what they chose for a category, how many messages nobody asked for they have had today, and whether a
 * digest of such is still to come today (1 or 0).
 */
async function wishesNow(ctx: Ctx, category: Category, memberIds: string[]) {
  const now = ctx.clock.now();
  const today = londonInstant(londonDay(now), '00:00');
  const tomorrow = londonInstant(addDays(londonDay(now), 1), '00:00');
  const rows = await wishes(ctx, category)
    .select((e) =>
      e
        .selectFrom('message')
        .select(
          // A digest is one message, however much is in it.
          sql<number>`count(distinct coalesce(part_of, message.id))::int`.as('count'),
        )
        .whereRef('message.member_id', '=', 'member.id')
        .where('message.category', 'in', unaskedIds)
        .where('message.state', 'in', ['sent', 'unconfirmed'])
        .where('message.finished_at', '>=', today)
        .as('today'),
    )
    .select((e) =>
      e
        .exists(
          e
            .selectFrom('message')
            .select('message.id')
            .whereRef('message.member_id', '=', 'member.id')
            .where('message.category', 'in', unaskedIds)
            .where('message.state', 'in', ['pending', 'deferred'])
            .where('message.digest', '=', true)
            .where('message.due_at', '>', now)
            .where('message.due_at', '<', tomorrow),
        )
        .as('later'),
    )
    .where('member.id', '=', sql<string>`any(${sql.val(memberIds)}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, { ...row, today: Number(row.today), later: Number(row.later) }]));
}

/** Those of these members who would rather have e-mail. */
export async function preferMail(ctx: Pick<Context, 'db'>, memberIds: string[]): Promise<Set<string>> {
  const rows = await ctx.db
    .selectFrom('delivery_preference')
    .select('member_id')
    .where('way', '=', 'e-mail')
    .where('member_id', '=', sql<string>`any(${sql.val(memberIds)}::uuid[])`)
    .execute();
  return new Set(rows.map((row) => row.member_id));
}

/** Members with what they chose for a category; nulls where they chose nothing. */
const wishes = (ctx: Ctx, category: Category) =>
  ctx.db
    .selectFrom('member')
    .leftJoin('preference', (join) =>
      join.onRef('preference.member_id', '=', 'member.id').on('preference.category', '=', category),
    )
    .leftJoin('delivery_preference', 'delivery_preference.member_id', 'member.id')
    .select(['member.id', 'timing', 'quiet_from', 'quiet_to']);

/** The quiet hours in a row; null for none. */
export const quietOf = (
  row: { quiet_from: string | null; quiet_to: string | null } | undefined,
): Quiet | null => (row?.quiet_from && row.quiet_to ? { from: row.quiet_from, to: row.quiet_to } : null);

const optedOut = (category: Category) => `They have turned ${categories[category].name.toLowerCase()} off`;
