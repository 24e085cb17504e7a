import type { Context } from '../context.ts';
import { londonDay } from '../london.ts';
import { readersFor, requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';
import { type Answer, answerQuestion } from './answers.ts';

/** How long the questions before count as context, and how many of them. */
const remembered = 30 * 60 * 1000;
const turns = 5;

/**
 * Answers a question in a conversation, with the member's own questions of the last 30 minutes there as
 * context, and keeps this one for the next. Where others read along, only from what every member may read.
 */
export async function ask(
  ctx: Pick<Context, 'db' | 'clock' | 'knowledge'>,
  member: Member,
  { question, conversationId, shared }: { question: string; conversationId: string; shared: boolean },
): Promise<Answer> {
  requireRight(member, 'use');
  const now = ctx.clock.now();
  const earlier = await ctx.db
    .selectFrom('earlier_question')
    .select('question')
    .where('conversation_id', '=', conversationId)
    .where('member_id', '=', member.id)
    .where('asked_at', '>', new Date(now.getTime() - remembered))
    .orderBy('id', 'desc')
    .limit(turns)
    .execute();
  await ctx.db
    .insertInto('earlier_question')
    .values({
      conversation_id: conversationId,
      member_id: member.id,
      // The database holds neither NUL nor half a surrogate pair.
      question: question.slice(0, 1000).replaceAll('\u0000', ' ').toWellFormed(),
      asked_at: now,
    })
    .execute();
  return answerFor(ctx, member, { question, earlier: earlier.map((row) => row.question).reverse(), shared });
}

/** Answers a question after others that the caller kept, oldest first; keeps nothing. */
export async function answerFor(
  ctx: Pick<Context, 'clock' | 'knowledge'>,
  member: Member,
  { question, earlier, shared }: { question: string; earlier: string[]; shared: boolean },
): Promise<Answer> {
  requireRight(member, 'use');
  return answerQuestion(await ctx.knowledge(), {
    question,
    earlier,
    today: londonDay(ctx.clock.now()),
    readers: readersFor(member, shared),
  });
}
