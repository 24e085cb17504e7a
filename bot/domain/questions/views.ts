import { sql } from 'kysely';
import type { Database } from '../../ports/store/db.ts';
import { records } from '../content/records.ts';
import { dateAndTime } from '../london.ts';
import type { GivenAnswer, Rating } from './given-answers.ts';

/** A question as it stands. People who were erased since have no name here. */
export type QuestionView = {
  id: string;
  /** The asker's own name for this asking. */
  key: string;
  /** Without personal details. */
  text: string;
  area: string | null;
  /** The network that it was put to; null for coordinators. */
  network: { id: string; name: string } | null;
  state: 'open' | 'claimed' | 'answered' | 'closed';
  asker: { id: string; name: string; organisation: { id: string; name: string } };
  askedAt: Date;
  /** YYYY-MM-DD */
  answerBy: string;
  claimedBy: Person | null;
  replies: Reply[];
  closedAt: Date | null;
  closedBy: Person | null;
  closedReason: string | null;
  /** What the bot had said. */
  given: GivenAnswer | null;
  /** What the bot learned from it. */
  faqId: string | null;
};
type Person = { id: string; name: string };
/** `author` is null where they were erased; `rating` and `comment` are the asker's. */
export type Reply = {
  id: string;
  author: Person | null;
  text: string;
  at: Date;
  rating: Rating | null;
  comment: string | null;
};

/** Questions with the people that they name: what conditions are put to. */
export type Joined = ReturnType<typeof joined>;

export const mostListed = 200;

