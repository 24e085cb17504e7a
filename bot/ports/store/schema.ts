import type { ColumnType, Generated } from 'kysely';

/** The tables as they are now. Migrations do not use these types, so that old ones never break. */
export type Schema = {
  setting: { key: string; value: Json<unknown> };
  content_record: {
    kind: string;
    id: string;
    position: number;
    shipped: Json<object>;
    edited: Json<object> | null;
    retired_at: Date | null;
  };
  organisation: {
    id: string;
    position: number;
    details: Json<object>;
    kind: 'authority' | 'partner' | 'host';
    signed: boolean;
    edited_at: Date | null;
  };
  tenant: { id: string };
  tenant_organisation: { tenant_id: string; organisation_id: string };
  member: {
    id: string;
    tenant_id: string;
    object_id: string;
    organisation_id: string;
    name: string;
    role: 'member' | 'contact' | 'coordinator' | 'administrator';
    created_at: Date;
    seen_at: Date;
  };
  follow: { member_id: string; area_id: string };
  web_session: { hash: string; member_id: string; created_at: Date; expires_at: Date };
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
  event: {
    id: string;
    title: string;
    summary: string;
    area: string;
    mode: 'in person' | 'online' | null;
    venue: string | null;
    /** What is shown only on the event's own page: EventDetails of domain/events. */
    details: Json<object>;
    sample: boolean;
    shipped: Json<object> | null;
    edited_at: Date | null;
    retired_at: Date | null;
  };
  session: {
    id: string;
    event_id: string;
    /** YYYY-MM-DD in London; null where the date is to be confirmed. */
    day: ColumnType<string | null, string | null, string | null>;
    starts_at: Date | null;
    ends_at: Date | null;
    closes_at: Date | null;
    capacity: number | null;
  };
  booking: {
    id: string;
    session_id: string;
    member_id: string;
    organisation_id: string;
    state: 'confirmed' | 'cancelled';
    created_at: Date;
    cancelled_at: Date | null;
  };
  announcement: {
    id: string;
    key: string;
    author_id: string;
    title: string;
    body: string;
    audience: Json<{ kind: 'everyone' } | { kind: 'area'; area: string }>;
    sent_at: Date;
  };
  message: {
    id: string;
    purpose: 'announcement';
    key: string;
    member_id: string;
    state: 'pending' | 'sending' | 'deferred' | 'sent' | 'failed' | 'unconfirmed';
    reason: string | null;
    attempts: Generated<number>;
    due_at: Date;
    lease_until: Date | null;
    activity_id: string | null;
    created_at: Date;
    finished_at: Date | null;
  };
};

/** jsonb: read as the value, written as its JSON text. */
type Json<T> = ColumnType<T, string, string>;
