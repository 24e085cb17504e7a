import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import type { App } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { AppError } from './domain/errors.ts';

/** Errors whose message is a sentence for the person who starts us, by name: their classes are loaded later. */
const told = ['ConfigError', 'ContentError', 'FolderInUse', 'WrongMode', 'WrongEncoding', 'PortInUse'];

/** Faults that a person can mend: said in a sentence, without a stack. */
function sentence(error: unknown): string | undefined {
  if (error instanceof Error && error.cause) return sentence(error.cause);
  const { name, message, code, port, address } = error as NodeJS.ErrnoException & {
    port?: number;
    address?: string;
  };
  if (told.includes(name) || (error instanceof AppError && error.detail)) return message;
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${address} is in use by another program. Stop that one, or set LIIA_PORT to another port.`;
  if (code === 'ECONNREFUSED') return 'The database does not answer at the address in DATABASE_URL.';
  return undefined;
}

type Local = NonNullable<App['local']>;
type Playground = Awaited<ReturnType<Local['startPlayground']>>;

/** Says where to go and who to be, in local mode. */
function greet(config: Config, local: Local, playgrounds: Playground[]): void {
  console.log(
    [
      '',
      `  LIIA is ready.`,
      '',
      ...playgrounds.map(
        ({ url, speaker }) => `  Chat with the bot   ${url}  (Agents Playground, as ${speaker})`,
      ),
      `  Open the tab        ${config.publicUrl}`,
      `  Read its e-mail     ${config.publicUrl}/local/outbox`,
      '',
      '  In the tab you can sign in as any of these made-up people:',
      ...local.demo.accounts.map((account) => `    ${account.name}: ${account.describes}`),
      '',
      '  Press Ctrl+C to stop. What you did is kept in the data folder.',
      '',
    ].join('\n'),
  );
}

// Asked before the code is loaded, node keeps what it compiles for the next start: that saves about a second.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/node'));

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const { createApp } = await import('./app.ts');
  const folder = 'folder' in config.store ? config.store.folder : 'data';
  const playgrounds: Promise<Playground>[] = [];
  const app = await createApp(config, {
    async whenLocal(local) {
      playgrounds.push(local.startPlayground(join(folder, 'playground'), 'member'));
      if (config.playground?.coordinatorPort)
        playgrounds.push(local.startPlayground(join(folder, 'playground-coordinator'), 'coordinator'));
      await Promise.allSettled(playgrounds); // told below, after the service's own faults
    },
  });
  let stopping: number | undefined;
  const stop = async (code: number) => {
    // Asked again, it goes at once; but one Ctrl+C comes twice where npm passes it on as well.
    if (stopping && Date.now() - stopping > 1000) process.exit(1);
    if (stopping) return;
    stopping = Date.now();
    for (const started of await Promise.allSettled(playgrounds))
      if (started.status === 'fulfilled') await started.value.stop();
    await app.stop();
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));
  try {
    await app.start();
    if (app.local) {
      const started = await Promise.all(playgrounds);
      for (const { answers } of started) await answers;
      greet(config, app.local, started);
    } else console.log(`Ready on ${config.publicUrl}`);
  } catch (error) {
    console.error(sentence(error) ?? error);
    await stop(1);
  }
}

main().catch((error: unknown) => {
  console.error(sentence(error) ?? error);
  process.exit(1);
});
