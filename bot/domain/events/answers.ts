import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { may, requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';
import { change, type Door } from './changes.ts';
import { atBooking } from './door.ts';
import { bookedForColleague } from './looked-after.ts';
import { live } from './rules.ts';

/** A question that an event asks whoever books. */
export type EventQuestion = {
  id: string;
  text: string;
  kind: 'text' | 'choice' | 'yes or no';
  choices: string[];
  required: boolean;
  /** May say something of health or religion: sealed, seen by who needs it, and gone after the event's retention. */
  special: boolean;
};

const longest = 500;

/** The questions of an event that are asked now, in order. */
export async function eventQuestions(ctx: Pick<Context, 'db'>, eventId: string): Promise<EventQuestion[]> {
  const rows = await ctx.db
    .selectFrom('event_question')
    .select(['id', 'text', 'kind', 'choices', 'required', 'special'])
    .where('event_id', '=', eventId)
    .where('removed_at', 'is', null)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({ ...row, choices: row.choices ?? [] }));
}

/**
 * Keeps what was answered at a booking, in the caller's transaction; an empty answer takes the one before away.
 * @param answers question id to answer; what is left out stays
 * @param required whether each required question must have an answer now
 * @throws AppError 'invalid' with the question that it is about
 */
export async function keepAnswers(
  { tx, session }: Pick<Door, 'tx' | 'session'>,
  bookingId: string,
  answers: Record<string, string> = {},
  required = true,
): Promise<void> {
  const questions = await eventQuestions(tx, session.eventId);
  if (questions.length === 0) return;
  const before = new Set(await answered(tx, bookingId));
  for (const question of questions) {
    const given = answers[question.id]?.trim();
    const problem = given ? faultOf(question, given) : null;
    if (problem) throw new AppError('invalid', problem);
    if (required && question.required && (given === undefined ? !before.has(question.id) : given === ''))
      throw new AppError('invalid', `Please answer “${question.text}”.`);
    if (given === undefined) continue;
    const table = question.special ? 'special_answer' : 'booking_answer';
    await tx.db
      .deleteFrom(table)
      .where('booking_id', '=', bookingId)
      .where('question_id', '=', question.id)
      .execute();
    if (given === '') continue;
    const key = { booking_id: bookingId, question_id: question.id };
    if (question.special)
      await tx.db
        .insertInto('special_answer')
        .values({ ...key, sealed: tx.seal.seal(given, aboutOf(bookingId, question.id)) })
        .execute();
    else
      await tx.db
        .insertInto('booking_answer')
        .values({ ...key, answer: given })
        .execute();
  }
}

function faultOf({ text, kind, choices }: EventQuestion, answer: string): string | null {
  if (kind === 'choice' && !choices.includes(answer)) return `Choose one of the answers to “${text}”.`;
  if (kind === 'yes or no' && !['yes', 'no'].includes(answer)) return `Answer “${text}” with yes or no.`;
  if (answer.length > longest) return `Keep the answer to “${text}” to ${longest} characters.`;
  if (/\p{Cc}/u.test(answer.replace(/[\n\r\t]/g, '')))
    return `Take the control characters out of the answer to “${text}”.`;
  return null;
}

async function answered(ctx: Pick<Context, 'db'>, bookingId: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('booking_answer')
    .select('question_id')
    .where('booking_id', '=', bookingId)
    .unionAll(ctx.db.selectFrom('special_answer').select('question_id').where('booking_id', '=', bookingId))
    .execute();
  return rows.map(({ question_id }) => question_id);
}

/** Whether a booking lacks an answer to a question that must have one: who got a place by others was not asked. */
export async function lacksAnswers(ctx: Pick<Context, 'db'>, bookingId: string): Promise<boolean> {
  const { rows } = await sql`
    select from booking join session on session.id = session_id
      join event_question on event_question.event_id = session.event_id
    where booking.id = ${bookingId} and required and removed_at is null
      and not exists (select from booking_answer where booking_id = booking.id and question_id = event_question.id)
      and not exists (select from special_answer where booking_id = booking.id and question_id = event_question.id)
    limit 1`.execute(ctx.db);
  return rows.length > 0;
}

/** What a sealed answer belongs to. */
const aboutOf = (bookingId: string, questionId: string): string => `${bookingId} ${questionId}`;

