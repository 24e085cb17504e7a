import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { temporaryFolder } from '../folders.ts';
import { dataFolder } from '../harness.ts';
import { freePorts } from './ports.ts';

const root = join(import.meta.dirname, '../..');

/** A service in a process of its own. `kill` takes a whole group of processes along where it leads one. */
type Run = {
  child: ChildProcess;
  printed: () => string;
  ended: Promise<number | null>;
  kill: (signal: 'SIGINT' | 'SIGKILL') => void;
};
/** What `npm start` runs in the end. */
const service = { command: [process.execPath, 'bot/main.ts'], detached: false };
/** In a group of its own, which Ctrl+C in a terminal reaches as a whole. */
const npmStart = { command: ['npm', 'start'], detached: true };

describe('One command', function () {
  this.timeout(120_000);
  let ports: number[];
  let env: Record<string, string>;
  const runs: Run[] = [];

  before(async () => {
    ports = await freePorts(3);
    env = {
      LIIA_LOCAL: '1',
      LIIA_LOG: 'error',
      LIIA_DATA: temporaryFolder(),
      LIIA_PORT: String(ports[0]),
      LIIA_PLAYGROUND_PORT: String(ports[1]),
      LIIA_RELAY_PORT: String(ports[2]),
    };
  });
  after(async () => {
    for (const { child, kill, ended } of runs.splice(0)) {
      if (child.exitCode === null && child.signalCode === null) kill('SIGKILL');
      await ended;
    }
  });

  const start = (more: Record<string, string> = {}, { command, detached } = service): Run => {
    const child = spawn(command[0]!, command.slice(1), {
      cwd: root,
      detached,
      env: { PATH: process.env.PATH, ...env, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
    const ended = once(child, 'exit').then(([code]) => code as number | null);
    const kill = (signal: 'SIGINT' | 'SIGKILL') =>
      detached ? process.kill(-child.pid!, signal) : child.kill(signal);
    const run = { child, printed: () => text, ended, kill };
    runs.push(run);
    return run;
  };
  const ready = async ({ child, printed, ended }: Run) => {
    while (!printed().includes('Press Ctrl+C to stop'))
      await Promise.race([
        once(child.stdout!, 'data'),
        ended.then((code) => assert.fail(`It ended with ${code}: ${printed()}`)),
      ]);
  };
  const url = () => `http://127.0.0.1:${ports[0]}`;
  const signedIn = async () => {
    const begun = await fetch(`${url()}/sign-in?return=/events`, { redirect: 'manual' });
    const kept = begun.headers.getSetCookie()[0]!.split(';')[0]!;
    const chosen = await fetch(begun.headers.get('location')!, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ account: 'asha' }),
    });
    const ended = await fetch(chosen.headers.get('location')!, {
      redirect: 'manual',
      headers: { Cookie: kept },
    });
    assert.equal(ended.headers.get('location'), '/events');
    const cookie = ended.headers.getSetCookie()[0]!.split(';')[0]!;
    return async (method: string, path: string) => {
      const headers = { Cookie: cookie, 'X-LIIA': 'tab' };
      return (await fetch(url() + path, { method, headers })).json() as Promise<never>;
    };
  };
  const bookings = async (call: Awaited<ReturnType<typeof signedIn>>) => {
    const { bookings } = (await call('GET', '/api/bookings')) as { bookings: { event: { id: string } }[] };
    return bookings.map(({ event }) => event.id);
  };
  const listening = async () => {
    const answers = await Promise.all(ports.map(reaches));
    return ports.filter((_, n) => answers[n]);
  };

  // One after the other on the same data: each start finds what the one before has left.
  let call: Awaited<ReturnType<typeof signedIn>>;
  let running: Run;

  it('starts by npm on nothing, says where to go, and leaves nothing behind on Ctrl+C', async () => {
    // Windows has no groups of processes to send Ctrl+C to.
    const run = start(
      { npm_config_update_notifier: 'false' },
      process.platform === 'win32' ? service : npmStart,
    );
    await ready(run);
    for (const said of [url(), `http://127.0.0.1:${ports[1]}`, 'Asha Demo', 'Gus Demo'])
      assert.ok(run.printed().includes(said), `${said} in ${run.printed()}`);
    assert.deepEqual(await listening(), ports);
    call = await signedIn();
    await call('POST', '/api/sessions/sample-welcome-1/bookings');
    run.kill('SIGINT');
    await run.ended;
    while ((await listening()).length > 0);
  });

  it('keeps the data: the booking and the sign-in are still there', async () => {
    running = start();
    await ready(running);
    assert.deepEqual(await bookings(call), ['sample-welcome']);
  });

  it('says in one sentence that its folder or a port is in use, and leaves the other alone', async () => {
    const elsewhere = async () => {
      const [port, playground, relay] = await freePorts(3);
      return {
        LIIA_PORT: String(port),
        LIIA_PLAYGROUND_PORT: String(playground),
        LIIA_RELAY_PORT: String(relay),
      };
    };
    const cases: [Record<string, string>, RegExp][] = [
      [await elsewhere(), /^The data folder .* is in use by another process\. .*\.\n$/],
      [
        { ...(await elsewhere()), LIIA_DATA: await dataFolder('service'), LIIA_PORT: env.LIIA_PORT! },
        /^Port \d+ .*LIIA_PORT.*\.\n$/,
      ],
      [
        {
          ...(await elsewhere()),
          LIIA_DATA: await dataFolder('service'),
          LIIA_PLAYGROUND_PORT: env.LIIA_PLAYGROUND_PORT!,
        },
        /^Port \d+, .*LIIA_PLAYGROUND_PORT.*\.\n$/,
      ],
    ];
    const refused = cases.map(([settings]) => start(settings));
    for (const [n, { ended, printed }] of refused.entries()) {
      assert.equal(await ended, 1, printed());
      assert.match(printed(), cases[n]![1]);
    }
    assert.deepEqual(await listening(), ports);
  });

  it('leaves nothing behind when it is killed, and keeps the data even then', async () => {
    running.kill('SIGKILL');
    await running.ended;
    while ((await listening()).length > 0);
    const again = start();
    await ready(again);
    assert.deepEqual(await bookings(await signedIn()), ['sample-welcome']);
    again.kill('SIGINT');
    assert.equal(await again.ended, 0);
    assert.deepEqual(await listening(), []);
  });
});

function reaches(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const done = (reached: boolean) => {
      socket.destroy();
      resolve(reached);
    };
    socket.once('connect', () => done(true)).once('error', () => done(false));
  });
}
