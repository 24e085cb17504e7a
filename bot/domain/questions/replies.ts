import { randomUUID } from 'node:crypto';
import { recordNow } from '../content/editing.ts';
import { addFaq } from '../content/faqs.ts';
import type { Faq, Readers } from '../content/schema.ts';
import { type Context, inTransaction, type TxContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';
import { addMessages } from '../messages/ledger.ts';
import { tellCoordinators } from './coordinators.ts';
import { answersFor } from './networks.ts';
import { concernsChild, personalDetails } from './personal.ts';
import { hasGaps, inCharge, lockQuestion } from './questions.ts';
import { typed } from './text.ts';
import { answerOf, type QuestionView, questionView, questionViews, stateText } from './views.ts';

/**
 * What people do with a question. Each is one transaction that locks it first, so that of two at once one comes
 * second and sees what the first did; each done again by the same person changes nothing and tells nobody again.
 * Done by somebody else, it is refused ('conflict') with how the question stands by now.
 */

const longest = 4000;
const longestReason = 300;

/** Says that this coordinator answers the question. Another one's claim is taken over, and the asker hears who it is. */
export const claimQuestion = (ctx: Context, actor: Member, id: string): Promise<QuestionView> =>
  change(ctx, actor, id, async (tx, question) => {
    if (question.state === 'answered' || question.state === 'closed') throw done(question, actor);
    if (question.claimedBy?.id === actor.id) return;
    await tx.db
      .updateTable('question')
      .set({ state: 'claimed', claimed_by: actor.id, claimed_at: tx.clock.now() })
      .where('id', '=', id)
      .execute();
    await tellAsker(tx, question, 'question claimed', `${id} ${actor.id} ${tx.clock.now().getTime()}`);
  });

/** Gives a question back that one has claimed, for somebody else to answer. The asker is told that it is open again. */
export const releaseQuestion = (ctx: Context, actor: Member, id: string): Promise<QuestionView> =>
  change(ctx, actor, id, async (tx, question) => {
    if (question.state === 'open') return;
    if (question.claimedBy?.id !== actor.id || question.state !== 'claimed') throw done(question, actor);
    await tx.db
      .updateTable('question')
      .set({ state: 'open', claimed_by: null, claimed_at: null })
      .where('id', '=', id)
      .execute();
    await tellAsker(tx, question, 'question given back', `${id} ${tx.clock.now().getTime()}`);
  });

/** What is to be added to what the bot knows. `confirmed`: somebody looked at the personal details found in it. */
export type Publish = { question: string; readers: Readers; confirmed?: boolean | undefined };

/**
 * Answers a question: the asker gets it, with name and date.
 * @param publish with the answer, in the same transaction, it is added to what the bot knows
 * @throws AppError 'invalid' where the text is empty or too long, or where personal details would be published
 */
export async function answerQuestion(
  ctx: Context,
  actor: Member,
  id: string,
  { text, publish }: { text: string; publish?: Publish | undefined },
): Promise<{ question: QuestionView; faq: Faq | null }> {
  let faq: Faq | null = null;
  const question = await change(ctx, actor, id, async (tx, before) => {
    const mine = answerOf(before, actor);
    // What a network has answered, a coordinator may answer as well.
    const over = before.state === 'closed' || (before.state === 'answered' && !before.network);
    if (over && !mine) throw done(before, actor);
    const answer = mine?.text ?? typed(text, 'an answer', longest);
    if (publish) refusePersonal(publish, answer, before);
    if (!mine) await addReply(tx, before, actor, answer);
    if (publish) faq = await learn(tx, actor, before, { ...publish, answer });
  });
  return { question, faq };
}

/**
 * Adds a question that was answered, by whomever, to what the bot knows. Of each it learns once.
 * @param text the answer that members get from the bot from now on
 */
export async function publishAnswer(
  ctx: Context,
  actor: Member,
  id: string,
  { text, publish }: { text: string; publish: Publish },
): Promise<{ question: QuestionView; faq: Faq }> {
  const answer = typed(text, 'an answer', longest);
  let faq: Faq | undefined;
  const question = await change(ctx, actor, id, async (tx, before) => {
    if (before.replies.length === 0) throw done(before, actor);
    refusePersonal(publish, answer, before);
    faq = await learn(tx, actor, before, { ...publish, answer });
  });
  return { question, faq: faq! };
}

/** Closes a question that nobody will answer. The asker is told, with the reason. */
export const closeQuestion = (
  ctx: Context,
  actor: Member,
  id: string,
  reason: string | null,
): Promise<QuestionView> =>
  change(ctx, actor, id, async (tx, question) => {
    if (question.closedBy?.id === actor.id) return;
    const answeredByNetwork = question.state === 'answered' && question.network;
    if (question.state === 'closed' || (question.state === 'answered' && !answeredByNetwork))
      throw done(question, actor);
    await tx.db
      .updateTable('question')
      .set({
        state: 'closed',
        closed_at: tx.clock.now(),
        closed_by: actor.id,
        closed_reason: reason?.trim() ? typed(reason, 'a reason', longestReason) : null,
      })
      .where('id', '=', id)
      .execute();
    if (!answeredByNetwork && question.asker.id !== actor.id)
      await tellAsker(tx, question, 'question closed', id);
  });

/**
 * What somebody of the network that was asked says: the asker gets it, and coordinators see it. One reply of each.
 * @throws AppError 'not-found' for whoever does not answer for that network
 */
export const replyForNetwork = (
  ctx: Context,
  member: Member,
  id: string,
  text: string,
): Promise<QuestionView> => {
  requireRight(member, 'use');
  return inTransaction(ctx, async (tx) => {
    const question = await lockQuestion(tx, id);
    if (!(await isAsked(tx, member, question))) throw new AppError('not-found');
    if (answerOf(question, member)) return question;
    if (question.state === 'closed') throw done(question, member);
    await addReply(tx, question, member, typed(text, 'an answer', longest));
    await tellCoordinators(tx, question);
    return (await questionView(tx.db, id))!;
  });
};

/** A question that was put to a network, for somebody who answers for it. @throws AppError 'not-found' */
export async function networkQuestion(ctx: Context, member: Member, id: string): Promise<QuestionView> {
  requireRight(member, 'use');
  const question = await questionView(ctx.db, id);
  if (!question || !(await isAsked(ctx, member, question))) throw new AppError('not-found');
  return question;
}

/** Questions to the networks that a member answers for, which nobody has answered yet; the longest waiting first. */
export async function questionsFor(ctx: Pick<Context, 'db'>, member: Member): Promise<QuestionView[]> {
  requireRight(member, 'use');
  return questionViews(ctx.db, (q) =>
    q
      .where('question.state', 'in', ['open', 'claimed'])
      .where('question.asker_id', '<>', member.id)
      .where('question.network_id', 'in', (e) =>
        e
          .selectFrom('network_member')
          .select('network_member.network_id')
          .where('network_member.member_id', '=', member.id)
          .where('answers', '=', true),
      )
      .orderBy('asked_at')
      .orderBy('question.id'),
  );
}

async function isAsked(
  ctx: Pick<Context, 'db' | 'clock'>,
  member: Member,
  { network, asker }: QuestionView,
): Promise<boolean> {
  return network !== null && asker.id !== member.id && (await answersFor(ctx, member, network.id));
}

/** Personal details that the texts seem to hold: "a phone number". */
export const personalIn = (...texts: string[]): string[] => [
  ...new Set(
    texts.flatMap((text) => [
      ...personalDetails(text).map(({ kind }) => kind),
      ...(concernsChild(text) ? ['details of a case'] : []),
    ]),
  ),
];

function refusePersonal({ question, confirmed }: Publish, answer: string, asked: QuestionView): void {
  if (confirmed) return;
  const found = personalIn(question, answer);
  if (found.length > 0)
    throw new AppError(
      'invalid',
      `${personalText(found)} Take it out, or confirm that everybody may read it.`,
    );
  // What was said around a name may still show whose it was.
  if (hasGaps(asked.text))
    throw new AppError(
      'invalid',
      'Personal details were left out of this question. Look whether it still shows whom it is about, and confirm that everybody may read it.',
    );
}

/** "This seems to hold a name and a phone number." */
const personalText = (found: string[]): string =>
  `This seems to hold ${[found.slice(0, -1).join(', '), found.at(-1)].filter(Boolean).join(' and ')}.`;

async function addReply(tx: TxContext, question: QuestionView, author: Member, text: string): Promise<void> {
  const id = randomUUID();
  const now = tx.clock.now();
  await tx.db
    .insertInto('question_reply')
    .values({ id, question_id: question.id, author_id: author.id, text, at: now })
    .execute();
  await tx.db
    .updateTable('question')
    .set({ state: 'answered', answered_at: now })
    .where('id', '=', question.id)
    .execute();
  await tellAsker(tx, question, 'question answered', id);
}

/** The words are for a version before this one, which may run beside us and has no card for it. */
const notice = { title: 'Your question', text: ['There is news of your question.'], path: '/questions' };

const tellAsker = (tx: TxContext, { asker }: QuestionView, purpose: string, key: string) =>
  addMessages(tx, { purpose, key, category: 'answers', notice }, { members: [asker.id] });

async function learn(
  tx: TxContext,
  actor: Member,
  question: QuestionView,
  { question: wording, readers, answer }: Publish & { answer: string },
): Promise<Faq> {
  const known = question.faqId && (await recordNow(tx.db, 'faq', question.faqId)).record;
  if (known) return known;
  // The asker's own words teach another way to ask, unless they were about somebody.
  const own = hasGaps(question.text) || concernsChild(question.text) ? [] : [question.text];
  const questions = [typed(wording, 'the question', longest), ...own];
  const faq = await addFaq(tx, actor, { questions, answer, area: question.area, readers });
  await tx.db.updateTable('question').set({ faq_id: faq.id }).where('id', '=', question.id).execute();
  return faq;
}

const done = (question: QuestionView, viewer: Member) =>
  new AppError('conflict', stateText(question, viewer));

/** Changes one question in the coordinator's charge, in one transaction. @throws AppError 'not-found' for every other */
async function change(
  ctx: Context,
  actor: Member,
  id: string,
  work: (tx: TxContext, question: QuestionView) => Promise<void>,
): Promise<QuestionView> {
  requireRight(actor, 'answer');
  return inTransaction(ctx, async (tx) => {
    const question = await lockQuestion(tx, id);
    if (!inCharge(actor, question)) throw new AppError('not-found');
    await work(tx, question);
    return (await questionView(tx.db, id))!;
  });
}
