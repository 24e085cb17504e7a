import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Frame, type Page } from 'playwright-core';
import { atTheEnd } from '../end.ts';
import { findChromium } from './chromium.ts';
import type { Service } from './service.ts';

/** Nothing leaves this machine; the tab on loopback may stand in a page that says it is Teams. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=en-GB',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1',
  // The tab and the page around it share a process: a new one for each page that is opened costs a tenth of it.
  '--disable-features=LocalNetworkAccessChecks,IsolateOrigins,site-per-process',
  '--disable-site-isolation-trials',
];

/** On Linux the browser's own parts, such as date fields, take their language from here. */
const british = { LANGUAGE: 'en_GB', LC_ALL: 'en_GB.UTF-8' };

let browser: Promise<Browser> | undefined;

/** The one browser of a file's tests, started at its first use and closed when the last test is done. */
export function theBrowser(): Promise<Browser> {
  browser ??= findChromium().then(async ({ executablePath, env = process.env as Record<string, string> }) => {
    const started = await chromium.launch({ executablePath, args, env: { ...env, ...british } });
    atTheEnd(() => {
      browser = undefined;
      return started.close();
    });
    return started;
  });
  return browser;
}

/** As a Londoner's browser has it, whatever the machine's own is. */
const settings: BrowserContextOptions = {
  locale: 'en-GB',
  timezoneId: 'Europe/London',
  reducedMotion: 'reduce',
};

/** A page with cookies and storage of its own, without motion. Outside hosts are refused at once. */
export async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await (await theBrowser()).newContext({ ...settings, ...options });
  context.setDefaultTimeout(30_000);
  return context.newPage();
}

/** Signs in at the demo sign-in as a person of demo.yaml, and goes to `path`. */
export async function signIn(page: Page, service: Service, accountId: string, path = '/'): Promise<void> {
  await page.goto(`${service.url}/sign-in?return=${encodeURIComponent(path)}`);
  await page.getByRole('button', { name: service.account(accountId).name }).click();
  await page.waitForURL(`${service.url}${path}`);
}

export type TeamsTheme = 'default' | 'dark' | 'contrast';
/** `accountId` undefined: Teams gives no token. */
export type InTeams = {
  accountId: string | undefined;
  path?: string;
  subPageId?: string;
  theme?: TeamsTheme;
};

const host = 'https://teams.microsoft.com/host';
const hostPage = readFileSync(join(import.meta.dirname, 'teams-host.html'), 'utf8');

