import { randomUUID } from 'node:crypto';
import { type Context, inTransaction } from '../../bot/domain/context.ts';
import { keepConversation } from '../../bot/domain/members/conversations.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { knowTenant } from '../../bot/domain/members/organisations.ts';
import type { Notice } from '../../bot/domain/messages/claims.ts';
import { addMessages, type Message } from '../../bot/domain/messages/ledger.ts';
import type { Outside } from '../../bot/jobs/posts.ts';
import type { Mail } from '../../bot/ports/mail.ts';
import type { Delivery } from '../../bot/ports/post.ts';
import { aMember } from '../factories.ts';

/** A new tenant of Camden, with so many colleagues whom the bot can reach. */
export async function aTenant(
  ctx: Context,
  people: number,
): Promise<{ tenantId: string; members: Member[] }> {
  const tenantId = randomUUID();
  await knowTenant(ctx.db, tenantId, 'camden');
  const members: Member[] = [];
  for (let n = 0; n < people; n++) {
    const member = { ...(await aMember(ctx)), tenantId };
    await ctx.db.updateTable('member').set({ tenant_id: tenantId }).where('id', '=', member.id).execute();
    await letReach(ctx, member);
    members.push(member);
  }
  return { tenantId, members };
}

/** The bot can reach the member in a chat of their own. */
export async function letReach(ctx: Context, member: { id: string; tenantId: string }): Promise<void> {
  await keepConversation(ctx, {
    tenantId: member.tenantId,
    conversationId: `a:${member.id}`,
    kind: 'personal',
    memberId: member.id,
    reference: { to: member.id, tenantId: member.tenantId },
  });
}

/** Sends a notice to these members. @returns its key */
export async function tell(
  ctx: Context,
  members: { id: string }[],
  message: Partial<Message> = {},
): Promise<string> {
  const key = randomUUID();
  const notice: Notice = { title: 'News', text: ['One.', 'Two.'], path: '/events' };
  const all = { purpose: 'test', key, category: 'answers', notice, ...message } as const;
  await inTransaction(ctx, (tx) => addMessages(tx, all, { members: members.map(({ id }) => id) }));
  return key;
}

/** The outside as the sender sees it: every post and mail, and what comes of each. */
export type Played = Outside & {
  posts: { to: string; tenantId: string; at: number; activity: Record<string, unknown> }[];
  mails: Mail[];
  /** Decides by member what comes of a post; sent where it says nothing. */
  answer: (to: string, tenantId: string) => Promise<Delivery> | Delivery | undefined;
};

export function playOutside(): Played {
  const played: Played = {
    posts: [],
    mails: [],
    answer: () => undefined,
    messenger: {
      async send(reference, activity) {
        const { to, tenantId } = reference as { to: string; tenantId: string };
        played.posts.push({ to, tenantId, at: performance.now(), activity: activity as never });
        const number = played.posts.length;
        return (await played.answer(to, tenantId)) ?? { kind: 'sent', activityId: `post-${number}` };
      },
    },
    mailer: {
      async send(mail) {
        played.mails.push(mail);
        return { kind: 'sent', activityId: `mail-${played.mails.length}` };
      },
    },
    link: (page) => `https://teams.example/${page}`,
    webLink: (page) => `https://liia.example/${page}`,
    organiser: { name: 'LIIA', address: 'liia@alliance.example' },
  };
  return played;
}

/** The most posts of any stretch of so many milliseconds. */
export function mostWithin(posts: { at: number }[], milliseconds: number): number {
  let first = 0;
  let most = 0;
  for (const [n, { at }] of posts.entries()) {
    while (at - posts[first]!.at >= milliseconds) first++;
    most = Math.max(most, n - first + 1);
  }
  return most;
}

/** The rows of the ledger with this key. */
export const rowsOf = (ctx: Context, key: string) =>
  ctx.db.selectFrom('message').selectAll().where('key', '=', key).orderBy('member_id').execute();
