import { createHash, randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import type { Answer } from '../knowledge/answers.ts';
import { londonDay } from '../london.ts';
import type { Member } from '../members/members.ts';
import { withoutPersonal } from './personal.ts';

type Needs = Pick<Context, 'db' | 'clock'>;

/** What the bot said to a person, without personal details. */
export type GivenAnswer = {
  id: string;
  question: string;
  outcome: Answer['outcome'];
  text: string;
  sources: { id: string; title: string }[];
  at: Date;
  rating: Rating | null;
  comment: string | null;
};
export type Rating = 'like' | 'dislike';

/** How long what was said counts as context, and how many questions of it. */
const remembered = 30 * 60_000;
const turns = 5;
/** Nobody rates what was said longer ago without having it before their eyes. */
const ratedWithin = 24 * 60 * 60_000;

/**
 * Keeps what was asked and answered.
 * @param given `onceADay`: the same words to the same person are the same answer until the next day
 * @returns its id
 */
export async function keepAnswer(
  { db, clock }: Needs,
  member: Member,
  given: { conversationId: string; question: string; answer: Answer; onceADay?: boolean },
): Promise<string> {
  const { conversationId, answer } = given;
  const now = clock.now();
  const question = withoutPersonal(storable(given.question, 1000));
  const said = [member.id, conversationId, londonDay(now), question, answer.text];
  const id = given.onceADay ? idOf(said) : randomUUID();
  await db
    .insertInto('given_answer')
    .values({
      id,
      member_id: member.id,
      conversation_id: conversationId,
      question,
      outcome: answer.outcome,
      sources: JSON.stringify(answer.sources.map(({ id, title }) => ({ id, title }))),
      text: answer.text,
      at: now,
    })
    .onConflict((c) => c.column('id').doNothing())
    .execute();
  return id;
}

/** The same for the same words: a UUID of their hash. */
const idOf = (words: string[]): string =>
  createHash('sha256')
    .update(JSON.stringify(words))
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5');

/** The person's own questions of the last 30 minutes in a conversation, oldest first. */
export async function earlierQuestions(
  { db, clock }: Needs,
  member: Member,
  conversationId: string,
): Promise<string[]> {
  const rows = await db
    .selectFrom('given_answer')
    .select('question')
    .where('conversation_id', '=', conversationId)
    .where('member_id', '=', member.id)
    .where('at', '>', new Date(clock.now().getTime() - remembered))
    .orderBy('at', 'desc')
    .limit(turns)
    .execute();
  return rows.map((row) => row.question).reverse();
}

/** What the bot last said to the person in a conversation, if that was in the last 30 minutes. */
export async function lastGiven(
  { db, clock }: Needs,
  member: Member,
  conversationId: string,
): Promise<GivenAnswer | undefined> {
  return db
    .selectFrom('given_answer')
    .select(['id', 'question', 'outcome', 'text', 'sources', 'at', 'rating', 'comment'])
    .where('conversation_id', '=', conversationId)
    .where('member_id', '=', member.id)
    .where('at', '>', new Date(clock.now().getTime() - remembered))
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** One of the person's own answers, by its id. */
export async function ownGiven({ db }: Needs, member: Member, id: string): Promise<GivenAnswer | undefined> {
  return db
    .selectFrom('given_answer')
    .select(['id', 'question', 'outcome', 'text', 'sources', 'at', 'rating', 'comment'])
    .where('id', '=', id)
    .where('member_id', '=', member.id)
    .executeTakeFirst();
}

/** Writes down as which message an answer went out: a rating names it. */
export async function noteActivity({ db }: Needs, id: string, activityId: string): Promise<void> {
  await db.updateTable('given_answer').set({ activity_id: activityId }).where('id', '=', id).execute();
}

/**
 * Rates one of the person's own answers; the last rating counts.
 * @returns whether there was such an answer
 */
export async function rateAnswer(
  { db, clock }: Needs,
  member: Member,
  id: string,
  { rating, comment }: { rating: Rating; comment: string | null },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('given_answer')
    .set({
      rating,
      comment: comment && withoutPersonal(storable(comment, 2000)),
      rated_at: clock.now(),
    })
    .where('id', '=', id)
    .where('member_id', '=', member.id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** A rating of a message by whoever pressed its buttons. @returns whether it was an answer to that person */
export async function rateMessage(
  ctx: Needs,
  member: Member,
  { conversationId, activityId }: { conversationId: string; activityId: string | undefined },
  rating: { rating: Rating; comment: string | null },
): Promise<boolean> {
  const here = ctx.db
    .selectFrom('given_answer')
    .select(['id', 'member_id'])
    .where('conversation_id', '=', conversationId);
  const rated = activityId && (await here.where('activity_id', '=', activityId).executeTakeFirst());
  // Teams is known to name another message than the one that was rated: then it is taken for the last one.
  const last = () =>
    here
      .where('member_id', '=', member.id)
      .where('at', '>', new Date(ctx.clock.now().getTime() - ratedWithin))
      .orderBy('at', 'desc')
      .limit(1)
      .executeTakeFirst();
  const found = rated || (await last());
  return found?.member_id === member.id && rateAnswer(ctx, member, found.id, rating);
}

/** The database holds neither NUL nor half a surrogate pair. */
const storable = (text: string, longest: number) =>
  text.slice(0, longest).replaceAll('\u0000', ' ').toWellFormed();
