import assert from 'node:assert/strict';
import type { Frame, Page } from 'playwright-core';
import type { OutlookCalendar, Sending } from '../../bot/api/contract-people.ts';
import { anEvent } from '../factories.ts';
import { faults, settled } from './axe.ts';
import { newPage, openInTeams, signIn } from './browser.ts';
import { type Service, startService } from './service.ts';

describe('Bookings in Outlook, in a browser', () => {
  let service: Service;
  let page: Page;
  before(async () => {
    service = await startService();
    page = await newPage({ viewport: { width: 390, height: 800 } });
    // Teams opens no window but for a page that is reached by https.
    await page.context().route(`${secure}/**`, async (route) => {
      const { pathname, search } = new URL(route.request().url());
      const response = await route.fetch({ url: service.url + pathname + search, maxRedirects: 0 });
      await route.fulfill({ response });
    });
  });
  after(async () => {
    await page?.context().close();
    await service?.stop();
  });

  const secure = 'https://liia.example';
  const as = (accountId: string, path: string) =>
    openInTeams(page, { ...service, url: secure }, { accountId, path });
  const button = (at: Frame, name: string | RegExp) => at.getByRole('button', { name }).first();
  const said = (at: Frame, words: string) =>
    at.waitForFunction((words) => document.activeElement?.textContent?.includes(words), words);
  const calendar = () => service.local.graph.calendarOf(service.account('ben').objectId);
  const state = async () => (await service.call<OutlookCalendar>('ben', 'GET', '/api/outlook-calendar')).body;
  /** What the person does in the window that Microsoft's page is in; it is closed then. */
  const inWindow = async (at: Frame, press: string) => {
    const [window] = await Promise.all([page.waitForEvent('popup'), button(at, 'Give permission').click()]);
    const closed = window.waitForEvent('close');
    await window.getByRole('button', { name: service.account('ben').name }).click();
    await window.getByText('would like to read and write the calendar').waitFor();
    await window.getByRole('button', { name: press }).click();
    await closed;
  };
  /** What axe finds in the page as it is. */
  const looksRight = async (at: Frame) => {
    await settled(at);
    assert.deepEqual(await faults(at), []);
  };

  it('are offered once an administrator allows it, and chosen with a permission of their own', async () => {
    const before = await as('ben', '/preferences');
    await before.getByRole('region', { name: 'Your data' }).waitFor();
    await settled(before);
    assert.equal(await before.getByRole('region', { name: 'Your calendar' }).count(), 0);

    const sending = await as('farah', '/coordinate/sending');
    await sending.getByRole('checkbox', { name: /straight into their Outlook calendar/ }).check();
    await button(sending, 'Save the settings').click();
    await said(sending, 'The settings are saved');
    await looksRight(sending);
    const { body } = await service.call<Sending>('farah', 'GET', '/api/sending');
    assert.equal(body.settings.outlookCalendar, true);

    const frame = await as('ben', '/preferences');
    const region = frame.getByRole('region', { name: 'Your calendar' });
    await region.getByText('by an e-mailed invitation').waitFor();
    await looksRight(frame);
    await button(frame, 'Put them straight into Outlook').click();
    await region.getByText('Microsoft asks for your permission first').waitFor();
    await looksRight(frame);

    await inWindow(frame, 'Cancel');
    await region.getByText('The permission was not given, so nothing has changed.').waitFor();
    await region.getByText(`${service.url}/sign-in/allow-calendars`).waitFor();
    assert.equal((await state()).way, 'e-mail');
    await looksRight(frame);

    await inWindow(frame, 'Accept');
    await said(frame, 'From now on your bookings go straight into your Outlook calendar.');
    await looksRight(frame);
    assert.equal((await state()).way, 'outlook');
  });

  it('come in and go as places are booked and cancelled, and follow when LIIA is opened', async () => {
    const event = await anEvent(service.app.ctx, { inDays: 20 });
    const frame = await as('ben', `/events/${event}`);
    /** Until the tab has heard that so many entries stand there. */
    const entries = (count: number) =>
      page.waitForResponse(
        (response) =>
          response.url().endsWith('/api/outlook-calendar') &&
          response.request().method() === 'POST' &&
          calendar().length === count,
      );
    await Promise.all([entries(1), button(frame, /^Book a place/).click()]);
    assert.equal(calendar()[0]?.subject, `Event ${event}`);
    await Promise.all([entries(0), button(frame, /^Cancel my place/).click()]);

    // In the chat, or by a colleague: Outlook hears of it when the person is here.
    const other = await anEvent(service.app.ctx, { inDays: 21 });
    await service.call('ben', 'POST', `/api/sessions/${other}-1/bookings`, {});
    assert.deepEqual(calendar(), []);
    await Promise.all([entries(1), as('ben', '/home')]);
  });

  it('say so where the permission is gone, and come by e-mail again', async () => {
    service.local.entra.setCalendarConsent(service.account('ben').objectId, false);
    const event = await anEvent(service.app.ctx, { inDays: 22 });
    await service.call('ben', 'POST', `/api/sessions/${event}-1/bookings`, {});
    const frame = await as('ben', '/preferences');
    const region = frame.getByRole('region', { name: 'Your calendar' });
    await region.getByText('no longer let this app into your Outlook calendar').waitFor();
    await region.getByText('One booking there can be out of date.').waitFor();
    await looksRight(frame);
    const bookings = await as('ben', '/bookings');
    await bookings.getByText('Your bookings no longer go into Outlook').waitFor();
    await looksRight(bookings);

    let fails = true;
    await page.route('**/api/outlook-calendar', (route) =>
      fails ? route.fulfill({ status: 503, json: {} }) : route.fallback(),
    );
    const again = await as('ben', '/preferences');
    const retry = again.getByRole('region', { name: 'Your calendar' }).getByRole('button');
    await retry.filter({ hasText: 'Try again' }).waitFor();
    await looksRight(again);
    fails = false;
    await retry.click();
    await button(again, 'Keep e-mailed invitations').click();
    await said(again, 'From now on your bookings come by an e-mailed invitation.');
    assert.equal((await state()).lost, null);
  });

  it('are chosen in Teams alone: a plain browser says so', async () => {
    await signIn(page, service, 'ben', '/preferences');
    await page.getByText('To have them put straight into Outlook, open this page in Teams.').waitFor();
    await page.goto(`${service.url}/local/calendar`);
    await page.getByRole('heading', { name: service.account('ben').name }).waitFor();
  });
});
