import type { Generated } from 'kysely';
import type { EventTables } from './schema-events.ts';
import type { AudienceDefinition, Json, PeopleTables } from './schema-people.ts';

type OtherTables = PeopleTables & EventTables;

/** The tables as they are now. Migrations do not use these types, so that old ones never break. */
export type Schema = OtherTables & {
  setting: { key: string; value: Json<unknown> };
  content_record: {
    kind: string;
    id: string;
    position: number;
    /** As the files have it; null for what coordinators wrote themselves. */
    shipped: Json<object> | null;
    edited: Json<object> | null;
    /** The files no longer have it. */
    retired_at: Date | null;
    /** A coordinator took it away; what it said stays, for undoing. */
    taken_away: Generated<boolean>;
  };
  content_change: {
    id: Generated<number>;
    kind: string;
    record_id: string;
    /** Null where there was none. */
    before: Json<object> | null;
    /** Null where it was taken away. */
    after: Json<object> | null;
    /** Before, it was as the files had it. */
    as_shipped: Generated<boolean>;
    /** The change that this one undid. */
    undoes: number | null;
    /** Pseudonym. */
    actor: string | null;
    at: Date;
  };
  web_session: {
    hash: string;
    /** Only in sessions from before the identity stood in them. */
    member_id: Generated<string | null>;
    tenant_id: string | null;
    object_id: string | null;
    name: string | null;
    email: string | null;
    created_at: Date;
    expires_at: Date;
  };
  conversation: {
    tenant_id: string;
    conversation_id: string;
    kind: 'personal' | 'groupChat' | 'channel';
    member_id: string | null;
    reference: Json<object>;
    reachable: boolean;
    updated_at: Date;
  };
  activity_seen: {
    conversation_id: string;
    activity_id: string;
    response: Json<{ status: number; body?: unknown }> | null;
    seen_at: Date;
  };
  earlier_question: {
    id: Generated<number>;
    conversation_id: string;
    member_id: string;
    question: string;
    asked_at: Date;
  };
  given_answer: {
    id: string;
    member_id: string | null;
    conversation_id: string;
    /** Without personal details, as everything here. */
    question: string;
    outcome: 'answered' | 'offered' | 'declined';
    /** The records, best first. */
    sources: Json<{ id: string; title: string }[]>;
    text: string;
    at: Date;
    /** Teams' id of the message that it went out as. */
    activity_id: Generated<string | null>;
    rating: Generated<'like' | 'dislike' | null>;
    comment: Generated<string | null>;
    rated_at: Generated<Date | null>;
  };
  question: {
    id: string;
    /** The asker's own name for this asking: the same one again is the same question. */
    key: string;
    asker_id: string;
    text: string;
    area_id: string | null;
    /** The network that it is put to; null for coordinators. */
    network_id: string | null;
    /** The bot's answer that did not help. */
    given_answer_id: string | null;
    state: 'open' | 'claimed' | 'answered' | 'closed';
    asked_at: Date;
    claimed_by: string | null;
    claimed_at: Date | null;
    /** YYYY-MM-DD: by when the asker was told that somebody answers. */
    answer_by: string;
    answered_at: Date | null;
    closed_at: Date | null;
    /** The asker, where they took it back. */
    closed_by: string | null;
    closed_reason: string | null;
    /** What the bot learned from it. */
    faq_id: string | null;
  };
  question_reply: {
    id: string;
    question_id: string;
    author_id: string | null;
    text: string;
    at: Date;
    /** The asker's. What did not help has the question open again. */
    rating: Generated<'like' | 'dislike' | null>;
    /** What was missing. Without personal details. */
    comment: Generated<string | null>;
    rated_at: Generated<Date | null>;
  };
  announcement: {
    id: string;
    key: string;
    /** Null when they are gone. */
    author_id: string | null;
    title: string;
    body: string;
    audience: Json<SentAudience>;
    /** Passes what people prefer. */
    critical: Generated<boolean>;
    sent_at: Date;
  };
  message: {
    id: string;
    purpose: string;
    key: string;
    /** To a person, or to the channel that `tenant_id` and `conversation_id` name. */
    member_id: string | null;
    tenant_id: string | null;
    conversation_id: string | null;
    category: Generated<string>;
    critical: Generated<boolean>;
    /** Goes out together with the others of its person that are due. */
    digest: Generated<boolean>;
    way: 'teams' | 'e-mail' | null;
    notice: Json<{ title: string; text: string[]; path?: string }> | null;
    /** The message of the same person that this one goes out with, in one digest. */
    part_of: string | null;
    /** When it was first tried; null again where its person wants it later. */
    tried_at: Date | null;
    state: 'pending' | 'sending' | 'deferred' | 'sent' | 'failed' | 'unconfirmed';
    reason: string | null;
    attempts: Generated<number>;
    due_at: Date;
    lease_until: Date | null;
    activity_id: string | null;
    created_at: Date;
    finished_at: Date | null;
    /** Goes by this way alone, whatever the person prefers. */
    only_by: Generated<'teams' | 'e-mail' | null>;
  };
  tenant_rate: {
    tenant_id: string;
    /** Posts a second; null for the setting's. */
    per_second: number | null;
    /** When the next post may start. */
    next_at: Date;
    paused_until: Date | null;
    /** How long it was last left alone, where it did not say for how long. */
    backoff_seconds: Generated<number>;
    reason: string | null;
  };
  preference: { member_id: string; category: string; timing: 'at once' | 'daily' | 'weekly' | 'off' };
  delivery_preference: {
    member_id: string;
    way: 'teams' | 'e-mail';
    /** "22:00", in London. */
    quiet_from: string | null;
    quiet_to: string | null;
    /** How bookings come into the person's calendar. */
    calendar: Generated<'e-mail' | 'outlook'>;
    /** Why Outlook did not let us in any more, so that they come by e-mail again. */
    calendar_lost: Generated<'consent' | 'not allowed' | 'no calendar' | null>;
  };
  outbox: {
    id: Generated<number>;
    at: Date;
    way: 'teams' | 'e-mail';
    recipient: string;
    subject: string;
    body: string;
  };
  sign_in_attempt: {
    state_hash: string;
    nonce: string;
    verifier: string;
    return_to: string;
    expires_at: Date;
  };
};

/** Whom an announcement went to, as it stood then: what is saved may change afterwards. */
export type SentAudience = (
  | { kind: 'everyone' }
  | { kind: 'area'; area: string }
  | { kind: 'saved'; audience: string; name: string; definition: AudienceDefinition }
) & {
  /** Only of these organisations, where the author is limited to them. */
  within?: string[];
};
