import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { records } from '../content/records.ts';
import { type Context, inTransaction, type TxContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { londonDay } from '../london.ts';
import { inChargeOf, may, requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';
import { settings } from '../settings.ts';
import { addWorkingDays } from '../working-days.ts';
import { areaOf } from './area.ts';
import { tellCoordinators } from './coordinators.ts';
import { ownGiven } from './given-answers.ts';
import { type AskableNetwork, askableNetworks, tellNetwork, whoAnswers } from './networks.ts';
import { withoutPersonal } from './personal.ts';
import { typed } from './text.ts';
import {
  countQuestions,
  type Joined,
  mostListed,
  type QuestionView,
  questionView,
  questionViews,
  stateText,
} from './views.ts';

/** What members ask people: LIIA's coordinators, or those of a network who said that they may be asked. */

const longest = 2000;
/** So many questions of one person may wait at once. */
const mostWaiting = 20;

export type Asked = {
  /** The asker's own name for this asking, so that a second press is the same question. */
  key: string;
  text: string;
  /** Id of the bot's answer that it came after. */
  givenAnswer?: string | undefined;
  /** Id of the network that it is put to; coordinators else. */
  network?: string | undefined;
};

/**
 * Puts a question to people, without the personal details in it, and tells them in the same transaction. The same
 * key again is the same question, as it stands by now.
 * @throws AppError 'invalid' where there is nothing in it, 'not-found' for an unknown network, 'conflict' where
 *   nobody of the network answers or too many questions wait already
 */
export async function askPeople(ctx: Context, member: Member, asked: Asked): Promise<QuestionView> {
  requireRight(member, 'use');
  const text = withoutPersonal(typed(asked.text, 'a question', longest));
  const key = asked.network ? `${asked.key}/${asked.network}` : asked.key;
  return inTransaction(ctx, async (tx) => {
    const given = asked.givenAnswer ? await ownGiven(tx, member, asked.givenAnswer) : undefined;
    const now = tx.clock.now();
    const id = randomUUID();
    const written = await tx.db
      .insertInto('question')
      .values({
        id,
        key,
        asker_id: member.id,
        text,
        area_id: await areaOf(tx.db, text, given?.sources ?? []),
        network_id: asked.network ?? null,
        given_answer_id: given?.id ?? null,
        state: 'open',
        asked_at: now,
        answer_by: addWorkingDays(londonDay(now), (await settings(tx.db)).answerWithinDays),
      })
      .onConflict((c) => c.columns(['asker_id', 'key']).doNothing())
      .returning('id')
      .executeTakeFirst();
    const [question] = await questionViews(tx.db, (q) =>
      q.where('question.asker_id', '=', member.id).where('question.key', '=', key),
    );
    if (!question) throw new AppError('not-found');
    if (!written) return question;
    await refuseTooMany(tx, member);
    if (asked.network) await putToNetwork(tx, question, asked.network);
    else await tellCoordinators(tx, question);
    return question;
  });
}

async function refuseTooMany(tx: TxContext, member: Member): Promise<void> {
  const { waiting } = await tx.db
    .selectFrom('question')
    .select(sql<number>`count(*)::int`.as('waiting'))
    .where('asker_id', '=', member.id)
    .where('state', 'in', ['open', 'claimed'])
    .executeTakeFirstOrThrow();
  if (waiting > mostWaiting)
    throw new AppError(
      'conflict',
      `You have ${mostWaiting} questions waiting for an answer. Ask again when some are answered, or take one back.`,
    );
}

async function putToNetwork(tx: TxContext, question: QuestionView, networkId: string): Promise<void> {
  if (!(await records(tx.db, 'network')).some(({ id }) => id === networkId)) throw new AppError('not-found');
  const people = await whoAnswers(tx, networkId, question.asker.id);
  if (people.length === 0)
    throw new AppError('conflict', 'Nobody of this network answers questions at the moment.');
  await tellNetwork(
    tx,
    question.id,
    people.map(({ id }) => id),
  );
}

/**
 * Takes one's own question back: nobody answers it any more. Safe to repeat.
 * @throws AppError 'not-found', 'conflict' where it has been answered or closed
 */
export const takeBack = (ctx: Context, member: Member, id: string): Promise<QuestionView> =>
  inTransaction(ctx, async (tx) => {
    requireRight(member, 'use');
    const question = await lockQuestion(tx, id);
    if (question.asker.id !== member.id) throw new AppError('not-found');
    if (question.closedBy?.id === member.id) return question;
    if (question.state === 'answered' || question.state === 'closed')
      throw new AppError('conflict', stateText(question, member));
    await tx.db
      .updateTable('question')
      .set({ state: 'closed', closed_at: tx.clock.now(), closed_by: member.id })
      .where('id', '=', id)
      .execute();
    return (await questionView(tx.db, id))!;
  });

/** Whether personal details were left out of a text: "[a name]" stands where each was. */
export const hasGaps = (text: string): boolean => gap.test(text);
/** The text without those marks: they are no way to ask. */
export const withoutGaps = (text: string): string => text.replace(gaps, '').trim();
const gap = /\[an? [a-zA-Z -]+\]/;
const gaps = /\s*\[an? [a-zA-Z -]+\]/g;

/** A question that nobody else changes until the transaction ends. @throws AppError 'not-found' */
export async function lockQuestion(tx: TxContext, id: string): Promise<QuestionView> {
  await tx.db.selectFrom('question').select('id').where('id', '=', id).forUpdate().execute();
  const question = await questionView(tx.db, id);
  if (!question) throw new AppError('not-found');
  return question;
}

/** Whether a coordinator may see and answer it: its asker is in their charge. */
export const inCharge = (actor: Member, { asker }: QuestionView): boolean =>
  inChargeOf(actor, asker.organisation.id);

/** One of the member's own questions. @throws AppError 'not-found' */
export async function ownQuestion(
  ctx: Pick<Context, 'db'>,
  member: Member,
  id: string,
): Promise<QuestionView> {
  requireRight(member, 'use');
  const question = await questionView(ctx.db, id);
  if (question?.asker.id !== member.id) throw new AppError('not-found');
  return question;
}

/** One question: its asker's, or a coordinator's who has the asker in charge. @throws AppError 'not-found' */
export async function openQuestion(
  ctx: Pick<Context, 'db'>,
  member: Member,
  id: string,
): Promise<QuestionView> {
  requireRight(member, 'use');
  const question = await questionView(ctx.db, id);
  if (question?.asker.id === member.id) return question;
  if (!question || !may(member, 'answer') || !inCharge(member, question)) throw new AppError('not-found');
  return question;
}

/** The member's own questions, latest first. */
export async function myQuestions(ctx: Pick<Context, 'db'>, member: Member): Promise<QuestionView[]> {
  requireRight(member, 'use');
  return questionViews(ctx.db, (q) =>
    q.where('question.asker_id', '=', member.id).orderBy('asked_at', 'desc').orderBy('question.id'),
  );
}

/** For each of one's own questions that wait with coordinators, the network that may be asked as well. */
export async function mayAsk(
  ctx: Pick<Context, 'db' | 'clock'>,
  member: Member,
  questions: QuestionView[],
): Promise<Map<string, AskableNetwork>> {
  const waiting = questions.filter(
    ({ area, network, state }) => area && !network && (state === 'open' || state === 'claimed'),
  );
  const found = new Map<string, AskableNetwork>();
  if (waiting.length === 0) return found;
  const networks = await askableNetworks(ctx, member);
  const asked = await ctx.db
    .selectFrom('question')
    .select('key')
    .where('asker_id', '=', member.id)
    .where('network_id', 'is not', null)
    .execute();
  const keys = new Set(asked.map((row) => row.key));
  for (const { id, key, area } of waiting) {
    const network = networks.get(area!);
    if (network && !keys.has(`${key}/${network.id}`)) found.set(id, network);
  }
  return found;
}

/** Those of askers in the coordinator's charge. */
export const withinCharge = (questions: Joined, { inCharge }: Member): Joined =>
  inCharge === 'all'
    ? questions
    : questions.where(sql<boolean>`asker.organisation_id = any(${inCharge}::text[])`);

export type Listing = { state: 'waiting' | 'answered' | 'closed'; search?: string | undefined };

/** Questions of askers in the coordinator's charge: those that wait, soonest due first; else the latest first. */
export async function listQuestions(
  ctx: Pick<Context, 'db'>,
  actor: Member,
  { state, search = '' }: Listing,
): Promise<{ questions: QuestionView[]; total: number }> {
  requireRight(actor, 'answer');
  const states = state === 'waiting' ? (['open', 'claimed'] as const) : ([state] as const);
  const words = `%${search.trim().replace(/[\\%_]/g, '\\$&')}%`;
  const here = (q: Joined) => {
    let query = withinCharge(q, actor).where('question.state', 'in', [...states]);
    if (search.trim() !== '')
      query = query.where((w) => w.or([w('question.text', 'ilike', words), w('asker.name', 'ilike', words)]));
    return query;
  };
  const questions = await questionViews(ctx.db, (q) =>
    state === 'waiting'
      ? here(q).orderBy('answer_by').orderBy('asked_at').orderBy('question.id')
      : here(q).orderBy('asked_at', 'desc').orderBy('question.id'),
  );
  const total = questions.length < mostListed ? questions.length : await countQuestions(ctx.db, here);
  return { questions, total };
}
