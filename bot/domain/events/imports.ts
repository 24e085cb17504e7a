import type { z } from 'zod';
import { eventIds } from '../content/ids.ts';
import { records } from '../content/records.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { whenText } from '../london.ts';
import { requireRight } from '../members/access.ts';
import { audit } from '../members/audit.ts';
import type { Member } from '../members/members.ts';
import type { TableFault } from '../tables.ts';
import { type CalendarEvent, readCalendar } from './calendar-files.ts';
import { madeBefore, rememberMade } from './drafts.ts';
import { type Entry, readEventTable, textOf } from './event-tables.ts';
import {
  checkedSession,
  type EventForm,
  eventFormSchema,
  type SessionForm,
  sessionFormSchema,
} from './forms.ts';
import { wallClock } from './wall-clock.ts';
import { organise, writeDrafts } from './writing.ts';

/** Events that come in from a file: a table of them (CSV), or a calendar (.ics). */

export type EventImport = {
  rows: number;
  /** The first 200, as they would come in or did. */
  events: { id: string | null; title: string; when: string; places: string }[];
  added: number;
  faults: TableFault[];
  /** What was left out on purpose, in sentences. */
  skipped: string[];
};

type Read = { row: number; event: EventForm; sessions: SessionForm[] };
const mostListed = 200;

/**
 * Imports events as drafts: all that the file has, or none where it has any fault.
 * @param options `check` only looks; `key` the page's name for this press: the same one again adds nothing more; `area`
 *   of the events whose area the file does not say
 * @throws AppError 'not-allowed', 'invalid' and 'too-large' for a file that cannot be read at all
 */
export async function importEvents(
  ctx: Context,
  actor: Member,
  file: Buffer,
  options: { area?: string | undefined } & ({ check: true } | { check: false; key: string }),
): Promise<EventImport> {
  requireRight(actor, 'manageEvents');
  const areas = await records(ctx.db, 'area');
  const areaIds = new Map(
    areas.flatMap(({ id, name }) => [[id, id] as const, [name.toLowerCase(), id] as const]),
  );
  const { entries, faults, skipped } = await readFile(textOf(file), (name) =>
    areaIds.has(name.toLowerCase()),
  );
  if (entries.length + faults.length + skipped.length === 0)
    throw new AppError('invalid', 'This file has headings, but no rows under them.');
  const read: Read[] = [];
  for (const entry of entries) {
    const own = entry.area === null ? options.area : areaIds.get(entry.area.toLowerCase());
    const checked = check(entry, own);
    if ('faults' in checked) faults.push(...checked.faults.filter((each) => !told(faults, each)));
    else read.push(checked);
  }
  const rows = entries.length + skipped.length;
  const bad = faults.sort((a, b) => a.row - b.row);
  if (bad.length > 0 || options.check) return { rows, events: shown(read), added: 0, faults: bad, skipped };
  const { ids, added } = await organise(ctx, actor, async (tx) => {
    const before = await madeBefore(tx, options.key);
    if (before) return { ids: before, added: 0 };
    const newId = await eventIds(tx);
    const drafts = read.map(({ event, sessions }) => ({ id: newId(event.title), event, sessions }));
    await writeDrafts(tx, actor, drafts);
    await rememberMade(
      tx,
      actor,
      options.key,
      drafts.map(({ id }) => id),
    );
    await audit(tx, { actor, action: 'events imported', details: { events: drafts.length } });
    return { ids: drafts.map(({ id }) => id), added: drafts.length };
  });
  return { rows, events: shown(read, ids), added, faults: [], skipped };
}

const told = (faults: TableFault[], { row, column }: TableFault): boolean =>
  faults.some((each) => each.row === row && each.column === column);

/** @param isArea whether a calendar's category, which may be anything, is an area by its name */
async function readFile(
  text: string,
  isArea: (name: string) => boolean,
): Promise<{ entries: Entry[]; faults: TableFault[]; skipped: string[] }> {
  if (!/^\s*BEGIN:VCALENDAR/i.test(text)) return { ...(await readEventTable(text)), skipped: [] };
  const { events, cancelled } = readCalendar(text);
  return {
    entries: events
      .filter(({ fault }) => !fault)
      .map((event) => entryOf(event, event.categories.find(isArea) ?? null)),
    faults: events.flatMap(({ row, fault }) => (fault ? [{ row, column: 'Date', message: fault }] : [])),
    skipped: [
      ...cancelled.map((title) => `“${title}” is cancelled in the file.`),
      ...events
        .filter(({ more }) => more)
        .map(({ title }) => `“${title}” goes on: its first 100 times come in.`),
    ],
  };
}

