import ICAL from 'ical.js';
import { DateTime } from 'luxon';
import { AppError } from '../errors.ts';
import { instantOf, wallClock } from './wall-clock.ts';

/** What a calendar file (.ics) says of one event, with each time that it takes place. */
export type CalendarEvent = {
  /** Its place in the file, from 1. */
  row: number;
  title: string;
  description: string;
  location: string;
  /** Names of what it belongs to. */
  categories: string[];
  joinUrl: string | null;
  times: CalendarTime[];
  /** It goes on after the last of `times`. */
  more: boolean;
  fault: string | null;
};
/** `endsAt` null where it has a day and no hours. */
export type CalendarTime = { day: string; startsAt: Date | null; endsAt: Date | null };

const mostTimes = 100;
const mostEvents = 10_000;
/** Of all events together: each recurring one has up to 100. */
const mostSessions = 10_000;

/**
 * Reads a calendar file: London's time where it says no zone, recurring events as their first 100 times.
 * @returns the events, and those that the file itself has as cancelled
 * @throws AppError 'invalid' for what is no such file, 'too-large'
 */
export function readCalendar(text: string): { events: CalendarEvent[]; cancelled: string[] } {
  const calendar = parsed(text);
  for (const zone of calendar.getAllSubcomponents('vtimezone'))
    for (const part of zone.getAllSubcomponents()) requireSimple(part);
  const all = calendar.getAllSubcomponents('vevent');
  if (all.length === 0) throw new AppError('invalid', 'There is no event in this calendar file.');
  if (all.length > mostEvents)
    throw new AppError('too-large', 'This file has more than 10,000 events. Send it in parts.');
  const calledOff = text_(calendar, 'method').toUpperCase() === 'CANCEL';
  const exceptions = Map.groupBy(
    all.filter((event) => event.hasProperty('recurrence-id')),
    (event) => text_(event, 'uid'),
  );
  const events: CalendarEvent[] = [];
  const cancelled: string[] = [];
  let sessions = 0;
  for (const [n, event] of all.entries()) {
    if (event.hasProperty('recurrence-id')) continue;
    const title = text_(event, 'summary').trim();
    if (calledOff || isCancelled(event)) {
      cancelled.push(title);
      continue;
    }
    const found = read(event, n + 1, title, exceptions.get(text_(event, 'uid')) ?? []);
    events.push(found);
    sessions += found.times.length;
    if (sessions > mostSessions)
      throw new AppError(
        'too-large',
        'This file has more than 10,000 sessions, counting each time of a recurring event. Send it in parts.',
      );
  }
  return { events, cancelled };
}

function parsed(text: string): ICAL.Component {
  try {
    const calendar = new ICAL.Component(ICAL.parse(text) as never);
    if (calendar.name === 'vcalendar') return calendar;
  } catch {
    // as below
  }
  throw new AppError(
    'invalid',
    'This calendar file cannot be read. Export it again as .ics and try once more.',
  );
}

const text_ = (component: ICAL.Component, name: string): string =>
  String(component.getFirstPropertyValue(name) ?? '');
const isCancelled = (event: ICAL.Component) => text_(event, 'status').toUpperCase() === 'CANCELLED';

