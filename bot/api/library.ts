import { z } from 'zod';
import type { Resource } from '../domain/content/schema.ts';
import type { Context } from '../domain/context.ts';
import { AppError } from '../domain/errors.ts';
import { listResources, openResource } from '../domain/library/resources.ts';
import { shortDate } from '../domain/london.ts';
import type { ResourceDetail, ResourceSummary } from './contract.ts';
import { contentId, idIn, type Route, route } from './route.ts';

const filter = z.object({
  search: z.string().max(200, 'Search for fewer than 200 characters.').optional(),
  area: contentId.optional(),
  type: z
    .enum(['plan summary', 'report', 'guide', 'website'], { error: 'That is not a type of ours.' })
    .optional(),
});

/** The library. Every call, the file's included, asks again whether the person may. */
export function libraryRoutes(ctx: Context): Route[] {
  return [
    route('get', '/api/resources', { needs: 'openLibrary', query: filter }, async ({ member, query }) => ({
      body: { resources: (await listResources(ctx, member, query)).map(summary) },
    })),
    route('get', '/api/resources/:id', { needs: 'openLibrary' }, async ({ member, params }) => {
      const resource = await openResource(ctx, member, idIn(params));
      const body: ResourceDetail = { ...summary(resource), document: resource.document ?? null };
      return { body };
    }),
    route('get', '/api/resources/:id/file', { needs: 'openLibrary' }, async ({ member, params }) => {
      const resource = await openResource(ctx, member, idIn(params));
      if (!resource.file || !resource.document) throw new AppError('not-found');
      return { file: { name: resource.file, type: 'text/markdown; charset=utf-8', text: resource.document } };
    }),
  ];
}

function summary(resource: Resource): ResourceSummary {
  return {
    id: resource.id,
    title: resource.title,
    summary: resource.summary,
    type: resource.type,
    area: resource.area,
    added: shortDate(resource.added),
    url: resource.url ?? null,
  };
}
