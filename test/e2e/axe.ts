import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Route as Call, Frame, Page } from 'playwright-core';
import { changeTheme, goOnInTeams, type InTeams, type TeamsTheme } from './browser.ts';
import type { Service } from './service.ts';

// The axe-core that @axe-core/playwright brings. Run in the frame itself, rules for whole documents apply too.
const require = createRequire(import.meta.resolve('@axe-core/playwright'));
const { source } = require('axe-core') as { source: string };

/** One page in one state. `reach` brings the open page there; `shows` is what its main part then says. */
export type State = {
  name: string;
  as: InTeams;
  shows?: string | RegExp;
  calls?: (call: Call) => Promise<void> | undefined;
  reach?: (frame: Frame, page: Page) => Promise<unknown>;
  loading?: true;
  views?: View[];
};

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/**
 * Waits until what the page asked for is there (or never will be) and nothing moves any more.
 * @param loading the page is to be seen while it still waits
 */
export async function settled(frame: Frame, loading = false): Promise<void> {
  await frame.waitForFunction((loading) => {
    const waiting = [...document.querySelectorAll('#main span')].some(
      (each) => each.textContent === 'Loading',
    );
    const moving = document.getAnimations().some((each) => each.playState === 'running');
    return document.querySelector('h1:not([data-before])') && waiting === loading && !moving;
  }, loading);
}

/** The rules of those tags that look at colours. */
const ofColours = ['color-contrast', 'link-in-text-block'];

/**
 * What axe finds in the frame, by every rule of WCAG 2.2 A and AA, as "rule: where: what"; and whether the
 * page is wider than the window. The sole exclusion is Fluent's focus sentinels.
 * @param rules those that are asked, where it is not all of them
 */
export async function faults(frame: Frame, rules?: string[]): Promise<string[]> {
  if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(source);
  const found = await lookOnce(frame, rules);
  // What changes under its eyes axe sees in part: a button that may be pressed again, in its colours of before.
  return found.length > 0 ? lookOnce(frame, rules) : found;
}

async function lookOnce(frame: Frame, rules: string[] | undefined): Promise<string[]> {
  const found = await frame.evaluate(
    async (runOnly) => {
      const { axe } = window as never as { axe: { run(where: object, how: object): Promise<AxeResults> } };
      const { violations } = await axe.run(
        { exclude: [['[data-tabster-dummy]']] },
        // Sound and film are all that a rule of ours wants loaded beforehand: not every style sheet once more.
        { runOnly, resultTypes: ['violations'], preload: { assets: ['media'] } },
      );
      return violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
      );
    },
    rules ? { type: 'rule', values: rules } : { type: 'tag', values: tags },
  );
  const overflow = await frame.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return overflow > 0 ? [...found, `The page is ${overflow} pixels wider than the window.`] : found;
}

/** Everything on the page but its colours: elements with their attributes and words, where they are and whether they show. */
const apartFromColours = (frame: Frame): Promise<string> =>
  frame.evaluate(() => {
    const attributes = ({ attributes }: Element) =>
      [...attributes]
        .filter(({ name }) => name !== 'class' && name !== 'style')
        .map(({ name, value }) => `${name}=${value}`);
    const words = (element: Element) =>
      [...element.childNodes].filter((node) => node instanceof Text).map(({ data }) => data);
    return [...document.body.querySelectorAll('*')]
      .map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const { visibility } = getComputedStyle(element);
        return [element.tagName, ...attributes(element), ...words(element), x, y, width, height, visibility];
      })
      .join('\n');
  });

export const widths = [1280, 320];
export type View = [theme: TeamsTheme, width: number];
/** There and back: each change of the theme draws everything again. */
export const everyView: View[] = [
  ['default', 1280],
  ['dark', 1280],
  ['contrast', 1280],
  ['contrast', 320],
  ['dark', 320],
  ['default', 320],
];
/** Each theme and each width: every page with data is looked at in each of both together. */
const eachOnce: View[] = [
  ['default', 1280],
  ['dark', 1280],
  ['contrast', 320],
];

/**
 * Brings the page to a state and looks at it, once in each theme and in each width unless told otherwise.
 * @returns the frame, still in this state
 */
export async function lookAt(page: Page, service: Service, state: State): Promise<Frame> {
  const { as, shows, calls, reach, loading, views } = state;
  await page.unroute('**/api/**');
  if (calls) await page.route('**/api/**', (call) => calls(call) ?? call.fallback());
  await page.setViewportSize({ width: widths[0]!, height: 800 });
  const frame = await goOnInTeams(page, service, as);
  await settled(frame, loading);
  await reach?.(frame, page);
  await look(page, frame, { shows, loading, views });
  return frame;
}

/** Looks at what the page shows in these views. */
export async function look(
  page: Page,
  frame: Frame,
  { shows, loading, views = eachOnce }: Pick<State, 'shows' | 'loading' | 'views'>,
): Promise<void> {
  if (shows) await frame.getByRole('main').getByText(shows).first().waitFor();
  const found: string[] = [];
  let before: string | undefined;
  for (const [theme, width] of views) {
    await page.setViewportSize({ width, height: 800 });
    await changeTheme(page, frame, theme);
    await settled(frame, loading);
    // Where nothing but colours is another than in the theme before, nor can any other rule find something else.
    const now = `${width} ${await apartFromColours(frame)}`;
    const rules = now === before ? ofColours : undefined;
    before = now;
    found.push(...(await faults(frame, rules)).map((fault) => `${theme}, ${width} pixels: ${fault}`));
  }
  assert.deepEqual(found, []);
}
