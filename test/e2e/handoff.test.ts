import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { newPage, openInTeams } from './browser.ts';
import { type Chat, openPlayground } from './playground.ts';
import { type Service, theService } from './service.ts';

describe('A question that the bot cannot answer, on two Playgrounds and in the tab', () => {
  let service: Service;
  let asker: Chat;
  let coordinator: Chat;
  const pages: Page[] = [];
  before(async () => {
    service = await theService();
    pages.push(await newPage(), await newPage(), await newPage());
    asker = await openPlayground(pages[0]!, service, 'member');
    coordinator = await openPlayground(pages[1]!, service, 'coordinator');
  });
  after(() => Promise.all(pages.map((page) => page.context().close())));

  const question = 'How do I claim back my train fare after a workshop?';
  const answer = 'Send your ticket to the events team within a month, and they pay it back.';
  const nameOf = (id: string) => service.account(id).name;
  const card = (chat: Chat, text: string | RegExp) => chat.bubbles.filter({ hasText: text }).last();

  it('is declined, and put to the coordinators in one tap', async () => {
    const declined = await asker.say(question);
    assert.match((await declined.textContent()) ?? '', /I don.t know that/);
    await asker.page.getByRole('button', { name: 'Ask a coordinator' }).click();
    const mine = card(asker, question).filter({ hasText: 'Somebody will answer by' });
    await mine.waitFor();
    await mine.getByRole('button', { name: 'Take it back' }).waitFor();
  });

  it('reaches a coordinator, who takes it on: the asker is told who', async () => {
    const put = card(coordinator, question);
    await put.waitFor();
    assert.match((await put.textContent()) ?? '', new RegExp(nameOf('asha').slice(0, 9)));
    await put.getByRole('button', { name: 'I will answer' }).click();
    await put.getByRole('button', { name: 'Give it back' }).waitFor();
    await card(asker, /Efe Demo/).waitFor();
  });

  it('is answered in the card and added to what the bot knows: the asker gets the answer with name and date', async () => {
    const put = card(coordinator, question);
    await put.getByLabel('Your answer').fill(answer);
    await put.getByText('Add to what the bot knows').click();
    await put.getByRole('button', { name: 'Send answer' }).click();
    const got = card(asker, answer);
    await got.waitFor();
    const text = (await got.textContent()) ?? '';
    assert.ok(text.includes(question), text);
    assert.match(text, /Efe Demo/);
    assert.match(text, /\b20\d\d\b/);
    await put.getByRole('button', { name: 'Send answer' }).waitFor({ state: 'detached' });
  });

  it('is known once a second person approved it in the tab: asked in other words, the bot answers', async () => {
    const before = await asker.say('can I get my train fare paid back after workshops');
    assert.doesNotMatch((await before.textContent()) ?? '', /within a month/, 'not before it is approved');
    const as = { accountId: 'farah', path: '/coordinate/questions/drafts' };
    const frame = await openInTeams(pages[2]!, service, as);
    await frame.getByRole('heading', { name: question }).waitFor();
    await frame.getByRole('button', { name: /^Approve/ }).click();
    await frame.getByRole('dialog').getByRole('button', { name: 'Approve and publish' }).click();
    await frame.getByText('is live').first().waitFor();

    const known = await asker.say('can I get my train fare paid back after workshops?');
    const text = (await known.textContent()) ?? '';
    assert.ok(text.includes(answer), text);
    assert.match(text, /Efe Demo/);
  });
});
