import { announcementCard } from '../cards/announcements.ts';
import { attached } from '../cards/parts.ts';
import { announcementToSend } from '../domain/announcements/announcements.ts';
import type { Context } from '../domain/context.ts';
import { dateAndTime } from '../domain/london.ts';
import { may } from '../domain/members/access.ts';
import { markUnreachable, personalReference } from '../domain/members/conversations.ts';
import { memberById } from '../domain/members/members.ts';
import { type Claimed, claimMessages, expireLeases, settleMessage } from '../domain/messages/ledger.ts';
import type { Delivery, Messenger } from '../ports/messenger.ts';

/** How many posts are in flight at once. */
const atOnce = 8;

/**
 * Works through the messages that are due, until none is left or `stopping` says so. Each is claimed and
 * committed before its post, so a death in between leaves it shown as unconfirmed and never sends it twice.
 */
export async function deliver(ctx: Context, messenger: Messenger, stopping: AbortSignal): Promise<void> {
  await expireLeases(ctx, { all: false });
  while (!stopping.aborted) {
    const claimed = await claimMessages(ctx, atOnce);
    if (claimed.length === 0) return;
    await Promise.all(
      claimed.map(async (message) => settleMessage(ctx, message, await send(ctx, messenger, message))),
    );
  }
}

/** Sends a claimed message. Trouble before the post is no doubt about it: such a message is tried again. */
async function send(ctx: Context, messenger: Messenger, message: Claimed): Promise<Delivery> {
  let prepared: Prepared | Delivery;
  try {
    prepared = await prepare(ctx, message);
  } catch {
    const retryAt = new Date(ctx.clock.now().getTime() + 60_000);
    return { kind: 'deferred', retryAt, reason: 'The message could not be prepared' };
  }
  if ('kind' in prepared) return prepared;
  const delivery = await messenger.send(prepared.reference, prepared.activity);
  if (delivery.kind === 'failed' && delivery.unreachable)
    await markUnreachable(ctx, prepared.tenantId, prepared.conversationId);
  return delivery;
}

type Prepared = {
  tenantId: string;
  conversationId: string;
  reference: object;
  activity: Parameters<Messenger['send']>[1];
};

async function prepare(ctx: Context, message: Claimed): Promise<Prepared | Delivery> {
  const member = await memberById(ctx, message.memberId);
  if (!may(member, 'use')) return failed('Their authority has not signed the Data Sharing Protocol');
  const announcement = await announcementToSend(ctx, message.key);
  if (!announcement) return failed('The announcement is no longer there');
  const reference = await personalReference(ctx, member.id);
  if (!reference) return failed('They have not opened the chat in Teams yet');
  const { sentAt, ...words } = announcement;
  return {
    tenantId: member.tenantId,
    ...reference,
    activity: {
      type: 'message',
      summary: announcement.title,
      attachments: [attached(announcementCard({ ...words, sentText: dateAndTime(sentAt) }))],
    },
  };
}

const failed = (reason: string): Delivery => ({ kind: 'failed', reason, unreachable: false });
