import { join } from 'node:path';
import { type App, createApp } from '../../bot/app.ts';
import { readConfig } from '../../bot/config.ts';
import type { DemoAccount } from '../../bot/domain/content/schema.ts';
import { changeSettings } from '../../bot/domain/settings.ts';
import type { Local } from '../../bot/local/local.ts';
import type { Side } from '../../bot/local/playground.ts';
import { atTheEnd } from '../end.ts';
import { temporaryFolder } from '../folders.ts';
import { newDatabase } from '../harness.ts';
import { freePorts } from './ports.ts';

/** The whole service in local mode, with a database of its own on PostgreSQL: the embedded one is slower to start. */
export type Service = {
  url: string;
  app: App;
  local: Local;
  /** A person of demo.yaml. */
  account(id: string): DemoAccount;
  /** Calls the API as a person of demo.yaml, with a token as Teams gives the tab. */
  call<T>(
    accountId: string,
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; body: T }>;
  /** Agents Playground for that side, and its relay, started at the first use. */
  playground(side: Side): Promise<{ url: string }>;
  stop(): Promise<void>;
};

let shared: Promise<Service> | undefined;

/** The one service of a file's tests, started at its first use and stopped when the last test is done. */
export function theService(): Promise<Service> {
  shared ??= startService().then((service) => {
    atTheEnd(() => {
      shared = undefined;
      return service.stop();
    });
    return service;
  });
  return shared;
}

/** A service of one's own, for tests after which people are no longer as the demo has them. The caller stops it. */
export async function startService(): Promise<Service> {
  const folder = temporaryFolder();
  const [port, playgroundPort, coordinatorPort, relayPort] = await freePorts(4);
  const config = readConfig({
    LIIA_LOCAL: '1',
    LIIA_LOG: 'silent',
    DATABASE_URL: await newDatabase('service'),
    LIIA_PORT: String(port),
    LIIA_PLAYGROUND_PORT: String(playgroundPort),
    LIIA_COORDINATOR_PLAYGROUND_PORT: String(coordinatorPort),
    LIIA_RELAY_PORT: String(relayPort),
  });
  const app = await createApp(config);
  await app.start();
  // The tests announce more often than anybody wants in a day.
  await changeSettings(app.ctx.db, { unaskedPerDay: 20 });
  const local = app.local!;
  const playgrounds = new Map<Side, ReturnType<Local['startPlayground']>>();
  const account = (id: string) => {
    const found = local.demo.accounts.find((each) => each.id === id);
    if (!found) throw new Error(`demo.yaml has no ${id}`);
    return found;
  };
  return {
    url: config.publicUrl,
    app,
    local,
    account,
    async call(accountId, method, path, body) {
      const token = await local.issuer.memberToken(account(accountId));
      const response = await fetch(config.publicUrl + path, {
        method,
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: body && JSON.stringify(body),
      });
      const text = await response.text();
      const json = response.headers.get('content-type')?.startsWith('application/json');
      return { status: response.status, body: json ? JSON.parse(text) : text };
    },
    async playground(side) {
      let starting = playgrounds.get(side);
      if (!starting) {
        starting = local.startPlayground(join(folder, `playground-${side}`), side);
        playgrounds.set(side, starting);
      }
      const started = await starting;
      await started.answers;
      return started;
    },
    async stop() {
      for (const playground of playgrounds.values()) await (await playground).stop();
      await app.stop();
    },
  };
}
