import type { EventSummary } from './contract-events.ts';

/**
 * What the tab and the API say to each other. The tab imports these types and nothing else from the
 * service. Times are ISO 8601 instants; words for a person (`text`) are made by the service, in London
 * time, so that chat, tab and mail say the same.
 */

export type Role = 'member' | 'contact' | 'coordinator' | 'administrator';

export type Right =
  | 'use'
  | 'openLibrary'
  | 'vouch'
  | 'announce'
  | 'answer'
  | 'manageEvents'
  | 'managePeople'
  | 'manageAuthorities'
  | 'administer';

/** GET /api/me */
export type Me = {
  name: string;
  role: Role;
  organisation: { id: string; name: string; kind: 'authority' | 'partner' | 'host' };
  /** Ids of the areas that the person follows. */
  follows: string[];
  /** The person's job, and whether a coordinator or the contact list says so; their own words can be changed by them. */
  post: string | null;
  postConfirmed: boolean;
  /** Every right of access.ts, as it stands now. */
  can: Record<Right, boolean>;
  alliance: { name: string; shortName: string; signInHelp: string };
  areas: Area[];
  /** In a browser outside Teams the person can sign out. */
  signOut: boolean;
  /** `toUpdate`: by POST /api/outlook-calendar; `lost`: bookings went into it, and Outlook lets us in no more. */
  outlook: { offered: boolean; toUpdate: boolean; lost: boolean };
};

/** Every refusal: the status says what kind, `code` which, `message` is one sentence for a person. */
export type Refusal = { error: { code: string; message: string; help?: string } };

export type Area = {
  id: string;
  name: string;
  summary: string;
  priority: boolean;
  colour: 'teal' | 'purple' | 'navy' | 'green' | 'berry' | 'brown' | 'steel';
  icon: 'shield' | 'building' | 'puzzle' | 'key' | 'people' | 'star' | 'info';
};

export type When = {
  /** "Tuesday 3 March 2026, 10am to 1:30pm", "4 December 2025" or "Date to be confirmed" */
  text: string;
  /** The day in London, YYYY-MM-DD; null where the date is to be confirmed. */
  date: string | null;
  startsAt: string | null;
  endsAt: string | null;
  passed: boolean;
};

export type Source = {
  /** Item id (or event id). */
  id: string;
  title: string;
  /** The area or the section of the document. */
  section: string;
  /** "LIIA Annual Plan 2025-26" */
  document: string;
  url: string | null;
};

/** POST /api/ask { question, earlier?: string[] (the questions before, oldest first, at most 5) } -> Answer; 429 for who asks too fast */
export type Answer = {
  /** What to rate it by; null where it is only tried out. */
  id: string | null;
  outcome: 'answered' | 'offered' | 'declined';
  /** What the member reads: paragraphs joined by blank lines, list lines begin with "- ". */
  text: string;
  sources: Source[];
  /** For `offered`: what the member may have meant; asking `question` answers it. */
  choices: { id: string; title: string; question: string }[];
  /** Next questions that fit, at most three. */
  suggestions: string[];
};

/** GET /api/items?area= -> { items: ItemSummary[] } */
export type ItemSummary = { id: string; area: string; title: string; summary: string };

/** GET /api/items/:id -> ItemDetail */
export type ItemDetail = {
  id: string;
  area: string;
  title: string;
  summary: string[];
  actions: string[];
  reasons: string[];
  lead: string | null;
  figures: string[];
  caution: string | null;
  networks: { id: string; name: string; about: string[] }[];
  partners: { id: string; name: string }[];
  related: { id: string; title: string }[];
  events: EventSummary[];
  source: Source;
};

/** PUT and DELETE /api/areas/:id/follow -> { follows: string[] } */

export type ResourceType = 'plan summary' | 'report' | 'guide' | 'website';

/** GET /api/resources?search=&area=&type= -> { resources: ResourceSummary[] }; 403 where not for this person */
export type ResourceSummary = {
  id: string;
  title: string;
  summary: string;
  type: ResourceType;
  area: string;
  /** When it came into the library: "3 March 2026" */
  added: string;
  /** An outside address, where the resource is a link. */
  url: string | null;
};

/** GET /api/resources/:id -> ResourceDetail; the file itself: GET /api/resources/:id/file (attachment) */
export type ResourceDetail = ResourceSummary & {
  /** Markdown; null where the resource is a link. */
  document: string | null;
};

/** `audience` is the id of a saved one. */
export type AnnouncementAudience =
  | { kind: 'everyone' }
  | { kind: 'area'; area: string }
  | { kind: 'saved'; audience: string };

/**
 * POST /api/announcements { key: uuid made by the page, title (1-120), body (1-2000), audience, critical?: boolean } -> Announcement (201).
 * The same key again is the same announcement (200).
 */
export type Announcement = {
  id: string;
  title: string;
  body: string;
  audience: AnnouncementAudience;
  /** "Everyone", "Followers of SEND", or the name of the saved audience as it was */
  audienceText: string;
  /** Went to everybody at once, whatever they prefer. */
  critical: boolean;
  author: string;
  sentAt: string;
  sentText: string;
  counts: { people: number; waiting: number; sent: number; failed: number; unconfirmed: number };
  /** Plain reasons for failures, with how many people each. */
  failures: { reason: string; people: number }[];
};
/** GET /api/announcements -> { announcements: Announcement[] }; GET /api/announcements/:id -> Announcement */

/** GET /api/announcements/audience?area= or ?audience= (neither: everyone) -> Reach, before sending. */
export type AudienceSize = { people: number; reachable: number };
/** The same for an announcement. `only`: "Camden and Croydon", where the author may write to no others. */
export type Reach = AudienceSize & { only: string | null };
