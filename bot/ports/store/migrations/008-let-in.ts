import { type Kysely, sql } from 'kysely';

/** Who may use the app again has their turn on waiting lists. Frozen once released: add a further migration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

// Whatever path it took. Written beside the sessions, which are never waited for here: who decides on people holds
// other locks.
const statements = [
  `create table let_in (id bigserial primary key, session_id text not null)`,
  `create function member_let_in() returns trigger language plpgsql as $$
    begin
      insert into let_in (session_id)
        select session_id from booking where state = 'waiting' and member_id = new.id;
      return null;
    end $$`,
  `create trigger member_let_in after update of blocked_at, organisation_id on member for each row
    when (new.blocked_at is null and (old.blocked_at is not null or new.organisation_id <> old.organisation_id))
    execute function member_let_in()`,
  `create function organisation_let_in() returns trigger language plpgsql as $$
    begin
      insert into let_in (session_id)
        select distinct session_id from booking join member on member.id = booking.member_id
        where state = 'waiting' and member.organisation_id = new.id;
      return null;
    end $$`,
  `create trigger organisation_let_in after update of signed on organisation for each row
    when (new.signed and not old.signed) execute function organisation_let_in()`,
];
