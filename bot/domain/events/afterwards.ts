import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { longDate } from '../london.ts';
import { requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';
import { logSession } from './changes.ts';
import { atSession } from './door.ts';
import { type FeedbackRead, feedbackAt } from './feedback.ts';
import { type Material, type ToThank, toThank } from './thanking.ts';

/** What comes after a session: materials and recording for those who had a place, and their feedback. */

export type Afterwards = Omit<ToThank, 'came' | 'missed'> & {
  came: number;
  missed: number;
  feedback: FeedbackRead;
};

type Ctx = Pick<Context, 'db' | 'clock'>;

/** @throws AppError 'not-found' */
export async function afterwards(ctx: Ctx, actor: Member, sessionId: string): Promise<Afterwards> {
  requireRight(actor, 'manageEvents');
  const { came, missed, ...state } = await toThank(ctx, sessionId);
  const feedback = await feedbackAt(ctx, actor, sessionId);
  return { ...state, came: came.length, missed: missed.length, feedback };
}

/** Sets the materials and the recording of a session. @param links https addresses @throws AppError 'not-found' */
export async function setMaterials(
  ctx: Context,
  actor: Member,
  sessionId: string,
  links: { materials: Material[]; recordingUrl: string | null },
): Promise<void> {
  requireRight(actor, 'manageEvents');
  await atSession(ctx, sessionId, async (door) => {
    const { materials, recordingUrl } = await toThank(door.tx, sessionId);
    if (isDeepStrictEqual(links, { materials, recordingUrl })) return;
    await door.tx.db
      .updateTable('session')
      .set({
        materials: JSON.stringify(links.materials),
        recording_url: links.recordingUrl,
        materials_at: door.now,
      })
      .where('id', '=', sessionId)
      .execute();
    await logSession(door, { actor, did: 'materials changed' }, {});
  });
}

/** What a member finds on an event's page afterwards: of every session of it that they had a place at. */
export async function materialsFor(
  ctx: Pick<Context, 'db'>,
  member: Member,
  eventId: string,
): Promise<{ materials: Material[]; recordingUrl: string | null }> {
  const sessions = await ctx.db
    .selectFrom('session')
    .innerJoin('booking', 'booking.session_id', 'session.id')
    .select(['session.title', 'session.materials', 'session.recording_url'])
    .select(sql<string | null>`session.day::text`.as('day'))
    .where('session.event_id', '=', eventId)
    .where('booking.member_id', '=', member.id)
    .where('booking.state', '=', 'confirmed')
    .where('session.materials_at', 'is not', null)
    .orderBy('session.day')
    .orderBy('session.id')
    .execute();
  if (sessions.length === 1) {
    const [{ materials, recording_url }] = sessions as [(typeof sessions)[number]];
    return { materials, recordingUrl: recording_url };
  }
  const named = sessions.flatMap(({ title, day, materials, recording_url }) => {
    const which = title ?? (day ? longDate(day) : '');
    const recording = recording_url ? [{ title: 'Recording', url: recording_url }] : [];
    return [...materials, ...recording].map((each) => ({ ...each, title: `${which}: ${each.title}` }));
  });
  return { materials: named, recordingUrl: null };
}
