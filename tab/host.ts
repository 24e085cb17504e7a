/** Where the tab runs: inside Teams, or in a plain browser. Only this file and teams.ts know the difference. */

export type ThemeName = 'light' | 'dark' | 'contrast';

/** teams-js never settles in a window without a parent, so this is asked before it is loaded. */
export const inTeams = window.parent !== window;

const teams = inTeams ? import('./teams.ts') : undefined;

/**
 * Starts the host: follows its theme and, in Teams, opens the page that a deep link names.
 * @param onTheme called with the theme at the start and at every change.
 */
export async function startHost(onTheme: (theme: ThemeName) => void): Promise<void> {
  if (!teams) return followBrowserTheme(onTheme);
  const { start } = await teams;
  const subPage = await start(onTheme);
  if (subPage) openSubPage(subPage);
}

/** Tells Teams that the page has content, so that it takes its own loading sign away. */
export async function notifyReady(): Promise<void> {
  if (teams) await (await teams).ready();
}

/** A token for the next call, in Teams; undefined outside Teams or where Teams gives none. */
export async function hostToken(): Promise<string | undefined> {
  if (!teams) return undefined;
  const { token } = await teams;
  return token().catch(() => undefined);
}

/** Opens Teams' own box for sharing a link to the page at `path`. */
export async function shareLink(path: string, label: string): Promise<void> {
  if (teams) (await teams).share(path, label);
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
