/** Where the tab runs: inside Teams, or in a plain browser. Only this file and teams.ts know the difference. */

export type ThemeName = 'light' | 'dark' | 'contrast';

/**
 * Asked before teams-js is loaded, which never settles in a plain browser. On a phone Teams draws the tab without
 * a parent window and offers `nativeInterface` in its place.
 */
export const inTeams = window.parent !== window || 'nativeInterface' in window;

let loaded: Promise<typeof import('./teams.ts')> | undefined;

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

/** Whether there is a box for sharing links. Known once the host is started. */
export const canShareLinks = (): boolean => sharesLinks;

/**
 * Starts the host: follows its theme and, in Teams, opens the page that a deep link names.
 * @param onTheme called with the theme at the start and at every change.
 */
export async function startHost(onTheme: (theme: ThemeName) => void): Promise<void> {
  if (!inTeams) return followBrowserTheme(onTheme);
  const { start, canShare } = await teams();
  const subPage = await start(onTheme);
  sharesLinks = canShare();
  if (subPage) openSubPage(subPage);
}

/** Tells Teams that the page has content, so that it takes its own loading sign away. */
export async function notifyReady(): Promise<void> {
  if (inTeams) await (await teams()).ready();
}

/** A token for the next call, in Teams; undefined outside Teams or where Teams gives none. */
export async function hostToken(): Promise<string | undefined> {
  if (!inTeams) return undefined;
  return teams()
    .then(({ token }) => token())
    .catch(() => undefined);
}

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
