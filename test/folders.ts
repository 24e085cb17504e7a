import { accessSync, constants, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atTheEnd } from './end.ts';

/** Bytes that a whole run has room in, several times over. */
const enough = 4 * 2 ** 30;

/** In memory, where Linux has room there: a disk takes up to ten times as long to copy a database of many small files. */
const place = ((memory: string) => {
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize > enough ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
})('/dev/shm');

// The processes of a run have one name for it, of the first: others of them may end before the rest.
process.env.TEST_RUN ??= String(process.pid);
let swept = false;

/** A new folder that is gone when the tests are done. What a run that was killed has left goes as well. */
export function temporaryFolder(): string {
  if (!swept) sweep();
  swept = true;
  const folder = mkdtempSync(join(place, `liia-test-${process.env.TEST_RUN}-`));
  atTheEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function sweep(): void {
  for (const name of readdirSync(place)) {
    const pid = /^liia-test-(\d+)-/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(join(place, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
