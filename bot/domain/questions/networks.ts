import { sql } from 'kysely';
import { records } from '../content/records.ts';
import type { Context, TxContext } from '../context.ts';
import { may, requireRight } from '../members/access.ts';
import { type Member, membersById, membersNow } from '../members/members.ts';
import { followNetwork } from '../members/networks.ts';
import { addMessages } from '../messages/ledger.ts';

/** Those of a network who said that they may be asked what members put to it. */

type Ctx = Pick<Context, 'db' | 'clock'>;

/** A network whose people may be asked, and how many of them answer. */
export type AskableNetwork = { id: string; name: string; people: number };

/**
 * Says whether a member may be asked the questions that are put to a network. Who wants to be asked joins it with
 * that, where anybody may. Safe to repeat.
 * @throws AppError 'not-found', 'not-allowed' for one by invitation that the member is not in
 */
export async function setAnswersFor(
  ctx: Ctx,
  member: Member,
  networkId: string,
  answers: boolean,
): Promise<void> {
  requireRight(member, 'use');
  if (answers) await followNetwork(ctx, member, networkId);
  await ctx.db
    .updateTable('network_member')
    .set({ answers })
    .where('network_id', '=', networkId)
    .where('member_id', '=', member.id)
    .execute();
}

/** Whether a member may be asked what is put to a network. */
export async function answersFor(ctx: Ctx, member: Member, networkId: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('network_member')
    .select('answers')
    .where('network_id', '=', networkId)
    .where('member_id', '=', member.id)
    .executeTakeFirst();
  return row?.answers ?? false;
}

/** Everybody but the asker who is asked what is put to a network. */
export async function whoAnswers(ctx: Ctx, networkId: string, askerId: string): Promise<Member[]> {
  const rows = await ctx.db
    .selectFrom('network_member')
    .select('member_id')
    .where('network_id', '=', networkId)
    .where('answers', '=', true)
    .where('member_id', '<>', askerId)
    .execute();
  const people = await membersById(
    ctx,
    rows.map((row) => row.member_id),
  );
  return [...people.values()].filter((person) => may(person, 'use'));
}

/** For each area, the network of it with the most people whom this member may ask. */
export async function askableNetworks(ctx: Ctx, asker: Member): Promise<Map<string, AskableNetwork>> {
  const rows = await membersNow(ctx)
    .innerJoin('network_member', 'network_member.member_id', 'member.id')
    .select(['network_member.network_id', sql<number>`count(*)::int`.as('people')])
    .where('network_member.answers', '=', true)
    .where('member.id', '<>', asker.id)
    .where('member.blocked_at', 'is', null)
    .where((w) => w.or([w('organisation.kind', '<>', 'authority'), w('organisation.signed', '=', true)]))
    .groupBy('network_member.network_id')
    .execute();
  if (rows.length === 0) return new Map();
  const people = new Map(rows.map((row) => [row.network_id, row.people]));
  const askable = new Map<string, AskableNetwork>();
  for (const { id, name, area } of await records(ctx.db, 'network')) {
    const count = people.get(id) ?? 0;
    if (count > (askable.get(area)?.people ?? 0)) askable.set(area, { id, name, people: count });
  }
  return askable;
}

/**
 * Tells people of a network of a question that was put to it, in the caller's transaction.
 * @param key the question's id, and what else tells this message from others about it
 */
export const tellNetwork = (tx: TxContext, key: string, members: string[]): Promise<void> =>
  addMessages(tx, { purpose: 'question to network', key, category: 'questions', notice }, { members });

/** The words are for a version before this one, which may run beside us and has no card for it. */
const notice = {
  title: 'A question for you',
  text: ['To see it and to answer, say “questions for me” to me in Teams.'],
};
