import { sql } from 'kysely';
import type { TxContext } from '../context.ts';
import { type BookingState, consuming, live, type Pool, type PoolMode, type SessionTimes } from './rules.ts';

/** What is written behind the open door of a session (door.ts): each change of a booking, with its line in the log. */
export type Door = {
  tx: TxContext;
  now: Date;
  session: Session;
  pools: Pool[];
  /** Who is told what of it when the door closes. */
  told: Told[];
  /** Who did the last to each booking behind this door: a member's id; null for the service itself. */
  doers: Map<string, string | null>;
  /** Something falls due at another time than before. */
  rescheduled: boolean;
};

export type Session = SessionTimes & {
  id: string;
  eventId: string;
  eventState: 'draft' | 'published' | 'cancelled';
  retired: boolean;
  cancelled: boolean;
  byApproval: boolean;
  settleAt: Date | null;
};

export const calledOff = ({ cancelled, eventState }: Session): boolean =>
  cancelled || eventState === 'cancelled';

/** A booking as the rules see it. */
export type Booking = {
  id: string;
  sessionId: string;
  memberId: string | null;
  organisationId: string;
  borough: string;
  pool: PoolMode;
  state: BookingState;
  createdAt: Date;
  waitSeq: number | null;
  priority: number;
  offerExpiresAt: Date | null;
  automatic: boolean;
  bookedBy: string | null;
  overCapacity: boolean;
  statement: string | null;
  endorsedBy: string | null;
  endorsedAt: Date | null;
  transferredTo: string | null;
  /** Of its invitation: rises with each change that calendars must see. */
  sequence: number;
};

/**
 * A message about a booking or session: `key` names what it is about, and is said once to each. `invitation` is the key
 * of what goes into the person's calendar with it; `own`: they did it themselves, and saw so where they did it.
 */
export type Told = { purpose: string; key: string; memberId: string; invitation?: string; own?: boolean };

/** The purpose of what is for calendars alone: it goes by e-mail to whom we have an address of, or not at all. */
export const calendarOnly = 'invitation';

/** Who does it: the service itself where it falls due. */
export type Actor = { id: string; pseudonym: string } | null;

type Changes = Partial<
  Pick<
    Booking,
    | 'state'
    | 'pool'
    | 'priority'
    | 'offerExpiresAt'
    | 'automatic'
    | 'overCapacity'
    | 'endorsedBy'
    | 'endorsedAt'
    | 'transferredTo'
    | 'sequence'
  >
>;
type Deed = { actor: Actor; did: string; reason?: string | undefined };

/** Changes a booking and writes it into the log; the counts of the open door follow. @returns the booking as it is now */
export async function change(door: Door, before: Booking, changes: Changes, deed: Deed): Promise<Booking> {
  const after: Booking = { ...before, ...changes };
  const over = !live.includes(after.state);
  await door.tx.db
    .with('changed', (db) =>
      db
        .updateTable('booking')
        .set((e) => ({
          state: after.state,
          cancelled_at: over ? door.now : null,
          pool: after.pool,
          priority: after.priority,
          offer_expires_at: after.offerExpiresAt,
          automatic: after.automatic,
          over_capacity: after.overCapacity,
          endorsed_by: after.endorsedBy,
          endorsed_at: after.endorsedAt,
          transferred_to: after.transferredTo,
          sequence: after.sequence,
          version: e('version', '+', 1),
        }))
        .where('id', '=', after.id),
    )
    .insertInto('booking_log')
    .values(logLine(door, deed, after))
    .execute();
  door.doers.set(after.id, deed.actor?.id ?? null);
  count(door, before, -1);
  count(door, after, 1);
  return after;
}

/** Writes a new booking down, and into the log. */
export async function add(
  door: Door,
  made: Pick<Booking, 'id' | 'organisationId' | 'borough' | 'pool' | 'state'> & {
    memberId: string;
  } & Partial<Pick<Booking, 'automatic' | 'bookedBy' | 'overCapacity' | 'statement'>>,
  deed: Deed,
): Promise<Booking> {
  const booking: Booking = {
    ...{ automatic: false, bookedBy: null, overCapacity: false, statement: null },
    ...made,
    ...{ sessionId: door.session.id, createdAt: door.now, waitSeq: null, priority: 0, offerExpiresAt: null },
    ...{ endorsedBy: null, endorsedAt: null, transferredTo: null, sequence: 0 },
  };
  const line = logLine(door, deed, booking);
  // The place in the queue is the database's to give: it goes into the log from there.
  const { wait_seq } = await door.tx.db
    .with('made', (db) =>
      db
        .insertInto('booking')
        .values({
          id: booking.id,
          session_id: booking.sessionId,
          member_id: booking.memberId,
          organisation_id: booking.organisationId,
          borough: booking.borough,
          pool: booking.pool,
          state: booking.state,
          created_at: booking.createdAt,
          cancelled_at: null,
          wait_seq: booking.state === 'waiting' ? sql<number>`nextval('booking_wait')` : null,
          automatic: booking.automatic,
          booked_by: booking.bookedBy,
          over_capacity: booking.overCapacity,
          statement: booking.statement,
        })
        .returning('wait_seq'),
    )
    .with('logged', (db) =>
      db.insertInto('booking_log').values({
        ...line,
        became: sql`${line.became}::jsonb || (select jsonb_build_object('waitSeq', wait_seq) from made)`,
      }),
    )
    .selectFrom('made')
    .select('wait_seq')
    .executeTakeFirstOrThrow();
  const added = { ...booking, waitSeq: wait_seq === null ? null : Number(wait_seq) };
  door.doers.set(added.id, deed.actor?.id ?? null);
  count(door, added, 1);
  return added;
}

