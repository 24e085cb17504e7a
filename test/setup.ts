import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import fc from 'fast-check';
import { end } from './end.ts';
import { seed } from './seed.ts';

// Between processes an error loses its cause: the report says it.
fc.configureGlobal({ seed, includeErrorInReport: true });

// The workers, and the services and Playgrounds that tests start, run the same code: compiled once, it is read by
// the next. Most of them are killed, so nothing is left for their end.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/node'));

/** Root hooks: what the tests of a file leave behind is taken away when the last one is done. */
export const mochaHooks = {
  // A browser on a busy machine may be slower than any patience. Rules are tested without one, and never twice.
  beforeEach(this: Mocha.Context) {
    const test = this.currentTest!;
    if (test.file?.includes('/test/e2e/')) test.retries(1);
  },
  afterEach(this: Mocha.Context) {
    const { state, title, _currentRetry } = this.currentTest as Mocha.Test & { _currentRetry: number };
    if (_currentRetry > 0) console.log(`      ${state} at the second try: ${title}`);
  },
  async afterAll() {
    flushCompileCache();
    await end();
  },
};
