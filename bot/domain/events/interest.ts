import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';

type Ctx = Pick<Context, 'db' | 'clock'>;

/**
 * Whether the member wants to be told when the date of an event is known. Doing it twice is doing it once.
 * @throws AppError 'not-found'
 */
export async function setInterest(ctx: Ctx, member: Member, eventId: string, on: boolean): Promise<void> {
  requireRight(member, 'use');
  const event = await ctx.db
    .selectFrom('event')
    .select('id')
    .where('id', '=', eventId)
    .where('state', '<>', 'draft')
    .executeTakeFirst();
  if (!event) throw new AppError('not-found');
  if (on)
    await ctx.db
      .insertInto('date_interest')
      .values({ event_id: eventId, member_id: member.id, at: ctx.clock.now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  else
    await ctx.db
      .deleteFrom('date_interest')
      .where('event_id', '=', eventId)
      .where('member_id', '=', member.id)
      .execute();
}

/** Whether the member asked to be told. */
export async function isInterested(ctx: Ctx, member: Member, eventId: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('date_interest')
    .select('event_id')
    .where('event_id', '=', eventId)
    .where('member_id', '=', member.id)
    .executeTakeFirst();
  return row !== undefined;
}
