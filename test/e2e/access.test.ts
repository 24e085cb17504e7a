import assert from 'node:assert/strict';
import type { Frame, Page } from 'playwright-core';
import { settled } from './axe.ts';
import { heardByTeams, newPage, openInTeams, signIn } from './browser.ts';
import { type Service, startService } from './service.ts';

/** What each person of demo.yaml first sees. */
const first: Record<string, RegExp> = {
  asha: /^Hello, Asha/,
  ben: /^Hello, Ben/,
  chidi: /^Hello, Chidi/,
  dana: /^Hello, Dana/,
  efe: /^Hello, Efe/,
  farah: /^Hello, Farah/,
  hana: /^Hello, Hana/,
  imran: /^Hello, Imran/,
  gus: /^You do not have access yet$/,
  jo: /^Ask for access$/,
  lena: /^Ask for access$/,
  kit: /^Choose your authority$/,
};

describe('Getting in', () => {
  let service: Service;
  let page: Page;
  before(async () => {
    service = await startService();
  });
  after(() => service?.stop());
  beforeEach(async () => {
    page = await newPage();
  });
  afterEach(() => page.context().close());

  const title = (at: Page | Frame, name: string | RegExp) =>
    at.getByRole('heading', { level: 1, name }).waitFor();
  const main = (at: Page | Frame) => at.getByRole('main');
  /** Somebody who may answers what `accountId` asks, on the page for that. */
  const answer = async (at: Page | Frame, accountId: string, approve: boolean, organisation?: string) => {
    const act = approve ? 'Approve' : 'Refuse';
    const { name } = service.account(accountId);
    await at.getByRole('button', { name: `${act} ${name}`, exact: true }).click();
    const box = at.getByRole('dialog');
    if (organisation) await box.getByRole('combobox').selectOption({ label: organisation });
    await box.getByRole('button', { name: act, exact: true }).click();
    const done = approve ? 'approved' : 'refused';
    await at.getByText(`You ${done} the request of ${name}.`).first().waitFor();
  };
  const answering = async (by: string) => {
    const theirs = await newPage();
    await signIn(theirs, service, by, '/coordinate/people/requests');
    return theirs;
  };
  const focused = (at: Page | Frame, target: string) =>
    at.waitForFunction((target) => document.activeElement?.matches(target), target);

  it('knows every demo person', () => {
    assert.deepEqual(service.local.demo.accounts.map(({ id }) => id).sort(), Object.keys(first).sort());
  });
  for (const [accountId, sees] of Object.entries(first))
    it(`shows ${accountId} the same in Teams and in a browser`, async () => {
      await title(await openInTeams(page, service, { accountId, path: '/home' }), sees);
      const plain = await newPage();
      await signIn(plain, service, accountId, '/home');
      await title(plain, sees);
      await plain.context().close();
    });

  it('says to an officer of an unsigned authority why, and takes what they ask', async () => {
    const frame = await openInTeams(page, service, { accountId: 'gus', path: '/library' });
    await main(frame).getByText('has not signed the Data Sharing Protocol yet').waitFor();
    assert.equal(await frame.getByRole('link', { name: /@/ }).count(), 1, 'the sign-in help address');
    await frame.getByLabel('Why you ask').fill('We hope to sign soon.');
    await frame.getByRole('button', { name: 'Ask for access' }).click();
    await frame.getByText(/^You asked on/).waitFor();
    const theirs = await answering('efe');
    await answer(theirs, 'gus', false);
    await theirs.context().close();
    await frame.getByRole('button', { name: 'Look again' }).click();
    await main(frame)
      .getByText(/^Your request was not approved, on/)
      .waitFor();
    await main(frame).getByText('has not signed the Data Sharing Protocol yet').waitFor();
  });

  it('takes a request from an unknown organisation, outside Teams, and lets in who is approved', async () => {
    await signIn(page, service, 'jo', '/events');
    await title(page, 'Ask for access');
    const ask = page.getByRole('button', { name: 'Ask for access' });
    await ask.click();
    await page.getByText('Choose your organisation').waitFor();
    await focused(page, 'select');
    await page.getByLabel('Your organisation').selectOption({ label: 'Barnet' });
    await ask.click();
    await page.getByText('Write why you ask').waitFor();
    await focused(page, 'textarea');
    await page.getByLabel('Your job title').fill('Commissioner');
    await page.getByLabel('Why you ask').fill('I work on placements.');
    await ask.click();
    await page.getByText(/^You asked on \d+ \w+ \d{4}\./).waitFor();
    await page.getByRole('status').getByText('You have asked for access').waitFor();
    // The focus goes to what happened.
    await page.waitForFunction(() =>
      document.activeElement?.closest('main')?.innerText.includes('You asked on'),
    );
    await page.reload();
    await page.getByRole('button', { name: 'Look again' }).click();
    await main(page).getByText('There is no answer yet.').waitFor();

    const theirs = await newPage();
    const requests = { accountId: 'farah', path: '/coordinate/people/requests' };
    await answer(await openInTeams(theirs, service, requests), 'jo', true, 'Barnet');
    await theirs.context().close();
    await page.getByRole('button', { name: 'Look again' }).click();
    await title(page, 'Events');
    await page.getByRole('status').getByText('You have access now').waitFor();
    await focused(page, '#main');
  });

  it('lets a colleague of a partner in once a coordinator has named them', async () => {
    const frame = await openInTeams(page, service, { accountId: 'lena', path: '/events' });
    await frame.getByText('are let in one by one').waitFor();
    await frame.getByLabel('Why you ask').fill('I run the mentoring.');
    await frame.getByRole('button', { name: 'Ask for access' }).click();
    const theirs = await answering('efe');
    await answer(theirs, 'lena', true);
    await theirs.context().close();
    await frame.getByRole('button', { name: 'Look again' }).click();
    await title(frame, 'Events');
  });

  it('lets a person of a shared sign-in say once which authority is theirs', async () => {
    const frame = await openInTeams(page, service, { accountId: 'kit', path: '/events' });
    const choose = frame.getByRole('button', { name: 'This is my authority' });
    await choose.click();
    await frame.getByRole('alert').getByText('Choose your authority').waitFor();
    await frame.getByRole('radio', { name: 'Richmond upon Thames' }).check();
    await choose.click();
    await title(frame, 'Events');
    await frame.goto(`${service.url}/library`);
    await frame
      .getByText('A coordinator also has to confirm first that you work for Richmond upon Thames.')
      .waitFor();
  });

  it('asks for the library, hears no, asks again, and reads as soon as the contact says yes', async () => {
    const { body } = await service.call<{ resources: { title: string; url: string | null }[] }>(
      'asha',
      'GET',
      '/api/resources',
    );
    const frame = await openInTeams(page, service, { accountId: 'hana', path: '/library' });
    const ask = async (why: string) => {
      await frame.getByLabel('Why you ask').fill(why);
      await frame.getByRole('button', { name: 'Ask for access' }).click();
      await frame.getByText(/^You asked on/).waitFor();
    };
    const seen = () => main(frame).innerText();
    await ask('To read.');
    for (const { title } of body.resources) assert.ok(!(await seen()).includes(title), title);
    const theirs = await answering('imran');
    await answer(theirs, 'hana', false);
    await frame.getByRole('button', { name: 'Look again' }).click();
    await frame.getByText('Your request was not approved').first().waitFor();
    await ask('For my work with care leavers.');
    await theirs.reload();
    await answer(theirs, 'hana', true);
    await theirs.context().close();
    await frame.getByRole('button', { name: 'Look again' }).click();
    await frame.getByRole('link', { name: body.resources[0]!.title, exact: true }).click();
    await title(frame, body.resources[0]!.title);
  });

  it('closes at the very next call when access is taken away, and opens again', async () => {
    const { body } = await service.call<{ members: { id: string; name: string }[] }>(
      'farah',
      'GET',
      '/api/people/members?search=Chidi',
    );
    const block = (blocked: boolean) =>
      service.call('farah', 'PUT', `/api/people/members/${body.members[0]!.id}/blocked`, { blocked });
    await signIn(page, service, 'chidi', '/events');
    await title(page, 'Events');
    await block(true);
    try {
      await page.getByRole('link', { name: 'Library' }).click();
      await title(page, 'You do not have access');
      await page.reload();
      await title(page, 'You do not have access');
      await page.getByText('Your access has been taken away').waitFor();
      await page.getByText('If you think that this is not right, tell us.').waitFor();
      await page.getByText(/^Write to /).waitFor();
    } finally {
      await block(false);
    }
    await page.reload();
    await title(page, 'Library');
  });

  it('leads a borough contact to the requests, and members nowhere', async () => {
    const coordinate = (at: Page) => at.getByRole('navigation', { name: 'Sections' }).getByText('Coordinate');
    await signIn(page, service, 'asha', '/home');
    await settled(page.mainFrame());
    assert.equal(await coordinate(page).count(), 0);
    const contact = await newPage();
    await signIn(contact, service, 'imran', '/home');
    await coordinate(contact).waitFor();
    assert.equal(await coordinate(contact).getAttribute('href'), '/coordinate/people');
    await contact.goto(`${service.url}/coordinate`);
    await title(contact, 'Requests');
    await contact.context().close();
  });

  it('says what to do about each way in which Teams refuses to sign a person in', async () => {
    const frame = await openInTeams(page, service, { accountId: undefined, path: '/events' });
    const teamsAnswers = (answer: [boolean, string]) =>
      page.evaluate((answer) => {
        // A constant of the page's own script, which only its global scope has.
        const change = new Function('answer', "answers['authentication.getAuthToken'] = () => answer");
        change(answer);
      }, answer);
    await frame.getByText('The sign-in was not finished').waitFor();
    const refusals: [string, string][] = [
      ['resourceRequiresConsent', 'Your organisation has not allowed this app yet'],
      ['resourceRequiresMfa', 'Your organisation asks you to confirm who you are'],
      ['somethingElse', 'Teams could not sign you in'],
    ];
    const again = frame.getByRole('main').getByRole('button');
    for (const [wording, heading] of refusals) {
      await teamsAnswers([false, wording]);
      await again.click();
      await frame.getByText(heading).waitFor();
    }
    await teamsAnswers([true, await service.local.issuer.memberToken(service.account('asha'))]);
    await again.click();
    await title(frame, 'Events');
    await heardByTeams(page, 'authentication.getAuthToken');
  });
});
