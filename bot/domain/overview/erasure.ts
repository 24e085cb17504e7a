import { sql } from 'kysely';
import { lockContent } from '../content/records.ts';
import { type Context, inTransaction, type TxContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { bookingsWhere, change, type Door, toBooker } from '../events/changes.ts';
import { closeDoor, openDoors } from '../events/door.ts';
import { live } from '../events/rules.ts';
import { requireRight } from '../members/access.ts';
import { audit } from '../members/audit.ts';
import type { Member } from '../members/members.ts';
import { keepAnAdministrator } from '../members/roles.ts';
import { takeOutName, takeOutQuestions } from './words.ts';

/**
 * Deletes everything that says who somebody was: their places are cancelled, and go to who waits; what others need
 * stays without them, and the audit log with a pseudonym that is nobody's any more. Whoever comes back is somebody new.
 * @param memberId oneself, or for an administrator anybody
 * @throws AppError 'not-found', 'not-allowed', 'conflict' where nobody would be left to administer
 */
export async function erase(ctx: Context, actor: Member, memberId: string): Promise<void> {
  if (actor.id !== memberId) requireRight(actor, 'administer');
  // A place that is booked for them at this very moment has its own door, which has to be open too.
  for (let tries = 0; tries < 3; tries++) if (await eraseOnce(ctx, actor, memberId)) return;
  throw new AppError('conflict');
}

type Person = Awaited<ReturnType<typeof locked>>;

async function eraseOnce(ctx: Context, actor: Member, memberId: string): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    await lockContent(tx); // before any session's, everywhere
    const booked = await sessionsBooked(tx, memberId);
    const doors = booked.length > 0 ? await openDoors(tx, booked) : [];
    const person = await locked(tx, memberId);
    if ((await sessionsBooked(tx, memberId)).some((id) => !booked.includes(id))) return false;
    for (const door of doors) await giveUp(door, actor, memberId);
    for (const door of doors) await closeDoor(door);
    await forgetWords(tx, person);
    await forgetTraces(tx, person);
    await keepAnAdministrator(tx, async () => {
      await tx.db.deleteFrom('member').where('id', '=', memberId).execute();
    });
    await audit(tx, { actor, action: 'person erased', subject: person });
    return true;
  });
}

async function sessionsBooked(tx: TxContext, memberId: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('booking')
    .innerJoin('session', 'session.id', 'booking.session_id')
    .select('session_id')
    .distinct()
    .where('member_id', '=', memberId)
    .where('booking.state', 'in', live)
    // Where it is over there is no place to give back: they came, or did not, without a name.
    .where((e) => e.or([e('session.ends_at', 'is', null), e('session.ends_at', '>', tx.clock.now())]))
    .execute();
  return rows.map((row) => row.session_id);
}

/** While it is locked nobody books for them. */
async function locked(tx: TxContext, memberId: string) {
  const person = await tx.db
    .selectFrom('member')
    .select(['id', 'tenant_id', 'object_id', 'name', 'email', 'organisation_id', 'pseudonym'])
    .where('id', '=', memberId)
    .forUpdate()
    .executeTakeFirst();
  if (!person) throw new AppError('not-found');
  return person;
}

async function giveUp(door: Door, actor: Member, memberId: string): Promise<void> {
  const bookings = await bookingsWhere(door, (query) =>
    query.where('member_id', '=', memberId).where('state', 'in', live),
  );
  for (const booking of bookings) {
    const [state, did] =
      booking.state === 'offered'
        ? (['declined', 'offer declined'] as const)
        : (['cancelled', 'cancelled'] as const);
    const given = { state, offerExpiresAt: null, sequence: booking.sequence + 1 };
    await change(door, booking, given, { actor, did });
    const { id, bookedBy } = booking;
    if (booking.state === 'confirmed' && bookedBy && bookedBy !== memberId)
      door.told.push({ purpose: 'booking cancelled', key: toBooker(id), memberId: bookedBy });
  }
}

/** What they wrote, wherever it was copied to. */
async function forgetWords(tx: TxContext, person: Person): Promise<void> {
  const { id } = person;
  const theirs = sql`select id from booking where member_id = ${id}`;
  await sql`delete from booking_answer where booking_id in (${theirs})`.execute(tx.db);
  await sql`delete from special_answer where booking_id in (${theirs})`.execute(tx.db);
  await sql`update booking_log set reason = null where booking_id in (${theirs})`.execute(tx.db);
  await sql`update booking set statement = null where member_id = ${id}`.execute(tx.db);
  await sql`update feedback set text = '' where member_id = ${id}`.execute(tx.db);
  await takeOutQuestions(tx, id);
  await takeOutName(tx, person);
}

/** What is kept of them by something else than the member, and what would keep the member. */
async function forgetTraces(tx: TxContext, person: Person): Promise<void> {
  const { id, tenant_id, object_id, email, organisation_id } = person;
  const address = email?.toLowerCase() ?? '';
  const run = (query: ReturnType<typeof sql>) => query.execute(tx.db);
  const conversations = sql`select conversation_id from conversation where member_id = ${id}`;
  await run(sql`delete from activity_seen where conversation_id in (${conversations})`);
  await run(sql`delete from outbox where lower(recipient) in (${object_id}::text, ${address})
    or recipient in (${conversations})`);
  await run(sql`delete from message where member_id = ${id}`);
  // Then the alliance's own address is the one to ask.
  await run(sql`update event set contact = null where lower(contact) = ${address}`);
  await run(sql`delete from access_request where tenant_id = ${tenant_id} and object_id = ${object_id}`);
  await run(sql`delete from web_session where tenant_id = ${tenant_id} and object_id = ${object_id}`);
  await run(sql`delete from contact where member_id = ${id}
    or (organisation_id = ${organisation_id} and lower(email) = ${address})`);
}
