import type { Logger } from 'pino';
import restify, { type Request as Req, type Response as Res } from 'restify';
import type { Config } from '../config.ts';
import { alliance } from '../domain/content/records.ts';
import type { Context } from '../domain/context.ts';
import { AppError } from '../domain/errors.ts';
import { requireRight } from '../domain/members/access.ts';
import { findMember, type Identity } from '../domain/members/members.ts';
import { endSession, sessionIdentity } from '../domain/members/web-sessions.ts';
import type { BrowserSignIn } from '../ports/entra.ts';
import type { OpenOutlook } from '../ports/graph.ts';
import { afterwardsRoutes } from './afterwards.ts';
import { announcementRoutes } from './announcements.ts';
import { audienceRoutes } from './audiences.ts';
import { tokenChecks } from './auth.ts';
import { bodyOf, checked, hasBody, readBytes, readJson } from './body.ts';
import { bookingRoutes } from './bookings.ts';
import { calendarRoutes, feedPage } from './calendar.ts';
import { checkInRoutes } from './check-in.ts';
import { contactRoutes } from './contacts.ts';
import { contentRoutes } from './content.ts';
import { cookiesOf } from './cookies.ts';
import { endorsingRoutes } from './endorsing.ts';
import { HttpError, refusal } from './errors.ts';
import { eventRoutes } from './events.ts';
import { exportRoutes } from './exports.ts';
import { givenAnswerRoutes } from './given-answers.ts';
import { knowledgeRoutes } from './knowledge.ts';
import { libraryRoutes } from './library.ts';
import { memberRoutes } from './members.ts';
import { networkRoutes } from './networks.ts';
import { organisingRoutes } from './organising.ts';
import { organisingPeopleRoutes } from './organising-people.ts';
import { outlookRoutes } from './outlook.ts';
import { ownDataRoutes } from './own-data.ts';
import { peopleRoutes } from './people.ts';
import { preferenceRoutes } from './preferences.ts';
import { questionRoutes } from './questions.ts';
import type { Reply, Route } from './route.ts';
import { sendingRoutes } from './sending.ts';
import { type Page, signInPages } from './sign-in.ts';
import { serveTab } from './tab.ts';

/** The chat, as the server sees it. It asks for the body only once it has seen a token that holds. */
export type Chat = {
  handle(post: {
    authorization: string | undefined;
    body(): Promise<unknown>;
  }): Promise<{ status: number; body?: unknown }>;
};

/** Local mode's own pages, below /local. */
export type LocalPages = {
  handle(request: {
    method: string;
    path: string;
    query: string;
    headers: Req['headers'];
    body: string;
  }): Promise<Page | undefined>;
};

type Parts = {
  ctx: Context;
  config: Config;
  entra: BrowserSignIn;
  outlook: OpenOutlook;
  chat: Chat;
  local: LocalPages | undefined;
  log: Logger;
};

const activityLimit = 1_000_000; // Teams' largest message is 100 KB of UTF-16; JSON may escape each character
const bodyLimit = 64_000;

/** Every route that the tab may call. */
export const apiRoutes = (ctx: Context, config: Config, outlook: OpenOutlook): Route[] =>
  [
    memberRoutes,
    eventRoutes,
    bookingRoutes,
    endorsingRoutes,
    organisingRoutes,
    organisingPeopleRoutes,
    checkInRoutes,
    exportRoutes,
    afterwardsRoutes,
    ownDataRoutes,
    calendarRoutes,
    knowledgeRoutes,
    questionRoutes,
    givenAnswerRoutes,
    libraryRoutes,
    announcementRoutes,
    contactRoutes,
    peopleRoutes,
    networkRoutes,
    audienceRoutes,
    preferenceRoutes,
    outlookRoutes,
    sendingRoutes,
    contentRoutes,
  ].flatMap((routes) => routes(ctx, config, outlook));

/**
 * Makes the HTTP server: /api/messages for the bot, /api for the tab, the tab itself, and in local mode the
 * local issuer's pages. It does not listen yet.
 */
