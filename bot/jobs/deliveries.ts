import { announcementCard } from '../cards/announcements.ts';
import { attached } from '../cards/parts.ts';
import { announcementToSend } from '../domain/announcements/announcements.ts';
import type { Context } from '../domain/context.ts';
import { dateAndTime } from '../domain/london.ts';
import { mayUse } from '../domain/members/access.ts';
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

async function send(ctx: Context, messenger: Messenger, message: Claimed): Promise<Delivery> {
  const member = await memberById(ctx, message.memberId);
  if (!mayUse(member)) return failed('Their authority has not signed the Data Sharing Protocol');
  const announcement = await announcementToSend(ctx, message.key);
  if (!announcement) return failed('The announcement is no longer there');
  const reference = await personalReference(ctx, member.id);
  if (!reference) return failed('They have not opened the chat in Teams yet');
  const { sentAt, ...words } = announcement;
  const delivery = await messenger.send(reference.reference, {
    type: 'message',
    summary: announcement.title,
    attachments: [attached(announcementCard({ ...words, sentText: dateAndTime(sentAt) }))],
  });
  if (delivery.kind === 'failed' && delivery.unreachable)
    await markUnreachable(ctx, member.tenantId, reference.conversationId);
  return delivery;
}

const failed = (reason: string): Delivery => ({ kind: 'failed', reason, unreachable: false });
