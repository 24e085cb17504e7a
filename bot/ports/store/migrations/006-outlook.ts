import { type Kysely, sql } from 'kysely';

/** Bookings in people's own Outlook calendars. Frozen once released: add a further migration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table delivery_preference
    add column calendar text not null default 'e-mail' check (calendar in ('e-mail', 'outlook')),
    -- Why Outlook did not let us in any more.
    add column calendar_lost text check (calendar_lost in ('consent', 'not allowed', 'no calendar'))`,
  // A booking with a row here is never in an invitation by e-mail: it would stand in the calendar twice.
  `create table outlook_entry (
    booking_id uuid primary key references booking on delete cascade,
    member_id uuid not null references member on delete cascade,
    outlook_id text, sequence integer, asked integer, busy_until timestamptz, taken_out_at timestamptz)`,
  `create index outlook_entry_member on outlook_entry (member_id)`,
];
