import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { end } from './end.ts';

// The workers, and the services and Playgrounds that tests start, run the same code: compiled once, it is read by
// the next. Most of them are killed, so nothing is left for their end.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/node'));

/** Root hooks: what the tests of a file leave behind is taken away when the last one is done. */
export const mochaHooks = {
  async afterAll() {
    flushCompileCache();
    await end();
  },
};
