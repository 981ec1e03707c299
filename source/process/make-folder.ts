/** Makes a folder and those above it, for their owner alone, or throws at once: Node 20's own recursive mkdir never ends under /proc. */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * A folder that is there already is as good. Throws the error of the first folder that cannot be made (ENOENT, ENOTDIR,
 * EACCES, EEXIST for a file). Each is tried once: where its parent stands and it still is ENOENT, as in a file system
 * of the kernel, Node's `recursive` tries for ever.
 */
export function makeFolder(path: string): void {
  const parent = dirname(path);
  if (parent !== path && !existsSync(parent)) makeFolder(parent);
  try {
    mkdirSync(path, 0o700);
  } catch (error) {
    // Whatever the error is called: a drive or a read-only folder that is there answers others than EEXIST.
    if (!isFolder(path)) throw error;
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
