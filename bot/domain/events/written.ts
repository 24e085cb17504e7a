import { sql } from 'kysely';
import type { Mode } from '../../ports/store/schema-events.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { eventQuestions } from './answers.ts';
import type { EventDetails } from './events.ts';
import type { EventForm, SessionForm } from './forms.ts';
import { poolsOf } from './pools.ts';
import type { Pool, SessionTimes } from './rules.ts';
import { wallClock } from './wall-clock.ts';

/** Events and sessions as coordinators wrote them, read back from the tables. */

type Ctx = Pick<Context, 'db'>;

export type WrittenEvent = {
  id: string;
  version: number;
  state: 'draft' | 'published' | 'cancelled';
  sample: boolean;
  cancelledReason: string | null;
  details: EventDetails;
  form: EventForm;
};

export type WrittenSession = SessionTimes & {
  id: string;
  eventId: string;
  version: number;
  sequence: number;
  cancelled: boolean;
  day: string | null;
  /** How and where it is held, by itself or as the event. */
  mode: Mode | null;
  venue: string | null;
  pools: Pool[];
  form: SessionForm;
};

/** @throws AppError 'not-found' */
export async function writtenEvent(ctx: Ctx, eventId: string): Promise<WrittenEvent> {
  const row = await ctx.db.selectFrom('event').selectAll().where('id', '=', eventId).executeTakeFirst();
  if (!row) throw new AppError('not-found');
  const details = row.details as EventDetails;
  return {
    id: row.id,
    version: row.version,
    state: row.state,
    sample: row.sample,
    cancelledReason: row.cancelled_reason,
    details,
    form: {
      title: row.title,
      summary: row.summary,
      description: details.description,
      area: row.area,
      mode: row.mode,
      venue: row.venue,
      audience: details.audience,
      bring: details.bring,
      network: row.network_id,
      contact: row.contact,
      retentionDays: row.retention_days,
      thanks: row.thanks,
      questions: await eventQuestions(ctx, eventId),
    },
  };
}

/** The sessions of events, soonest first, undated ones last. */
export async function writtenSessions(ctx: Ctx, which: { events: string[] } | { id: string }) {
  const rows = await ctx.db
    .selectFrom('session')
    .innerJoin('event', 'event.id', 'session.event_id')
    .selectAll('session')
    .select([
      sql<string | null>`session.day::text`.as('date'),
      sql<Mode | null>`coalesce(session.mode, event.mode)`.as('held'),
      sql<string | null>`coalesce(session.venue, event.venue)`.as('place'),
    ])
    .where(
      'id' in which
        ? sql<boolean>`session.id = ${which.id}`
        : sql<boolean>`session.event_id = any(${which.events}::text[])`,
    )
    .orderBy('session.day')
    .orderBy('session.starts_at')
    .orderBy('session.id')
    .execute();
  const pools = await poolsOf(
    ctx,
    rows.map(({ id }) => id),
  );
  return rows.map((row): WrittenSession => {
    const places = pools.get(row.id) ?? [];
    const closesAtStart = row.closes_at?.getTime() === row.starts_at?.getTime();
    return {
      id: row.id,
      eventId: row.event_id,
      version: row.version,
      sequence: row.sequence,
      cancelled: row.state === 'cancelled',
      day: row.date,
      mode: row.held,
      venue: row.place,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      opensAt: row.opens_at,
      closesAt: row.closes_at,
      cancelBy: row.cancel_by,
      offerCutoff: row.offer_cutoff,
      offerHours: row.offer_hours,
      pools: places,
      form: {
        title: row.title,
        mode: row.mode,
        venue: row.venue,
        date: row.date,
        starts: clockOf(row.starts_at),
        endDate: lastDay(row.date, row.ends_at),
        ends: clockOf(row.ends_at),
        joinUrl: row.join_url,
        pools: places.map(({ mode, capacity, perBorough, quotas }) => ({
          mode,
          capacity,
          perBorough,
          quotas: quotas
            .map(({ releaseAt, ...rule }) => ({ ...rule, release: releaseAt && wallClock(releaseAt) }))
            .sort((a, b) => (a.borough < b.borough ? -1 : 1)),
        })),
        opens: row.opens_at && wallClock(row.opens_at),
        closes: closesAtStart ? null : row.closes_at && wallClock(row.closes_at),
        cancelBy: row.cancel_by && wallClock(row.cancel_by),
        offerCutoff: row.offer_cutoff && wallClock(row.offer_cutoff),
        offerHours: row.offer_hours,
        byApproval: row.by_approval,
      },
    };
  });
}

/** @throws AppError 'not-found' */
export async function writtenSession(ctx: Ctx, sessionId: string): Promise<WrittenSession> {
  const [session] = await writtenSessions(ctx, { id: sessionId });
  if (!session) throw new AppError('not-found');
  return session;
}

/** Where it is another than the first. */
function lastDay(day: string | null, endsAt: Date | null): string | null {
  const last = endsAt && wallClock(endsAt).date;
  return last === day ? null : last;
}

function clockOf(at: Date | null): SessionForm['starts'] {
  if (!at) return null;
  const { date: _, ...clock } = wallClock(at);
  return clock;
}
