import type { Source } from './contract.ts';

/** What the tab and the API say to each other about events and booking. See contract.ts. */

export type When = {
  /** "Tuesday 3 March 2026, 10am to 1:30pm", "4 December 2025" or "Date to be confirmed" */
  text: string;
  /** The day in London, YYYY-MM-DD; null where the date is to be confirmed. */
  date: string | null;
  startsAt: string | null;
  endsAt: string | null;
  passed: boolean;
};

export type Mode = 'in person' | 'online' | 'hybrid';
/** Places to sit and places online are counted apart. */
export type PoolMode = 'in person' | 'online';

/** What the one main button can say. */
export type EventState =
  | 'open' // a place can be booked
  | 'booked' // the person has a place
  | 'offered' // a place is theirs to accept
  | 'waiting' // the person is on the waiting list
  | 'requested' // the person is put forward; a coordinator chooses
  | 'nominate' // places are given by approval: the person can put themselves forward
  | 'full' // there is a waiting list to join
  | 'not open'
  | 'closed'
  | 'passed'
  | 'cancelled'
  | 'not bookable'; // no booking here: undated, or booked elsewhere

/**
 * GET /api/events?area=&from=YYYY-MM-DD&to=YYYY-MM-DD&mode=in person|online&networks=mine -> { events: EventSummary[] },
 * one for each session: soonest first, passed last.
 */
export type EventSummary = {
  /** The event's id. */
  id: string;
  sessionId: string;
  title: string;
  /** The session's own name in a series. */
  sessionTitle: string | null;
  /** How many sessions the event has: above 1 it is a series. */
  sessions: number;
  summary: string;
  area: string;
  when: When;
  mode: Mode | null;
  venue: string | null;
  state: EventState;
  /** "3 places left", "Waiting list: 5 people", "You have a place", "Booking has closed"; else empty. */
  places: string;
  /** Places by kind, with what this person could have now. More than one: ask which. */
  pools: { mode: PoolMode; left: number; waiting: number }[];
  /** The person's own booking that is not over. */
  booking: {
    id: string;
    pool: PoolMode;
    /** "5pm on Friday 6 March 2026": until when the offered place is theirs. */
    acceptBy: string | null;
    /** Takes a place at once that comes free too late to be offered. */
    automatic: boolean;
    /** Who booked it for them. */
    bookedBy: string | null;
  } | null;
  /** The event asks questions: open the form rather than book at once. */
  asks: boolean;
  /** Only for those who have a place. */
  joinUrl: string | null;
  /** A made-up event of local mode. */
  sample: boolean;
};

export type EventQuestion = {
  id: string;
  text: string;
  kind: 'text' | 'choice' | 'yes or no';
  choices: string[];
  required: boolean;
  /** Dietary or access needs and the like: say who sees the answer, and that it is deleted after the event. */
  special: boolean;
};

/** GET /api/events/:id -> EventDetail: what the next session is, and all of them. */
export type EventDetail = EventSummary & {
  description: string[];
  audience: string | null;
  bring: string | null;
  caution: string | null;
  /** Whom to ask about it. */
  contact: string;
  source: Source | null;
  /** The programme item that it belongs to. */
  item: { id: string; title: string } | null;
  /** All sessions, soonest first. */
  series: EventSummary[];
  questions: EventQuestion[];
  /** Question id to what the person answered before to the same question: to fill the form with. */
  filled: Record<string, string>;
  /** Special answers are deleted so many days after the event. */
  retentionDays: number;
  /** Undated: the person asked to be told when the date is known. */
  interested: boolean;
  /** Why it was called off. */
  cancelledReason: string | null;
  /** Afterwards, for who was booked. */
  materials: { title: string; url: string }[];
  recordingUrl: string | null;
  /** The person came, and has not said yet what they thought of it: */
  asksFeedback: boolean;
  /** at this session of it. */
  feedbackSessionId: string | null;
};

