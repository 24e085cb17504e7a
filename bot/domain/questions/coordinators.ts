import { sql } from 'kysely';
import { type Context, inTransaction, type TxContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { inChargeOf, may, requireRight } from '../members/access.ts';
import { audit } from '../members/audit.ts';
import { channelIds, channelReference } from '../members/conversations.ts';
import { type Member, peopleWithRoles } from '../members/members.ts';
import { addMessages } from '../messages/ledger.ts';
import { changeSettings, settings } from '../settings.ts';
import { type QuestionView, questionView } from './views.ts';

/** To whom questions go: the coordinators' channel, where there is one, else each coordinator in charge of the asker. */

/**
 * Tells those who answer of a question, in the caller's transaction.
 * @param key the question's id, and what else tells this message from others about it
 */
export async function tellCoordinators(
  tx: TxContext,
  question: QuestionView,
  key = question.id,
): Promise<void> {
  const { questionsChannel: channel } = await settings(tx.db);
  if (channel && (await channelReference(tx, channel.tenantId, channel.conversationId)))
    return addMessages(tx, { ...message, key }, { channel });
  await tellEach(tx, question, key);
}

async function tellEach(tx: TxContext, question: QuestionView, key: string): Promise<void> {
  const people = await whoMayAnswer(tx, question);
  const others = people.filter(({ id }) => id !== question.asker.id);
  const members = (others.length > 0 ? others : people).map(({ id }) => id);
  await addMessages(tx, { ...message, key }, { members });
}

/** Tells whoever answers a question that it is theirs again, in the caller's transaction. `key` as above. */
export async function tellClaimer(tx: TxContext, question: QuestionView, key: string): Promise<void> {
  const members = question.claimedBy ? [question.claimedBy.id] : [];
  await addMessages(tx, { ...message, purpose: 'question open again', key }, { members });
}

/** The words are for a version before this one, which may run beside us and has no card for it. */
const message = {
  purpose: 'question',
  category: 'questions' as const,
  notice: {
    title: 'A question from a member',
    text: ['It waits for an answer.'],
    path: '/coordinate/questions/open',
  },
};

/** For so long a post that failed is looked for. */
const looksBack = 7 * 24 * 60 * 60_000;

/** Tells each coordinator of the questions whose post to the channel failed. Safe to repeat. */
export async function tellOfUnposted(ctx: Context): Promise<void> {
  const { rows } = await sql<{ key: string }>`
    select key from message where purpose = ${message.purpose} and conversation_id is not null and state = 'failed'
      and finished_at > ${new Date(ctx.clock.now().getTime() - looksBack)}
      and not exists (select from message as each where each.purpose = message.purpose and each.key = message.key
        and each.member_id is not null)`.execute(ctx.db);
  for (const { key } of rows)
    await inTransaction(ctx, async (tx) => {
      const question = await questionView(tx.db, key.split(' ')[0]!);
      if (question && question.state !== 'closed') await tellEach(tx, question, key);
    });
}

/** Every coordinator and administrator who has the asker in charge. */
async function whoMayAnswer(ctx: Pick<Context, 'db' | 'clock'>, { asker }: QuestionView): Promise<Member[]> {
  return (await peopleWithRoles(ctx)).filter(
    (person) => may(person, 'answer') && inChargeOf(person, asker.organisation.id),
  );
}

/**
 * What the bot had said, where every member may read it; null where it came from records that are not for all, or
 * nothing was said. A card may stand before people who are no coordinators.
 */
export async function saidToAll(
  { db }: Pick<Context, 'db'>,
  { given }: QuestionView,
): Promise<string | null> {
  if (!given) return null;
  const ids = given.sources.map(({ id }) => id);
  const hidden = await db
    .selectFrom('content_record')
    .select('id')
    .where('id', '=', sql<string>`any(${sql.val(ids)}::text[])`)
    .where(sql<boolean>`coalesce(edited, shipped) ->> 'readers' <> 'members'`)
    .executeTakeFirst();
  return hidden ? null : given.text;
}

/** What the channel calls those who may answer a question, as many as a card can name: they see it as it stands. */
export async function watchers(
  ctx: Pick<Context, 'db' | 'clock'>,
  question: QuestionView,
): Promise<string[]> {
  const people = await whoMayAnswer(ctx, question);
  return (
    await channelIds(
      ctx,
      people.map(({ id }) => id),
    )
  ).slice(0, 60);
}

/**
 * Has questions posted to a channel from now on, or no more, so that each coordinator gets them.
 * @returns whether they were posted there before
 * @throws AppError 'not-allowed' for anybody but coordinators for all of London
 */
export async function sendQuestionsTo(
  tx: TxContext,
  actor: Member,
  channel: { tenantId: string; conversationId: string },
  here: boolean,
): Promise<boolean> {
  requireRight(actor, 'answer');
  if (actor.inCharge !== 'all')
    throw new AppError(
      'not-allowed',
      'Questions come from every authority, and you coordinate some of them. Ask a coordinator for all of them.',
    );
  const { questionsChannel: before } = await settings(tx.db);
  const were = before?.tenantId === channel.tenantId && before.conversationId === channel.conversationId;
  if (were === here) return were;
  await changeSettings(tx.db, { questionsChannel: here ? channel : null });
  await audit(tx, { actor, action: 'settings changed', details: { questionsInChannel: here } });
  return were;
}
