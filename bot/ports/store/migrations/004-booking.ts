import { type Kysely, sql } from 'kysely';

/** Events in full, and all that booking them takes. Frozen once released: add a further migration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const live = `('requested', 'waiting', 'offered', 'confirmed')`;

const statements = [
  `alter table event drop constraint event_mode_check`,
  `alter table event
    add check (mode in ('in person', 'online', 'hybrid')),
    add column state text not null default 'published' check (state in ('draft', 'published', 'cancelled')),
    add column network_id text,
    add column contact text,
    add column retention_days integer not null default 30 check (retention_days between 0 and 365),
    add column version integer not null default 1,
    add column cancelled_reason text,
    add column created_by uuid references member on delete set null,
    add column created_at timestamptz not null default now()`,

  `alter table session
    add column title text,
    add column mode text check (mode in ('in person', 'online', 'hybrid')),
    add column venue text,
    add column state text not null default 'planned' check (state in ('planned', 'cancelled')),
    add column cancelled_reason text,
    add column join_url text,
    add column opens_at timestamptz,
    add column cancel_by timestamptz,
    add column offer_hours integer not null default 24 check (offer_hours between 21 and 336),
    add column offer_cutoff timestamptz,
    add column by_approval boolean not null default false,
    add column settle_at timestamptz,
    add column sequence integer not null default 0,
    add column version integer not null default 1,
    add column materials jsonb not null default '[]',
    add column recording_url text,
    add column materials_at timestamptz,
    add column anonymised_at timestamptz`,
  `create index session_settle on session (settle_at) where settle_at is not null`,
  `create index session_starts on session (starts_at)`,

  // Places to sit and places online are counted apart.
  `create table pool (
    session_id text not null references session on delete cascade,
    mode text not null check (mode in ('in person', 'online')),
    capacity integer not null check (capacity >= 0),
    per_borough integer check (per_borough > 0),
    primary key (session_id, mode))`,
  `insert into pool (session_id, mode, capacity)
    select session.id, case when event.mode = 'online' then 'online' else 'in person' end, capacity
    from session join event on event.id = session.event_id where capacity is not null`,
  `create table quota (
    session_id text not null, pool text not null, borough text not null,
    max integer check (max >= 0), reserved integer not null default 0 check (reserved >= 0),
    release_at timestamptz,
    primary key (session_id, pool, borough),
    foreign key (session_id, pool) references pool (session_id, mode) on delete cascade)`,

  `alter table booking drop constraint booking_state_check`,
  `create sequence booking_wait`,
  `alter table booking
    add check (state in
      ('requested', 'waiting', 'offered', 'confirmed', 'cancelled', 'lapsed', 'declined', 'transferred')),
    add column pool text check (pool in ('in person', 'online')),
    add column borough text,
    add column wait_seq bigint,
    add column priority integer not null default 0,
    add column offer_expires_at timestamptz,
    add column automatic boolean not null default false,
    add column booked_by uuid references member on delete set null,
    add column over_capacity boolean not null default false,
    add column statement text,
    add column endorsed_by uuid references member on delete set null,
    add column endorsed_at timestamptz,
    add column transferred_to uuid,
    add column code text not null default upper(substr(replace(gen_random_uuid()::text, '-', ''), 1, 12)),
    add column arrival_undone_at timestamptz,
    add column sequence integer not null default 0,
    add column version integer not null default 1,
    alter column member_id drop not null`,
  `alter table booking drop constraint booking_member_id_fkey`,
  `alter table booking add foreign key (member_id) references member on delete set null`,
  `drop index booking_live`,
  `create unique index booking_live on booking (session_id, member_id) where state in ${live}`,
  `drop index booking_session`,
  `create index booking_taken on booking (session_id, pool, borough) where state in ('confirmed', 'offered')`,
  `create index booking_waiting on booking (session_id, pool, priority desc, wait_seq) where state = 'waiting'`,
  `create index booking_code on booking (code)`,
  `create index booking_booked_by on booking (booked_by) where booked_by is not null`,
  // Which group of places a person's booking counts for: their authority's, all partners' together, the host's. Also
  // fills in for an instance of the version before, which knows of neither.
  `create function booking_counts_for() returns trigger language plpgsql as $$
    begin
      if new.borough is null then
        select case kind when 'partner' then 'partners' when 'host' then 'host' else id end
          into new.borough from organisation where id = new.organisation_id;
      end if;
      if new.pool is null then
        select mode into new.pool from pool where session_id = new.session_id order by mode limit 1;
        new.pool := coalesce(new.pool, 'in person');
      end if;
      return new;
    end $$`,
  `create trigger booking_counts_for before insert or update on booking
    for each row execute function booking_counts_for()`,
  `update booking set version = version`,
  `alter table booking alter column pool set not null, alter column borough set not null`,

  // Each change of a booking or of a session's places, with what it then was: replayed, they give what stands. People
  // stand here by pseudonym; nothing that they answered is in it.
  `create table booking_log (
    id bigint generated always as identity primary key,
    session_id text not null references session, booking_id uuid, at timestamptz not null, actor uuid,
    did text not null, became jsonb not null, reason text)`,
  `create index booking_log_session on booking_log (session_id, id)`,
  `create index booking_log_booking on booking_log (booking_id, id) where booking_id is not null`,

  // A press of a button, by the name that the page or card gave it: the same one again gets the same answer.
  `create table booking_key (
    member_id uuid not null references member on delete cascade, key uuid not null,
    session_id text not null references session on delete cascade,
    for_id uuid not null references member on delete cascade,
    outcome text not null, booking_id uuid, at timestamptz not null,
    primary key (member_id, key, session_id, for_id))`,
  `create index booking_key_at on booking_key (at)`,

  `create table event_question (
    id uuid primary key, event_id text not null references event on delete cascade, position integer not null,
    text text not null, kind text not null check (kind in ('text', 'choice', 'yes or no')), choices jsonb,
    required boolean not null, special boolean not null, removed_at timestamptz)`,
  `create index event_question_event on event_question (event_id, position)`,
  `create table booking_answer (
    booking_id uuid not null references booking on delete cascade,
    question_id uuid not null references event_question on delete cascade, answer text not null,
    primary key (booking_id, question_id))`,
  // What may say something of health or religion: sealed, apart, and gone when the event's time for it is over.
  `create table special_answer (
    booking_id uuid not null references booking on delete cascade,
    question_id uuid not null references event_question on delete cascade, sealed text not null,
    primary key (booking_id, question_id))`,
  // Nobody needs to know what those need who do not come.
  `create function booking_over() returns trigger language plpgsql as $$
    begin
      delete from special_answer where booking_id = new.id;
      return null;
    end $$`,
  `create trigger booking_over after update of state on booking
    for each row when (new.state not in ${live}) execute function booking_over()`,

  // Each arrival by the name that the device at the door gave it.
  `create table attendance (
    session_id text not null references session, booking_id uuid not null references booking on delete cascade,
    arrived_at timestamptz not null, minutes integer,
    source text not null check (source in ('door', 'code', 'report')), nonce uuid not null unique,
    recorded_by uuid references member on delete set null,
    primary key (session_id, booking_id))`,
  // What is left of attendance when the names are gone.
  `create table attendance_count (
    session_id text not null references session, borough text not null, post text not null,
    booked integer not null, came integer not null, waiting integer not null,
    primary key (session_id, borough, post))`,

  `create table date_interest (
    event_id text not null references event on delete cascade,
    member_id uuid not null references member on delete cascade, at timestamptz not null,
    primary key (event_id, member_id))`,
  `create table feedback (
    id uuid primary key, session_id text not null references session on delete cascade,
    member_id uuid references member on delete set null, useful smallint not null check (useful between 1 and 5),
    text text not null, at timestamptz not null, unique (session_id, member_id))`,
  `create table calendar_feed (
    member_id uuid primary key references member on delete cascade, hash text not null unique,
    made_at timestamptz not null)`,
  `create table event_message (
    id uuid primary key, event_id text not null references event, session_id text references session,
    author_id uuid references member on delete set null, title text not null, body text not null,
    recipients text not null, at timestamptz not null)`,
  // What a press of a button made: an event, or all of a file's, by the name that the page gave the press.
  `create table event_made (
    key uuid primary key, actor_id uuid references member on delete set null, event_ids jsonb not null,
    at timestamptz not null)`,

  // What somebody sent to others stays when they are gone.
  `alter table announcement drop constraint announcement_author_id_fkey`,
  `alter table announcement alter column author_id drop not null,
    add foreign key (author_id) references member on delete set null`,

  // Invitations go by e-mail whatever way a person prefers for words; words beside an invitation never do.
  `alter table message add column only_by text check (only_by in ('teams', 'e-mail'))`,
];
