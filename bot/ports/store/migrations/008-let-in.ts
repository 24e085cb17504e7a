import { type Kysely, sql } from 'kysely';

/** Who may use the app again has their turn on waiting lists. Frozen once released: add a further migration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

// Whatever path it took: the next look at what is due finds the sessions where they wait.
const statements = [
  `create function waits_again(people uuid[]) returns void language plpgsql as $$
    declare
      theirs text[] := array(select session_id from booking where state = 'waiting' and member_id = any(people));
    begin
      perform from session where id = any(theirs) order by id for update;
      update session set settle_at = 'epoch' where id = any(theirs);
    end $$`,
  `create function member_let_in() returns trigger language plpgsql as $$
    begin
      perform waits_again(array[new.id]);
      return null;
    end $$`,
  `create trigger member_let_in after update of blocked_at, organisation_id on member for each row
    when (new.blocked_at is null and (old.blocked_at is not null or new.organisation_id <> old.organisation_id))
    execute function member_let_in()`,
  `create function organisation_let_in() returns trigger language plpgsql as $$
    begin
      perform waits_again(array(select id from member where organisation_id = new.id));
      return null;
    end $$`,
  `create trigger organisation_let_in after update of signed on organisation for each row
    when (new.signed and not old.signed) execute function organisation_let_in()`,
];
