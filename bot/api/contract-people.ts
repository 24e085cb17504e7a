import type { Role } from './contract.ts';

// People and access. Lists take ?search= and are cut at 200; `total` says how many there are.

/**
 * GET /api/standing -> Standing, for everybody who is signed in, let in or not.
 * POST /api/requests { kind: 'join' | 'library', organisation?, post?, reason } -> Standing (join: also for people who are not members)
 * PUT /api/authority { organisation } -> Standing: chooses one's authority, once.
 */
export type Standing = {
  name: string;
  /** In: may use the app. Otherwise what is in the way. */
  state:
    | 'in'
    | 'unknown-organisation'
    | 'choose-organisation'
    | 'not-approved'
    | 'unsigned-authority'
    | 'blocked';
  organisation: { id: string; name: string } | null;
  /** For 'choose-organisation': the authorities to choose from. For 'unknown-organisation': all, to name one. */
  choices: { id: string; name: string }[];
  library: 'open' | 'not asked' | 'asked' | 'not for partners';
  /** The open request, if there is one. */
  asked: { kind: 'join' | 'library' | 'authority'; at: string } | null;
  /** The latest request, where the answer was no: nobody is left to wonder. */
  refused: { kind: 'join' | 'library' | 'authority'; at: string } | null;
  /** Who will answer: "Your borough contact or LIIA's team" */
  answeredBy: string;
  signInHelp: string;
};

/** GET /api/people/authorities -> { authorities: Authority[] } (vouch: those in one's charge) */
export type Authority = {
  id: string;
  name: string;
  kind: 'authority' | 'partner' | 'host';
  careSystem: string | null;
  signed: boolean;
  signedOn: string | null;
  domains: string[];
  library: 'approved' | 'all staff';
  tenants: string[];
  members: number;
  contacts: string[];
  /** PUT /api/people/authorities/:id { signed, signedOn, domains, library } (manageAuthorities; a borough contact may set `library` of their own by PUT /api/people/authorities/:id/library { library } (vouch)) */
  mayChange: boolean;
};
/** POST /api/people/authorities/:id/tenants { tenantId } and DELETE /api/people/authorities/:id/tenants/:tenantId (manageAuthorities) -> { authorities } */

/** GET /api/people/members?search=&organisation=&role=&library= (a PersonRow.library, or 'due') -> { members: PersonRow[]; total } (vouch: those in one's charge) */
export type PersonRow = {
  id: string;
  name: string;
  /** Oneself: nobody opens or confirms the library for themselves. */
  you: boolean;
  email: string | null;
  organisation: { id: string; name: string };
  organisationConfirmed: boolean;
  role: Role;
  /** Names of the authorities that a coordinator is limited to; empty for all. */
  inCharge: { id: string; name: string }[];
  post: string | null;
  postConfirmed: boolean;
  library: 'open' | 'not approved' | 'lapsed' | 'all staff' | 'not for partners';
  /** The day on which the library lapses unless it is confirmed; null where it does not. */
  confirmBy: string | null;
  /** Within 30 days of that day, or past it. */
  confirmDue: boolean;
  lastSeen: string;
  blocked: boolean;
};
/**
 * PUT /api/people/members/:id/library { open: boolean } (vouch), POST /api/people/members/:id/library/confirm (vouch),
 * PUT /api/people/members/:id/post { post: string | null } (managePeople: confirms it), PUT /api/people/members/:id/authority { organisation } (managePeople: confirms or changes it),
 * PUT /api/people/members/:id/blocked { blocked } (managePeople), PUT /api/people/members/:id/role { role, inCharge: string[] } (administer)
 * -> { member: PersonRow }. POST /api/people/library/confirm { members: string[] } (vouch) -> { confirmed: number }
 * PUT /api/me/post { post } -> { post }: self-declared; does not change a confirmed one (409).
 */

/** GET /api/people/requests?state=open -> { requests: AccessRequest[]; total } (vouch: those in one's charge). POST /api/people/requests/:id/decision { approve: boolean, organisation?: string } -> { request } */
export type AccessRequest = {
  id: string;
  kind: 'join' | 'library' | 'authority';
  name: string;
  email: string | null;
  post: string | null;
  /** Where the person's tenant is unknown: the one that they name, if any. */
  organisation: { id: string; name: string } | null;
  tenantId: string;
  tenantKnown: boolean;
  reason: string;
  askedAt: string;
  state: 'open' | 'approved' | 'refused';
  decidedAt: string | null;
};

