import { type Context, inTransaction } from '../context.ts';
import { AppError } from '../errors.ts';
import { requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';
import { type Category, categories, categoryIds, quietOf, type Timing, type Way } from './preferences.ts';
import { type Quiet, quietMinutes } from './quiet-hours.ts';

/** At least so long a person can be reached on every day, the one that is an hour shorter included. */
const openMinutes = 4 * 60;

export type Preferences = {
  categories: { id: Category; name: string; says: string; timing: Timing; choices: Timing[] }[];
  way: Way;
  quiet: Quiet | null;
  /** Whether the bot can reach the person in Teams. */
  reachable: boolean;
};

/** What the member has chosen; at once, by Teams and at any hour where they have not. */
export async function preferences(ctx: Pick<Context, 'db'>, member: Member): Promise<Preferences> {
  requireRight(member, 'use');
  const chosen = await ctx.db
    .selectFrom('preference')
    .select(['category', 'timing'])
    .where('member_id', '=', member.id)
    .execute();
  const delivery = await ctx.db
    .selectFrom('delivery_preference')
    .select(['way', 'quiet_from', 'quiet_to'])
    .where('member_id', '=', member.id)
    .executeTakeFirst();
  const chat = await ctx.db
    .selectFrom('conversation')
    .select('conversation_id')
    .where('member_id', '=', member.id)
    .where('kind', '=', 'personal')
    .where('reachable', '=', true)
    .executeTakeFirst();
  return {
    categories: categoryIds.map((id) => {
      const { name, says, choices } = categories[id];
      const timing = chosen.find(({ category }) => category === id)?.timing ?? 'at once';
      return { id, name, says, timing, choices: [...choices] };
    }),
    way: delivery?.way ?? 'teams',
    quiet: quietOf(delivery),
    reachable: Boolean(chat),
  };
}

export type Choices = {
  timings?: { id: Category; timing: Timing }[];
  way?: Way;
  quiet?: Quiet | null;
};

/**
 * Changes what the member has chosen; what is not named stays.
 * @throws AppError 'invalid' for a timing that the category does not have, for e-mail where no address is known,
 *   and for quiet hours that leave hardly any time
 */
export async function changePreferences(
  ctx: Context,
  member: Member,
  { timings = [], way, quiet }: Choices,
): Promise<Preferences> {
  requireRight(member, 'use');
  for (const { id, timing } of timings)
    if (!(categories[id].choices as readonly Timing[]).includes(timing))
      throw new AppError('invalid', `${categories[id].name} cannot be put into a digest.`);
  if (way === 'e-mail' && !member.email)
    throw new AppError('invalid', 'We do not know your e-mail address, so messages stay in Teams.');
  if (quiet && quietMinutes(quiet) === 0)
    throw new AppError('invalid', 'Choose two different times for your quiet hours.');
  if (quiet && quietMinutes(quiet) > 1440 - openMinutes)
    throw new AppError('invalid', 'Leave at least 4 hours a day outside your quiet hours.');
  await inTransaction(ctx, async (tx) => {
    for (const { id, timing } of timings)
      await tx.db
        .insertInto('preference')
        .values({ member_id: member.id, category: id, timing })
        .onConflict((c) => c.columns(['member_id', 'category']).doUpdateSet({ timing }))
        .execute();
    const changes = {
      ...(way && { way }),
      ...(quiet !== undefined && { quiet_from: quiet?.from ?? null, quiet_to: quiet?.to ?? null }),
    };
    if (way || quiet !== undefined)
      await tx.db
        .insertInto('delivery_preference')
        .values({ way: 'teams', quiet_from: null, quiet_to: null, ...changes, member_id: member.id })
        .onConflict((c) => c.column('member_id').doUpdateSet(changes))
        .execute();
  });
  return preferences(ctx, member);
}
