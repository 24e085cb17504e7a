import type { When } from './contract.ts';
import type { EventQuestion, Mode, PoolMode } from './contract-events.ts';

/**
 * What the tab and the API say to each other about organising events. All of it needs `manageEvents`. Times that people
 * type are London's, as a clock on the wall shows them. See contract.ts.
 */

/** A time on the wall, HH:MM. `fold` says which of the two where the clocks go back and it comes twice; else left out. */
export type ClockTime = { time: string; fold?: 'first' | 'second' };
/** A day, YYYY-MM-DD, and a time on it. */
export type LondonTime = ClockTime & { date: string };

/** GET /api/organising/events?show=coming|drafts|past&search= -> { events: OrganisedEvent[] }; coming ones include undated ones. */
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
  /** How many have a place that the rules would not give now: by a coordinator's word, or because there are fewer places than before. */
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
  /** Then the places kept for them that nobody took are everybody's; null: when booking closes. */
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
 * (1-60, all different) it is a series: a session on each of them like the one given, with its other times as many days
 * before as they are there. A draft until it is published. The same key again is the same event.
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
 * POST /api/organising/import?check=1 (only looks) or ?key=GUID (the same key again does nothing more) with the file itself as the body:
 * text/csv, the XLSX type or text/calendar; at most 4 MB, 10,000 rows -> EventImport (400 where it has faults: then
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

/** GET /api/organising/sessions/:id/attendees?search=&state=&borough=&page=0 -> Attendees; search by name or organisation */
export type Attendees = {
  title: string;
  when: When;
  numbers: Numbers;
  byApproval: boolean;
  /** Those with somebody, or with a rule, by name. */
  boroughs: BoroughNumbers[];
  questions: EventQuestion[];
  /** As narrowed; 100 at a time: by borough and name, those who wait in the order of the list. */
  people: Attendee[];
  total: number;
};
export type BoroughNumbers = {
  id: string;
  name: string;
  confirmed: number;
  offered: number;
  waiting: number;
  requested: number;
  /** At most so many; null without a limit. */
  most: number | null;
  /** Kept for them and not released yet. */
  reserved: number;
};
export type BookingState =
  | 'requested'
  | 'waiting'
  | 'offered'
  | 'confirmed'
  | 'cancelled'
  | 'lapsed'
  | 'declined'
  | 'transferred';
export type Attendee = {
  bookingId: string;
  /** Null when they are gone. */
  memberId: string | null;
  name: string;
  post: string | null;
  organisation: string;
  /** An authority's id, 'partners' or 'host'. */
  borough: string;
  pool: PoolMode;
  state: BookingState;
  /** "3 March 2026, 10am" */
  booked: string;
  bookedBy: string | null;
  /** Has a place that the rules did not give. */
  overCapacity: boolean;
  /** 1 is next; null where they do not wait. */
  place: number | null;
  /** Why somebody who waits has no place: "Camden has its most: 3 places". */
  passedOver: string | null;
  /** "5pm on Friday 6 March 2026" */
  acceptBy: string | null;
  /** Question id to answer, the special ones too. */
  answers: Record<string, string>;
  statement: string | null;
  endorsed: boolean;
};

/**
 * POST /api/organising/sessions/:id/people { key, memberIds: string[] (1-50), pool?, wait?: boolean, reason? } -> Done: adds people, found by
 * GET /api/people/members?search=. With a `reason` they get a place whatever the rules say.
 * POST /api/organising/bookings/:id/place { reason } -> Done: gives who waits, was offered or was put forward a place whatever the rules say.
 * POST /api/organising/bookings/:id/removal { reason } -> Done: takes somebody off, whatever they have.
 */
export type Done = { message: string };

/** GET /api/organising/sessions/:id/unreached -> { people: Unreached[] }: whom a message about it did not reach, as far as we know. */
export type Unreached = {
  name: string;
  organisation: string;
  /** What it was: "Booked", "Changed", "Your message “Bring a laptop”" */
  message: string;
  /** "There is no chat with them, and no e-mail address." */
  reason: string;
  at: string;
};

/**
 * POST /api/organising/events/:id/messages { key, sessionId: string | null (all coming sessions), to: MessageTo, title (1-120), body (1-2,000) } -> SentEventMessage
 * (201; the same key again: 200). GET /api/organising/events/:id/messages -> { messages: SentEventMessage[] }.
 * GET /api/organising/events/:id/messages/size?sessionId=&to= -> { people: number }
 */
export type MessageTo = 'confirmed' | 'waiting' | 'everybody';
export type SentEventMessage = {
  id: string;
  title: string;
  body: string;
  /** "Who has a place", "Who waits", "Everybody", "Borough contacts who put nobody forward" */
  to: string;
  author: string;
  /** "3 March 2026, 10am" */
  sent: string;
  counts: { people: number; waiting: number; sent: number; failed: number; unconfirmed: number };
};

/** GET /api/organising/sessions/:id/nominations -> Nominations, where places are given by approval. */
export type Nominations = {
  title: string;
  when: When;
  places: number;
  chosen: number;
  /** "5pm on Friday 6 March 2026" */
  closes: string | null;
  /** All authorities by name: those with nobody endorsed are the ones to chase. */
  boroughs: {
    id: string;
    name: string;
    most: number | null;
    chosen: number;
    endorsed: number;
    /** Put forward and not endorsed yet. */
    proposed: number;
    /** Names of the borough's contacts. */
    contacts: string[];
  }[];
  people: Nominee[];
};
export type Nominee = {
  bookingId: string;
  name: string;
  post: string | null;
  organisation: string;
  borough: string;
  pool: PoolMode;
  state: 'requested' | 'confirmed' | 'declined';
  statement: string | null;
  /** Who of the borough stands behind it; null where nobody does yet. */
  endorsedBy: string | null;
  /** Why they cannot be chosen now, as the rules are: "Camden has its most: 3 places". */
  bar: string | null;
};
/**
 * PUT /api/organising/bookings/:id/choice { chosen: boolean, reason?: string } -> Nominations: gives a place or declines. A reason
 * is required to choose somebody whom the rules bar, or whom nobody has endorsed.
 * POST /api/organising/sessions/:id/nominations/chase { key, title, body } -> SentEventMessage: to contacts of boroughs with nobody endorsed.
 */

/** GET /api/organising/sessions/:id/log?before= -> { lines: LogLine[] }: what was done, latest first, 100 at a time. */
export type LogLine = {
  id: number;
  /** "3 March 2026, 10am" */
  at: string;
  /** "Sam Okafor gave Ada Byrne (Camden) a place: “Speaks on the day”." */
  text: string;
};
