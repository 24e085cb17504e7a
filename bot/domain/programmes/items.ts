import { records } from '../content/records.ts';
import type { Item, Network, Organisation } from '../content/schema.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { readersFor, requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';
import { organisations } from '../members/organisations.ts';

type Ctx = Pick<Context, 'db' | 'clock'>;

/** The items of the plan that the member may read, in its order; all, or one area's. */
export async function listItems(ctx: Ctx, member: Member, filter: { area?: string } = {}): Promise<Item[]> {
  requireRight(member, 'use');
  const readers = readersFor(member, false);
  const items = (await records(ctx.db, 'item')).filter((item) => readers.includes(item.readers));
  return filter.area ? items.filter((item) => item.area === filter.area) : items;
}

/** One item with what it names. @throws AppError 'not-found' */
export async function openItem(
  ctx: Ctx,
  member: Member,
  id: string,
): Promise<{ item: Item; networks: Network[]; partners: Organisation[]; related: Item[] }> {
  const items = await listItems(ctx, member);
  const item = items.find((each) => each.id === id);
  if (!item) throw new AppError('not-found');
  const named = <T extends { id: string }>(all: T[], ids: string[]) =>
    ids.flatMap((each) => all.find((record) => record.id === each) ?? []);
  return {
    item,
    networks: named(await records(ctx.db, 'network'), item.networks),
    partners: named(await organisations(ctx.db), item.partners),
    related: named(items, item.related),
  };
}
