import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { NetworkRow, Preferences } from '../../bot/api/contract-people.ts';
import { newPage, openInTeams, signIn } from './browser.ts';
import { type Service, theService } from './service.ts';

describe('What reaches a member', () => {
  let service: Service;
  let page: Page;
  before(async () => {
    service = await theService();
  });
  beforeEach(async () => {
    page = await newPage();
  });
  afterEach(() => page.context().close());

  const kept = async () => (await service.call<Preferences>('ben', 'GET', '/api/preferences')).body;

  const isThere = async () => {
    const { objectId } = service.account('hana');
    const rows = await service.app.ctx.db
      .selectFrom('member')
      .select('id')
      .where('object_id', '=', objectId)
      .execute();
    return rows.length > 0;
  };

  it('keep what is chosen while they are being saved', async () => {
    const frame = await openInTeams(page, service, { accountId: 'asha', path: '/preferences' });
    const held = Promise.withResolvers<void>();
    await page.route('**/api/preferences', (call) =>
      call.request().method() === 'PUT' ? held.promise.then(() => call.continue()) : call.continue(),
    );
    const quiet = frame.getByRole('checkbox', { name: 'Keep quiet hours' });
    await quiet.waitFor();
    const asked = page.waitForRequest((request) => request.method() === 'PUT');
    await frame.getByRole('button', { name: 'Save' }).click();
    await asked;
    await quiet.check();
    held.resolve();
    await frame.getByText('Your choices are saved').waitFor({ state: 'attached' });
    assert.ok(await quiet.isChecked());
  });

  it('is chosen for each kind of message, with the way and the quiet hours, and stays', async () => {
    const frame = await openInTeams(page, service, { accountId: 'ben', path: '/home' });
    await frame.getByRole('link', { name: 'Choose when messages reach you, and how' }).click();
    await frame.getByRole('heading', { level: 1, name: 'Preferences' }).waitFor();
    await frame.getByText('A critical message passes all of this').waitFor();
    const before = await kept();
    const { name, choices } = before.categories.find(({ id }) => id === 'events')!;
    assert.ok(choices.includes('weekly'));
    await frame.getByLabel(name, { exact: true }).selectOption('weekly');
    await frame.getByRole('radio', { name: 'By e-mail' }).check();
    await frame.getByRole('checkbox', { name: 'Keep quiet hours' }).check();
    await frame.getByLabel('Quiet from').fill('21:30');
    await frame.getByLabel('Quiet until').fill('');
    await frame.getByRole('button', { name: 'Save' }).click();
    await frame.getByText('Write a time').waitFor();
    await frame.getByLabel('Quiet until').fill('21:30');
    await frame.getByText('Choose two different times').first().waitFor();
    assert.deepEqual(await kept(), before, 'nothing is kept before it is right');
    await frame.getByLabel('Quiet until').fill('07:00');
    await frame.getByRole('button', { name: 'Save' }).click();
    await frame.getByRole('main').getByText('Your choices are saved.').waitFor();
    await frame.getByRole('status').getByText('Your choices are saved').waitFor();

    const now = await kept();
    assert.equal(now.categories.find(({ id }) => id === 'events')?.timing, 'weekly');
    assert.equal(now.way, 'e-mail');
    assert.deepEqual(now.quiet, { from: '21:30', to: '07:00' });
    await signIn(page, service, 'ben', '/preferences');
    assert.equal(await page.getByLabel(name, { exact: true }).inputValue(), 'weekly');
    assert.equal(await page.getByLabel('Quiet from').inputValue(), '21:30');
    await page.getByRole('checkbox', { name: 'Keep quiet hours' }).uncheck();
    await page.getByRole('radio', { name: 'In Teams, from the bot' }).check();
    await page.getByLabel(name, { exact: true }).selectOption('at once');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('main').getByText('Your choices are saved.').waitFor();
    assert.equal((await kept()).quiet, null);
  });

  it('keeps what was chosen where saving fails, and says so', async () => {
    const frame = await openInTeams(page, service, { accountId: 'ben', path: '/preferences' });
    await page.route('**/api/preferences', (call) =>
      call.request().method() === 'PUT' ? call.abort() : call.fallback(),
    );
    await frame.getByRole('checkbox', { name: 'Keep quiet hours' }).check();
    await frame.getByRole('button', { name: 'Save' }).click();
    await frame.getByRole('main').getByText('We could not reach the service').waitFor();
    assert.ok(await frame.getByRole('checkbox', { name: 'Keep quiet hours' }).isChecked());
  });

  it('comes from the networks that they follow, and of their own accord only from open ones', async () => {
    const mine = async () =>
      (await service.call<{ networks: NetworkRow[] }>('chidi', 'GET', '/api/networks')).body.networks;
    const [open, closed] = (await mine()).filter(({ byInvitation }) => !byInvitation) as [
      NetworkRow,
      NetworkRow,
    ];
    const byInvitation = (only: boolean) =>
      service.call('efe', 'PUT', `/api/people/networks/${closed.id}`, { byInvitation: only });
    assert.equal((await byInvitation(true)).status, 200);
    const frame = await openInTeams(page, service, { accountId: 'chidi', path: '/home' });
    await frame.getByRole('button', { name: /^Show all \d+ networks$/ }).click();
    const row = (name: string) =>
      frame.getByRole('listitem').filter({ has: frame.getByRole('heading', { name, exact: true }) });
    const button = (name: RegExp) => row(open.name).getByRole('button', { name });
    await button(/^Follow/).click();
    await button(/^Stop following/).waitFor();
    await frame.getByRole('status').getByText(`You now follow ${open.name}`).waitFor();
    assert.ok((await mine()).find(({ id }) => id === open.id)?.member);
    await button(/^Stop following/).click();
    await button(/^Follow/).waitFor();
    assert.ok(!(await mine()).find(({ id }) => id === open.id)?.member);
    await row(closed.name).getByText('By invitation').waitFor();
    assert.equal(await row(closed.name).getByRole('button').count(), 0);
    await byInvitation(false);
    const explored = (await mine()).find(({ exploring }) => exploring)!;
    await row(explored.name).getByText('It is being explored, so you cannot follow it yet.').waitFor();
    assert.equal(await row(explored.name).getByRole('button').count(), 0);
  });

  it('fits the job that they name themselves, unless somebody confirmed another', async () => {
    const frame = await openInTeams(page, service, { accountId: 'hana', path: '/home' });
    await frame.getByLabel('Your job title').fill('Social worker');
    const save = frame.getByRole('region', { name: 'Your job' }).getByRole('button', { name: 'Save' });
    await save.click();
    await frame.getByRole('main').getByText('Your job title is saved.').waitFor();
    const { body } = await service.call<{ post: string; postConfirmed: boolean }>('hana', 'GET', '/api/me');
    assert.deepEqual([body.post, body.postConfirmed], ['Social worker', false]);
    const confirmed = await openInTeams(page, service, { accountId: 'asha', path: '/home' });
    await confirmed.getByText('SEND officer. This is confirmed.').waitFor();
  });

  it('is shown with all that is held about them, kept as a file, and deleted with a typed word', async () => {
    const frame = await openInTeams(page, service, { accountId: 'hana', path: '/preferences' });
    const yours = frame.getByRole('region', { name: 'Your data' });
    await yours.getByRole('button', { name: 'Show what is held about me' }).click();
    await yours.getByText('You: 1', { exact: true }).click();
    await yours.getByText('Hana Demo').first().waitFor();
    const saved = page.waitForEvent('download');
    await yours.getByRole('button', { name: 'Keep it as a file' }).click();
    assert.equal((await saved).suggestedFilename(), 'what-is-held-about-me.json');
    // A read that is on its way would write the person down again if the service had it last.
    const read = Promise.withResolvers<void>();
    await page.route('**/api/me/data', (call) => read.promise.then(() => call.continue()));
    await yours.getByRole('button', { name: 'Hide what is held about me' }).click();
    const asked = page.waitForRequest('**/api/me/data');
    await yours.getByRole('button', { name: 'Show what is held about me' }).click();
    await asked;
    const order: string[] = [];
    page.on('response', (response) => order.push(`${response.request().method()} answered`));
    page.on('request', (request) => order.push(`${request.method()} sent`));
    await yours.getByRole('button', { name: 'Delete everything about me' }).click();
    const box = frame.getByRole('dialog', { name: 'Delete everything that is held about you?' });
    await box.getByLabel('Type "delete"').fill('delete');
    const act = box.getByRole('button', { name: 'Delete everything' });
    await act.click();
    await act.and(frame.locator('[aria-disabled=true]')).waitFor();
    read.resolve();
    await yours.getByText('Everything that we held about you is deleted.').waitFor();
    assert.equal(await isThere(), false);
    assert.deepEqual(order, ['GET answered', 'DELETE sent', 'DELETE answered']);
    await frame.getByRole('link', { name: 'Home' }).first().click();
    await frame.getByText('Nothing is held about you any more.').first().waitFor();
    assert.equal(await isThere(), false, 'the page calls the service no more');
  });

  it('is left signed out by who was deleted in a browser, and not written down for it', async () => {
    await signIn(page, service, 'hana', '/preferences');
    const yours = page.getByRole('region', { name: 'Your data' });
    await yours.getByRole('button', { name: 'Delete everything about me' }).click();
    const box = page.getByRole('dialog');
    await box.getByLabel('Type "delete"').fill('delete');
    await box.getByRole('button', { name: 'Delete everything' }).click();
    await yours.getByText('Everything that we held about you is deleted.').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
    assert.equal(await isThere(), false);
  });
});
