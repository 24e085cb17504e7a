import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { settled } from './axe.ts';
import { changeTheme, goTo, heardByTeams, newPage, openInTeams, openOnPhone, signIn } from './browser.ts';
import { type Service, theService } from './service.ts';

describe('The tab in Teams', () => {
  let service: Service;
  let page: Page;
  before(async () => {
    service = await theService();
  });
  beforeEach(async () => {
    page = await newPage();
  });
  afterEach(() => page.context().close());

  it('signs the person in with the token that Teams gives, and tells Teams that it is ready', async () => {
    const frame = await openInTeams(page, service, { accountId: 'asha' });
    await frame.getByRole('heading', { level: 1, name: /Asha/ }).waitFor();
    for (const func of ['initialize', 'authentication.getAuthToken', 'appInitialization.success'])
      await heardByTeams(page, func);
    assert.deepEqual(await page.context().cookies(service.url), []);
  });

  it('signs the person in on a phone too, where no window is around the tab', async () => {
    await openOnPhone(page, service, 'asha', '/home');
    await page.getByRole('heading', { level: 1, name: /Asha/ }).waitFor();
    await page.getByRole('link', { name: 'All events', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Events' }).waitFor();
    await page
      .getByRole('button', { name: /^Book a place/ })
      .first()
      .waitFor();
    for (const func of ['initialize', 'authentication.getAuthToken', 'appInitialization.success'])
      await heardByTeams(page, func);
    assert.deepEqual(await page.context().cookies(service.url), []);
  });

  it('opens the event that a deep link names, and keeps to the place after that', async () => {
    const subPageId = 'events/london-send-summit-2025';
    const frame = await openInTeams(page, service, { accountId: 'asha', subPageId });
    await frame.getByRole('heading', { level: 1, name: 'London SEND Summit' }).waitFor();
    await frame.getByText('Thursday 4 December 2025').first().waitFor();
    await frame.getByRole('button', { name: 'Share' }).click();
    const shared = await heardByTeams(page, 'shareDeepLink');
    assert.deepEqual(shared.slice(0, 2), [subPageId, 'London SEND Summit']);

    await frame.getByRole('link', { name: 'All events' }).first().click();
    await frame.getByRole('heading', { level: 1, name: 'Events' }).waitFor();
    await frame.evaluate(() => location.reload());
    await frame.getByRole('heading', { level: 1, name: 'Events' }).waitFor();
  });

  it("follows Teams' theme, at the start and when it changes", async () => {
    const frame = await openInTeams(page, service, { accountId: 'asha', path: '/events', theme: 'dark' });
    await settled(frame);
    const background = () =>
      frame.evaluate(() => {
        const seen = (element: Element | null): string => {
          const colour = element ? getComputedStyle(element).backgroundColor : 'none';
          return element && colour === 'rgba(0, 0, 0, 0)' ? seen(element.parentElement) : colour;
        };
        return seen(document.querySelector('h1'));
      });
    const dark = await background();
    await changeTheme(page, frame, 'default');
    await settled(frame);
    const light = await background();
    await changeTheme(page, frame, 'contrast');
    await settled(frame);
    const contrast = await background();
    assert.equal(new Set([dark, light, contrast]).size, 3, `${dark}, ${light}, ${contrast}`);
  });

  it('keeps the place on back and refresh: filter, page and how far one has read', async () => {
    await page.setViewportSize({ width: 800, height: 500 });
    await signIn(page, service, 'asha', '/programmes');
    await page.getByRole('button', { name: 'SEND', exact: true }).click();
    await page.waitForURL('**/programmes?area=send');
    await settled(page.mainFrame());
    const links = page.getByRole('heading', { level: 3 }).getByRole('link');
    const before = await links.allInnerTexts();
    await links.last().scrollIntoViewIfNeeded();
    const scrolled = await page.evaluate(() => Math.round(scrollY));
    assert.ok(scrolled > 100, `scrolled to ${scrolled}`);

    await links.last().click();
    await page.waitForURL('**/programmes/*');
    await settled(page.mainFrame());
    await page.goBack();
    await page.waitForFunction((y) => Math.abs(scrollY - y) < 3, scrolled);
    assert.deepEqual(await links.allInnerTexts(), before);
    await page.reload();
    await page.waitForFunction((y) => Math.abs(scrollY - y) < 3, scrolled);
    assert.deepEqual(await links.allInnerTexts(), before);
    assert.ok(page.url().endsWith('/programmes?area=send'));
  });

  it('says so where a page cannot be loaded, goes on with the others, and loads it when asked', async () => {
    const frame = await openInTeams(page, service, { accountId: 'asha', path: '/events' });
    await settled(frame);
    const code = '**/assets/programmes-page-*';
    await page.route(code, (route) => route.abort());
    await goTo(frame, '/programmes');
    await frame.getByRole('alert').getByText('This page stopped working').waitFor();
    await page.unroute(code);
    await goTo(frame, '/library');
    await frame.getByRole('heading', { level: 1, name: 'Library' }).waitFor();
    await goTo(frame, '/programmes');
    await frame.getByRole('button', { name: 'Load the page again' }).click();
    await frame.getByRole('heading', { level: 1, name: 'Programmes' }).waitFor();
  });

  it('says what to do where Teams gives no token', async () => {
    const frame = await openInTeams(page, service, { accountId: undefined, path: '/events' });
    await frame.getByText('The sign-in was not finished').waitFor();
  });
});
