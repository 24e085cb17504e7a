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
    let element = (await target.elementHandle())!; // to find it for each press would be most of the work
    for (let pressed = 0; pressed < 120; ) {
      const [there, gone] = await element.evaluate((e) => [e === document.activeElement, !e.isConnected]);
      if (there) return element;
      if (gone) element = (await target.elementHandle())!;
      else await page.keyboard.press('Tab');
      if (!gone) pressed++;
    }
    throw new Error(`Tab does not lead to ${target}`);
  };
  const press = async (target: Locator, key = 'Enter') => {
    const element = await tabTo(target);
    await element.waitForElementState('enabled'); // what was pressed before may still be on its way
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

  it('Calendar: goes to the month after, and from day to day into an event', async () => {
    await press(link('All events'));
    await press(link('Calendar'));
    await page.waitForURL('**/calendar');
    await press(page.locator('[data-day][tabindex="0"]'), 'PageDown');
    await page.waitForURL('**month=*');
    // The address is the new month's a moment before the grid is.
    const month = new URL(page.url()).searchParams.get('month');
    const day = page.locator(`[data-day^="${month}"]:focus`);
    const before = await day.getAttribute('data-day');
    await page.keyboard.press('ArrowRight');
    await page.locator(`[data-day]:focus:not([data-day="${before}"])`).waitFor();
    assert.ok((await page.locator('[data-day]').count()) >= 28);
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
    const ofOtherTypes = page.getByText(/, added /).filter({ hasNotText: 'Plan summary' });
    await ofOtherTypes.first().waitFor({ state: 'detached' });
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
    const saved = page.waitForResponse((response) => response.request().method() === 'PUT');
    await press(button('Save'));
    assert.equal((await saved).status(), 200);
    await page.getByLabel('Quiet from').waitFor({ state: 'detached' });
    const { body } = await service.call<Preferences>('farah', 'GET', '/api/preferences');
    assert.equal(body.quiet, null);
    await press(link('Home'));
    await heading(/^Hello/);
  });

  it('Coordinate: writes an announcement, looks it over, changes it, sends it', async () => {
    await go('Coordinate');
    await heading('Events');
    await press(place('Announcements'));
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

  const place = (name: string) =>
    page.getByRole('navigation', { name: 'Coordinate' }).getByRole('link', { name });
  const inDialog = (name: string) => page.getByRole('dialog').getByRole('button', { name });

  it('Coordinate: makes an event, publishes it, goes to change it and to its door', async () => {
    await press(place('Events'));
    await heading('Events');
    await press(link('Import a list'));
    await heading('Import a list of events');
    await press(link('All events'));
    await press(link('New event'));
    await heading('New event');
    await write(page.getByLabel('Title'), 'Without a mouse');
    await write(page.getByLabel('Area'), 'SEND');
    await write(page.getByLabel('Summary'), 'It was made by keyboard.');
    await press(button('Save as a draft'));
    await heading('Without a mouse');
    await press(button('Publish'));
    await page.getByText('Published. Everybody can see it now.').waitFor();
    await press(link('Change'));
    await heading('Change “Without a mouse”');
    await press(link('The event'));
    await press(link('Date to be confirmed'));
    await heading('Without a mouse: people');
    await press(link('Check in'));
    await heading('Without a mouse: check in');
    await page.goto(`${service.url}/check-in/0000-0000-0000`);
    await heading('Check in');
  });

  it('Coordinate: closes the library to somebody and opens it again, stops sending and resumes', async () => {
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
    await button('Change Ben Demo (Croydon)').and(page.locator(':focus')).waitFor();
    await press(place('Sending'));
    await heading('Sending');
    await press(button('Stop all sending'));
    await press(page.getByRole('dialog').getByRole('button', { name: 'Stop all sending' }));
    await press(button('Resume sending'));
    await page.getByText('Sending goes on').waitFor();
  });

  it('asks a coordinator what the bot does not know, and takes it back', async () => {
    await press(link('Home'));
    await heading(/^Hello/);
    await write(page.getByLabel('Search or ask'), 'Who feeds the office parrot?');
    await page.keyboard.press('Enter');
    const card = page
      .getByRole('heading', { level: 2, name: 'Who feeds the office parrot?' })
      .locator('xpath=..');
    await press(card.getByRole('button', { name: 'This did not help' }));
    await page.getByLabel('What was wrong?').waitFor();
    await page.keyboard.type('Somebody must know.');
    await page.keyboard.press('Enter');
    await page.getByText('Thank you. The coordinators read').first().waitFor();
    await press(card.getByRole('button', { name: 'Ask a coordinator' }));
    await press(card.getByRole('link', { name: 'My questions' }));
    await heading('My questions');
    await press(button(/^Take it back.*parrot/));
    await press(inDialog('Take it back'));
    await page.getByText('You took your question back.').first().waitFor();
  });

  it('Coordinate: answers a question, teaches it to the bot, and closes another', async () => {
    const ask = (text: string) =>
      service.call('asha', 'POST', '/api/questions', { key: text, text }).then(({ status }) => status);
    for (const text of ['Who waters the fern?', 'Who waters the cactus?']) assert.equal(await ask(text), 200);
    await page.goto(`${service.url}/coordinate/questions`);
    await heading('Questions');
    await press(place('Open'));
    await press(button(/^I will answer.*fern/));
    await button(/^Give it back.*fern/).waitFor();
    await press(button(/^Answer ?:.*fern/));
    await page.keyboard.type('The caretaker waters it on Mondays.');
    await press(page.getByLabel('Add to what the bot knows'), 'Space');
    await press(inDialog('Send answer'));
    await page.getByText('Your answer is on its way to').waitFor();
    await press(button(/^Close.*cactus/));
    await write(page.getByLabel('Why (optional)'), 'It has died.');
    await press(inDialog('Close the question'));
    await page.getByText('The question is closed.').waitFor();
    await press(button('Answered'));
    await press(link(/^What the bot learned from it.*fern/));
    await heading('Change this answer');
  });

  it('Coordinate: approves a draft, mends what went unanswered and what did not help', async () => {
    await service.call('efe', 'POST', '/api/content/faq', {
      record: { questions: ['Where is the fern?'], answer: ['Beside the window.'], readers: 'members' },
    });
    await service.call('asha', 'POST', '/api/ask', { question: 'What does a fern cost?' });
    await press(place('Drafts'));
    await heading('Drafts');
    await press(button(/^Approve and publish.*Where is the fern/));
    await press(inDialog('Approve and publish'));
    await page.getByText('is live. The bot answers with it from now on.').waitFor();
    await press(place('Unanswered'));
    await heading('Unanswered');
    await press(button(/^Means the same as.*fern cost/));
    await write(page.getByLabel('Search for what answers it'), 'fern');
    await press(button(/^This one ?: Where is the fern/));
    await page.getByText('is another way to ask for').waitFor();
    await press(place('Unhelpful'));
    await heading('Unhelpful');
    await press(page.locator('summary').first());
    await press(link(/^Write an answer.*parrot/));
    await heading('Write an answer');
    await write(page.getByLabel('The answer'), 'The caretaker feeds it.');
    await press(button('Add this answer'));
    await heading('Change this answer');
  });

  it('Coordinate: looks up what the bot knows, changes it, tries it, undoes it, takes it away', async () => {
    await press(place('What the bot knows'));
    await heading('What the bot knows');
    await press(button('Words and acronyms'));
    await write(page.getByLabel('Search words and acronyms'), 'ALDCS');
    await press(link('ALDCS'));
    await heading('Change this word');
    await write(page.getByLabel('What it means'), ' (all 33)');
    await write(page.getByLabel('A question'), '?');
    await press(button('Try it'));
    await page.getByText(/^It answers from|The bot does not know|^It offers/).waitFor();
    await press(button('Save'));
    await page.getByText('is saved. The bot answers so from now on.').waitFor();
    await press(button(/^Undo what was changed/));
    await press(inDialog('Undo'));
    await page.getByText('It is undone.').waitFor();
    await press(button('Take it away'));
    await press(inDialog('Take it away'));
    // Until then it would be an "Undo" of the history, which lies behind the dialog.
    await page.getByText('is taken away.').waitFor();
    await press(button('Undo'));
    await page.getByText('is back.').waitFor();
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
