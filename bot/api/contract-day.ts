import type { PoolMode, When } from './contract-events.ts';

/**
 * What the tab and the API say to each other about the day of a session and after, and about what is held of a person.
 * What begins with /api/organising needs `manageEvents`. See contract.ts.
 */

/** GET /api/organising/sessions/:id/arrivals -> Arrivals: everybody who has a place, by name. Small enough to keep on the device. */
export type Arrivals = {
  eventId: string;
  title: string;
  when: When;
  came: number;
  expected: number;
  /** Its names are gone: nobody is checked in any more. */
  closed: boolean;
  people: Arrival[];
};
export type Arrival = {
  bookingId: string;
  /** What the QR code of this person shows, so that the device can read it without a connection. */
  code: string;
  name: string;
  post: string | null;
  organisation: string;
  pool: PoolMode;
  /** "9:58am"; null where they have not come yet. */
  arrived: string | null;
  /** Minutes online, where Teams reported them. */
  minutes: number | null;
};

/**
 * POST /api/organising/sessions/:id/arrivals { bookingId? | code?, nonce, at } -> Arrived. `nonce` is a GUID and `at` the instant (ISO),
 * both made by the device at the tap: it may send them as often, as late and in whatever order it likes. 404 for a code of nobody
 * here; 409 with a sentence for somebody who has no place now.
 * DELETE /api/organising/sessions/:id/arrivals/:bookingId?at=ISO -> Arrived: takes it back. What was tapped last counts, by `at`.
 * POST /api/organising/sessions/:id/walk-ins { memberId, nonce, at } -> Arrived (201): gives somebody who walked in a place, whatever the
 * rules say, and checks them in; found by GET /api/people/members?search=.
 */
export type Arrived = {
  outcome: 'checked in' | 'already checked in' | 'taken back';
  /** "Ada Byrne (Camden) is checked in." */
  message: string;
  person: Arrival;
  came: number;
  expected: number;
};

/**
 * The QR code of an attendee shows the address `<origin>/check-in/<code>`, a page of the tab; BookingDetail.code is the code,
 * "4F2A-09C1-77BE". It may be typed with or without dashes, in small or capital letters.
 * GET /api/organising/check-in/:code -> ScannedCode: at which session to check them in; 404 for no code of ours.
 */
export type ScannedCode = { eventId: string; sessionId: string; bookingId: string; name: string };

/**
 * POST /api/organising/sessions/:id/attendance-report?check=1 (only looks) with the file that Teams gives as the body: text/csv,
 * text/tab-separated-values, text/plain or application/vnd.ms-excel; at most 2 MB -> AttendanceReport (400 where it has faults: then
 * nothing came in). The same file again changes nothing.
 */
export type AttendanceReport = {
  /** Participants that the file lists. */
  rows: number;
  /** By e-mail address or exact name, of those who have a place; whoever joined twice stands here once. */
  found: { row: number; name: string; minutes: number; by: 'e-mail' | 'name'; already: boolean }[];
  /** Who took part and has no place, or whose name two people have. */
  unmatched: { row: number; name: string; email: string; why: string }[];
  faults: { row: number; column: string; message: string }[];
  /** How many are newly marked as having come (or would be). */
  added: number;
  /** "Marked 12 people as having come. 3 in the file have no place." */
  message: string;
};

/**
 * Files (attachments), audited. Cells that a spreadsheet would run are made plain text.
 * GET /api/organising/sessions/:id/attendees/file?as=csv|xlsx&answers=1 and /api/organising/events/:id/attendees/file?as=&answers=1:
 * `answers` adds the ordinary answers; special ones never stand in it.
 * GET /api/organising/sessions/:id/report/file?as= and /api/organising/events/:id/report/file?as=
 * GET /api/organising/sessions/:id/needs/file?as=
 */

/** GET /api/organising/sessions/:id/needs -> Needs: special answers of who has a place, counted, for catering and access. Audited. */
export type Needs = {
  title: string;
  when: When;
  /** "They are deleted on 2 April 2026.", or "They have been deleted." */
  kept: string;
  people: number;
  questions: { text: string; answers: { answer: string; people: number }[] }[];
};

/** GET /api/organising/sessions/:id/report and GET /api/organising/events/:id/report -> EventReport */
export type EventReport = {
  title: string;
  /** Null for all sessions of an event. */
  when: When | null;
  /** Whether anybody noted who came: without that nobody "missed" it. */
  noted: boolean;
  total: ReportCounts;
  /** Those with somebody, by name. */
  boroughs: ({ name: string } & ReportCounts)[];
  /** By role; "Not known" last. */
  posts: ({ name: string } & ReportCounts)[];
};
/** `missed` had a place at a session that is over, and did not come. `waiting` never got one. */
export type ReportCounts = { booked: number; came: number; missed: number; waiting: number };

/**
 * GET /api/organising/sessions/:id/afterwards -> Afterwards
 * PUT /api/organising/sessions/:id/afterwards { materials: { title (1-120), url (https) }[] (0-20), recordingUrl: https | null } -> Afterwards
 * POST /api/organising/sessions/:id/thanks {} -> Afterwards: once the session is over, thanks those who came, with the materials and the
 * feedback form, and tells those who missed it where the materials are. Where nobody noted who came, everybody with a place is thanked.
 * Each once for each state of the materials: 409 where nobody is left.
 */
export type Afterwards = {
  eventId: string;
  title: string;
  when: When;
  materials: { title: string; url: string }[];
  recordingUrl: string | null;
  /** Somebody noted who came; without that everybody who had a place did. */
  noted: boolean;
  /** How many are to be thanked now. */
  came: number;
  /** How many are to be told now where the materials are. */
  missed: number;
  /** "3 March 2026, 2pm"; null where nobody was told yet. */
  told: string | null;
  /** Why nobody can be told now: "It is not over yet."; null where they can. */
  bar: string | null;
  /** What comes of it where nobody does anything: "They are thanked on …"; null once they were told. */
  byItself: string | null;
  feedback: {
    people: number;
    /** 1 to 5, one decimal; null without answers. */
    average: number | null;
    /** How many gave 1, 2, 3, 4 and 5. */
    spread: [number, number, number, number, number];
    /** Without names, in no order. */
    texts: string[];
  };
};

/** GET /api/me/data -> OwnData: everything that is held about the person; ?file=1 the same as a file. Needs `use`. */
export type OwnData = {
  /** "3 March 2026, 2pm" */
  made: string;
  sections: {
    /** "Your bookings" */
    heading: string;
    /** What is kept there, why and for how long, in a sentence or two. */
    about: string;
    /** Plain headings to values. */
    entries: Record<string, string>[];
  }[];
};
/**
 * DELETE /api/me { typed: 'delete' } -> Erased, needs `use`; DELETE /api/people/members/:id { typed: 'delete' } -> Erased, for somebody who
 * asked for it, needs `administer`. Places are cancelled, and everything goes that says who it was about. Make no further call for
 * the person after it: whoever calls again is somebody new. 409 for the last administrator.
 */
export type Erased = { message: string };
