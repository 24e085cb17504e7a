import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Trust } from '../config.ts';
import { AppError } from '../domain/errors.ts';
import { guestText } from '../domain/members/access.ts';
import type { Identity } from '../domain/members/members.ts';

const personClaims = z.object({
  iss: z.string(),
  tid: z.guid().transform((id) => id.toLowerCase()),
  oid: z.guid().transform((id) => id.toLowerCase()),
  ver: z.literal('2.0'),
  /** Only where the account's home is elsewhere than the tenant, as a guest's is. */
  idp: z.string().optional(),
  acct: z.union([z.literal(0), z.literal(1)]).optional(),
  name: z.string().max(256).default(''),
  preferred_username: z.email().max(254).optional().catch(undefined), // the tenant may have put anything there
});
const teamsClaims = personClaims.extend({ azp: z.string(), scp: z.string(), idtyp: z.string().optional() });
const signInClaims = personClaims.extend({ nonce: z.string() });

/** The checks of Entra's tokens. They throw AppError 'signed-out', or 'unavailable' where the keys cannot be fetched. */
export type TokenChecks = {
  /** Who asked, by the token that Teams gives the tab. */
  ofTeams(token: string): Promise<Identity>;
  /** Who signed in from a browser, by the ID token that was given for the sign-in with this nonce. */
  ofSignIn(idToken: string, nonce: string): Promise<Identity>;
};

/**
 * Makes the checks, as Microsoft asks for multi-tenant applications (access-tokens, claims-validation): signature,
 * audience, times; the issuer is the one of the token's own tenant and so is the key's. A token of Teams was asked
 * for by Teams, for a person, with our scope. Roles in a token are not looked at.
 */
export function tokenChecks(trust: Trust): TokenChecks {
  const keys = createRemoteJWKSet(new URL(trust.memberKeysUrl), { timeoutDuration: 5000 });
  const issuerOf = (template: unknown, tenantId: string) => String(template).replace('{tenantid}', tenantId);

  async function claimsOf<C extends z.output<typeof personClaims>>(token: string, schema: z.ZodType<C>) {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      algorithms: ['RS256'],
      audience: trust.appId,
      requiredClaims: ['exp', 'nbf'],
      clockTolerance: 60,
    }).catch((error: unknown) => {
      throw new AppError(cannotFetchKeys(error) ? 'unavailable' : 'signed-out');
    });
    const parsed = schema.safeParse(payload);
    if (!parsed.success) throw new AppError('signed-out');
    const claims = parsed.data;
    const key = keys.jwks()?.keys.find((each) => each.kid === protectedHeader.kid) as
      | { issuer?: string }
      | undefined;
    const issuer = issuerOf(trust.memberIssuer, claims.tid);
    if (claims.iss !== issuer || issuerOf(key?.issuer, claims.tid) !== issuer)
      throw new AppError('signed-out');
    return claims;
  }

  return {
    async ofTeams(token) {
      const claims = await claimsOf(token, teamsClaims);
      const forUs =
        claims.scp.split(' ').includes('access_as_user') &&
        claims.idtyp !== 'app' &&
        trust.memberClients.includes(claims.azp);
      if (!forUs) throw new AppError('signed-out');
      return identityOf(claims);
    },
    async ofSignIn(idToken, nonce) {
      const claims = await claimsOf(idToken, signInClaims);
      if (claims.nonce !== nonce) throw new AppError('signed-out');
      return identityOf(claims);
    },
  };
}

/** @throws AppError 'unknown-organisation' for a guest: their own organisation has not said that they are theirs */
function identityOf(claims: z.output<typeof personClaims>): Identity {
  if ((claims.idp && claims.idp !== claims.iss) || claims.acct === 1)
    throw new AppError('unknown-organisation', guestText);
  return {
    tenantId: claims.tid,
    objectId: claims.oid,
    name: claims.name.replaceAll('\u0000', '').toWellFormed(),
    email: claims.preferred_username,
  };
}

function cannotFetchKeys(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout) return true;
  // jose's own verdicts on the token are JOSEErrors with a code of their own; a failed fetch is neither.
  return !(error instanceof errors.JOSEError) || error.code === 'ERR_JOSE_GENERIC';
}
