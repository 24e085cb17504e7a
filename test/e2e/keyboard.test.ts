import assert from 'node:assert/strict';
import type { Frame, Locator, Page } from 'playwright-core';
import type { Preferences } from '../../bot/api/contract-people.ts';
import { routes } from '../../tab/routes.ts';
import { heardByTeams, newPage, openInTeams } from './browser.ts';
import { type Service, theService } from './service.ts';

describe("Every page's tasks, by keyboard alone", () => {
  let service: Service;
  let page: Page;
  const visited = new Set<string>();

  before(async () => {
    service = await theService();
    page = await newPage();
    page.on('framenavigated', (frame) => visited.add(new URL(frame.url()).pathname));
    await page.addInitScript(() =>
      addEventListener('pointerdown', () => sessionStorage.setItem('pointer', 'used'), true),
    );
  });
  after(() => page?.context().close());

  /** Moves on with Tab until the focus is there. */
  const tabTo = async (target: Locator) => {
    for (let pressed = 0; pressed < 120; pressed++) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to ${target}`);
  };
  const press = async (target: Locator, key = 'Enter') => {
    await tabTo(target);
    await page.keyboard.press(key);
  };
  const write = async (target: Locator, text: string) => {
    await tabTo(target);
    await page.keyboard.type(text);
  };
  const button = (name: string | RegExp, at: Page | Frame = page) => at.getByRole('button', { name }).first();
  const link = (name: string | RegExp) => page.getByRole('link', { name }).first();
  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
  const go = async (section: string) => {
    await press(page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: section }));
  };

  it('signs in at the page where the person was', async () => {
    await page.goto(`${service.url}/events`);
    await press(link('Sign in'));
    await page.waitForURL('**/oauth2/v2.0/authorize?*');
    await press(button(service.account('farah').name));
    await heading('Events');
    assert.equal(new URL(page.url()).pathname, '/events');
  });

  it('skips the sections', async () => {
    await page.reload();
    await heading('Events');
    await press(link('Skip to the content'));
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.querySelector('main')?.contains(document.activeElement)));
  });

  it('Events: filters by area and date, books, undoes, opens an event', async () => {
    await press(button('Care leaving'));
    await page.waitForURL('**/events?area=care-leaving');
    const book = button(/^Book a place.*housing visit/);
    await press(book);
    await press(button('Undo'));
    await button('Book again').waitFor();

    // Day and month are the same: on macOS the system's settings say in which order they stand.
    await write(page.getByLabel('From'), '01012001');
    await page.waitForURL('**from=2001-01-01*');
    await write(page.getByLabel('To', { exact: true }), '02022001');
    await page.waitForURL('**to=2001-02-02*');
    await page.getByText('No events match').waitFor();
    await press(button('Show all events'));
    await press(link('London SEND Summit'));
    await heading('London SEND Summit');
  });

  it('an event: reads it, goes back to all events, books and cancels a place', async () => {
    await press(link('All events'));
    await heading('Events');
    await press(link('Sample: recruitment workshop'));
    await heading('Sample: recruitment workshop');
    await press(button(/^Book a place/));
    await press(button(/^Cancel my place/));
    await press(button(/^Book a place/));
    await button('Undo').waitFor();
  });

  it('My bookings: cancels a place', async () => {
    await go('Events');
    await press(link('My bookings'));
    await heading('My bookings');
    await press(button(/^Cancel my place.*recruitment workshop/));
    await button('Book again').waitFor();
  });

  it('Home: asks, asks on from the answer, clears, follows an area', async () => {
    await go('Home');
    await heading(/^Hello/);
    await write(page.getByLabel('Search or ask'), 'When is the London SEND Summit?');
    await page.keyboard.press('Enter');
    await page.getByText('Thursday 4 December 2025').first().waitFor();
    const suggestion = page.getByRole('main').getByRole('button', { name: /National SEND changes/ });
    const question = (await suggestion.innerText()).trim();
    await press(suggestion);
    const answered = page.getByRole('main').getByRole('heading', { level: 2, name: question, exact: true });
    await answered
      .locator('xpath=..')
      .getByText(/Source/)
      .waitFor();
    await press(button('Clear these answers'));
    const area = button(/^Workforce$/);
    const pressed = await area.getAttribute('aria-pressed');
    await press(area, 'Space');
    await page.waitForFunction(
      (before) =>
        [...document.querySelectorAll('button')]
          .find((each) => each.textContent === 'Workforce')
          ?.getAttribute('aria-pressed') !== before,
      pressed,
    );
  });

  it('Programmes: picks an area, opens a part of the plan, asks about it', async () => {
    await go('Programmes');
    await heading('Programmes');
    await press(button(/^SEND$/));
    await page.waitForURL('**/programmes?area=send');
    await press(link('National SEND changes'));
    await heading('National SEND changes');
    await press(link('Ask about this'));
    await heading(/^Hello/);
    await page
      .getByText(/^Source/)
      .first()
      .waitFor();
    await press(button('Clear these answers'));
  });

  it('Library: searches, narrows, opens and downloads a document', async () => {
    await go('Library');
    await heading('Library');
    await write(page.getByRole('searchbox'), 'plan');
    await page.waitForURL('**search=plan*');
    await write(page.getByLabel('Type'), 'Plan');
    await page.waitForURL('**type=plan*');
    await press(page.getByRole('heading', { level: 2 }).getByRole('link').first());
    await page.waitForURL('**/library/*');
    const download = page.waitForEvent('download');
    await press(button('Download'));
    await download;
    await press(link('Library'));
    await heading('Library');
  });

  it('Preferences: chooses when and how messages come, with quiet hours', async () => {
    await press(link('Preferences'));
    await heading('Preferences');
    const events = page.getByLabel('Events', { exact: true });
    await write(events, 'Once a week');
    await press(page.getByRole('checkbox', { name: 'Keep quiet hours' }), 'Space');
    await write(page.getByLabel('Quiet from'), '2000');
    await press(button('Save'));
    await page.getByRole('main').getByText('Your choices are saved.').waitFor();
    assert.equal(await page.getByLabel('Quiet from').inputValue(), '20:00');
    // The service is every file's: at night an announcement of another would wait for the morning.
    await write(events, 'At once');
    await press(page.getByRole('checkbox', { name: 'Keep quiet hours' }), 'Space');
    await press(button('Save'));
    await page.getByLabel('Quiet from').waitFor({ state: 'detached' });
    await page.getByRole('main').getByText('Your choices are saved.').waitFor();
    const { body } = await service.call<Preferences>('farah', 'GET', '/api/preferences');
    assert.equal(body.quiet, null);
    await press(link('Home'));
    await heading(/^Hello/);
  });

  it('Coordinate: writes an announcement, looks it over, changes it, sends it', async () => {
    await go('Coordinate');
    await heading('Announcements');
    await press(button('Check and send'));
    await write(page.getByLabel('Title'), 'By keyboard');
    await write(page.getByRole('textbox', { name: 'Text' }), 'Nobody touched the mouse.');
    await write(page.getByLabel('Who it is for'), 'Followers of Work');
    await press(button('Check and send'));
    await press(button('Change it'));
    await press(button('Check and send'));
    await press(button('Send now'));
    await page.getByText('Your announcement is on its way').waitFor();
    await page.getByText('By keyboard').first().waitFor();
  });

  it('Coordinate: closes the library to somebody and opens it again, stops sending and resumes', async () => {
    const place = (name: string) =>
      page.getByRole('navigation', { name: 'Coordinate' }).getByRole('link', { name });
    await page.goto(`${service.url}/coordinate/people`);
    await heading('Requests');
    await press(place('Members'));
    await heading('Members');
    await write(page.getByLabel('Search by name'), 'ben');
    await press(button('Change Ben Demo (Croydon)'));
    await press(button('Close the library to them'));
    await press(button('Open the library to them'));
    await page.getByText('The library is open to Ben Demo (Croydon).').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const change = button('Change Ben Demo (Croydon)');
    assert.ok(await change.evaluate((element) => element === document.activeElement));
    await press(place('Sending'));
    await heading('Sending');
    await press(button('Stop all sending'));
    await press(page.getByRole('dialog').getByRole('button', { name: 'Stop all sending' }));
    await press(button('Resume sending'));
    await page.getByText('Sending goes on').waitFor();
  });

  it('in Teams: shares an event', async () => {
    const inTeams = await newPage();
    try {
      const frame = await openInTeams(inTeams, service, {
        accountId: 'farah',
        path: '/events/london-send-summit-2025',
      });
      const share = button('Share', frame);
      await share.waitFor();
      for (let pressed = 0; pressed < 40; pressed++) {
        if (await share.evaluate((element) => element === document.activeElement)) break;
        await inTeams.keyboard.press('Tab');
      }
      await inTeams.keyboard.press('Enter');
      await heardByTeams(inTeams, 'shareDeepLink');
    } finally {
      await inTeams.context().close();
    }
  });

  it('signs out', async () => {
    await press(button('Sign out'));
    await link('Sign in').waitFor();
  });

  it('was at every page, and never used a mouse', async () => {
    const missed = routes.filter(({ path }) => {
      const pattern = new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`);
      return ![...visited].some((each) => pattern.test(each));
    });
    assert.deepEqual(
      missed.map(({ path }) => path),
      [],
    );
    assert.equal(await page.evaluate(() => sessionStorage.getItem('pointer')), null);
  });
});