function read(component: ICAL.Component, row: number, title: string, moved: ICAL.Component[]): CalendarEvent {
  const description = text_(component, 'description');
  const location = text_(component, 'location');
  const written = [
    text_(component, 'x-microsoft-skypeteamsmeetingurl'),
    text_(component, 'url'),
    location,
    description,
  ];
  const links = written.join(' ').match(/https:\/\/[^\s<>"]+/g) ?? [];
  const joinUrl = links.find((link) => /teams\.(microsoft|live)\.com|zoom\.us|webex\.com/.test(link)) ?? null;
  const categories = component
    .getAllProperties('categories')
    .flatMap((property) => property.getValues().map((value) => String(value)));
  const said = { row, title, description, location, categories, joinUrl };
  try {
    return { ...said, ...timesOf(component, moved), fault: null };
  } catch (error) {
    const fault = error instanceof AppError ? error.detail! : 'Its date and time cannot be read.';
    return { ...said, times: [], more: false, fault };
  }
}

function timesOf(
  component: ICAL.Component,
  moved: ICAL.Component[],
): { times: CalendarTime[]; more: boolean } {
  const event = new ICAL.Event(component);
  const zone = String(component.getFirstProperty('dtstart')?.getParameter('tzid') ?? '');
  if (!event.isRecurring()) return { times: [time(event.startDate, event.endDate, zone)], more: false };
  requireSimple(component);
  for (const exception of moved) event.relateException(exception);
  const times: CalendarTime[] = [];
  const iterator = event.iterator();
  for (let n = 0; n <= mostTimes * 2; n++) {
    const next = iterator.next();
    if (!next) return { times: sorted(times), more: false };
    if (times.length === mostTimes) return { times: sorted(times), more: true };
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    if (!isCancelled(item.component)) times.push(time(startDate, endDate, zone));
  }
  return { times: sorted(times), more: true };
}

const sorted = (times: CalendarTime[]) => times.sort((a, b) => (a.day < b.day ? -1 : 1));

/** What parts a rule may have. With others, ical.js may look for a next time for ever where there is none. */
const parts: Record<string, string[]> = {
  DAILY: [],
  WEEKLY: ['BYDAY'],
  MONTHLY: ['BYDAY', 'BYMONTHDAY', 'BYSETPOS'],
  YEARLY: ['BYDAY', 'BYMONTHDAY', 'BYSETPOS', 'BYMONTH'],
};

function requireSimple(component: ICAL.Component): void {
  for (const property of component.getAllProperties('rrule')) {
    const rule = String(property.getFirstValue());
    const said = new Map(rule.split(';').map((part) => part.split('=') as [string, string]));
    const frequency = said.get('FREQ') ?? '';
    const every = Number(said.get('INTERVAL') ?? 1);
    const known = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST', ...(parts[frequency] ?? [])];
    if (frequency === 'DAILY' && every === 1) known.push('BYDAY');
    const both = said.has('BYDAY') && said.has('BYMONTHDAY');
    const strange = [...said.keys()].some((key) => !known.includes(key));
    if (!parts[frequency] || both || strange || !(every >= 1 && every <= 53))
      throw new AppError('invalid', 'It recurs in a way that we cannot read. Make it a series here instead.');
  }
}

function time(starts: ICAL.Time, ends: ICAL.Time | null, zone: string): CalendarTime {
  if (starts.isDate) return { day: starts.toString().slice(0, 10), startsAt: null, endsAt: null };
  const startsAt = instant(starts, zone);
  const endsAt = ends && instant(ends, zone);
  const { date: day } = wallClock(startsAt);
  if (!endsAt || endsAt <= startsAt) throw new AppError('invalid', 'The end must be after the start.');
  return { day, startsAt, endsAt };
}

/** London's time by its own name, and by Outlook's. */
const londons = ['Europe/London', 'GMT Standard Time'];

/** @param zone the name of the time zone, for a file that names one and does not say what it is */
function instant(at: ICAL.Time, zone: string): Date {
  if (at.zone !== ICAL.Timezone.localTimezone) return at.toJSDate();
  const [date, time] = at.toString().split('T') as [string, string];
  if (!zone || londons.includes(zone)) return instantOf({ date, time: time.slice(0, 5), fold: 'first' });
  const there = DateTime.fromISO(`${date}T${time}`, { zone });
  if (!there.isValid) throw new AppError('invalid', `We do not know the time zone “${zone}”.`);
  if (there.toFormat('HH:mm:ss') !== time)
    throw new AppError('invalid', `There is no ${time.slice(0, 5)} on that day in the time zone “${zone}”.`);
  return there.toJSDate();
}