/** POST /api/sessions/:id/bookings Wish -> BookingResult (201 where something was made, 200 otherwise) */
export type Wish = {
  /** A GUID that the page makes for this press: the same one again does nothing more. */
  key?: string;
  /** A colleague's id; left out for oneself. */
  memberId?: string;
  pool?: PoolMode;
  /** Join the waiting list where there is no place. */
  wait?: boolean;
  automatic?: boolean;
  answers?: Record<string, string>;
  /** Why they should be chosen, where places are given by approval. */
  statement?: string;
};

export type BookingResult = {
  outcome:
    | 'booked'
    | 'already booked'
    | 'waiting'
    | 'already waiting'
    | 'already offered'
    | 'requested'
    | 'already requested'
    | 'full'
    | 'not open'
    | 'closed'
    | 'passed'
    | 'called off'
    | 'not bookable'
    | 'lapsed'
    | 'already cancelled'
    | 'transferred'
    | 'cancelled'
    | 'too late'
    | 'changed';
  /** One sentence for the person. */
  message: string;
  event: EventSummary;
};

/**
 * All -> BookingResult; 404 for somebody else's booking:
 * DELETE /api/bookings/:id (cancels, leaves the list, turns the offer down; twice is once),
 * POST /api/bookings/:id/acceptance { answers? },
 * PUT /api/bookings/:id/answers { answers }, PUT /api/bookings/:id/automatic { automatic: boolean },
 * POST /api/bookings/:id/transfer { memberId }
 */

/** GET /api/bookings -> MyBookings */
export type MyBookings = {
  /** Coming ones first, soonest first; then past ones. */
  bookings: MyBooking[];
  forColleagues: MyBooking[];
  /** Nominations for sessions to come that wait, or were not chosen: one's own, and those made for colleagues. */
  putForward: PutForward[];
};
export type PutForward = {
  id: string;
  event: EventSummary;
  /** The colleague whose it is; null for one's own. */
  name: string | null;
  /** "Supported by the borough contact. A coordinator chooses." */
  standing: string;
};
export type MyBooking = {
  id: string;
  bookedAt: string;
  event: EventSummary;
  /** The colleague that it was booked for, in forColleagues. */
  colleague: string | null;
};

/** GET /api/bookings/:id -> BookingDetail, for whose it is and who booked it */
export type BookingDetail = MyBooking & {
  answers: Record<string, string>;
  questions: EventQuestion[];
  /** Where they wait: 1 is next. Null where they do not. */
  place: number | null;
  /** Of those before and behind on the list: "2 people before you wait for a place that their borough may have". Plain sentences. */
  passedOver: string[];
  /** Code for the desk at the door, as a QR code shows it; null without a place. */
  code: string | null;
};

/** GET /api/colleagues?search= -> { colleagues: Colleague[] }: of the person's own authority, at most 10 */
export type Colleague = { id: string; name: string; post: string | null };

/** PUT and DELETE /api/events/:id/interest -> { interested: boolean }: "Tell me when the date is known" */

/** GET /api/bookings/:id/calendar -> text/calendar, an attachment */

/** GET /api/calendar-feed -> CalendarFeed; POST makes a new address (the old one stops working) -> CalendarFeed with `url`; DELETE -> CalendarFeed */
export type CalendarFeed = {
  /** webcal://…, shown once, when it is made. */
  url: string | null;
  /** "3 March 2026"; null where there is none. */
  made: string | null;
};

/** POST /api/sessions/:id/feedback { useful: 1-5, text: up to 2000 characters } -> { message } */

/** GET /api/nominations -> { sessions: NominationSession[] }: for borough contacts, of their own authority */
export type NominationSession = {
  event: EventSummary;
  /** So many may be endorsed; null without a limit. */
  most: number | null;
  endorsed: number;
  closes: string;
  people: {
    bookingId: string;
    name: string;
    post: string | null;
    statement: string | null;
    endorsed: boolean;
  }[];
};
/** PUT and DELETE /api/bookings/:id/endorsement -> { sessions: NominationSession[] } */
