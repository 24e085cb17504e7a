import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '../../bot/domain/context.ts';
import { book, cancel } from '../../bot/domain/events/bookings.ts';
import { setEndorsed } from '../../bot/domain/events/endorsing.ts';
import { writtenSession } from '../../bot/domain/events/written.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { type Standing, standing } from '../domain/booking-rules.ts';
import { start } from '../domain/booking-world.ts';
import { aMember, aMemberWith } from '../factories.ts';
import type { Domain } from '../harness.ts';
import { organised } from '../organising.ts';
import type { bookingWorks, Work } from './booking-works.ts';

/** What each work of booking-works.ts is done to, and what can be seen of it. */

type Name = (typeof bookingWorks)[number];

/** `ids`: what is another in each scene, with a name for it. */
export type Scene = { asked: Work; by: Member; eventId: string | null; ids: [id: string, name: string][] };

/** Everything up to the moment before it is done. */
export async function prepare(domain: Domain, coordinator: Member, name: Name): Promise<Scene> {
  const { ctx, now } = domain;
  now.at = start;
  if (name === 'import') return prepareImport(coordinator);
  const people: Member[] = [];
  for (let n = 0; n < 3; n++) people.push(await aMember(ctx));
  const byApproval = name === 'endorse' || name === 'choose';
  const pools = [{ mode: 'in person' as const, capacity: 1, perBorough: null, quotas: [] }];
  const event = await organised(ctx, coordinator, {
    session: { pools, byApproval },
    dates: ['2027-04-13', ...(name === 'call off' || name === 'erase' ? ['2027-04-14'] : [])],
  });
  const sessions = event.sessions.map(({ id }) => id);
  const bookings: string[] = [];
  for (const id of sessions)
    for (const person of people) bookings.push((await book(ctx, person, id, { wait: true })).bookingId!);
  const [holder, first, last] = people as [Member, Member, Member];
  const [held, offered, waiting] = bookings as [string, string, string];
  const [sessionId] = sessions as [string];
  if (name === 'accept' || name === 'settle') await cancel(ctx, holder, held);
  if (name === 'settle') now.at = new Date(start.getTime() + 150 * 3_600_000);
  const contact = byApproval ? await aMemberWith(ctx, 'contact', { organisation: 'camden' }) : null;
  if (name === 'choose') await setEndorsed(ctx, contact!, held, true);
  const does = (by: Member, work: Omit<Work, 'by'>): Scene => ({
    asked: { ...work, by: by.id } as Work,
    by,
    eventId: event.id,
    ids: [
      ...people.map(({ id }, n): [string, string] => [id, `person ${n}`]),
      ...(contact ? [[contact.id, 'contact'] as [string, string]] : []),
      [event.id, 'event'],
    ],
  });
  switch (name) {
    case 'cancel':
      return does(holder, { work: name, id: held });
    case 'accept':
      return does(first, { work: name, id: offered });
    case 'settle':
      return does(holder, { work: name, id: sessionId });
    case 'transfer':
      return does(holder, { work: name, id: held, to: last.id } as Omit<Work, 'by'>);
    case 'give':
      return does(coordinator, { work: name, id: waiting });
    case 'endorse':
      return does(contact!, { work: name, id: held });
    case 'choose':
      return does(coordinator, { work: name, id: held });
    case 'call off':
      return does(coordinator, { work: name, id: event.id });
    case 'erase':
      return does(holder, { work: name, id: holder.id });
    case 'move': {
      const form = { ...(await writtenSession(ctx, sessionId)).form, date: '2027-04-15' };
      return does(coordinator, { work: name, id: sessionId, form } as Omit<Work, 'by'>);
    }
  }
}

function prepareImport(by: Member): Scene {
  const [id, mark] = [randomUUID(), randomUUID().slice(0, 8)];
  const rows = Array.from(
    { length: 5 },
    (_, n) => `Import ${mark} ${n},A summary.,2027-05-0${n + 3},10:00,12:00,send,Town Hall`,
  );
  const file = ['Title,Summary,Date,Starts,Ends,Area,Place', ...rows].join('\n');
  return { asked: { work: 'import', id, file, by: by.id }, by, eventId: null, ids: [[mark, 'mark']] };
}

export type Look = { seen: string; standings: Standing[] };

/** All that stands of a scene, with names in place of what is another in each. */
export async function look(ctx: Context, { eventId, ids }: Scene): Promise<Look> {
  const ours = eventId === null ? sql`title like ${`%${ids[0]![0]}%`}` : sql`event.id = ${eventId}`;
  const { rows } = await sql<{ sessions: string[]; bookings: string[]; seen: object }>`
    with the_event as (select * from event where ${ours}),
      the_session as (select * from session where event_id in (select id from the_event)),
      the_log as (select * from booking_log where session_id in (select id from the_session)),
      the_booking as (select *, (select min(l.id) from the_log l where l.booking_id = booking.id) as made from booking
        where session_id in (select id from the_session))
    select (select coalesce(array_agg(id order by id), '{}') from the_session) as sessions,
      (select coalesce(array_agg(id order by made), '{}') from the_booking) as bookings,
      jsonb_build_object(
        'events', (select jsonb_agg(jsonb_build_array(title, state, version, cancelled_reason) order by title)
          from the_event),
        'sessions', (select jsonb_agg(jsonb_build_array(state, starts_at, sequence, version) order by starts_at)
          from the_session),
        'bookings', (select jsonb_agg(jsonb_build_array(id, state, pool, sequence, version, over_capacity, member_id,
          booked_by, transferred_to, endorsed_by, endorsed_at, offer_expires_at) order by made) from the_booking),
        'log', (select jsonb_agg(jsonb_build_array(booking_id, did, reason, became - 'waitSeq') order by id) from the_log),
        'people', (select jsonb_agg(id order by id) from member where id::text = any(${ids.map(([id]) => id)})),
        'messages', (select jsonb_agg(purpose || ' ' || key || ' ' || member_id) from message
          where split_part(key, ' ', 1) in (select id::text from the_booking union select id from the_session)),
        'audit', (select jsonb_agg(action order by id) from audit where details ->> 'event' = ${eventId}),
        'changes', (select count(*) from content_change where record_id in (select id from the_event))) as seen`.execute(
    ctx.db,
  );
  const { sessions, bookings, seen } = rows[0]!;
  const names = [...bookings.map((id, n) => [id, `booking ${n}`] as const), ...ids];
  const named = names.reduce((text, [id, name]) => text.replaceAll(id, name), JSON.stringify(seen));
  // What the database gives in no order of its own.
  const { log, people, messages, ...rest } = JSON.parse(named);
  const sorted = [log, people, messages].map((all: unknown[] | null) =>
    all?.map((each) => JSON.stringify(each)).sort(),
  );
  const standings: Standing[] = [];
  if (eventId !== null) for (const id of sessions) standings.push(await standing(ctx, id));
  return { seen: JSON.stringify([rest, ...sorted]), standings };
}
