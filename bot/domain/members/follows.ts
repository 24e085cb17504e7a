import { areaExists } from '../content/records.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import type { Member } from './members.ts';

type Ctx = Pick<Context, 'db'>;

/** Ids of the areas that the member follows. */
export async function follows(ctx: Ctx, member: Member): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('follow')
    .select('area_id')
    .where('member_id', '=', member.id)
    .orderBy('area_id')
    .execute();
  return rows.map((row) => row.area_id);
}

/** Follows an area: announcements to it reach the member. Safe to repeat. @throws AppError 'not-found' */
export async function follow(ctx: Ctx, member: Member, areaId: string): Promise<void> {
  if (!(await areaExists(ctx.db, areaId))) throw new AppError('not-found');
  await ctx.db
    .insertInto('follow')
    .values({ member_id: member.id, area_id: areaId })
    .onConflict((c) => c.doNothing())
    .execute();
}

/** Leaves an area. Safe to repeat. */
export async function unfollow(ctx: Ctx, member: Member, areaId: string): Promise<void> {
  await ctx.db
    .deleteFrom('follow')
    .where('member_id', '=', member.id)
    .where('area_id', '=', areaId)
    .execute();
}
