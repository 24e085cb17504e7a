import { alliance } from '../domain/content/records.ts';
import type { Context } from '../domain/context.ts';
import { AppError, type ErrorCode } from '../domain/errors.ts';
import { blockedText, guestText } from '../domain/members/access.ts';
import type { Response } from '../domain/messages/activities.ts';
import type { Messenger } from '../ports/messenger.ts';
import { refusalText } from './errors.ts';
import type { Admitted, ChannelActivity } from './gate.ts';
import type { Reaction } from './message.ts';
import type { Turn } from './turn.ts';

/**
 * Refusals that say who somebody is not: they are no member, or nobody of their authority may come in; or that it is
 * not known yet.
 */
const reasons: ErrorCode[] = [
  'unknown-organisation',
  'choose-organisation',
  'not-approved',
  'unsigned-authority',
  'unavailable',
];

const notKnownYet =
  'I could not find out yet who you are, so I cannot help you at this moment. Please try again in a minute.';

/**
 * For somebody who is new: their tenant's guests are not its staff.
 * @throws AppError 'unknown-organisation' for a guest, 'unavailable' where the channel does not say
 */
export async function refuseGuest(
  messenger: Pick<Messenger, 'isGuest'>,
  { serviceUrl, channelData, conversation, from }: ChannelActivity,
  tenantId: string,
): Promise<void> {
  const conversationId = channelData?.team?.id ?? conversation.id;
  let guest: boolean;
  try {
    guest = await messenger.isGuest({ serviceUrl, conversationId, userId: from.id, tenantId });
  } catch {
    throw new AppError('unavailable', notKnownYet);
  }
  if (guest) throw new AppError('unknown-organisation', guestText);
}

/** Whether an error says that this person is not let in. */
export const isShutOut = (error: unknown): error is AppError =>
  error instanceof AppError && reasons.includes(error.code);

/** What waits for an answer: to these we say why there is none. */
const asked = (activity: ChannelActivity) =>
  ['message', 'invoke'].includes(activity.type) ||
  (activity.type === 'installationUpdate' && (activity.action ?? '').startsWith('add'));

/**
 * What the bot says to a person who is not let in: why, and what they can do about it. Before others it says
 * neither.
 */
export async function refusal(
  ctx: Pick<Context, 'db'>,
  { activity, kind, objectId }: Admitted,
  error: unknown,
  link: Turn['link'],
): Promise<Reaction> {
  if (!objectId || !asked(activity)) return undefined;
  if (kind !== 'personal')
    return { text: 'I cannot help you here. Message me in our own chat, and I will say why.' };
  const text = refusalText(error);
  if (text === notKnownYet) return { text };
  const { signInHelp } = await alliance(ctx.db);
  if (text === blockedText) return { text: `${text} Write to ${signInHelp}.` };
  // The answer to a button is shown as it is, so a link would be seen in all its length.
  const home = activity.type === 'invoke' ? 'the app’s Home page' : `[the app’s Home page](${link('home')})`;
  return {
    text: `${text} See ${home} for what you can do. If that does not help, write to ${signInHelp}.`,
  };
}

/** So many of those who are not let in have their last answers remembered. */
const most = 10_000;

/**
 * Answers a repeat of an activity as the first, of people of whom nothing may be written down: in memory, within
 * bounds, and only here; another instance would answer its repeat anew.
 */
export function onceUnwritten(): (
  key: { conversationId: string; activityId: string },
  handle: () => Promise<Response>,
) => Promise<Response> {
  const answers = new Map<string, Promise<Response>>();
  return ({ conversationId, activityId }, handle) => {
    const key = JSON.stringify([conversationId, activityId]);
    const before = answers.get(key);
    if (before) return before;
    const answer = handle();
    answers.set(key, answer);
    for (const oldest of answers.keys()) {
      if (answers.size <= most) break;
      answers.delete(oldest);
    }
    return answer;
  };
}
