import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';
import type { TableFault } from '../tables.ts';
import { type Arrival, dayOf, placeHolders } from './attendance.ts';
import { type Participant, readAttendanceReport } from './attendance-report.ts';
import { type Door, logSession } from './changes.ts';
import { atSession } from './door.ts';

export type ReportRead = {
  /** How many took part. */
  rows: number;
  found: { row: number; name: string; minutes: number; by: 'e-mail' | 'name'; already: boolean }[];
  unmatched: { row: number; name: string; email: string; why: string }[];
  faults: TableFault[];
  /** Newly marked as having come. */
  added: number;
};

/**
 * Marks those as having come to an online session whom Teams' attendance report lists and who have a place, in one
 * transaction; keeps how many minutes. The same report again changes nothing.
 * @param check only says what would be done
 * @throws AppError 'not-found', 'invalid' for another file, 'conflict' where the names of the session are gone
 */
export async function importAttendance(
  ctx: Context,
  actor: Member,
  sessionId: string,
  bytes: Buffer,
  { check }: { check: boolean },
): Promise<ReportRead> {
  requireRight(actor, 'manageEvents');
  const { anonymised } = await dayOf(ctx, sessionId);
  if (anonymised) throw new AppError('conflict', 'The names of this session have been deleted.');
  const { people, faults } = readAttendanceReport(bytes);
  const rows = people.length;
  if (faults.length > 0) return { rows, found: [], unmatched: [], faults, added: 0 };
  return atSession(ctx, sessionId, async (door) => {
    const holders = await placeHolders(door.tx, sessionId);
    const { matched, unmatched } = matching(people, holders, await takenBack(door));
    const added = [...matched.values()].filter(({ holder }) => !holder.arrivedAt).length;
    if (!check && matched.size > 0) await write(door, actor, [...matched.values()], added);
    const found = [...matched.values()].map(({ holder, row, name, minutes, by }) => ({
      ...{ row, name, minutes, by },
      already: holder.arrivedAt !== null,
    }));
    return { rows, found, unmatched, faults, added };
  });
}

type Match = { holder: Arrival; row: number; name: string; minutes: number; by: 'e-mail' | 'name' };

/** Who of those with a place took part, by booking: by address first, since two people may have one name. */
function matching(people: Participant[], holders: Arrival[], takenBack: Set<string>) {
  const matched = new Map<string, Match>();
  const unmatched: ReportRead['unmatched'] = [];
  const byAddress = new Map(
    holders.flatMap((each) => (each.email ? [[each.email.toLowerCase(), each]] : [])),
  );
  const byName = Map.groupBy(holders, ({ name }) => plainName(name));
  const ofAddress = ({ addresses }: Participant) => addresses.flatMap((each) => byAddress.get(each) ?? [])[0];
  for (const person of people.toSorted((a, b) => Number(!ofAddress(a)) - Number(!ofAddress(b)))) {
    const { row, name, minutes } = person;
    const same = byName.get(plainName(name)) ?? [];
    const holder = ofAddress(person) ?? (same.length === 1 ? same[0] : undefined);
    const why = !holder
      ? same.length > 1
        ? 'Two people with a place have this name.'
        : 'They have no place.'
      : takenBack.has(holder.bookingId)
        ? 'Somebody took their check-in back.'
        : null;
    const before = holder && matched.get(holder.bookingId);
    if (why || !holder) unmatched.push({ row, name, email: person.addresses[0] ?? '', why: why! });
    else if (before) before.minutes += minutes;
    else
      matched.set(holder.bookingId, {
        ...{ holder, row, name, minutes },
        by: ofAddress(person) ? 'e-mail' : 'name',
      });
  }
  return { matched, unmatched: unmatched.toSorted((a, b) => a.row - b.row) };
}

/** A name without what Teams adds to it. */
const plainName = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/\s*\((guest|external|unverified)\)$/i, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

async function takenBack({ tx, session }: Door): Promise<Set<string>> {
  const rows = await tx.db
    .selectFrom('booking')
    .select('id')
    .where('session_id', '=', session.id)
    .where('arrival_undone_at', 'is not', null)
    .where((e) => e.not(e.exists(e.selectFrom('attendance').whereRef('booking_id', '=', 'booking.id'))))
    .execute();
  return new Set(rows.map(({ id }) => id));
}

async function write(door: Door, actor: Member, matches: Match[], added: number): Promise<void> {
  const at = door.session.startsAt ?? door.now;
  const rows = matches.map(({ holder, minutes }) => ({
    booking: holder.bookingId,
    minutes,
    nonce: randomUUID(),
  }));
  await sql`
    insert into attendance (session_id, booking_id, arrived_at, minutes, source, nonce, recorded_by)
    select ${door.session.id}, booking, ${at}::timestamptz, minutes, 'report', nonce, ${actor.id}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as found(booking uuid, minutes int, nonce uuid)
    on conflict (session_id, booking_id)
      do update set minutes = greatest(attendance.minutes, excluded.minutes)`.execute(door.tx.db);
  if (added > 0) await logSession(door, { actor, did: `attendance report read: ${added} came` }, {});
}
