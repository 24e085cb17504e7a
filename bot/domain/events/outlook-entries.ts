import { sql } from 'kysely';
import type { EntryRefusal, Outlook, OutlookEntry } from '../../ports/graph.ts';
import type { Context } from '../context.ts';
import { outlookEntry } from './calendar.ts';
import { type BookingToTell, bookingToTell } from './telling.ts';

/**
 * The entries in people's Outlook, one by one. A row of `outlook_entry` says what Outlook was asked before it is asked:
 * who dies in between finds the entry again.
 */

/** The address of a page of the tab in a browser. */
export type PageAddress = (page: string) => string;

type Ctx = Pick<Context, 'db' | 'clock'>;

/** So long somebody may be at an entry before the next one takes it over, in seconds. */
const lease = 120;

/** In SQL: the session is not over. */
export const toCome = ({ clock }: Pick<Context, 'clock'>) =>
  sql<boolean>`coalesce(session.ends_at, (session.day + 1)::timestamp at time zone 'Europe/London', 'infinity')
    > ${clock.now()}::timestamptz`;

/** Bookings of the member whose entries are not as they are, and nobody is at, soonest first. */
export async function dueEntries(ctx: Ctx, member: { id: string }): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select booking_id as id from outlook_entry join booking on booking.id = booking_id
      join session on session.id = session_id
    where outlook_entry.member_id = ${member.id} and taken_out_at is null
      and outlook_entry.sequence is distinct from booking.sequence
      and (busy_until is null or busy_until <= ${ctx.clock.now()}::timestamptz) and ${toCome(ctx)}
    order by session.starts_at, booking.id`.execute(ctx.db);
  return rows.map(({ id }) => id);
}

/** Leaves all entries of the member alone for so long: Outlook asked for it. Whoever is at one keeps it as long as before. */
export async function rest({ db, clock }: Ctx, { id }: { id: string }, seconds: number): Promise<void> {
  const until = new Date(clock.now().getTime() + seconds * 1000);
  await db
    .updateTable('outlook_entry')
    .set({ busy_until: sql<Date>`greatest(busy_until, ${until}::timestamptz)` })
    .where('member_id', '=', id)
    .where('taken_out_at', 'is', null)
    .execute();
}

/** Makes the entry of a booking what the booking is. @returns why Outlook did not do it */
export async function settleEntry(
  ctx: Ctx,
  outlook: Outlook,
  bookingId: string,
  page: PageAddress,
): Promise<EntryRefusal | undefined> {
  const booking = await bookingToTell(ctx, bookingId);
  const entry = booking && outlookEntry(booking, page);
  const taken = booking && (await take(ctx, booking, entry !== null));
  if (!taken) return undefined;
  const became = entry ? await put(outlook, taken, entry) : await takeOut(outlook, taken);
  if (typeof became === 'object' && 'refused' in became) {
    const inDoubt = taken.again || (became.refused === 'later' && became.inDoubt);
    await leave(ctx, bookingId, inDoubt || taken.outlookId ? {} : { asked: null });
    return became;
  }
  const states = {
    gone: { outlook_id: null, taken_out_at: ctx.clock.now() },
    // What only lost its date comes in anew when it has another.
    removed: { outlook_id: null, asked: null },
  };
  const now = typeof became === 'string' ? states[became] : { outlook_id: became.id };
  await leave(ctx, bookingId, { ...now, sequence: booking.sequence });
  return undefined;
}

type Taken = {
  bookingId: string;
  outlookId: string | null;
  /** By this name Outlook knows what it was asked to add. */
  attempt: string;
  /** It was asked before, and we do not know what came of it. */
  again: boolean;
};

/** Takes an entry for ourselves for a while, and writes down that Outlook is asked for it. Nothing where somebody is at it. */
async function take(ctx: Ctx, booking: BookingToTell, adds: boolean): Promise<Taken | undefined> {
  const { id, sequence } = booking;
  const now = ctx.clock.now();
  const { rows } = await sql<Taken>`
    with before as (select booking_id as id, asked from outlook_entry where booking_id = ${id})
    update outlook_entry set busy_until = ${new Date(now.getTime() + lease * 1000)}::timestamptz,
      asked = case when ${adds}::boolean then coalesce(outlook_entry.asked, ${sequence}) else outlook_entry.asked end
    from before
    where booking_id = before.id and taken_out_at is null
      and (busy_until is null or busy_until <= ${now}::timestamptz)
      and outlook_entry.sequence is distinct from ${sequence}
    returning booking_id as "bookingId", outlook_id as "outlookId", booking_id || ' ' || outlook_entry.asked as attempt,
      before.asked is not null as again`.execute(ctx.db);
  return rows[0];
}

type Left = Partial<{
  outlook_id: string | null;
  asked: number | null;
  sequence: number;
  taken_out_at: Date;
}>;

async function leave({ db }: Ctx, bookingId: string, left: Left): Promise<void> {
  await db
    .updateTable('outlook_entry')
    .set({ ...left, busy_until: null })
    .where('booking_id', '=', bookingId)
    .execute();
}

type There = { id: string } | 'gone' | EntryRefusal;

/** @returns its id; 'gone' where the person took it out, so that it stays out */
async function put(outlook: Outlook, taken: Taken, entry: OutlookEntry): Promise<There> {
  const change = (id: string) => outlook.change(id, entry);
  const known = await idOf(outlook, taken);
  if ('refused' in known) return known;
  if (known.id) return wherever(outlook, taken, known.id, change);
  const added = await outlook.add(entry, taken.bookingId, taken.attempt);
  return added === 'taken' ? found(outlook, taken, change) : added;
}

async function takeOut(outlook: Outlook, taken: Taken): Promise<'removed' | EntryRefusal> {
  const known = await idOf(outlook, taken);
  if ('refused' in known) return known;
  const became = known.id ? await wherever(outlook, taken, known.id, outlook.remove) : 'gone';
  return typeof became === 'object' && 'refused' in became ? became : 'removed';
}

type Act = (id: string) => Promise<'done' | 'gone' | EntryRefusal>;

/** Does it to the entry of this id, or to the one that Outlook calls otherwise by now. */
async function wherever(outlook: Outlook, taken: Taken, id: string, act: Act): Promise<There> {
  const became = await act(id);
  if (became === 'done') return { id };
  return became === 'gone' ? found(outlook, taken, act) : became;
}

async function found(outlook: Outlook, { bookingId }: Taken, act: Act): Promise<There> {
  const there = await outlook.find(bookingId);
  if ('refused' in there) return there;
  if (!there.id) return 'gone';
  const became = await act(there.id);
  if (became === 'done') return { id: there.id };
  // It was there a moment ago.
  return became === 'gone' ? { refused: 'later', seconds: 1, inDoubt: true } : became;
}

/** What Outlook calls it: where nobody lived to write that down, Outlook is asked. */
const idOf = async (
  outlook: Outlook,
  { outlookId, again, bookingId }: Taken,
): Promise<{ id: string | null } | EntryRefusal> =>
  outlookId ? { id: outlookId } : again ? outlook.find(bookingId) : { id: null };
