import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A whole service in a process of its own, and a token for each of the demo people. */
export type RunningService = { child: ChildProcess; tokens: Record<string, string> };

/** Where a service keeps what it compiled for the one that is started after its end. */
export const compiled = join(import.meta.dirname, '../../node_modules/.cache/node');

/** Starts the service with these settings. @throws where it ends before it is ready */
export async function startService(env: Record<string, string>): Promise<RunningService> {
  const child = fork(new URL('./service.ts', import.meta.url), {
    env: { ...env, PATH: process.env.PATH, NODE_COMPILE_CACHE: compiled },
  });
  const [ready] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`The service ended with ${code}`))),
  ])) as [{ tokens: Record<string, string> }];
  return { child, tokens: ready.tokens };
}

/** A call of the API. */
export function call(
  url: string,
  token: string,
  method: string,
  path: string,
  json?: unknown,
): Promise<Response> {
  const headers: Record<string, string> = { authorization: `Bearer ${token}` };
  if (json !== undefined) headers['content-type'] = 'application/json';
  return fetch(url + path, { method, headers, body: json === undefined ? null : JSON.stringify(json) });
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** In an order that chance gives. */
export function shuffled<T>(all: readonly T[], random: () => number): T[] {
  return all
    .map((each) => ({ each, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ each }) => each);
}
