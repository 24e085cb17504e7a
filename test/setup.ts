import { end } from './end.ts';

/** Root hooks: what the tests of a file leave behind is taken away when the last one is done. */
export const mochaHooks = { afterAll: end };
