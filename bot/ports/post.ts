import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';

/**
 * What came of a post to the channel, or of an e-mail. Reasons are plain words for a coordinator.
 *
 * `unreachable`: this person or channel cannot be reached this way. `forAll`: the fault is the message's, so nobody
 * else would get it either. `tenant`: the whole tenant has to wait, not only this message. `retryAt` is null where the
 * channel did not say when.
 */
export type Delivery =
  | { kind: 'sent'; activityId: string }
  | { kind: 'failed'; reason: string; unreachable: boolean; forAll?: true }
  | { kind: 'deferred'; retryAt: Date; reason: string; tenant?: true }
  | { kind: 'deferred'; retryAt: null; reason: string; tenant: true }
  | { kind: 'unconfirmed'; reason: string };

/** The channel answered, and not with success. */
export class PostRefused extends Error {
  readonly status: number;
  /** When the channel asks us to try again; undefined where it does not say. */
  readonly retryAt: Date | undefined;
  constructor(status: number, retryAt: Date | undefined) {
    super(`The channel answered ${status}`);
    this.name = 'PostRefused';
    this.status = status;
    this.retryAt = retryAt;
  }
}

/** There never was a connection to send anything on: the host is gone, too slow to take us, or not whom it says. */
class NotSent extends Error {}

/** What the connector of botbuilder hands to its HTTP client, as far as we use it. */
type Request = {
  method: string;
  url: string;
  headers: { rawHeaders(): Record<string, string> };
  body?: string;
};

const timeout = 15_000;
const minute = 60_000;

/**
 * The HTTP client under botbuilder's connector: one request for one call, ever. It follows no redirect, which
 * would carry the bot's token to another host. Node's own client, since fetch takes a fifth of all that a turn of
 * the bot costs.
 * @throws PostRefused; NotSent; the client's own errors where there was no answer within 15 seconds
 */
export async function postOnce(request: Request): Promise<object> {
  const response = await post(request);
  const bodyAsText = await text(response);
  const { statusCode: status = 0, headers } = response;
  if (status < 200 || status > 299) throw new PostRefused(status, retryAt(headers['retry-after']));
  const Headers = request.headers.constructor as new (raw: NodeJS.Dict<string | string[]>) => object;
  return { request, status, headers: new Headers(headers), bodyAsText };
}

const post = ({ method, url, headers, body }: Request): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const isHttps = url.startsWith('https:');
    const options = { method, headers: headers.rawHeaders(), signal: AbortSignal.timeout(timeout) };
    let connected = false;
    (isHttps ? https : http)
      .request(url, options, resolve)
      .on('socket', (socket) => {
        const connects = () => {
          connected = true;
        };
        // One that was kept from the post before is connected.
        if (socket.connecting) socket.once(isHttps ? 'secureConnect' : 'connect', connects);
        else connects();
      })
      .on('error', (error) => reject(connected ? error : new NotSent('Never connected', { cause: error })))
      .end(body);
  });

/**
 * What an error of a post means for the message: not sent, refused, or perhaps sent. Microsoft would repeat
 * on 502, 503 and 504; people then got messages twice, so we call those unconfirmed.
 */
export function deliveryOf(error: unknown): Delivery {
  if (!(error instanceof PostRefused))
    return error instanceof NotSent
      ? { kind: 'deferred', retryAt: later(minute), reason: 'Teams could not be reached' }
      : { kind: 'unconfirmed', reason: 'Teams did not say whether the message arrived' };
  const { status, retryAt } = error;
  if (status === 429 || status === 412)
    return {
      kind: 'deferred',
      retryAt: retryAt ?? null,
      reason: 'Teams asked us to wait',
      tenant: true,
    };
  if (status === 401)
    return {
      kind: 'deferred',
      retryAt: later(5 * minute),
      reason: 'Teams did not accept the bot’s sign-in',
      tenant: true,
    };
  if (status === 403)
    return { kind: 'failed', reason: 'The app is blocked or no longer installed', unreachable: true };
  if (status === 404) return { kind: 'failed', reason: 'The chat no longer exists', unreachable: true };
  if (status === 413)
    return { kind: 'failed', reason: 'The message is too large for Teams', unreachable: false, forAll: true };
  if (status === 400)
    return { kind: 'failed', reason: 'Teams did not accept the message', unreachable: false, forAll: true };
  if (status === 408 || status >= 500)
    return { kind: 'unconfirmed', reason: 'Teams did not say whether the message arrived' };
  return { kind: 'failed', reason: 'Teams did not accept the message', unreachable: false };
}

const later = (milliseconds: number) => new Date(Date.now() + milliseconds);

/** Retry-After is seconds or an HTTP date (RFC 9110, 10.2.3); at most an hour is believed. */
function retryAt(header: string | undefined): Date | undefined {
  if (!header) return undefined;
  const at = /^\d+$/.test(header) ? Date.now() + Number(header) * 1000 : Date.parse(header);
  return Number.isNaN(at) ? undefined : new Date(Math.min(at, Date.now() + 60 * minute));
}
