import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { answerQuestion } from '../knowledge/answers.ts';
import { kindOf, wordsOf } from '../knowledge/words.ts';
import { londonDay } from '../london.ts';
import { requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';
import type { GivenAnswer } from './given-answers.ts';
import { withinCharge } from './questions.ts';
import { type QuestionView, questionViews } from './views.ts';

/** What several people asked in nearly the same words. */
export type UnansweredGroup = { question: string; count: number; latest: Date; wordings: string[] };

const mostRead = 5000;
const mostShown = 50;
const mostWordings = 20;
/** Two questions are the same where so much of their words is. */
const sameFrom = 0.6;

/**
 * What the bot had to decline, as long as it is kept (retention.ts): what most people asked comes first. What it
 * knows by now is left out.
 */
export async function unanswered(
  ctx: Pick<Context, 'db' | 'clock' | 'knowledge'>,
  actor: Member,
): Promise<UnansweredGroup[]> {
  requireRight(actor, 'answer');
  const asked = await ctx.db
    .selectFrom('given_answer')
    .select(['question', 'member_id', 'at'])
    .where('outcome', '=', 'declined')
    .where(sql<boolean>`sources = '[]'`) // who was sent to somebody else (a signpost) has an answer
    .orderBy('at', 'desc')
    .limit(mostRead)
    .execute();
  const knowledge = await ctx.knowledge();
  const today = londonDay(ctx.clock.now());
  const open: UnansweredGroup[] = [];
  for (const group of await grouped(asked)) {
    if (open.length === mostShown) break;
    const now = answerQuestion(knowledge, {
      question: group.question,
      earlier: [],
      today,
      readers: ['members'],
    });
    if (now.outcome !== 'answered') open.push(group);
    await nextTurn(); // others are asking as well
  }
  return open;
}

type Asked = { question: string; member_id: string | null; at: Date };
type Group = { stems: Set<string>; asked: Asked[] };

/** Questions that mean the same together; those of most people first, then the latest. */
async function grouped(asked: Asked[]): Promise<UnansweredGroup[]> {
  const all = asked.map((each) => ({ each, stems: stemsOf(each.question) }));
  const uses = new Map<string, number>();
  for (const { stems } of all) for (const stem of stems) uses.set(stem, (uses.get(stem) ?? 0) + 1);
  const groups: Group[] = [];
  const byStem = new Map<string, Group[]>();
  for (const [n, { each, stems }] of all.entries()) {
    if (n % 50 === 49) await nextTurn();
    if (stems.size === 0) continue;
    const rare = rarest(stems, uses);
    const best = [...new Set(rare.flatMap((stem) => byStem.get(stem) ?? []))]
      .map((group) => ({ group, alike: likeness(stems, group.stems) }))
      .sort((a, b) => b.alike - a.alike)[0];
    if (best && best.alike >= sameFrom) {
      best.group.asked.push(each);
      continue;
    }
    const group = { stems, asked: [each] };
    groups.push(group);
    for (const stem of rare) {
      const there = byStem.get(stem);
      if (there) there.push(group);
      else byStem.set(stem, [group]);
    }
  }
  return groups.map(shown).sort((a, b) => b.count - a.count || b.latest.getTime() - a.latest.getTime());
}

/**
 * The rarest of a question's words, as many as must be looked up: of two questions that are the same, at least one
 * of these is in both, and few questions have it.
 */
function rarest(stems: Set<string>, uses: Map<string, number>): string[] {
  const needed = Math.ceil(sameFrom * stems.size);
  return [...stems]
    .sort((a, b) => uses.get(a)! - uses.get(b)! || (a < b ? -1 : 1))
    .slice(0, stems.size - needed + 1);
}

function shown({ asked }: Group): UnansweredGroup {
  const people = (of: Asked[]) => new Set(of.map((each) => each.member_id)).size;
  const wordings = [...Map.groupBy(asked, (each) => each.question.toLowerCase()).values()].sort(
    (a, b) => people(b) - people(a),
  );
  return {
    question: wordings[0]![0]!.question,
    count: people(asked),
    latest: asked[0]!.at,
    wordings: wordings.slice(1, mostWordings).map(([latest]) => latest!.question),
  };
}

/** The words that say what a question is about. "Who leads on it?" has none: it went on from another. */
const stemsOf = (question: string): Set<string> =>
  new Set(
    wordsOf(question)
      .filter((word) => kindOf(word) === 'content')
      .map((word) => word.stem),
  );

/** The share of the words of two questions that both have. */
function likeness(a: Set<string>, b: Set<string>): number {
  const both = [...a].filter((stem) => b.has(stem)).length;
  return both / (a.size + b.size - both);
}

/** Answers that people marked as unhelpful, as long as they are kept; the latest first. */
export async function unhelpful({ db }: Pick<Context, 'db'>, actor: Member): Promise<GivenAnswer[]> {
  requireRight(actor, 'answer');
  return db
    .selectFrom('given_answer')
    .select(['id', 'question', 'outcome', 'text', 'sources', 'at', 'rating', 'comment'])
    .where('rating', '=', 'dislike')
    .orderBy('rated_at', 'desc')
    .limit(200)
    .execute();
}

/** Questions with an answer of a person that did not help, as long as they are kept; the latest said so first. */
export async function unhelpfulReplies(ctx: Pick<Context, 'db'>, actor: Member): Promise<QuestionView[]> {
  requireRight(actor, 'answer');
  const saidAt = sql<Date | null>`(select max(reply.rated_at) from question_reply as reply
    where reply.question_id = question.id and reply.rating = 'dislike')`;
  return questionViews(ctx.db, (q) =>
    withinCharge(q, actor).where(saidAt, 'is not', null).orderBy(saidAt, 'desc').orderBy('question.id'),
  );
}
