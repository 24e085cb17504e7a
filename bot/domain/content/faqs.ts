import type { Context, TxContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { addDays, londonDay } from '../london.ts';
import { requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';
import { settings } from '../settings.ts';
import { changeRecord, recordNow } from './editing.ts';
import { newId } from './ids.ts';
import { lockContent } from './records.ts';
import type { Faq, Readers } from './schema.ts';
import { tellOfAnswer } from './telling.ts';

/** After so many days somebody should look whether an answer still holds. */
export const reviewAfter = 365;

/**
 * Adds a question with its answer to what the bot knows, in the caller's transaction: live at once, or a draft until
 * another coordinator approves it, as the setting says. The other coordinators are told. Adding the same again gives
 * what is there.
 * @param added `questions` are ways to ask it, the first one its title; `reviewOn` is a year from today unless given
 * @throws AppError 'not-allowed', 'invalid' with every fault
 */
export async function addFaq(
  ctx: TxContext,
  actor: Member,
  added: { questions: string[]; answer: string; area: string | null; readers: Readers; reviewOn?: string },
): Promise<Faq> {
  requireRight(actor, 'answer');
  const { secondCoordinator } = await settings(ctx.db);
  const today = londonDay(ctx.clock.now());
  const faq: Omit<Faq, 'id'> = {
    questions: waysToAsk(added.questions),
    answer: added.answer.split(/\n\s*\n/).flatMap((paragraph) => paragraph.trim() || []),
    ...(added.area && { area: added.area }),
    author: actor.name,
    answeredOn: today,
    reviewOn: added.reviewOn ?? addDays(today, reviewAfter),
    readers: added.readers,
    state: secondCoordinator === 'approves' ? 'draft' : 'live',
  };
  const id = await newId(ctx, 'faq', faq.questions[0] ?? '', faq);
  if (await changeRecord(ctx, actor, { kind: 'faq', id, after: faq }))
    await tellOfAnswer(ctx, actor, { ...faq, id });
  return (await recordNow(ctx.db, 'faq', id)).record!;
}

/**
 * Puts a draft in front of the members. Safe to repeat.
 * @param basedOn number of the change that it was read with
 * @throws AppError 'not-found', 'not-allowed' where somebody else than its writer has to, 'conflict' where somebody
 *   changed it since
 */
export async function publishFaq(ctx: TxContext, actor: Member, id: string, basedOn?: number): Promise<Faq> {
  requireRight(actor, 'answer');
  await lockContent(ctx);
  const { record } = await recordNow(ctx.db, 'faq', id);
  if (!record) throw new AppError('not-found');
  if (record.state === 'live') return record;
  const { secondCoordinator } = await settings(ctx.db);
  if (secondCoordinator === 'approves' && (await writers(ctx, [id])).get(id) === actor.pseudonym)
    throw new AppError('not-allowed', 'You wrote this, so another coordinator has to approve it.');
  const live: Faq = { ...record, state: 'live' };
  await changeRecord(ctx, actor, { kind: 'faq', id, after: live, ...(basedOn !== undefined && { basedOn }) });
  return live;
}

/** Who wrote each of these as it stands: whoever changed it last, by pseudonym. */
export async function writers(ctx: Pick<Context, 'db'>, ids: string[]): Promise<Map<string, string | null>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('content_change')
    .select(['record_id', 'actor'])
    .distinctOn('record_id')
    .where('kind', '=', 'faq')
    .where('record_id', 'in', ids)
    .orderBy('record_id')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.record_id, row.actor]));
}

/** Each way to ask once; what is too long for one is left out, unless it is the first. */
function waysToAsk(questions: string[]): string[] {
  const ways = new Map<string, string>();
  for (const [n, question] of questions.entries()) {
    const words = question.trim().replaceAll(/\s+/g, ' ');
    if (words !== '' && (n === 0 || words.length <= 300) && !ways.has(words.toLowerCase()))
      ways.set(words.toLowerCase(), words);
  }
  return [...ways.values()].slice(0, 30);
}
