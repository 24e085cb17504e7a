import assert from 'node:assert/strict';
import { inTransaction } from '../../bot/domain/context.ts';
import { keepConversation } from '../../bot/domain/members/conversations.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { sendQuestionsTo } from '../../bot/domain/questions/coordinators.ts';
import { keepAnswer } from '../../bot/domain/questions/given-answers.ts';
import { setAnswersFor } from '../../bot/domain/questions/networks.ts';
import {
  askPeople,
  listQuestions,
  mayAsk,
  myQuestions,
  openQuestion,
  takeBack,
} from '../../bot/domain/questions/questions.ts';
import {
  answerQuestion,
  claimQuestion,
  closeQuestion,
  publishAnswer,
  releaseQuestion,
  replyForNetwork,
} from '../../bot/domain/questions/replies.ts';
import { purge } from '../../bot/domain/retention.ts';
import { changeSettings } from '../../bot/domain/settings.ts';
import { addWorkingDays } from '../../bot/domain/working-days.ts';
import { aCoordinator, aMember, aMemberWith } from '../factories.ts';
import { type Domain, openDomain } from '../harness.ts';

describe('Working days', () => {
  it('leave out weekends and bank holidays', () => {
    for (const [from, days, to] of [
      ['2026-11-22', 2, '2026-11-24'],
      ['2026-11-20', 1, '2026-11-23'],
      ['2026-12-24', 1, '2026-12-29'],
      ['2026-04-02', 2, '2026-04-08'],
      ['2027-12-24', 2, '2027-12-30'],
      ['2027-12-31', 1, '2028-01-04'],
    ] as const)
      assert.equal(addWorkingDays(from, days), to, `${days} after ${from}`);
  });
});

