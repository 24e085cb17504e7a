import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../ports/store/db.ts';
import { type Context, inTransaction, type TxContext } from '../context.ts';
import { AppError } from '../errors.ts';
import type { TableFault } from '../tables.ts';
import { inChargeOf, requireRight } from './access.ts';
import { audit } from './audit.ts';
import { type Listed, readContactList } from './contact-list.ts';
import { unmatched } from './contact-match.ts';
import type { Member } from './members.ts';
import { answerRequest } from './request-answers.ts';

export type ContactImport = { rows: number; added: number; changed: number; faults: TableFault[] };

/**
 * Imports a CSV or XLSX file of contacts: all of it, or nothing where it has any fault. The same file again changes
 * nothing. A contact is matched at once to the member of that organisation who has the e-mail address; this confirms
 * their authority, as they may have asked for, and their post. What a coordinator confirmed by hand wins over the list: a post is taken from the
 * list only where none was confirmed, or where the one that was is what the list said before. An empty post says
 * nothing.
 * @param file the bytes of the file
 * @param options `check` only says what an import would do
 * @throws AppError 'not-allowed', 'invalid' and 'too-large' for a file that cannot be read at all
 */
export async function importContacts(
  ctx: Context,
  actor: Member,
  file: Buffer,
  { check }: { check: boolean },
): Promise<ContactImport> {
  requireRight(actor, 'managePeople');
  const { listed, faults } = await readContactList(ctx, actor, file);
  if (faults.length === 0 && listed.length === 0)
    throw new AppError('invalid', 'This file has headings, but no rows under them.');
  if (faults.length > 0 || check) return outcome(listed, faults, await compare(ctx.db, actor, listed));
  return inTransaction(ctx, async (tx) => {
    // One import at a time: two at once could both find an address new.
    await sql`lock table contact in share row exclusive mode`.execute(tx.db);
    const compared = await compare(tx.db, actor, listed);
    const done = outcome(listed, faults, compared);
    if (done.faults.length > 0) return done;
    await lockAuthorityRequests(tx, listed);
    await write(tx.db, [...compared.added, ...compared.changed], tx.clock.now());
    const { matched, confirmed } = await matchMembers(tx.db, listed, compared.postBefore);
    for (const id of confirmed) await answerRequest(tx, actor, id, 'authority', true);
    if (done.added + done.changed + matched > 0)
      await audit(tx, {
        actor,
        action: 'contacts imported',
        details: { rows: done.rows, added: done.added, changed: done.changed, matched },
      });
    return done;
  });
}

type Compared = {
  added: Listed[];
  changed: Listed[];
  faults: TableFault[];
  /** E-mail address to what the list said before. */
  postBefore: Map<string, string | null>;
};

async function compare(db: Database, actor: Member, listed: Listed[]): Promise<Compared> {
  const rows = await db
    .selectFrom('contact')
    .select(['email', 'name', 'post', 'organisation_id'])
    .where(sql`lower(email)`, 'in', sql<string>`(select unnest(${listed.map((each) => each.email)}::text[]))`)
    .execute();
  const before = new Map(rows.map((row) => [row.email, row]));
  const compared: Compared = { added: [], changed: [], faults: [], postBefore: new Map() };
  for (const each of listed) {
    const known = before.get(each.email);
    if (!known) compared.added.push(each);
    else if (!inChargeOf(actor, known.organisation_id))
      compared.faults.push({
        row: each.row,
        column: 'E-mail',
        message: 'This address is listed for an authority that is not in your charge.',
      });
    else if (
      known.name !== each.name ||
      known.post !== each.post ||
      known.organisation_id !== each.organisation
    )
      compared.changed.push(each);
    compared.postBefore.set(each.email, known?.post ?? null);
  }
  return compared;
}

function outcome(listed: Listed[], faults: TableFault[], compared: Compared): ContactImport {
  const all = [...faults, ...compared.faults].sort((a, b) => a.row - b.row);
  const { added, changed } = compared;
  return all.length > 0
    ? { rows: listed.length, added: 0, changed: 0, faults: all }
    : { rows: listed.length, added: added.length, changed: changed.length, faults: [] };
}

async function write(db: Database, listed: Listed[], now: Date): Promise<void> {
  for (let n = 0; n < listed.length; n += 1000)
    await db
      .insertInto('contact')
      .values(
        listed.slice(n, n + 1000).map(({ name, email, organisation, post }) => ({
          id: randomUUID(),
          organisation_id: organisation,
          name,
          email,
          post,
          imported_at: now,
          member_id: null,
        })),
      )
      .onConflict((c) =>
        c.expression(sql`lower(email)`).doUpdateSet((e) => ({
          organisation_id: e.ref('excluded.organisation_id'),
          name: e.ref('excluded.name'),
          post: e.ref('excluded.post'),
          imported_at: e.ref('excluded.imported_at'),
        })),
      )
      .execute();
}

/** Before the people: whoever decides on such a request at this moment comes before or after. */
async function lockAuthorityRequests(ctx: TxContext, listed: Listed[]): Promise<void> {
  const addresses = listed.map(({ email }) => email);
  await sql`
    select r.id from access_request r join member on member.id = r.member_id
    where r.kind = 'authority' and r.state = 'open' and lower(member.email) = any(${addresses}::text[])
    order by r.id for update of r`.execute(ctx.db);
}

/**
 * Matches the listed contacts to members, and gives these what the list confirms.
 * @returns how many were matched, and the ids of those whose authority it confirms
 */
async function matchMembers(
  db: Database,
  listed: Listed[],
  postBefore: Map<string, string | null>,
): Promise<{ matched: number; confirmed: string[] }> {
  const list = sql`jsonb_to_recordset(${JSON.stringify(
    listed.map(({ email, post }) => ({ email, post, before: postBefore.get(email) ?? null })),
  )}::jsonb) as list(email text, post text, before text)`;
  const { numAffectedRows } = await sql`
    update contact set member_id = found.member_id
    from (
      select distinct on (contact.id) contact.id, member.id as member_id
      from ${list}
      join contact on lower(contact.email) = list.email
      left join (member join tenant_organisation using (tenant_id, organisation_id))
        on lower(member.email) = list.email and member.organisation_id = contact.organisation_id
      where ${unmatched}
      order by contact.id, member.seen_at desc) found
    where contact.id = found.id and contact.member_id is distinct from found.member_id`.execute(db);
  const { rows: confirmed } = await sql<{ id: string }>`
    update member set organisation_confirmed = true from ${list}
    join contact on lower(contact.email) = list.email
    where member.id = contact.member_id and not organisation_confirmed
    returning member.id`.execute(db);
  await sql`
    update member set post = list.post, post_confirmed = true from ${list}
    join contact on lower(contact.email) = list.email
    where member.id = contact.member_id and list.post is not null
      and (not post_confirmed or member.post = list.before)
      and (not post_confirmed or member.post <> list.post)`.execute(db);
  return { matched: Number(numAffectedRows ?? 0), confirmed: confirmed.map(({ id }) => id) };
}
