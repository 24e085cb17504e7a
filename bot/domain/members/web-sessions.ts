import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { type Member, memberById } from './members.ts';

/** Sign-ins of people who use the tab in a browser outside Teams. We keep a hash: the cookie alone opens. */

const lasts = 12 * 60 * 60 * 1000;
const hash = (token: string) => createHash('sha256').update(token).digest('base64url');
type Ctx = Pick<Context, 'db' | 'clock'>;

/** Starts a session of 12 hours. @returns the secret for the cookie: 32 random bytes, base64url */
export async function startSession(ctx: Ctx, member: Member): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const now = ctx.clock.now();
  await ctx.db
    .insertInto('web_session')
    .values({
      hash: hash(token),
      member_id: member.id,
      created_at: now,
      expires_at: new Date(now.getTime() + lasts),
    })
    .execute();
  return token;
}

/** The member whose session this is, as they stand now; null where the session is unknown or over. */
export async function sessionMember(ctx: Ctx, token: string): Promise<Member | null> {
  const session = await ctx.db
    .selectFrom('web_session')
    .select('member_id')
    .where('hash', '=', hash(token))
    .where('expires_at', '>', ctx.clock.now())
    .executeTakeFirst();
  if (!session) return null;
  try {
    return await memberById(ctx, session.member_id);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** Ends a session. Safe to repeat. */
export async function endSession(ctx: Ctx, token: string): Promise<void> {
  await ctx.db.deleteFrom('web_session').where('hash', '=', hash(token)).execute();
}