function entryOf(
  { row, title, description, location, joinUrl, times }: CalendarEvent,
  area: string | null,
): Entry {
  // Below such a line stands what Teams writes of how to join.
  const paragraphs = (description.split(/_{10,}/)[0] ?? '')
    .split(/\n\s*/)
    .filter((line) => line.trim() !== '');
  const online = /^https:|teams|online|zoom/i.test(location) || (location === '' && joinUrl !== null);
  return {
    row,
    area,
    event: {
      title,
      summary: paragraphs[0] && paragraphs[0].length <= 600 ? paragraphs[0] : title,
      description: paragraphs[0] && paragraphs[0].length <= 600 ? paragraphs.slice(1) : paragraphs,
      mode: online ? 'online' : location ? 'in person' : null,
      venue: online ? null : location || null,
    },
    sessions: times.map(({ day, startsAt, endsAt }) => ({
      date: day,
      starts: startsAt && clockOf(startsAt),
      endDate: endsAt && dayOrNull(endsAt, day),
      ends: endsAt && clockOf(endsAt),
      joinUrl,
    })),
  };
}

function dayOrNull(endsAt: Date, day: string): string | null {
  const { date } = wallClock(endsAt);
  return date === day ? null : date;
}

function clockOf(at: Date) {
  const { date: _, ...clock } = wallClock(at);
  return clock;
}

const emptyEvent = {
  ...{ description: [], venue: null, audience: null, bring: null, network: null, contact: null },
  ...{ retentionDays: 30, thanks: true, questions: [] },
};
const emptySession = {
  ...{
    title: null,
    mode: null,
    venue: null,
    endDate: null,
    joinUrl: null,
    pools: [],
    opens: null,
    closes: null,
  },
  ...{ cancelBy: null, offerCutoff: null, offerHours: 24, byApproval: false },
};

/** Which column of the file says a field of the forms. */
const columns: Record<string, string> = {
  title: 'Title',
  summary: 'Summary',
  description: 'Summary',
  area: 'Area',
  venue: 'Place',
  mode: 'Place',
  audience: 'Audience',
  joinUrl: 'Join link',
  date: 'Date',
  starts: 'Starts',
  endDate: 'End date',
  ends: 'Ends',
  capacity: 'Places',
  perBorough: 'Per borough',
};

function check(
  { row, event, sessions, area }: Entry,
  areaId: string | undefined,
): Read | { faults: TableFault[] } {
  const faults: TableFault[] = [];
  if (!areaId)
    faults.push({
      row,
      column: 'Area',
      message: area ? `There is no area called “${area}”.` : 'Say to which area this belongs.',
    });
  const parsed = eventFormSchema.safeParse({ ...emptyEvent, ...event, area: areaId ?? 'unknown' });
  const forms = sessions.map((form) => sessionFormSchema.safeParse({ ...emptySession, ...form }));
  for (const each of [parsed, ...forms])
    for (const issue of each.error?.issues ?? []) faults.push({ row, ...faultOf(issue) });
  const read = forms.flatMap(({ data }) => data ?? []);
  if (parsed.data && read.length === forms.length)
    for (const form of read)
      try {
        checkedSession(form, parsed.data.mode);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        const column = form.endDate ? 'End date' : form.date && form.starts ? 'Starts' : 'Date';
        faults.push({ row, column, message: error.detail! });
      }
  if (faults.length > 0) return { faults };
  return { row, event: parsed.data!, sessions: read };
}

function faultOf({ path, message }: z.core.$ZodIssue): { column: string; message: string } {
  const named = path.filter((part) => typeof part === 'string').map((part) => columns[part]);
  return { column: named.findLast((column) => column !== undefined) ?? 'Title', message };
}

const shown = (read: Read[], ids: string[] = []): EventImport['events'] =>
  read.slice(0, mostListed).map(({ event, sessions }, n) => {
    const [first] = sessions;
    const { day, starts_at: startsAt, ends_at: endsAt } = checkedSession(first!, event.mode).columns;
    const more = sessions.length > 1 ? `, and ${sessions.length - 1} more` : '';
    const most = first!.pools[0]?.perBorough;
    const places = first!.pools.map(({ mode, capacity }) => {
      const count = capacity === 1 ? '1 place' : `${capacity} places`;
      return first!.pools.length > 1 ? `${count} ${mode}` : count;
    });
    return {
      id: ids[n] ?? null,
      title: event.title,
      when: whenText({ day, startsAt, endsAt }) + more,
      places: [...places, ...(most ? [`at most ${most} for each borough`] : [])].join(', '),
    };
  });
