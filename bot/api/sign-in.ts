import type { IncomingHttpHeaders } from 'node:http';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Context } from '../domain/context.ts';
import { AppError } from '../domain/errors.ts';
import {
  attemptLasts,
  endSession,
  sessionLasts,
  startAttempt,
  startSession,
  takeAttempt,
} from '../domain/members/web-sessions.ts';
import type { BrowserSignIn, EntraError } from '../ports/entra.ts';
import type { TokenChecks } from './auth.ts';
import type { Cookies } from './cookies.ts';
import { guid } from './route.ts';
import { allowCalendarsPath, allowPath, calendarPath, type Ending, endingPage } from './sign-in-page.ts';

/** What a browser is shown, or where it is sent. */
export type Page = { status: number; headers: Record<string, string | string[]>; body: string };
type Visit = { headers: IncomingHttpHeaders; query: URLSearchParams };

type Parts = {
  ctx: Context;
  config: Config;
  entra: BrowserSignIn;
  checks: TokenChecks;
  cookies: Cookies;
  help(): Promise<string | undefined>;
  log: Logger;
};

/** Comes back from Entra where an administrator was asked, and not a person who signs in. */
const consentState = 'consent';
const calendarsState = 'calendars';
/** Comes back where a person was asked for their calendar: with the token that Teams gives the tab we see what they said. */
const calendarState = 'calendar';
/** The page of the tab that closes the window that Teams opened for it. */
const calendarAsked = '/calendar-asked';

/**
 * The sign-in of people who open the tab in a plain browser, by path. The browser goes to Entra and comes back with
 * a code; what must come back with it is kept here, once, for the browser that began.
 */
export function signInPages(parts: Parts): Record<string, (visit: Visit) => Promise<Page>> {
  const { ctx, config, entra, checks, cookies, log } = parts;

  async function begin({ headers, query }: Visit): Promise<Page> {
    const returnTo = safeReturn(query.get('return'));
    // The cookie is this address's alone: at another name for this machine it would not come back.
    if (config.local && `http://${headers.host}` !== config.publicUrl)
      return redirect(`${config.publicUrl}/sign-in?return=${encodeURIComponent(returnTo)}`);
    const known = cookies.read(headers.cookie, 'sign_in');
    const { browser, ...attempt } = await startAttempt(ctx, returnTo, known);
    return redirect(await entra.signInAddress(attempt), [cookies.set('sign_in', browser, attemptLasts)]);
  }

  async function comeBack({ headers, query }: Visit): Promise<Page> {
    const state = query.get('state') ?? '';
    const said = errorIn(query);
    if (state === consentState)
      return page(query.get('admin_consent') === 'True' && !said ? 'allowed' : 'not allowed', '/', said);
    if (state === calendarsState)
      return page(
        query.get('admin_consent') === 'True' && !said ? 'calendars allowed' : 'calendars not allowed',
        '/',
        said,
      );
    if (state === calendarState) return redirect(calendarAsked);
    const browser = cookies.read(headers.cookie, 'sign_in');
    const attempt = browser && (await takeAttempt(ctx, state, browser));
    if (!attempt) return page('over', '/');
    try {
      if (said) return await page(endingOf(said), attempt.returnTo, said);
      const code = query.get('code');
      if (!code) return await page('failed', attempt.returnTo);
      const answer = await entra.redeem(code, attempt);
      if ('refused' in answer) return await page(endingOf(answer.refused), attempt.returnTo, answer.refused);
      const identity = await checks.ofSignIn(answer.idToken, attempt.nonce);
      const before = cookies.read(headers.cookie, 'session');
      if (before) await endSession(ctx, before);
      const session = await startSession(ctx, identity);
      return redirect(attempt.returnTo, [cookies.set('session', session, sessionLasts)]);
    } catch (error) {
      const code = error instanceof AppError ? error.code : undefined;
      if (code === 'unknown-organisation') return page('guest', attempt.returnTo);
      if (code === 'signed-out') return page('failed', attempt.returnTo);
      if (!code) log.error({ err: error }, 'sign-in failed');
      return page('no answer', attempt.returnTo);
    }
  }

  async function page(ending: Ending, returnTo: string, said?: EntraError): Promise<Page> {
    const code = said && numberIn(said);
    log.info({ ending, code }, 'sign-in ended');
    return endingPage(ending, { publicUrl: config.publicUrl, returnTo, code, help: await parts.help() });
  }

  return {
    '/sign-in': begin,
    '/sign-in/callback': comeBack,
    [allowPath]: async () => redirect(entra.consentAddress(consentState, 'sign-in')),
    [allowCalendarsPath]: async () => redirect(entra.consentAddress(calendarsState, 'calendars')),
    [calendarPath]: async ({ query }) => {
      const tenant = guid.safeParse(query.get('tenant'));
      if (!tenant.success) throw new AppError('not-found');
      return redirect(await entra.calendarAddress(tenant.data, calendarState));
    },
  };
}

function redirect(address: string, setCookie: string[] = []): Page {
  const headers = { location: address, 'cache-control': 'no-store', 'set-cookie': setCookie };
  return { status: 303, headers, body: '' };
}

/** What Entra refused with, where the browser came back with that. */
function errorIn(query: URLSearchParams): EntraError | undefined {
  const error = query.get('error');
  return error === null ? undefined : { error, description: query.get('error_description') ?? '' };
}

/** Entra's number for the case, such as AADSTS65001: all of its text that is shown or logged. */
const numberIn = ({ description }: EntraError) => /\bAADSTS\d{4,8}\b/.exec(description)?.[0];

// Entra's numbers say more than its codes, which are OAuth's few (learn.microsoft.com: reference-error-codes).
const numbers: [RegExp, Ending][] = [
  [/^AADSTS(65001|65005|650052|90093|90094|500011|700016|7000112)$/, 'consent'],
  [/^AADSTS(50020|500021|50105|5300[0-4]|530003|53011|50097|50131)$/, 'shut out'],
  [/^AADSTS(50058|50072|50074|50076|50078|50079|50158|16000)$/, 'step-up'],
  [/^AADSTS(90033|90006|50196)$/, 'no answer'],
];
const codes: Record<string, Ending> = {
  consent_required: 'consent',
  unauthorized_client: 'consent',
  invalid_resource: 'consent',
  access_denied: 'cancelled',
  interaction_required: 'step-up',
  login_required: 'step-up',
  server_error: 'no answer',
  temporarily_unavailable: 'no answer',
};

function endingOf(said: EntraError): Ending {
  const number = numberIn(said) ?? '';
  const known = numbers.find(([pattern]) => pattern.test(number))?.[1];
  return known ?? (Object.hasOwn(codes, said.error) ? codes[said.error]! : 'failed');
}

/**
 * A path of the tab to go to after the sign-in; '/' for anything else. It is judged as a browser would read it, since
 * browsers drop tabs and read a backslash as a slash.
 */
export function safeReturn(path: string | null): string {
  const here = 'http://here.invalid';
  const url = path?.startsWith('/') && path.length <= 2000 ? URL.parse(path, here) : null;
  if (url?.origin !== here || /^\/(\/|sign-in(\/|$)|api\/|local\/)/.test(url.pathname)) return '/';
  return url.pathname + url.search + url.hash;
}
