import { z } from 'zod';
import type { Context } from '../domain/context.ts';
import { requireRight } from '../domain/members/access.ts';
import { keepConversation, markUnreachable } from '../domain/members/conversations.ts';
import type { Member } from '../domain/members/members.ts';
import { takeRating } from './feedback.ts';
import type { Admitted, ChannelActivity } from './gate.ts';
import { welcome } from './help.ts';
import type { Reaction } from './message.ts';
import { replyToText, replyToVerb } from './routes.ts';
import { refusal } from './shut-out.ts';
import { spokenText, type Turn } from './turn.ts';

/** An activity that was let in, and the member behind it; null where the channel names no person. */
export type Arrival = Admitted & { member: Member | null };

/** What the bot does with an activity, of whatever type; undefined where it has nothing to say. */
export async function react(ctx: Context, arrival: Arrival, link: Turn['link']): Promise<Reaction> {
  const { activity, tenantId, kind, member } = arrival;
  // A thread of a channel is that channel: one reference serves them all.
  const conversationId = activity.conversation.id.replace(/;messageid=.*$/, '');
  if (takesBotOut(activity)) {
    await markUnreachable(ctx, tenantId, conversationId);
    return undefined;
  }
  if (!member) return undefined;
  try {
    requireRight(member, 'use');
  } catch (error) {
    return refusal(ctx, arrival, error, link);
  }

  const shared = kind !== 'personal';
  const first = await keepConversation(ctx, {
    tenantId,
    conversationId,
    kind,
    memberId: shared ? null : member.id,
    reference: referenceOf(activity, conversationId, shared),
  });
  const turn: Turn = { ctx, member, shared, conversationId: activity.conversation.id, link };
  switch (activity.type) {
    case 'message': {
      const pressed = submitted.safeParse(activity.value);
      return pressed.success
        ? replyToVerb(turn, pressed.data.verb, pressed.data)
        : replyToText(turn, spokenText(activity.text));
    }
    case 'invoke':
      return reactToInvoke(turn, activity);
    case 'installationUpdate':
    case 'conversationUpdate':
      return first && !shared ? welcome(turn) : undefined;
    default:
      return undefined;
  }
}

/** What an Action.Submit sends in place of an Action.Execute. */
const submitted = z.looseObject({ verb: z.string().max(100) });
const executed = z.object({
  action: z.object({ verb: z.string().max(100), data: z.unknown().optional() }),
});

async function reactToInvoke(turn: Turn, activity: ChannelActivity): Promise<Reaction> {
  if (activity.name === 'adaptiveCard/action') {
    const pressed = executed.safeParse(activity.value);
    if (!pressed.success) return { status: 400, body: { error: 'The button cannot be read.' } };
    return replyToVerb(turn, pressed.data.action.verb, pressed.data.action.data);
  }
  // Teams asks again and again unless a rating is taken with an empty object.
  if (activity.name === 'message/submitAction') {
    await takeRating(turn, activity);
    return { status: 200, body: {} };
  }
  return { status: 400, body: { error: 'This app has nothing of that name.' } };
}

function takesBotOut({ type, action, membersRemoved, recipient }: ChannelActivity): boolean {
  if (type === 'installationUpdate') return action?.startsWith('remove') ?? false;
  return (
    type === 'conversationUpdate' && (membersRemoved?.some((member) => member.id === recipient.id) ?? false)
  );
}

/** What a later post needs, and no names: botbuilder's conversation reference without the activity. */
function referenceOf(activity: ChannelActivity, conversationId: string, shared: boolean): object {
  const { conversationType, isGroup, tenantId } = activity.conversation;
  return {
    channelId: activity.channelId,
    serviceUrl: activity.serviceUrl,
    bot: { id: activity.recipient.id },
    // In a group the last to speak is nobody in particular.
    ...(shared ? {} : { user: { id: activity.from.id, aadObjectId: activity.from.aadObjectId } }),
    conversation: { id: conversationId, conversationType, isGroup, tenantId },
  };
}
