import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';
import { overtaken } from '../messages/settlements.ts';
import { dayOf } from './attendance.ts';

export type Unreached = {
  memberId: string;
  name: string;
  organisation: string;
  message: string;
  reason: string;
  at: Date;
};

/** What each message is called in a list of those that did not arrive. */
const called: Record<string, string> = {
  'booking confirmed': 'Booked',
  'booking cancelled': 'Cancelled',
  'booking transferred': 'Given to a colleague',
  'place offered': 'Offer of a place',
  'offer lapsed': 'Offer run out',
  'taken off the list': 'Taken off the list',
  'nomination declined': 'Not chosen',
  'session changed': 'Changed',
  'session called off': 'Called off',
  invitation: 'Invitation for the calendar',
  'booking in Outlook': 'Booked, changed or cancelled',
  thanks: 'Thanks',
  missed: 'What they missed',
};

/**
 * Whom a message about a session did not reach, as far as we know: the latest of each kind, latest first.
 * @throws AppError 'not-found'
 */
export async function unreached(
  ctx: Pick<Context, 'db' | 'clock'>,
  actor: Member,
  sessionId: string,
): Promise<Unreached[]> {
  requireRight(actor, 'manageEvents');
  const { eventId } = await dayOf(ctx, sessionId);
  const { rows } = await sql<Omit<Unreached, 'message'> & { purpose: string; title: string | null }>`
    with person as (
      select member_id as id from booking where session_id = ${sessionId} and member_id is not null
      union select booked_by from booking where session_id = ${sessionId} and booked_by is not null),
    about as (
      -- What the first word of a message's key names.
      select id::text as id from booking where session_id = ${sessionId}
      union all select ${sessionId}
      union all select id::text from event_message
        where event_id = ${eventId} and (session_id is null or session_id = ${sessionId})),
    latest as (
      select distinct on (message.member_id, message.purpose, message.only_by) message.*
      from person join message on message.member_id = person.id
      where split_part(message.key, ' ', 1) in (select id from about)
      order by message.member_id, message.purpose, message.only_by, message.created_at desc)
    select member.id as "memberId", member.name, organisation.details ->> 'name' as organisation,
      latest.purpose, event_message.title,
      coalesce(latest.reason, 'It is not known whether this arrived.') as reason,
      coalesce(latest.finished_at, latest.created_at) as at
    from latest
    join member on member.id = latest.member_id
    join organisation on organisation.id = member.organisation_id
    left join event_message on latest.purpose = 'event message' and event_message.id::text = latest.key
    where latest.state in ('failed', 'unconfirmed') and latest.reason is distinct from ${overtaken}
      -- Beside these words went an invitation by e-mail, which says the same.
      and latest.only_by is distinct from 'teams'
    order by at desc, member.name limit 500`.execute(ctx.db);
  return rows.map(({ purpose, title, ...row }) => ({
    ...row,
    message: title ? `Your message “${title}”` : (called[purpose] ?? nameOf(purpose)),
  }));
}

const nameOf = (purpose: string): string => purpose.charAt(0).toUpperCase() + purpose.slice(1);
