import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { generator } from '../soak/process.ts';
import { isClear, type Trouble, type TroubleName, troubles } from './answers.ts';
import { createLimiter, tenantLimits, threadLimits } from './limits.ts';

/**
 * Plays Teams' connector, in a process of its own so that it does not share the clock of those who post: the bot
 * conversational REST API below /teams, on loopback. What it does with a post follows from the seed, the
 * conversation and how many posts that had before; not from when the post comes.
 */

export type Behaviour = {
  seed: number;
  /** An answer comes after so many milliseconds, at least and at most. */
  latency: [number, number];
  /** What share of posts meets which trouble. */
  shares: Partial<Record<TroubleName, number>>;
  /** Conversation id to the trouble that its every post meets. */
  always: Record<string, TroubleName>;
  /** Tenants that answer 429 to every post, and the seconds that they ask to wait. */
  throttled: Record<string, number>;
  /** Whether the documented limits hold. */
  limits: boolean;
};

/** A call as it was met. Moments are milliseconds since 1970. */
export type Post = {
  at: number;
  /** Null while there was no answer. */
  answeredAt: number | null;
  kind: 'send' | 'create';
  /** Whose it is: the end of the token, which each process gets for itself. */
  sender: string;
  tenantId: string;
  conversationId: string;
  /** What the message is about: its summary. */
  summary: string;
  /** Null: there was no answer. */
  status: number | null;
  code: string;
  /** The limit it ran into: a post too many. */
  overLimit: 'tenant' | 'thread' | null;
  /** Whether its reader has it. */
  delivered: boolean;
  /** Whether the answer says what became of it. */
  clear: boolean;
};

type Activity = { summary?: string; text?: string };
type RosterEntry = { id: string; tenantId: string; userRole: string };
type Asked = { activity: Activity; conversationId: string; tenantId: string; kind: Post['kind'] };

let behaviour: Behaviour = {
  seed: 1,
  latency: [0, 0],
  shares: {},
  always: {},
  throttled: {},
  limits: true,
};
/** Conversation id to tenant. */
const conversations = new Map<string, string>();
const posts: Post[] = [];
const attempts = new Map<string, number>();
let waiting: { count: number; id: number }[] = [];
let ids = Date.now();
/** The documented size, of the payload as UTF-16. */
const mostBytes = 100 * 1024;

const tenantLimit = createLimiter(tenantLimits);
const threadLimit = createLimiter(threadLimits);

const server = createServer((req, res) => {
  let text = '';
  req.setEncoding('utf8');
  req.on('data', (part: string) => {
    text += part;
  });
  req.on('end', () => meet(req, res, text));
  req.on('error', () => {});
});

function meet(req: IncomingMessage, res: ServerResponse, text: string): void {
  const asked = admit(req, text);
  if ('userRole' in asked) {
    respond(res, 200, asked);
    return;
  }
  if ('status' in asked) {
    refuse(res, asked);
    return;
  }
  const now = Date.now();
  const post: Post = {
    at: now,
    answeredAt: null,
    kind: asked.kind,
    sender: req.headers.authorization!.slice(-8),
    tenantId: asked.tenantId,
    conversationId: asked.conversationId,
    summary: asked.activity.summary ?? asked.activity.text ?? '',
    status: null,
    code: '',
    overLimit: null,
    delivered: false,
    clear: true,
  };
  posts.push(post);
  tellWhoWaits();
  const attempt = attempts.get(asked.conversationId) ?? 0;
  attempts.set(asked.conversationId, attempt + 1);
  const random = generator(seedOf(`${behaviour.seed} ${asked.conversationId} ${attempt}`));
  const trouble = troubleOf(post, text, now, random());
  const chance = random() < 0.5;
  const [least, most] = behaviour.latency;
  const delay = least + random() * (most - least);
  post.clear = !trouble || isClear(trouble);
  post.code = trouble?.code ?? (trouble ? 'no answer' : 'ok');
  post.delivered = !trouble || trouble.delivered === 'yes' || (trouble.delivered === 'perhaps' && chance);
  const answer = () => {
    if (trouble?.status === null) {
      if (trouble.connection === 'reset') req.socket.resetAndDestroy();
      return;
    }
    post.answeredAt = Date.now();
    post.status = trouble?.status ?? 201;
    if (trouble) {
      refuse(res, trouble);
      return;
    }
    const id = String(ids++);
    const made = { id: asked.conversationId, activityId: id, serviceUrl: serviceUrl() };
    respond(res, 201, asked.kind === 'send' ? { id } : made);
  };
  if (delay > 0) setTimeout(answer, delay);
  else answer();
}

