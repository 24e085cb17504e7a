import type { When } from './contract.ts';
import type { EventQuestion, Mode, PoolMode } from './contract-events.ts';

/**
 * What the tab and the API say to each other about making and changing events; about who comes, see contract-attendees.ts.
 * All of it needs `manageEvents`. Times that people type are London's, as a clock on the wall shows them. See contract.ts.
 */

/** A time on the wall, HH:MM. `fold` says which of the two where the clocks go back and it comes twice; else left out. */
export type ClockTime = { time: string; fold?: 'first' | 'second' };
/** A day, YYYY-MM-DD, and a time on it. */
export type LondonTime = ClockTime & { date: string };

/** GET /api/organising/events?show=coming|drafts|past&search= -> { events: OrganisedEvent[] (at most 200); total }; coming ones include undated ones. */
export type OrganisedEvent = {
  id: string;
  title: string;
  area: string;
  state: 'draft' | 'published' | 'cancelled';
  sample: boolean;
  /** Of the session that comes next, or else came last. */
  when: When;
  sessions: number;
  /** Of all its sessions together. */
  numbers: Numbers;
  /** What somebody should do about it, in sentences: a join link is missing, more people than places. */
  warnings: string[];
};

export type Numbers = {
  /** 0 where it cannot be booked here. */
  places: number;
  confirmed: number;
  offered: number;
  waiting: number;
  /** Put forward, and not chosen yet. */
  requested: number;
  /** Places that were taken and given back, by whoever. */
  cancelled: number;
  /** How many more have a place than there are places. */
  over: number;
};

/** What an event is, as it is written. */
export type EventForm = {
  title: string; // 1-200
  summary: string; // a sentence or two, 1-600
  /** Paragraphs, at most 20 of 2,000 characters. */
  description: string[];
  area: string;
  mode: Mode | null;
  venue: string | null;
  audience: string | null;
  bring: string | null;
  /** A network's id. */
  network: string | null;
  /** Whom to ask: an e-mail address; null for the alliance's own. */
  contact: string | null;
  /** Special answers are deleted so many days after each session: 0-365. */
  retentionDays: number;
  /** The working morning after each session who came is thanked by itself; true where it is left out. */
  thanks: boolean;
  /** Asked of whoever books. One that is left out is asked no more; the answers that there are stay. At most 20. */
  questions: QuestionForm[];
};
/** `id` null for a new one. Text and kind of one that was answered cannot change: take it out and ask another. */
export type QuestionForm = Omit<EventQuestion, 'id'> & { id: string | null };

export type SessionForm = {
  /** Its own name in a series. */
  title: string | null;
  /** Null where they are as the event's. */
  mode: Mode | null;
  venue: string | null;
  /** YYYY-MM-DD; null: to be confirmed. */
  date: string | null;
  /** Both or neither. Without them it cannot be booked. */
  starts: ClockTime | null;
  ends: ClockTime | null;
  /** YYYY-MM-DD, where it ends on another day, at most 31 days later; null or left out: on the same day. */
  endDate: string | null;
  joinUrl: string | null; // https
  /** None: not booked here. One or two, as the mode has it. */
  pools: PoolForm[];
  /** Null: at once, when it starts, until it starts, when booking closes. */
  opens: LondonTime | null;
  closes: LondonTime | null;
  cancelBy: LondonTime | null;
  offerCutoff: LondonTime | null;
  /** 21-336, 24 as a rule. */
  offerHours: number;
  /** People are put forward, and a coordinator chooses. */
  byApproval: boolean;
};

export type PoolForm = {
  mode: PoolMode;
  capacity: number; // 0-10,000
  /** "At most so many for each borough". */
  perBorough: number | null;
  quotas: QuotaForm[];
};
export type QuotaForm = {
  /** An authority's id, 'partners' for all partners together, 'host'. */
  borough: string;
  max: number | null;
  reserved: number;
  /** Then the places kept for them that nobody took are everybody's; null: they stay kept. */
  release: LondonTime | null;
};

/** GET /api/organising/events/:id -> EventToEdit */
export type EventToEdit = {
  id: string;
  /** To send back as `basedOn`. */
  version: number;
  state: 'draft' | 'published' | 'cancelled';
  sample: boolean;
  cancelledReason: string | null;
  event: EventForm;
  /** Soonest first. */
  sessions: SessionToEdit[];
  numbers: Numbers;
  warnings: string[];
  /** How many asked to be told when the date is known. */
  interested: number;
};
export type SessionToEdit = {
  id: string;
  version: number;
  cancelled: boolean;
  passed: boolean;
  when: When;
  session: SessionForm;
  numbers: Numbers;
  warnings: string[];
};

/** GET /api/organising/boroughs -> { boroughs: { id, name }[] }: whom quotas can be for, authorities by name, then partners and host. */

/**
 * GET /api/organising/dates?from=YYYY-MM-DD&every=week|two weeks|month&times=2-52 -> { dates: SeriesDate[] }: the dates of a
 * series, to look at and change. A month later is the same weekday: the first Tuesday, or the last where it was the fifth.
 */
export type SeriesDate = {
  date: string;
  /** "Tuesday 3 March 2026" */
  text: string;
  /** "A Saturday", "A bank holiday" */
  note: string | null;
};

/**
 * POST /api/organising/events { key: GUID, event: EventForm, session: SessionForm, dates?: string[] } -> Saved (201). With `dates`
 * (1-60, all different) it is a series: a session on each of them like the one given, opening together, with its other times
 * as many days before as they are there. A draft until it is published. The same key again is the same event.
 */
/**
 * POST /api/organising/events/:id/sessions { key, session, dates? } -> Saved (201): further ones.
 * POST /api/organising/events/:id/copy { key, date: string | null } -> Saved (201): a draft like it, without its people and join
 * links, its first date on `date` and the others as many days later; null: all dates to be confirmed, one session.
 * PUT /api/organising/events/:id { basedOn, event: EventForm } -> Saved; PUT /api/organising/sessions/:id { basedOn, session: SessionForm } -> Saved.
 * 409 where somebody changed it meanwhile: the message says who, and nothing was changed.
 * POST /api/organising/events/:id/publish {} -> Saved
 * POST /api/organising/events/:id/call-off { reason } and /api/organising/sessions/:id/call-off { reason } -> Saved; reason 1-500, told to everybody concerned.
 * DELETE /api/organising/events/:id -> { message }: a draft; DELETE /api/organising/sessions/:id -> Saved: one that nobody ever booked, not the only one.
 */
export type Saved = {
  /** "Saved. 12 people are told of the new time. 3 more people have a place than there are places: nobody loses theirs." */
  message: string;
  event: EventToEdit;
};

/**
 * POST /api/organising/import?check=1 (only looks) or ?key=GUID (the same key again does nothing more); &area= of the events of a calendar, whose area
 * the file seldom says. With the file itself as the body:
 * text/csv (or application/vnd.ms-excel, as browsers may call it) or text/calendar; at most 4 MB, 10,000 rows -> EventImport (400 where it has faults: then
 * nothing came in).
 */
export type EventImport = {
  rows: number;
  /** As they would come in, or did, as drafts. At most 200 of them. */
  events: { id: string | null; title: string; when: string; places: string }[];
  added: number;
  /** "Row 4", "Date", what is wrong with it */
  faults: { row: number; column: string; message: string }[];
  /** What was left out on purpose: "“Away day” is cancelled in the file". */
  skipped: string[];
};
