import { z } from 'zod';
import type { Context } from '../domain/context.ts';
import { dateAndTime } from '../domain/london.ts';
import { erase } from '../domain/overview/erasure.ts';
import { heldAbout } from '../domain/overview/held.ts';
import type { Erased, OwnData } from './contract-day.ts';
import { guidIn, type Route, route } from './route.ts';

const typed = z.object({
  typed: z.string().refine((text) => text.trim().toLowerCase() === 'delete', 'Type “delete” to go on.'),
});

/** What is held about a person, and its end. */
export function ownDataRoutes(ctx: Context): Route[] {
  return [
    route(
      'get',
      '/api/me/data',
      { needs: 'use', query: z.object({ file: z.literal('1').optional() }) },
      async ({ member, query }) => {
        const sections = await heldAbout(ctx, member);
        const body: OwnData = { made: dateAndTime(ctx.clock.now()), sections };
        if (!query.file) return { body };
        const type = 'application/json; charset=utf-8';
        return { file: { name: 'what-is-held-about-me.json', type, text: JSON.stringify(body, null, 2) } };
      },
    ),
    route('del', '/api/me', { needs: 'use', body: typed }, async ({ member }) => {
      await erase(ctx, member, member.id);
      const body: Erased = {
        message: 'Everything that we held about you is deleted. You can close this page.',
      };
      return { body };
    }),
    route(
      'del',
      '/api/people/members/:id',
      { needs: 'administer', body: typed },
      async ({ member, params }) => {
        await erase(ctx, member, guidIn(params));
        const body: Erased = { message: 'Everything that we held about this person is deleted.' };
        return { body };
      },
    ),
  ];
}
