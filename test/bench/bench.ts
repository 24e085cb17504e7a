import { rmSync } from 'node:fs';
import { temporaryFolders } from '../harness.ts';
import { stopPostgres } from '../postgres.ts';
import { bot } from './bot.ts';

/** The benchmarks, by name: `npm run bench -- NAME`. Each prints one JSON line. */
const benches: Record<string, () => Promise<object>> = { bot };

const [name = ''] = process.argv.slice(2);
const bench = benches[name];
if (!bench) {
  console.error(`Name a benchmark: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
try {
  console.log(JSON.stringify({ bench: name, ...(await bench()) }));
} finally {
  await stopPostgres();
  for (const folder of temporaryFolders) rmSync(folder, { recursive: true, force: true });
}
process.exit();
