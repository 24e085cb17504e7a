import pg from 'pg';
import { createApp } from '../../bot/app.ts';
import { readConfig } from '../../bot/config.ts';

/**
 * The whole service as a process of its own, set by its environment. Its parent may ask what it has used
 * ("usage"), and for the statements that it sends between "record" and "recorded".
 */
const config = readConfig(process.env);
const app = await createApp(config);

let recorded: string[] = [];
const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  // The queue looks for work by itself; that belongs to no turn.
  if (typeof args[0] === 'string' && !args[0].includes('pgboss')) recorded.push(args[0]);
  return query.apply(this, args);
} as never;

const answers: Record<string, () => unknown> = {
  usage: () => process.cpuUsage(),
  record() {
    recorded = [];
  },
  recorded: () => recorded,
};

await app.start();
process.on('message', (asked: string) => process.send!(answers[asked]?.() ?? null));
const serviceUrl = `${config.trust.serviceHosts.find((host) => host.includes('127.0.0.1'))}/teams/`;
process.send!({
  serviceUrl,
  token: await app.local!.issuer.channelToken(serviceUrl),
  keysUrl: `${config.trust.channelIssuer}/keys`,
  issuer: config.trust.channelIssuer,
  audience: config.trust.appId,
});
process.on('disconnect', () => process.exit()); // the benchmark ended, however it did
