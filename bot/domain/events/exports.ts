import writeExcelFile from 'write-excel-file/node';
import type { Context, TxContext } from '../context.ts';
import { inTransaction } from '../context.ts';
import { AppError } from '../errors.ts';
import { addDays, dateAndTime, londonDay, shortDate, whenText } from '../london.ts';
import { requireRight } from '../members/access.ts';
import { audit } from '../members/audit.ts';
import type { Member } from '../members/members.ts';
import { answersOf } from './answers.ts';
import { type Day, dayOf, daysOf, placeHolders } from './attendance.ts';
import { eventReport } from './reports.ts';
import { hasPassed } from './states.ts';

/** What coordinators take with them as a file, and what they count for catering. Each is in the audit log. */

export type Table = { name: string; rows: (string | number)[][] };
type Of = { sessionId: string } | { eventId: string };

/**
 * Who has a place, a row each. Special answers never stand in it: see `needs`.
 * @param answers with what they answered to the ordinary questions
 * @throws AppError 'not-found'
 */
export function attendeesTable(
  ctx: Context,
  actor: Member,
  of: Of,
  { answers }: { answers: boolean },
): Promise<Table> {
  return exported(ctx, actor, of, 'attendees exported', async (tx, days) => {
    const questions = answers ? await questionsOf(tx, days[0]!.eventId, false) : [];
    const headings = [
      'Session',
      'When',
      'Name',
      'E-mail',
      'Role',
      'Organisation',
      'Place',
      'Came',
      'Minutes',
    ];
    const rows: Table['rows'] = [[...headings, ...questions.map(({ text }) => text)]];
    for (const day of days) {
      const people = await placeHolders(tx, day.sessionId);
      const given = answers
        ? await answersOf(
            tx,
            people.map(({ bookingId }) => bookingId),
            { special: false },
          )
        : null;
      for (const person of people)
        rows.push([
          ...[
            day.title,
            whenText(day),
            person.name,
            person.email ?? '',
            person.post ?? '',
            person.organisation,
          ],
          person.pool === 'online' ? 'Online' : 'In person',
          person.arrivedAt ? dateAndTime(person.arrivedAt) : '',
          person.minutes ?? '',
          ...questions.map(({ id }) => given?.get(person.bookingId)?.[id] ?? ''),
        ]);
    }
    return { name: 'attendees', rows };
  });
}

/** Who booked, came, missed it and never got a place, by borough and by role. @throws AppError 'not-found' */
export function reportTable(ctx: Context, actor: Member, of: Of): Promise<Table> {
  return exported(ctx, actor, of, 'report exported', async (tx) => {
    const { total, boroughs, posts } = await eventReport(tx, actor, of);
    const line = (part: string, each: { name: string } & typeof total) => [
      ...[part, each.name, each.booked, each.came, each.missed, each.waiting],
    ];
    return {
      name: 'report',
      rows: [
        ['By', 'Name', 'Booked', 'Came', 'Missed', 'Never got a place'],
        ...boroughs.map((each) => line('Borough', each)),
        ...posts.map((each) => line('Role', each)),
        line('All', { name: 'Everybody', ...total }),
      ],
    };
  });
}

export type Needs = {
  day: Day;
  kept: string;
  people: number;
  questions: { text: string; answers: { answer: string; people: number }[] }[];
};

/** The special answers of those who have a place, counted, most first: nobody's own. @throws AppError 'not-found' */
export async function needs(ctx: Context, actor: Member, sessionId: string): Promise<Needs> {
  return exported(ctx, actor, { sessionId }, 'needs counted', async (tx, [day]) => {
    const questions = await questionsOf(tx, day!.eventId, true);
    const people = await placeHolders(tx, sessionId);
    const given = await answersOf(
      tx,
      people.map(({ bookingId }) => bookingId),
      { special: true },
    );
    const counted = questions.map(({ id, text }) => {
      const answers = [...given.values()].flatMap((answers) => answers[id] ?? []);
      const same = Map.groupBy(answers, (answer) => answer.replace(/\s+/g, ' ').trim().toLowerCase());
      return {
        text,
        answers: [...same.values()]
          .map((those) => ({ answer: those[0]!, people: those.length }))
          .sort((a, b) => b.people - a.people || a.answer.localeCompare(b.answer)),
      };
    });
    const kept = await keptUntil(tx, day!);
    return { day: day!, kept, people: people.length, questions: counted };
  });
}

