import { z } from 'zod';
import type { Config } from '../config.ts';
import type { Context } from '../domain/context.ts';
import { AppError } from '../domain/errors.ts';
import { administerSettings } from '../domain/members/administration.ts';
import { listUnconfirmed, resend, sendingState } from '../domain/messages/sending.ts';
import { settings, settingsSchema } from '../domain/settings.ts';
import type { Sending } from './contract-people.ts';
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
