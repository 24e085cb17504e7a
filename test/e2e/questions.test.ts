import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import type { Answer } from '../../bot/api/contract.ts';
import { tabOf } from './browser.ts';
import { type Service, startService } from './service.ts';

const button = (at: Frame, name: string | RegExp) => at.getByRole('button', { name });
const dialog = (at: Frame) => at.getByRole('dialog');
const home = (...questions: string[]) =>
  `/home?${new URLSearchParams(questions.map((each) => ['ask', each]))}`;
const section = (name: string) => `/coordinate/questions/${name}`;

describe('Questions, and what the bot knows, in the tab', () => {
  let service: Service;
  before(async () => {
    service = await startService();
    for (const id of ['asha', 'ben', 'efe', 'farah']) await service.call(id, 'GET', '/api/me');
  });
  after(async () => {
    await service?.stop();
  });

  const inTeams = (accountId: string, path: string) => tabOf(service, accountId, path);
  const nameOf = (id: string) => service.account(id).name;
  const answerTo = async (accountId: string, question: string) =>
    (await service.call<Answer>(accountId, 'POST', '/api/ask', { question })).body;
  /** Waits for what was done to be said, and for the focus to be there. */
  const said = async (at: Frame, words: string) => {
    await at.locator('[tabindex="-1"]', { hasText: words }).last().waitFor();
    await at.waitForFunction((words) => document.activeElement?.textContent?.includes(words), words);
  };

  describe('from a question that nobody can answer to an answer for everybody', () => {
    const question = 'Who pays the deposit for the minibus?';
    const answer = 'Each borough pays its own deposit, and gets it back in April.';
    const inOtherWords = 'whose budget is the minibus deposit paid from';

    it('a member asks, the bot does not know, and one press brings it to the coordinators', async () => {
      const frame = await inTeams('asha', home());
      await frame.getByLabel('Search or ask').fill(question);
      await button(frame, 'Ask').first().click();
      await button(frame, 'Ask a coordinator').click();
      await said(frame, 'Your question is with the coordinators. Somebody will answer by');
      // Loaded again it says so still, instead of offering it once more.
      const again = await inTeams('asha', home(question));
      await again.getByText('Your question is with the coordinators.').waitFor();
      assert.equal(await button(again, 'Ask a coordinator').count(), 0);
      await again.getByRole('link', { name: 'All my questions, with the answers' }).click();
      await again.getByRole('heading', { level: 2, name: question }).waitFor();
      // It may be drawn once more, as what is new comes in.
      await again.waitForFunction(() => document.querySelectorAll('main h2').length === 1);
    });

    it('a coordinator says that they will answer, and the member reads who it is', async () => {
      const frame = await inTeams('efe', section('open'));
      await frame.getByText(`${nameOf('asha')}, Camden asked on`).waitFor();
      await button(frame, /^I will answer/).click();
      await said(frame, 'You said that you will answer.');
      await button(frame, /^Give it back/).waitFor();
      const asker = await inTeams('asha', '/questions');
      await asker.getByText(`${nameOf('efe')} will answer by`).waitFor();
    });

    it('answers it and adds it to what the bot knows: the member has it, the bot not yet', async () => {
      const frame = await inTeams('efe', section('open'));
      await button(frame, /^Answer ?:/).click();
      const field = frame.getByLabel('Your answer');
      await field.and(frame.locator(':focus')).waitFor();
      await field.fill(answer);
      await frame.getByLabel('Add to what the bot knows').check();
      await button(frame, 'Send answer').click();
      await said(frame, 'It is a draft: the bot answers with it once another coordinator has approved it.');
      await frame.getByText('Nobody is waiting for an answer').waitFor();
      const asker = await inTeams('asha', '/questions');
      await asker.getByText(answer).waitFor();
      await asker.getByText(`${nameOf('efe')} answered on`).waitFor();
      assert.ok(!(await answerTo('ben', inOtherWords)).text.includes(answer));
    });

    it('nobody approves their own', async () => {
      const frame = await inTeams('efe', section('drafts'));
      await frame.getByText('Somebody else has to approve it.').waitFor();
      assert.equal(await button(frame, /^Approve/).count(), 0);
    });

    it('somebody else approves it, and a member who asks in other words gets it', async () => {
      const frame = await inTeams('farah', section('drafts'));
      await button(frame, /^Approve and publish/).click();
      await dialog(frame).getByText('Every member may read it.').waitFor();
      await dialog(frame).getByRole('button', { name: 'Approve and publish' }).click();
      await said(frame, 'is live. The bot answers with it from now on.');
      await frame.getByText('Nothing waits for a second look').waitFor();
      const asker = await inTeams('ben', home(inOtherWords));
      await asker.getByText(answer).first().waitFor();
    });
  });

  describe('a network', () => {
    const network = 'ALDCS SEND group';
    const question = 'Which SEND taxi firm do others use?';

    it('has people who say on Home that they answer for it', async () => {
      const frame = await inTeams('ben', home());
      await button(frame, /^Show all/).click();
      await button(frame, `Follow : ${network}`).click();
      const answers = frame.getByLabel(`I can answer questions for this network: ${network}`);
      await answers.click(); // not check(): the tick waits a turn of the page's own queue
      await frame.getByText(`Questions for ${network} can reach you now`).waitFor({ state: 'attached' });
      await answers.and(frame.locator(':checked')).waitFor();
    });

    it('is asked once its asker has read who gets their name, and answers', async () => {
      const frame = await inTeams('asha', home(question));
      await button(frame, 'Ask a coordinator').click();
      await button(frame, `Ask ${network} as well`).click();
      await dialog(frame).getByText('Your name and this question go to one person of').waitFor();
      await dialog(frame).getByRole('button', { name: 'Ask them' }).click();
      await said(frame, `Your question is with the people of ${network} who answer.`);

      // Who has no chat with the bot finds it in the tab, where an e-mail leads to.
      const answerer = await inTeams('ben', home());
      await answerer.getByText(`A question waits for your answer, for ${network}.`).waitFor();
      await answerer.getByRole('link', { name: 'Questions for you, and your own' }).click();
      await button(answerer, `Answer : ${question}`).click();
      await answerer.getByLabel('Your answer').fill('We use the blue one.');
      await button(answerer, 'Send answer').click();
      await said(answerer, `Thank you. ${nameOf('asha')} gets your answer.`);
      await button(answerer, /^Answer/).waitFor({ state: 'detached' });
      const asker = await inTeams('asha', '/questions');
      await asker.getByText('We use the blue one.').waitFor();
      await asker.getByText(`${nameOf('ben')} answered on`).waitFor();
    });

    it('is asked again in one press where the answer did not help, and coordinators read what is missing', async () => {
      const frame = await inTeams('asha', '/questions');
      const helped = frame.getByRole('group', { name: `Did this help? ${question}` });
      await helped.getByRole('button', { name: 'This did not help' }).click();
      const field = frame.getByLabel('What is missing? (optional)');
      await field.and(frame.locator(':focus')).waitFor();
      await field.fill('What does it cost?');
      await frame.getByRole('button', { name: 'Send', exact: true }).click();
      await frame.getByText('You said that this did not help: What does it cost?').waitFor();
      const coordinator = await inTeams('efe', section('unhelpful'));
      await coordinator.getByRole('heading', { level: 2, name: 'Answers of people' }).waitFor();
      await coordinator.getByText(`${nameOf('asha')} said that this did not help: What does it`).waitFor();
      await coordinator.getByRole('link', { name: /^It is open again/ }).click();
      await button(coordinator, /^I will answer/)
        .first()
        .waitFor();
    });
  });

  describe('what members say about answers', () => {
    it('reaches the coordinators with the answer that was given', async () => {
      const asked = 'What is the London SEND Summit about?';
      const frame = await inTeams('ben', home(asked));
      await button(frame, 'This did not help').click();
      await frame.getByLabel('What was wrong? (optional)').fill('It does not say who speaks.');
      await frame.getByRole('button', { name: 'Send', exact: true }).click();
      await frame
        .getByText('Thank you. The coordinators read what did not help, and mend it.')
        .first()
        .waitFor();
      const coordinator = await inTeams('efe', section('unhelpful'));
      await coordinator.getByRole('heading', { level: 3, name: asked }).waitFor();
      await coordinator.getByText('It does not say who speaks.').waitFor();
      await coordinator.locator('summary').click();
      await coordinator.getByText('Source').first().waitFor();
    });

    it('what was declined is listed once, and becomes another way to ask for what is known', async () => {
      const asked = 'Is there a zeppelin for trainees?';
      for (const id of ['asha', 'ben']) assert.equal((await answerTo(id, asked)).outcome, 'declined');
      const frame = await inTeams('efe', section('unanswered'));
      await frame.getByText('Asked by 2 people').waitFor();
      await button(frame, /^Means the same as.*zeppelin/).click();
      await frame.getByLabel('Search for what answers it').fill('National SEND');
      await button(frame, /^This one ?: National SEND changes/).click();
      await said(frame, 'is another way to ask for “National SEND changes” now.');
      assert.equal((await answerTo('asha', asked)).sources[0]?.id, 'send-national');
    });

    it('what was declined gets an answer of its own, in all its wordings', async () => {
      await answerTo('asha', 'Where is the lost property cupboard?');
      const frame = await inTeams('farah', section('unanswered'));
      await frame.getByRole('link', { name: /^Write an answer.*lost property/ }).click();
      const ways = frame.getByLabel('Ways to ask it');
      await ways.waitFor();
      assert.equal(await ways.inputValue(), 'Where is the lost property cupboard?');
      await frame.getByLabel('The answer').fill('It is beside the kitchen.');
      await button(frame, 'Add this answer').click();
      await said(frame, 'is kept. It is a draft');
      assert.match(frame.url(), /\/knows\/faq\/where-is-the-lost-property/);
    });
  });

  describe('the editor', () => {
    const place = section('knows/item/send-national');
    const sentence = 'Boroughs meet at the lighthouse in Deptford to compare notes.';
    const asked = 'do boroughs meet at the lighthouse in Deptford';

    it('shows before saving how the bot would answer, and after it the bot answers so', async () => {
      const frame = await inTeams('efe', place);
      const actions = frame.getByLabel('What will be done');
      await actions.waitFor();
      const before = await actions.inputValue();
      await actions.fill(`${before}\n${sentence}`);
      await frame.getByLabel('A question').fill(asked);
      await button(frame, 'Try it').click();
      await frame.getByText('It answers from: National SEND changes.').waitFor();
      await frame.getByRole('main').getByText(sentence).last().waitFor();
      assert.ok(!(await answerTo('ben', asked)).text.includes(sentence), 'nothing is saved by trying');
      await actions.fill(`${before}\n${sentence}\nThey bring lamps.`);
      await frame.getByText('You have changed it since. Try again.').waitFor();

      await button(frame, 'Save').click();
      await said(frame, 'is saved. The bot answers so from now on.');
      await frame.getByText(`${nameOf('efe')} changed it: What will be done`).waitFor();
      assert.ok((await answerTo('ben', asked)).text.includes(sentence));
    });

    it('says in words what is wrong, and where', async () => {
      const frame = await inTeams('efe', place);
      await frame.getByLabel('Title').fill('');
      await button(frame, 'Save').click();
      await frame.getByText('Write something here').waitFor();
      await frame.waitForFunction(() => document.activeElement?.id === 'title');
      await frame.getByLabel('Title').fill('National SEND changes');
      await frame.getByLabel('Why').fill('no full stop');
      await button(frame, 'Save').click();
      await frame.getByRole('main').getByText('end the sentence with a full stop').waitFor();
    });

    it('keeps what was written when a colleague was faster, and shows theirs on request', async () => {
      const frame = await inTeams('efe', place);
      await frame.getByLabel('Who leads').fill('Efe leads on this.');
      const { body } = await service.call<{ record: object; change: number }>(
        'farah',
        'GET',
        '/api/content/item/send-national',
      );
      await service.call('farah', 'PUT', '/api/content/item/send-national', {
        record: { ...body.record, lead: 'Farah leads on this.' },
        basedOn: body.change,
      });
      await button(frame, 'Save').click();
      await frame.getByText('Somebody has changed it meanwhile').waitFor();
      assert.equal(await frame.getByLabel('Who leads').inputValue(), 'Efe leads on this.');
      await button(frame, 'Look at theirs').click();
      await said(frame, 'This is how it stands now.');
      assert.equal(await frame.getByLabel('Who leads').inputValue(), 'Farah leads on this.');
    });

    it('goes back to before a change, and forward again', async () => {
      const frame = await inTeams('efe', place);
      const undo = button(frame, /^Undo what was changed/);
      await undo.last().click();
      await dialog(frame).getByText('without what was changed since').waitFor();
      await dialog(frame).getByRole('button', { name: 'Undo' }).click();
      await said(frame, 'It is undone.');
      await frame.waitForFunction((sentence) => {
        const fields = [...document.querySelectorAll('textarea')];
        return fields.length > 0 && fields.every(({ value }) => !value.includes(sentence));
      }, sentence);
      assert.ok(!(await answerTo('ben', asked)).text.includes(sentence));
      await undo.first().click();
      await dialog(frame).getByRole('button', { name: 'Undo' }).click();
      await frame.waitForFunction(
        (sentence) =>
          [...document.querySelectorAll('textarea')].some(({ value }) => value.includes(sentence)),
        sentence,
      );
      assert.ok((await answerTo('ben', asked)).text.includes(sentence));
    });

    it('takes a word away and brings it back, from the page and from the list', async () => {
      const frame = await inTeams('efe', section('knows/term/aldcs'));
      await button(frame, 'Take it away').click();
      await dialog(frame).getByRole('button', { name: 'Take it away' }).click();
      await said(frame, 'is taken away. The bot does not answer from it any more.');
      await button(frame, 'Undo').click();
      await said(frame, 'is back.');
      await button(frame, 'Take it away').click();
      await dialog(frame).getByRole('button', { name: 'Take it away' }).click();
      await said(frame, 'is taken away.');

      const list = await inTeams('farah', section('knows?kind=term&takenAway=yes'));
      await button(list, /^Bring back ALDCS/).click();
      await said(list, 'is back.');
      await list.getByText('Nothing was taken away').waitFor();
    });

    it('adds a signpost with a link', async () => {
      const frame = await inTeams('efe', section('knows?kind=signpost'));
      await frame.getByRole('link', { name: 'Add a signpost' }).click();
      await frame.getByLabel('Title').fill('Lost swans');
      await frame
        .getByLabel('Words of the questions it is for')
        .fill('I found a lost swan\nswan on the loose');
      await frame.getByLabel('What people read').fill('Please ring the swan sanctuary.');
      await button(frame, 'Add a link').click();
      await frame.getByLabel('Name of link 1').fill('Swan sanctuary');
      await frame.getByLabel('Address of link 1').fill('https://swans.example.org/');
      await button(frame, 'Add this signpost').click();
      await said(frame, 'is kept.');
      assert.match((await answerTo('ben', 'I found a lost swan')).text, /Please ring the swan sanctuary/);
    });
  });

  it('only coordinators come in', async () => {
    for (const path of [section('open'), section('knows/item/send-national')]) {
      const frame = await inTeams('asha', path);
      await frame.getByText('You do not have access to this page').waitFor();
    }
  });
});