/** Writes down a change of the session's own places or times. */
export async function logSession(door: Door, deed: Deed, became: object): Promise<void> {
  await door.tx.db
    .insertInto('booking_log')
    .values({ ...logged(door, deed), booking_id: null, became: JSON.stringify(became) })
    .execute();
}

/** What calendars must see: of a place that somebody has, or had until now. */
const inCalendars: Record<string, readonly BookingState[]> = {
  'booking confirmed': ['confirmed'],
  'session changed': ['confirmed'],
  'session called off': ['confirmed'],
  'booking cancelled': ['cancelled'],
  'booking transferred': ['transferred'],
};

/** Who has the booking is told when the door closes. @param booking as it is now */
export function tell(door: Door, booking: Booking, purpose: string, key = booking.id): void {
  if (!booking.memberId) return;
  const invitation = inCalendars[purpose]?.includes(booking.state) && `${booking.id} ${booking.sequence}`;
  const { memberId } = booking;
  const own = door.doers.get(booking.id) === memberId;
  door.told.push({ purpose, key, memberId, own, ...(invitation && { invitation }) });
}

/** The calendar of who has a place sees it, and nobody hears more of it. @param booking as it is now */
export function tellCalendar(door: Door, { id, sequence, memberId }: Booking): void {
  if (memberId) door.told.push({ purpose: calendarOnly, key: `${id} ${sequence}`, memberId });
}

/** Who has the booking, and who booked it for them. */
export function tellBoth(door: Door, booking: Booking, purpose: string, key = booking.id): void {
  tell(door, booking, purpose, key);
  if (booking.bookedBy && booking.bookedBy !== booking.memberId)
    door.told.push({ purpose, key: toBooker(key), memberId: booking.bookedBy });
}

/** The key of what is said to who booked for somebody else. @param key of what is said to whose it is */
export const toBooker = (key: string): string => `${key} booker`;
export const isToBooker = (key: string): boolean => key.endsWith(toBooker(''));

function count(door: Door, { pool: mode, borough, state }: Booking, by: 1 | -1): void {
  const pool = door.pools.find((each) => each.mode === mode);
  if (!pool) return;
  if (state === 'waiting') pool.waiting += by;
  if (state === 'offered' || state === 'requested') door.rescheduled = true;
  if (!consuming.includes(state)) return;
  pool.taken.set(borough, (pool.taken.get(borough) ?? 0) + by);
}

const logged = ({ session, now }: Door, { actor, did, reason }: Deed) => ({
  session_id: session.id,
  at: now,
  actor: actor?.pseudonym ?? null,
  did,
  reason: reason ?? null,
});

/** The line that says what a booking became. */
export function logLine(door: Door, deed: Deed, booking: Booking) {
  const { state, pool, borough, priority, waitSeq, offerExpiresAt, automatic, overCapacity, sequence } =
    booking;
  const became = {
    state,
    pool,
    borough,
    priority,
    waitSeq,
    offerExpiresAt,
    automatic,
    overCapacity,
    sequence,
  };
  return { ...logged(door, deed), booking_id: booking.id, became: JSON.stringify(became) };
}

const allBookings = (door: Door) =>
  door.tx.db.selectFrom('booking').selectAll().where('session_id', '=', door.session.id);

/** Bookings of the session, as narrowed. */
export async function bookingsWhere(
  door: Door,
  narrow: (query: ReturnType<typeof allBookings>) => ReturnType<typeof allBookings>,
): Promise<Booking[]> {
  return (await narrow(allBookings(door)).execute()).map(toBooking);
}

/** The person's booking that is not over. */
export async function liveBooking(door: Door, memberId: string): Promise<Booking | undefined> {
  const [booking] = await bookingsWhere(door, (query) =>
    query.where('member_id', '=', memberId).where('state', 'in', live),
  );
  return booking;
}

type Row = Awaited<ReturnType<ReturnType<typeof allBookings>['executeTakeFirstOrThrow']>>;

const toBooking = (row: Row): Booking => ({
  id: row.id,
  sessionId: row.session_id,
  memberId: row.member_id,
  organisationId: row.organisation_id,
  borough: row.borough,
  pool: row.pool,
  state: row.state,
  createdAt: row.created_at,
  waitSeq: row.wait_seq === null ? null : Number(row.wait_seq),
  priority: row.priority,
  offerExpiresAt: row.offer_expires_at,
  automatic: row.automatic,
  bookedBy: row.booked_by,
  overCapacity: row.over_capacity,
  statement: row.statement,
  endorsedBy: row.endorsed_by,
  endorsedAt: row.endorsed_at,
  transferredTo: row.transferred_to,
  sequence: row.sequence,
});
