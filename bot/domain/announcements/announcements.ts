import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { type Context, inTransaction } from '../context.ts';
import { AppError } from '../errors.ts';
import { requireRight } from '../members/access.ts';
import { audienceMembers, audienceSize } from '../members/audience-members.ts';
import { audit } from '../members/audit.ts';
import type { Member } from '../members/members.ts';
import { addMessages, countMessages, type MessageCounts, messageFailures } from '../messages/ledger.ts';
import { type Audience, audienceNow, audienceWords, chosen, definitionOf } from './audience.ts';

export type Announcement = {
  id: string;
  title: string;
  body: string;
  audience: Audience;
  audienceText: string;
  critical: boolean;
  author: string;
  sentAt: Date;
  counts: MessageCounts;
  failures: { reason: string; people: number }[];
};

export type NewAnnouncement = {
  key: string;
  title: string;
  body: string;
  audience: Audience;
  critical?: boolean;
};

type Ctx = Pick<Context, 'db' | 'clock'>;

/**
 * Sends an announcement: one transaction holds the announcement, a message for each person of the audience
 * as it is now, and the job that wakes the sender. The same key again is the same announcement. A saved audience is
 * copied into it, so that it stands as it was; an author who is limited to some authorities reaches only these.
 * @param input `key` a UUID that the page made; `title` and `body` already checked for length; `critical` passes
 *   what people prefer, and is recorded
 * @returns the announcement, and whether this call made it
 * @throws AppError 'not-allowed', 'not-found' for an unknown area or audience, 'conflict' for the key of other words, 'invalid' where nobody is in the audience
 */
export async function announce(
  ctx: Context,
  author: Member,
  input: NewAnnouncement,
): Promise<{ announcement: Announcement; made: boolean }> {
  requireRight(author, 'announce');
  const { id, made } = await inTransaction(ctx, async (tx) => {
    const before = await sentBefore(tx, author, input);
    if (before) return { id: before, made: false };
    const audience = await audienceNow(tx, author, input.audience);
    const { key, title, body, critical = false } = input;
    const row = await tx.db
      .insertInto('announcement')
      .values({
        ...{ id: randomUUID(), key, author_id: author.id, title, body, critical },
        audience: JSON.stringify(audience),
        sent_at: tx.clock.now(),
      })
      .onConflict((c) => c.columns(['author_id', 'key']).doNothing())
      .returning('id')
      .executeTakeFirst();
    // The same key at the same moment: the other call was first.
    if (!row) return { id: (await sentBefore(tx, author, input))!, made: false };
    const people = await audienceMembers(tx, definitionOf(audience), author.inCharge)
      .select('member.id')
      .execute();
    if (people.length === 0)
      throw new AppError('invalid', 'Nobody is in this audience yet, so there is no one to send it to.');
    const notice = { title, text: [] };
    const message = {
      purpose: 'announcement',
      key: row.id,
      category: 'announcements',
      critical,
      notice,
    } as const;
    await addMessages(tx, message, { members: people.map((person) => person.id) });
    if (critical)
      await audit(tx, { actor: author, action: 'critical message sent', details: { announcement: row.id } });
    return { id: row.id, made: true };
  });
  return { announcement: await announcementById(ctx, author, id), made };
}

/**
 * How many people an announcement would go to, how many of them the bot can reach in Teams, and to whose people
 * alone the author may write ("Camden and Croydon").
 */
export async function announcementSize(
  ctx: Ctx,
  author: Member,
  audience: Audience,
): Promise<{ people: number; reachable: number; only: string | null }> {
  requireRight(author, 'announce');
  const now = await audienceNow(ctx, author, audience);
  const { only } = (await audienceWords(ctx))(now);
  return { ...(await audienceSize(ctx, author, definitionOf(now))), only };
}

/** Sent announcements with how far they have come, latest first: what is theirs to see, of somebody who is limited. */
export async function listAnnouncements(ctx: Ctx, member: Member): Promise<Announcement[]> {
  requireRight(member, 'announce');
  return present(ctx, await seenBy(ctx, member).orderBy('sent_at', 'desc').limit(50).execute());
}

/** One announcement with how far it has come. @throws AppError 'not-found' */
export async function announcementById(ctx: Ctx, member: Member, id: string): Promise<Announcement> {
  requireRight(member, 'announce');
  const [announcement] = await present(
    ctx,
    await seenBy(ctx, member).where('announcement.id', '=', id).execute(),
  );
  if (!announcement) throw new AppError('not-found');
  return announcement;
}

/** What is sent: for the sender, which works for nobody in particular. Null where there is no such one. */
export async function announcementToSend(
  ctx: Ctx,
  id: string,
): Promise<Pick<Announcement, 'title' | 'body' | 'author' | 'sentAt' | 'critical'> | null> {
  const row = await announcementQuery(ctx).where('announcement.id', '=', id).executeTakeFirst();
  if (!row) return null;
  const { title, body, author, critical, sent_at } = row;
  return { title, body, author, critical, sentAt: sent_at };
}

/** The announcement that the author sent with this key, where there is one. @throws AppError 'conflict' for other words */
async function sentBefore(ctx: Ctx, author: Member, input: NewAnnouncement): Promise<string | undefined> {
  const before = await ctx.db
    .selectFrom('announcement')
    .select(['id', 'title', 'body', 'audience', 'critical'])
    .where('author_id', '=', author.id)
    .where('key', '=', input.key)
    .executeTakeFirst();
  if (!before) return undefined;
  const { title, body, audience, critical = false } = input;
  const sent = [before.title, before.body, chosen(before.audience), before.critical];
  if (!isDeepStrictEqual(sent, [title, body, audience, critical]))
    throw new AppError('conflict', 'This was sent already, in its earlier words. You find it under Sent.');
  return before.id;
}

function announcementQuery(ctx: Ctx) {
  return ctx.db
    .selectFrom('announcement')
    .leftJoin('member', 'member.id', 'announcement.author_id')
    .select(['announcement.id', 'title', 'body', 'audience', 'critical', 'sent_at'])
    .select(sql<string>`coalesce(member.name, 'Somebody who is no longer here')`.as('author'));
}

/** Whoever is limited to some authorities sees what they sent, and what reached people of these. */
function seenBy(ctx: Ctx, { id, inCharge }: Member) {
  const all = announcementQuery(ctx);
  if (inCharge === 'all') return all;
  return all.where(sql<boolean>`(announcement.author_id = ${id} or exists (
    select from message join member as reached on reached.id = message.member_id
    where message.purpose = 'announcement' and message.key = announcement.id::text
      and reached.organisation_id = any(${inCharge}::text[])))`);
}

type Row = Awaited<ReturnType<ReturnType<typeof announcementQuery>['execute']>>[number];

async function present(ctx: Ctx, rows: Row[]): Promise<Announcement[]> {
  const ids = rows.map((row) => row.id);
  const counts = await countMessages(ctx, 'announcement', ids);
  const failures = await messageFailures(ctx, 'announcement', ids);
  const inWords = await audienceWords(ctx);
  return rows.map(({ sent_at, audience, ...row }) => {
    const { who, only } = inWords(audience);
    return {
      ...row,
      sentAt: sent_at,
      audience: chosen(audience),
      audienceText: only ? `${who}, in ${only} only` : who,
      counts: counts.get(row.id) ?? { people: 0, waiting: 0, sent: 0, failed: 0, unconfirmed: 0 },
      failures: failures.get(row.id) ?? [],
    };
  });
}
