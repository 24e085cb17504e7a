import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { pino } from 'pino';
import { createChat } from '../../bot/chat/chat.ts';
import type { Incoming } from '../../bot/chat/gate.ts';
import { type Config, readConfig } from '../../bot/config.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import type { Response } from '../../bot/domain/messages/activities.ts';
import { createMessenger, type Messenger } from '../../bot/ports/messenger.ts';
import { type Domain, openDomain } from '../harness.ts';

// biome-ignore lint/suspicious/noExplicitAny: JSON as it was on the wire; the assertions look at it field by field
export type Json = Record<string, any>;

/** What the bot posted to the channel: an answer of the fake connector can be set for the next posts. */
export type Post = { path: string; authorization: string | undefined; activity: Json };
type Answer = number | 'reset' | { status: number; headers: Record<string, string> };

export type Channel = {
  domain: Domain;
  config: Config;
  messenger: Messenger;
  /** All posts so far. */
  posts: Post[];
  /** How the connector answers from now on. */
  answer: Answer;
  /** What the roster of every conversation says of somebody, or the status that it answers with. */
  roster: (userId: string) => object | number;
  /** Whom the roster was asked for. */
  rosterCalls: { conversationId: string; id: string }[];
  /** How often each path of the identity server was fetched. */
  fetched: Map<string, number>;
  serviceUrl: string;
  handle(incoming: Incoming): Promise<Response>;
  /** A token as the channel signs it; claims and key can be given otherwise. */
  token(claims?: JWTPayload, key?: KeyName): Promise<string>;
  /** An activity from a member, as Teams sends it; parts can be given otherwise. */
  activity(
    member: Pick<Member, 'id' | 'name' | 'tenantId' | 'objectId'>,
    parts?: Record<string, unknown>,
  ): Json;
  /** Sends an activity with a good token. */
  send(activity: Record<string, unknown>): Promise<Response>;
  /** Says something; gives the one message that comes back. */
  say(member: Member, text: string, kind?: 'personal' | 'groupChat' | 'channel'): Promise<Json>;
  /** Presses a button that is an Action.Execute; gives the invoke's body. */
  press(member: Member, action: Json, kind?: 'personal' | 'groupChat'): Promise<Json>;
  /** Presses its fallback; gives the message that comes back. */
  submit(member: Member, action: Json): Promise<Json>;
  close(): Promise<void>;
};

/** `teams` is endorsed for Teams, `slack` for another channel, `bare` for none; `rogue` is not published. */
type KeyName = 'teams' | 'slack' | 'bare' | 'rogue';

const keys = new Map<KeyName, { privateKey: CryptoKey; jwk: object }>();
async function keyOf(name: KeyName) {
  const known = keys.get(name);
  if (known) return known;
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const endorsements = { teams: ['msteams', 'skype'], slack: ['slack'], bare: undefined, rogue: ['msteams'] };
  const jwk = {
    ...(await exportJWK(publicKey)),
    kid: name,
    x5t: name,
    use: 'sig',
    endorsements: endorsements[name],
  };
  keys.set(name, { privateKey, jwk });
  return { privateKey, jwk };
}

/** An entry of the roster, as Teams has it of an organisation's own people. */
export const staff = () => ({ userRole: 'user', userPrincipalName: 'ada@council.example' });

