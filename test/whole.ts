import { end } from './end.ts';
import { templateFolder } from './harness.ts';
import { postgresUrl } from './postgres.ts';

/** What takes seconds to make is made once for a whole run, and found by its processes in their environment. */
export async function mochaGlobalSetup(): Promise<void> {
  process.env.TEST_DATA_FOLDER = await templateFolder();
  process.env.TEST_DATABASE_URL = await postgresUrl();
}

export const mochaGlobalTeardown = end;
