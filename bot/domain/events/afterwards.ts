import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { longDate } from '../london.ts';
import { requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';
import { type Day, dayOf, placeHolders } from './attendance.ts';
import { logSession } from './changes.ts';
import { atSession } from './door.ts';
import { type FeedbackRead, feedbackAt } from './feedback.ts';
import { hasPassed } from './states.ts';

/** What comes after a session: materials and recording for those who had a place, thanks, and their feedback. */

export type Material = { title: string; url: string };
export type Afterwards = {
  day: Day;
  materials: Material[];
  recordingUrl: string | null;
  came: number;
  missed: number;
  toldAt: Date | null;
  /** Why nobody can be told now; null where they can. */
  bar: string | null;
  feedback: FeedbackRead;
};

type Ctx = Pick<Context, 'db' | 'clock'>;

/** @throws AppError 'not-found' */
export async function afterwards(ctx: Ctx, actor: Member, sessionId: string): Promise<Afterwards> {
  requireRight(actor, 'manageEvents');
  const state = await stateOf(ctx, sessionId);
  const { came, missed } = await whoCame(ctx, sessionId);
  return {
    day: state.day,
    materials: state.materials,
    recordingUrl: state.recordingUrl,
    came: came.length,
    missed: missed.length,
    toldAt: state.toldAt,
    bar: state.bar,
    feedback: await feedbackAt(ctx, actor, sessionId),
  };
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
    const { materials, recordingUrl } = await stateOf(door.tx, sessionId);
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

/**
 * Thanks those who came, and tells those who missed it where the materials are. Where nobody noted who came, everybody
 * with a place is thanked. Once for each state of the materials.
 * @throws AppError 'not-found', 'conflict' with the reason why nobody can be told now
 */
export async function thank(ctx: Context, actor: Member, sessionId: string): Promise<void> {
  requireRight(actor, 'manageEvents');
  await atSession(ctx, sessionId, async (door) => {
    const { bar, times, materials, recordingUrl } = await stateOf(door.tx, sessionId);
    if (bar) throw new AppError('conflict', bar);
    const key = `${sessionId} ${times + 1}`;
    const { came, missed } = await whoCame(door.tx, sessionId);
    for (const memberId of came) door.told.push({ purpose: 'thanks', key, memberId });
    if (materials.length > 0 || recordingUrl)
      for (const memberId of missed) door.told.push({ purpose: 'missed', key, memberId });
    await logSession(door, { actor, did: 'thanked those who came' }, {});
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

async function stateOf(ctx: Ctx, sessionId: string) {
  const day = await dayOf(ctx, sessionId);
  const row = await ctx.db
    .selectFrom('session')
    .select(['materials', 'recording_url as recordingUrl', 'materials_at'])
    .select(sql<boolean>`session.state = 'cancelled'`.as('calledOff'))
    .where('session.id', '=', sessionId)
    .executeTakeFirstOrThrow();
  const told = await ctx.db
    .selectFrom('message')
    .select((e) => [e.fn.max('created_at').as('at'), sql<number>`count(distinct key)::int`.as('times')])
    .where('purpose', 'in', ['thanks', 'missed'])
    .where('key', 'like', `${sessionId} %`)
    .executeTakeFirstOrThrow();
  const { materials, recordingUrl } = row;
  const toldAt = told.at;
  const bar = row.calledOff
    ? 'It was called off.'
    : !hasPassed({ session: day }, ctx.clock.now())
      ? 'It is not over yet.'
      : day.anonymised
        ? 'Its names have been deleted.'
        : toldAt && !(row.materials_at && row.materials_at > toldAt)
          ? 'They have been told, and nothing is new since then.'
          : null;
  return { day, materials, recordingUrl, toldAt, times: told.times, bar };
}

async function whoCame(ctx: Ctx, sessionId: string): Promise<{ came: string[]; missed: string[] }> {
  const people = (await placeHolders(ctx, sessionId)).filter(({ memberId }) => memberId !== null);
  const noted = people.some(({ arrivedAt }) => arrivedAt);
  const ids = (those: typeof people) => those.map(({ memberId }) => memberId!);
  return {
    came: ids(people.filter(({ arrivedAt }) => arrivedAt || !noted)),
    missed: ids(people.filter(({ arrivedAt }) => !arrivedAt && noted)),
  };
}
