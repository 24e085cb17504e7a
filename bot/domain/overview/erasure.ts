import { sql } from 'kysely';
import { changeRecord } from '../content/editing.ts';
import { lockContent } from '../content/records.ts';
import type { Faq } from '../content/schema.ts';
import { type Context, inTransaction, type TxContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { bookingsWhere, change, type Door, toBooker } from '../events/changes.ts';
import { closeDoor, openDoors } from '../events/door.ts';
import { live } from '../events/rules.ts';
import { requireRight } from '../members/access.ts';
import { audit } from '../members/audit.ts';
import type { Member } from '../members/members.ts';
import { keepAnAdministrator } from '../members/roles.ts';

/** What stands in place of words that were a person's own. */
const takenOut = 'Taken out';
const formerAuthor = 'A former colleague';

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
async function forgetWords(tx: TxContext, { id, name, pseudonym }: Person): Promise<void> {
  const theirs = sql`select id from booking where member_id = ${id}`;
  await sql`delete from booking_answer where booking_id in (${theirs})`.execute(tx.db);
  await sql`delete from special_answer where booking_id in (${theirs})`.execute(tx.db);
  await sql`update booking_log set reason = null where booking_id in (${theirs})`.execute(tx.db);
  await sql`update booking set statement = null where member_id = ${id}`.execute(tx.db);
  await sql`update feedback set text = '' where member_id = ${id}`.execute(tx.db);
  await lockContent(tx);
  const { rows: asked } = await sql<{ text: string }>`
    select text from question where asker_id = ${id} union select question from given_answer where member_id = ${id}`.execute(
    tx.db,
  );
  for (const { text } of asked) {
    await takeOutOfHistory(tx, text, takenOut);
    await takeOutOfMessages(tx, text, takenOut);
  }
  // What people are called of whom no name is known is nobody's.
  if (name !== 'A colleague') await takeOutOfMessages(tx, name, formerAuthor);
  const wrote = await tx.db
    .selectFrom('content_change')
    .select('id')
    .where('actor', '=', pseudonym)
    .limit(1)
    .executeTakeFirst();
  if (!wrote) return;
  const { rows: records } = await sql<{ id: string; faq: Faq }>`
    select id, coalesce(edited, shipped) as faq from content_record
    where kind = 'faq' and coalesce(edited, shipped) ->> 'author' = ${name}`.execute(tx.db);
  for (const { id: faqId, faq } of records)
    await changeRecord(tx, null, { kind: 'faq', id: faqId, after: { ...faq, author: formerAuthor } });
  await takeOutOfHistory(tx, name, formerAuthor);
}

/** Replaces a text in what records said before, unless one says it still: then it is the alliance's by now. */
async function takeOutOfHistory(tx: TxContext, text: string, by: string): Promise<void> {
  const [quoted, other] = [JSON.stringify(text), JSON.stringify(by)];
  await sql`
    update content_change
    set before = replace(before::text, ${quoted}, ${other})::jsonb, after = replace(after::text, ${quoted}, ${other})::jsonb
    where (position(${quoted} in before::text) > 0 or position(${quoted} in after::text) > 0)
      and not exists (select from content_record r where r.kind = content_change.kind and r.id = record_id
        and not r.taken_away and position(${quoted} in coalesce(r.edited, r.shipped)::text) > 0)`.execute(
    tx.db,
  );
}

/** Replaces a text in what others were told, or are to be told. */
async function takeOutOfMessages(tx: TxContext, text: string, by: string): Promise<void> {
  const [written, other] = [JSON.stringify(text).slice(1, -1), JSON.stringify(by).slice(1, -1)];
  await sql`update message set notice = replace(notice::text, ${written}, ${other})::jsonb
    where position(${written} in notice::text) > 0`.execute(tx.db);
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
