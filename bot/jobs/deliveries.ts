import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../domain/context.ts';
import { type Claimed, claimMessages, nextClaim } from '../domain/messages/claims.ts';
import { expireLeases, type Settlement, settleMessages } from '../domain/messages/settlements.ts';
import { Air } from './air.ts';
import { type Outside, sendPosts } from './posts.ts';

/** Posts in flight at once, in this process: Teams takes a fraction of a second over each. */
const atOnce = 500;
/** Posts that one claim takes at most: what a death in between may leave in doubt although nothing was posted. */
const perClaim = 64;
/** Between two looks at the ledger, in milliseconds. What is due meanwhile is late by so much. */
const gap = 20;
/** Longer than this is not waited for here. */
const shortWait = 1000;
/** Between two looks for what a dead instance left, in milliseconds. */
const expireEvery = 5000;

/**
 * Works through the messages that are due, until none will be for a while or `stopping` says so. Each is claimed and
 * committed before its post, so a death in between leaves it shown as unconfirmed and never sends it twice. No post
 * waits for another.
 * @returns in how many milliseconds to look again; null where nothing waits
 */
export async function deliver(ctx: Context, outside: Outside, stopping: AbortSignal): Promise<number | null> {
  const air = new Air();
  const settled: Settlement[] = [];
  const settle = async () => {
    const batch = settled.splice(0);
    try {
      await settleMessages(ctx, batch);
      // Whoever it was for may be told in another way. Lost with this process, it is done at the next start.
      if (batch.some(({ message, delivery }) => delivery.kind === 'failed' && 'conversationId' in message.to))
        await ctx.queue.send(ctx.db, 'unposted', {});
    } catch (error) {
      settled.unshift(...batch);
      throw error;
    }
  };
  const send = (posts: Claimed[][]) =>
    sendPosts(ctx, outside, posts, (post, settlements) => {
      settled.push(...settlements);
      air.land(post);
    });
  try {
    let expired = Number.NEGATIVE_INFINITY;
    while (!stopping.aborted) {
      if (performance.now() - expired > expireEvery) {
        await expireLeases(ctx, { all: false });
        expired = performance.now();
      }
      const limit = Math.min(perClaim, atOnce - air.posts);
      const settling = settle().catch((error: unknown) => ({ error }));
      const posts = together(limit > 0 ? await claimMessages(ctx, limit, air.apart()) : []);
      for (const post of posts) air.start(post);
      if (posts.length > 0) void send(posts);
      const unsettled = await settling;
      if (unsettled) throw unsettled.error;
      if (posts.length === limit && limit > 0) continue;
      await sleep(gap);
      if (posts.length > 0 || settled.length > 0) continue;
      const wait = await nextClaim(ctx);
      if (air.posts === 0 && settled.length === 0 && (wait === null || wait > shortWait)) return wait;
      await air.landing(Math.min(wait ?? shortWait, shortWait));
    }
    return 0;
  } finally {
    while (air.posts > 0) await air.landing(shortWait);
    await settleInTheEnd(settle);
  }
}

/** What is known is worth some patience with the database: unsettled it would be shown as unconfirmed. */
async function settleInTheEnd(settle: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++)
    try {
      return await settle();
    } catch (error) {
      if (tries === 20) throw error;
      await sleep(shortWait);
    }
}

/** The claimed messages that make one post each: a digest is all of its parts. */
function together(claimed: Claimed[]): Claimed[][] {
  const posts = new Map(claimed.filter((each) => !each.partOf).map((each) => [each.id, [each]]));
  for (const part of claimed) if (part.partOf) posts.get(part.partOf)?.push(part);
  return [...posts.values()];
}
