import { type Kysely, sql } from 'kysely';

/** The first tables. Frozen: change the schema with a further migration that only adds. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table setting (key text primary key, value jsonb not null)`,

  // What the files say and what a coordinator made of it stand side by side: an upgrade replaces the one
  // and leaves the other.
  `create table content_record (
    kind text not null, id text not null, position integer not null,
    shipped jsonb not null, edited jsonb, retired_at timestamptz,
    primary key (kind, id))`,

  `create table organisation (
    id text primary key, position integer not null, details jsonb not null,
    kind text not null check (kind in ('authority', 'partner', 'host')),
    signed boolean not null, edited_at timestamptz)`,
  `create table tenant (id uuid primary key)`,
  `create table tenant_organisation (
    tenant_id uuid not null references tenant, organisation_id text not null references organisation,
    primary key (tenant_id, organisation_id))`,
  `create table member (
    id uuid primary key, tenant_id uuid not null references tenant, object_id uuid not null,
    organisation_id text not null references organisation, name text not null,
    role text not null check (role in ('member', 'contact', 'coordinator', 'administrator')),
    created_at timestamptz not null, seen_at timestamptz not null,
    unique (tenant_id, object_id))`,
  `create table follow (
    member_id uuid not null references member on delete cascade, area_id text not null,
    primary key (member_id, area_id))`,
  `create index follow_area on follow (area_id)`,
  `create table web_session (
    hash text primary key, member_id uuid not null references member on delete cascade,
    created_at timestamptz not null, expires_at timestamptz not null)`,
  `create index web_session_expires on web_session (expires_at)`,

  `create table conversation (
    tenant_id uuid not null references tenant, conversation_id text not null,
    kind text not null check (kind in ('personal', 'groupChat', 'channel')),
    member_id uuid references member on delete cascade, reference jsonb not null,
    reachable boolean not null, updated_at timestamptz not null,
    primary key (tenant_id, conversation_id))`,
  `create index conversation_member on conversation (member_id) where kind = 'personal'`,
  `create table activity_seen (
    conversation_id text not null, activity_id text not null, response jsonb, seen_at timestamptz not null,
    primary key (conversation_id, activity_id))`,
  `create index activity_seen_at on activity_seen (seen_at)`,
  `create table earlier_question (
    id bigint generated always as identity primary key, conversation_id text not null,
    member_id uuid not null references member on delete cascade,
    question text not null, asked_at timestamptz not null)`,
  `create index earlier_question_of on earlier_question (conversation_id, member_id, id)`,
  `create index earlier_question_at on earlier_question (asked_at)`,

  `create table event (
    id text primary key, title text not null, summary text not null, area text not null,
    mode text check (mode in ('in person', 'online')), venue text, details jsonb not null,
    sample boolean not null, shipped jsonb, edited_at timestamptz, retired_at timestamptz)`,
  `create table session (
    id text primary key, event_id text not null references event, day date,
    starts_at timestamptz, ends_at timestamptz, closes_at timestamptz,
    capacity integer check (capacity > 0),
    check (ends_at > starts_at), check (capacity is null or starts_at is not null))`,
  `create index session_event on session (event_id)`,
  `create table booking (
    id uuid primary key, session_id text not null references session,
    member_id uuid not null references member, organisation_id text not null references organisation,
    state text not null check (state in ('confirmed', 'cancelled')),
    created_at timestamptz not null, cancelled_at timestamptz)`,
  // The rule that holds whatever the code does: one live booking for a person and session.
  `create unique index booking_live on booking (session_id, member_id) where state = 'confirmed'`,
  `create index booking_session on booking (session_id) where state = 'confirmed'`,
  `create index booking_member on booking (member_id)`,

  `create table announcement (
    id uuid primary key, key uuid not null, author_id uuid not null references member,
    title text not null, body text not null, audience jsonb not null, sent_at timestamptz not null,
    unique (author_id, key))`,

  // The ledger: one row for each message and person. It is the truth about what was sent; the queue only
  // wakes those who work through it.
  `create table message (
    id uuid primary key, purpose text not null, key text not null,
    member_id uuid not null references member,
    state text not null
      check (state in ('pending', 'sending', 'deferred', 'sent', 'failed', 'unconfirmed')),
    reason text, attempts integer not null default 0, due_at timestamptz not null,
    lease_until timestamptz, activity_id text,
    created_at timestamptz not null, finished_at timestamptz,
    unique (purpose, key, member_id))`,
  `create index message_open on message (due_at) where state in ('pending', 'sending', 'deferred')`,
];
