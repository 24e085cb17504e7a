import { z } from 'zod';
import type { Context } from '../domain/context.ts';
import type { Day } from '../domain/events/attendance.ts';
import {
  asCsv,
  asXlsx,
  attendeesTable,
  needs as needsAt,
  needsTable,
  reportTable,
  type Table,
} from '../domain/events/exports.ts';
import { eventReport } from '../domain/events/reports.ts';
import type { Member } from '../domain/members/members.ts';
import { whenOf } from './check-in.ts';
import type { EventReport, Needs } from './contract-day.ts';
import { idIn, type Reply, type Route, route } from './route.ts';

const needs = 'manageEvents';
const file = z.object({
  as: z.enum(['csv', 'xlsx'], 'Choose csv or xlsx.'),
  answers: z.literal('1').optional(),
});
type Of = { sessionId: string } | { eventId: string };

/** What coordinators count of an event, on the page and as files. */
export function exportRoutes(ctx: Context): Route[] {
  const report = async (member: Member, of: Of): Promise<EventReport> => {
    const { days, ...counted } = await eventReport(ctx, member, of);
    const [day] = days as [Day];
    return 'sessionId' in of
      ? { title: day.title, when: whenOf(day, ctx.clock.now()), ...counted }
      : { title: day.eventTitle, when: null, ...counted };
  };
  /** The same for a session and for a whole event. */
  const forBoth = (
    end: string,
    query: typeof file | undefined,
    handle: (member: Member, of: Of, query: z.output<typeof file>) => Promise<Reply>,
  ) =>
    (['sessions', 'events'] as const).map((kind) =>
      route(
        'get',
        `/api/organising/${kind}/:id/${end}`,
        { needs, ...(query && { query }) },
        async ({ member, params, query }) => {
          const id = idIn(params);
          return handle(
            member,
            kind === 'sessions' ? { sessionId: id } : { eventId: id },
            query as z.output<typeof file>,
          );
        },
      ),
    );
  return [
    ...forBoth('attendees/file', file, async (member, of, { as, answers }) =>
      fileOf(await attendeesTable(ctx, member, of, { answers: answers === '1' }), of, as),
    ),
    ...forBoth('report/file', file, async (member, of, { as }) =>
      fileOf(await reportTable(ctx, member, of), of, as),
    ),
    ...forBoth('report', undefined, async (member, of) => ({ body: await report(member, of) })),
    route('get', '/api/organising/sessions/:id/needs', { needs }, async ({ member, params }) => {
      const { day, ...counted } = await needsAt(ctx, member, idIn(params));
      const body: Needs = { title: day.title, when: whenOf(day, ctx.clock.now()), ...counted };
      return { body };
    }),
    route(
      'get',
      '/api/organising/sessions/:id/needs/file',
      { needs, query: file },
      async ({ member, params, query }) => {
        const sessionId = idIn(params);
        return fileOf(await needsTable(ctx, member, sessionId), { sessionId }, query.as);
      },
    ),
  ];
}

async function fileOf(table: Table, of: Of, as: 'csv' | 'xlsx'): Promise<Reply> {
  const name = `${'eventId' in of ? of.eventId : of.sessionId}-${table.name}.${as}`;
  return as === 'csv'
    ? { file: { name, type: 'text/csv; charset=utf-8', text: asCsv(table) } }
    : {
        file: {
          name,
          type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          text: await asXlsx(table),
        },
      };
}