/**
 * The answers of bookings: booking id to question id to answer. The special ones are left out unless `special`.
 * Who may see them is the caller's to decide.
 */
export async function answersOf(
  ctx: Pick<Context, 'db' | 'seal'>,
  bookingIds: string[],
  { special }: { special: boolean },
): Promise<Map<string, Record<string, string>>> {
  const found = new Map<string, Record<string, string>>();
  if (bookingIds.length === 0) return found;
  const put = (booking: string, question: string, answer: string) =>
    found.set(booking, { ...found.get(booking), [question]: answer });
  const ordinary = await ctx.db
    .selectFrom('booking_answer')
    .selectAll()
    .where('booking_id', 'in', bookingIds)
    .execute();
  for (const row of ordinary) put(row.booking_id, row.question_id, row.answer);
  if (!special) return found;
  const sealed = await ctx.db
    .selectFrom('special_answer')
    .selectAll()
    .where('booking_id', 'in', bookingIds)
    .execute();
  for (const row of sealed)
    put(row.booking_id, row.question_id, ctx.seal.open(row.sealed, aboutOf(row.booking_id, row.question_id)));
  return found;
}

/**
 * What the member answered before to questions with the same words, latest first: to fill a form with. Their own
 * special answers too, while they are still kept.
 */
export async function answersBefore(
  ctx: Pick<Context, 'db' | 'seal'>,
  member: Member,
  questions: EventQuestion[],
): Promise<Record<string, string>> {
  requireRight(member, 'use');
  if (questions.length === 0) return {};
  const rows = await ctx.db
    .selectFrom('booking')
    .innerJoin('session', 'session.id', 'booking.session_id')
    .innerJoin('event_question', 'event_question.event_id', 'session.event_id')
    .select(['booking.id as booking', 'event_question.id', 'event_question.text'])
    .where('booking.member_id', '=', member.id)
    // What somebody else wrote for them is not theirs to be shown as their own.
    .where((e) => e.or([e('booking.booked_by', 'is', null), e('booking.booked_by', '=', member.id)]))
    .where(
      'event_question.text',
      'in',
      questions.map(({ text }) => text),
    )
    .orderBy('booking.created_at', 'desc')
    .limit(50)
    .execute();
  const answers = await answersOf(ctx, [...new Set(rows.map(({ booking }) => booking))], { special: true });
  const filled: Record<string, string> = {};
  for (const question of questions) {
    const before = rows.find(({ booking, id, text }) => text === question.text && answers.get(booking)?.[id]);
    const answer = before && answers.get(before.booking)?.[before.id];
    if (answer && !faultOf(question, answer)) filled[question.id] = answer;
  }
  return filled;
}

/**
 * The answers of one booking, for whose it is, who booked it for them, and coordinators. Special ones are not for who
 * booked it: by now they may be the person's own words.
 * @throws AppError 'not-found'
 */
export async function answersAt(
  ctx: Pick<Context, 'db' | 'seal'>,
  actor: Member,
  bookingId: string,
): Promise<Record<string, string>> {
  requireRight(actor, 'use');
  const row = await ctx.db
    .selectFrom('booking')
    .select('member_id')
    .select(bookedForColleague(actor).as('for_colleague'))
    .where('id', '=', bookingId)
    .executeTakeFirst();
  const special = row?.member_id === actor.id || may(actor, 'manageEvents');
  if (!row || !(special || row.for_colleague)) throw new AppError('not-found');
  return (await answersOf(ctx, [bookingId], { special })).get(bookingId) ?? {};
}

/**
 * Changes what was answered at a booking, until the session is over; what is left out stays as it was.
 * @throws AppError 'not-found', 'invalid' for answers that are missing or do not fit, and where it is too late
 */
export function changeAnswers(
  ctx: Context,
  actor: Member,
  bookingId: string,
  answers: Record<string, string>,
): Promise<{ sessionId: string }> {
  requireRight(actor, 'use');
  return atBooking(ctx, actor, bookingId, async (door, booking) => {
    const { session, now } = door;
    if (!live.includes(booking.state) || session.cancelled || (session.endsAt && session.endsAt <= now))
      throw new AppError('invalid', 'This booking is over, so its answers stay as they are.');
    await keepAnswers(door, bookingId, answers);
    await change(door, booking, {}, { actor, did: 'answers changed' });
    return { sessionId: booking.sessionId };
  });
}
