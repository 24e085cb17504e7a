import assert from 'node:assert/strict';
import { inTransaction } from '../../bot/domain/context.ts';
import { keepConversation } from '../../bot/domain/members/conversations.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { sendQuestionsTo, tellOfUnposted } from '../../bot/domain/questions/coordinators.ts';
import { rateReply } from '../../bot/domain/questions/helped.ts';
import { setAnswersFor } from '../../bot/domain/questions/networks.ts';
import { askPeople, takeBack } from '../../bot/domain/questions/questions.ts';
import {
  answerQuestion,
  claimQuestion,
  closeQuestion,
  questionsFor,
  releaseQuestion,
  replyForNetwork,
} from '../../bot/domain/questions/replies.ts';
import { unhelpfulReplies } from '../../bot/domain/questions/unanswered.ts';
import type { QuestionView } from '../../bot/domain/questions/views.ts';
import { changeSettings } from '../../bot/domain/settings.ts';
import { aCoordinator, aMember, aMemberWith } from '../factories.ts';
import { type Domain, openDomain } from '../harness.ts';

const friday = new Date('2026-11-20T10:00:00Z');

describe('An answer of a person', () => {
  let domain: Domain;
  let ada: Member;
  let cora: Member;
  let omar: Member;
  before(async () => {
    domain = await openDomain();
    ada = await aMember(domain.ctx, 'camden', 'Ada Test');
    cora = await aCoordinator(domain.ctx);
    omar = await aMemberWith(domain.ctx, 'administrator', { name: 'Omar Test' });
  });
  beforeEach(() => {
    domain.now.at = friday;
  });
  after(() => domain?.close());
  afterEach(async () => {
    const { db } = domain.ctx;
    for (const table of ['question', 'message', 'network_member', 'conversation'] as const)
      await db.deleteFrom(table).execute();
    await db.updateTable('member').set({ role: 'coordinator' }).where('id', '=', cora.id).execute();
    await changeSettings(db, { questionsChannel: null });
  });

  let asked = 0;
  const answered = async (by = cora): Promise<QuestionView> => {
    const { id } = await askPeople(domain.ctx, ada, { key: `key ${++asked}`, text: 'Who pays?' });
    await domain.ctx.db.deleteFrom('message').execute();
    return (await answerQuestion(domain.ctx, by, id, { text: 'The borough.' })).question;
  };
  const rate = (
    question: QuestionView,
    rating: 'like' | 'dislike',
    { comment = null as string | null, reply = question.replies.at(-1)!.id, by = ada } = {},
  ) => rateReply(domain.ctx, by, question.id, { reply, rating, comment });
  const told = async (purpose: string) =>
    (
      await domain.ctx.db
        .selectFrom('message')
        .select(['member_id', 'conversation_id'])
        .where('purpose', '=', purpose)
        .orderBy('created_at')
        .execute()
    ).map((row) => row.member_id ?? row.conversation_id);
  const laterDay = () => {
    domain.now.at = new Date('2026-11-25T10:00:00Z');
  };

  it('that helped is marked so, and nothing else changes', async () => {
    const question = await answered();
    for (let n = 0; n < 2; n++) {
      const { state, replies } = await rate(question, 'like');
      assert.deepEqual([state, replies[0]?.rating], ['answered', 'like']);
    }
    assert.deepEqual(await told('question open again'), []);
    assert.deepEqual(await unhelpfulReplies(domain.ctx, cora), []);
  });

  it('that did not help has the question open again for the same coordinator, once, with what was missing', async () => {
    const question = await answered();
    laterDay();
    const comment = 'Which budget? Write to ada@camden.example';
    for (let n = 0; n < 2; n++) {
      const { state, claimedBy, answerBy, replies } = await rate(question, 'dislike', { comment });
      assert.deepEqual([state, claimedBy?.id, answerBy], ['claimed', cora.id, '2026-11-27']);
      assert.deepEqual(
        [replies[0]?.rating, replies[0]?.comment],
        ['dislike', 'Which budget? Write to [an e-mail address]'],
      );
    }
    assert.deepEqual(await told('question open again'), [cora.id]);
    const [shown, ...more] = await unhelpfulReplies(domain.ctx, omar);
    assert.deepEqual([shown?.id, more.length], [question.id, 0]);
  });

  it('that did not help is answered again, by the same coordinator too, and rated anew', async () => {
    const question = await answered();
    await rate(question, 'dislike');
    domain.now.at = new Date(friday.getTime() + 60_000);
    for (let n = 0; n < 2; n++) await answerQuestion(domain.ctx, cora, question.id, { text: 'The grant.' });
    const again = await rate(question, 'dislike');
    assert.deepEqual(
      again.replies.map(({ text, rating }) => [text, rating]),
      [
        ['The borough.', 'dislike'],
        ['The grant.', null],
      ],
      'the press on the first card is about the first answer',
    );
    assert.equal(again.state, 'answered');
    assert.equal((await told('question answered')).length, 2);
    assert.equal((await rate(again, 'dislike')).state, 'claimed');
    assert.equal((await told('question open again')).length, 2);
  });

  it('that did not help can be told what was missing afterwards, once', async () => {
    const question = await answered();
    await rate(question, 'dislike');
    for (const comment of ['Which budget?', 'Never mind']) await rate(question, 'dislike', { comment });
    assert.deepEqual(await told('question open again'), [cora.id, cora.id]);
    const { replies, state } = await rate(question, 'like');
    assert.deepEqual([replies[0]?.comment, replies[0]?.rating], ['Which budget?', 'dislike']);
    assert.equal(state, 'claimed', 'somebody is at it again');
  });

  it('that did not help is open for all where its author cannot answer any more', async () => {
    const question = await answered();
    await domain.ctx.db.updateTable('member').set({ role: 'member' }).where('id', '=', cora.id).execute();
    const { state, claimedBy } = await rate(question, 'dislike');
    assert.deepEqual([state, claimedBy], ['open', null]);
    assert.deepEqual(await told('question'), [omar.id]);
  });

  it('is rated by its asker alone, and changes nothing that is closed or was never answered', async () => {
    const question = await answered();
    for (const by of [cora, omar])
      await assert.rejects(rate(question, 'dislike', { by }), { code: 'not-found' });
    await assert.rejects(rate(question, 'dislike', { comment: 'x'.repeat(2001) }), { code: 'invalid' });
    const nothing = await rate(question, 'dislike', { reply: question.id });
    assert.equal(nothing.state, 'answered');
    await rate(question, 'dislike');
    await closeQuestion(domain.ctx, cora, question.id, null);
    assert.equal((await rate(question, 'dislike', { comment: 'More.' })).state, 'closed');
    assert.equal((await told('question open again')).length, 1);
  });

  it('of a network has the question open for it and for coordinators, and its author may answer again', async () => {
    const network = 'lasob';
    const neha = await aMember(domain.ctx, 'hackney', 'Neha Test');
    const nils = await aMember(domain.ctx, 'sutton', 'Nils Test');
    for (const each of [neha, nils]) await setAnswersFor(domain.ctx, each, network, true);
    const { id } = await askPeople(domain.ctx, ada, { key: 'n', text: 'Who?', network });
    const question = await replyForNetwork(domain.ctx, neha, id, 'We do.');
    assert.deepEqual(await questionsFor(domain.ctx, nils), []);
    await domain.ctx.db.deleteFrom('message').execute();
    assert.equal((await rate(question, 'dislike', { comment: 'Where?' })).state, 'open');
    assert.deepEqual((await told('question')).sort(), [cora.id, omar.id].sort());
    assert.deepEqual(await told('question to network'), [neha.id]);
    for (const each of [neha, nils])
      assert.deepEqual(
        (await questionsFor(domain.ctx, each)).map((waiting) => waiting.id),
        [id],
      );
    domain.now.at = new Date(friday.getTime() + 60_000);
    for (let n = 0; n < 2; n++) await replyForNetwork(domain.ctx, neha, id, 'In Leeds.');
    assert.equal((await told('question answered')).length, 1);
  });

  it('is waited for after a coordinator gives the question back: the asker hears that it is open, each time once', async () => {
    const { id } = await askPeople(domain.ctx, ada, { key: 'back', text: 'Who pays?' });
    for (let n = 0; n < 2; n++) {
      domain.now.at = new Date(friday.getTime() + n * 60_000);
      await claimQuestion(domain.ctx, cora, id);
      for (let m = 0; m < 2; m++) await releaseQuestion(domain.ctx, cora, id);
    }
    assert.deepEqual(await told('question given back'), [ada.id, ada.id]);
    assert.deepEqual(await told('question claimed'), [ada.id, ada.id]);
  });

  describe('is asked for where the channel takes no posts:', () => {
    const channel = { conversationId: '19:team@thread.tacv2' };
    beforeEach(async () => {
      const where = { ...channel, tenantId: cora.tenantId };
      await keepConversation(domain.ctx, { ...where, kind: 'channel', memberId: null, reference: {} });
      await inTransaction(domain.ctx, (tx) => sendQuestionsTo(tx, cora, where, true));
    });
    const ask = () => askPeople(domain.ctx, ada, { key: `c ${++asked}`, text: 'Who pays?' });
    const settle = (state: 'failed' | 'unconfirmed' | 'sent') =>
      domain.ctx.db.updateTable('message').set({ state, finished_at: domain.now.at }).execute();

    it('the question goes to each coordinator, once', async () => {
      await ask();
      await settle('failed');
      for (let n = 0; n < 2; n++) await tellOfUnposted(domain.ctx);
      assert.deepEqual((await told('question')).sort(), [channel.conversationId, cora.id, omar.id].sort());
    });

    it('but not one that was taken back, that may have arrived, or that did', async () => {
      await takeBack(domain.ctx, ada, (await ask()).id);
      await settle('failed');
      await tellOfUnposted(domain.ctx);
      assert.deepEqual(await told('question'), [channel.conversationId]);
      await domain.ctx.db.deleteFrom('message').execute();
      for (const state of ['sent', 'unconfirmed'] as const) {
        await ask();
        await settle(state);
      }
      await tellOfUnposted(domain.ctx);
      assert.deepEqual(await told('question'), [channel.conversationId, channel.conversationId]);
    });
  });
});
