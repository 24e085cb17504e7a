import { records } from '../content/records.ts';
import type { Resource } from '../content/schema.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';

type Ctx = Pick<Context, 'db' | 'clock'>;

/**
 * The resources that match, newest first. Every word of the search must be somewhere in the resource.
 * @throws AppError 'not-allowed', 'unsigned-authority'
 */
export async function listResources(
  ctx: Ctx,
  member: Member,
  filter: { search?: string; area?: string; type?: string },
): Promise<Resource[]> {
  requireRight(member, 'openLibrary');
  const words = (filter.search ?? '').toLocaleLowerCase('en-GB').split(/\s+/).filter(Boolean);
  const resources = (await records(ctx.db, 'resource')).filter((resource) => {
    if (filter.area && resource.area !== filter.area) return false;
    if (filter.type && resource.type !== filter.type) return false;
    const text = `${resource.title} ${resource.summary} ${resource.document ?? ''}`.toLocaleLowerCase(
      'en-GB',
    );
    return words.every((word) => text.includes(word));
  });
  return resources.sort((a, b) => b.added.localeCompare(a.added) || a.title.localeCompare(b.title));
}

/** One resource with its document. @throws AppError 'not-allowed', 'unsigned-authority', 'not-found' */
export async function openResource(ctx: Ctx, member: Member, id: string): Promise<Resource> {
  requireRight(member, 'openLibrary');
  const resource = (await records(ctx.db, 'resource')).find((each) => each.id === id);
  if (!resource) throw new AppError('not-found');
  return resource;
}
