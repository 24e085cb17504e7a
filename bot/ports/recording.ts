import type { Recorder } from './mail.ts';
import type { Messenger } from './messenger.ts';

/**
 * Writes messages down instead of posting them, for an installation that people only try out. Who speaks to the
 * bot is still answered.
 */
export function recordingMessenger(messenger: Messenger, record: Recorder): Messenger {
  return {
    ...messenger,
    async send(reference, activity) {
      const { user, conversation } = reference as {
        user?: { aadObjectId?: string };
        conversation?: { id: string };
      };
      await record({
        way: 'teams',
        recipient: user?.aadObjectId ?? conversation?.id ?? '',
        subject: activity.summary ?? '',
        body: [activity.text, ...wordsIn(activity.attachments)].filter(Boolean).join('\n\n'),
      });
      return { kind: 'sent', activityId: 'recorded' };
    },
  };
}

/** Every text of a card, in order. */
function wordsIn(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(wordsIn);
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([name, value]) =>
    name === 'text' && typeof value === 'string' ? [value] : wordsIn(value),
  );
}
