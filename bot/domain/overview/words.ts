import { type RawBuilder, sql } from 'kysely';
import { changeRecord } from '../content/editing.ts';
import type { Faq } from '../content/schema.ts';
import type { TxContext } from '../context.ts';

/**
 * Takes what was a person's own words, and their name, out of what others keep. Only where such words are put by us, and
 * only where the whole of a value, or of what it quotes, is theirs: a word that they used is everybody's.
 */

/** What stands in place of words that were a person's own. */
const takenOut = 'Taken out';
const formerAuthor = 'A former colleague';

/** What a line of a notice quotes: “…” alone, or after who did what. See content/telling.ts. */
const quoted = sql`substring(line from '“(.*)”$')`;
const ofAnswers = sql`purpose in ('answer added', 'answer changed', 'answers to review')`;
const lines = (
  line: RawBuilder<unknown>,
) => sql`jsonb_set(notice, '{text}', (select jsonb_agg(${line} order by n)
  from jsonb_array_elements_text(notice -> 'text') with ordinality as each (line, n)))`;
const someLine = (is: RawBuilder<unknown>) =>
  sql`exists (select from jsonb_array_elements_text(notice -> 'text') as each (line) where ${is})`;

/** Takes out what they asked, unless an answer says it still: then it is the alliance's by now. */
export async function takeOutQuestions(tx: TxContext, memberId: string): Promise<void> {
  const { rows } = await sql<{ text: string }>`
    select text from (select text from question where asker_id = ${memberId}
      union select question from given_answer where member_id = ${memberId}) as asked
    where not exists (select from content_record where kind = 'faq' and not taken_away
      and coalesce(edited, shipped) -> 'questions' ? text)`.execute(tx.db);
  if (rows.length === 0) return;
  const texts = sql`${sql.val(rows.map(({ text }) => text))}::text[]`;
  const asks = (faq: RawBuilder<unknown>) => sql`${faq} -> 'questions' ?| ${texts}`;
  const without = (
    faq: RawBuilder<unknown>,
  ) => sql`case when ${asks(faq)} then jsonb_set(${faq}, '{questions}',
    (select jsonb_agg(case when text = any(${texts}) then ${takenOut}::text else text end order by n)
      from jsonb_array_elements_text(${faq} -> 'questions') with ordinality as each (text, n))) else ${faq} end`;
  const [before, after, edited] = [sql`before`, sql`after`, sql`edited`];
  await sql`update content_change set before = ${without(before)}, after = ${without(after)}
    where kind = 'faq' and (${asks(before)} or ${asks(after)})`.execute(tx.db);
  await sql`update content_record set edited = ${without(edited)}
    where kind = 'faq' and taken_away and ${asks(edited)}`.execute(tx.db);
  await sql`update message set notice = ${lines(sql`case when ${quoted} = any(${texts})
      then left(line, position('“' in line)) || ${takenOut}::text || '”' else line end`)}
    where ${ofAnswers} and ${someLine(sql`${quoted} = any(${texts})`)}`.execute(tx.db);
  await sql`delete from outbox
    where exists (select from unnest(${texts}) as each (text) where position('“' || text || '”' in body) > 0)`.execute(
    tx.db,
  );
}

/** Takes out who they are of the answers that they wrote, and of what others were told of them. */
export async function takeOutName(
  tx: TxContext,
  person: { tenant_id: string; object_id: string; name: string; pseudonym: string },
): Promise<void> {
  const { tenant_id, object_id, name, pseudonym } = person;
  await sql`update message
    set notice = jsonb_set(notice, '{text,0}',
      to_jsonb(${formerAuthor}::text || substr(notice #>> '{text,0}', length(request.name) + 1)))
    from access_request as request
    where purpose = 'access request' and key = request.id::text and request.tenant_id = ${tenant_id}
      and request.object_id = ${object_id} and starts_with(notice #>> '{text,0}', request.name)`.execute(
    tx.db,
  );
  // What people are called of whom no name is known is nobody's.
  if (name === 'A colleague') return;
  // Records of what was sent, kept for a month: whatever else has their name in it goes with them.
  const whole = `(^|\\W)${name.replace(/[^\p{L}\p{N}]/gu, '\\$&')}(\\W|$)`;
  await sql`delete from outbox where subject ~ ${whole} or body ~ ${whole}`.execute(tx.db);
  const { rows: wrote } = await sql<{ id: string }>`
    select distinct record_id as id from content_change where actor = ${pseudonym} and kind = 'faq'`.execute(
    tx.db,
  );
  if (wrote.length === 0) return;
  const theirs = sql`any(${sql.val(wrote.map(({ id }) => id))}::text[])`;
  await sql`update message set notice = ${lines(sql`case when ${begins(name)}
      then ${formerAuthor}::text || substr(line, length(${name}::text) + 1) else line end`)}
    where purpose in ('answer added', 'answer changed') and split_part(key, ' ', 1) = ${theirs}
      and ${someLine(begins(name))}`.execute(tx.db);
  const { rows: standing } = await sql<{ id: string; faq: Faq }>`
    select id, coalesce(edited, shipped) as faq from content_record
    where kind = 'faq' and id = ${theirs} and not taken_away and retired_at is null
      and coalesce(edited, shipped) ->> 'author' = ${name}`.execute(tx.db);
  for (const { id, faq } of standing)
    await changeRecord(tx, null, { kind: 'faq', id, after: { ...faq, author: formerAuthor } });
  const without = (faq: RawBuilder<unknown>) => sql`case when ${faq} ->> 'author' = ${name}
    then jsonb_set(${faq}, '{author}', to_jsonb(${formerAuthor}::text)) else ${faq} end`;
  await sql`update content_record set edited = ${without(sql`edited`)}
    where kind = 'faq' and id = ${theirs} and edited ->> 'author' = ${name}`.execute(tx.db);
  await sql`update content_change set before = ${without(sql`before`)}, after = ${without(sql`after`)}
    where kind = 'faq' and record_id = ${theirs} and ${name} in (before ->> 'author', after ->> 'author')`.execute(
    tx.db,
  );
}

/** A line of a notice that begins with what somebody of this name did. */
const begins = (name: string) =>
  sql`(starts_with(line, ${`${name} answered: “`}) or starts_with(line, ${`${name} changed: “`}))`;
