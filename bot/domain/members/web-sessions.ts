import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '../context.ts';
import type { Identity } from './members.ts';

/** Sign-ins of people who use the tab in a browser outside Teams. We keep a hash: the cookie alone opens. */

const lasts = 12 * 60 * 60 * 1000;
const hash = (token: string) => createHash('sha256').update(token).digest('base64url');
type Ctx = Pick<Context, 'db' | 'clock'>;

/** Starts a session of 12 hours. @returns the secret for the cookie: 32 random bytes, base64url */
export async function startSession(ctx: Ctx, identity: Identity): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const now = ctx.clock.now();
  await ctx.db
    .insertInto('web_session')
    .values({
      hash: hash(token),
      tenant_id: identity.tenantId,
      object_id: identity.objectId,
      name: identity.name,
      email: identity.email ?? null,
      created_at: now,
      expires_at: new Date(now.getTime() + lasts),
    })
    .execute();
  return token;
}

/** Whose session this is; null where it is unknown or over. What they may do is asked anew at every call. */
export async function sessionIdentity(ctx: Ctx, token: string): Promise<Identity | null> {
  const row = await ctx.db
    .selectFrom('web_session')
    .select(['tenant_id', 'object_id', 'name', 'email'])
    .where('hash', '=', hash(token))
    .where('expires_at', '>', ctx.clock.now())
    .executeTakeFirst();
  if (!row?.tenant_id || !row.object_id) return null; // one from before the identity stood in it: sign in again
  return {
    tenantId: row.tenant_id,
    objectId: row.object_id,
    name: row.name ?? '',
    email: row.email ?? undefined,
  };
}

/** Ends a session. Safe to repeat. */
export async function endSession(ctx: Ctx, token: string): Promise<void> {
  await ctx.db.deleteFrom('web_session').where('hash', '=', hash(token)).execute();
}
