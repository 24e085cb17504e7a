import { sql } from 'kysely';
import type { BookingState } from '../../ports/store/schema-events.ts';
import { type Context, inTransaction, type TxContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { requireRight } from '../members/access.ts';
import { audit } from '../members/audit.ts';
import type { Member } from '../members/members.ts';
import { addMessages, countMessages, type MessageCounts } from '../messages/ledger.ts';
import { live } from './rules.ts';
import { writtenEvent, writtenSession } from './written.ts';

/** What coordinators write to the people of an event. */

export type To = 'confirmed' | 'waiting' | 'everybody';
export type Recipients = To | 'contacts';

export type EventMessage = {
  id: string;
  title: string;
  body: string;
  recipients: Recipients;
  author: string | null;
  at: Date;
  counts: MessageCounts;
};

const states: Record<To, readonly BookingState[]> = {
  confirmed: ['confirmed'],
  waiting: ['waiting', 'offered', 'requested'],
  everybody: live,
};

/** Whom a message is for: `sessionId` null means all sessions to come. */
export type Addressed = { sessionId: string | null; to: To };
type Ctx = Pick<Context, 'db' | 'clock'>;

/** How many people a message would go to now. @throws AppError 'not-found' */
export async function messageSize(ctx: Ctx, actor: Member, eventId: string, of: Addressed): Promise<number> {
  requireRight(actor, 'manageEvents');
  await requireThere(ctx, eventId, of.sessionId);
  return (await addressees(ctx, eventId, of)).length;
}

/**
 * Writes to the people of an event, each once however many of its sessions they booked. The same key again is the same
 * message.
 * @returns the message, and whether this call made it
 * @throws AppError 'not-found', 'invalid' where there is nobody, 'conflict' for the key of other words
 */
export async function messagePeople(
  ctx: Context,
  actor: Member,
  eventId: string,
  message: Addressed & { key: string; title: string; body: string },
): Promise<{ message: EventMessage; made: boolean }> {
  requireRight(actor, 'manageEvents');
  const made = await inTransaction(ctx, async (tx) => {
    const { to: recipients, sessionId } = message;
    await requireThere(tx, eventId, sessionId);
    return writeOnce(tx, actor, { ...message, eventId, sessionId, recipients }, 'bookings', () =>
      addressees(tx, eventId, message),
    );
  });
  return { message: (await eventMessages(ctx, actor, eventId)).find(({ id }) => id === message.key)!, made };
}

/** Writes a message down and to whom it goes, in the caller's transaction. @returns whether this call did it */
export async function writeOnce(
  tx: TxContext,
  actor: Member,
  written: {
    key: string;
    eventId: string;
    sessionId: string | null;
    title: string;
    body: string;
    recipients: Recipients;
  },
  category: 'bookings' | 'access',
  people: () => Promise<string[]>,
): Promise<boolean> {
  const { key, eventId, sessionId, title, body, recipients } = written;
  const row = {
    ...{ event_id: eventId, session_id: sessionId, title, body, recipients },
  };
  const added = await tx.db
    .insertInto('event_message')
    .values({ id: key, ...row, author_id: actor.id, at: tx.clock.now() })
    .onConflict((c) => c.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) {
    const same = await tx.db
      .selectFrom('event_message')
      .select('id')
      .where('id', '=', key)
      .where('event_id', '=', eventId)
      .where('session_id', 'is not distinct from', sessionId)
      .where('title', '=', title)
      .where('body', '=', body)
      .where('recipients', '=', recipients)
      .executeTakeFirst();
    if (!same) throw new AppError('conflict', 'This was sent already, in its earlier words.');
    return false;
  }
  const members = await people();
  if (members.length === 0) throw new AppError('invalid', 'There is nobody to send this to.');
  // Lists of messages show the title.
  const notice = { title, text: [] };
  await addMessages(tx, { purpose: 'event message', key, category, notice }, { members });
  await audit(tx, {
    actor,
    action: 'event message sent',
    details: { event: eventId, people: members.length },
  });
  return true;
}

/** The latest 50. @throws AppError 'not-found' */
export async function eventMessages(ctx: Ctx, actor: Member, eventId: string): Promise<EventMessage[]> {
  requireRight(actor, 'manageEvents');
  await writtenEvent(ctx, eventId);
  const rows = await ctx.db
    .selectFrom('event_message')
    .leftJoin('member', 'member.id', 'event_message.author_id')
    .select(['event_message.id', 'title', 'body', 'recipients', 'at', 'member.name as author'])
    .where('event_id', '=', eventId)
    .orderBy('at', 'desc')
    .orderBy('event_message.id')
    .limit(50)
    .execute();
  const counts = await countMessages(
    ctx,
    'event message',
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    ...row,
    recipients: row.recipients as Recipients,
    counts: counts.get(row.id) ?? { people: 0, waiting: 0, sent: 0, failed: 0, unconfirmed: 0 },
  }));
}

/** @throws AppError 'not-found' where there is no such event, or no such session of it */
async function requireThere(ctx: Pick<Ctx, 'db'>, eventId: string, sessionId: string | null): Promise<void> {
  await writtenEvent(ctx, eventId);
  if (sessionId !== null && (await writtenSession(ctx, sessionId)).eventId !== eventId)
    throw new AppError('not-found');
}

async function addressees(ctx: Ctx, eventId: string, { sessionId, to }: Addressed): Promise<string[]> {
  const now = ctx.clock.now();
  const rows = await ctx.db
    .selectFrom('booking')
    .innerJoin('session', 'session.id', 'booking.session_id')
    .select('booking.member_id')
    .distinct()
    .where('session.event_id', '=', eventId)
    .where('booking.member_id', 'is not', null)
    .where('booking.state', 'in', states[to])
    .where((e) =>
      sessionId === null
        ? e.and([
            e('session.state', '=', 'planned'),
            sql<boolean>`coalesce(session.ends_at > ${now}::timestamptz, true)`,
          ])
        : e('session.id', '=', sessionId),
    )
    .execute();
  return rows.map(({ member_id }) => member_id!);
}
