import { type Kysely, sql } from 'kysely';

/** Whether what a person answered has helped. Frozen once released: add a further migration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table question_reply add column rating text check (rating in ('like', 'dislike')),
    add column comment text, add column rated_at timestamptz`,
  // Whose answer did not help may answer again.
  `create unique index question_reply_standing on question_reply (question_id, author_id)
    where rating is distinct from 'dislike'`,
  `alter table question_reply drop constraint question_reply_question_id_author_id_key`,
  `create index question_reply_disliked on question_reply (rated_at) where rating = 'dislike'`,
];