/** Opens the tab at `path` in a page that plays Teams' part, signed in as a person of demo.yaml. */
export async function openInTeams(page: Page, service: Service, as: InTeams): Promise<Frame> {
  const account = as.accountId === undefined ? undefined : service.account(as.accountId);
  const settings = {
    tab: service.url + (as.path ?? '/'),
    subPageId: as.subPageId,
    theme: as.theme ?? 'default',
    tenantId: account?.tenantId,
    objectId: account?.objectId,
    token: account && (await service.local.issuer.memberToken(account)),
  };
  const body = hostPage.replace('"SETTINGS"', () => JSON.stringify(settings).replaceAll('<', '\\u003c'));
  await page.context().unroute(host);
  await page.context().route(host, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(host);
  const frame = await (await page.locator('#tab').elementHandle())?.contentFrame();
  if (!frame) throw new Error('The page around the tab has no frame');
  return frame;
}

/** The tab that stands open in a page that plays Teams' part, and whose it is. */
const tabs = new WeakMap<Page, { accountId: string; frame: Frame }>();

/** As `openInTeams`; where the page has the tab open as that person, it starts again there: that takes a third. */
export async function goOnInTeams(page: Page, service: Service, as: InTeams): Promise<Frame> {
  const open = tabs.get(page);
  if (open && !open.frame.isDetached() && open.accountId === as.accountId) {
    await startAgain(open.frame, as.path ?? '/');
    return open.frame;
  }
  const frame = await openInTeams(page, service, as);
  if (as.accountId === undefined) tabs.delete(page);
  else tabs.set(page, { accountId: as.accountId, frame });
  return frame;
}

const pages = new WeakMap<Service, Map<string, Promise<Page>>>();

/** The tab at `path`, in a page in Teams that this person keeps until the last test of the file is done. */
export async function tabOf(service: Service, accountId: string, path: string): Promise<Frame> {
  const theirs = pages.get(service) ?? new Map<string, Promise<Page>>();
  pages.set(service, theirs);
  const page = theirs.get(accountId) ?? newPage();
  theirs.set(accountId, page);
  return goOnInTeams(await page, service, { accountId, path });
}

/** Moves on within the open tab, as a link does: the heading that stands there now is marked with the page it is of. */
export const goTo = (frame: Frame, path: string): Promise<void> =>
  frame.evaluate((path) => {
    document.querySelector('h1')?.setAttribute('data-before', location.pathname);
    history.pushState(null, '', path);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);

/**
 * Goes to `path` with nothing known that the service said before, as if the tab were opened there: to load and
 * compile it again takes three times as long.
 */
async function startAgain(frame: Frame, path: string): Promise<void> {
  await goTo(frame, '/nowhere-at-all');
  await frame.locator('h1:not([data-before])').waitFor();
  await frame.evaluate(() => {
    type Cache = { clear(): void };
    type Client = {
      removeQueries(which: object): void;
      resetQueries(): Promise<void>;
      getMutationCache(): Cache;
    };
    type Fiber = { child: Fiber; memoizedProps: { client?: Client } | null };
    const root = document.getElementById('root') as never as Record<
      string,
      { stateNode: { current: Fiber } }
    >;
    let fiber =
      root[Object.keys(root).find((name) => name.startsWith('__reactContainer$'))!]!.stateNode.current;
    while (!fiber.memoizedProps?.client) fiber = fiber.child;
    const { client } = fiber.memoizedProps;
    client.getMutationCache().clear();
    client.removeQueries({ type: 'inactive' });
    void client.resetQueries();
  });
  await goTo(frame, path);
}

/**
 * Opens the tab at `path` as Teams on a phone does: no window around it, Teams heard by `nativeInterface` and
 * answering by `onNativeMessage` (@microsoft/teams-js 2.58, internal/communication).
 */
export async function openOnPhone(
  page: Page,
  service: Service,
  accountId: string,
  path: string,
): Promise<void> {
  const account = service.account(accountId);
  const runtime = { apiVersion: 4, isLegacyTeams: false, supports: { app: { notifySuccessResponse: {} } } };
  const context = { locale: 'en-gb', theme: 'default', frameContext: 'content', hostName: 'Teams' };
  const answers: Record<string, unknown[]> = {
    initialize: ['content', 'android', JSON.stringify(runtime), '2.1.0'],
    getContext: [{ ...context, entityId: 'home', hostClientType: 'android' }],
    'authentication.getAuthToken': [true, await service.local.issuer.memberToken(account)],
    'appInitialization.success': [undefined],
  };
  await page.addInitScript((answers) => {
    const heard: { func: string; args: unknown[] }[] = [];
    const phone = window as never as { onNativeMessage(event: { data: object }): void };
    const framelessPostMessage = (message: string) => {
      const { id, uuidAsString, func, args: given } = JSON.parse(message);
      heard.push({ func, args: given });
      const args = answers[func];
      if (args) queueMicrotask(() => phone.onNativeMessage({ data: { id, uuidAsString, args } }));
    };
    Object.assign(window, { teams: { heard }, nativeInterface: { framelessPostMessage } });
  }, answers);
  await page.goto(service.url + path);
}

/** Teams changes its theme while the tab is open. Resolves when the tab has taken it on. */
export async function changeTheme(page: Page, frame: Frame, theme: TeamsTheme): Promise<void> {
  // Fluent's background colour for content is another one in each theme.
  const colour = (before?: string) => {
    const provider = document.querySelector('.fui-FluentProvider')!;
    const now = getComputedStyle(provider).getPropertyValue('--colorNeutralBackground1');
    return now !== before && now;
  };
  const before = await frame.evaluate(colour, undefined);
  const changed = await page.evaluate(
    (theme) => (window as never as { teams: { changeTheme(t: string): boolean } }).teams.changeTheme(theme),
    theme,
  );
  if (changed) await frame.waitForFunction(colour, before || undefined);
}

/** Waits until the tab called this function of Teams, and gives what it called it with. */
export async function heardByTeams(page: Page, func: string): Promise<unknown[]> {
  const call = await page.waitForFunction((func) => {
    const { heard } = (window as never as { teams: { heard: { func: string; args: unknown[] }[] } }).teams;
    return heard.find((each) => each.func === func);
  }, func);
  return (await call.jsonValue())!.args;
}