/** How many questions `where` leaves. */
export async function countQuestions(db: Database, where: (query: Joined) => Joined): Promise<number> {
  const { count } = await where(joined(db))
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** The questions that `where` leaves, in its order, at most 200. */
export async function questionViews(db: Database, where: (query: Joined) => Joined): Promise<QuestionView[]> {
  const rows = await where(joined(db))
    .select([
      'question.id',
      'question.key',
      'question.text',
      'question.area_id',
      'question.network_id',
      'question.state',
      'question.asked_at',
      'question.answer_by',
      'question.closed_at',
      'question.closed_reason',
      'question.faq_id',
      'asker.id as asker_id',
      'asker.name as asker_name',
      'asker.organisation_id',
      sql<string>`organisation.details ->> 'name'`.as('organisation_name'),
      'claimer.id as claimer_id',
      'claimer.name as claimer_name',
      'closer.id as closer_id',
      'closer.name as closer_name',
    ])
    .select((e) =>
      e
        .selectFrom('given_answer')
        .whereRef('given_answer.id', '=', 'question.given_answer_id')
        .select(given.as('given'))
        .as('given'),
    )
    .limit(mostListed)
    .execute();
  if (rows.length === 0) return [];
  const replies = await repliesTo(
    db,
    rows.map((row) => row.id),
  );
  const networks = rows.some((row) => row.network_id) ? await records(db, 'network') : [];
  return rows.map((row) => {
    const claimedBy = person(row.claimer_id, row.claimer_name);
    const network = networks.find(({ id }) => id === row.network_id);
    return {
      id: row.id,
      key: row.key,
      text: row.text,
      area: row.area_id,
      network: row.network_id ? { id: row.network_id, name: network?.name ?? row.network_id } : null,
      // Whoever was answering it may have left since.
      state: row.state === 'claimed' && !claimedBy ? 'open' : row.state,
      asker: {
        id: row.asker_id,
        name: row.asker_name,
        organisation: { id: row.organisation_id, name: row.organisation_name },
      },
      askedAt: row.asked_at,
      answerBy: row.answer_by,
      claimedBy,
      replies: replies.get(row.id) ?? [],
      closedAt: row.closed_at,
      closedBy: person(row.closer_id, row.closer_name),
      closedReason: row.closed_reason,
      given: row.given && { ...row.given, at: new Date(row.given.at) },
      faqId: row.faq_id,
    };
  });
}

/** The question with this id; undefined where there is none. */
export const questionView = async (db: Database, id: string): Promise<QuestionView | undefined> =>
  (await questionViews(db, (q) => q.where('question.id', '=', id)))[0];

/** The question that a reply is to; undefined where there is none. */
export const questionOfReply = async (db: Database, replyId: string): Promise<QuestionView | undefined> =>
  (
    await questionViews(db, (q) =>
      q.where('question.id', '=', (e) =>
        e.selectFrom('question_reply').select('question_id').where('question_reply.id', '=', replyId),
      ),
    )
  )[0];

function joined(db: Database) {
  return db
    .selectFrom('question')
    .innerJoin('member as asker', 'asker.id', 'question.asker_id')
    .innerJoin('organisation', 'organisation.id', 'asker.organisation_id')
    .leftJoin('member as claimer', 'claimer.id', 'question.claimed_by')
    .leftJoin('member as closer', 'closer.id', 'question.closed_by');
}

/** As JSON: a question has at most one, and most lists show it. */
const given = sql<Omit<GivenAnswer, 'at'> & { at: string }>`
  json_build_object('id', given_answer.id, 'question', given_answer.question, 'outcome', outcome,
    'text', given_answer.text, 'sources', sources, 'at', given_answer.at, 'rating', rating, 'comment', comment)`;

async function repliesTo(db: Database, ids: string[]): Promise<Map<string, Reply[]>> {
  const rows = await db
    .selectFrom('question_reply')
    .leftJoin('member', 'member.id', 'question_reply.author_id')
    .select(['question_reply.id', 'question_id', 'text', 'at', 'rating', 'comment'])
    .select(['member.id as author_id', 'member.name'])
    .where('question_id', 'in', ids)
    .orderBy('at')
    .orderBy('question_reply.id')
    .execute();
  const replies = new Map<string, Reply[]>();
  for (const { question_id, author_id, name, ...reply } of rows)
    replies.set(question_id, [
      ...(replies.get(question_id) ?? []),
      { ...reply, author: person(author_id, name) },
    ]);
  return replies;
}

const person = (id: string | null, name: string | null): Person | null =>
  id ? { id, name: name ?? '' } : null;

/** What somebody answered that still counts: whose answer did not help may answer again. */
export const answerOf = ({ replies }: QuestionView, author: { id: string } | null): Reply | undefined =>
  replies.find((each) => each.author && each.author.id === author?.id && each.rating !== 'dislike');

/** What its asker says of an answer; empty where that is nothing. */
export function ratingText({ asker }: QuestionView, { rating, comment }: Reply): string {
  if (!rating) return '';
  if (rating === 'like') return `${asker.name} says that this helped.`;
  return `${asker.name} says that this did not help${comment ? `: ${comment}` : '.'}`;
}

/** Whether its asker took it back. */
export const takenBack = ({ state, asker, closedBy }: QuestionView): boolean =>
  state === 'closed' && closedBy?.id === asker.id;

const gone = 'Somebody who is no longer here';

/** How a question stands, in a sentence for a person: "Efe Demo is answering this." */
export function stateText(question: QuestionView, viewer: { id: string } | null): string {
  const name = (each: Person | null) => (each?.id === viewer?.id && each ? 'You' : (each?.name ?? gone));
  const { state, claimedBy, replies, closedAt, closedBy, closedReason } = question;
  switch (state) {
    case 'open':
      return 'Nobody is answering this yet.';
    case 'claimed':
      return claimedBy?.id === viewer?.id
        ? 'You are answering this.'
        : `${name(claimedBy)} is answering this.`;
    case 'answered': {
      const last = replies.at(-1);
      return `${name(last?.author ?? null)} answered this${last ? ` on ${dateAndTime(last.at)}` : ''}.`;
    }
    case 'closed': {
      const on = closedAt ? ` on ${dateAndTime(closedAt)}` : '';
      if (takenBack(question))
        return `${name(closedBy) === 'You' ? 'You' : 'The person who asked'} took this question back${on}.`;
      return `${name(closedBy)} closed this${on}${closedReason ? `: ${closedReason}` : '.'}`;
    }
  }
}
