import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
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

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

type Asset = { type: string; etag: string; plain: Buffer; br: Buffer | undefined; gzip: Buffer | undefined };

/**
 * Serves the built tab: hashed assets for ever, as the build compressed them; the page itself for every
 * address of the tab to whoever takes one. All of it is read into memory once: an address is
 * looked up among known names and never becomes a file's, and a new build under a running service changes
 * nothing until it starts again.
 * @returns a function that says false where the request is not for the tab
 * @throws Error where the tab is not built
 */
export function serveTab(config: Config): (req: IncomingMessage, res: ServerResponse) => boolean {
  if (!existsSync(join(folder, 'index.html')))
    throw new Error('The tab is not built yet: run npm run build.');
  const page = readFileSync(join(folder, 'index.html'));
  const assets = readAssets();
  const frames = config.local ? `'self' ${teams}` : teams;
  return (req, res) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return false;
    const path = (req.url ?? '/').split('?')[0] ?? '/';
    if (path.startsWith('/assets/')) {
      const asset = assets.get(path);
      if (asset) sendAsset(req, res, asset);
      return asset !== undefined;
    }
    if (!takesPage(path, req.headers.accept)) return false;
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

/** Browsers ask for a page by its type; what asks for anything gets it too, unless the address is a file's. */
function takesPage(path: string, accept = '*/*'): boolean {
  const takes = new Map(
    accept
      .toLowerCase()
      .split(',')
      .map((range) => range.split(';').map((part) => part.trim()))
      .map(([type = '', ...rest]) => [type, !rest.some((part) => /^q=0(\.0*)?$/.test(part))]),
  );
  const page = takes.get('text/html');
  if (page !== undefined) return page;
  return extname(path) === '' && (takes.get('text/*') ?? takes.get('*/*') ?? false);
}

function readAssets(): Map<string, Asset> {
  const inFolder = join(folder, 'assets');
  const names = readdirSync(inFolder);
  const read = (name: string) => (names.includes(name) ? readFileSync(join(inFolder, name)) : undefined);
  return new Map(
    names
      .filter((name) => types[extname(name)])
      .map((name) => {
        const plain = read(name)!;
        const etag = `"${createHash('sha256').update(plain).digest('base64url')}"`;
        const asset = {
          type: types[extname(name)]!,
          etag,
          plain,
          br: read(`${name}.br`),
          gzip: read(`${name}.gz`),
        };
        return [`/assets/${name}`, asset];
      }),
  );
}

function sendAsset(req: IncomingMessage, res: ServerResponse, asset: Asset): void {
  const accepts = String(req.headers['accept-encoding'] ?? '');
  const encoding =
    asset.br && /\bbr\b/.test(accepts) ? 'br' : asset.gzip && /\bgzip\b/.test(accepts) ? 'gzip' : undefined;
  const body = (encoding && asset[encoding]) ?? asset.plain;
  const headers = {
    etag: asset.etag,
    vary: 'accept-encoding',
    'cache-control': 'public, max-age=31536000, immutable',
  };
  if (req.headers['if-none-match'] === asset.etag) {
    res.writeHead(304, headers);
    res.end();
    return;
  }
  res.writeHead(200, {
    ...headers,
    'content-type': asset.type,
    'content-length': body.length,
    ...(encoding && { 'content-encoding': encoding }),
  });
  res.end(req.method === 'HEAD' ? undefined : body);
}
