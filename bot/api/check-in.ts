import { z } from 'zod';
import type { Context } from '../domain/context.ts';
import {
  arrivalOf,
  arrivals,
  type Day,
  dashed,
  type Arrival as Holder,
} from '../domain/events/attendance.ts';
import { checkIn, type Arrived as Done, scanned, takeBack, walkIn } from '../domain/events/checking-in.ts';
import { hasPassed } from '../domain/events/states.ts';
import { importAttendance, type ReportRead } from '../domain/events/teams-report.ts';
import { timeOfDay, whenText } from '../domain/london.ts';
import type { Member } from '../domain/members/members.ts';
import type { Arrival, Arrivals, Arrived, AttendanceReport, ScannedCode } from './contract-day.ts';
import type { When } from './contract-events.ts';
import { guid, guidIn, idIn, type Route, route } from './route.ts';

const needs = 'manageEvents';
const instant = z.iso
  .datetime({ offset: true, error: 'Say when it was, as an instant.' })
  .transform((text) => new Date(text));
const tap = { nonce: guid, at: instant };
const code = z.string().trim().min(4, 'Write the code.').max(40, 'That is not a code of ours.');

/** What browsers call the files that Teams gives. */
const reports = {
  types: ['text/csv', 'text/tab-separated-values', 'text/plain', 'application/vnd.ms-excel'],
  limit: 2_000_000,
};

/** The day itself: who has come. */
export function checkInRoutes(ctx: Context): Route[] {
  const arrived = async (member: Member, done: Done): Promise<Arrived> => {
    const { person, came, expected } = await arrivalOf(ctx, member, done.bookingId);
    const who = `${person.name} (${person.organisation})`;
    const messages: Record<Done['outcome'], string> = {
      'checked in': `${who} is checked in.`,
      'already checked in': `${who} was checked in already.`,
      'taken back': `${who} is not checked in.`,
    };
    return {
      outcome: done.outcome,
      message: messages[done.outcome],
      person: toArrival(person),
      came,
      expected,
    };
  };
  return [
    route('get', '/api/organising/sessions/:id/arrivals', { needs }, async ({ member, params }) => {
      const { day, people } = await arrivals(ctx, member, idIn(params));
      const body: Arrivals = {
        eventId: day.eventId,
        title: day.title,
        when: whenOf(day, ctx.clock.now()),
        ...counts(people),
        closed: day.anonymised,
        people: people.map(toArrival),
      };
      return { body };
    }),
    route(
      'post',
      '/api/organising/sessions/:id/arrivals',
      { needs, body: z.union([z.object({ bookingId: guid, ...tap }), z.object({ code, ...tap })]) },
      async ({ member, params, body }) => {
        const sessionId = idIn(params);
        return { body: await arrived(member, await checkIn(ctx, member, sessionId, body, body)) };
      },
    ),
    route(
      'del',
      '/api/organising/sessions/:id/arrivals/:booking',
      { needs, query: z.object({ at: instant }) },
      async ({ member, params, query }) => {
        const sessionId = idIn(params);
        const done = await takeBack(ctx, member, sessionId, guidIn(params, 'booking'), query.at);
        return { body: await arrived(member, done) };
      },
    ),
    route(
      'post',
      '/api/organising/sessions/:id/walk-ins',
      { needs, body: z.object({ memberId: guid, ...tap }) },
      async ({ member, params, body }) => {
        const sessionId = idIn(params);
        const done = await walkIn(ctx, member, sessionId, body.memberId, body);
        return { status: 201, body: await arrived(member, done) };
      },
    ),
    route('get', '/api/organising/check-in/:code', { needs }, async ({ member, params }) => {
      const body: ScannedCode = await scanned(ctx, member, params.code ?? '');
      return { body };
    }),
    route(
      'post',
      '/api/organising/sessions/:id/attendance-report',
      { needs, body: reports, query: z.object({ check: z.literal('1').optional() }) },
      async ({ member, params, body, query }) => {
        const check = query.check === '1';
        const read = await importAttendance(ctx, member, idIn(params), body.bytes, { check });
        const answer: AttendanceReport = { ...read, message: reportMessage(read, check) };
        return { status: read.faults.length > 0 ? 400 : 200, body: answer };
      },
    ),
  ];
}

/** A session's time as the tab shows it. */
export const whenOf = (day: Day, now: Date): When => ({
  text: whenText(day),
  date: day.day,
  startsAt: day.startsAt?.toISOString() ?? null,
  endsAt: day.endsAt?.toISOString() ?? null,
  passed: hasPassed({ session: day }, now),
});

const counts = (people: Holder[]) => ({
  came: people.filter(({ arrivedAt }) => arrivedAt).length,
  expected: people.length,
});

const toArrival = (holder: Holder): Arrival => ({
  bookingId: holder.bookingId,
  code: dashed(holder.code),
  name: holder.name,
  post: holder.post,
  organisation: holder.organisation,
  pool: holder.pool,
  arrived: holder.arrivedAt && timeOfDay(holder.arrivedAt),
  minutes: holder.minutes,
});

const people = (n: number): string => (n === 1 ? '1 person' : `${n} people`);

function reportMessage({ added, found, unmatched, faults }: ReportRead, check: boolean): string {
  if (faults.length > 0) return 'Nothing was changed: some rows cannot be read.';
  const done =
    added === 0
      ? found.length > 0
        ? 'All who are found in it are marked as having come already.'
        : 'Nobody in it has a place.'
      : check
        ? `${people(added)} would be marked as having come.`
        : `${people(added)} marked as having come.`;
  return unmatched.length === 0 ? done : `${done} ${people(unmatched.length)} in it could not be found.`;
}
