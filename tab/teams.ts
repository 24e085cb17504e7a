/** The Teams side of host.ts, loaded only inside a frame. */
import { app, authentication, barCode, pages } from '@microsoft/teams-js';
import type { ThemeName } from './host.ts';

const themes: Record<string, ThemeName> = { dark: 'dark', contrast: 'contrast' };

/** Starts teams-js and follows the theme. Returns the page that a deep link names, such as "events/some-id". */
export async function start(onTheme: (theme: ThemeName) => void): Promise<string | undefined> {
  await app.initialize();
  const tell = (theme: string) => onTheme(themes[theme] ?? 'light');
  app.registerOnThemeChangeHandler(tell);
  const context = await app.getContext();
  tell(context.app.theme);
  return context.page.subPageId;
}

export async function ready(): Promise<void> {
  app.notifyAppLoaded();
  await app.notifySuccess();
}

/**
 * Teams keeps the token and renews it, so asking before each call is cheap. Starts teams-js, which it does only
 * once, in case this file came too late for `start`.
 */
export async function token(request?: { silent: boolean }): Promise<string> {
  await app.initialize();
  return authentication.getAuthToken(request);
}

/** Opens a page of ours in a window of Teams' own. Resolves when that page closes it. @throws where the person does */
export const openWindow = (path: string): Promise<string> =>
  authentication.authenticate({ url: location.origin + path, width: 600, height: 640 });

/** In such a window: closes it. */
export async function closeWindow(): Promise<void> {
  await app.initialize();
  authentication.notifySuccess('');
}

/** Whether this kind of Teams shares links. Known once `start` is done. */
export const canShare = (): boolean => pages.isSupported();

export function share(path: string, label: string): void {
  pages.shareDeepLink({ subPageId: path.replace(/^\//, ''), subPageLabel: label });
}

/** Whether this kind of Teams reads QR codes itself: on phones. Known once `start` is done. */
export const canScan = (): boolean => barCode.isSupported();

/** What stands in the QR code that the person holds before the camera. @throws where they close it, or do not allow it */
export async function scan(): Promise<string> {
  if (!(await barCode.hasPermission())) await barCode.requestPermission();
  return barCode.scanBarCode({ timeOutIntervalInSec: 60 });
}
