import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Trust } from '../config.ts';
import { AppError } from '../domain/errors.ts';
import type { Identity } from '../domain/members/members.ts';

const claimsSchema = z.object({
  iss: z.string(),
  tid: z.guid().transform((id) => id.toLowerCase()),
  oid: z.guid().transform((id) => id.toLowerCase()),
  azp: z.string(),
  scp: z.string(),
  ver: z.literal('2.0'),
  idtyp: z.string().optional(),
  /** Only where the account's home is elsewhere than the tenant, as a guest's is. */
  idp: z.string().optional(),
  acct: z.union([z.literal(0), z.literal(1)]).optional(),
  name: z.string().max(256).default(''),
});

/**
 * Makes the check of the tab's tokens, as Microsoft asks for multi-tenant applications (access-tokens,
 * claims-validation): signature, audience, times; the issuer is the one of the token's own tenant and so is
 * the key's; asked for by Teams, for a person, with our scope. Roles in the token are not looked at.
 * @returns a function from a token to the person; it throws AppError 'signed-out', or 'unavailable' where
 *   the keys cannot be fetched
 */
export function memberTokens(trust: Trust): (token: string) => Promise<Identity> {
  const keys = createRemoteJWKSet(new URL(trust.memberKeysUrl), { timeoutDuration: 5000 });
  const forTenant = (template: unknown, tenantId: string) => String(template).replace('{tenantid}', tenantId);
  return async (token) => {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      algorithms: ['RS256'],
      audience: trust.appId,
      requiredClaims: ['exp', 'nbf'],
      clockTolerance: 60,
    }).catch((error: unknown) => {
      throw new AppError(cannotFetchKeys(error) ? 'unavailable' : 'signed-out');
    });
    const parsed = claimsSchema.safeParse(payload);
    if (!parsed.success) throw new AppError('signed-out');
    const claims = parsed.data;
    const key = keys.jwks()?.keys.find((each) => each.kid === protectedHeader.kid) as
      | { issuer?: string }
      | undefined;
    const issuer = forTenant(trust.memberIssuer, claims.tid);
    const trusted =
      claims.iss === issuer &&
      forTenant(key?.issuer, claims.tid) === issuer &&
      claims.scp.split(' ').includes('access_as_user') &&
      claims.idtyp !== 'app' &&
      trust.memberClients.includes(claims.azp);
    if (!trusted) throw new AppError('signed-out');
    if ((claims.idp && claims.idp !== issuer) || claims.acct === 1)
      throw new AppError(
        'unknown-organisation',
        'You are a guest in this organisation. Open the app in the Teams of your own organisation.',
      );
    return {
      tenantId: claims.tid,
      objectId: claims.oid,
      name: claims.name.replaceAll('\u0000', '').toWellFormed(),
    };
  };
}

function cannotFetchKeys(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout) return true;
  // jose's own verdicts on the token are JOSEErrors with a code of their own; a failed fetch is neither.
  return !(error instanceof errors.JOSEError) || error.code === 'ERR_JOSE_GENERIC';
}
