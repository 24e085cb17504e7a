import { sql } from 'kysely';
import type { Context } from './context.ts';

const minute = 60_000;
/** Channels repeat an activity within minutes; a day is ample and still small. */
const seenActivities = 24 * 60 * minute;
/** Where the version before this one, that may run beside us, keeps questions: they are context for 30 minutes. */
const earlierQuestions = 60 * minute;
const days = 24 * 60 * minute;
/** Long enough to look back at an answer; most who ask are people of whom we keep nothing else. */
const answeredRequests = 90 * days;
/** What was asked and answered: coordinators mend what they can in this time. */
const givenAnswers = 90 * days;
/** Who asked may look up what was answered; what others gain from it, the bot has learned. */
const finishedQuestions = 365 * days;
const openRequests = 180 * days;
/** What was written down in place of sending it: to look at, not to keep. */
const recorded = 30 * days;

/** By what name a press of a button made events: long after nobody presses it again. */
const presses = 90 * days;
/** Who asked for a date was told of it: time enough to look back. */
const datesTold = 90 * days;
/** Who asked for a date that nobody set for so long does not wait for it any more. */
const datesAsked = 365 * days;

/** Throws away what is kept only for a while. Run by a job; safe to run at any time. */
export async function purge(ctx: Pick<Context, 'db' | 'clock'>): Promise<void> {
  const now = ctx.clock.now();
  const before = (age: number) => new Date(now.getTime() - age);
  await ctx.db.deleteFrom('activity_seen').where('seen_at', '<', before(seenActivities)).execute();
  await ctx.db.deleteFrom('earlier_question').where('asked_at', '<', before(earlierQuestions)).execute();
  await ctx.db.deleteFrom('given_answer').where('at', '<', before(givenAnswers)).execute();
  await ctx.db
    .deleteFrom('question')
    .where('state', 'in', ['answered', 'closed'])
    .where((w) => w(w.fn.coalesce('closed_at', 'answered_at'), '<', before(finishedQuestions)))
    .execute();
  await ctx.db.deleteFrom('web_session').where('expires_at', '<', now).execute();
  await ctx.db.deleteFrom('access_request').where('decided_at', '<', before(answeredRequests)).execute();
  await ctx.db
    .deleteFrom('access_request')
    .where('state', '=', 'open')
    .where('created_at', '<', before(openRequests))
    .execute();
  // What those who answer were told of a request has the name of who asked, so it goes with the request.
  await sql`delete from message where purpose = 'access request'
    and not exists (select from access_request where id::text = key)`.execute(ctx.db);
  await ctx.db.deleteFrom('event_made').where('at', '<', before(presses)).execute();
  await sql`delete from date_interest using message where purpose = 'date known' and key = event_id
    and message.member_id = date_interest.member_id and message.created_at < ${before(datesTold)}`.execute(
    ctx.db,
  );
  await sql`delete from date_interest using event where event.id = event_id
    and (date_interest.at < ${before(datesAsked)} or event.state = 'cancelled')`.execute(ctx.db);
  await ctx.db.deleteFrom('outbox').where('at', '<', before(recorded)).execute();
  await ctx.db.deleteFrom('sign_in_attempt').where('expires_at', '<', now).execute();
}
