import assert from 'node:assert/strict';
import { startServer, type TestServer } from './server.ts';

describe('a flood of questions over HTTP', function () {
  this.timeout(60_000);
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.close());

  const ask = (account: string) =>
    server.as(account, '/api/ask', { method: 'POST', json: { question: 'what is the SAIL handbook' } });

  it('is refused beyond what a person can type, in a sentence, and others are answered', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask('asha')));
    const statuses = answers.map(({ status }) => status);
    assert.deepEqual([...new Set(statuses)].sort(), [200, 429]);
    assert.ok(statuses.filter((status) => status === 200).length >= 30);
    const refused = answers.find(({ status }) => status === 429)!;
    const { error } = (await refused.json()) as { error: { code: string; message: string } };
    assert.match(error.message, /^[A-Z].+\.$/);
    assert.equal((await ask('efe')).status, 200);
  });
});
