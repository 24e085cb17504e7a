import type { Config } from '../config.ts';

/** The tabs of the app package that show pages of ours; every other page opens in Home. */
const tabs = ['home', 'events', 'library', 'programmes'];

/**
 * Where a page of the tab is: in Teams by its deep link, in local mode by its plain address.
 * Shape: learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-application
 * @returns a function from the page ("events", "events/some-id") to its address
 */
export function pageLinks({ local, publicUrl, trust }: Config): (page: string) => string {
  return (page) => {
    if (local) return `${publicUrl}/${page}`;
    const [first = ''] = page.split('/');
    const tab = tabs.includes(first) ? first : 'home';
    const url = new URL(`https://teams.microsoft.com/l/entity/${trust.appId}/${tab}`);
    url.searchParams.set('context', JSON.stringify({ subEntityId: page }));
    return url.href;
  };
}
