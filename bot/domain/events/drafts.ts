import { eventIds } from '../content/ids.ts';
import type { Context, TxContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { addDays } from '../london.ts';
import { audit } from '../members/audit.ts';
import type { Member } from '../members/members.ts';
import { type EventForm, laterBy, type SessionForm } from './forms.ts';
import { daysBetween } from './wall-clock.ts';
import {
  insertSessions,
  noteChange,
  organise,
  requireKnown,
  requireStanding,
  tellDateKnown,
  writeDrafts,
} from './writing.ts';
import { writtenEvent, writtenSessions } from './written.ts';

/** Making events: as drafts, which coordinators alone see, until they are published. */

/**
 * Makes a draft: with `dates` a series, a session on each of them like the one given. Booking opens for all at once;
 * what else has a time has it as many days before.
 * @param input `key` the page's own name for this press: the same one again is the same event
 * @returns the event's id, and whether this call made it
 * @throws AppError 'invalid' with what to change
 */
export async function createEvent(
  ctx: Context,
  actor: Member,
  input: { key: string; event: EventForm; session: SessionForm; dates?: string[] | undefined },
): Promise<{ id: string; made: boolean }> {
  return organise(ctx, actor, (tx) =>
    once(tx, actor, input.key, async () => {
      const id = (await eventIds(tx))(input.event.title);
      await requireKnown(tx, input.event);
      await writeDrafts(tx, actor, [
        { id, event: input.event, sessions: onDates(input.session, input.dates) },
      ]);
      await audit(tx, { actor, action: 'event made', details: { event: id } });
      return id;
    }),
  );
}

/** Adds sessions to an event. @throws AppError 'not-found', 'invalid', 'conflict' for one that was called off */
export async function addSessions(
  ctx: Context,
  actor: Member,
  eventId: string,
  input: { key: string; session: SessionForm; dates?: string[] | undefined },
): Promise<{ id: string; made: boolean }> {
  return organise(ctx, actor, (tx) =>
    once(tx, actor, input.key, async () => {
      const event = await writtenEvent(tx, eventId);
      requireStanding(event.state);
      await insertSessions(tx, [
        { id: eventId, event: event.form, sessions: onDates(input.session, input.dates) },
      ]);
      await noteChange(tx, actor, eventId, 'event changed');
      if (input.session.date || input.dates) await tellDateKnown(tx, eventId);
      return eventId;
    }),
  );
}

/**
 * Makes a draft like an event: with what it asks and its places, without its people, join links and what was called off.
 * @param date when the first session is, the others as many days later; null: one session, its date to be confirmed
 */
export async function copyEvent(
  ctx: Context,
  actor: Member,
  eventId: string,
  { key, date }: { key: string; date: string | null },
): Promise<{ id: string; made: boolean }> {
  return organise(ctx, actor, (tx) =>
    once(tx, actor, key, async () => {
      const { form, details } = await writtenEvent(tx, eventId);
      const all = (await writtenSessions(tx, { events: [eventId] })).filter(({ cancelled }) => !cancelled);
      const forms = all.map((session) => ({ ...session.form, joinUrl: null }));
      const first = forms.find((each) => each.date)?.date;
      const sessions =
        date === null
          ? forms.slice(0, 1).map(undated)
          : first
            ? forms.map((each) => laterBy(each, (day) => addDays(day, daysBetween(first, date)), true))
            : forms.map((each) => ({ ...each, date }));
      const id = (await eventIds(tx))(form.title);
      const event = { ...form, questions: form.questions.map((each) => ({ ...each, id: null })) };
      await writeDrafts(tx, actor, [{ id, event, sessions }], { item: details.item });
      await audit(tx, { actor, action: 'event made', details: { event: id, like: eventId } });
      return id;
    }),
  );
}

const undated = (form: SessionForm): SessionForm => ({
  ...form,
  ...{ date: null, endDate: null, starts: null, ends: null },
  ...{ opens: null, closes: null, cancelBy: null, offerCutoff: null },
  pools: form.pools.map((pool) => ({
    ...pool,
    quotas: pool.quotas.map((each) => ({ ...each, release: null })),
  })),
});

function onDates(form: SessionForm, dates: string[] | undefined): SessionForm[] {
  if (!dates) return [form];
  if (new Set(dates).size < dates.length) throw new AppError('invalid', 'Two of the dates are the same.');
  const from = form.date ?? dates[0]!;
  return dates.map((date) =>
    laterBy({ ...form, date: from }, (day) => addDays(day, daysBetween(from, date)), false),
  );
}

/** Does it once for each press; the same one again gets the same event. */
async function once(tx: TxContext, actor: Member, key: string, make: () => Promise<string>) {
  const [before] = (await madeBefore(tx, key)) ?? [];
  if (before) return { id: before, made: false };
  const id = await make();
  await rememberMade(tx, actor, key, [id]);
  return { id, made: true };
}

/** The events that a press made, if it was made before. */
export async function madeBefore(tx: TxContext, key: string): Promise<string[] | undefined> {
  const row = await tx.db
    .selectFrom('event_made')
    .select('event_ids')
    .where('key', '=', key)
    .executeTakeFirst();
  return row?.event_ids;
}

export async function rememberMade(
  tx: TxContext,
  actor: Member,
  key: string,
  events: string[],
): Promise<void> {
  await tx.db
    .insertInto('event_made')
    .values({ key, actor_id: actor.id, event_ids: JSON.stringify(events), at: tx.clock.now() })
    .execute();
}
