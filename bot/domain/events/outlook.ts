import { sql } from 'kysely';
import type { OpenOutlook, Outlook, OutlookRefusal } from '../../ports/graph.ts';
import { type Context, inTransaction, type TxContext } from '../context.ts';
import { requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';
import { addOwnMessages } from '../messages/ledger.ts';
import { claimForOutlook, type ForCalendar, outlookIsOn } from './calendar-ways.ts';
import { calendarOnly } from './changes.ts';
import { dueEntries, type PageAddress, rest, settleEntry, toCome } from './outlook-entries.ts';

/**
 * Bookings in their people's own Outlook. Nothing is sent there when a booking changes: only the person's own token lets
 * us in, so whenever they are here their entries are made what their bookings are. A row of `outlook_entry` is written
 * before Outlook is asked for anything, and says what was asked: who dies in between finds the entry again.
 */

/** With the person's token. */
type Open = () => ReturnType<OpenOutlook>;
type Refusal = Exclude<OutlookRefusal['refused'], 'later'>;
export type Synced = 'up to date' | 'later' | Refusal;

/** How a member's bookings come into their calendar. */
export type OutlookState = {
  /** The administrators allow it. */
  offered: boolean;
  way: 'e-mail' | 'outlook';
  /** Why Outlook let us in no more, so that they come by e-mail again. */
  lost: Refusal | null;
  /** Bookings to come that stand in Outlook, or are to: we keep them up to date there. */
  entries: number;
};

export async function outlookState(
  ctx: Pick<Context, 'db' | 'clock'>,
  member: Member,
): Promise<OutlookState> {
  requireRight(member, 'use');
  const { rows } = await sql<OutlookState>`
    select ${outlookIsOn} as offered, coalesce(calendar, 'e-mail') as way, calendar_lost as lost,
      (select count(*)::int from outlook_entry join booking on booking.id = booking_id
          join session on session.id = session_id
        where outlook_entry.member_id = member.id and (outlook_id is not null or outlook_entry.sequence is distinct from booking.sequence)
          and taken_out_at is null and ${toCome(ctx)}) as entries
    from member left join delivery_preference on delivery_preference.member_id = member.id
    where member.id = ${member.id}`.execute(ctx.db);
  return rows[0]!;
}

/** Whether there is anything to keep up to date in a member's Outlook. */
export const toUpdate = ({ offered, way, entries }: OutlookState): boolean =>
  offered && (way === 'outlook' || entries > 0);

/**
 * Has a member's bookings come into Outlook from now on. Nothing changes unless Outlook lets us in.
 * @returns 'up to date', or what is in the way
 */
export async function chooseOutlook(
  ctx: Context,
  member: Member,
  open: Open,
  page: PageAddress,
): Promise<Synced | 'off'> {
  if (!(await outlookState(ctx, member)).offered) return 'off';
  const outlook = await open();
  const reached = 'refused' in outlook ? outlook : await outlook.reach();
  if (reached !== 'reached') return reached.refused;
  await setWay(ctx, member, 'outlook', null);
  return bringUpToDate(ctx, member, async () => outlook, page);
}

/** Has them come by e-mail again; what stands in Outlook stays there, and is kept up to date. */
export async function chooseInvitations(ctx: Context, member: Member): Promise<void> {
  requireRight(member, 'use');
  await setWay(ctx, member, 'e-mail', null);
  await inTransaction(ctx, (tx) => invite(tx, member.id));
}

async function setWay(
  ctx: Pick<Context, 'db'>,
  { id }: Member,
  calendar: OutlookState['way'],
  lost: Refusal | null,
): Promise<void> {
  const chosen = { calendar, calendar_lost: lost };
  await ctx.db
    .insertInto('delivery_preference')
    .values({ member_id: id, way: 'teams', quiet_from: null, quiet_to: null, ...chosen })
    .onConflict((c) => c.column('member_id').doUpdateSet(chosen))
    .execute();
}

/**
 * Makes a member's entries in Outlook what their bookings are: adds, changes and takes out. Safe to call at any time, and
 * twice at once. Where Outlook no longer lets us in, invitations come by e-mail from then on.
 */
export async function bringUpToDate(
  ctx: Context,
  member: Member,
  open: Open,
  page: PageAddress,
): Promise<Synced | 'off'> {
  const { offered, way } = await outlookState(ctx, member);
  if (!offered) return 'off';
  if (way === 'outlook') await inTransaction(ctx, (tx) => adopt(tx, member));
  const due = await dueEntries(ctx, member);
  if (due.length === 0) return 'up to date';
  const outlook = await open();
  const refusal = 'refused' in outlook ? outlook : await settle(ctx, member, outlook, due, page);
  if (!refusal) return 'up to date';
  if (refusal.refused === 'later') {
    await rest(ctx, member, refusal.seconds);
    return 'later';
  }
  await setWay(ctx, member, 'e-mail', refusal.refused);
  await inTransaction(ctx, (tx) => invite(tx, member.id));
  return refusal.refused;
}

/** One after the other, until Outlook takes none any more. One that it does not take as it is keeps nobody else waiting. */
async function settle(
  ctx: Context,
  member: Member,
  outlook: Outlook,
  due: string[],
  page: PageAddress,
): Promise<OutlookRefusal | undefined> {
  for (const id of due) {
    const refusal = await settleEntry(ctx, outlook, id, page);
    if (refusal?.refused === 'this entry') await inTransaction(ctx, (tx) => invite(tx, member.id, id));
    else if (refusal) return refusal;
  }
  return undefined;
}

/** Places that have neither an entry nor an invitation, such as those of before we knew an address. */
async function adopt(tx: TxContext, { id: memberId }: Member): Promise<void> {
  // Whoever writes an invitation has changed the booking: what is read after the lock has it, in the order of erasure
  // and of doors.
  await tx.db.selectFrom('member').select('id').where('id', '=', memberId).forKeyShare().execute();
  const { rows } = await sql<ForCalendar>`
    select booking.id as "bookingId", ${memberId} as "memberId", booking.sequence
    from booking join session on session.id = session_id
    where booking.member_id = ${memberId} and booking.state = 'confirmed' and session.state = 'planned' and ${toCome(tx)}
      and not exists (select from outlook_entry where booking_id = booking.id)
    order by booking.session_id, booking.id for update of booking`.execute(tx.db);
  await claimForOutlook(tx, rows);
}

/** In SQL: Outlook was never asked for this entry, or said that it does not have it. */
const isNotThere = sql<boolean>`outlook_id is null and asked is null and taken_out_at is null`;
/** In SQL: the member no longer wants new entries, or may have none. */
const isOver = sql<boolean>`not (coalesce(calendar, 'e-mail') = 'outlook' and ${outlookIsOn})`;

/**
 * E-mails invitations to the bookings that were to come into Outlook and no longer are: their people chose otherwise, took
 * the permission back, or the administrators did. Run every minute. What Outlook may have already is left to it.
 */
export async function inviteInstead(ctx: Context): Promise<void> {
  const { rows } = await sql<{ memberId: string }>`
    select distinct member_id as "memberId"
    from outlook_entry left join delivery_preference using (member_id) where ${isNotThere} and ${isOver}`.execute(
    ctx.db,
  );
  for (const { memberId } of rows) await inTransaction(ctx, (tx) => invite(tx, memberId));
}

/** The same for one member. @param refused a booking that Outlook does not take, whatever they chose */
async function invite(tx: TxContext, memberId: string, refused: string | null = null): Promise<void> {
  // Whoever changes a booking at this moment counts on its entry: what is read after the locks has both.
  await tx.db.selectFrom('member').select('id').where('id', '=', memberId).forKeyShare().execute();
  const locked = await sql<{ id: string }>`
    select booking.id from booking join outlook_entry on booking_id = booking.id
    where outlook_entry.member_id = ${memberId} and ${isNotThere}
    order by booking.session_id, booking.id for update of booking`.execute(tx.db);
  const ids = locked.rows.map(({ id }) => id);
  const { rows } = await sql<{ key: string; wanted: boolean }>`
    delete from outlook_entry using member left join delivery_preference on delivery_preference.member_id = member.id,
      booking join session on session.id = session_id
    where member.id = outlook_entry.member_id and booking.id = booking_id and booking_id = any(${ids}::uuid[])
      and ${isNotThere} and (${isOver} or booking_id = ${refused}::uuid)
    returning booking.id || ' ' || booking.sequence as key,
      email is not null and booking.state = 'confirmed' and session.state = 'planned' and ${toCome(tx)} as wanted`.execute(
    tx.db,
  );
  const messages = rows.flatMap(({ key, wanted }) =>
    wanted ? [{ purpose: calendarOnly, key, memberId, onlyBy: 'e-mail' as const }] : [],
  );
  await addOwnMessages(tx, 'bookings', messages);
}
