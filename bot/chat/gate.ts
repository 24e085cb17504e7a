import { createRemoteJWKSet, customFetch, errors, type FetchImplementation, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Config, Trust } from '../config.ts';

/** An activity as far as we read it; the rest passes through for botbuilder. */
export type ChannelActivity = z.output<typeof activitySchema>;

/** `body` is asked for only once the token holds: who has none costs us no reading. */
export type Incoming = { authorization: string | undefined; body(): Promise<unknown> };
/** Whom the channel vouches for. Ids are GUIDs in lower case; `objectId` is null where no person acted. */
export type Admitted = {
  activity: ChannelActivity;
  tenantId: string;
  objectId: string | null;
  kind: 'personal' | 'groupChat' | 'channel';
};
export type Refused = { status: 400 | 401 | 403 | 503; message: string };

const guid = z.guid().transform((id) => id.toLowerCase());
const label = z.string().max(1000);
/** Ids are kept in the database, which takes no control characters. Those of Teams are plain ASCII. */
const chatId = label.regex(/^[\x20-\x7e]+$/);
/** Names are a person's own, so they are mended and not refused. */
const personName = label.transform((name) =>
  name
    .replace(/\p{Cc}+/gu, ' ')
    .toWellFormed()
    .slice(0, 200),
);

const activitySchema = z.looseObject({
  type: label.min(1),
  id: chatId,
  channelId: z.literal('msteams'),
  serviceUrl: z.string(),
  name: label.nullish(),
  action: label.nullish(),
  text: z.string().max(200_000).nullish(),
  value: z.unknown().optional(),
  from: z.looseObject({ id: chatId, name: personName.nullish(), aadObjectId: guid.nullish() }),
  recipient: z.looseObject({ id: chatId }),
  conversation: z.looseObject({
    id: chatId,
    conversationType: z.enum(['personal', 'groupChat', 'channel']).nullish(),
    tenantId: guid.nullish(),
  }),
  channelData: z
    .looseObject({
      tenant: z.looseObject({ id: guid }).nullish(),
      team: z.looseObject({ id: chatId }).nullish(),
    })
    .nullish(),
  membersAdded: z.array(z.looseObject({ id: chatId })).nullish(),
  membersRemoved: z.array(z.looseObject({ id: chatId })).nullish(),
});

/**
 * What stands before botbuilder on /api/messages. botbuilder's own check also lets in tokens of any Entra
 * tenant, and posts without a service address; this one lets in the Teams channel and nobody else:
 * a Bot Connector token for us, signed by a key endorsed for Teams, sent for the very address that the reply
 * would go to, at a host that we allow.
 * Rules: learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication, step 4.
 */
export function createGate(config: Config): (incoming: Incoming) => Promise<Admitted | Refused> {
  const { trust } = config;
  const keys = channelKeys(trust.channelMetadataUrl);

  return async ({ authorization, body: readBody }) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
    if (!token) return { status: 401, message: 'The request carries no token.' };
    const claimed = await serviceUrlOf(token, trust, keys);
    if (typeof claimed === 'object') return claimed;

    const body = await readBody();
    if (typeof body !== 'object' || body === null || Array.isArray(body))
      return { status: 400, message: 'The body is not an activity.' };
    const { channelId, serviceUrl } = body as Record<string, unknown>;
    if (channelId !== 'msteams') return { status: 403, message: 'Only Microsoft Teams may post here.' };
    if (!serviceUrl || serviceUrl !== claimed)
      return { status: 403, message: 'The activity names another service address than its token.' };
    if (!trust.serviceHosts.includes(URL.parse(claimed)?.origin ?? ''))
      return { status: 403, message: 'The service address is not one that we answer to.' };
    return read(body);
  };
}

function read(body: object): Admitted | Refused {
  const parsed = activitySchema.safeParse(body);
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.');
    return { status: 400, message: `The activity cannot be read: ${field} is missing or wrong.` };
  }
  const activity = parsed.data;
  const tenantId = activity.channelData?.tenant?.id ?? activity.conversation.tenantId;
  if (!tenantId) return { status: 400, message: 'The activity does not say from which tenant it comes.' };
  return {
    activity,
    tenantId,
    objectId: activity.from.aadObjectId ?? null,
    // Where the channel does not say, others may be in the chat: nothing personal is said there.
    kind: activity.conversation.conversationType ?? 'groupChat',
  };
}

type Keys = ReturnType<typeof createRemoteJWKSet>;
const unavailable = { status: 503, message: 'The keys of the channel could not be fetched.' } as const;

/** The `serviceurl` claim of a token that holds, or the refusal. */
async function serviceUrlOf(
  token: string,
  trust: Trust,
  keys: () => Promise<Keys>,
): Promise<string | Refused> {
  try {
    const { payload } = await jwtVerify(token, await keys(), {
      algorithms: ['RS256'],
      issuer: trust.channelIssuer,
      audience: trust.appId,
      requiredClaims: ['exp', 'serviceurl'],
      clockTolerance: 300, // seconds, as the Bot Connector asks of verifiers
    });
    if (typeof payload.serviceurl === 'string' && payload.serviceurl !== '') return payload.serviceurl;
    return { status: 401, message: 'The token names no service address.' };
  } catch (error) {
    const atFault = error instanceof errors.JOSEError && !keyTroubles.includes(error.code);
    return atFault ? { status: 401, message: 'The token is not one that opens this door.' } : unavailable;
  }
}

/** jose's codes where the keys are to blame and not the token; the first is an answer other than 200. */
const keyTroubles = ['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'];
const day = 24 * 60 * 60 * 1000;
const pause = 10_000;

/**
 * The channel's keys, from the address that its metadata names. Fetched when first needed; asked again for
 * the address once a day, and after a failure not before 10 seconds are over, so that a flood of forged posts
 * makes no flood of fetches. jose keeps the same peace with the keys themselves.
 */
function channelKeys(metadataUrl: string): () => Promise<Keys> {
  let keys: Promise<Keys> | undefined;
  let again = 0;
  const metadata = z.object({ jwks_uri: z.url() });
  const load = async () => {
    const response = await fetch(metadataUrl, { signal: AbortSignal.timeout(10_000) });
    const { jwks_uri } = metadata.parse(await response.json());
    return createRemoteJWKSet(new URL(jwks_uri), { cacheMaxAge: day, [customFetch]: endorsedForTeams });
  };
  return () => {
    if (keys && Date.now() < again) return keys;
    const before = keys;
    again = Date.now() + day;
    keys = load().catch((error: unknown) => {
      again = Date.now() + pause;
      if (before) return before;
      throw error;
    });
    return keys;
  };
}

const keySet = z.object({ keys: z.array(z.looseObject({ endorsements: z.array(z.string()).optional() })) });

/** The Bot Connector signs for many channels, each with keys of its own: we keep those of Teams alone. */
const endorsedForTeams: FetchImplementation = async (url, options) => {
  const response = await fetch(url, options);
  if (response.status !== 200) return response;
  const { keys } = keySet.parse(await response.json());
  return Response.json({ keys: keys.filter((key) => key.endorsements?.includes('msteams')) });
};
