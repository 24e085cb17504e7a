import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { NetworkRow } from '../../bot/api/contract-people.ts';
import type { Faq, Question } from '../../bot/api/contract-questions.ts';
import { startServer, type TestServer } from './server.ts';

describe('Questions to people, for the tab', () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
    server.domain.now.at = new Date('2026-11-20T10:00:00Z');
  });
  after(() => server?.close());

  const call = async <T>(who: string, method: string, path: string, json?: unknown) => {
    const response = await server.as(who, path, { method, ...(json !== undefined && { json }) });
    return { status: response.status, body: (await response.json()) as T & { error?: { message: string } } };
  };
  const ask = async (text: string, parts: object = {}) =>
    (await call<Question>('asha', 'POST', '/api/questions', { key: randomUUID(), text, ...parts })).body;

  it('are asked once, and seen by their asker and by coordinators alone', async () => {
    const key = randomUUID();
    const json = { key, text: 'Who pays for SEND transport?' };
    const { body: first } = await call<Question>('asha', 'POST', '/api/questions', json);
    const { body: again } = await call<Question>('asha', 'POST', '/api/questions', json);
    assert.deepEqual(again, first);
    const { id, ...shown } = first;
    assert.deepEqual(shown, {
      key,
      text: 'Who pays for SEND transport?',
      area: 'send',
      network: null,
      state: 'open',
      asker: { name: 'Asha Demo (Camden)', organisation: 'Camden' },
      askedAt: '2026-11-20T10:00:00.000Z',
      answerBy: '2026-11-24',
      claimedBy: null,
      claimedByMe: false,
      replies: [],
      closedReason: null,
      given: null,
      personal: [],
      faq: null,
      mayAsk: null,
    });
    for (const [who, status] of [
      ['asha', 200],
      ['efe', 200],
      ['farah', 200],
      ['ben', 404],
      ['imran', 404],
    ] as const)
      assert.equal((await call(who, 'GET', `/api/questions/${id}`)).status, status, who);
    const { body: mine } = await call<{ questions: Question[] }>('ben', 'GET', '/api/questions/mine');
    assert.deepEqual(mine.questions, []);
    assert.equal((await call('ben', 'DELETE', `/api/questions/${id}`)).status, 404);
  });

  it('carry what the bot had said, to their asker and to coordinators', async () => {
    const { body: answer } = await call<{ id: string; text: string }>('asha', 'POST', '/api/ask', {
      question: 'When is the London SEND Summit?',
    });
    const { id, given } = await ask('When is the London SEND Summit?', {
      key: answer.id,
      givenAnswer: answer.id,
    });
    assert.equal(given?.id, answer.id);
    assert.equal(given?.outcome, 'answered');
    const { body: seen } = await call<Question>('efe', 'GET', `/api/questions/${id}`);
    assert.deepEqual(seen.given, given);
  });

  it('are claimed, answered and learned from, with the state said in plain words to who comes late', async () => {
    const { id } = await ask('Who feeds the gargoyles?');
    const claim = `/api/questions/${id}/claim`;
    const { body: claimed } = await call<Question>('efe', 'POST', claim);
    assert.deepEqual(
      [claimed.state, claimed.claimedBy, claimed.claimedByMe],
      ['claimed', 'Efe Demo (coordinator)', true],
    );
    assert.equal((await call<Question>('farah', 'GET', `/api/questions/${id}`)).body.claimedByMe, false);
    assert.equal((await call<Question>('efe', 'DELETE', claim)).body.state, 'open');

    const publish = { question: 'Who feeds the gargoyles?', readers: 'members' };
    const json = { text: 'Ring 020 7946 0999.', publish };
    const refused = await call('efe', 'POST', `/api/questions/${id}/answer`, json);
    assert.equal(refused.status, 400);
    assert.match(refused.body.error!.message, /^This seems to hold a phone number\. Take it out, or confirm/);
    const { body: done } = await call<{ question: Question; faq: Faq }>(
      'efe',
      'POST',
      `/api/questions/${id}/answer`,
      {
        ...json,
        publish: { ...publish, confirmed: true },
      },
    );
    assert.deepEqual(
      [done.question.state, done.question.faq, done.faq.state, done.faq.author],
      ['answered', done.faq.id, 'draft', 'Efe Demo (coordinator)'],
    );
    const late = await call('farah', 'POST', `/api/questions/${id}/answer`, { text: 'Mine.' });
    assert.deepEqual(
      [late.status, late.body.error?.message],
      [409, 'Efe Demo (coordinator) answered this on 20 November 2026, 10am.'],
    );
    const { body: mine } = await call<{ questions: Question[] }>('asha', 'GET', '/api/questions/mine');
    const [reply] = mine.questions.find((each) => each.id === id)!.replies;
    assert.deepEqual([reply?.author, reply?.text], ['Efe Demo (coordinator)', 'Ring 020 7946 0999.']);
  });

  it('are listed by state, and found by their words', async () => {
    const { id } = await ask('Where do 100% of the zebras sleep?');
    const list = async (query: string) =>
      (await call<{ questions: Question[]; total: number }>('efe', 'GET', `/api/questions${query}`)).body;
    assert.deepEqual(
      (await list('?search=100%25 of the ZEBRAS')).questions.map((each) => each.id),
      [id],
    );
    assert.equal((await list('?search=100_ of')).total, 0, 'signs of the database stand for themselves');
    await call('efe', 'POST', `/api/questions/${id}/close`, { reason: 'Ask the zoo' });
    assert.equal((await list('?state=waiting&search=zebras')).total, 0);
    const { questions } = await list('?state=closed&search=asha');
    assert.deepEqual(
      questions.map((each) => [each.id, each.closedReason]),
      [[id, 'Ask the zoo']],
    );
  });

  it('are taken back', async () => {
    const { id } = await ask('Never mind?');
    const { body } = await call<Question>('asha', 'DELETE', `/api/questions/${id}`);
    assert.deepEqual([body.state, body.closedReason], ['closed', 'You took it back.']);
    const { body: seen } = await call<Question>('efe', 'GET', `/api/questions/${id}`);
    assert.equal(seen.closedReason, 'Asha Demo (Camden) took it back.');
    assert.equal((await call('efe', 'POST', `/api/questions/${id}/claim`)).status, 409);
  });

  it('go to a network whose people said that they answer, each of whom reads their own words alone', async () => {
    const network = 'lasob';
    const answers = (who: string, method: string) =>
      call<{ networks: NetworkRow[] }>(who, method, `/api/networks/${network}/answers`);
    const { networks } = (await answers('ben', 'PUT')).body;
    assert.deepEqual(
      networks.filter((each) => each.answers).map((each) => [each.id, each.member]),
      [[network, true]],
    );
    await answers('chidi', 'PUT');
    const key = randomUUID();
    const text = 'Adolescent safeguarding: who trains?';
    const { mayAsk } = await ask(text, { key });
    assert.deepEqual([mayAsk?.id, mayAsk?.people], [network, 2]);
    const { id, network: to } = await ask(text, { key, network });
    assert.equal(to?.id, network);
    const reply = (who: string, text: string) =>
      call<Question>(who, 'POST', `/api/questions/${id}/reply`, { text });
    assert.equal((await reply('ben', 'We do.')).body.replies.length, 1);
    const { body: second } = await reply('chidi', 'We do not.');
    assert.deepEqual(
      second.replies.map((each) => each.text),
      ['We do not.'],
    );
    const chidi = server.domain.ctx.db.updateTable('member').where('name', 'like', 'Chidi%');
    await chidi.set({ role: 'coordinator', role_organisations: JSON.stringify(['barnet']) }).execute();
    const { body: limited } = await reply('chidi', 'We do not.');
    assert.deepEqual(limited.replies, second.replies, 'the asker is in somebody else’s charge');
    await chidi.set({ role: 'member', role_organisations: null }).execute();
    assert.equal((await reply('hana', 'I do.')).status, 404);
    const { body: seen } = await call<Question>('efe', 'GET', `/api/questions/${id}`);
    assert.deepEqual(seen.replies.map((each) => each.text).sort(), ['We do not.', 'We do.']);
    const { body: learned } = await call<{ question: Question; faq: Faq }>(
      'efe',
      'POST',
      `/api/questions/${id}/publish`,
      {
        text: 'Camden does.',
        publish: { question: 'Who trains?', readers: 'library' },
      },
    );
    assert.equal(learned.question.faq, learned.faq.id);
    assert.equal(
      (await answers('ben', 'DELETE')).body.networks.some((each) => each.answers),
      false,
    );
  });

  it('are rated by their asker: what did not help is open again, and shown beside the unhelpful answers of the bot', async () => {
    const { id } = await ask('Who paints the bridge?');
    const { body: done } = await call<{ question: Question }>('efe', 'POST', `/api/questions/${id}/answer`, {
      text: 'Somebody does.',
    });
    const path = `/api/questions/${id}/replies/${done.question.replies[0]?.id}/rating`;
    const json = { rating: 'dislike', comment: 'Who is it?' };
    for (const who of ['ben', 'efe', 'farah'])
      assert.equal((await call(who, 'POST', path, json)).status, 404);
    assert.equal((await call('asha', 'POST', path, { rating: 'love' })).status, 400);
    for (let n = 0; n < 2; n++) {
      const { body } = await call<Question>('asha', 'POST', path, json);
      assert.deepEqual([body.state, body.claimedBy], ['claimed', 'Efe Demo (coordinator)']);
      assert.deepEqual([body.replies[0]?.rating, body.replies[0]?.comment], ['dislike', 'Who is it?']);
    }
    const { body } = await call<{ questions: Question[] }>('farah', 'GET', '/api/questions/unhelpful');
    assert.deepEqual(
      body.questions.map((each) => [each.id, each.replies[0]?.comment]),
      [[id, 'Who is it?']],
    );
    assert.equal(
      (await call('asha', 'POST', path.replace(/replies\/.*?\//, 'replies/x/'), json)).status,
      404,
    );
  });

  it('to a network are there to answer for its people, whom the bot has never met', async () => {
    const { status } = await call('hana', 'PUT', '/api/networks/aldcs/answers');
    assert.equal(status, 200);
    const key = randomUUID();
    const { id } = await ask('Who chairs?', { key, network: 'aldcs' });
    const forMe = async (who: string) =>
      (await call<{ forMe: Question[] }>(who, 'GET', '/api/questions/mine')).body.forMe;
    const [first, ...more] = await forMe('hana');
    assert.deepEqual([first?.id, first?.asker?.name, more.length], [id, 'Asha Demo (Camden)', 0]);
    for (const who of ['asha', 'ben', 'efe']) assert.deepEqual(await forMe(who), [], who);
    const { body } = await call<Question>('hana', 'POST', `/api/questions/${id}/reply`, {
      text: 'Kim does.',
    });
    assert.equal(body.replies[0]?.text, 'Kim does.');
    assert.deepEqual(await forMe('hana'), []);
    await call('hana', 'DELETE', '/api/networks/aldcs/answers');
  });

  it('refuse what they cannot use in plain words', async () => {
    const { id } = await ask('What else?');
    for (const [path, json] of [
      ['/api/questions', { key: 'k', text: '' }],
      ['/api/questions', { key: '', text: 'Who?' }],
      ['/api/questions', { key: 'k', text: 'x'.repeat(2001) }],
      [`/api/questions/${id}/answer`, { text: ' ' }],
      [`/api/questions/${id}/answer`, { text: 'x'.repeat(4001) }],
      [`/api/questions/${id}/answer`, { text: 'Yes.', publish: { question: 'Who?', readers: 'everyone' } }],
      [`/api/questions/${id}/close`, { reason: 'x'.repeat(301) }],
    ] as const) {
      const { status, body } = await call('efe', 'POST', path, json);
      assert.equal(status, 400, `${path} ${JSON.stringify(json).slice(0, 80)}`);
      assert.match(body.error!.message, /^[A-Z].*\.$/);
    }
    assert.equal((await call('efe', 'GET', '/api/questions?state=lost')).status, 400);
    assert.equal((await call('efe', 'GET', '/api/questions/nonsense')).status, 404);
  });
});
