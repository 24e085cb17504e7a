import type { Config } from '../config.ts';

/** The tabs of the app package that show pages of ours; every other page opens in Home. */
const tabs = ['home', 'events', 'library', 'programmes'];

/**
 * Where a page of the tab is for people in Teams: its deep link, in local mode its plain address.
 * Shape: learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-application
 * @returns a function from the page ("events", "events/some-id") to its address
 */
export function pageLinks(config: Config): (page: string) => string {
  if (config.local) return webLinks(config);
  return (page) => {
    const [first = ''] = page.split('/');
    const tab = tabs.includes(first) ? first : 'home';
    const url = new URL(`https://teams.microsoft.com/l/entity/${config.trust.appId}/${tab}`);
    url.searchParams.set('context', JSON.stringify({ subEntityId: page }));
    return url.href;
  };
}

/** Where a page of the tab is for people who may not have the app: its plain address, in any browser. */
export const webLinks =
  ({ publicUrl }: Config) =>
  (page: string): string =>
    `${publicUrl}/${page}`;
