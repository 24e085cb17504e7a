import type { Context, TxContext } from '../context.ts';
import { AppError } from '../errors.ts';
import type { Member } from '../members/members.ts';
import { type Door, logSession } from './changes.ts';
import { closeDoor, openDoors } from './door.ts';
import { tellMoved } from './session-changes.ts';
import { hasPassed } from './states.ts';
import { noteChange, organise, requireStanding, tellDateKnown } from './writing.ts';
import { writtenEvent, writtenSession, writtenSessions } from './written.ts';

/** An event's way from a draft into the programme, and out of it. */

/** Shows a draft to everybody. Doing it twice is doing it once. @throws AppError 'not-found', 'conflict' */
export async function publishEvent(ctx: Context, actor: Member, eventId: string): Promise<void> {
  await organise(ctx, actor, async (tx) => {
    const { state } = await writtenEvent(tx, eventId);
    requireStanding(state);
    if (state === 'published') return;
    await tx.db
      .updateTable('event')
      .set((e) => ({ state: 'published', version: e('version', '+', 1) }))
      .where('id', '=', eventId)
      .execute();
    await noteChange(tx, actor, eventId, 'event published');
    const sessions = await writtenSessions(tx, { events: [eventId] });
    if (sessions.some(({ day }) => day)) await tellDateKnown(tx, eventId);
  });
}

/**
 * Calls off an event with all its sessions to come: everybody concerned is told why, and it goes from their calendars.
 * @returns how many people are told
 * @throws AppError 'not-found', 'conflict' where it was called off before, 'invalid' for a draft and what is over
 */
export async function callOffEvent(
  ctx: Context,
  actor: Member,
  eventId: string,
  reason: string,
): Promise<number> {
  return organise(ctx, actor, async (tx) => {
    const { state } = await writtenEvent(tx, eventId);
    requirePublished(state);
    const coming = (await writtenSessions(tx, { events: [eventId] })).filter(
      (session) => !session.cancelled && !hasPassed({ session }, tx.clock.now()),
    );
    if (coming.length === 0) throw new AppError('invalid', 'This event is over.');
    await tx.db
      .updateTable('event')
      .set((e) => ({ state: 'cancelled', cancelled_reason: reason, version: e('version', '+', 1) }))
      .where('id', '=', eventId)
      .execute();
    await noteChange(tx, actor, eventId, 'event called off');
    const doors = await openDoors(
      tx,
      coming.map(({ id }) => id),
    );
    let told = 0;
    for (const door of doors) told += await callOff(door, actor, reason);
    return told;
  });
}

/** Calls off one session. @returns how many people are told @throws as `callOffEvent` */
export async function callOffSession(
  ctx: Context,
  actor: Member,
  sessionId: string,
  reason: string,
): Promise<{ eventId: string; told: number }> {
  return organise(ctx, actor, async (tx) => {
    const [door] = await openDoors(tx, [sessionId]);
    const { endsAt, cancelled, eventState, eventId } = door!.session;
    requirePublished(cancelled ? 'cancelled' : eventState);
    if (endsAt && endsAt <= tx.clock.now()) throw new AppError('invalid', 'This session is over.');
    const told = await callOff(door!, actor, reason);
    await noteChange(tx, actor, eventId, 'event changed');
    return { eventId, told };
  });
}

function requirePublished(state: 'draft' | 'published' | 'cancelled'): void {
  if (state === 'cancelled') throw new AppError('conflict', 'This was called off before.');
  if (state === 'draft') throw new AppError('invalid', 'Nobody sees this draft yet, so delete it instead.');
}

async function callOff(door: Door, actor: Member, reason: string): Promise<number> {
  const { id } = door.session;
  const { sequence } = await door.tx.db
    .updateTable('session')
    .set((e) => ({
      state: 'cancelled',
      cancelled_reason: reason,
      sequence: e('sequence', '+', 1),
      version: e('version', '+', 1),
    }))
    .where('id', '=', id)
    .returning('sequence')
    .executeTakeFirstOrThrow();
  door.session.cancelled = true;
  const deed = { actor, did: 'session called off', reason };
  await logSession(door, deed, { state: 'cancelled' });
  const told = await tellMoved(door, deed, sequence, () => true);
  await closeDoor(door);
  return told;
}

/** Deletes a draft. @throws AppError 'not-found', 'invalid' for what was published */
export async function removeDraft(ctx: Context, actor: Member, eventId: string): Promise<void> {
  await organise(ctx, actor, async (tx) => {
    const { state } = await writtenEvent(tx, eventId);
    if (state !== 'draft')
      throw new AppError('invalid', 'This was published. Call it off, so that people know.');
    const sessions = (await writtenSessions(tx, { events: [eventId] })).map(({ id }) => id);
    await dropSessions(tx, sessions);
    await tx.db.deleteFrom('event_message').where('event_id', '=', eventId).execute();
    await tx.db.deleteFrom('event').where('id', '=', eventId).execute();
    await noteChange(tx, actor, eventId, 'event removed');
  });
}

/** Deletes a session that nobody has ever booked. @throws AppError 'not-found', 'invalid' */
export async function removeSession(
  ctx: Context,
  actor: Member,
  sessionId: string,
): Promise<{ eventId: string }> {
  return organise(ctx, actor, async (tx) => {
    await openDoors(tx, [sessionId]);
    const { eventId } = await writtenSession(tx, sessionId);
    if ((await writtenSessions(tx, { events: [eventId] })).length === 1)
      throw new AppError('invalid', 'An event has at least one session.');
    await dropSessions(tx, [sessionId]);
    await noteChange(tx, actor, eventId, 'event changed');
    return { eventId };
  });
}

async function dropSessions(tx: TxContext, sessionIds: string[]): Promise<void> {
  const booked = await tx.db
    .selectFrom('booking')
    .select('id')
    .where('session_id', 'in', sessionIds)
    .limit(1)
    .executeTakeFirst();
  if (booked) throw new AppError('invalid', 'People have booked it. Call it off, so that they know.');
  await tx.db.deleteFrom('booking_log').where('session_id', 'in', sessionIds).execute();
  await tx.db.deleteFrom('event_message').where('session_id', 'in', sessionIds).execute();
  await tx.db.deleteFrom('session').where('id', 'in', sessionIds).execute();
}
