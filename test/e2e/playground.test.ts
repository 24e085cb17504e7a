import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Frame, Page } from 'playwright-core';
import { findMember } from '../../bot/domain/members/members.ts';
import { organised } from '../organising.ts';
import { newPage, openInTeams } from './browser.ts';
import { type Chat, openPlayground } from './playground.ts';
import { type Service, theService } from './service.ts';

describe('In a real browser, on Agents Playground', () => {
  let service: Service;
  let chat: Chat;
  let tab: Frame;
  const pages: Page[] = [];
  before(async () => {
    service = await theService();
    // The service is every file's: another may have booked for the same person.
    const { body } = await service.call<{ bookings: { id: string }[] }>('asha', 'GET', '/api/bookings');
    for (const { id } of body.bookings) await service.call('asha', 'DELETE', `/api/bookings/${id}`);
    pages.push(await newPage(), await newPage());
    chat = await openPlayground(pages[0]!, service);
    tab = await openInTeams(pages[1]!, service, { accountId: 'asha', path: '/bookings' });
  });
  after(() => Promise.all(pages.map((page) => page.context().close())));

  /** Goes to a page of the tab anew, as a person who opens it does. */
  const openTab = async (path: string) => {
    await tab.evaluate((path) => location.assign(path), path);
    await tab.waitForURL(`**${path}`);
  };

  it('answers when the London SEND Summit is, that it has passed, and from which source', async () => {
    const answer = await chat.say('When is the London SEND Summit?');
    await answer.getByText('4 December 2025').waitFor();
    const text = (await answer.textContent()) ?? '';
    for (const expected of [/4 December 2025/, /passed/, /Source: LIIA Annual Plan 2025-26/])
      assert.match(text, expected);

    // Agents Playground does not draw citations: what came on its WebSocket has them.
    const { message } = chat.heard.findLast((each) => each.message.text?.includes('4 December 2025'))!;
    const { citation } = message.aiEntity!;
    assert.equal(citation[0]?.position, 1);
    assert.match(citation[0]?.appearance.abstract ?? '', /LIIA Annual Plan 2025-26/);
    assert.match(message.text!, /\[1\]/);
  });

  it('books from a card in the chat: the card shows it, and so does My bookings in the tab', async () => {
    const list = await chat.say('what’s on');
    await list.getByText('Sample: data clinic').click();
    await chat.page.getByRole('button', { name: 'Book a place' }).click();
    await chat.page.getByRole('button', { name: 'Cancel my place' }).waitFor();
    const card = (await chat.bubbles.last().textContent()) ?? '';
    assert.match(card, /You have a place/);
    assert.equal(await chat.page.getByRole('button', { name: 'Book a place' }).count(), 0);

    await openTab('/bookings');
    await tab.getByRole('link', { name: 'Sample: data clinic' }).waitFor();
  });

  it('cancels in the tab what was booked in the chat, and the chat knows', async () => {
    await tab.getByRole('button', { name: /^Cancel my place.*data clinic/ }).click();
    await tab.getByRole('button', { name: 'Book again' }).waitFor();
    const answer = await chat.say('my bookings');
    assert.match((await answer.textContent()) ?? '', /no places booked/);
  });

  it('shows in the chat what was booked in the tab, and cancels it there', async () => {
    const earlier = await chat.say('what’s on');
    await openTab('/events/sample-recruitment-workshop');
    await tab.getByRole('button', { name: /^Book a place/ }).click();
    await tab.getByRole('button', { name: 'Undo' }).waitFor();

    await earlier.getByText('Sample: recruitment workshop').click();
    const card = chat.bubbles.last();
    await card.getByText('You have a place').waitFor();
    await card.getByRole('button', { name: 'Cancel my place' }).waitFor();

    const bookings = await chat.say('my bookings');
    await bookings.getByText('Sample: recruitment workshop').first().waitFor();
    await bookings.getByRole('button', { name: 'Cancel my place' }).click();
    await bookings.getByRole('button', { name: 'Book a place' }).waitFor();
    assert.doesNotMatch((await bookings.textContent()) ?? '', /You have a place/);

    await openTab('/bookings');
    await tab.getByText('You have no places booked').waitFor();
  });

  it('joins a waiting list by a card, takes the place that is offered in the chat, and gives it to a colleague', async () => {
    const session = '/api/sessions/sample-mentoring-1/bookings';
    const { body } = await service.call<{ event: { booking: { id: string } } }>('ben', 'POST', session);
    await service.call('chidi', 'POST', session);
    const full = await chat.say('show event sample-mentoring');
    await full.getByRole('button', { name: 'Join the waiting list' }).click();
    await full.getByText('You are number 1 on the waiting list.').waitFor();

    await service.call('ben', 'DELETE', `/api/bookings/${body.event.booking.id}`);
    const offer = chat.bubbles.filter({ has: chat.page.getByRole('button', { name: /^Accept/ }) }).last();
    await offer.getByRole('button', { name: /^Accept/ }).click();
    await chat.bubbles.filter({ hasText: 'You have a place at Sample: mentoring' }).last().waitFor();

    const give = await chat.say('give my place at mentoring for care leavers to Hana');
    await give.getByText('Give your place to Hana Demo').waitFor();
    await give.getByRole('button', { name: 'Yes, give it to them' }).click();
    await give.getByText(/Hana Demo .*has your place at/).waitFor();
    const theirs = await service.call<{ bookings: { event: { id: string } }[] }>(
      'hana',
      'GET',
      '/api/bookings',
    );
    assert.deepEqual(
      theirs.body.bookings.map(({ event }) => event.id),
      ['sample-mentoring'],
    );
  });

  it('asks by a card what an event asks, with what is known, and books, changes and gives places away for colleagues', async () => {
    const { ctx } = service.app;
    const asks = {
      ...{ id: null, choices: [], required: true, special: false },
      ...{ text: 'What will you bring up?', kind: 'text' as const },
    };
    const efe = await findMember(ctx, service.account('efe'));
    const { id } = await organised(ctx, efe, {
      event: { title: 'Sample: practice circle', questions: [asks] },
    });
    const card = await chat.say(`show event ${id}`);
    const press = (name: string) => card.getByRole('button', { name }).click();
    const answer = card.getByLabel(asks.text);
    await press('Book a place');
    await answer.fill('Housing');
    await press('Book my place');
    await card.getByText('You have a place at Sample: practice circle').waitFor();
    await press('Cancel my place');
    await card.getByText('Your place at Sample: practice circle is cancelled').waitFor();
    await press('Book a place');
    await answer.waitFor();
    assert.equal(await answer.inputValue(), 'Housing');
    await press('Book my place');

    await press('Give it to a colleague');
    await card.getByLabel('Name of your colleague').fill('hana');
    await press('Book another place for them');
    await card.getByText('Book a place for Hana Demo').waitFor();
    await press('Book it for them');
    await card.getByText('For Hana Demo').waitFor();
    assert.equal(await answer.inputValue(), '', 'what one said oneself is not what a colleague says');
    await answer.fill('Schools');
    await press('Book it for them');
    await card.getByText('You booked this for Hana Demo').waitFor();
    await chat.bubbles.filter({ hasText: 'We have told Hana Demo' }).waitFor();

    const list = await chat.say('my bookings');
    await list.getByText('For colleagues').waitFor();
    await list.getByText('Hana Demo (Camden) has a place').click();
    await list.getByRole('button', { name: 'Give it to somebody else' }).click();
    await list.getByLabel('Name of your colleague').fill('imran');
    await list.getByRole('button', { name: 'Give it to them' }).click();
    await list.getByText('Give Hana Demo (Camden)’s place to Imran Demo').waitFor();
    await list.getByRole('button', { name: 'Yes, give it to them' }).click();
    await list.getByText('has Hana Demo (Camden)’s place at').waitFor();
    await chat.bubbles.filter({ hasText: 'Given to a colleague: Sample: practice circle' }).waitFor();
    const holders = await ctx.db
      .selectFrom('booking')
      .innerJoin('member', 'member.id', 'booking.member_id')
      .select(['name', 'state'])
      .where('session_id', '=', `${id}-1`)
      .orderBy('name')
      .orderBy('state')
      .execute();
    assert.deepEqual(
      holders.map(({ name, state }) => `${name.split(' ')[0]} ${state}`),
      ['Asha cancelled', 'Asha confirmed', 'Hana transferred', 'Imran confirmed'],
    );
  });

  it('turns a place that is offered in the chat down, after asking once more', async () => {
    const { ctx } = service.app;
    const efe = await findMember(ctx, service.account('efe'));
    const pools = [{ mode: 'in person' as const, capacity: 1, perBorough: null, quotas: [] }];
    const { id } = await organised(ctx, efe, { event: { title: 'Sample: one place' }, session: { pools } });
    const place = `/api/sessions/${id}-1/bookings`;
    const { body } = await service.call<{ event: { booking: { id: string } } }>('ben', 'POST', place);
    const full = await chat.say(`show event ${id}`);
    await full.getByRole('button', { name: 'Join the waiting list' }).click();
    await full.getByText('You are number 1 on the waiting list.').waitFor();
    await service.call('ben', 'DELETE', `/api/bookings/${body.event.booking.id}`);
    const offer = chat.bubbles.filter({ hasText: 'A place for you: Sample: one place' });
    await offer.getByRole('button', { name: 'No, thank you' }).click();
    const asked = chat.bubbles.filter({ hasText: 'Turn this place down?' });
    await asked.getByRole('button', { name: 'Turn it down' }).click();
    await chat.bubbles.filter({ hasText: 'You turned down the place at Sample: one place' }).waitFor();
    const mine = await service.call<{ bookings: { event: { id: string } }[] }>(
      'asha',
      'GET',
      '/api/bookings',
    );
    assert.ok(!mine.body.bookings.some(({ event }) => event.id === id));
  });

  it("brings the coordinator's announcement into the chat, once, and counts it as sent", async () => {
    const page = await newPage();
    pages.push(page);
    const coordinator = await openInTeams(page, service, {
      accountId: 'efe',
      path: '/coordinate/announcements',
    });
    const title = 'The clinic moves to Room 9';
    await coordinator.getByLabel('Title').fill(title);
    await coordinator.getByRole('textbox', { name: 'Text' }).fill('Please come to the second floor.');
    await coordinator.getByRole('button', { name: 'Check and send' }).click();
    await coordinator.getByRole('button', { name: 'Send now' }).click();

    const card = chat.bubbles.filter({ hasText: title });
    await card.waitFor();
    assert.match((await card.textContent()) ?? '', /Please come to the second floor\./);

    // Asha alone has the bot installed; whoever signed in before has an address and gets an e-mail instead.
    const counts = async () => {
      const { body } = await service.call<{
        announcements: { title: string; counts: { waiting: number; sent: number } }[];
      }>('efe', 'GET', '/api/announcements');
      return body.announcements.find((each) => each.title === title)!.counts;
    };
    while ((await counts()).waiting > 0) await new Promise((resolve) => setImmediate(resolve));
    const mails = await service.app.ctx.db
      .selectFrom('outbox')
      .select('id')
      .where('subject', 'like', `%${title}%`)
      .execute();
    assert.equal((await counts()).sent, 1 + mails.length);
    const sent = coordinator.getByRole('term').filter({ hasText: /^Sent$/ });
    const figure = sent.first().locator('xpath=following-sibling::dd');
    await figure.filter({ hasText: new RegExp(`^${1 + mails.length}$`) }).waitFor();
    assert.equal(await card.count(), 1);
  });

  it('lets somebody new in, whom the roster of the chat has as one of the council’s own', async () => {
    const { db } = service.app.ctx;
    const { objectId } = service.account('asha');
    const asha = db.updateTable('member').where('object_id', '=', objectId);
    await asha.set({ object_id: randomUUID() }).execute();
    const answer = await chat.say('When is the London SEND Summit?');
    await answer.getByText('4 December 2025').waitFor();
    const known = await db.selectFrom('member').select('id').where('object_id', '=', objectId).execute();
    assert.equal(known.length, 1);
  });
});
