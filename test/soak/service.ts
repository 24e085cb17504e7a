import { flushCompileCache, registerHooks } from 'node:module';
import { createApp } from '../../bot/app.ts';
import { readConfig } from '../../bot/config.ts';

// The Agents SDK is for cards that are pressed in the chat. Nobody does here, and it takes a second of every start.
registerHooks({
  resolve: (name, context, next) =>
    name === '@microsoft/teamsfx'
      ? { url: 'data:text/javascript,', shortCircuit: true }
      : next(name, context),
});

/** The whole service as a process of its own, so that it can be killed. Its settings are its environment. */
const app = await createApp(readConfig(process.env));
if (process.env.SOAK_CONTROL === 'answer before commit') answerBeforeCommit();
await app.start();
process.on('disconnect', () => process.exit()); // whoever started it is gone
const tokens = Object.fromEntries(
  await Promise.all(
    app.local!.demo.accounts.map(async (account) => [
      account.id,
      await app.local!.issuer.memberToken(account),
    ]),
  ),
);
process.send!({ tokens });
flushCompileCache(); // it may be killed, and so never get to that at its end
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, () => void app.stop().then(() => process.exit(0)));

/** The control: gives the result of each transaction before it is committed, as a careless service would. */
function answerBeforeCommit(): void {
  const { ctx } = app;
  const commit = ctx.transaction;
  ctx.transaction = (work) =>
    new Promise((resolve, reject) => {
      commit(async (tx) => {
        const result = await work(tx);
        resolve(result);
        await new Promise((later) => setTimeout(later, 100)); // what a kill can fall into
        return result;
      }).catch(reject);
    });
}
