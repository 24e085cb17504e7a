import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../context.ts';
import { answersOf } from '../events/answers.ts';
import { dateAndTime } from '../london.ts';
import type { Member } from '../members/members.ts';

/** Everything that is held about a person, in words that they understand. */

export type Held = { heading: string; about: string; entries: Record<string, string>[] };

/** `tables` are those whose rows about the person it shows: a test holds that none is left out. */
type Section = { heading: string; about: string; tables: string[]; rows(who: Member): RawBuilder<unknown> };

const session = sql`event.title || coalesce(': ' || session.title, '')`;
const whileMember = 'Kept while you are a member.';
const aYear = 'Kept with your name for a year after the session; then only numbers are kept.';

/** All sections but the answers, which may be sealed. */
export const sections: Section[] = [
  {
    heading: 'You',
    about: `Who you are, as your organisation told us when you signed in, and what was decided about you. ${whileMember}`,
    tables: ['member'],
    rows: ({ id }) => sql`
      select member.name as "Name", email as "E-mail", organisation.details ->> 'name' as "Organisation",
        organisation_confirmed as "Organisation confirmed", post as "Job", post_confirmed as "Job confirmed", role as "Role",
        role_organisations::text as "In charge of", created_at as "First here", seen_at as "Last here",
        library_since as "Library open since", library_confirmed_at as "Library confirmed",
        library_lapsed_at as "Library lapsed", blocked_at as "Shut out since", tenant_id as "Your organisation in Entra",
        object_id as "You in Entra", pseudonym as "What the audit log calls you"
      from member join organisation on organisation.id = organisation_id where member.id = ${id}`,
  },
  {
    heading: 'Your bookings',
    about: aYear,
    tables: ['booking', 'attendance'],
    rows: ({ id }) => sql`
      select ${session} as "Event", session.starts_at as "Starts", booking.state as "State", booking.pool as "Place",
        booking.created_at as "Booked", booker.name as "Booked by", cancelled_at as "Ended", statement as "Your statement",
        endorser.name as "Endorsed by", endorsed_at as "Endorsed", code as "Code for the door",
        arrived_at as "You came", minutes as "Minutes online", arrival_undone_at as "Check-in taken back"
      from booking join session on session.id = booking.session_id join event on event.id = session.event_id
        left join attendance on attendance.booking_id = booking.id
        left join member booker on booker.id = booked_by left join member endorser on endorser.id = endorsed_by
      where booking.member_id = ${id} order by booking.created_at`,
  },
  {
    heading: 'What you did for others at events',
    about: aYear,
    tables: ['booking', 'attendance', 'event', 'event_message', 'event_made'],
    rows: ({ id }) => sql`
      select ${session} as "Event", 'Booked for a colleague' as "What", booking.created_at as "When"
        from booking join session on session.id = session_id join event on event.id = event_id where booked_by = ${id}
          and member_id is distinct from ${id}
      union all select ${session}, 'Endorsed a colleague', endorsed_at
        from booking join session on session.id = session_id join event on event.id = event_id where endorsed_by = ${id}
      union all select ${session}, 'Checked somebody in', arrived_at
        from attendance join session on session.id = session_id join event on event.id = event_id where recorded_by = ${id}
      union all select event.title, 'Made the event', created_at from event where created_by = ${id}
      union all select event.title, 'Wrote to its people: ' || event_message.title, at
        from event_message join event on event.id = event_id where author_id = ${id}
      union all select jsonb_array_length(event_ids) || ' events', 'Made or brought in at once', at from event_made where actor_id = ${id}
      order by 3`,
  },
  {
    heading: 'Your feedback on events',
    about: 'Coordinators read it without your name. Your name goes from it a year after the session.',
    tables: ['feedback'],
    rows: ({ id }) => sql`
      select ${session} as "Event", useful as "Useful, 1 to 5", text as "Text", at as "When" from feedback
        join session on session.id = session_id join event on event.id = event_id where member_id = ${id} order by at`,
  },
  {
    heading: 'What you follow, joined and chose',
    about: `${whileMember} That you asked for a date goes 90 days after you were told it, or a year after you asked. Buttons that you pressed to book are kept for 7 days. What stands in your own Outlook calendar is yours: we take nothing out of it when you are deleted.`,
    tables: [
      ...['follow', 'network_member', 'date_interest', 'preference', 'delivery_preference', 'calendar_feed'],
      ...['booking_key', 'outlook_entry'],
    ],
    rows: ({ id, pseudonym }) => sql`
      select 'Area that you follow' as "What", area_id as "Which", null::timestamptz as "When"
        from follow where member_id = ${id}
      union all select 'Network that you are in', network_id, added_at from network_member where member_id = ${id}
      union all select 'Network that you added somebody to', network_id, added_at from network_member
        where added_by = ${pseudonym} and member_id <> ${id}
      union all select 'To be told the date of', event.title, at from date_interest join event on event.id = event_id
        where member_id = ${id}
      union all select 'Messages: ' || category, timing, null from preference where member_id = ${id}
      union all select 'Messages come by', way || coalesce(', quiet from ' || quiet_from || ' to ' || quiet_to, ''), null
        from delivery_preference where member_id = ${id}
      union all select 'Bookings come into your calendar by', calendar, null from delivery_preference
        where member_id = ${id}
      union all select 'In your Outlook calendar', ${session}, null from outlook_entry
        join booking on booking.id = booking_id join session on session.id = session_id
        join event on event.id = event_id where outlook_entry.member_id = ${id}
      union all select 'Calendar address', 'made', made_at from calendar_feed where member_id = ${id}
      union all select 'Button pressed', outcome, at from booking_key where ${id} in (member_id, for_id)`,
  },
  {
    heading: 'Questions that you asked',
    about: 'Kept for a year after they were answered; what the bot answered for 90 days.',
    tables: ['question', 'given_answer', 'earlier_question'],
    rows: ({ id }) => sql`
      select text as "Question", 'Asked people' as "What", asked_at as "When", state as "State", null as "Answer",
        null as "What you said of it" from question where asker_id = ${id}
      union all select question, 'Asked the bot', at, outcome, text, concat_ws(': ', rating, comment)
        from given_answer where member_id = ${id}
      union all select question, 'Asked the bot, to understand the next question', asked_at, null, null, null
        from earlier_question where member_id = ${id} order by 3`,
  },
  {
    heading: 'Questions of others that you worked on',
    about: 'Kept for a year after they were answered.',
    tables: ['question', 'question_reply'],
    rows: ({ id }) => sql`
      select 'Took it on' as "What", null as "Your answer", claimed_at as "When" from question where claimed_by = ${id}
      union all select 'Closed it', closed_reason, closed_at from question where closed_by = ${id} and asker_id <> ${id}
      union all select 'Answered', text, at from question_reply where author_id = ${id} order by 3`,
  },
  {
    heading: 'Messages to you',
    about: 'That and how they were sent; those written down in place of being sent, for 30 days.',
    tables: ['message', 'outbox'],
    rows: ({ id, email, objectId }) => sql`
      select purpose as "About", notice ->> 'title' as "Title", state as "State", reason as "Why", way as "By",
        created_at as "Written", finished_at as "Finished" from message where member_id = ${id}
      union all select 'written down', subject || ': ' || body, null, null, way, at, null from outbox
        where lower(recipient) in (${objectId}, lower(${email ?? ''}))
          or recipient in (select conversation_id from conversation where member_id = ${id}) order by 6`,
  },
  {
    heading: 'What you sent as a coordinator',
    about: 'Kept without your name when you are gone.',
    tables: ['announcement', 'audience'],
    rows: ({ id }) => sql`
      select 'Announcement' as "What", title as "Title", body as "Text", sent_at as "When" from announcement
        where author_id = ${id}
      union all select 'Audience', name, null, updated_at from audience where author_id = ${id} order by 4`,
  },
  {
    heading: 'What others wrote down of you',
    about:
      'The contact list of coordinators, and your requests for access, which go 90 days after they were answered.',
    tables: ['contact', 'access_request'],
    rows: ({ id, tenantId, objectId, pseudonym }) => sql`
      select 'Contact list' as "What", name as "Name", email as "E-mail", post as "Job", null as "Reason", null as "State",
        imported_at as "When" from contact where member_id = ${id}
      union all select 'Request: ' || kind, name, email, post, reason, state, created_at from access_request
        where member_id = ${id} or (tenant_id = ${tenantId} and object_id = ${objectId})
      union all select 'Request of somebody that you answered: ' || kind, null, null, null, null, state, decided_at
        from access_request where decided_by = ${pseudonym} order by 7`,
  },
  {
    heading: 'How we reach you, and your sign-ins',
    about: 'Sign-ins in a browser end after 12 hours.',
    tables: ['conversation', 'web_session'],
    rows: ({ id, tenantId, objectId }) => sql`
      select 'Conversation with the bot' as "What", kind as "Kind", conversation_id as "Which", updated_at as "When"
        from conversation where member_id = ${id}
      union all select 'Sign-in in a browser', null, null, created_at from web_session
        where member_id::text = ${id} or (tenant_id = ${tenantId} and object_id = ${objectId})`,
  },
  {
    heading: 'The audit log',
    about:
      'What you did and what was done about you, by a pseudonym. It stays, but nothing says any more that it was you.',
    tables: ['audit', 'booking_log', 'content_change'],
    rows: ({ id, pseudonym }) => sql`
      select action as "What", case when actor = ${pseudonym} then 'you' else 'somebody else' end as "By", at as "When",
        details::text as "More" from audit where ${pseudonym} in (actor, subject)
      union all select did, case when actor = ${pseudonym} then 'you' else 'somebody else' end, at, reason from booking_log
        where actor = ${pseudonym} or booking_id in (select booking.id from booking where member_id = ${id})
      union all select 'changed ' || kind, 'you', at, record_id from content_change where actor = ${pseudonym} order by 3`,
  },
];

