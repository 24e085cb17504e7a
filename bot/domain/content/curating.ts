import { isDeepStrictEqual } from 'node:util';
import { type Context, inTransaction, type TxContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { addDays, londonDay } from '../london.ts';
import { requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';
import { checkedRecord } from './checking.ts';
import { currentContent } from './current.ts';
import { changeRecord, recordNow, undoChange } from './editing.ts';
import { addFaq, reviewAfter } from './faqs.ts';
import { newId } from './ids.ts';
import { lockContent } from './records.ts';
import type { Content, Faq } from './schema.ts';
import { tellOfChange } from './telling.ts';

/** What coordinators change of what the bot answers from. */

export type CuratedKind = 'item' | 'faq' | 'term' | 'signpost';
export type One = { kind: CuratedKind; id: string };

/**
 * Puts a coordinator's words in place of a record's. What they do not decide stays: whether an answer is live, and
 * whose it is, which is theirs once they change its words.
 * @throws AppError 'not-found', 'invalid' with every fault, 'conflict' where somebody changed it since it was read
 */
export async function saveRecord(
  ctx: Context,
  actor: Member,
  { kind, id, record, basedOn }: One & { record: object; basedOn: number },
): Promise<void> {
  await change(ctx, actor, async (tx) => {
    const now = await recordNow(tx.db, kind, id);
    if (!now.record) throw new AppError('not-found');
    const after = kind === 'faq' ? savedFaq(tx, actor, now.record as Faq, record) : record;
    await tellingOthers(tx, actor, { kind, id }, () => changeRecord(tx, actor, { kind, id, after, basedOn }));
  });
}

/** Adds a record with an id made from its words. @returns the id @throws AppError 'invalid' with every fault */
export async function addRecord(
  ctx: Context,
  actor: Member,
  { kind, record }: { kind: Exclude<CuratedKind, 'item'>; record: Record<string, unknown> },
): Promise<string> {
  return change(ctx, actor, async (tx) => {
    if (kind === 'faq') {
      const faq = await checkedRecord(tx.db, kind, unsaved, asLive(tx, actor, record), []);
      const { questions, answer, area = null, readers, reviewOn } = faq;
      const added = { questions, answer: answer.join('\n\n'), area, readers, reviewOn };
      return (await addFaq(tx, actor, added)).id;
    }
    const { id: _, ...checked } = await checkedRecord(tx.db, kind, unsaved, record, []);
    const id = await newId(tx, kind, 'term' in checked ? checked.term : checked.title, checked);
    await changeRecord(tx, actor, { kind, id, after: checked });
    return id;
  });
}

/** Answers from a record no more. Undoing brings it back. @throws AppError 'not-found', 'conflict' as above */
export async function takeAway(
  ctx: Context,
  actor: Member,
  { kind, id, basedOn }: One & { basedOn: number },
): Promise<void> {
  await change(ctx, actor, async (tx) => {
    const now = await recordNow(tx.db, kind, id);
    if (!now.record && now.change === 0) throw new AppError('not-found');
    await changeRecord(tx, actor, { kind, id, after: null, basedOn });
  });
}

/** Sets a record to what it was before one of its changes. @throws AppError 'not-found', 'conflict' as above */
export async function undo(
  ctx: Context,
  actor: Member,
  what: One & { change: number; basedOn?: number },
): Promise<void> {
  await change(ctx, actor, (tx) => tellingOthers(tx, actor, what, () => undoChange(tx, actor, what)));
}

const wordingFields = { item: 'aliases', signpost: 'aliases', faq: 'questions', term: 'also' } as const;

/**
 * Adds further ways to ask for what a record says. Safe to repeat.
 * @throws AppError 'not-found', 'invalid'
 */
export async function addWordings(
  ctx: TxContext,
  actor: Member,
  { kind, id, wordings }: One & { wordings: string[] },
): Promise<void> {
  requireRight(actor, 'answer');
  await lockContent(ctx);
  const { record } = await recordNow(ctx.db, kind, id);
  if (!record) throw new AppError('not-found');
  const field = wordingFields[kind];
  const known = (record as unknown as Record<string, string[]>)[field] ?? [];
  const heard = new Set(known.map((each) => each.toLowerCase()));
  const added = wordings.filter((each) => !heard.has(each.toLowerCase()) && heard.add(each.toLowerCase()));
  const after = { ...record, [field]: [...known, ...added] };
  await tellingOthers(ctx, actor, { kind, id }, () => changeRecord(ctx, actor, { kind, id, after }));
}

/** Makes a change of which the others hear, as of a new answer, where members are answered otherwise by it. */
async function tellingOthers(
  ctx: TxContext,
  actor: Member,
  { kind, id }: One,
  make: () => Promise<boolean>,
): Promise<void> {
  const now = () => recordNow(ctx.db, 'faq', id);
  const before = kind === 'faq' ? (await now()).record : null;
  if (!(await make()) || kind !== 'faq') return;
  const { record, change } = await now();
  const told = (faq: Faq | null) => faq && { ...faq, reviewOn: '' };
  if (record?.state === 'live' && !isDeepStrictEqual(told(record), told(before)))
    await tellOfChange(ctx, actor, record, change);
}

/**
 * All that is known, as it would be with one record, saved or not, in its place and live.
 * @throws AppError 'invalid' with every fault
 */
export async function contentWith(
  ctx: Pick<Context, 'db' | 'clock'>,
  actor: Member,
  { kind, record }: { kind: CuratedKind; record: Record<string, unknown> },
): Promise<Content> {
  const id = typeof record.id === 'string' ? record.id : unsaved;
  const now = await recordNow(ctx.db, kind, id);
  const wanted = kind === 'faq' ? asLive(ctx, actor, record) : record;
  const checked = await checkedRecord(ctx.db, kind, id, wanted, [now.record]);
  const content = await currentContent(ctx.db);
  const list = lists[kind];
  const others = content[list] as { id: string }[];
  const place = others.findIndex((each) => each.id === id);
  return { ...content, [list]: others.toSpliced(place < 0 ? others.length : place, 1, checked) };
}

const lists = { item: 'items', faq: 'faqs', term: 'terms', signpost: 'signposts' } as const;

/** Stands for the id of a record that has none yet. */
const unsaved = 'unsaved';

/** A new answer with what its writer leaves open. */
function asLive({ clock }: Pick<Context, 'clock'>, actor: Member, record: object): object {
  const answeredOn = londonDay(clock.now());
  const reviewOn = addDays(answeredOn, reviewAfter);
  return { reviewOn, author: actor.name, answeredOn, ...record, state: 'live' };
}

/** An answer as a coordinator saves it. Who saves one whose day of review has come has looked at it. */
function savedFaq(ctx: TxContext, actor: Member, before: Faq, record: object): object {
  const { state, author, answeredOn } = before;
  const today = londonDay(ctx.clock.now());
  const saved = { ...(record as Partial<Faq>), state, author, answeredOn };
  if (saved.reviewOn === before.reviewOn && before.reviewOn <= today)
    saved.reviewOn = addDays(today, reviewAfter);
  if (isDeepStrictEqual(saved.answer, before.answer)) return saved;
  return { ...saved, author: actor.name, answeredOn: today };
}

async function change<T>(ctx: Context, actor: Member, work: (tx: TxContext) => Promise<T>): Promise<T> {
  requireRight(actor, 'answer');
  return inTransaction(ctx, async (tx) => {
    await lockContent(tx);
    return work(tx);
  });
}
