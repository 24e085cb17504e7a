import { end } from './end.ts';
import { makeTemplates } from './harness.ts';

/** What takes seconds to make is made once for a whole run, and found by its processes in their environment. */
export const mochaGlobalSetup = makeTemplates;

export const mochaGlobalTeardown = end;
