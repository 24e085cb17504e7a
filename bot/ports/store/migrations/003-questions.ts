import { type Kysely, sql } from 'kysely';

/** What people ask, who answers it, and what the bot learns. Frozen once released: add a further migration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // What coordinators write themselves has no file behind it.
  `alter table content_record alter column shipped drop not null`,
  // Taken away by a coordinator: it stays away whatever the files bring, until somebody undoes it.
  `alter table content_record add column taken_away boolean not null default false`,
  // One row for each change of a record: its history, what undoing goes back to, and the sign to index it anew.
  // Where the record was as the files had it, undoing goes back to them, whatever they say by then.
  `create table content_change (
    id bigint generated always as identity primary key, kind text not null, record_id text not null,
    before jsonb, after jsonb, as_shipped boolean not null default false, undoes bigint,
    actor uuid, at timestamptz not null)`,
  `create index content_change_record on content_change (kind, record_id, id)`,

  // Each answer that the bot gave, without personal details: the context of the next question, and what to mend.
  `create table given_answer (
    id uuid primary key, member_id uuid references member on delete cascade, conversation_id text not null,
    question text not null, outcome text not null check (outcome in ('answered', 'offered', 'declined')),
    sources jsonb not null, text text not null, at timestamptz not null, activity_id text,
    rating text check (rating in ('like', 'dislike')), comment text, rated_at timestamptz)`,
  `create index given_answer_of on given_answer (conversation_id, member_id, at)`,
  `create index given_answer_at on given_answer (at)`,
  `create index given_answer_rating on given_answer (rated_at) where rating is not null`,

  // What a member asks people: LIIA's coordinators, or those of a network who said that they may be asked.
  `create table question (
    id uuid primary key, key text not null, asker_id uuid not null references member on delete cascade,
    text text not null, area_id text, network_id text,
    given_answer_id uuid references given_answer on delete set null,
    state text not null check (state in ('open', 'claimed', 'answered', 'closed')), asked_at timestamptz not null,
    claimed_by uuid references member on delete set null, claimed_at timestamptz,
    answer_by text not null, answered_at timestamptz, closed_at timestamptz,
    closed_by uuid references member on delete set null, closed_reason text, faq_id text,
    unique (asker_id, key))`,
  `create index question_state on question (state, asked_at)`,
  // Answers are thrown away by the thousand, and each looks for the question that names it.
  `create index question_given_answer on question (given_answer_id) where given_answer_id is not null`,
  `create table question_reply (
    id uuid primary key, question_id uuid not null references question on delete cascade,
    author_id uuid references member on delete set null, text text not null, at timestamptz not null,
    unique (question_id, author_id))`,
  `alter table network_member add column answers boolean not null default false`,

  `alter table audience add column author_id uuid references member on delete set null`,

  // How long a tenant was last left alone that did not say for how long.
  `alter table tenant_rate add column backoff_seconds double precision not null default 0`,

  // Anybody may begin a sign-in: the oldest go beyond a number.
  `create index sign_in_attempt_expires on sign_in_attempt (expires_at)`,
];