/** GET /api/people/contacts?search=&organisation= -> { contacts: ContactRow[]; total } (managePeople). DELETE /api/people/contacts/:id */
export type ContactRow = {
  id: string;
  name: string;
  email: string;
  organisation: { id: string; name: string };
  post: string | null;
  /** Has opened the app. */
  member: boolean;
};
/**
 * POST /api/people/contacts/import (the file itself as the body: text/csv or the XLSX type; at most 1 MB, 5,000 rows;
 * ?check=1 only checks) -> ContactImport. Any fault: nothing is imported (status 400, the same shape).
 */
export type ContactImport = {
  rows: number;
  added: number;
  changed: number;
  faults: { row: number; column: string; message: string }[];
};

/** GET /api/networks -> { networks: NetworkRow[] } (use). PUT and DELETE /api/networks/:id/membership (use; follow or leave) -> { networks } */
export type NetworkRow = {
  id: string;
  name: string;
  about: string[];
  area: string;
  byInvitation: boolean;
  /** It is only being explored: nobody can follow it yet. */
  exploring: boolean;
  member: boolean;
  /** Whether the person may be asked the questions that members put to it. */
  answers: boolean;
};
/**
 * GET /api/people/networks -> { networks: (NetworkRow & { members: number })[] } (managePeople), PUT /api/people/networks/:id { byInvitation },
 * GET /api/people/networks/:id/members -> { members: { id, name, organisation: string, post: string | null }[] }, PUT and DELETE /api/people/networks/:id/members/:memberId
 */

/** GET /api/people/audiences -> { audiences: SavedAudience[] } (announce). POST { name, ...lists }, PUT /:id, DELETE /:id; POST /api/people/audiences/size { ...lists } -> AudienceSize */
export type SavedAudience = {
  id: string;
  name: string;
  organisations: string[];
  careSystems: string[];
  posts: string[];
  areas: string[];
  networks: string[];
  people: number;
  /** Whoever is limited to some authorities may change their own alone. */
  mayChange: boolean;
};

/** GET /api/people/audit?before= -> { entries: AuditEntry[] } (administer), latest first, 100 at a time */
export type AuditEntry = { id: number; at: string; text: string };

// Messages.

export type Category =
  | 'announcements'
  | 'events'
  | 'bookings'
  | 'reminders'
  | 'answers'
  | 'questions'
  | 'access';
export type Timing = 'at once' | 'daily' | 'weekly' | 'off';

/** GET and PUT /api/preferences -> Preferences (use) */
export type Preferences = {
  categories: { id: Category; name: string; says: string; timing: Timing; choices: Timing[] }[];
  way: 'teams' | 'e-mail';
  /** "22:00"; null for no quiet hours. */
  quiet: { from: string; to: string } | null;
  /** Whether the bot can reach the person in Teams. */
  reachable: boolean;
};

/**
 * How bookings come into the person's calendar. GET /api/outlook-calendar -> OutlookCalendar (use); PUT { way }; POST
 * makes the entries in Outlook what the bookings are.
 */
export type OutlookCalendar = {
  /** The administrators allow Outlook. */
  offered: boolean;
  way: 'e-mail' | 'outlook';
  /** Why Outlook let us in no more, so that bookings come by e-mail again. */
  lost: 'consent' | 'not allowed' | 'no calendar' | null;
  /** Bookings to come in Outlook. */
  entries: number;
  /** What came of this call; null where Outlook was not asked. */
  outcome:
    | 'up to date'
    | 'later'
    | 'consent'
    | 'not allowed'
    | 'no calendar'
    | 'off'
    | 'only in Teams'
    | null;
  /** The page of ours that leads to Microsoft's, where the person allows it. */
  allow: string;
  /** The address to pass on to administrators of Microsoft 365. */
  allowForAll: string;
};

/** GET /api/sending -> Sending (administer). PUT /api/sending { stopped } ; PUT /api/settings { ...Settings } */
export type Sending = {
  stopped: boolean;
  /** The service records messages instead of sending them (a setting of the installation). */
  recording: boolean;
  waiting: number;
  unconfirmed: { id: string; name: string; organisation: string; title: string; at: string }[];
  paused: { tenantId: string; organisation: string; until: string; reason: string }[];
  settings: {
    libraryUnseenDays: number;
    libraryConfirmDays: number;
    postsPerSecond: number;
    unaskedPerDay: number;
    answerWithinDays: number;
    secondCoordinator: 'approves' | 'is told';
    outlookCalendar: boolean;
  };
};
/** GET /api/sending/recorded -> { messages: RecordedMessage[] } (administer): what was recorded instead of sent, latest first */
export type RecordedMessage = {
  id: number;
  at: string;
  way: 'teams' | 'e-mail';
  /** A name, an e-mail address, or a conversation's id. */
  to: string;
  subject: string;
  body: string;
};
/** POST /api/sending/unconfirmed/:id/resend (administer): a person decides to send it again. -> Sending */
