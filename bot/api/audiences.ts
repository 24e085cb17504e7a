import { z } from 'zod';
import type { Context } from '../domain/context.ts';
import { AppError } from '../domain/errors.ts';
import { audienceSize, knownPosts } from '../domain/members/audience-members.ts';
import { listAudiences, removeAudience, saveAudience } from '../domain/members/audiences.ts';
import type { Member } from '../domain/members/members.ts';
import { contentId, type Route, route, typedText } from './route.ts';

const lists = {
  organisations: z.array(contentId).max(200).default([]),
  careSystems: z.array(typedText('a care system', 120)).max(200).default([]),
  posts: z.array(typedText('a post', 120)).max(200).default([]),
  areas: z.array(contentId).max(200).default([]),
  networks: z.array(contentId).max(200).default([]),
};
const named = z.object({ name: typedText('a name', 80), ...lists });

/** Saved audiences, and the posts that they can name. */
export function audienceRoutes(ctx: Context): Route[] {
  const all = '/api/people/audiences';
  const one = `${all}/:id`;
  const saved = async (member: Member) => ({
    audiences: (await listAudiences(ctx, member)).map(({ definition, ...audience }) => ({
      ...audience,
      ...definition,
    })),
  });
  return [
    route('get', all, { needs: 'announce' }, async ({ member }) => ({ body: await saved(member) })),
    route(
      'post',
      all,
      { needs: 'announce', body: named },
      async ({ member, body: { name, ...definition } }) => {
        await saveAudience(ctx, member, { name, definition });
        return { status: 201, body: await saved(member) };
      },
    ),
    route('post', `${all}/size`, { needs: 'announce', body: z.object(lists) }, async ({ member, body }) => ({
      body: await audienceSize(ctx, member, body),
    })),
    route(
      'put',
      one,
      { needs: 'announce', body: named },
      async ({ member, params, body: { name, ...definition } }) => {
        await saveAudience(ctx, member, { id: audienceId(params), name, definition });
        return { body: await saved(member) };
      },
    ),
    route('del', one, { needs: 'announce' }, async ({ member, params }) => {
      await removeAudience(ctx, member, audienceId(params));
      return { body: await saved(member) };
    }),
    route('get', '/api/people/posts', { needs: 'announce' }, async ({ member }) => ({
      body: { posts: await knownPosts(ctx, member) },
    })),
  ];
}

function audienceId(params: Record<string, string>): string {
  const id = z.guid().safeParse(params.id);
  if (!id.success) throw new AppError('not-found');
  return id.data;
}
