import { sql } from 'kysely';
import type { Mode } from '../../ports/store/schema-events.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { addDays, londonDay, longDate, whenText } from '../london.ts';
import { requireRight } from '../members/access.ts';
import { containing, type Member } from '../members/members.ts';
import { organisations } from '../members/organisations.ts';
import { isWorkingDay } from '../working-days.ts';
import { boroughOf, takenIn } from './rules.ts';
import { hasPassed } from './states.ts';
import { type WrittenEvent, type WrittenSession, writtenEvent, writtenSessions } from './written.ts';

/** Events as coordinators see them: drafts too, with how many people come, and with what somebody should do. */

type Ctx = Pick<Context, 'db' | 'clock'>;

/** How many people, by how they stand. `over`: so many more have a place than there are places. */
export type Numbers = {
  places: number;
  confirmed: number;
  offered: number;
  waiting: number;
  requested: number;
  cancelled: number;
  over: number;
};

export type OrganisedSession = WrittenSession & { passed: boolean; numbers: Numbers; warnings: string[] };

export type OrganisedEvent = {
  id: string;
  title: string;
  area: string;
  mode: Mode | null;
  state: WrittenEvent['state'];
  sample: boolean;
  sessions: OrganisedSession[];
  /** The session that comes next, or else came last. */
  next: OrganisedSession;
  numbers: Numbers;
  warnings: string[];
};

export type Show = 'coming' | 'drafts' | 'past';
const mostListed = 200;

/** Events by when they are next, drafts the latest first; at most 200, `total` says how many there are. */
export async function listOrganised(
  ctx: Ctx,
  actor: Member,
  { show, search }: { show: Show; search?: string | undefined },
): Promise<{ events: OrganisedEvent[]; total: number }> {
  requireRight(actor, 'manageEvents');
  let query = ctx.db
    .selectFrom('event')
    .select(['id', 'title', 'area', 'mode', 'state', 'sample', sql<string>`count(*) over ()`.as('total')])
    .where('retired_at', 'is', null);
  // As `hasPassed` has it: over after its end, or after its day where it has no hours.
  const comes = sql<boolean>`exists (select from session where session.event_id = event.id and not coalesce(
    ends_at <= ${ctx.clock.now()}::timestamptz, day < ${londonDay(ctx.clock.now())}::date, false))`;
  query =
    show === 'drafts'
      ? query.where('state', '=', 'draft').orderBy('created_at', 'desc').orderBy('id')
      : query
          .where('state', '<>', 'draft')
          .where(show === 'coming' ? comes : sql<boolean>`not ${comes}`)
          .orderBy(
            sql`(select min(day) from session where session.event_id = event.id and (${sql.lit(show)} = 'past'
              or day >= ${londonDay(ctx.clock.now())}::date
              or ends_at > ${ctx.clock.now()}::timestamptz))`,
            show === 'past' ? 'desc' : 'asc',
          )
          .orderBy('id');
  if (search?.trim()) query = query.where('title', 'ilike', containing(search));
  const rows = await query.limit(mostListed).execute();
  const sessions = Map.groupBy(
    await organisedSessions(ctx, { events: rows.map(({ id }) => id) }),
    ({ eventId }) => eventId,
  );
  return {
    total: Number(rows[0]?.total ?? 0),
    events: rows.map(({ total: _, ...row }) => together(row, sessions.get(row.id) ?? [])),
  };
}

/** One event, to edit. @throws AppError 'not-found' */
export async function organisedEvent(
  ctx: Ctx,
  actor: Member,
  eventId: string,
): Promise<OrganisedEvent & { written: WrittenEvent; interested: number }> {
  requireRight(actor, 'manageEvents');
  const written = await writtenEvent(ctx, eventId);
  const { form, state, sample } = written;
  const { n } = await ctx.db
    .selectFrom('date_interest')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('event_id', '=', eventId)
    .executeTakeFirstOrThrow();
  const row = { id: eventId, title: form.title, area: form.area, mode: form.mode, state, sample };
  return {
    ...together(row, await organisedSessions(ctx, { events: [eventId] }, state)),
    written,
    interested: n,
  };
}

function together(
  row: Pick<OrganisedEvent, 'id' | 'title' | 'area' | 'mode' | 'state' | 'sample'>,
  sessions: OrganisedSession[],
): OrganisedEvent {
  const next = sessions.find(({ passed, cancelled }) => !passed && !cancelled) ?? sessions.at(-1)!;
  const sum = (field: keyof Numbers) => sessions.reduce((total, { numbers }) => total + numbers[field], 0);
  const numbers = {
    places: sum('places'),
    confirmed: sum('confirmed'),
    offered: sum('offered'),
    waiting: sum('waiting'),
    requested: sum('requested'),
    cancelled: sum('cancelled'),
    over: sum('over'),
  };
  const warnings = row.state === 'published' ? sessions.flatMap((session) => session.warnings) : [];
  return { ...row, sessions, next, numbers, warnings };
}

