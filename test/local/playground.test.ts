import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Config, readConfig } from '../../bot/config.ts';
import { readDemoFile } from '../../bot/domain/content/files.ts';
import { startPlayground } from '../../bot/local/playground.ts';
import { PortInUse } from '../../bot/local/port.ts';
import { freePorts } from '../e2e/ports.ts';

const demo = readDemoFile(fileURLToPath(import.meta.resolve('../../bot/content')));

describe('Agents Playground, as the service starts it', () => {
  let config: Config;
  let folder: string;
  beforeEach(async () => {
    const [playgroundPort, relayPort] = await freePorts(2);
    config = readConfig({
      LIIA_LOCAL: '1',
      LIIA_PLAYGROUND_PORT: String(playgroundPort),
      LIIA_RELAY_PORT: String(relayPort),
    });
    folder = mkdtempSync(join(tmpdir(), 'playground-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('answers on this machine only, speaks as the demo person, and leaves when told', async () => {
    const { port } = config.playground!;
    const playground = await startPlayground(config, demo, folder, 'member');
    try {
      await playground.answers;
      assert.equal(playground.url, `http://127.0.0.1:${port}`);
      const settings = await (await fetch(`${playground.url}/_internal/v1/testConfig`)).text();
      const speaker = demo.accounts.find((account) => account.playground)!;
      for (const expected of [speaker.name, speaker.objectId, speaker.tenantId, `28:${config.trust.appId}`])
        assert.ok(settings.includes(expected), `${expected} in ${settings}`);
      for (const address of otherAddresses())
        assert.equal(await reaches(address, port), false, `${address} reaches it`);
      assert.ok(readdirSync(folder).includes('.m365agentsplayground.yml'));
    } finally {
      await playground.stop();
    }
    assert.equal(await reaches('127.0.0.1', port), false);
  });

  it('ends when the service is killed', async () => {
    const { port } = config.playground!;
    const parent: ChildProcess = fork(fileURLToPath(import.meta.resolve('./playground-parent.ts')), [
      JSON.stringify(config),
      folder,
    ]);
    await new Promise<void>((resolve, reject) => {
      parent.once('message', () => resolve());
      parent.once('exit', (code) => reject(new Error(`the parent ended with ${code}`)));
    });
    assert.equal(await reaches('127.0.0.1', port), true);
    parent.kill('SIGKILL');
    while (await reaches('127.0.0.1', port)) await new Promise((resolve) => setImmediate(resolve));
  });

  it('says in one sentence that its port is taken, instead of taking another', async () => {
    const taken = createServer().listen(config.playground!.port, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    try {
      await assert.rejects(startPlayground(config, demo, folder, 'member'), (error: Error) => {
        assert.ok(error instanceof PortInUse);
        assert.match(error.message, /^Port \d+, where Agents Playground listens, .*LIIA_PLAYGROUND_PORT\.$/);
        return true;
      });
    } finally {
      await new Promise((resolve) => taken.close(resolve));
    }
  });
});

/** Addresses of this machine beside 127.0.0.1: all of 127.0.0.0/8 is here on Linux. */
function otherAddresses(): string[] {
  const real = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  const addresses = real.filter((each) => !each.internal && !each.scopeid).map((each) => each.address);
  return process.platform === 'linux' ? ['127.0.0.2', '::1', ...addresses] : ['::1', ...addresses];
}

function reaches(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const done = (reached: boolean) => {
      socket.destroy();
      resolve(reached);
    };
    socket.once('connect', () => done(true)).once('error', () => done(false));
  });
}
