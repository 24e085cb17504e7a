import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';

/** What was answered to an activity; kept so that a repeat gets the same. */
export type Response = { status: number; body?: unknown };

/** A handling that takes longer than this has died: the next repeat may try again. */
const lease = 30_000;

/**
 * Handles an activity once, however often the channel sends it: a repeat gets the stored response and has
 * no effect of its own.
 * @param key the activity, by the channel's ids
 * @throws AppError 'conflict' while the first is still being handled; whatever `handle` throws, after which
 *   a repeat is handled anew
 */
export async function onceOnly(
  ctx: Pick<Context, 'db' | 'clock'>,
  key: { conversationId: string; activityId: string },
  handle: () => Promise<Response>,
): Promise<Response> {
  const stored = await claim(ctx, key);
  if (stored) return stored;
  let response: Response;
  try {
    response = await handle();
  } catch (error) {
    await ctx.db
      .deleteFrom('activity_seen')
      .where('conversation_id', '=', key.conversationId)
      .where('activity_id', '=', key.activityId)
      .where('response', 'is', null)
      .execute();
    throw error;
  }
  // Where this fails the effect stands all the same, so the response is given; the claim keeps repeats off
  // for as long as its lease lasts.
  await ctx.db
    .updateTable('activity_seen')
    .set({ response: JSON.stringify(response) })
    .where('conversation_id', '=', key.conversationId)
    .where('activity_id', '=', key.activityId)
    .execute()
    .catch(() => {});
  return response;
}

/** The stored response of a repeat; undefined where the activity is ours to handle now. */
async function claim(
  ctx: Pick<Context, 'db' | 'clock'>,
  { conversationId, activityId }: { conversationId: string; activityId: string },
): Promise<Response | undefined> {
  const now = ctx.clock.now();
  const claimed = await ctx.db
    .insertInto('activity_seen')
    .values({ conversation_id: conversationId, activity_id: activityId, response: null, seen_at: now })
    .onConflict((c) =>
      c
        .columns(['conversation_id', 'activity_id'])
        .doUpdateSet({ seen_at: now })
        .where('activity_seen.response', 'is', null)
        .where('activity_seen.seen_at', '<', new Date(now.getTime() - lease)),
    )
    .returning('activity_id')
    .executeTakeFirst();
  if (claimed) return undefined;
  const seen = await ctx.db
    .selectFrom('activity_seen')
    .select('response')
    .where('conversation_id', '=', conversationId)
    .where('activity_id', '=', activityId)
    .executeTakeFirst();
  if (!seen?.response) throw new AppError('conflict');
  return seen.response;
}
