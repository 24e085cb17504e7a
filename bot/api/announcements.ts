import { z } from 'zod';
import {
  announce,
  announcementById,
  announcementSize,
  listAnnouncements,
  type Announcement as Sent,
} from '../domain/announcements/announcements.ts';
import type { Context } from '../domain/context.ts';
import { AppError } from '../domain/errors.ts';
import { dateAndTime } from '../domain/london.ts';
import type { Announcement } from './contract.ts';
import { contentId, type Route, route, typedText } from './route.ts';

const announcement = z.object({
  key: z.guid('The page did not send its key. Reload it and try again.'),
  title: typedText('a title', 120),
  // Each line is a block of the card, and Teams takes no card beyond a size.
  body: typedText('the text', 2000).refine(
    (text) => text.split('\n').length <= 100,
    'Keep the text to 100 lines.',
  ),
  audience: z.discriminatedUnion(
    'kind',
    [
      z.object({ kind: z.literal('everyone') }),
      z.object({ kind: z.literal('area'), area: contentId }),
      z.object({ kind: z.literal('saved'), audience: z.guid() }),
    ],
    { error: 'Choose who it is for.' },
  ),
  critical: z.boolean().default(false),
});

/** Announcements, for coordinators. */
export function announcementRoutes(ctx: Context): Route[] {
  return [
    route(
      'post',
      '/api/announcements',
      { needs: 'announce', body: announcement },
      async ({ member, body }) => {
        const { announcement, made } = await announce(ctx, member, body);
        return { status: made ? 201 : 200, body: present(announcement) };
      },
    ),
    route('get', '/api/announcements', { needs: 'announce' }, async ({ member }) => ({
      body: { announcements: (await listAnnouncements(ctx, member)).map(present) },
    })),
    route(
      'get',
      '/api/announcements/audience',
      { needs: 'announce', query: z.object({ area: contentId.optional(), audience: z.guid().optional() }) },
      async ({ member, query: { area, audience } }) => ({
        body: await announcementSize(
          ctx,
          member,
          area ? { kind: 'area', area } : audience ? { kind: 'saved', audience } : { kind: 'everyone' },
        ),
      }),
    ),
    route('get', '/api/announcements/:id', { needs: 'announce' }, async ({ member, params }) => {
      const id = z.guid().safeParse(params.id);
      if (!id.success) throw new AppError('not-found');
      return { body: present(await announcementById(ctx, member, id.data)) };
    }),
  ];
}

function present({ sentAt, ...sent }: Sent): Announcement {
  return { ...sent, sentAt: sentAt.toISOString(), sentText: dateAndTime(sentAt) };
}
