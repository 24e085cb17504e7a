import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Builds the tab into tab/dist, unless what is there was built from the very same sources. */

const folder = import.meta.dirname;
const stamp = join(folder, 'dist', '.built-from');

function sources(): string {
  const hash = createHash('sha256');
  const files = [
    ...globSync('**/*.{ts,tsx,html,svg,css}', { cwd: folder, exclude: ['dist/**'] }).map((file) =>
      join(folder, file),
    ),
    join(folder, '../package-lock.json'),
    join(folder, '../bot/api/contract.ts'),
    join(folder, '../bot/api/contract-people.ts'),
  ];
  for (const file of files.sort()) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

const wanted = sources();
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  const { build } = await import('vite');
  await build({ root: folder, configFile: join(folder, 'vite.config.ts'), logLevel: 'warn' });
  writeFileSync(stamp, wanted);
}
