import type { When } from './contract.ts';
import type { EventQuestion, PoolMode } from './contract-events.ts';
import type { Numbers } from './contract-organising.ts';

/**
 * What the tab and the API say to each other about who comes to an event: all of it needs `manageEvents`. See contract.ts.
 */

/** GET /api/organising/sessions/:id/attendees?search=&state=&borough=&page=0&needs=1 -> Attendees; search by name or organisation; special answers only with `needs`, which is audited */
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
  /** Question id to answer, the special ones only where they were asked for. */
  answers: Record<string, string>;
  statement: string | null;
  endorsed: boolean;
  /** The latest message that did not reach them: "Booked. There is no chat with them." */
  notReached: string | null;
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
  /** All authorities by name: those with nobody endorsed or chosen are the ones to chase. */
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
 * POST /api/organising/sessions/:id/nominations/chase { key, title, body } -> SentEventMessage: to contacts of boroughs that have neither chosen nor endorsed people.
 */

/** GET /api/organising/sessions/:id/log?before= -> { lines: LogLine[] }: what was done, latest first, 100 at a time. */
export type LogLine = {
  id: number;
  /** "3 March 2026, 10am" */
  at: string;
  /** "Sam Okafor gave Ada Byrne (Camden) a place: “Speaks on the day”." */
  text: string;
};
