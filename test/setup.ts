import { rmSync } from 'node:fs';
import { temporaryFolders } from './harness.ts';
import { stopPostgres } from './postgres.ts';

/** Root hooks: what tests leave behind is taken away when the last one is done. */
export const mochaHooks = {
  async afterAll() {
    await stopPostgres();
    for (const folder of temporaryFolders) rmSync(folder, { recursive: true, force: true });
  },
};
