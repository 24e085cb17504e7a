import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { areaExists, records } from '../content/records.ts';
import { type Context, inTransaction } from '../context.ts';
import { AppError } from '../errors.ts';
import { requireRight } from '../members/access.ts';
import { type Member, membersNow } from '../members/members.ts';
import { addMessages, countMessages, type MessageCounts, messageFailures } from '../messages/ledger.ts';

export type Audience = { kind: 'everyone' } | { kind: 'area'; area: string };

export type Announcement = {
  id: string;
  title: string;
  body: string;
  audience: Audience;
  audienceText: string;
  author: string;
  sentAt: Date;
  counts: MessageCounts;
  failures: { reason: string; people: number }[];
};

type Ctx = Pick<Context, 'db' | 'clock'>;

/**
 * Sends an announcement: one transaction holds the announcement, a message for each person of the audience
 * as it is now, and the job that wakes the sender. The same key again is the same announcement.
 * @param input `key` a UUID that the page made; `title` and `body` already checked for length
 * @returns the announcement, and whether this call made it
 * @throws AppError 'not-allowed', 'not-found' for an unknown area, 'conflict' for the key of other words, 'invalid' where nobody is in the audience
 */
export async function announce(
  ctx: Context,
  author: Member,
  input: { key: string; title: string; body: string; audience: Audience },
): Promise<{ announcement: Announcement; made: boolean }> {
  requireRight(author, 'announce');
  if (input.audience.kind === 'area' && !(await areaExists(ctx.db, input.audience.area)))
    throw new AppError('not-found');
  const { id, made } = await inTransaction(ctx, async (tx) => {
    const row = await tx.db
      .insertInto('announcement')
      .values({
        id: randomUUID(),
        key: input.key,
        author_id: author.id,
        title: input.title,
        body: input.body,
        audience: JSON.stringify(input.audience),
        sent_at: tx.clock.now(),
      })
      .onConflict((c) => c.columns(['author_id', 'key']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!row) {
      const before = await tx.db
        .selectFrom('announcement')
        .select(['id', 'title', 'body', 'audience'])
        .where('author_id', '=', author.id)
        .where('key', '=', input.key)
        .executeTakeFirstOrThrow();
      const { title, body, audience } = input;
      if (!isDeepStrictEqual([before.title, before.body, before.audience], [title, body, audience]))
        throw new AppError(
          'conflict',
          'This was sent already, in its earlier words. You find it under Sent.',
        );
      return { id: before.id, made: false };
    }
    const people = await audienceQuery(tx, input.audience).select('member.id').execute();
    if (people.length === 0)
      throw new AppError('invalid', 'Nobody is in this audience yet, so there is no one to send it to.');
    const notice = { title: input.title, text: [] };
    const message = { purpose: 'announcement', key: row.id, category: 'announcements', notice } as const;
    await addMessages(tx, message, { members: people.map((person) => person.id) });
    return { id: row.id, made: true };
  });
  return { announcement: await announcementById(ctx, author, id), made };
}

/** How many people an announcement would go to, and how many of them the bot can reach in Teams. */
export async function audienceSize(
  ctx: Ctx,
  member: Member,
  audience: Audience,
): Promise<{ people: number; reachable: number }> {
  requireRight(member, 'announce');
  return audienceQuery(ctx, audience)
    .select((e) => [
      e.fn.countAll<number>().as('people'),
      e.fn
        .countAll<number>()
        .filterWhere((w) =>
          w.exists(
            w
              .selectFrom('conversation')
              .select('conversation_id')
              .whereRef('conversation.member_id', '=', 'member.id')
              .where('conversation.kind', '=', 'personal')
              .where('reachable', '=', true),
          ),
        )
        .as('reachable'),
    ])
    .executeTakeFirstOrThrow()
    .then((row) => ({ people: Number(row.people), reachable: Number(row.reachable) }));
}

/** Sent announcements with how far they have come, latest first. */
export async function listAnnouncements(ctx: Ctx, member: Member): Promise<Announcement[]> {
  requireRight(member, 'announce');
  return present(ctx, await announcementQuery(ctx).orderBy('sent_at', 'desc').limit(50).execute());
}

/** One announcement with how far it has come. @throws AppError 'not-found' */
export async function announcementById(ctx: Ctx, member: Member, id: string): Promise<Announcement> {
  requireRight(member, 'announce');
  const [announcement] = await present(
    ctx,
    await announcementQuery(ctx).where('announcement.id', '=', id).execute(),
  );
  if (!announcement) throw new AppError('not-found');
  return announcement;
}

/** What is sent: for the sender, which works for nobody in particular. Null where there is no such one. */
export async function announcementToSend(
  ctx: Ctx,
  id: string,
): Promise<{ title: string; body: string; author: string; sentAt: Date } | null> {
  const row = await announcementQuery(ctx).where('announcement.id', '=', id).executeTakeFirst();
  return row ? { title: row.title, body: row.body, author: row.author, sentAt: row.sent_at } : null;
}

/** The members of the audience who may use the service now. */
function audienceQuery(ctx: Ctx, audience: Audience) {
  const members = membersNow(ctx).where((w) =>
    w.or([w('organisation.kind', '<>', 'authority'), w('organisation.signed', '=', true)]),
  );
  return audience.kind === 'everyone'
    ? members
    : members.where((w) =>
        w.exists(
          w
            .selectFrom('follow')
            .select('follow.member_id')
            .whereRef('follow.member_id', '=', 'member.id')
            .where('follow.area_id', '=', audience.area),
        ),
      );
}

function announcementQuery(ctx: Ctx) {
  return ctx.db
    .selectFrom('announcement')
    .innerJoin('member', 'member.id', 'announcement.author_id')
    .select(['announcement.id', 'title', 'body', 'audience', 'sent_at', 'member.name as author']);
}

type Row = Awaited<ReturnType<ReturnType<typeof announcementQuery>['execute']>>[number];

async function present(ctx: Ctx, rows: Row[]): Promise<Announcement[]> {
  const ids = rows.map((row) => row.id);
  const counts = await countMessages(ctx, 'announcement', ids);
  const failures = await messageFailures(ctx, 'announcement', ids);
  const names = new Map((await records(ctx.db, 'area')).map((area) => [area.id, area.name]));
  return rows.map(({ sent_at, ...row }) => ({
    ...row,
    sentAt: sent_at,
    audienceText:
      row.audience.kind === 'everyone'
        ? 'Everyone'
        : `Followers of ${names.get(row.audience.area) ?? row.audience.area}`,
    counts: counts.get(row.id) ?? { people: 0, waiting: 0, sent: 0, failed: 0, unconfirmed: 0 },
    failures: failures.get(row.id) ?? [],
  }));
}