/** The tables of what `answersOf` reads. */
export const answerTables = ['booking_answer', 'special_answer'];

/** Everything that is held about the member themselves. */
export async function heldAbout(ctx: Pick<Context, 'db' | 'seal'>, member: Member): Promise<Held[]> {
  const held: Held[] = [];
  for (const { heading, about, rows } of sections) {
    const { rows: found } = await sql<Record<string, unknown>>`${rows(member)}`.execute(ctx.db);
    held.push({ heading, about, entries: found.map(inWords) });
  }
  held.splice(2, 0, await answers(ctx, member));
  return held;
}

async function answers(ctx: Pick<Context, 'db' | 'seal'>, { id }: Member): Promise<Held> {
  const asked = await ctx.db
    .selectFrom('booking')
    .innerJoin('session', 'session.id', 'booking.session_id')
    .innerJoin('event', 'event.id', 'session.event_id')
    .innerJoin('event_question', 'event_question.event_id', 'event.id')
    .select(['booking.id as booking', 'event.title', 'event_question.id', 'event_question.text'])
    .where('booking.member_id', '=', id)
    .orderBy('booking.created_at')
    .orderBy('event_question.position')
    .execute();
  const given = await answersOf(ctx, [...new Set(asked.map(({ booking }) => booking))], { special: true });
  return {
    heading: 'Your answers to events’ questions',
    about:
      'Those about dietary and access needs are encrypted, and go so many days after the session as the form said; the others after a year.',
    entries: asked.flatMap(({ booking, title, id: question, text }) => {
      const answer = given.get(booking)?.[question];
      return answer ? [{ Event: title, Question: text, 'Your answer': answer }] : [];
    }),
  };
}

/** A row as text; what there is nothing of is left out. */
const inWords = (row: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(row).flatMap(([heading, value]) => {
      if (value === null || value === '') return [];
      if (value instanceof Date) return [[heading, dateAndTime(value)]];
      return [[heading, typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)]];
    }),
  );
