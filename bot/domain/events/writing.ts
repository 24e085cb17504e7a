import { randomUUID } from 'node:crypto';
import { lockContent, records } from '../content/records.ts';
import { type Context, inTransaction, type TxContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { requireRight } from '../members/access.ts';
import { type Action, audit } from '../members/audit.ts';
import type { Member } from '../members/members.ts';
import { addMessages } from '../messages/ledger.ts';
import { checkedSession, type EventForm, type SessionForm } from './forms.ts';
import { writtenEvent } from './written.ts';

/** Writing events down, for everything that coordinators do with them. */

/**
 * Does a coordinator's `work` on events in one transaction, one at a time: answers are made from events too, and are
 * told of changes in their order. @throws AppError 'not-allowed'
 */
export function organise<T>(ctx: Context, actor: Member, work: (tx: TxContext) => Promise<T>): Promise<T> {
  requireRight(actor, 'manageEvents');
  return inTransaction(ctx, async (tx) => {
    await lockContent(tx); // before any session's, everywhere
    return work(tx);
  });
}

/** An event and what it says, as it is to be written down. */
export type Draft = { id: string; event: EventForm; sessions: SessionForm[] };

/** That an event names what there is. @throws AppError 'invalid' */
export async function requireKnown(tx: TxContext, { area, network }: EventForm): Promise<void> {
  if (!(await records(tx.db, 'area')).some(({ id }) => id === area))
    throw new AppError('invalid', 'Choose one of the areas.');
  if (network && !(await records(tx.db, 'network')).some(({ id }) => id === network))
    throw new AppError('invalid', 'Choose one of the networks.');
}

/** What was called off stays as it was told. @throws AppError 'conflict' */
export function requireStanding(state: 'draft' | 'published' | 'cancelled'): void {
  if (state === 'cancelled')
    throw new AppError(
      'conflict',
      'This event was called off, so it stays as it is. Copy it to hold it after all.',
    );
}

const chunk = 500;

/** Writes new events down as drafts, however many, in the caller's transaction. @throws AppError 'invalid' */
export async function writeDrafts(
  tx: TxContext,
  actor: Member,
  drafts: Draft[],
  { item = null }: { item?: string | null } = {},
): Promise<void> {
  const now = tx.clock.now();
  for (let n = 0; n < drafts.length; n += chunk)
    await tx.db
      .insertInto('event')
      .values(
        drafts.slice(n, n + chunk).map(({ id, event }) => ({
          id,
          ...eventColumns(event),
          details: JSON.stringify({ ...detailsOf(event), aliases: [], caution: null, item, source: null }),
          sample: false,
          shipped: null,
          edited_at: now,
          retired_at: null,
          state: 'draft' as const,
          created_by: actor.id,
          created_at: now,
        })),
      )
      .execute();
  for (const { id, event } of drafts) await addQuestions(tx, id, event.questions);
  await insertSessions(tx, drafts);
}

export const eventColumns = ({
  title,
  summary,
  area,
  mode,
  venue,
  network,
  contact,
  retentionDays,
  thanks,
}: EventForm) => ({
  title,
  summary,
  area,
  mode,
  venue,
  network_id: network,
  contact,
  retention_days: retentionDays,
  thanks,
});
export const detailsOf = ({ description, audience, bring }: EventForm) => ({ description, audience, bring });

/** Writes sessions down, numbered after those that the event has. @throws AppError 'invalid' */
export async function insertSessions(tx: TxContext, drafts: Draft[]): Promise<void> {
  const now = tx.clock.now();
  const taken = await numbersTaken(tx, drafts);
  const made = drafts.flatMap(({ id, event, sessions }) =>
    sessions.map((form, n) => ({
      id: `${id}-${(taken.get(id) ?? 0) + n + 1}`,
      event_id: id,
      ...checkedSession(form, event.mode),
    })),
  );
  const pools = made.flatMap(({ id, pools: all }) => all.map((pool) => ({ id, ...pool })));
  const quotas = pools.flatMap((pool) =>
    pool.quotas.map((quota) => ({ ...quota, id: pool.id, pool: pool.mode })),
  );
  for (let n = 0; n < made.length; n += chunk)
    await tx.db
      .insertInto('session')
      .values(
        made.slice(n, n + chunk).map(({ id, event_id, columns, pools: all }) => {
          const releases = all.flatMap((pool) => pool.quotas.flatMap(({ releaseAt }) => releaseAt ?? []));
          const due = releases.filter((at) => at > now).sort((a, b) => +a - +b);
          return { id, event_id, ...columns, settle_at: due[0] ?? null };
        }),
      )
      .execute();
  for (let n = 0; n < pools.length; n += chunk)
    await tx.db
      .insertInto('pool')
      .values(
        pools.slice(n, n + chunk).map(({ id, mode, capacity, perBorough }) => ({
          ...{ session_id: id, mode, capacity, per_borough: perBorough },
        })),
      )
      .execute();
  for (let n = 0; n < quotas.length; n += chunk)
    await tx.db
      .insertInto('quota')
      .values(
        quotas.slice(n, n + chunk).map(({ id, pool, borough, max, reserved, releaseAt }) => ({
          ...{ session_id: id, pool, borough, max, reserved, release_at: releaseAt },
        })),
      )
      .execute();
}

/** The highest number that a session of each event has. */
async function numbersTaken(tx: TxContext, drafts: Draft[]): Promise<Map<string, number>> {
  if (drafts.length > 1) return new Map(); // new ones
  const rows = await tx.db
    .selectFrom('session')
    .select('id')
    .where('event_id', '=', drafts[0]?.id ?? '')
    .execute();
  const numbers = rows.map(({ id }) => Number(/-(\d+)$/.exec(id)?.[1] ?? 0));
  return new Map([[drafts[0]!.id, Math.max(0, ...numbers)]]);
}

/** Asks further questions, in the order given from `from` on. */
export async function addQuestions(
  tx: TxContext,
  eventId: string,
  questions: (EventForm['questions'][number] & { position?: number })[],
): Promise<void> {
  if (questions.length === 0) return;
  await tx.db
    .insertInto('event_question')
    .values(
      questions.map(({ text, kind, choices, required, special, position }, n) => ({
        ...{ id: randomUUID(), event_id: eventId, position: position ?? n, text, kind, required, special },
        choices: JSON.stringify(choices),
        removed_at: null,
      })),
    )
    .execute();
}

/** Those who asked for it are told that the date is known: once, however often it changes. */
export async function tellDateKnown(tx: TxContext, eventId: string): Promise<number> {
  const { state } = await writtenEvent(tx, eventId);
  if (state !== 'published') return 0;
  const rows = await tx.db
    .selectFrom('date_interest')
    .select('member_id')
    .where('event_id', '=', eventId)
    .execute();
  const members = rows.map(({ member_id }) => member_id);
  if (members.length > 0)
    await addMessages(tx, { purpose: 'date known', key: eventId, category: 'bookings' }, { members });
  return members.length;
}

/**
 * Writes down that an event changed: for the audit, and for what answers are made from, in every instance. From now on it
 * is the coordinators', whatever the files say.
 */
export async function noteChange(
  tx: TxContext,
  actor: Member,
  eventId: string,
  action: Action & `event ${string}`,
): Promise<void> {
  await audit(tx, { actor, action, details: { event: eventId } });
  await tx.db.updateTable('event').set({ edited_at: tx.clock.now() }).where('id', '=', eventId).execute();
  await tx.db
    .insertInto('content_change')
    .values({
      ...{ kind: 'event', record_id: eventId, before: null, after: null },
      actor: actor.pseudonym,
      at: tx.clock.now(),
    })
    .execute();
}
