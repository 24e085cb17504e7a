import { z } from 'zod';
import type { Config } from '../config.ts';
import type { Context } from '../domain/context.ts';
import { AppError } from '../domain/errors.ts';
import { changePreferences, preferences } from '../domain/messages/choices.ts';
import { categoryIds } from '../domain/messages/preferences.ts';
import type { Preferences } from './contract-people.ts';
import { type Route, route } from './route.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the time as HH:MM, such as 22:00.');
const chosen = z.object({
  categories: z
    .array(z.object({ id: z.enum(categoryIds), timing: z.enum(['at once', 'daily', 'weekly', 'off']) }))
    .max(20)
    .optional(),
  way: z.enum(['teams', 'e-mail']).optional(),
  quiet: z.object({ from: time, to: time }).nullable().optional(),
});

/** What a person gets from us, when and how. */
export function preferenceRoutes(
  ctx: Context,
  config: Pick<Config, 'local' | 'recording' | 'mail'>,
): Route[] {
  const hasMail = config.local || config.recording || config.mail;
  return [
    route('get', '/api/preferences', { needs: 'use' }, async ({ member }) => {
      const body: Preferences = await preferences(ctx, member);
      return { body };
    }),
    route('put', '/api/preferences', { needs: 'use', body: chosen }, async ({ member, body }) => {
      const { categories: timings, way, quiet } = body;
      if (way === 'e-mail' && !hasMail)
        throw new AppError('invalid', 'E-mail is not set up yet, so messages stay in Teams.');
      const now: Preferences = await changePreferences(ctx, member, {
        ...(timings && { timings }),
        ...(way && { way }),
        ...(quiet !== undefined && { quiet }),
      });
      return { body: now };
    }),
  ];
}
