import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Behaviour, Post } from './connector.ts';

export type { Post } from './connector.ts';

/** Teams as the bot meets it, on loopback. */
export type Teams = {
  serviceUrl: string;
  port: number;
  /** Changes how it behaves from now on. To begin with all goes well at once, within the documented limits. */
  behave(changes: Partial<Behaviour>): Promise<void>;
  /** Makes conversations known: of an unknown one the bot hears that it does not exist. */
  know(conversations: { conversationId: string; tenantId: string }[]): Promise<void>;
  /** The record: every post in the order of arrival, with what it met. */
  posts(): Promise<Post[]>;
  /** Resolves once so many posts have arrived since it began. */
  arrived(count: number): Promise<void>;
  count(): Promise<number>;
  close(): Promise<void>;
};

/** Starts Teams' connector in a process of its own. */
export async function startTeams(): Promise<Teams> {
  const child = fork(new URL('./connector.ts', import.meta.url), { env: { PATH: process.env.PATH } });
  const open = new Map<number, (value: unknown) => void>();
  const ready = new Promise<unknown>((resolve) => open.set(0, resolve));
  child.on('message', ({ id, value }: { id: number; value: unknown }) => {
    open.get(id)?.(value);
    open.delete(id);
  });
  let ids = 0;
  const ask = (order: string, value?: unknown) =>
    new Promise<unknown>((resolve) => {
      open.set(++ids, resolve);
      child.send({ order, value, id: ids });
    });
  const serviceUrl = (await Promise.race([
    ready,
    once(child, 'exit').then(() => Promise.reject(new Error('The connector ended'))),
  ])) as string;
  return {
    serviceUrl,
    port: Number(new URL(serviceUrl).port),
    behave: async (changes) => void (await ask('behave', changes)),
    know: async (known) =>
      void (await ask(
        'know',
        known.map(({ conversationId, tenantId }) => [conversationId, tenantId]),
      )),
    posts: async () => (await ask('posts')) as Post[],
    arrived: async (count) => void (await ask('arrived', count)),
    count: async () => (await ask('count')) as number,
    async close() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
