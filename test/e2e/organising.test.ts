import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Frame, Page } from 'playwright-core';
import type { Arrivals } from '../../bot/api/contract-day.ts';
import type { EventToEdit } from '../../bot/api/contract-organising.ts';
import { londonDay } from '../../bot/domain/london.ts';
import { anEvent } from '../factories.ts';
import { goOnInTeams, newPage } from './browser.ts';
import { type Service, startService } from './service.ts';

const button = (at: Frame, name: string | RegExp) => at.getByRole('button', { name }).first();
const inBox = (at: Frame, name: string | RegExp) => at.getByRole('dialog').getByRole('button', { name });
const main = (at: Frame) => at.getByRole('main');
const shows = (at: Frame, words: string | RegExp) => main(at).getByText(words).first().waitFor();
const heading = (at: Frame, name: string | RegExp) => at.getByRole('heading', { level: 1, name }).waitFor();
/** Waits for what was done to be said, and for the focus to be there. */
const said = (at: Frame, words: string) =>
  at.waitForFunction((words) => document.activeElement?.textContent?.includes(words), words);
const focused = (at: Frame) => at.evaluate(() => document.activeElement?.getAttribute('type'));

describe('Events, as a coordinator runs them in a browser', () => {
  let service: Service;
  let page: Page;
  let frame: Frame;
  let event: EventToEdit;
  before(async () => {
    service = await startService();
    page = await newPage();
    for (const id of ['asha', 'ben', 'chidi']) await service.call(id, 'GET', '/api/me');
    frame = await goOnInTeams(page, service, { accountId: 'efe', path: '/coordinate/events' });
  });
  after(async () => {
    await page?.context().close();
    await service?.stop();
  });
  const stands = async () =>
    (await service.call<EventToEdit>('efe', 'GET', `/api/organising/events/${event.id}`)).body;

  it('makes a series of six on one page, in under ten inputs, and publishes it', async () => {
    await frame.getByRole('link', { name: 'New event' }).click();
    await heading(frame, 'New event');
    await button(frame, 'Save as a draft').click();
    await shows(frame, 'Write a title.');
    assert.equal(await focused(frame), 'text', 'the first fault has the focus');
    let inputs = 0;
    const fill = async (label: string, text: string) => {
      inputs += 1;
      // Behind the name of a field that must be filled in stands a star.
      const field = frame.getByLabel(new RegExp(`^${label}\\s?\\*?$`));
      if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(text);
      else await field.fill(text);
    };
    await fill('Title', 'Practice circle');
    await fill('Area', 'SEND');
    await fill('Summary', 'An hour to talk about practice.');
    await fill('Date', '2031-03-04');
    await fill('Starts', '10:00');
    await fill('Ends', '09:00');
    await button(frame, 'Save as a draft').click();
    await shows(frame, 'It must end after it starts.');
    assert.equal(await focused(frame), 'time', 'the fault has the focus');
    inputs -= 1;
    await fill('Ends', '11:30');
    await frame.getByLabel('Make it a series').check();
    inputs += 1;
    await fill('Where', 'County Hall');
    await fill('Places', '12');
    await shows(frame, '6 dates, Tuesday 4 March 2031 to Tuesday 5 August 2031');
    assert.ok(inputs < 10, `${inputs} inputs`);
    await button(frame, 'Save 6 sessions as a draft').click();
    await heading(frame, 'Practice circle');
    await said(frame, 'Made as a draft');
    const id = new URL(frame.url()).pathname.split('/').at(-1)!;
    await button(frame, 'Publish').click();
    await said(frame, 'Published. Everybody can see it now.');
    event = { id } as EventToEdit;
    event = await stands();
    assert.equal(event.state, 'published');
    assert.deepEqual(
      event.sessions.map(({ when, numbers }) => `${when.date} ${numbers.places}`),
      ['03-04', '04-01', '05-06', '06-03', '07-01', '08-05'].map((day) => `2031-${day} 12`),
    );
    const draft = await frame.evaluate(() => sessionStorage.getItem('event draft'));
    assert.equal(draft, null, 'what was saved does not stand in the form again');
  });

  it('changes one of them, and nothing of the others', async () => {
    await frame.getByRole('link', { name: /^Change\s+Tuesday 1 April 2031/ }).click();
    await heading(frame, 'Practice circle: change');
    await frame.getByLabel('Starts', { exact: true }).fill('14:00');
    await frame.getByLabel('Ends', { exact: true }).fill('15:00');
    await button(frame, 'Save and tell those concerned').click();
    await heading(frame, 'Practice circle');
    await said(frame, 'Saved.');
    await shows(frame, 'Tuesday 1 April 2031, 2pm to 3pm');
    const [first, second] = (await stands()).sessions;
    assert.equal(first?.when.text, 'Tuesday 4 March 2031, 10am to 11:30am');
    assert.equal(second?.when.text, 'Tuesday 1 April 2031, 2pm to 3pm');
  });

  it('asks which of two times is meant when the clocks go back, and keeps what was typed meanwhile', async () => {
    await button(frame, 'Add sessions').click();
    const box = frame.getByRole('dialog');
    await box.getByLabel('Date', { exact: true }).fill('2031-10-26');
    await box.getByLabel('Starts', { exact: true }).fill('01:30');
    await inBox(frame, 'Add the session').click();
    await box.getByText(/^1:30am comes twice on Sunday 26 October 2031/).waitFor();
    await box.getByLabel('The second, an hour later').check();
    assert.equal(await box.getByLabel('Starts', { exact: true }).inputValue(), '01:30');
    await inBox(frame, 'Do not add any').click();
  });

  it('checks people in on a phone, without a connection in the middle', async () => {
    const [session] = event.sessions;
    for (const who of ['asha', 'ben', 'chidi'])
      assert.equal((await service.call(who, 'POST', `/api/sessions/${session!.id}/bookings`)).status, 201);
    await page.setViewportSize({ width: 390, height: 844 });
    frame = await goOnInTeams(page, service, {
      accountId: 'efe',
      path: `/coordinate/events/${event.id}/${session!.id}/check-in`,
    });
    await shows(frame, '0 of 3 are here');
    const overflow = await frame.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `${overflow} pixels wider than the phone`);
    await button(frame, /^Check in Asha/).click();
    await shows(frame, '1 of 3 are here');
    const arrivals = async () =>
      (
        await service.call<Arrivals>('efe', 'GET', `/api/organising/sessions/${session!.id}/arrivals`)
      ).body.people
        .filter(({ arrived }) => arrived)
        .map(({ name }) => name.split(' ')[0]);
    await main(frame).getByText('waiting to be sent').waitFor({ state: 'detached' });
    assert.deepEqual(await arrivals(), ['Asha']);

    await page.context().setOffline(true);
    await frame.getByLabel('Name, organisation or code').fill('ben');
    await button(frame, /^Check in Ben/).click();
    await frame.getByLabel('Name, organisation or code').fill('');
    await button(frame, /^Check in Chidi/).click();
    await button(frame, /^Undo Asha/).click();
    await shows(frame, '2 of 3 are here');
    await shows(frame, '3 waiting to be sent');
    assert.deepEqual(await arrivals(), ['Asha']);
    await page.context().setOffline(false);
    await main(frame).getByText('waiting to be sent').waitFor({ state: 'detached' });
    assert.deepEqual(await arrivals(), ['Ben', 'Chidi']);
    await shows(frame, '2 of 3 are here');
  });

  it('takes the code of somebody who holds it before a camera to their name at the door', async () => {
    const path = `/api/organising/sessions/${event.sessions[0]!.id}/arrivals`;
    const { people } = (await service.call<Arrivals>('efe', 'GET', path)).body;
    const ada = people.find(({ name }) => name.startsWith('Asha'))!;
    frame = await goOnInTeams(page, service, { accountId: 'efe', path: `/check-in/${ada.code}` });
    await button(frame, /^Check in Asha/).waitFor();
    assert.equal(await frame.getByRole('button', { name: /^(Check in|Undo) / }).count(), 1);
  });

  it('finds people, and takes the list along as a file', async () => {
    await page.setViewportSize({ width: 1280, height: 800 });
    frame = await goOnInTeams(page, service, {
      accountId: 'efe',
      path: `/coordinate/events/${event.id}/${event.sessions[0]!.id}`,
    });
    await frame.getByRole('row', { name: /^Ben/ }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      button(frame, 'Download as CSV').click(),
    ]);
    const csv = await readFile(await download.path(), 'utf8');
    for (const who of ['asha', 'ben', 'chidi']) assert.ok(csv.includes(service.account(who).name), csv);
    await frame.getByLabel('Search by name or organisation').fill('chidi');
    await frame.getByRole('row', { name: /^Ben/ }).waitFor({ state: 'detached' });
    await button(frame, /^Look at Chidi/).click();
    await inBox(frame, 'Take them off').click();
    await frame.getByRole('dialog').getByText('Write a reason.').waitFor();
    await frame
      .getByRole('dialog')
      .getByLabel(/^Reason/)
      .fill('Moved to another team');
    await inBox(frame, 'Take them off').click();
    await frame.getByRole('dialog').waitFor({ state: 'detached' });
    await shows(frame, '2 of 12 taken');
  });

  it('says whom it concerns before a session is called off, and asks for a typed word', async () => {
    frame = await goOnInTeams(page, service, {
      accountId: 'efe',
      path: `/coordinate/events/${event.id}`,
    });
    await button(frame, /^Call off Tuesday 4 March 2031/).click();
    await frame.getByRole('dialog').getByText('2 people who have a place').waitFor();
    await frame
      .getByRole('dialog')
      .getByLabel(/^Reason/)
      .fill('The hall is flooded');
    await frame
      .getByRole('dialog')
      .getByLabel(/^This cannot be undone/)
      .fill('call off');
    await inBox(frame, 'Call it off').click();
    await said(frame, 'Called off. 2 people are told that and why.');
    assert.equal((await stands()).sessions[0]?.cancelled, true);
  });

  it('imports a list once every row is right', async () => {
    frame = await goOnInTeams(page, service, { accountId: 'efe', path: '/coordinate/events/import' });
    const give = (name: string, lines: string[]) =>
      frame.locator('input[type=file]').setInputFiles({
        ...{ name, mimeType: 'text/csv' },
        buffer: Buffer.from(lines.join('\n')),
      });
    const heads = 'Title,Summary,Area,Date,End date,Starts,Ends,Place,Places,Places online';
    const retreat = 'Retreat,Two days.,send,5 March 2031,6 March 2031,10am,4pm,Hall,30,100';
    await give('faulty.csv', [heads, retreat, 'Late,S.,send,5 March 2031,,10:00,09:00,Hall,5,']);
    await said(frame, 'There is 1 fault in the file. Nothing was imported.');
    await frame.getByRole('row', { name: 'Row 3 Starts The end must be after the start.' }).waitFor();
    await give('good.csv', [heads, retreat]);
    await button(frame, 'Import them as drafts').click();
    await said(frame, '1 event imported as drafts.');
    await shows(frame, 'Wednesday 5 March, 10am to Thursday 6 March 2031, 4pm');
    await shows(frame, '30 places in person, 100 places online');
  });

  it('marks who took part by the report that Teams gives, and thanks them', async () => {
    const { ctx } = service.app;
    const session = `${await anEvent(ctx)}-1`;
    for (const who of ['asha', 'ben']) await service.call(who, 'POST', `/api/sessions/${session}/bookings`);
    const hours = (ago: number) => new Date(Date.now() - ago * 3_600_000);
    const over = {
      day: londonDay(hours(26)),
      starts_at: hours(26),
      ends_at: hours(25),
      closes_at: hours(26),
    };
    await ctx.db.updateTable('session').set(over).where('id', '=', session).execute();
    const path = `/coordinate/events/${session.slice(0, -2)}/${session}`;
    frame = await goOnInTeams(page, service, { accountId: 'efe', path: `${path}/check-in` });
    const report = ['Name,In-Meeting Duration,Email', `${service.account('ben').name},55m,`];
    await frame.locator('input[type=file]').setInputFiles({
      ...{ name: 'report.csv', mimeType: 'text/csv' },
      buffer: Buffer.from(report.join('\n')),
    });
    await button(frame, 'Mark 1 person as having come').click();
    await shows(frame, '1 of 2 are here');
    frame = await goOnInTeams(page, service, { accountId: 'efe', path: `${path}/afterwards` });
    await shows(frame, /^They are thanked on .*, 9am, unless you do it before\.$/);
    await button(frame, 'Thank them').click();
    await frame.getByRole('dialog').getByText('It goes to 1 person who came.').waitFor();
    await inBox(frame, 'Send it').click();
    await said(frame, 'They are on their way.');
  });

  it('reminds the contacts of boroughs that endorsed nobody, who see it on Home', async () => {
    const { ctx } = service.app;
    await service.call('imran', 'GET', '/api/me');
    const id = await anEvent(ctx, { inDays: 20 });
    await ctx.db.updateTable('session').set({ by_approval: true }).where('event_id', '=', id).execute();
    const statement = 'I lead the team.';
    await service.call('asha', 'POST', `/api/sessions/${id}-1/bookings`, { statement });
    frame = await goOnInTeams(page, service, {
      accountId: 'efe',
      path: `/coordinate/events/${id}/${id}-1/nominations`,
    });
    await frame.getByRole('row', { name: /^Asha.*Nobody yet/ }).waitFor();
    await button(frame, 'Remind the contacts of 1 borough').click();
    await said(frame, 'It is on its way to 1 person.');
    frame = await goOnInTeams(page, service, { accountId: 'imran', path: '/home' });
    await frame.getByRole('link', { name: 'See who it is' }).click();
    await button(frame, /^Support.*Asha/).click();
    await shows(frame, 'You support this');
    frame = await goOnInTeams(page, service, { accountId: 'asha', path: '/home' });
    await shows(frame, 'Supported by the borough contact. A coordinator chooses.');
  });
});
