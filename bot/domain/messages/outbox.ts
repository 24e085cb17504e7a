import type { Context } from '../context.ts';

/** What would have been sent, where the service writes messages down instead of sending them. */
export type Recorded = {
  at: Date;
  way: 'teams' | 'e-mail';
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
