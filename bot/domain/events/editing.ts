import { isDeepStrictEqual } from 'node:util';
import type { Context, TxContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { dateAndTime } from '../london.ts';
import type { Member } from '../members/members.ts';
import type { Door } from './changes.ts';
import { closeDoor, openDoors, waitForDoors } from './door.ts';
import { changedForm, type EventChange, fitPools, type QuestionForm, type SessionChange } from './forms.ts';
import { changeSession, plain, tellMoved } from './session-changes.ts';
import { hasPassed } from './states.ts';
import {
  addQuestions,
  detailsOf,
  eventColumns,
  noteChange,
  organise,
  requireKnown,
  requireStanding,
  tellDateKnown,
} from './writing.ts';
import { writtenEvent, writtenSession, writtenSessions } from './written.ts';

/** What came of a change, for the coordinator who made it. */
export type Saved = {
  eventId: string;
  /** How many people are told of another time or place. */
  told: number;
  /** How many more have a place than there are places: nobody loses theirs. */
  over: number;
  /** How many who waited have a place or an offer of one because of it. */
  promoted: number;
  /** How many had asked to be told when the date is known. */
  dateKnown: number;
};

const nothing = { told: 0, over: 0, promoted: 0, dateKnown: 0 };

/**
 * Changes what an event says. Sessions that are held as the event is are held as it is now: who is concerned is told.
 * @param input `basedOn` the version that was changed
 * @throws AppError 'not-found', 'invalid', 'conflict' where somebody changed it meanwhile, or it was called off
 */
export async function saveEvent(
  ctx: Context,
  actor: Member,
  eventId: string,
  { basedOn, event: change }: { basedOn: number; event: EventChange },
): Promise<Saved> {
  return organise(ctx, actor, async (tx) => {
    const before = await writtenEvent(tx, eventId);
    const event = { ...before.form, ...change };
    if (isDeepStrictEqual(plain(before.form), plain(event))) return { eventId, ...nothing };
    requireStanding(before.state);
    if (before.version !== basedOn) throw await changedBy(tx, { event: eventId });
    await requireKnown(tx, event);
    const sessions = await writtenSessions(tx, { events: [eventId] });
    // An answer is kept as its question is at that moment: whoever answers now comes before us or after.
    await waitForDoors(
      tx,
      sessions.map(({ id }) => id),
    );
    if (event.retentionDays > before.form.retentionDays && (await hasSpecialAnswers(tx, eventId)))
      throw new AppError(
        'invalid',
        'People answered knowing how long their dietary and access needs are kept, so the days can only be made fewer.',
      );
    await tx.db
      .updateTable('event')
      .set((e) => ({
        ...eventColumns(event),
        details: JSON.stringify({ ...before.details, ...detailsOf(event) }),
        version: e('version', '+', 1),
      }))
      .where('id', '=', eventId)
      .execute();
    await saveQuestions(tx, eventId, before.form.questions, event.questions);
    await noteChange(tx, actor, eventId, 'event changed');
    const { mode, venue, title } = before.form;
    const renamed = title !== event.title;
    const moved = mode !== event.mode || venue !== event.venue;
    if (!moved && !renamed) return { eventId, ...nothing };
    const coming = sessions.filter(
      (session) => !session.cancelled && !hasPassed({ session }, tx.clock.now()),
    );
    const doors = await openDoors(
      tx,
      coming.map(({ id }) => id),
    );
    let saved: Omit<Saved, 'eventId'> = nothing;
    for (const door of doors) {
      const session = coming.find(({ id }) => id === door.session.id)!;
      if (!moved || (session.form.mode !== null && session.form.venue !== null)) {
        const deed = { actor, did: 'session changed' };
        if (renamed) await tellMoved(door, deed, session.sequence, () => false, true);
        await closeDoor(door);
        continue;
      }
      // As it was before the event's own columns changed.
      const was = { ...session, mode: session.form.mode ?? mode, venue: session.form.venue ?? venue };
      const form = { ...session.form, pools: fitPools(session.form.pools, session.form.mode ?? event.mode) };
      const done = await changeSession(door, actor, was, form, event, renamed);
      await closeDoor(door);
      const promoted = promotedBehind(door);
      saved = {
        ...saved,
        told: saved.told + done.told,
        over: saved.over + done.over,
        promoted: saved.promoted + promoted,
      };
    }
    return { eventId, ...saved };
  });
}

/**
 * Changes one session. With another time or place, everybody concerned is told and their calendars follow. Fewer places
 * take nobody's away.
 * @throws AppError 'not-found', 'invalid', 'conflict' where somebody changed it meanwhile, or it was called off
 */
export async function saveSession(
  ctx: Context,
  actor: Member,
  sessionId: string,
  { basedOn, session: change }: { basedOn: number; session: SessionChange },
): Promise<Saved> {
  return organise(ctx, actor, async (tx) => {
    const [door] = await openDoors(tx, [sessionId]);
    const before = await writtenSession(tx, sessionId);
    const event = await writtenEvent(tx, before.eventId);
    const { eventId } = before;
    const session = changedForm(before.form, change);
    if (isDeepStrictEqual(plain(before.form), plain(session))) return { eventId, ...nothing };
    requireStanding(before.cancelled ? 'cancelled' : event.state);
    if (before.version !== basedOn) throw await changedBy(tx, { session: sessionId });
    const done = await changeSession(door!, actor, before, session, event.form);
    await closeDoor(door!);
    await noteChange(tx, actor, eventId, 'event changed');
    const dateKnown = !before.day && session.date ? await tellDateKnown(tx, eventId) : 0;
    return { eventId, ...done, promoted: promotedBehind(door!), dateKnown };
  });
}

const promotedBehind = ({ told }: Door): number =>
  told.filter(
    ({ purpose, key }) => ['place offered', 'booking confirmed'].includes(purpose) && !key.includes(' '),
  ).length;

async function saveQuestions(
  tx: TxContext,
  eventId: string,
  before: QuestionForm[],
  after: QuestionForm[],
): Promise<void> {
  const kept = new Map(after.flatMap((each) => (each.id ? [[each.id, each] as const] : [])));
  for (const { id } of after)
    if (id && !before.some((each) => each.id === id))
      throw new AppError('invalid', 'One of the questions was taken out meanwhile. Open the event again.');
  for (const was of before) {
    const now = kept.get(was.id!);
    if (!now) {
      await tx.db
        .updateTable('event_question')
        .set({ removed_at: tx.clock.now() })
        .where('id', '=', was.id)
        .execute();
      continue;
    }
    const other = was.text !== now.text || was.kind !== now.kind || was.special !== now.special;
    if (other && (await isAnswered(tx, was.id!)))
      throw new AppError(
        'invalid',
        `“${was.text}” was answered already, so it stays as it is. Take it out and ask another one.`,
      );
    const { text, kind, choices, required, special } = now;
    await tx.db
      .updateTable('event_question')
      .set({ text, kind, choices: JSON.stringify(choices), required, special, position: after.indexOf(now) })
      .where('id', '=', was.id)
      .execute();
  }
  await addQuestions(
    tx,
    eventId,
    after.flatMap((each, position) => (each.id ? [] : [{ ...each, position }])),
  );
}

async function hasSpecialAnswers(tx: TxContext, eventId: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('special_answer')
    .innerJoin('event_question', 'event_question.id', 'special_answer.question_id')
    .select('booking_id')
    .where('event_id', '=', eventId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

async function isAnswered(tx: TxContext, questionId: string): Promise<boolean> {
  const special = tx.db
    .selectFrom('special_answer')
    .select('booking_id')
    .where('question_id', '=', questionId);
  const row = await tx.db
    .selectFrom('booking_answer')
    .select('booking_id')
    .where('question_id', '=', questionId)
    .unionAll(special)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Says who changed it meanwhile. */
async function changedBy(tx: TxContext, of: { event: string } | { session: string }): Promise<AppError> {
  const last =
    'event' in of
      ? await tx.db
          .selectFrom('audit')
          .leftJoin('member', 'member.pseudonym', 'audit.actor')
          .select(['audit.at', 'member.name'])
          .where((e) => e(e.ref('details', '->>').key('event' as never), '=', of.event as never))
          .orderBy('audit.id', 'desc')
          .executeTakeFirst()
      : await tx.db
          .selectFrom('booking_log')
          .leftJoin('member', 'member.pseudonym', 'booking_log.actor')
          .select(['at', 'member.name'])
          .where('session_id', '=', of.session)
          .where('booking_id', 'is', null)
          .orderBy('booking_log.id', 'desc')
          .executeTakeFirst();
  const who = last?.name ?? 'Somebody';
  const when = last ? ` (${dateAndTime(last.at)})` : '';
  return new AppError(
    'conflict',
    `${who} changed this since you opened it${when}. Nothing of yours was saved yet: open it again to see what is there now.`,
  );
}
