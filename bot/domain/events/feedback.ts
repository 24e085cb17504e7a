import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';

/** What people thought of a session: once each, and read without names. */

type Ctx = Pick<Context, 'db' | 'clock'>;

/**
 * Keeps what somebody thought of a session that they came to.
 * @param given `useful` 1 to 5
 * @throws AppError 'not-found' for a session that they had no place at, 'conflict' where they said so before
 */
export async function giveFeedback(
  ctx: Ctx,
  member: Member,
  sessionId: string,
  { useful, text }: { useful: number; text: string },
): Promise<void> {
  requireRight(member, 'use');
  const [asked] = await attended(ctx, member, { sessionId });
  if (!asked) throw new AppError('not-found');
  const written = await ctx.db
    .insertInto('feedback')
    .values({
      ...{ id: randomUUID(), session_id: sessionId, member_id: member.id, useful, text: text.trim() },
      at: ctx.clock.now(),
    })
    .onConflict((c) => c.columns(['session_id', 'member_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!written) throw new AppError('conflict', 'You have told us already. Thank you.');
}

/** The session of an event that the member came to last and has not said anything about; null where there is none. */
export async function feedbackAskedAt(ctx: Ctx, member: Member, eventId: string): Promise<string | null> {
  const sessions = await attended(ctx, member, { eventId });
  return sessions.find(({ said }) => !said)?.sessionId ?? null;
}

/**
 * The sessions that are over and that the member came to, latest first: where nobody noted who came, all those with
 * a place did.
 */
async function attended(
  ctx: Ctx,
  member: Member,
  of: { sessionId: string } | { eventId: string },
): Promise<{ sessionId: string; said: boolean }[]> {
  return ctx.db
    .selectFrom('booking')
    .innerJoin('session', 'session.id', 'booking.session_id')
    .innerJoin('event', 'event.id', 'session.event_id')
    .select('session.id as sessionId')
    .select(
      sql<boolean>`exists (select from feedback where feedback.session_id = session.id
        and feedback.member_id = ${member.id})`.as('said'),
    )
    .where('booking.member_id', '=', member.id)
    .where('booking.state', '=', 'confirmed')
    .where('session.ends_at', '<=', ctx.clock.now())
    .where('session.state', '=', 'planned')
    .where('event.state', '<>', 'draft')
    .where((e) => ('eventId' in of ? e('event.id', '=', of.eventId) : e('session.id', '=', of.sessionId)))
    .where(
      sql<boolean>`(exists (select from attendance where attendance.booking_id = booking.id)
        or not exists (select from attendance where attendance.session_id = session.id))`,
    )
    .orderBy('session.ends_at', 'desc')
    .execute();
}

export type FeedbackRead = {
  people: number;
  average: number | null;
  /** How many gave 1, 2, 3, 4 and 5. */
  spread: [number, number, number, number, number];
  /** In no order that says when, or by whom, they were written. */
  texts: string[];
};

/** What people thought of a session, without their names. */
export async function feedbackAt(ctx: Ctx, actor: Member, sessionId: string): Promise<FeedbackRead> {
  requireRight(actor, 'manageEvents');
  const rows = await ctx.db
    .selectFrom('feedback')
    .select(['useful', 'text'])
    .where('session_id', '=', sessionId)
    .orderBy('id') // random
    .execute();
  const spread: FeedbackRead['spread'] = [0, 0, 0, 0, 0];
  for (const { useful } of rows) spread[useful - 1]! += 1;
  const sum = rows.reduce((all, { useful }) => all + useful, 0);
  return {
    people: rows.length,
    average: rows.length === 0 ? null : Math.round((sum / rows.length) * 10) / 10,
    spread,
    texts: rows.map(({ text }) => text).filter((text) => text !== ''),
  };
}
