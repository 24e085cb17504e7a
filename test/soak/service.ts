import { createApp } from '../../bot/app.ts';
import { readConfig } from '../../bot/config.ts';

/** The whole service as a process of its own, so that it can be killed. Its settings are its environment. */
const app = await createApp(readConfig(process.env));
await app.start();
const tokens = Object.fromEntries(
  await Promise.all(
    app.local!.demo.accounts.map(async (account) => [
      account.id,
      await app.local!.issuer.memberToken(account),
    ]),
  ),
);
process.send!({ tokens });
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, () => void app.stop().then(() => process.exit(0)));
