import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another process has the data folder open. */
export class FolderInUse extends Error {
  override name = 'FolderInUse';
}

/**
 * Keeps a second process out of a data folder. The lock is SQLite's own on an empty file: the operating
 * system lets go of it when the process ends, however it ends, so a killed process never delays the next
 * start, and it works the same on Linux, macOS, Windows and in containers that share a volume.
 * @param folder the data folder; made if missing
 * @returns a function that lets go
 * @throws FolderInUse
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = new DatabaseSync(join(folder, 'lock'));
  try {
    file.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    file.close();
    if ((error as { errcode?: number }).errcode !== 5) throw error; // SQLITE_BUSY
    throw new FolderInUse(`The data folder ${folder} is in use by another process. Stop that one first.`);
  }
  return () => file.close();
}
