import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { requireRight } from '../members/access.ts';
import type { Member } from '../members/members.ts';

/** What would have been sent, where the service writes messages down instead of sending them. */
export type Recorded = {
  at: Date;
  way: 'teams' | 'e-mail';
  /** An e-mail address, the object id of a person in Teams, or the id of a conversation. */
  recipient: string;
  subject: string;
  body: string;
};

/** Writes a message down that is not sent. */
export async function keepInOutbox(
  ctx: Pick<Context, 'db' | 'clock'>,
  message: Omit<Recorded, 'at'>,
): Promise<void> {
  await ctx.db
    .insertInto('outbox')
    .values({ at: ctx.clock.now(), ...message })
    .execute();
}

/** The last hundred that were written down, latest first. */
export function outbox(ctx: Pick<Context, 'db'>): Promise<Recorded[]> {
  return ctx.db
    .selectFrom('outbox')
    .select(['at', 'way', 'recipient', 'subject', 'body'])
    .orderBy('id', 'desc')
    .limit(100)
    .execute();
}

/** The same for administrators, with the name of who would have got it in Teams, where we know them. */
export async function recorded(
  ctx: Pick<Context, 'db'>,
  actor: Member,
): Promise<(Recorded & { id: number; name: string | null })[]> {
  requireRight(actor, 'administer');
  return ctx.db
    .selectFrom('outbox')
    .select(['id', 'at', 'way', 'recipient', 'subject', 'body'])
    .select(
      sql<string | null>`(select name from member where object_id::text = lower(recipient) limit 1)`.as(
        'name',
      ),
    )
    .orderBy('id', 'desc')
    .limit(100)
    .execute();
}
