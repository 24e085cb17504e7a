import { isDeepStrictEqual } from 'node:util';
import type { TxContext } from '../context.ts';
import type { EditableKind } from './editing.ts';
import { lockContent } from './records.ts';

/** Answers name these side by side, so they share one set of ids. */
const together = ['item', 'faq', 'signpost'];

/**
 * An id for a new record, made from its words: "what-is-vess", or "what-is-vess-2" where that was ever used. Where
 * the very same record is there already, it is that one's: adding it again adds nothing.
 */
export async function newId(
  ctx: TxContext,
  kind: EditableKind,
  words: string,
  record: object,
): Promise<string> {
  await lockContent(ctx);
  const kinds = together.includes(kind) ? together : [kind];
  const rows = await ctx.db
    .selectFrom('content_record')
    .select(['kind', 'id', 'edited', 'taken_away'])
    .where('kind', 'in', kinds)
    .execute();
  const events = await ctx.db.selectFrom('event').select('id').execute();
  const taken = new Map<string, (typeof rows)[number] | null>(events.map(({ id }) => [id, null]));
  for (const row of rows) taken.set(row.id, row);
  const start = slug(words) || kind;
  for (let n = 1; ; n++) {
    const id = n === 1 ? start : `${start}-${n}`;
    const there = taken.get(id);
    if (there === undefined) return id;
    if (there?.kind === kind && !there.taken_away && isDeepStrictEqual(there.edited, { ...record, id }))
      return id;
  }
}

/**
 * Gives out ids for new events, made from their titles, for as long as the transaction lasts. None is an id that answers
 * name something else by, or ever did.
 */
export async function eventIds(ctx: TxContext): Promise<(title: string) => string> {
  await lockContent(ctx);
  const records = ctx.db.selectFrom('content_record').select('id').where('kind', 'in', together);
  const rows = await records.unionAll(ctx.db.selectFrom('event').select('id')).execute();
  const taken = new Set(rows.map(({ id }) => id));
  const counted = new Map<string, number>();
  return (title) => {
    const start = slug(title) || 'event';
    let n = counted.get(start) ?? 1;
    while (taken.has(n === 1 ? start : `${start}-${n}`)) n++;
    const id = n === 1 ? start : `${start}-${n}`;
    taken.add(id);
    counted.set(start, n);
    return id;
  };
}

/** "What’s VESS?" as "whats-vess": at most some 60 characters, whole words. */
function slug(words: string): string {
  const plain = words
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\p{M}'’]/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return plain.length <= 60 ? plain : plain.slice(0, 61).replace(/-?[^-]*$/, '') || plain.slice(0, 60);
}
