import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '../context.ts';
import type { Identity } from './members.ts';

/** Sign-ins of people who use the tab in a browser outside Teams. We keep hashes: what the browser holds alone opens. */

/** How long a session lasts, and how long a person has to sign in, in seconds. */
export const sessionLasts = 12 * 60 * 60;
export const attemptLasts = 10 * 60;

const hash = (token: string) => createHash('sha256').update(token).digest('base64url');
/** 32 random bytes, base64url. */
const secret = () => randomBytes(32).toString('base64url');
const after = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1000);
/** So many sign-ins may be under way: anybody at all can begin them, and what they write must stay within bounds. */
const mostAttempts = 10_000;

type Ctx = Pick<Context, 'db' | 'clock'>;

/** Starts a session. @returns the secret for the cookie */
export async function startSession(ctx: Ctx, identity: Identity): Promise<string> {
  const token = secret();
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
      expires_at: after(now, sessionLasts),
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

/** What must come back with the answer to a sign-in. */
export type Attempt = { state: string; nonce: string; verifier: string };

/**
 * Begins a sign-in, for one browser. Where too many are under way, the oldest is over.
 * @param browser the secret that the browser keeps in a cookie; none yet: it gets one
 */
export async function startAttempt(
  ctx: Ctx,
  returnTo: string,
  browser = secret(),
): Promise<Attempt & { browser: string }> {
  const attempt = { state: secret(), nonce: secret(), verifier: secret() };
  await ctx.db
    .insertInto('sign_in_attempt')
    .values({
      state_hash: hash(`${attempt.state}.${browser}`),
      nonce: attempt.nonce,
      verifier: attempt.verifier,
      return_to: returnTo,
      expires_at: after(ctx.clock.now(), attemptLasts),
    })
    .execute();
  await ctx.db
    .deleteFrom('sign_in_attempt')
    .where('expires_at', '<=', (db) =>
      db
        .selectFrom('sign_in_attempt')
        .select('expires_at')
        .orderBy('expires_at', 'desc')
        .offset(mostAttempts)
        .limit(1),
    )
    .execute();
  return { ...attempt, browser };
}

/** The sign-in that this state belongs to, once; null where it is over, or was begun in another browser. */
export async function takeAttempt(
  ctx: Ctx,
  state: string,
  browser: string,
): Promise<{ nonce: string; verifier: string; returnTo: string } | null> {
  const row = await ctx.db
    .deleteFrom('sign_in_attempt')
    .where('state_hash', '=', hash(`${state}.${browser}`))
    .returning(['nonce', 'verifier', 'return_to', 'expires_at'])
    .executeTakeFirst();
  if (!row || row.expires_at <= ctx.clock.now()) return null;
  return { nonce: row.nonce, verifier: row.verifier, returnTo: row.return_to };
}