/** What this post meets; undefined where all is well. The rules come first, then chance. */
function troubleOf(post: Post, text: string, now: number, chance: number): Trouble | undefined {
  if (!post.tenantId) return troubles['conversation not found'];
  if (2 * text.length > mostBytes) return troubles['too big'];
  if (behaviour.limits) {
    const tenant = tenantLimit(post.tenantId, now);
    const thread = threadLimit(`${post.kind} ${post.tenantId} ${post.conversationId}`, now);
    const wait = Math.max(tenant, thread);
    if (wait > 0) {
      post.overLimit = tenant >= thread ? 'tenant' : 'thread';
      return { ...troubles.throttled, retryAfter: Math.ceil(wait / 1000) };
    }
  }
  const asks = behaviour.throttled[post.tenantId];
  if (asks !== undefined) return { ...troubles.throttled, retryAfter: asks };
  const always = behaviour.always[post.conversationId];
  if (always) return troubles[always];
  let below = 0;
  for (const [name, share] of Object.entries(behaviour.shares)) {
    below += share;
    if (chance < below) return troubles[name as TroubleName];
  }
  return undefined;
}

/** What is asked, or why it is not looked at. */
function admit(req: IncomingMessage, text: string): Asked | RosterEntry | Trouble {
  if (!/^Bearer \S+$/.test(req.headers.authorization ?? ''))
    return { ...troubles['bot not registered'], code: 'Unauthorized', message: 'No token.' };
  try {
    return read(req, text) ?? { status: 404, code: 'NotFound', message: 'No such call.', delivered: 'no' };
  } catch {
    return troubles['bad argument']; // it is no JSON
  }
}

/** The three calls that we know; undefined for every other. */
function read(req: IncomingMessage, text: string): Asked | RosterEntry | undefined {
  const path = new URL(req.url ?? '/', 'http://teams').pathname;
  const onRoster = /^\/teams\/v3\/conversations\/([^/]+)\/members\/([^/]+)$/.exec(path);
  if (req.method === 'GET' && onRoster) {
    const [conversationId, id] = onRoster.slice(1).map((part) => decodeURIComponent(part)) as [
      string,
      string,
    ];
    const tenantId = conversations.get(conversationId);
    return tenantId ? { id, tenantId, userRole: 'user' } : undefined;
  }
  if (req.method !== 'POST') return undefined;
  const sent = /^\/teams\/v3\/conversations\/([^/]+)\/activities(?:\/[^/]+)?$/.exec(path);
  if (sent) {
    const conversationId = decodeURIComponent(sent[1]!);
    const tenantId = conversations.get(conversationId) ?? '';
    return { kind: 'send', activity: JSON.parse(text), conversationId, tenantId };
  }
  return path === '/teams/v3/conversations' ? readCreation(text) : undefined;
}

type Creation = {
  members?: { id: string }[];
  tenantId?: string;
  channelData?: { tenant?: { id: string }; channel?: { id: string } };
  activity?: Activity;
};

/** A person has one chat with the bot, however often it is created; a channel gets a new thread each time. */
function readCreation(text: string): Asked {
  const { members, tenantId: given, channelData, activity = {} } = JSON.parse(text) as Creation;
  const tenantId = given ?? channelData?.tenant?.id ?? '';
  const channel = channelData?.channel?.id;
  const conversationId = channel
    ? `${channel};messageid=${ids}`
    : `a:${createHash('sha256').update(`${tenantId} ${members?.[0]?.id}`).digest('base64url')}`;
  if (tenantId) conversations.set(conversationId, tenantId);
  return { kind: 'create', activity, conversationId, tenantId };
}

const seedOf = (text: string): number => createHash('sha256').update(text).digest().readUInt32LE();

function refuse(res: ServerResponse, { status, code, message, retryAfter }: Trouble): void {
  const headers: Record<string, string> =
    retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  respond(res, status!, { error: { code, message } }, headers);
}

function respond(res: ServerResponse, status: number, body: object, headers = {}): void {
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  res.end(JSON.stringify(body));
}

function tellWhoWaits(): void {
  const now = Map.groupBy(waiting, ({ count }) => count <= posts.length);
  waiting = now.get(false) ?? [];
  for (const { id } of now.get(true) ?? []) process.send!({ id, value: posts.length });
}

const serviceUrl = () => `http://127.0.0.1:${(server.address() as { port: number }).port}/teams/`;

const orders: Record<string, (value: never, id: number) => unknown> = {
  behave(changes: Partial<Behaviour>) {
    behaviour = { ...behaviour, ...changes };
    return null;
  },
  know(known: [string, string][]) {
    for (const [conversationId, tenantId] of known) conversations.set(conversationId, tenantId);
    return null;
  },
  posts: () => posts,
  count: () => posts.length,
  arrived(count: number, id) {
    waiting.push({ count, id });
    tellWhoWaits();
  },
};

process.on('message', ({ order, value, id }: { order: string; value: never; id: number }) => {
  const answer = orders[order]!(value, id);
  if (answer !== undefined) process.send!({ id, value: answer });
});
process.on('disconnect', () => process.exit()); // whoever started it is gone
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send!({ id: 0, value: serviceUrl() }));