/** One session with its numbers. @throws AppError 'not-found' */
export async function organisedSession(ctx: Ctx, sessionId: string): Promise<OrganisedSession> {
  const [session] = await organisedSessions(ctx, { id: sessionId });
  if (!session) throw new AppError('not-found');
  return session;
}

async function organisedSessions(
  ctx: Ctx,
  which: { events: string[] } | { id: string },
  state = 'published',
): Promise<OrganisedSession[]> {
  const sessions = await writtenSessions(ctx, which);
  const counted = await countStates(ctx, sessions);
  const now = ctx.clock.now();
  return sessions.map((session) => {
    const passed = hasPassed({ session }, now);
    const over = session.pools.reduce((sum, pool) => sum + Math.max(0, takenIn(pool) - pool.capacity), 0);
    const count = (of: string) => counted.get(`${session.id} ${of}`) ?? 0;
    const numbers = {
      places: session.pools.reduce((sum, { capacity }) => sum + capacity, 0),
      confirmed: count('confirmed'),
      offered: count('offered'),
      waiting: count('waiting'),
      requested: count('requested'),
      cancelled: count('cancelled'),
      over,
    };
    const warnings =
      passed || session.cancelled || state !== 'published' ? [] : warningsOf(session, over, now);
    return { ...session, passed, numbers, warnings };
  });
}

async function countStates(ctx: Ctx, sessions: WrittenSession[]): Promise<Map<string, number>> {
  const ids = sessions.map(({ id }) => id);
  const rows = await ctx.db
    .selectFrom('booking')
    .select(['session_id', 'state', sql<number>`count(*)::int`.as('n')])
    .where('session_id', '=', sql<string>`any(${sql.val(ids)}::text[])`)
    .groupBy(['session_id', 'state'])
    .execute();
  return new Map(rows.map(({ session_id, state, n }) => [`${session_id} ${state}`, n]));
}

/** So many days before an online session its join link should be there: the first reminder goes a week before. */
const linkDays = 14;

function warningsOf(session: WrittenSession, over: number, now: Date): string[] {
  const when = whenText(session);
  const online = session.pools.some(({ mode }) => mode === 'online') || session.mode === 'online';
  const soon = session.day !== null && session.day <= addDays(londonDay(now), linkDays);
  return [
    ...(online && soon && !session.form.joinUrl ? [`There is no join link yet for ${when}.`] : []),
    ...(over > 0
      ? [`${over} more ${over === 1 ? 'person has' : 'people have'} a place than there are places: ${when}.`]
      : []),
  ];
}

/** Whom places can be kept for, or limited: each authority, all partners together, the host. */
export async function boroughs(ctx: Ctx): Promise<{ id: string; name: string }[]> {
  const all = await organisations(ctx.db);
  const authorities = all
    .filter(({ kind }) => kind === 'authority')
    .sort((a, b) => a.name.localeCompare(b.name));
  const host = all.find(({ kind }) => kind === 'host');
  return [
    ...authorities.map(({ id, name }) => ({ id, name })),
    { id: boroughOf({ id: '', kind: 'partner' }), name: 'Partners, all together' },
    ...(host ? [{ id: boroughOf({ id: host.id, kind: 'host' }), name: host.name }] : []),
  ];
}

export type Every = 'week' | 'two weeks' | 'month';

/** The dates of a series. A month later is the same weekday of the month, or the last where it was the fifth. */
export function seriesDates(
  from: string,
  every: Every,
  times: number,
): { date: string; note: string | null }[] {
  const days = { week: 7, 'two weeks': 14 };
  return Array.from({ length: times }, (_, n) => {
    const date = every === 'month' ? monthsLater(from, n) : addDays(from, n * days[every]);
    const weekend = /^(Saturday|Sunday)/.exec(longDate(date))?.[1];
    return { date, note: weekend ? `A ${weekend}` : isWorkingDay(date) ? null : 'A bank holiday' };
  });
}

function monthsLater(from: string, months: number): string {
  const [year, month, day] = from.split('-').map(Number) as [number, number, number];
  const nth = Math.ceil(day / 7);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  const start = 1 + ((weekday - first.getUTCDay() + 7) % 7);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const wanted = start + (nth - 1) * 7;
  first.setUTCDate(wanted > last ? wanted - 7 : wanted);
  return first.toISOString().slice(0, 10);
}
