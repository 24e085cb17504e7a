import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../../ports/store/db.ts';
import type { TxContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { audit } from '../members/audit.ts';
import type { Member } from '../members/members.ts';
import { checkedRecord } from './checking.ts';
import { type Kinds, lockContent } from './records.ts';

/** Kinds whose records are changed in the app. */
export type EditableKind = 'item' | 'faq' | 'term' | 'signpost' | 'network';

/**
 * Changes a record, makes it, or takes it away, in the caller's transaction, with its line of history. What is said
 * already changes nothing, so that it is safe to repeat. Who may do it is the caller's to ask.
 * @param actor null for the service itself
 * @param change `after` null takes the record away; `basedOn` is the number of the change that it was read with
 * @returns whether anything changed
 * @throws AppError 'invalid' with every fault, 'conflict' where somebody changed it since it was read
 */
export async function changeRecord(
  ctx: TxContext,
  actor: Member | null,
  change: { kind: EditableKind; id: string; after: unknown; basedOn?: number },
): Promise<boolean> {
  return write(ctx, actor, change);
}

/**
 * Sets a record to what it was before one of its changes, whatever came after. Where it was then as the files have
 * it, it is again, in the words that they have now.
 * @throws AppError 'not-found', 'conflict' where somebody changed it since it was read
 */
export async function undoChange(
  ctx: TxContext,
  actor: Member | null,
  undo: { kind: EditableKind; id: string; change: number; basedOn?: number },
): Promise<boolean> {
  const { kind, id, basedOn } = undo;
  await lockContent(ctx);
  const undone = await ctx.db
    .selectFrom('content_change')
    .select(['before', 'as_shipped'])
    .where('id', '=', undo.change)
    .where('kind', '=', kind)
    .where('record_id', '=', id)
    .executeTakeFirst();
  const row = await rowOf(ctx.db, kind, id);
  if (!undone || !row) throw new AppError('not-found');
  const follows = undone.as_shipped && row.shipped && !row.retired_at;
  const after = follows ? row.shipped : undone.before;
  return write(ctx, actor, { kind, id, after, basedOn, undoes: undo.change });
}

/** A record as it stands, null where there is none, with the number of its latest change, 0 where there was none. */
export async function recordNow<K extends EditableKind>(
  db: Database,
  kind: K,
  id: string,
): Promise<{ record: Kinds[K] | null; change: number }> {
  const row = await rowOf(db, kind, id);
  return { record: standing(row) as Kinds[K] | null, change: await latestChange(db, kind, id) };
}

async function write(
  ctx: TxContext,
  actor: Member | null,
  change: {
    kind: EditableKind;
    id: string;
    after: unknown;
    basedOn?: number | undefined;
    undoes?: number;
  },
): Promise<boolean> {
  const { kind, id, basedOn, undoes = null } = change;
  await lockContent(ctx);
  const row = await rowOf(ctx.db, kind, id);
  const before = standing(row);
  // What an older version said may name what is gone by now; only what is newly named has to be there.
  const known = undoes === null ? [before] : [before, change.after];
  const after = change.after === null ? null : await checkedRecord(ctx.db, kind, id, change.after, known);
  if (isDeepStrictEqual(after, before)) return false;
  if (basedOn !== undefined && basedOn !== (await latestChange(ctx.db, kind, id)))
    throw new AppError('conflict', changedSince);
  const asFiles = !row?.retired_at && isDeepStrictEqual(after, row?.shipped);
  const edited = asFiles ? null : JSON.stringify(after);
  // What the files no longer have is from now on the coordinators' own.
  const own = row?.retired_at ? { shipped: null } : {};
  const values =
    after === null ? { taken_away: true } : { edited, taken_away: false, retired_at: null, ...own };
  if (row)
    await ctx.db
      .updateTable('content_record')
      .set(values)
      .where('kind', '=', kind)
      .where('id', '=', id)
      .execute();
  else
    await ctx.db
      .insertInto('content_record')
      .values({
        kind,
        id,
        position: await nextPosition(ctx.db, kind),
        shipped: null,
        edited,
        retired_at: null,
      })
      .execute();
  await ctx.db
    .insertInto('content_change')
    .values({
      kind,
      record_id: id,
      before: before && JSON.stringify(before),
      after: after && JSON.stringify(after),
      as_shipped: before !== null && row?.edited === null,
      undoes,
      actor: actor?.pseudonym ?? null,
      at: ctx.clock.now(),
    })
    .execute();
  // What changes of a network is said by who changes it.
  if (kind !== 'network') await audit(ctx, { actor, action: 'content changed', details: { kind, id } });
  return true;
}

const changedSince =
  'Somebody else has changed this since you opened it. Open it again to see what they wrote, then make your change.';

type Row = { shipped: object | null; edited: object | null; retired_at: Date | null; taken_away: boolean };

async function rowOf(db: Database, kind: EditableKind, id: string): Promise<Row | undefined> {
  return db
    .selectFrom('content_record')
    .select(['shipped', 'edited', 'retired_at', 'taken_away'])
    .where('kind', '=', kind)
    .where('id', '=', id)
    .executeTakeFirst();
}

const standing = (row: Row | undefined): object | null =>
  !row || row.taken_away || row.retired_at ? null : (row.edited ?? row.shipped);

async function latestChange(db: Database, kind: EditableKind, id: string): Promise<number> {
  const { change } = await db
    .selectFrom('content_change')
    .select((c) => c.fn.max('id').as('change'))
    .where('kind', '=', kind)
    .where('record_id', '=', id)
    .executeTakeFirstOrThrow();
  return Number(change ?? 0);
}

async function nextPosition(db: Database, kind: EditableKind): Promise<number> {
  const { last } = await db
    .selectFrom('content_record')
    .select((r) => r.fn.max('position').as('last'))
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow();
  return (last ?? -1) + 1;
}