export function createServer({ ctx, config, entra, outlook, chat, local, log }: Parts): restify.Server {
  const server = restify.createServer({ name: '', handleUncaughtExceptions: false } as restify.ServerOptions);
  // A body may take its time, but not for ever; nobody here speaks anything but HTTP.
  server.server.requestTimeout = 30_000;
  server.server.removeAllListeners('upgrade');
  server.server.on('upgrade', (_req, socket) => socket.destroy());
  const checks = tokenChecks(config.trust);
  const cookies = cookiesOf(config.publicUrl);
  const tab = serveTab(config);

  /** Where to write for help; none while the database does not answer. */
  const helpAddress = () =>
    alliance(ctx.db).then(
      ({ signInHelp }) => signInHelp,
      () => undefined,
    );

  /** Runs a handler, writes what it gives, and turns whatever it throws into a refusal. */
  const answer = (handler: (req: Req, res: Res) => Promise<Reply | 'done'>) => async (req: Req, res: Res) => {
    const started = performance.now();
    try {
      const reply = await handler(req, res);
      if (reply !== 'done') write(res, reply);
    } catch (error) {
      if (req.socket.destroyed) return; // whoever asked has gone
      let { status, body } = refusal(error, undefined);
      // Only where somebody cannot get in: every other refusal spares the database.
      if (status === 401 || status === 403) ({ status, body } = refusal(error, await helpAddress()));
      if (status >= 500) log.error({ err: error, route: routeOf(req) }, 'request failed');
      // What is left of a body that we refused to read must not be taken for the next request.
      if (hasBody(req) && !req.readableEnded) res.setHeader('connection', 'close');
      if (!res.headersSent) write(res, { status, body });
      else res.end();
    }
    log.info({
      method: req.method,
      route: routeOf(req),
      status: res.statusCode,
      ms: Math.round(performance.now() - started),
    });
  };

  const identityOf = async (req: Req): Promise<{ identity: Identity; teamsToken: string | undefined }> => {
    const bearer = /^Bearer (\S+)$/i.exec(req.headers.authorization ?? '')?.[1];
    if (bearer) return { identity: await checks.ofTeams(bearer), teamsToken: bearer };
    const cookie = cookies.read(req.headers.cookie, 'session');
    const identity = cookie && (await sessionIdentity(ctx, cookie));
    if (!identity) throw new AppError('signed-out');
    // Only our own page can set a header of its own: another site's form cannot act with the cookie.
    if (req.method !== 'GET' && req.headers['x-liia'] !== 'tab')
      throw new HttpError(403, 'not-allowed', 'This request did not come from our own pages.');
    return { identity, teamsToken: undefined };
  };

  const mount = (route: Route) =>
    server[route.method](
      route.path,
      answer(async (req) => {
        const who = await identityOf(req);
        const member = route.needs === 'nothing' ? undefined : await findMember(ctx, who.identity);
        if (member && route.needs !== 'nothing') requireRight(member, route.needs);
        const query = checked(route.query, Object.fromEntries(new URLSearchParams(req.getQuery())));
        const body = await bodyOf(req, route.body, bodyLimit);
        const request = { ...who, params: req.params as Record<string, string>, query, body };
        return route.needs === 'nothing'
          ? route.handle(request)
          : route.handle({ ...request, member: member! });
      }),
    );

  server.pre((req: Req, res: Res, next: restify.Next) => {
    res.setHeader('x-content-type-options', 'nosniff');
    res.setHeader('referrer-policy', 'no-referrer');
    if (!decodes(req)) {
      write(res, {
        status: 400,
        body: { error: { code: 'invalid', message: 'This address cannot be read.' } },
      });
      return next(false);
    }
    // In local mode a page elsewhere could point a name of its own at this machine.
    if (config.local && !/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(req.headers.host ?? '')) {
      write(res, {
        status: 403,
        body: { error: { code: 'not-allowed', message: 'Use the address 127.0.0.1.' } },
      });
      return next(false);
    }
    return next();
  });

  server.post(
    '/api/messages',
    answer(async (req, res) => {
      const reply = await chat.handle({
        authorization: req.headers.authorization,
        body: () => readJson(req, activityLimit),
      });
      if (reply.body === undefined) {
        res.writeHead(reply.status);
        res.end();
        return 'done';
      }
      return { status: reply.status, body: reply.body };
    }),
  );
  for (const route of apiRoutes(ctx, config, outlook)) mount(route);

  const signIn = signInPages({ ctx, config, entra, checks, cookies, help: helpAddress, log });
  for (const [path, show] of Object.entries(signIn))
    server.get(
      path,
      answer(async (req, res) =>
        send(res, await show({ headers: req.headers, query: new URLSearchParams(req.getQuery()) })),
      ),
    );
  server.post(
    '/sign-out',
    answer(async (req, res) => {
      if (req.headers['x-liia'] !== 'tab')
        throw new HttpError(403, 'not-allowed', 'Sign out from our own pages.');
      const cookie = cookies.read(req.headers.cookie, 'session');
      if (cookie) await endSession(ctx, cookie);
      res.setHeader('set-cookie', cookies.set('session', '', 0));
      return { body: {} };
    }),
  );
  const feed = feedPage(ctx, config);
  server.get(
    '/calendar/:file',
    answer(async (req) => feed((req.params as { file: string }).file)),
  );
  server.get(
    '/healthz',
    answer(async () => ({ body: { ok: true } })),
  );

  const otherwise = answer(async (req, res) => {
    const path = req.getPath();
    if (local && path.startsWith('/local/')) {
      const types = ['application/x-www-form-urlencoded', 'application/json'];
      const body = hasBody(req) ? (await readBytes(req, types, bodyLimit)).bytes.toString('utf8') : '';
      const { method = 'GET', headers } = req;
      const page = await local.handle({ method, path, query: req.getQuery(), headers, body });
      if (page) return send(res, page);
    }
    if (path.startsWith('/api/') || !tab(req, res)) throw new AppError('not-found');
    return 'done';
  });
  for (const method of ['get', 'head', 'post', 'put', 'del', 'opts', 'patch'] as const)
    server[method]('/*', otherwise);
  return server;
}

function write(res: Res, reply: Reply): void {
  if ('file' in reply) {
    const { name, type, text } = reply.file;
    res.writeHead(200, {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    });
    res.end(text);
    return;
  }
  const text = JSON.stringify(reply.body);
  res.writeHead(reply.status ?? 200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  res.end(text);
}

function send(res: Res, page: Page): 'done' {
  res.writeHead(page.status, page.headers);
  res.end(page.body);
  return 'done';
}

/** Whether restify can make an address of the request: it throws where the Host or the path is nonsense. */
function decodes(req: Req): boolean {
  try {
    return !decodeURIComponent(req.getPath()).includes('\u0000');
  } catch {
    return false;
  }
}

/** The pattern of the route, for the log: an address itself may hold what people typed. */
const routeOf = (req: Req) => (req as { route?: { path?: string } }).route?.path;
