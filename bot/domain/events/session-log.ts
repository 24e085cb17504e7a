import type { Context } from '../context.ts';
import { requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';
import { dayOf, gone } from './attendance.ts';
import { boroughs } from './organised.ts';

/** What was done at a session, as sentences: who did what with whose place, and why. */

type Ctx = Pick<Context, 'db' | 'clock'>;
export type LogLine = { id: number; at: Date; text: string };

const onePage = 100;

/** Latest first, 100 at a time. @param before the id that the last page ended with @throws AppError 'not-found' */
export async function sessionLog(
  ctx: Ctx,
  actor: Member,
  sessionId: string,
  before?: number,
): Promise<LogLine[]> {
  requireRight(actor, 'manageEvents');
  await dayOf(ctx, sessionId);
  let query = ctx.db
    .selectFrom('booking_log')
    .leftJoin('member as actor', 'actor.pseudonym', 'booking_log.actor')
    .leftJoin('booking', 'booking.id', 'booking_log.booking_id')
    .leftJoin('member as person', 'person.id', 'booking.member_id')
    .select([
      'booking_log.id',
      'booking_log.at',
      'booking_log.did',
      'booking_log.became',
      'booking_log.reason',
      'booking_log.actor as by',
      'booking_log.booking_id',
      'actor.id as actor_id',
      'actor.name as actor',
      'person.id as person_id',
      'person.name as person',
      'booking.borough',
    ])
    .where('booking_log.session_id', '=', sessionId)
    // What was done to the session stands once, not with each of its bookings.
    .where((e) =>
      e.or([
        e('booking_log.booking_id', 'is', null),
        e('booking_log.did', 'not in', ['session changed', 'session called off']),
      ]),
    )
    .orderBy('booking_log.id', 'desc')
    .limit(onePage);
  if (before !== undefined) query = query.where('booking_log.id', '<', before);
  const names = new Map((await boroughs(ctx)).map(({ id, name }) => [id, name]));
  return (await query.execute()).map((row) => {
    const own = row.actor_id !== null && row.actor_id === row.person_id;
    const actor = row.by === null ? 'the service' : (row.actor ?? gone);
    const borough = row.borough && (names.get(row.borough) ?? row.borough);
    const whom = `${row.person ?? gone}${borough ? ` (${borough})` : ''}`;
    const changed = (row.became as { changed?: string[] }).changed ?? [];
    const said = row.booking_id === null ? ofSession(row.did, changed) : ofBooking(row.did, own, whom);
    const text = `${own ? whom : actor} ${said}${row.reason ? `: “${row.reason}”` : ''}.`;
    return { id: Number(row.id), at: row.at, text: text.charAt(0).toUpperCase() + text.slice(1) };
  });
}

/** What somebody did with their own place, and with another's. */
const deeds: Record<string, [own: string, others: (whom: string) => string]> = {
  booked: ['booked a place', (whom) => `booked a place for ${whom}`],
  'joined the waiting list': ['joined the waiting list', (whom) => `put ${whom} on the waiting list`],
  nominated: ['put themselves forward', (whom) => `put ${whom} forward`],
  endorsed: ['endorsed themselves', (whom) => `endorsed ${whom}`],
  'no longer endorsed': ['endorsed themselves no longer', (whom) => `no longer endorsed ${whom}`],
  chosen: ['chose themselves', (whom) => `chose ${whom}`],
  'not chosen': ['did not choose themselves', (whom) => `did not choose ${whom}`],
  cancelled: ['cancelled', (whom) => `cancelled for ${whom}`],
  'place offered': ['got an offer', (whom) => `offered ${whom} a place`],
  'place given': ['got a place', (whom) => `gave ${whom} a place from the waiting list`],
  'place given by a coordinator': ['took a place', (whom) => `gave ${whom} a place`],
  'offer accepted': ['accepted the offer', (whom) => `accepted the offer for ${whom}`],
  'offer declined': ['turned the offer down', (whom) => `turned the offer down for ${whom}`],
  'offer lapsed': ['let the offer run out', (whom) => `ended the offer to ${whom}, which had run out`],
  transferred: ['gave their place to a colleague', (whom) => `gave the place of ${whom} to a colleague`],
  'booked by transfer': ['took a colleague’s place', (whom) => `gave a colleague’s place to ${whom}`],
  'got a colleague’s place': [
    'no longer waits: they have a colleague’s place',
    (whom) => `took ${whom} off the list, who has a colleague’s place`,
  ],
  'answers changed': ['changed their answers', (whom) => `changed the answers of ${whom}`],
  'checked in': ['checked in', (whom) => `checked ${whom} in`],
  'came in person': [
    'came in person, which frees a place online',
    (whom) => `gave ${whom} a place in person, which frees one online`,
  ],
  'check-in taken back': ['took their check-in back', (whom) => `took back the check-in of ${whom}`],
};

function ofBooking(did: string, own: boolean, whom: string): string {
  const words = deeds[did];
  if (!words) return own ? did : `${did}, for ${whom}`;
  return own ? words[0] : words[1](whom);
}

const fields: Record<string, string> = {
  title: 'its name',
  mode: 'how it is held',
  venue: 'the venue',
  date: 'the date',
  starts: 'the start',
  endDate: 'the last day',
  ends: 'the end',
  joinUrl: 'the join link',
  pools: 'the places',
  opens: 'when booking opens',
  closes: 'when booking closes',
  cancelBy: 'until when people can cancel',
  offerCutoff: 'the last time for offers',
  offerHours: 'how long offers last',
  byApproval: 'whether places are given by approval',
};

function ofSession(did: string, changed: string[]): string {
  if (did === 'session called off') return 'called the session off';
  if (did === 'materials changed') return 'changed the materials';
  if (did !== 'session changed') return did;
  const named = changed.map((field) => fields[field] ?? field);
  if (named.length === 0) return 'changed how or where it is held';
  const last = named.pop()!;
  return `changed ${named.length > 0 ? `${named.join(', ')} and ${last}` : last}`;
}