/** The chat face on a real database, with the channel's keys and its connector on loopback. */
export async function openChannel(): Promise<Channel> {
  const domain = await openDomain();
  const fetched = new Map<string, number>();
  const posts: Post[] = [];
  const published = await Promise.all(
    (['teams', 'slack', 'bare'] as const).map(async (n) => (await keyOf(n)).jwk),
  );

  const identity = await listen(async (request) => {
    const path = request.url ?? '';
    fetched.set(path, (fetched.get(path) ?? 0) + 1);
    if (path === '/metadata') return { jwks_uri: `${identity.origin}/keys` };
    if (path === '/keys') return { keys: published };
    return { token_type: 'Bearer', expires_in: 3600, ext_expires_in: 3600, access_token: 'outbound' };
  });
  const connector = await listen(async (request, response) => {
    const asked = /\/v3\/conversations\/([^/]+)\/members\/([^/]+)$/.exec(request.url ?? '');
    if (request.method === 'GET' && asked) {
      const [conversationId, id] = asked.slice(1).map((part) => decodeURIComponent(part)) as [string, string];
      channel.rosterCalls.push({ conversationId, id });
      const entry = channel.roster(id);
      if (typeof entry === 'number') response.writeHead(entry, { 'Content-Type': 'application/json' });
      return typeof entry === 'number' ? { error: {} } : { id, ...entry };
    }
    const activity = JSON.parse(await textOf(request));
    posts.push({ path: request.url ?? '', authorization: request.headers.authorization, activity });
    const { answer } = channel;
    if (answer === 'reset') {
      request.socket.destroy();
      return undefined;
    }
    const { status, headers } = typeof answer === 'number' ? { status: answer, headers: {} } : answer;
    response.writeHead(status, { ...headers, 'Content-Type': 'application/json' });
    return { id: `sent-${posts.length}` };
  });
  const serviceUrl = `${connector.origin}/teams/`;

  const local = readConfig({ LIIA_LOCAL: '1' });
  const config: Config = {
    ...local,
    loginOrigin: `${identity.origin}/login`,
    trust: {
      ...local.trust,
      channelIssuer: 'https://api.botframework.com',
      channelMetadataUrl: `${identity.origin}/metadata`,
      serviceHosts: [connector.origin],
    },
  };
  const log = pino({ level: 'silent' });
  const messenger = createMessenger(config, log);
  const chat = createChat(domain.ctx, config, messenger, log);
  let number = 0;

  const only = (from: number) => {
    const sent = posts.slice(from);
    if (sent.length !== 1) throw new Error(`expected one post, got ${sent.length}`);
    return sent[0]!.activity;
  };
  const channel: Channel = {
    domain,
    config,
    messenger,
    posts,
    answer: 201,
    roster: staff,
    rosterCalls: [],
    fetched,
    serviceUrl,
    handle: (incoming) => chat.handle(incoming),
    async token(claims = {}, name = 'teams') {
      const { privateKey } = await keyOf(name);
      const now = Math.floor(Date.now() / 1000);
      const all = { iss: config.trust.channelIssuer, aud: config.trust.appId, serviceurl: serviceUrl };
      const kid = name === 'rogue' ? 'teams' : name;
      return new SignJWT({ nbf: now - 60, exp: now + 3600, ...all, ...claims })
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid, x5t: kid })
        .sign(privateKey);
    },
    activity: (member, parts = {}) => ({
      type: 'message',
      id: `activity-${++number}`,
      timestamp: new Date().toISOString(),
      channelId: 'msteams',
      serviceUrl,
      from: { id: `29:${member.objectId}`, name: member.name, aadObjectId: member.objectId },
      recipient: { id: `28:${config.trust.appId}`, name: 'LIIA' },
      conversation: { id: `a:${member.id}`, conversationType: 'personal', tenantId: member.tenantId },
      channelData: { tenant: { id: member.tenantId } },
      locale: 'en-GB',
      text: 'help',
      textFormat: 'plain',
      ...parts,
    }),
    async send(activity) {
      return chat.handle({ authorization: `Bearer ${await channel.token()}`, body: async () => activity });
    },
    async say(member, text, kind = 'personal') {
      const before = posts.length;
      const place = kind === 'personal' ? {} : { conversation: sharedPlace(member, kind) };
      const mention = kind === 'personal' ? text : `<at>LIIA</at> ${text}`;
      await channel.send(channel.activity(member, { text: mention, ...place }));
      return only(before);
    },
    async press(member, action, kind = 'personal') {
      const place = kind === 'personal' ? {} : { conversation: sharedPlace(member, kind) };
      const response = await channel.send(
        channel.activity(member, {
          type: 'invoke',
          name: 'adaptiveCard/action',
          text: undefined,
          value: {
            action: { type: 'Action.Execute', verb: action.verb, data: action.data },
            trigger: 'manual',
          },
          ...place,
        }),
      );
      return response.body as Json;
    },
    async submit(member, action) {
      const before = posts.length;
      await channel.send(channel.activity(member, { text: undefined, value: action.fallback.data }));
      return only(before);
    },
    async close() {
      await Promise.all([identity.close(), connector.close()]);
      await domain.close();
    },
  };
  return channel;
}

/** A chat that others read. */
export const sharedPlace = (member: Pick<Member, 'tenantId'>, kind: 'groupChat' | 'channel') => ({
  id: kind === 'channel' ? '19:general@thread.tacv2;messageid=1700000000000' : '19:group@thread.v2',
  conversationType: kind,
  isGroup: true,
  tenantId: member.tenantId,
});

/** Every button of a card, those of its rows included. */
export function buttons(card: Json): Json[] {
  const rows = (card.body ?? []).map((element: Json) => element.selectAction).filter(Boolean);
  return [...(card.actions ?? []), ...rows];
}

/** The card of a message. */
export const cardOf = (message: Json): Json => message.attachments[0].content;

/** All words of a card, in order. */
export const wordsOf = (part: unknown): string =>
  Array.isArray(part)
    ? part.map(wordsOf).join('\n')
    : typeof part === 'object' && part !== null
      ? ['text', 'inlines', 'items', 'body']
          .map((field) => (part as Record<string, unknown>)[field])
          .filter(Boolean)
          .map((each) => (typeof each === 'string' ? each : wordsOf(each)))
          .join('\n')
      : '';

type Handler = (
  request: IncomingMessage,
  response: import('node:http').ServerResponse,
) => Promise<object | undefined>;

async function listen(handler: Handler): Promise<{ origin: string; close(): Promise<void> }> {
  const server: Server = createServer((request, response) => {
    void handler(request, response).then((body) => {
      if (body) response.end(JSON.stringify(body));
    });
  });
  // It shares the process with who posts to it: both held up for some seconds, as when a test loads much, it would
  // close a connection just as that is used again.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += part;
  return text;
}
