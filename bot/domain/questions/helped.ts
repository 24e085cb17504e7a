import { type Context, inTransaction, type TxContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { londonDay } from '../london.ts';
import { may, requireRight } from '../members/access.ts';
import { type Member, membersById } from '../members/members.ts';
import { settings } from '../settings.ts';
import { addWorkingDays } from '../working-days.ts';
import { tellClaimer, tellCoordinators } from './coordinators.ts';
import type { Rating } from './given-answers.ts';
import { answersFor, tellNetwork } from './networks.ts';
import { withoutPersonal } from './personal.ts';
import { inCharge, lockQuestion } from './questions.ts';
import { typed } from './text.ts';
import { type QuestionView, questionView, type Reply } from './views.ts';

/** Whether what people answered has helped whoever asked. */

const longest = 2000;

/**
 * Says whether an answer has helped. Where the last one has not, the question is open again, for the same
 * coordinator if they still can, who reads what was missing. Said again it changes nothing, but that what was
 * missing can still be told.
 * @param said `comment` is what was missing
 * @returns the question as it stands; so too where it has no such answer
 * @throws AppError 'not-found' for what the member has not asked, 'invalid'
 */
export async function rateReply(
  ctx: Context,
  member: Member,
  id: string,
  said: { reply: string; rating: Rating; comment: string | null },
): Promise<QuestionView> {
  requireRight(member, 'use');
  const comment = said.comment?.trim()
    ? withoutPersonal(typed(said.comment, 'what was missing', longest))
    : null;
  return inTransaction(ctx, async (tx) => {
    const question = await lockQuestion(tx, id);
    if (question.asker.id !== member.id) throw new AppError('not-found');
    const reply = question.replies.find((each) => each.id === said.reply);
    if (!reply || !says(reply, said.rating, comment)) return question;
    await tx.db
      .updateTable('question_reply')
      .set({ rating: said.rating, comment, rated_at: tx.clock.now() })
      .where('id', '=', reply.id)
      .execute();
    const over = question.state === 'closed' || question.replies.at(-1)?.id !== reply.id;
    if (said.rating === 'dislike' && !over) {
      if (question.state === 'answered') await openAgain(tx, question, reply);
      await tell(tx, (await questionView(tx.db, id))!, reply, comment !== null);
    }
    return (await questionView(tx.db, id))!;
  });
}

/** Whether that says something new: what did not help stays so, as somebody is at it again. */
const says = (reply: Reply, rating: Rating, comment: string | null): boolean =>
  reply.rating === 'dislike'
    ? rating === 'dislike' && comment !== null && reply.comment === null
    : reply.rating !== rating;

/** Has the question open for whoever answered it, where they still can, and else for all who may answer. */
async function openAgain(tx: TxContext, question: QuestionView, { author }: Reply): Promise<void> {
  const now = tx.clock.now();
  const person = author && (await membersById(tx, [author.id])).get(author.id);
  const again = person && may(person, 'answer') && inCharge(person, question) ? person.id : null;
  await tx.db
    .updateTable('question')
    .set({
      state: again ? 'claimed' : 'open',
      claimed_by: again,
      claimed_at: again ? now : null,
      answered_at: null,
      answer_by: addWorkingDays(londonDay(now), (await settings(tx.db)).answerWithinDays),
    })
    .where('id', '=', question.id)
    .execute();
}

/** What was missing, where that was said afterwards, is a message of its own. */
async function tell(tx: TxContext, question: QuestionView, reply: Reply, withWords: boolean): Promise<void> {
  const key = [question.id, reply.id, ...(withWords ? ['missing'] : [])].join(' ');
  if (question.claimedBy) return tellClaimer(tx, question, key);
  await tellCoordinators(tx, question, key);
  const { network } = question;
  const author = reply.author && (await membersById(tx, [reply.author.id])).get(reply.author.id);
  if (network && author && (await answersFor(tx, author, network.id)))
    await tellNetwork(tx, key, [author.id]);
}
