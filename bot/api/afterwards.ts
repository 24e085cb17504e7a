import { z } from 'zod';
import type { Context } from '../domain/context.ts';
import { afterwards, setMaterials } from '../domain/events/afterwards.ts';
import { giveFeedback } from '../domain/events/feedback.ts';
import { thank } from '../domain/events/thanking.ts';
import { dateAndTime } from '../domain/london.ts';
import type { Member } from '../domain/members/members.ts';
import { whenOf } from './check-in.ts';
import type { Afterwards } from './contract-day.ts';
import { idIn, type Route, route, typedText } from './route.ts';

const needs = 'manageEvents';
const link = z
  .url({
    protocol: /^https$/,
    hostname: z.regexes.domain,
    error: 'Write an address that begins with https://',
  })
  .max(2000, 'That address is too long.');
const links = z.object({
  materials: z
    .array(z.object({ title: typedText('what it is', 120), url: link }))
    .max(20, 'Keep it to 20 materials.'),
  recordingUrl: link.nullable(),
});
const feedback = z.object({
  useful: z.int('Choose from 1 to 5.').min(1, 'Choose from 1 to 5.').max(5, 'Choose from 1 to 5.'),
  text: z
    .string()
    .trim()
    .max(2000, 'Keep it to 2,000 characters.')
    .refine(
      (text) => !/\p{Cc}/u.test(text.replace(/[\n\r\t]/g, '')),
      'Take the control characters out of it.',
    )
    .default(''),
});

/** After a session: materials, thanks and what people thought of it. */
export function afterwardsRoutes(ctx: Context): Route[] {
  const view = async (member: Member, sessionId: string): Promise<Afterwards> => {
    const { day, toldAt, ...state } = await afterwards(ctx, member, sessionId);
    return {
      eventId: day.eventId,
      title: day.title,
      when: whenOf(day, ctx.clock.now()),
      told: toldAt && dateAndTime(toldAt),
      ...state,
    };
  };
  return [
    route('get', '/api/organising/sessions/:id/afterwards', { needs }, async ({ member, params }) => ({
      body: await view(member, idIn(params)),
    })),
    route(
      'put',
      '/api/organising/sessions/:id/afterwards',
      { needs, body: links },
      async ({ member, params, body }) => {
        await setMaterials(ctx, member, idIn(params), body);
        return { body: await view(member, idIn(params)) };
      },
    ),
    route('post', '/api/organising/sessions/:id/thanks', { needs }, async ({ member, params }) => {
      await thank(ctx, member, idIn(params));
      return { body: await view(member, idIn(params)) };
    }),
    route(
      'post',
      '/api/sessions/:id/feedback',
      { needs: 'use', body: feedback },
      async ({ member, params, body }) => {
        await giveFeedback(ctx, member, idIn(params), body);
        return { status: 201, body: { message: 'Thank you. This helps us to plan the next one.' } };
      },
    ),
  ];
}