/** The same as a table. @throws AppError 'not-found' */
export async function needsTable(ctx: Context, actor: Member, sessionId: string): Promise<Table> {
  const { questions } = await needs(ctx, actor, sessionId);
  const rows = questions.flatMap(({ text, answers }) =>
    answers.map(({ answer, people }) => [text, answer, people]),
  );
  return { name: 'needs', rows: [['Question', 'Answer', 'People'], ...rows] };
}

/** Does `read` and writes down who took it. */
function exported<T>(
  ctx: Context,
  actor: Member,
  of: Of,
  action: 'attendees exported' | 'report exported' | 'needs counted',
  read: (tx: TxContext, days: Day[]) => Promise<T>,
): Promise<T> {
  requireRight(actor, 'manageEvents');
  return inTransaction(ctx, async (tx) => {
    const days = 'eventId' in of ? await daysOf(tx, of) : [await dayOf(tx, of.sessionId)];
    if (days.length === 0) throw new AppError('not-found');
    await audit(tx, {
      actor,
      action,
      details: 'eventId' in of ? { event: of.eventId } : { session: of.sessionId },
    });
    return read(tx, days);
  });
}

/** Of those that are asked no more, too: their answers are still there. */
const questionsOf = (tx: TxContext, eventId: string, special: boolean) =>
  tx.db
    .selectFrom('event_question')
    .select(['id', 'text'])
    .where('event_id', '=', eventId)
    .where('special', '=', special)
    .orderBy('position')
    .orderBy('id')
    .execute();

async function keptUntil(tx: TxContext, day: Day): Promise<string> {
  const { retention_days: days } = await tx.db
    .selectFrom('event')
    .select('retention_days')
    .where('id', '=', day.eventId)
    .executeTakeFirstOrThrow();
  if (!day.day) return `They are deleted ${days} days after the session.`;
  const last = addDays(day.endsAt ? londonDay(day.endsAt) : day.day, days);
  const over = hasPassed({ session: day }, tx.clock.now()) && last < londonDay(tx.clock.now());
  return over ? 'They have been deleted.' : `They are deleted on ${shortDate(last)}.`;
}

/**
 * What a spreadsheet would run as a formula, as text (OWASP, CSV injection): also where a sign comes first that some
 * of them leave out, a space or a quotation mark.
 */
export const plainCell = (text: string): string =>
  /^[\s"'\uFEFF]*[=+\-@＝＋－＠\t\r]/.test(text) ? `'${text}` : text;

const cellOf = (cell: string | number): string | number =>
  typeof cell === 'number' ? cell : plainCell(cell);

/** A table as CSV that Excel reads as UTF-8, every cell in quotation marks. */
export const asCsv = ({ rows }: Table): string =>
  `\uFEFF${rows.map((row) => row.map((cell) => `"${String(cellOf(cell)).replaceAll('"', '""')}"`).join(',')).join('\r\n')}\r\n`;

/** A table as XLSX: text is text, numbers are numbers. */
export async function asXlsx({ name, rows }: Table): Promise<Buffer> {
  const data = rows.map((row, n) =>
    row.map((cell) =>
      typeof cell === 'number'
        ? { value: cell, type: Number }
        : {
            value: printable(plainCell(cell)),
            type: String,
            ...(n === 0 && { fontWeight: 'bold' as const }),
          },
    ),
  );
  return writeExcelFile(data, { sheet: name, stickyRowsCount: 1 }).toBuffer();
}

/** XML has no place for control characters. */
const printable = (text: string): string => text.replace(/[^\P{Cc}\n\t]/gu, ' ').toWellFormed();
