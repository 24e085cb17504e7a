import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import type { Config } from '../config.ts';

const folder = join(import.meta.dirname, '../../tab/dist');

/** Where Teams may show the tab in a frame (Microsoft: tab-requirements). */
const teams = 'https://*.cloud.microsoft https://teams.microsoft.com https://*.teams.microsoft.com';

/** teams-js reads its list of valid hosts from res.cdn.office.net. Fluent writes its styles into the page. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self' https://res.cdn.office.net",
  "form-action 'self'",
  "base-uri 'none'",
].join('; ');

/**
 * Serves the built tab: hashed assets for ever, as built and compressed; the page itself for every address
 * of the tab that a browser asks for as a page.
 * @returns a function that says false where the request is not for the tab
 */
export function serveTab(config: Config): (req: IncomingMessage, res: ServerResponse) => Promise<boolean> {
  if (!existsSync(join(folder, 'index.html')))
    throw new Error('The tab is not built yet: run npm run build.');
  const page = readFileSync(join(folder, 'index.html'));
  // Read into memory once: a request's path is looked up among known names and never becomes a file's.
  const assets = sirv(folder, { brotli: true, gzip: true, etag: true, immutable: true, maxAge: 31_536_000 });
  const frames = config.local ? `'self' ${teams}` : teams;
  return async (req, res) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return false;
    const path = (req.url ?? '/').split('?')[0] ?? '/';
    if (path.startsWith('/assets/'))
      return new Promise((resolve) => {
        res.on('finish', () => resolve(true));
        assets(req, res, () => resolve(false));
      });
    if (!/text\/html|\*\/\*/.test(req.headers.accept ?? '') || path.includes('%00')) return false;
    res.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-length': page.length,
      'cache-control': 'no-cache',
      'content-security-policy': `${policy}; frame-ancestors ${frames}`,
    });
    res.end(req.method === 'HEAD' ? undefined : page);
    return true;
  };
}
