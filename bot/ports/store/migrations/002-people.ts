import { type Kysely, sql } from 'kysely';

/** Who people are and what they may see; how messages reach them. Frozen: add a further migration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // What LIIA knows of an organisation beside what the files say.
  `alter table organisation
    add column signed_on date,
    add column domains jsonb not null default '[]',
    add column library text not null default 'approved' check (library in ('approved', 'all staff'))`,

  // A tenant may serve several authorities: until a coordinator confirms the one that a person chose, what hangs on
  // the authority stays closed to them.
  `alter table member
    add column organisation_confirmed boolean not null default true,
    add column email text,
    add column post text,
    add column post_confirmed boolean not null default false,
    add column library_since timestamptz,
    add column library_confirmed_at timestamptz,
    add column library_lapsed_at timestamptz,
    add column role_organisations jsonb,
    add column blocked_at timestamptz,
    add column pseudonym uuid not null default gen_random_uuid()`,
  // Who could open the library keeps it, until somebody is asked to confirm it.
  `update member set library_since = now() from organisation
    where organisation.id = member.organisation_id and (kind = 'host' or (kind = 'authority' and signed))`,
  `create unique index member_pseudonym on member (pseudonym)`,
  `create index member_organisation on member (organisation_id)`,
  // Who may answer is asked at every look at where one stands: a few among thousands.
  `create index member_with_role on member (role) where role <> 'member'`,

  `create table contact (
    id uuid primary key, organisation_id text not null references organisation, name text not null,
    email text not null, post text, imported_at timestamptz not null,
    member_id uuid references member on delete set null)`,
  `create unique index contact_email on contact (lower(email))`,
  `create index contact_member on contact (member_id)`,

  // Of a person who may be no member (yet), so it stands by itself.
  `create table access_request (
    id uuid primary key, kind text not null check (kind in ('join', 'library', 'authority')),
    tenant_id uuid not null, object_id uuid not null, member_id uuid references member on delete cascade,
    organisation_id text references organisation, name text not null, email text, post text,
    reason text not null, state text not null check (state in ('open', 'approved', 'refused')),
    created_at timestamptz not null, decided_at timestamptz, decided_by uuid)`,
  `create unique index access_request_open on access_request (tenant_id, object_id, kind) where state = 'open'`,
  `create index access_request_state on access_request (state, created_at)`,
  `create index access_request_member on access_request (member_id)`,

  `create table network_member (
    network_id text not null, member_id uuid not null references member on delete cascade,
    added_at timestamptz not null, added_by uuid, primary key (network_id, member_id))`,
  `create index network_member_member on network_member (member_id)`,
  `create table audience (
    id uuid primary key, name text not null, definition jsonb not null,
    created_at timestamptz not null, updated_at timestamptz not null)`,
  `create unique index audience_name on audience (lower(name))`,
  `alter table announcement add column critical boolean not null default false`,

  // People stand in it by their pseudonym only: erasing a person leaves it whole.
  `create table audit (
    id bigint generated always as identity primary key, at timestamptz not null, actor uuid, action text not null,
    subject uuid, organisation_id text, details jsonb not null default '{}')`,
  `create index audit_at on audit (at)`,
  `create function audit_is_append_only() returns trigger language plpgsql as
    $$ begin raise exception 'the audit log is append-only'; end $$`,
  `create trigger audit_append_only before update or delete on audit
    for each row execute function audit_is_append_only()`,
  `create trigger audit_no_truncate before truncate on audit
    for each statement execute function audit_is_append_only()`,

  // Messages: to a person or to a channel, in a category that people have a say in, by Teams or by e-mail.
  `alter table message
    alter column member_id drop not null,
    add column tenant_id uuid,
    add column conversation_id text,
    add column category text not null default 'announcements',
    add column critical boolean not null default false,
    add column digest boolean not null default false,
    add column way text check (way in ('teams', 'e-mail')),
    add column notice jsonb,
    add column part_of uuid,
    add column tried_at timestamptz`,
  `update message set tenant_id = member.tenant_id from member where member.id = message.member_id`,
  // The version before may still run beside this one: what it writes knows no tenant, and would never be sent.
  `create function message_of_tenant() returns trigger language plpgsql as
    $$ begin select tenant_id into new.tenant_id from member where id = new.member_id; return new; end $$`,
  `create trigger message_tenant before insert on message
    for each row when (new.tenant_id is null and new.member_id is not null) execute function message_of_tenant()`,
  `create unique index message_channel on message (purpose, key, tenant_id, conversation_id)
    where conversation_id is not null`,
  `create index message_due on message (tenant_id, due_at, id) where state in ('pending', 'deferred')`,
  `create index message_member on message (member_id, created_at)`,
  // One in flight for a person, whoever sends; what goes out in the same post is part of it. Before, there could be
  // several: those are in doubt.
  `update message set state = 'unconfirmed', lease_until = null, finished_at = now(),
      reason = 'The service stopped while this was being sent, so it may or may not have arrived'
    where state = 'sending' and exists (select from message other
      where other.state = 'sending' and other.member_id = message.member_id and other.id > message.id)`,
  `create unique index message_in_flight on message (member_id)
    where state = 'sending' and member_id is not null and part_of is null`,
  `create unique index message_in_flight_channel on message (tenant_id, conversation_id)
    where state = 'sending' and conversation_id is not null`,
  `create index message_lease on message (lease_until) where state = 'sending'`,
  `drop index message_open`, // message_due and message_lease take its place
  `create table tenant_rate (
    tenant_id uuid primary key, per_second double precision, next_at timestamptz not null,
    paused_until timestamptz, reason text)`,
  `insert into tenant_rate (tenant_id, next_at) select id, now() from tenant`,

  `create table preference (
    member_id uuid not null references member on delete cascade, category text not null,
    timing text not null check (timing in ('at once', 'daily', 'weekly', 'off')), primary key (member_id, category))`,
  `create table delivery_preference (
    member_id uuid primary key references member on delete cascade,
    way text not null check (way in ('teams', 'e-mail')), quiet_from text, quiet_to text)`,

  // What would have been sent, where the service records instead of sending, and local mode's e-mail.
  `create table outbox (
    id bigint generated always as identity primary key, at timestamptz not null,
    way text not null check (way in ('teams', 'e-mail')), recipient text not null, subject text not null,
    body text not null)`,

  // A session is a person's, member or not: who has none of our doors open can still ask for one.
  `alter table web_session
    alter column member_id drop not null,
    add column tenant_id uuid, add column object_id uuid, add column name text, add column email text`,
  // Browser sign-in: what must come back with the answer from Entra.
  `create table sign_in_attempt (
    state_hash text primary key, nonce text not null, verifier text not null, return_to text not null,
    expires_at timestamptz not null)`,
];
