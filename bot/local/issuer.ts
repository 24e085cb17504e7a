import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { Config } from '../config.ts';
import type { DemoAccount } from '../domain/content/schema.ts';

/** What our own pages and the issuer need of a request; header names in lower case. */
export type LocalRequest = {
  method: string;
  path: string;
  /** Without its question mark. */
  query: string;
  headers: Record<string, string | string[] | undefined>;
  /** The body as text; empty where there is none. */
  body: string;
};
export type LocalResponse = { status: number; headers: Record<string, string>; body: string };

type Person = Pick<DemoAccount, 'id' | 'tenantId' | 'objectId' | 'name'>;

/** Whom tokens for Microsoft Graph are for. */
export const graphAudience = 'https://graph.microsoft.com';

/** Signs what Entra and the Bot Framework sign, in local mode, and publishes the keys. */
export type Issuer = {
  /** A token such as Teams gives a tab, for an hour. */
  memberToken(account: Person): Promise<string>;
  /** An ID token such as Entra gives an application whose user signed in, for an hour. */
  idToken(account: Person, asked: { clientId: string; nonce?: string | undefined }): Promise<string>;
  /** A token for Microsoft Graph such as Entra gives an application that acts for a person, for an hour. */
  graphToken(account: Person, scope: string): Promise<string>;
  /** What stands in a token of a person's for this audience; undefined where it does not hold. */
  read(token: string, audience: string): Promise<JWTPayload | undefined>;
  /** A token such as the channel sends with an activity whose `serviceUrl` this is, for an hour. */
  channelToken(serviceUrl: string): Promise<string>;
  /** Answers the paths below /local; undefined for every other path. */
  handle(request: LocalRequest): Promise<LocalResponse | undefined>;
};

/**
 * Makes the issuer with keys that live as long as the process: nothing that it signed is good for another.
 * Members and channel have a key each, so that neither token ever passes for the other.
 * Shapes: Entra v2 access tokens and keys (learn.microsoft.com/entra/identity-platform/access-tokens), Bot
 * Framework connector tokens and keys (learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication).
 */
export async function createIssuer(config: Config): Promise<Issuer> {
  const { trust } = config;
  const [members, channel] = await Promise.all([
    signer({ issuer: trust.memberIssuer }),
    signer({ endorsements: ['msteams'] }),
  ]);

  const claimsOf = (account: Person) => ({
    iss: trust.memberIssuer.replace('{tenantid}', account.tenantId),
    tid: account.tenantId,
    oid: account.objectId,
    sub: account.objectId,
    name: account.name,
    preferred_username: `${account.id}@demo.example`,
    ver: '2.0',
  });

  const answers: Record<string, () => unknown> = {
    'GET /local/keys': () => ({ keys: [members.jwk] }),
    'GET /local/channel/openidconfiguration': () => ({
      issuer: trust.channelIssuer,
      jwks_uri: `${trust.channelIssuer}/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
    }),
    'GET /local/channel/keys': () => ({ keys: [channel.jwk] }),
  };

  return {
    memberToken: (account) =>
      members.sign({
        ...claimsOf(account),
        aud: trust.appId,
        azp: trust.memberClients[0],
        scp: 'access_as_user',
      }),
    idToken: (account, { clientId, nonce }) =>
      members.sign({ ...claimsOf(account), aud: clientId, ...(nonce && { nonce }) }),
    graphToken: (account, scope) =>
      members.sign({ ...claimsOf(account), aud: graphAudience, azp: trust.appId, scp: scope }),
    async read(token, audience) {
      const read = await jwtVerify(token, members.publicKey, { audience, algorithms: ['RS256'] }).catch(
        () => undefined,
      );
      const { iss, tid } = read?.payload ?? {};
      return iss === trust.memberIssuer.replace('{tenantid}', String(tid)) ? read?.payload : undefined;
    },
    channelToken: (serviceUrl) =>
      channel.sign({ iss: trust.channelIssuer, aud: trust.appId, serviceurl: serviceUrl }),
    async handle({ method, path }) {
      if (!path.startsWith('/local/')) return undefined;
      const answer = answers[`${method} ${path}`];
      return {
        status: answer ? 200 : 404,
        headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' },
        body: JSON.stringify(answer ? answer() : { error: 'not_found' }),
      };
    },
  };
}

/** A key of its own: its public half as verifiers fetch it, and a function that signs claims for an hour. */
async function signer(marks: Record<string, unknown>) {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const kid = randomUUID();
  const jwk = { ...(await exportJWK(publicKey)), kid, x5t: kid, use: 'sig', alg: 'RS256', ...marks };
  const sign = (claims: JWTPayload) => {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ ...claims, iat: now, nbf: now, exp: now + 3600 })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid, x5t: kid })
      .sign(privateKey);
  };
  return { jwk, publicKey, sign };
}
