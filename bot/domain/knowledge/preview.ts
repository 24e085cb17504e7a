import { type CuratedKind, contentWith } from '../content/curating.ts';
import type { Readers } from '../content/schema.ts';
import type { Context } from '../context.ts';
import { londonDay } from '../london.ts';
import { requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';
import { type Answer, answerQuestion, buildKnowledgeInTurns } from './answers.ts';

/** Whose records each kind of reader is answered from. */
const seenBy: Record<Readers, Readers[]> = {
  members: ['members'],
  library: ['members', 'library'],
  coordinators: ['members', 'library', 'coordinators'],
};

/**
 * How the bot would answer somebody, with a record in place that need not be saved. Nothing is kept.
 * @throws AppError 'not-allowed', 'invalid' with every fault of the record
 */
export async function previewAnswer(
  ctx: Pick<Context, 'db' | 'clock' | 'knowledge'>,
  actor: Member,
  {
    question,
    readers,
    record,
  }: {
    question: string;
    readers: Readers;
    record?: { kind: CuratedKind; record: Record<string, unknown> } | undefined;
  },
): Promise<Answer> {
  requireRight(actor, 'answer');
  const knowledge = record
    ? await buildKnowledgeInTurns(await contentWith(ctx, actor, record))
    : await ctx.knowledge();
  return answerQuestion(knowledge, {
    question,
    earlier: [],
    today: londonDay(ctx.clock.now()),
    readers: seenBy[readers],
  });
}
