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

const saying = new WeakSet<Mocha.Func | Mocha.AsyncFunc>();

/**
 * Why the first try failed, unless it hung: the report has the second one alone, which may have met what the first
 * one left.
 */
function saysWhyItFailed(test: Mocha.Test): void {
  const run = test.fn as Mocha.AsyncFunc | undefined;
  if (!run || saying.has(run)) return;
  let isFirst = true;
  test.fn = async function (this: Mocha.Context) {
    try {
      await run.call(this);
    } catch (error) {
      if (isFirst) console.log(`      failed: ${test.title}: ${(error as Error).stack}`);
      isFirst = false;
      throw error;
    }
  };
  saying.add(test.fn);
}

/** Root hooks: what the tests of a file leave behind is taken away when the last one is done. */
export const mochaHooks = {
  // A browser on a busy machine may be slower than any patience. Rules are tested without one, and never twice.
  beforeEach(this: Mocha.Context) {
    const test = this.currentTest!;
    if (!test.file?.includes('/test/e2e/')) return;
    test.retries(1);
    saysWhyItFailed(test);
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
