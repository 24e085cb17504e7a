import { sql } from 'kysely';
import { DateTime } from 'luxon';
import { type Context, inTransaction } from '../context.ts';
import { AppError } from '../errors.ts';
import { addDays, londonDay } from '../london.ts';
import { may } from '../members/access.ts';
import { peopleWithRoles } from '../members/members.ts';
import { addMessages, addOwnMessages } from '../messages/ledger.ts';
import type { Door } from './changes.ts';
import { atSession } from './door.ts';
import { type BookingToTell, bookingToTell } from './telling.ts';

/** What comes by itself as sessions come nearer. Run every minute; the ledger's keys make each message once. */

const zone = 'Europe/London';
/** Before a session begins, by the clock on the wall; each until the next one's moment. */
const reminders = [
  { kind: 'week', before: { days: 7 }, until: { days: 1 } },
  { kind: 'day', before: { days: 1 }, until: { hours: 1 } },
  { kind: 'hour', before: { hours: 1 }, until: { hours: 0 } },
] as const;
/** So long before the first reminder coordinators hear of a join link that is missing. */
const linkWanted = { days: 9 };

const earlier = (at: Date, by: object): Date => DateTime.fromJSDate(at, { zone }).minus(by).toJSDate();

/** Sessions that begin within the given time, and are not called off. */
const coming = (ctx: Pick<Context, 'db' | 'clock'>, within: { days: number }) => {
  const now = ctx.clock.now();
  const last = DateTime.fromJSDate(now, { zone }).plus(within).plus({ hours: 2 }).toJSDate();
  return ctx.db
    .selectFrom('session')
    .innerJoin('event', 'event.id', 'session.event_id')
    .select(['session.id', 'session.starts_at'])
    .where('session.starts_at', '>', now)
    .where('session.starts_at', '<=', last)
    .where('session.state', '=', 'planned')
    .where('event.state', '=', 'published');
};

/**
 * Writes down the reminders that are due: a week, a day and an hour before, for whoever knew of the session's time and
 * of their place before that moment. A session that is moved has new ones.
 */
export async function remind(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  const due = (await coming(ctx, { days: 7 }).execute()).flatMap(({ id, starts_at }) => {
    const reminder = reminders.find(
      ({ before, until }) => earlier(starts_at!, before) <= now && now < earlier(starts_at!, until),
    );
    if (!reminder) return [];
    const { kind, before } = reminder;
    return [
      { session: id, rest: `${kind} ${starts_at!.toISOString()}`, moment: earlier(starts_at!, before) },
    ];
  });
  if (due.length === 0) return;
  const { rows } = await sql<{ key: string; memberId: string }>`
    -- Materialised: nearly all were reminded in an earlier minute, and need no second look.
    with open as materialized (
      select booking.*, booking.id || ' ' || due.rest as key, due.moment
      from jsonb_to_recordset(${JSON.stringify(due)}::jsonb) as due(session text, rest text, moment timestamptz)
        join booking on booking.session_id = due.session and booking.state = 'confirmed'
      where booking.member_id is not null and not exists (select from message
        where purpose = 'reminder' and key = booking.id || ' ' || due.rest and message.member_id = booking.member_id))
    select key, member_id as "memberId" from open
    -- Since then they know of it as it now is: who was told after the moment needs no reminder of it.
    where coalesce((select min(at) from booking_log where booking_id = open.id
      and became ->> 'state' = 'confirmed' and (became ->> 'sequence')::int = open.sequence), created_at) <= moment`.execute(
    ctx.db,
  );
  if (rows.length === 0) return;
  const messages = rows.map((row) => ({ purpose: 'reminder', ...row }));
  await inTransaction(ctx, (tx) => addOwnMessages(tx, 'reminders', messages));
}

/**
 * What the reminder with this key is of, and in how many days of London that is: null where it no longer holds, or the
 * session has begun.
 */
export async function reminded(
  ctx: Pick<Context, 'db' | 'clock'>,
  key: string,
): Promise<{ booking: BookingToTell; days: number } | null> {
  const [id = '', , startsAt] = key.split(' ');
  const booking = await bookingToTell(ctx, id);
  const now = ctx.clock.now();
  if (booking?.state !== 'confirmed' || booking.calledOff || !booking.startsAt) return null;
  if (booking.startsAt.toISOString() !== startsAt || booking.startsAt <= now) return null;
  const [today, day] = [londonDay(now), londonDay(booking.startsAt)];
  return { booking, days: day === today ? 0 : day === addDays(today, 1) ? 1 : 2 };
}

/** Tells coordinators of online sessions that come near and have no join link. */
export async function askForLinks(ctx: Context): Promise<void> {
  const near = await coming(ctx, linkWanted)
    .where('session.join_url', 'is', null)
    .where('event.sample', '=', false)
    .where(sql<boolean>`exists (select from pool where session_id = session.id and pool.mode = 'online')`)
    .where(
      sql<boolean>`not exists (select from message where purpose = 'join link missing' and key = ${linkKey})`,
    )
    .execute();
  const missing = near.filter(({ starts_at }) => earlier(starts_at!, linkWanted) <= ctx.clock.now());
  if (missing.length === 0) return;
  const people = (await peopleWithRoles(ctx)).filter((each) => may(each, 'manageEvents'));
  if (people.length === 0) return;
  await inTransaction(ctx, async (tx) => {
    for (const { id, starts_at } of missing)
      await addMessages(
        tx,
        { purpose: 'join link missing', key: `${id} ${day(starts_at!)}`, category: 'bookings' },
        { members: people.map((person) => person.id) },
      );
  });
}

const day = (at: Date) => at.toISOString().slice(0, 10);
const linkKey = sql`session.id || ' ' || to_char(session.starts_at at time zone 'UTC', 'YYYY-MM-DD')`;

/**
 * Opens the door of each session where something fell due: offers run out, and places go to who waits, also to whoever
 * has been let in again since.
 */
export async function settleDue(ctx: Context): Promise<void> {
  const due = await ctx.db
    .selectFrom('session')
    .select('id')
    .where('settle_at', '<=', ctx.clock.now())
    .orderBy('settle_at')
    .execute();
  const letIn = await ctx.db
    .selectFrom('let_in')
    .innerJoin('session', 'session.id', 'let_in.session_id')
    .select(['let_in.id', 'session_id'])
    .orderBy('let_in.id')
    .execute();
  const faults: unknown[] = [];
  for (const session of new Set([...due.map(({ id }) => id), ...letIn.map((row) => row.session_id)])) {
    const seen = letIn.filter((row) => row.session_id === session).map(({ id }) => id);
    const work = async (door: Door) => {
      if (seen.length > 0) await door.tx.db.deleteFrom('let_in').where('id', 'in', seen).execute();
    };
    await atSession(ctx, session, work).catch((error: unknown) => {
      // Others are at it: the next minute finds what they left. A session with a fault holds up no other.
      if (!(error instanceof AppError && error.code === 'conflict')) faults.push(error);
    });
  }
  if (faults.length > 0) throw faults[0];
}
