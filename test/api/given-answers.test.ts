import assert from 'node:assert/strict';
import { startServer, type TestServer } from './server.ts';

describe('Answers in the tab', () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.close());

  const post = (account: string, path: string, json: unknown) =>
    server.as(account, path, { method: 'POST', json });
  const ask = async (question: string, earlier: string[] = []) =>
    (await (await post('asha', '/api/ask', { question, earlier })).json()) as { id: string; text: string };
  const rate = async (id: string, json: unknown, account = 'asha') =>
    (await post(account, `/api/given-answers/${id}/rating`, json)).status;

  it('follow on from the questions that the tab kept, and are kept by their id', async () => {
    const { id, text } = await ask('who leads on it', ['tell me about mentoring for care leavers']);
    assert.match(text, /Greater London Authority/);
    const row = await server.domain.ctx.db
      .selectFrom('given_answer')
      .select(['question', 'conversation_id'])
      .where('id', '=', id)
      .executeTakeFirst();
    assert.deepEqual(row, { question: 'who leads on it', conversation_id: 'tab' });
  });

  it('are rated by who got them, and by nobody else', async () => {
    const { id } = await ask('What is VESS?');
    assert.equal(await rate(id, { rating: 'dislike' }), 200);
    assert.equal(await rate(id, { rating: 'dislike', comment: 'Too long' }), 200);
    assert.equal(await rate(id, { rating: 'like' }, 'ben'), 404);
    assert.equal(await rate('00000000-0000-4000-8000-000000000000', { rating: 'like' }), 404);
    assert.equal(await rate('nothing', { rating: 'like' }), 404);
    for (const json of [{}, { rating: 'love' }, { rating: 'like', comment: 'a\u0000b' }, 'like'])
      assert.equal(await rate(id, json), 400);
    const response = await server.as('efe', '/api/questions/unhelpful');
    const { answers } = (await response.json()) as { answers: Record<string, unknown>[] };
    const [first] = answers;
    assert.deepEqual(
      [answers.length, first?.id, first?.rating, first?.comment],
      [1, id, 'dislike', 'Too long'],
    );
    assert.deepEqual(Object.keys(first!).sort(), [
      'at',
      'comment',
      'id',
      'outcome',
      'question',
      'rating',
      'sources',
      'text',
    ]);
  });

  it('that could not be given are there for coordinators', async () => {
    await ask('where do I park my zeppelin');
    const response = await server.as('efe', '/api/questions/unanswered');
    const { groups } = (await response.json()) as { groups: Record<string, unknown>[] };
    const group = groups.find(({ question }) => /zeppelin/.test(String(question)));
    assert.equal(group?.count, 1);
    assert.ok(!Number.isNaN(Date.parse(String(group?.latest))));
    for (const path of ['unanswered', 'unhelpful'])
      assert.equal((await server.as('asha', `/api/questions/${path}`)).status, 403);
  });

  it('of any length get a plain sentence', async () => {
    const long = await post('asha', '/api/ask', { question: 'x'.repeat(19_000) });
    assert.equal(long.status, 200);
    for (const question of ['x'.repeat(30_000), 'x'.repeat(100_000)]) {
      const response = await post('asha', '/api/ask', { question });
      assert.ok([400, 413].includes(response.status));
      const { error } = (await response.json()) as { error: { message: string } };
      assert.match(error.message, /^[A-Z][^{}<>]+\.$/);
    }
  });
});
