import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** A part of a benchmark in a process of its own. */
export type Child = {
  /** What it said when it was ready. */
  ready: unknown;
  /** Asks it something; gives its answer. */
  ask(question: string): Promise<unknown>;
  /** CPU seconds that it has used, system calls included. */
  cpu(): Promise<number>;
  stop(): Promise<void>;
};

/**
 * Starts a script of this folder and waits until it says that it is ready. A script that ends by itself ends
 * the benchmark: what it printed stands above.
 */
export async function startChild(
  script: string,
  { env = {}, args = [] }: { env?: Record<string, string>; args?: string[] },
): Promise<Child> {
  const child = fork(new URL(script, import.meta.url), args, { env: { PATH: process.env.PATH, ...env } });
  const ended = once(child, 'exit');
  let stopping = false;
  const early = ended.then(([code]) => {
    if (!stopping) throw new Error(`${script} ended with ${code}`);
  });
  early.catch(() => {}); // said by whoever waits for it
  const answer = async () => (await Promise.race([message(child), early])) as unknown;
  const ask = (question: string) => {
    child.send(question);
    return answer();
  };
  return {
    ready: await answer(),
    ask,
    async cpu() {
      const { user, system } = (await ask('usage')) as NodeJS.CpuUsage;
      return (user + system) / 1e6;
    },
    async stop() {
      stopping = true;
      child.kill('SIGKILL'); // its database is thrown away
      await ended;
    },
  };
}

const message = async (child: ChildProcess): Promise<unknown> => (await once(child, 'message'))[0];
