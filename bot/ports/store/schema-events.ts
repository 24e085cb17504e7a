import type { ColumnType, Generated } from 'kysely';
import type { Json } from './schema-people.ts';

export type Mode = 'in person' | 'online' | 'hybrid';
/** Places to sit and places online are counted apart. */
export type PoolMode = 'in person' | 'online';
export type BookingState =
  | 'requested' // a nomination that nobody has chosen yet
  | 'waiting'
  | 'offered'
  | 'confirmed'
  | 'cancelled'
  | 'lapsed' // an offer that ran out
  | 'declined' // an offer that was not wanted, or a nomination that was not chosen
  | 'transferred';

/** The tables of schema.ts that events and booking need. */
export type EventTables = {
  event: {
    id: string;
    title: string;
    summary: string;
    area: string;
    mode: Mode | null;
    venue: string | null;
    /** What is shown only on the event's own page: EventDetails of domain/events. */
    details: Json<object>;
    sample: boolean;
    shipped: Json<object> | null;
    edited_at: Date | null;
    retired_at: Date | null;
    state: Generated<'draft' | 'published' | 'cancelled'>;
    network_id: Generated<string | null>;
    /** Whom to ask; null for the alliance's own contact. */
    contact: Generated<string | null>;
    /** So many days after a session its special answers go. */
    retention_days: Generated<number>;
    /** Who came is thanked by itself. */
    thanks: Generated<boolean>;
    version: Generated<number>;
    cancelled_reason: Generated<string | null>;
    created_by: Generated<string | null>;
    created_at: Generated<Date>;
  };
  session: {
    id: string;
    event_id: string;
    /** Its own name in a series. */
    title: Generated<string | null>;
    /** Null where it is as the event's. */
    mode: Generated<Mode | null>;
    venue: Generated<string | null>;
    state: Generated<'planned' | 'cancelled'>;
    cancelled_reason: Generated<string | null>;
    /** YYYY-MM-DD in London; null where the date is to be confirmed. */
    day: ColumnType<string | null, string | null, string | null>;
    starts_at: Date | null;
    ends_at: Date | null;
    join_url: Generated<string | null>;
    opens_at: Generated<Date | null>;
    closes_at: Date | null;
    /** Until when people cancel by themselves; null: until it starts. */
    cancel_by: Generated<Date | null>;
    /** Read by the version before only: see `pool`. */
    capacity: number | null;
    offer_hours: Generated<number>;
    /** No offer after this; null: when booking closes. */
    offer_cutoff: Generated<Date | null>;
    /** People are nominated for it, and a coordinator chooses. */
    by_approval: Generated<boolean>;
    /** When something of it falls due by itself: an offer runs out, kept places are released. */
    settle_at: Generated<Date | null>;
    /** Raised with each change of time or place. */
    sequence: Generated<number>;
    version: Generated<number>;
    materials: ColumnType<{ title: string; url: string }[], string | undefined, string>;
    recording_url: Generated<string | null>;
    materials_at: Generated<Date | null>;
    /** Since then it has no names. */
    anonymised_at: Generated<Date | null>;
  };
  /** Sessions where somebody waits who may use the app again: written by the database. */
  let_in: { id: Generated<string>; session_id: string };
  pool: { session_id: string; mode: PoolMode; capacity: number; per_borough: number | null };
  quota: {
    session_id: string;
    pool: PoolMode;
    borough: string;
    max: number | null;
    reserved: Generated<number>;
    /** Then its places that are not taken are everybody's. */
    release_at: Date | null;
  };
  booking: {
    id: string;
    session_id: string;
    /** Null when the person is gone. */
    member_id: string | null;
    /** As the person's organisation was then. */
    organisation_id: string;
    /** Whose places it counts for: an authority's id, 'partners' or 'host'. Set by the database. */
    borough: Generated<string>;
    pool: Generated<PoolMode>;
    state: BookingState;
    created_at: Date;
    cancelled_at: Date | null;
    wait_seq: Generated<number | null>;
    priority: Generated<number>;
    offer_expires_at: Generated<Date | null>;
    /** Takes a place at once that comes free too late to be offered. */
    automatic: Generated<boolean>;
    /** Who booked for them. */
    booked_by: Generated<string | null>;
    over_capacity: Generated<boolean>;
    /** Why they should be chosen. */
    statement: Generated<string | null>;
    endorsed_by: Generated<string | null>;
    endorsed_at: Generated<Date | null>;
    transferred_to: Generated<string | null>;
    /** For the desk at the door: made by the database, known to whose place it is. */
    code: Generated<string>;
    /** When an arrival was last taken back. */
    arrival_undone_at: Generated<Date | null>;
    /** Of its invitation (RFC 5545). */
    sequence: Generated<number>;
    version: Generated<number>;
  };
  booking_log: {
    id: Generated<number>;
    session_id: string;
    booking_id: string | null;
    at: Date;
    /** Pseudonym; null for the service itself. */
    actor: string | null;
    did: string;
    became: Json<object>;
    reason: string | null;
  };
  booking_key: {
    member_id: string;
    key: string;
    session_id: string;
    /** Whom the place is for. */
    for_id: string;
    outcome: string;
    booking_id: string | null;
    at: Date;
  };
  event_question: {
    id: string;
    event_id: string;
    position: number;
    text: string;
    kind: 'text' | 'choice' | 'yes or no';
    choices: Json<string[]> | null;
    required: boolean;
    /** May say something of health or religion: sealed, and gone after the event's retention. */
    special: boolean;
    removed_at: Date | null;
  };
  booking_answer: { booking_id: string; question_id: string; answer: string };
  special_answer: { booking_id: string; question_id: string; sealed: string };
  attendance: {
    session_id: string;
    booking_id: string;
    arrived_at: Date;
    minutes: number | null;
    source: 'door' | 'code' | 'report';
    nonce: string;
    recorded_by: string | null;
  };
  attendance_count: {
    session_id: string;
    borough: string;
    /** Empty where it was not known. */
    post: string;
    booked: number;
    came: number;
    waiting: number;
  };
  date_interest: { event_id: string; member_id: string; at: Date };
  feedback: {
    id: string;
    session_id: string;
    member_id: string | null;
    useful: number;
    text: string;
    at: Date;
  };
  calendar_feed: { member_id: string; hash: string; made_at: Date };
  outlook_entry: {
    booking_id: string;
    member_id: string;
    /** Outlook's own id of it; null where it does not stand there, as far as we know. */
    outlook_id: Generated<string | null>;
    /** The invitation's sequence that it shows. */
    sequence: Generated<number | null>;
    /** The sequence at which Outlook was first asked to add it: if no answer came, it may stand there all the same. */
    asked: Generated<number | null>;
    /** Somebody is at it, or Outlook asked us to wait. */
    busy_until: Generated<Date | null>;
    /** The person took it out of their calendar: it stays out. */
    taken_out_at: Generated<Date | null>;
  };
  event_message: {
    id: string;
    event_id: string;
    session_id: string | null;
    author_id: string | null;
    title: string;
    body: string;
    recipients: string;
    at: Date;
  };
  event_made: { key: string; actor_id: string | null; event_ids: Json<string[]>; at: Date };
};
