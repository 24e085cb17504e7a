import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { faults } from './axe.ts';
import { newPage, signIn } from './browser.ts';
import { type Service, theService } from './service.ts';

describe('Signing in, in a browser', () => {
  let service: Service;
  let page: Page;
  before(async () => {
    service = await theService();
  });
  beforeEach(async () => {
    page = await newPage();
  });
  afterEach(() => page.context().close());

  const press = (name: string | RegExp) => page.getByRole('button', { name }).click();
  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
  /** At both widths, in both themes. */
  const looksRight = async () => {
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [320, 1280]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        assert.deepEqual(await faults(page.mainFrame()), [], `${colorScheme}, ${width} pixels`);
      }
  };

  it('goes to Entra and comes back to the page where the person was, with a session that scripts cannot read', async () => {
    await page.goto(`${service.url}/events?area=send`);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.waitForURL('**/organizations/oauth2/v2.0/authorize?*');
    await looksRight();
    await press(service.account('ben').name);
    await page.waitForURL(`${service.url}/events?area=send`);
    await heading('Events');
    const session = (await page.context().cookies()).find(({ name }) => name === 'liia_session');
    assert.deepEqual([session?.httpOnly, session?.sameSite], [true, 'Lax']);
    assert.equal(await page.evaluate(() => document.cookie), '');
  });

  it('says what to do where the organisation has not allowed the app; it works once an administrator did', async () => {
    const tenant = service.account('chidi').tenantId;
    service.local.entra.setConsent(tenant, false);
    try {
      await page.goto(`${service.url}/sign-in?return=/events`);
      await press(service.account('chidi').name);
      await heading('Need admin approval');
      await looksRight();
      await press('Return to the application');
      await heading('You are not signed in');
      await looksRight();
      await page.getByRole('link', { name: '/sign-in/allow' }).click();
      await heading('Allow LIIA for an organisation');
      await looksRight();
      await press('Cancel');
      await heading('The app is not allowed yet');
      await looksRight();
      await page.goBack();
      await press(service.account('chidi').name);
      await heading('The app is now allowed');
      await looksRight();
      await signIn(page, service, 'chidi', '/events');
      await heading('Events');
    } finally {
      service.local.entra.setConsent(tenant, true);
    }
  });

  it('lets the person begin again where they cancelled, or where an old sign-in comes again', async () => {
    await page.goto(`${service.url}/sign-in?return=/events`);
    await press('Cancel');
    await heading('You are not signed in');
    const over = page.url();
    await page.goto(over);
    await heading('This sign-in is over');
    await looksRight();
    await page.getByRole('link', { name: 'Sign in again' }).click();
    await press(service.account('asha').name);
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.ok((await page.context().cookies()).some(({ name }) => name === 'liia_session'));
  });
});
