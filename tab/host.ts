/** Where the tab runs: inside Teams, or in a plain browser. Only this file and teams.ts know the difference. */

export type ThemeName = 'light' | 'dark' | 'contrast';

/**
 * Asked before teams-js is loaded, which never settles in a plain browser. On a phone Teams draws the tab without
 * a parent window and offers `nativeInterface` in its place.
 */
export const inTeams = window.parent !== window || 'nativeInterface' in window;

type Teams = typeof import('./teams.ts');
let loaded: Promise<Teams> | undefined;

/** The Teams side, loaded once; a load that failed is tried again at the next call. */
function teams() {
  loaded ??= import('./teams.ts').catch((problem) => {
    loaded = undefined;
    throw problem;
  });
  return loaded;
}

// On its way while the rest of the page starts; whoever needs it meets a failure.
if (inTeams) teams().catch(() => {});

let sharesLinks = false;
let scansCodes = false;

/** Whether there is a box for sharing links. Known once the host is started. */
export const canShareLinks = (): boolean => sharesLinks;

/** Whether Teams has a box of its own for reading QR codes. Known once the host is started. */
export const teamsScans = (): boolean => scansCodes;

/** Opens that box, and gives what stands in the code. @throws where it was closed without one */
export const scanInTeams = async (): Promise<string> => (await teams()).scan();

/**
 * Starts the host: follows its theme and, in Teams, opens the page that a deep link names.
 * @param onTheme called with the theme at the start and at every change.
 */
export async function startHost(onTheme: (theme: ThemeName) => void): Promise<void> {
  if (!inTeams) return followBrowserTheme(onTheme);
  const { start, canShare, canScan } = await teams();
  const subPage = await start(onTheme);
  sharesLinks = canShare();
  scansCodes = canScan();
  if (subPage) openSubPage(subPage);
}

/** Tells Teams that the page has content, so that it takes its own loading sign away. */
export async function notifyReady(): Promise<void> {
  if (inTeams) await (await teams()).ready();
}

/**
 * Why Teams gave no token: the organisation has to allow the app; the person has to show again who they are; the
 * window for that was closed or could not open; anything else.
 */
export type HostProblem = 'consent' | 'step-up' | 'cancelled' | 'failed';

let problem: HostProblem | undefined;

/** What came of the last time that Teams was asked for a token; undefined where it gave one. */
export const hostProblem = (): HostProblem | undefined => problem;

/** A token for the next call, in Teams; undefined outside Teams or where Teams gives none. */
export async function hostToken(): Promise<string | undefined> {
  if (!inTeams) return undefined;
  return askForToken((token) => token());
}

/** Asks Teams once more and lets it show its own windows: for consent, or to confirm who one is. */
export async function signInAgain(): Promise<void> {
  if (inTeams) await askForToken((token) => token({ silent: false }));
}

async function askForToken(ask: (token: Teams['token']) => Promise<string>): Promise<string | undefined> {
  try {
    const token = await ask((await teams()).token);
    problem = undefined;
    return token;
  } catch (error) {
    problem = problemOf(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

// Teams' desktop, web and phone versions word these each in their own way, and none is listed in full anywhere.
const wordings: [RegExp, HostProblem][] = [
  [/consent|resourceDisabled|invalid_resource|AADSTS(65001|65004|90094|500011|700016|7000112)\b/i, 'consent'],
  [/Cancel|FailedToOpenWindow|popup_(closed|blocked)/i, 'cancelled'],
  [
    /Mfa|interaction_?required|login_?required|revoked|expired|invalid_grant|AADSTS(50058|50076|50078|50079|50158|700082)\b/i,
    'step-up',
  ],
];

/** Which kind of problem Teams' wording means. */
export const problemOf = (wording: string): HostProblem =>
  wordings.find(([pattern]) => pattern.test(wording))?.[1] ?? 'failed';

/** Opens a page of ours beside the tab, in a window of Teams' own, until it is closed. @throws where the person closes it */
export const openWindow = async (path: string): Promise<void> =>
  void (await (await teams()).openWindow(path));

/** In that window: closes it. */
export const closeWindow = async (): Promise<void> => (await teams()).closeWindow();

/** Opens Teams' own box for sharing a link to the page at `path`. @throws where Teams refuses */
export async function shareLink(path: string, label: string): Promise<void> {
  (await teams()).share(path, label);
}

// A reload comes with the same deep link; by then the person may have moved on.
function openSubPage(subPage: string) {
  const [navigation] = performance.getEntriesByType('navigation');
  if (navigation instanceof PerformanceNavigationTiming && navigation.type === 'reload') return;
  const url = new URL(`/${subPage.replace(/^\/+/, '')}`, location.origin);
  if (url.origin === location.origin) history.replaceState(null, '', url.pathname + url.search);
}

function followBrowserTheme(onTheme: (theme: ThemeName) => void) {
  const contrast = matchMedia('(forced-colors: active)');
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const tell = () => onTheme(contrast.matches ? 'contrast' : dark.matches ? 'dark' : 'light');
  contrast.addEventListener('change', tell);
  dark.addEventListener('change', tell);
  tell();
}