describe('Questions to people', () => {
  let domain: Domain;
  let ada: Member;
  let cora: Member;
  let omar: Member;
  before(async () => {
    domain = await openDomain();
    domain.now.at = new Date('2026-11-20T10:00:00Z');
    ada = await aMember(domain.ctx, 'camden', 'Ada Test');
    cora = await aCoordinator(domain.ctx);
    omar = await aMemberWith(domain.ctx, 'administrator', { name: 'Omar Test' });
  });
  after(() => domain.close());
  afterEach(async () => {
    await domain.ctx.db.deleteFrom('question').execute();
    await domain.ctx.db.deleteFrom('message').execute();
    await domain.ctx.db.deleteFrom('network_member').execute();
    await changeSettings(domain.ctx.db, { questionsChannel: null, secondCoordinator: 'approves' });
  });

  let asked = 0;
  const ask = (member = ada, parts: object = {}) =>
    askPeople(domain.ctx, member, { key: `key ${++asked}`, text: 'Who pays for respite care?', ...parts });
  const told = async (purpose: string) => {
    const rows = await domain.ctx.db
      .selectFrom('message')
      .select(['key', 'member_id', 'conversation_id', 'category', 'state'])
      .where('purpose', '=', purpose)
      .orderBy('created_at')
      .execute();
    return rows;
  };
  const whom = async (purpose: string) => (await told(purpose)).map((row) => row.member_id).sort();
  const conflict = (says: RegExp) => (error: Error & { code?: string }) =>
    error.code === 'conflict' && says.test(error.message);

  it('are kept once, with the day by which somebody answers, and reach each coordinator in charge', async () => {
    const limited = await aMemberWith(domain.ctx, 'coordinator', { name: 'Lim Test', inCharge: ['croydon'] });
    const question = await ask(ada, { key: 'same' });
    assert.deepEqual(
      [question.state, question.answerBy, question.text],
      ['open', '2026-11-24', 'Who pays for respite care?'],
    );
    assert.equal((await ask(ada, { key: 'same' })).id, question.id);
    assert.deepEqual(await whom('question'), [cora.id, omar.id].sort());
    assert.ok((await told('question')).every(({ category }) => category === 'questions'));
    const croydon = await ask(await aMember(domain.ctx, 'croydon', 'Cy Test'), { key: 'same' });
    assert.notEqual(croydon.id, question.id);
    assert.equal((await whom('question')).filter((id) => id === limited.id).length, 1);
    assert.deepEqual(
      (await listQuestions(domain.ctx, limited, { state: 'waiting' })).questions.map(({ id }) => id),
      [croydon.id],
    );
    await assert.rejects(openQuestion(domain.ctx, limited, question.id), { code: 'not-found' });
    await assert.rejects(claimQuestion(domain.ctx, limited, question.id), { code: 'not-found' });
    await domain.ctx.db.updateTable('member').set({ role: 'member' }).where('id', '=', limited.id).execute();
  });

  it('are kept without personal details, and with what the bot had said', async () => {
    const answer = { outcome: 'declined' as const, text: 'I don’t know.', sources: [] };
    const given = await keepAnswer(domain.ctx, ada, {
      conversationId: 'a:1',
      question: 'SEND fees?',
      answer: answer as never,
    });
    const question = await ask(ada, {
      text: 'Can ada@camden.example claim SEND transport costs?',
      givenAnswer: given,
    });
    assert.equal(question.text, 'Can [an e-mail address] claim SEND transport costs?');
    assert.equal(question.given?.text, 'I don’t know.');
    assert.equal(question.area, 'send');
    const other = await aMember(domain.ctx, 'hackney', 'Han Test');
    assert.equal((await ask(other, { givenAnswer: given })).given, null, 'only one’s own');
  });

  it('are refused empty, too long, or beyond twenty that wait', async () => {
    await assert.rejects(ask(ada, { text: ' \u0000 ' }), { code: 'invalid' });
    await assert.rejects(ask(ada, { text: 'x'.repeat(2001) }), { code: 'invalid' });
    for (let n = 0; n < 20; n++) await ask();
    await assert.rejects(ask(), conflict(/20 questions waiting/));
    assert.equal((await myQuestions(domain.ctx, ada)).length, 20);
  });

  it('go to the channel that a coordinator set, while the bot is in it', async () => {
    const channel = { tenantId: cora.tenantId, conversationId: '19:team@thread.tacv2' };
    await keepConversation(domain.ctx, { ...channel, kind: 'channel', memberId: null, reference: {} });
    const set = (actor: Member, here: boolean) =>
      inTransaction(domain.ctx, (tx) => sendQuestionsTo(tx, actor, channel, here));
    await assert.rejects(set(ada, true), { code: 'not-allowed' });
    await set(cora, true);
    await set(cora, true);
    await ask();
    assert.deepEqual(
      (await told('question')).map((row) => [row.member_id, row.conversation_id]),
      [[null, channel.conversationId]],
    );
    const { rows } = { rows: await domain.ctx.db.selectFrom('audit').select(['action']).execute() };
    assert.equal(rows.filter(({ action }) => action === 'settings changed').length, 1);
    await domain.ctx.db.updateTable('conversation').set({ reachable: false }).execute();
    const question = await ask();
    assert.deepEqual(
      (await told('question'))
        .filter(({ key }) => key === question.id)
        .map((row) => row.member_id)
        .sort(),
      [cora.id, omar.id].sort(),
    );
    await set(cora, false);
  });

  it('are claimed by one, openly taken over by another, and given back', async () => {
    const { id } = await ask();
    assert.equal((await claimQuestion(domain.ctx, cora, id)).claimedBy?.id, cora.id);
    await claimQuestion(domain.ctx, cora, id);
    assert.equal((await claimQuestion(domain.ctx, omar, id)).claimedBy?.id, omar.id);
    assert.deepEqual(await whom('question claimed'), [ada.id, ada.id]);
    const named = (await told('question claimed')).map(({ key }) => key.split(' ').slice(0, 2).join(' '));
    assert.deepEqual(named.sort(), [`${id} ${cora.id}`, `${id} ${omar.id}`].sort());
    await assert.rejects(releaseQuestion(domain.ctx, cora, id), conflict(/^Omar Test is answering this\.$/));
    assert.equal((await releaseQuestion(domain.ctx, omar, id)).state, 'open');
  });

  it('are answered once, however often and by whomever it is pressed', async () => {
    const { id } = await ask();
    const { question } = await answerQuestion(domain.ctx, cora, id, {
      text: ' The borough.\r\nSee the plan. ',
    });
    assert.equal(question.state, 'answered');
    assert.deepEqual(
      question.replies.map(({ author, text }) => [author?.name, text]),
      [['Cora Test', 'The borough.\nSee the plan.']],
    );
    await answerQuestion(domain.ctx, cora, id, { text: 'Another.' });
    const late = conflict(/^Cora Test answered this on 20 November 2026, 10am\.$/);
    await assert.rejects(answerQuestion(domain.ctx, omar, id, { text: 'Mine.' }), late);
    await assert.rejects(claimQuestion(domain.ctx, omar, id), late);
    await assert.rejects(closeQuestion(domain.ctx, omar, id, null), late);
    await assert.rejects(takeBack(domain.ctx, ada, id), late);
    assert.deepEqual(await whom('question answered'), [ada.id]);
    const [mine] = await myQuestions(domain.ctx, ada);
    assert.equal(mine?.replies[0]?.text, 'The borough.\nSee the plan.');
  });

  it('are not answered with nothing, nor with more than 4,000 characters', async () => {
    const { id } = await ask();
    await assert.rejects(answerQuestion(domain.ctx, cora, id, { text: ' \n ' }), { code: 'invalid' });
    await assert.rejects(answerQuestion(domain.ctx, cora, id, { text: 'x'.repeat(4001) }), {
      code: 'invalid',
    });
    await assert.rejects(answerQuestion(domain.ctx, ada, id, { text: 'Me.' }), { code: 'not-allowed' });
    assert.deepEqual(await told('question answered'), []);
  });

  it('are closed with a reason, and taken back, after which nobody answers them', async () => {
    const { id } = await ask();
    await closeQuestion(domain.ctx, cora, id, 'It is in the plan');
    await closeQuestion(domain.ctx, cora, id, 'Again');
    const late = conflict(/^Cora Test closed this on 20 November 2026, 10am: It is in the plan$/);
    await assert.rejects(answerQuestion(domain.ctx, omar, id, { text: 'Late.' }), late);
    assert.deepEqual(await whom('question closed'), [ada.id]);
    const second = await ask();
    await assert.rejects(takeBack(domain.ctx, cora, second.id), { code: 'not-found' });
    await takeBack(domain.ctx, ada, second.id);
    await takeBack(domain.ctx, ada, second.id);
    await assert.rejects(claimQuestion(domain.ctx, cora, second.id), conflict(/took this question back/));
  });

  it('teach the bot, once, with the asker’s wording; personal details are looked at first', async () => {
    await changeSettings(domain.ctx.db, { secondCoordinator: 'is told' });
    const { id } = await ask(ada, { text: 'Who pays for respite care for foster carers in Camden?' });
    const publish = { question: 'Who pays for respite care?', readers: 'members' as const };
    const personal = 'Each borough. Write to desk@camden.example.';
    await assert.rejects(answerQuestion(domain.ctx, cora, id, { text: personal, publish }), {
      code: 'invalid',
      message: /^This seems to hold an e-mail address\. Take it out, or confirm/,
    });
    assert.deepEqual(await told('question answered'), []);
    const { faq } = await answerQuestion(domain.ctx, cora, id, {
      text: personal,
      publish: { ...publish, confirmed: true },
    });
    assert.deepEqual(faq?.questions, [
      'Who pays for respite care?',
      'Who pays for respite care for foster carers in Camden?',
    ]);
    const again = await answerQuestion(domain.ctx, cora, id, {
      text: 'x',
      publish: { ...publish, confirmed: true },
    });
    assert.deepEqual([again.faq?.id, again.question.faqId], [faq?.id, faq?.id]);
    const published = await publishAnswer(domain.ctx, omar, id, { text: 'Other words.', publish });
    assert.equal(published.faq.id, faq?.id);
    const { count } = await domain.ctx.db
      .selectFrom('content_record')
      .select((c) => c.fn.countAll().as('count'))
      .where('kind', '=', 'faq')
      .executeTakeFirstOrThrow();
    assert.equal(Number(count), 1);
  });

  it('about a case teach nothing of it without a look, and never the asker’s own words', async () => {
    for (const text of [
      'My client Tyrell is 14 and was stabbed at Westfield, what support is there?',
      'One of my young people was stabbed at Westfield last night, what support is there?',
      'Can ada@camden.example claim transport costs?',
    ]) {
      const { id, text: kept } = await ask(ada, { text });
      const publish = { question: kept.replaceAll(/\[.*?\]/g, '').trim(), readers: 'members' as const };
      const send = (more: object) =>
        answerQuestion(domain.ctx, cora, id, {
          text: 'It is in the plan.',
          publish: { ...publish, ...more },
        });
      await assert.rejects(send({}), { code: 'invalid', message: /everybody may read it/ }, text);
      const question = `What support is there after an injury, ${id}?`;
      const { faq } = await send({ question, confirmed: true });
      assert.deepEqual(faq?.questions, [question]);
    }
  });

  it('are left as they were where the bot cannot learn from the answer', async () => {
    const { id } = await ask();
    const text = Array.from({ length: 11 }, (_, n) => `Paragraph ${n}.`).join('\n\n');
    await assert.rejects(
      answerQuestion(domain.ctx, cora, id, { text, publish: { question: 'Who?', readers: 'members' } }),
      { code: 'invalid' },
    );
    assert.equal((await openQuestion(domain.ctx, cora, id)).state, 'open');
    assert.deepEqual(await told('question answered'), []);
  });

  describe('and to a network', () => {
    const network = 'your-choice-clinical-leads';
    let neha: Member;
    let nils: Member;
    before(async () => {
      neha = await aMember(domain.ctx, 'hackney', 'Neha Test');
      nils = await aMember(domain.ctx, 'sutton', 'Nils Test');
    });
    beforeEach(async () => {
      for (const each of [neha, nils]) await setAnswersFor(domain.ctx, each, network, true);
    });

    const toNetwork = (key: string) =>
      ask(ada, { key, text: 'Does Your Choice run in adolescent safeguarding?', network });

    it('are offered for the area, and go to those alone who said that they answer', async () => {
      await setAnswersFor(domain.ctx, nils, network, false);
      const first = await ask(ada, { key: 'k', text: 'Adolescent safeguarding: who trains?' });
      assert.deepEqual((await mayAsk(domain.ctx, ada, [first])).get(first.id), {
        id: network,
        name: 'Your Choice Clinical Leads Network',
        people: 1,
      });
      await toNetwork('k');
      assert.equal((await mayAsk(domain.ctx, ada, [first])).size, 0, 'asked already');
      await toNetwork('k');
      assert.deepEqual(await whom('question to network'), [neha.id]);
      assert.equal((await myQuestions(domain.ctx, ada)).length, 2);
    });

    it('are refused where nobody answers, or there is no such network', async () => {
      for (const each of [neha, nils]) await setAnswersFor(domain.ctx, each, network, false);
      await assert.rejects(toNetwork('k'), { code: 'conflict' });
      await assert.rejects(ask(ada, { network: 'no-such-network' }), { code: 'not-found' });
      assert.deepEqual(await myQuestions(domain.ctx, ada), []);
    });

    it('are answered by each once; the asker gets each, and coordinators see them and teach the bot', async () => {
      const { id } = await toNetwork('k');
      await replyForNetwork(domain.ctx, neha, id, 'Yes, in ours.');
      await replyForNetwork(domain.ctx, neha, id, 'Yes, in ours.');
      await replyForNetwork(domain.ctx, nils, id, 'Not yet in ours.');
      assert.equal((await told('question answered')).length, 2);
      assert.deepEqual(await whom('question'), [cora.id, omar.id].sort(), 'coordinators see it');
      for (const stranger of [ada, cora])
        await assert.rejects(replyForNetwork(domain.ctx, stranger, id, 'Hm.'), { code: 'not-found' });
      const { faq } = await publishAnswer(domain.ctx, cora, id, {
        text: 'Yes, in ours.',
        publish: { question: 'Does Your Choice run?', readers: 'members' },
      });
      assert.equal(faq.area, 'adolescent-safeguarding');
      await closeQuestion(domain.ctx, cora, id, null);
      await setAnswersFor(domain.ctx, cora, network, true);
      await assert.rejects(replyForNetwork(domain.ctx, cora, id, 'Late.'), conflict(/closed this/));
    });

    it('may be answered by coordinators as well', async () => {
      const { id } = await toNetwork('k');
      await replyForNetwork(domain.ctx, neha, id, 'Yes, in ours.');
      domain.now.at = new Date(domain.now.at.getTime() + 60_000);
      const { question } = await answerQuestion(domain.ctx, cora, id, { text: 'In all boroughs.' });
      assert.deepEqual(
        question.replies.map(({ author }) => author?.name),
        ['Neha Test', 'Cora Test'],
      );
    });
  });

  it('go with their asker; an answer stays without the name of whoever wrote it', async () => {
    const asker = await aMember(domain.ctx, 'camden', 'Gone Test');
    const author = await aCoordinator(domain.ctx);
    const { id } = await ask(asker);
    await claimQuestion(domain.ctx, author, id);
    const erase = async (member: Member) => {
      await domain.ctx.db.deleteFrom('message').where('member_id', '=', member.id).execute();
      await domain.ctx.db.deleteFrom('member').where('id', '=', member.id).execute();
    };
    await erase(author);
    assert.equal((await openQuestion(domain.ctx, cora, id)).state, 'open', 'nobody answers it now');
    const other = await aCoordinator(domain.ctx);
    await answerQuestion(domain.ctx, other, id, { text: 'Yes.' });
    await erase(other);
    const { replies } = await openQuestion(domain.ctx, cora, id);
    assert.deepEqual(
      replies.map(({ author, text }) => [author, text]),
      [[null, 'Yes.']],
    );
    await erase(asker);
    await assert.rejects(openQuestion(domain.ctx, cora, id), { code: 'not-found' });
  });

  it('are thrown away a year after they were answered or closed, never while they wait', async () => {
    const answered = await ask();
    const waiting = await ask();
    await answerQuestion(domain.ctx, cora, answered.id, { text: 'Yes.' });
    const then = domain.now.at;
    domain.now.at = new Date('2027-11-22T10:00:00Z');
    await purge(domain.ctx);
    assert.deepEqual(
      (await myQuestions(domain.ctx, ada)).map(({ id }) => id),
      [waiting.id],
    );
    domain.now.at = then;
  });
});
