import { createApp } from './app.ts';
import { ConfigError, readConfig } from './config.ts';
import { ContentError } from './domain/content/files.ts';
import { FolderInUse } from './ports/store/lock.ts';
import { WrongMode } from './ports/store/mark.ts';

/** Faults that a person can mend: said in a sentence, without a stack. */
function sentence(error: unknown): string | undefined {
  if (error instanceof ConfigError || error instanceof ContentError) return error.message;
  if (error instanceof FolderInUse || error instanceof WrongMode) return error.message;
  const { code, port, address } = error as { code?: string; port?: number; address?: string };
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${address} is in use by another program. Stop that one, or choose another port (see bot/README.md).`;
  if (code === 'ECONNREFUSED') return 'The database does not answer at the address in DATABASE_URL.';
  return undefined;
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const app = await createApp(config);
  let stopping = false;
  const stop = async (code: number) => {
    if (stopping) return;
    stopping = true;
    await app.local?.stop();
    await app.stop();
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));
  try {
    await app.start();
    await app.local?.start();
  } catch (error) {
    console.error(sentence(error) ?? error);
    await stop(1);
  }
  console.log(app.local?.greeting ?? `Ready on ${config.publicUrl}`);
}

main().catch((error: unknown) => {
  console.error(sentence(error) ?? error);
  process.exit(1);
});
