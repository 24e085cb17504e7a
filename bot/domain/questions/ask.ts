import type { Context } from '../context.ts';
import { type Answer, answerQuestion } from '../knowledge/answers.ts';
import { phrases } from '../knowledge/phrases.ts';
import { longestQuestion } from '../knowledge/words.ts';
import { londonDay } from '../london.ts';
import { readersFor, requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';
import { earlierQuestions, keepAnswer } from './given-answers.ts';
import { concernsChild } from './personal.ts';

type Asking = {
  question: string;
  conversationId: string;
  /** Others read along: only what every member may read is answered from. */
  shared: boolean;
  /** The questions before, oldest first, where the caller kept them. */
  earlier?: string[];
};

/**
 * Answers a question, with the member's own questions of the last 30 minutes in the conversation as context, and
 * keeps the answer: for the next question, and to be rated by its `id`. Who seems to write of a child is asked not to.
 */
export async function ask(
  ctx: Pick<Context, 'db' | 'clock' | 'knowledge'>,
  member: Member,
  { question, conversationId, shared, earlier }: Asking,
): Promise<Answer & { id: string }> {
  requireRight(member, 'use');
  const found = answerQuestion(await ctx.knowledge(), {
    question,
    earlier: earlier ?? (await earlierQuestions(ctx, member, conversationId)),
    today: londonDay(ctx.clock.now()),
    readers: readersFor(member, shared),
  });
  const text = [...warnings(question), found.text].join('\n\n');
  const answer = { ...found, text };
  // Who keeps the questions asks them again to show them again: that is no new one.
  const kept = { conversationId, question, answer, onceADay: earlier !== undefined };
  return { ...answer, id: await keepAnswer(ctx, member, kept) };
}

/**
 * What somebody reads at once who puts these words to people before the bot has seen them: where to go with what
 * cannot wait for an answer. Empty for most.
 */
export async function saidAtOnce(
  ctx: Pick<Context, 'clock' | 'knowledge'>,
  member: Member,
  question: string,
): Promise<string> {
  const { outcome, sources, text } = answerQuestion(await ctx.knowledge(), {
    question,
    earlier: [],
    today: londonDay(ctx.clock.now()),
    readers: readersFor(member, false),
  });
  const sentOn = outcome === 'declined' && sources.length > 0;
  return [...warnings(question), ...(sentOn ? [text] : [])].join('\n\n');
}

const warnings = (question: string): string[] =>
  concernsChild(question.slice(0, longestQuestion)) ? [phrases.caseDetails] : [];
