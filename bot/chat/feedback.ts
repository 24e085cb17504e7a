import { z } from 'zod';
import { rateMessage } from '../domain/questions/given-answers.ts';
import type { ChannelActivity } from './gate.ts';
import type { Turn } from './turn.ts';

const pressed = z.object({
  actionName: z.literal('feedback'),
  actionValue: z.object({ reaction: z.enum(['like', 'dislike']), feedback: z.unknown() }),
});
const messageId = z
  .string()
  .max(1000)
  .regex(/^[\x20-\x7e]+$/);
const words = z.object({ feedbackText: z.string().trim().min(1) });

/** Keeps what a person thinks of an answer. What cannot be read, and what is of nobody's answer, is let go. */
export async function takeRating(turn: Turn, { value, replyToId }: ChannelActivity): Promise<void> {
  const read = pressed.safeParse(value);
  if (!read.success) return;
  const { reaction, feedback } = read.data.actionValue;
  await rateMessage(
    turn.ctx,
    turn.member,
    { conversationId: turn.conversationId, activityId: messageId.safeParse(replyToId).data },
    { rating: reaction, comment: commentIn(feedback) },
  );
}

/** Teams sends what a person wrote as JSON within the JSON. */
function commentIn(feedback: unknown): string | null {
  try {
    return words.parse(typeof feedback === 'string' ? JSON.parse(feedback) : feedback).feedbackText;
  } catch {
    return null;
  }
}
