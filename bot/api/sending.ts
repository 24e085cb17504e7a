import { z } from 'zod';
import type { Config } from '../config.ts';
import type { Context } from '../domain/context.ts';
import { AppError } from '../domain/errors.ts';
import { administerSettings } from '../domain/members/administration.ts';
import { recorded } from '../domain/messages/outbox.ts';
import { listUnconfirmed, resend, sendingState } from '../domain/messages/sending.ts';
import { settings, settingsSchema } from '../domain/settings.ts';
import type { RecordedMessage, Sending } from './contract-people.ts';
import { type Route, route } from './route.ts';

const stopped = z.object({ stopped: z.boolean() });
const { shape } = settingsSchema;
const chosen = z.object({
  libraryUnseenDays: shape.libraryUnseenDays.unwrap(),
  libraryConfirmDays: shape.libraryConfirmDays.unwrap(),
  postsPerSecond: shape.postsPerSecond.unwrap(),
  unaskedPerDay: shape.unaskedPerDay.unwrap(),
  answerWithinDays: shape.answerWithinDays.unwrap(),
  secondCoordinator: shape.secondCoordinator.unwrap(),
  // A tab that was open before we knew of it does not say it: it stays as it stands.
  outlookCalendar: shape.outlookCalendar.unwrap().optional(),
});

/** Whether and how fast messages go out, what is in doubt, and what administrators may set. */
export function sendingRoutes(ctx: Context, { recording }: Pick<Config, 'recording'>): Route[] {
  const now = async (): Promise<Sending> => {
    const { sendingStopped, questionsChannel: _, ...rest } = await settings(ctx.db);
    const { waiting, paused } = await sendingState(ctx);
    const unconfirmed = await listUnconfirmed(ctx);
    return {
      stopped: sendingStopped,
      recording,
      waiting,
      unconfirmed: unconfirmed.map((each) => ({ ...each, at: each.at.toISOString() })),
      paused: paused.map((each) => ({ ...each, until: each.until.toISOString() })),
      settings: rest,
    };
  };
  return [
    route('get', '/api/sending', { needs: 'administer' }, async () => ({ body: await now() })),
    route('get', '/api/sending/recorded', { needs: 'administer' }, async ({ member }) => {
      const messages: RecordedMessage[] = (await recorded(ctx, member)).map(
        ({ id, at, way, recipient, name, subject, body }) => ({
          id,
          at: at.toISOString(),
          way,
          to: name ?? recipient,
          subject,
          body,
        }),
      );
      return { body: { messages } };
    }),
    route('put', '/api/sending', { needs: 'administer', body: stopped }, async ({ member, body }) => {
      await administerSettings(ctx, member, { sendingStopped: body.stopped });
      return { body: await now() };
    }),
    route('put', '/api/settings', { needs: 'administer', body: chosen }, async ({ member, body }) => {
      await administerSettings(ctx, member, body);
      return { body: await now() };
    }),
    route(
      'post',
      '/api/sending/unconfirmed/:id/resend',
      { needs: 'administer' },
      async ({ member, params }) => {
        const id = z.guid().safeParse(params.id);
        if (!id.success) throw new AppError('not-found');
        await resend(ctx, member, id.data);
        return { body: await now() };
      },
    ),
  ];
}
