import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../../bot/ask.ts', import.meta.url));

async function ask(input: string): Promise<Record<string, unknown>[]> {
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'], cwd: '/' });
  child.stdin.end(input);
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  assert.equal(code, 0);
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

describe('the ask command', () => {
  it('answers each line in turn, goes on after a bad one and writes everything out', async () => {
    const many = Array.from({ length: 1000 }, (_, id) => JSON.stringify({ id, question: 'what is VESS' }));
    const answers = await ask(
      [
        '{"id":"a","question":"When is the London SEND Summit?"}',
        'not JSON',
        '{"id":"b"}',
        '',
        '{"id":"c","question":"who leads on it","context":["tell me about mentoring for care leavers"]}',
        '{"id":"d","question":"what is the weather in Croydon"}',
        ...many,
      ].join('\n'),
    );
    const [first, bad, incomplete, followUp, declined, ...rest] = answers;
    assert.deepEqual(Object.keys(first!), ['id', 'outcome', 'sources', 'text']);
    assert.deepEqual((first!.sources as object[])[0], {
      id: 'send-national',
      title: 'National SEND changes',
      section: 'Priority area: SEND',
    });
    for (const line of [bad!, incomplete!]) {
      assert.equal(line.id, null);
      assert.equal(typeof line.error, 'string');
    }
    assert.match(String(followUp!.text), /Greater London Authority/);
    assert.equal(declined!.outcome, 'declined');
    assert.deepEqual(
      rest.map((line) => line.id),
      many.map((_, id) => id),
    );
  });
});
