import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { londonDay } from '../london.ts';
import { requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';
import { settings } from '../settings.ts';
import { fieldName } from './checking.ts';
import type { CuratedKind, One } from './curating.ts';
import { writers } from './faqs.ts';
import type { Faq, Item, Signpost, Term } from './schema.ts';

type Ctx = Pick<Context, 'db' | 'clock'>;

const mostListed = 200;

export type CuratedRecord = {
  kind: CuratedKind;
  id: string;
  title: string;
  record: Record<string, unknown>;
  change: number;
  edited: boolean;
  reviewDue: boolean;
  mayPublish: boolean;
};

/**
 * The records of a kind that have every word of the search in them, those whose day of review has come first, then by
 * title; at most 200.
 * @param takenAway those that were taken away instead, as they were, latest first
 */
export async function listRecords(
  ctx: Ctx,
  actor: Member,
  kind: CuratedKind,
  { search = '', takenAway = false },
): Promise<CuratedRecord[]> {
  requireRight(actor, 'answer');
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = (await rowsOf(ctx, kind, takenAway)).filter(({ record }) => {
    const text = JSON.stringify(Object.values(record)).toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const all = await viewed(ctx, actor, kind, rows);
  if (takenAway) all.sort((a, b) => b.change - a.change);
  else
    all.sort((a, b) => Number(b.reviewDue) - Number(a.reviewDue) || a.title.localeCompare(b.title, 'en-GB'));
  return all.slice(0, mostListed);
}

/** One record. @throws AppError 'not-found' */
export async function readRecord(ctx: Ctx, actor: Member, { kind, id }: One): Promise<CuratedRecord> {
  requireRight(actor, 'answer');
  const [view] = await viewed(ctx, actor, kind, await rowsOf(ctx, kind, false, id));
  if (!view) throw new AppError('not-found');
  return view;
}

export type Change = {
  id: number;
  at: Date;
  by: string | null;
  did: 'made' | 'changed' | 'published' | 'taken away' | 'undone';
  fields: string[];
};

/** What was done to a record, latest first, at most 200. @throws AppError 'not-found' where there never was one */
export async function historyOf(ctx: Ctx, actor: Member, { kind, id }: One): Promise<Change[]> {
  requireRight(actor, 'answer');
  const rows = await ctx.db
    .selectFrom('content_change')
    .leftJoin('member', 'member.pseudonym', 'content_change.actor')
    .select(['content_change.id', 'at', 'before', 'after', 'undoes', 'member.name as by'])
    .where('kind', '=', kind)
    .where('record_id', '=', id)
    .orderBy('content_change.id', 'desc')
    .limit(mostListed)
    .execute();
  if (rows.length === 0) await readRecord(ctx, actor, { kind, id });
  return rows.map(({ id, at, by, before, after, undoes }) => ({
    id: Number(id),
    at,
    by,
    did:
      undoes !== null
        ? 'undone'
        : !after
          ? 'taken away'
          : !before
            ? 'made'
            : (before as Partial<Faq>).state === 'draft' && (after as Partial<Faq>).state === 'live'
              ? 'published'
              : 'changed',
    fields: before && after ? changedFields(kind, before, after) : [],
  }));
}

function changedFields(kind: CuratedKind, before: object, after: object): string[] {
  const text = (record: object, field: string) => JSON.stringify((record as Record<string, unknown>)[field]);
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => text(before, field) !== text(after, field))
    .map((field) => fieldName(kind, field))
    .sort();
}

type Row = { id: string; record: Record<string, unknown>; edited: boolean; change: number };

async function rowsOf(ctx: Ctx, kind: CuratedKind, takenAway: boolean, id?: string): Promise<Row[]> {
  let query = ctx.db
    .selectFrom('content_record')
    .select([
      'content_record.id',
      sql<Record<string, unknown>>`coalesce(edited, shipped)`.as('record'),
      sql<boolean>`edited is not null`.as('edited'),
      sql<number>`coalesce((select max(content_change.id)::int from content_change
        where content_change.kind = content_record.kind and record_id = content_record.id), 0)`.as('change'),
    ])
    .where('kind', '=', kind)
    .where('retired_at', 'is', null)
    .where('taken_away', '=', takenAway);
  if (id !== undefined) query = query.where('content_record.id', '=', id);
  return query.execute();
}

async function viewed(ctx: Ctx, actor: Member, kind: CuratedKind, rows: Row[]): Promise<CuratedRecord[]> {
  const today = londonDay(ctx.clock.now());
  const drafts = rows.filter(({ record }) => record.state === 'draft').map(({ id }) => id);
  const wrote = await writers(ctx, drafts);
  const alone = (await settings(ctx.db)).secondCoordinator === 'is told';
  return rows.map(({ id, record, edited, change }) => ({
    kind,
    id,
    title: titleOf(kind, record),
    record,
    change,
    edited,
    reviewDue: kind === 'faq' && (record as Faq).reviewOn <= today,
    mayPublish: record.state === 'draft' && (alone || wrote.get(id) !== actor.pseudonym),
  }));
}

function titleOf(kind: CuratedKind, record: object): string {
  if (kind === 'faq') return (record as Faq).questions[0]!;
  return kind === 'term' ? (record as Term).term : (record as Item | Signpost).title;
}
