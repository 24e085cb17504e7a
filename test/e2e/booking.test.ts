import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Frame } from 'playwright-core';
import type { Context } from '../../bot/domain/context.ts';
import { anEvent } from '../factories.ts';
import { tabOf } from './browser.ts';
import { type Service, startService } from './service.ts';

const button = (at: Frame, name: string | RegExp) => at.getByRole('button', { name }).first();
const inBox = (at: Frame, name: string | RegExp) => at.getByRole('dialog').getByRole('button', { name });
const shows = (at: Frame, words: string | RegExp) => at.getByRole('main').getByText(words).first().waitFor();

describe('Events, as an attendee has them in a browser', () => {
  let service: Service;
  let ctx: Context;
  before(async () => {
    service = await startService();
    ctx = service.app.ctx;
    for (const id of ['asha', 'ben', 'chidi', 'hana', 'imran']) await service.call(id, 'GET', '/api/me');
  });
  after(async () => {
    await service?.stop();
  });

  const as = (accountId: string, path: string) => tabOf(service, accountId, path);
  const nameOf = (id: string) => service.account(id).name;
  /** Waits for what was done to be said, and for the focus to be there. */
  const said = (at: Frame, words: string) =>
    at.waitForFunction((words) => document.activeElement?.textContent?.includes(words), words);
  const ask = (event: string, text: string, more: object = {}) =>
    ctx.db
      .insertInto('event_question')
      .values({
        id: randomUUID(),
        event_id: event,
        position: 1,
        text,
        kind: 'text',
        choices: null,
        required: true,
        special: false,
        removed_at: null,
        ...more,
      })
      .execute();

  it('waits, is told why, takes the place that comes free, and cancels it', async () => {
    const event = await anEvent(ctx, { places: 1, inDays: 20 });
    const path = `/events/${event}`;
    let ashas = await as('asha', path);
    await button(ashas, /^Book a place/).click();
    await shows(ashas, 'You have a place');

    const bens = await as('ben', path);
    await button(bens, /^Join the waiting list/).click();
    await inBox(bens, 'Join the waiting list').click();
    await said(bens, 'You are on the waiting list');
    await shows(bens, 'You are next on the waiting list.');
    await shows(bens, 'All places are taken.');
    const chidis = await as('chidi', path);
    await button(chidis, /^Join the waiting list/).click();
    await chidis.getByLabel('Take a place at once if it comes too late to ask me').check();
    await inBox(chidis, 'Join the waiting list').click();
    await shows(chidis, 'You are number 2 on the waiting list.');
    assert.ok(await chidis.getByLabel(/^Take a place at once/).isChecked());

    ashas = await as('asha', path);
    await button(ashas, /^Cancel my place/).click();
    await ashas.getByRole('dialog').getByText('Yours goes to the next person at once').waitFor();
    await inBox(ashas, 'Cancel my place').click();
    await said(ashas, 'is cancelled.');

    const home = await as('ben', '/home');
    await home
      .getByRole('region', { name: 'A place for you' })
      .getByText(/^A place is yours until/)
      .waitFor();
    await button(home, /^Accept my place/).click();
    await shows(home, `You have a place at Event ${event}`);
    await button(home, /^Cancel my place/).click();
    await inBox(home, 'Cancel my place').click();
    await said(home, 'is cancelled.');

    const again = await as('chidi', path);
    await button(again, /^Turn it down/).click();
    await inBox(again, 'Turn it down').click();
    await said(again, 'It goes to the next person.');
    await button(again, /^Book a place/).waitFor();
  });

  it('begins Events with what somebody has booked, and with the list for who has nothing coming', async () => {
    const title = (at: Frame, name: string) => at.getByRole('heading', { level: 1, name }).waitFor();
    await title(await as('imran', '/my-events'), 'Events');
    const event = await anEvent(ctx, { inDays: 20 });
    await service.call('imran', 'POST', `/api/sessions/${event}-1/bookings`, {});
    const frame = await as('imran', '/my-events');
    await title(frame, 'My bookings');
    await frame.getByRole('link', { name: 'All events' }).click();
    await title(frame, 'Events');
    await title(await as('imran', '/events?mode=online'), 'Events');
  });

  it('answers what is asked, finds it filled in the next time, and changes it', async () => {
    const [first, second] = [await anEvent(ctx, { inDays: 21 }), await anEvent(ctx, { inDays: 22 })];
    for (const event of [first, second]) {
      await ask(event, 'What do you want to bring up?');
      await ask(event, 'What do you not eat?', { position: 2, required: false, special: true });
    }
    const frame = await as('ben', '/events');
    await frame
      .getByRole('listitem')
      .filter({ hasText: first })
      .getByRole('button', { name: /^Book/ })
      .click();
    await shows(frame, /It is deleted 30 days after the event/);
    await inBox(frame, 'Book a place').click();
    const field = frame.getByLabel('What do you want to bring up?');
    await frame.getByText('Answer this question').waitFor();
    assert.ok(
      await field.evaluate((element) => element === document.activeElement),
      'the fault has the focus',
    );
    await field.fill('Housing');
    await inBox(frame, 'Book a place').click();
    await said(frame, 'You have a place at');

    const next = await as('ben', `/events/${second}`);
    await button(next, /^Book a place/).click();
    await next.waitForFunction(
      () => document.querySelector('dialog input')?.getAttribute('value') === 'Housing',
    );
    await inBox(next, 'Book a place').click();
    await said(next, 'You have a place at');
    await button(next, 'Change my answers').click();
    await next.getByLabel('What do you want to bring up?').fill('Transport');
    // What was saved is there at once, though the service has not been asked again.
    const answer = Promise.withResolvers<void>();
    await next.page().route(/\/api\/bookings\/[^/]+$/, async (route) => {
      if (route.request().method() === 'GET') await answer.promise;
      await route.continue();
    });
    await inBox(next, 'Save the answers').click();
    await said(next, 'Your answers are saved.');
    await button(next, 'Change my answers').click();
    const changed = await next.getByLabel('What do you want to bring up?').inputValue();
    answer.resolve();
    assert.equal(changed, 'Transport');
  });

  it('books for a colleague, gives the own place to another, and takes the booking back', async () => {
    const event = await anEvent(ctx, { places: 5, inDays: 23 });
    const frame = await as('asha', `/events/${event}`);
    await button(frame, /^Book a place/).click();
    await shows(frame, 'You have a place');
    await button(frame, 'Book for a colleague').click();
    await inBox(frame, 'Book a place for them').click();
    await frame.getByText('Choose a colleague').waitFor();
    await frame.getByLabel('Search for a colleague').fill('Hana');
    await frame.getByRole('radio', { name: nameOf('hana') }).check();
    await inBox(frame, 'Book a place for them').click();
    await said(frame, `${nameOf('hana')} has a place at`);
    await button(frame, 'Give my place to a colleague').click();
    await frame.getByRole('radio', { name: new RegExp(`^${nameOf('imran').split(' (')[0]}`) }).check();
    await inBox(frame, /^Give it to/).click();
    await said(frame, `${nameOf('imran')} has your place at`);

    const hanas = await as('hana', `/events/${event}`);
    await shows(hanas, `${nameOf('asha')} booked this for you.`);
    const mine = await as('asha', '/bookings');
    const forColleagues = mine.getByRole('region', { name: 'For colleagues' });
    await forColleagues.getByText(`${nameOf('hana')} has a place`).waitFor();
    await forColleagues
      .getByRole('button', { name: new RegExp(`^Cancel for ${nameOf('hana').split(' (')[0]}`) })
      .click();
    await said(mine, `place at Event ${event} is cancelled.`);
  });

  it('chooses how to take part where there are places of both kinds', async () => {
    const event = await anEvent(ctx, { places: 3, inDays: 24 });
    await ctx.db.updateTable('event').set({ mode: 'hybrid' }).where('id', '=', event).execute();
    await ctx.db
      .insertInto('pool')
      .values({ session_id: `${event}-1`, mode: 'in person', capacity: 0, per_borough: null })
      .execute();
    const frame = await as('chidi', `/events/${event}`);
    await button(frame, /^Book a place/).click();
    assert.ok(await frame.getByRole('radio', { name: 'Online: 3 places left' }).isChecked());
    await frame.getByRole('radio', { name: 'In person: full, with a waiting list' }).check();
    await inBox(frame, 'Join the waiting list').waitFor();
    await frame.getByRole('radio', { name: /^Online/ }).check();
    await inBox(frame, 'Book a place').click();
    await shows(frame, 'You take part online.');
  });

  it('is told when a date is known, and finds a day in the month by keys alone', async () => {
    const frame = await as('ben', '/events/liia-summit');
    await button(frame, 'Tell me when the date is known').click();
    await shows(frame, 'We will tell you when the date is known.');
    await button(frame, 'Do not tell me').waitFor();

    await ctx.db
      .updateTable('session')
      .set({ day: '2031-05-14' })
      .where('event_id', '=', 'regional-ard-conference')
      .execute();
    const month = await as('ben', '/calendar?month=2031-04');
    await month.getByText('There are no events in April 2031.').waitFor();
    await month.getByRole('button', { name: 'Next events: May 2031' }).waitFor();
    await month.locator('[data-day="2031-04-01"]').focus();
    await month.page().keyboard.press('PageDown');
    await month.getByRole('grid', { name: 'May 2031' }).waitFor();
    await month.waitForFunction(() => document.activeElement?.getAttribute('data-day') === '2031-05-01');
    for (const key of [
      'ArrowDown',
      'Home',
      'ArrowRight',
      'ArrowDown',
      'End',
      'ArrowLeft',
      'ArrowLeft',
      'ArrowLeft',
      'ArrowLeft',
    ])
      await month.page().keyboard.press(key);
    const day = () => month.evaluate(() => document.activeElement?.textContent);
    assert.match((await day()) ?? '', /Wednesday 14 May 2031/);
    await month.locator('[data-day="2031-05-14"] a').waitFor();
    await month.page().keyboard.press('Enter');
    await month.page().keyboard.press('Enter');
    await month.getByRole('heading', { level: 1, name: /^Regional anti-racism/ }).waitFor();
  });
});
