/** One process at a time on a state file: a lock file beside it with the process's id. */
import { randomUUID } from 'node:crypto';
import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UserError } from '../errors.js';

/** The file, and how the user names another one. */
export interface StateFile {
  readonly path: string;
  readonly elsewhere: string;
}

/** Lock files of this process, so that one left by a dead process with the same id (as in containers) is known as stale. */
const held = new Set<string>();

/**
 * Takes `path`.lock; a lock whose process is dead is taken over.
 * Returns what gives it back. Throws a {@link UserError} while another process lives that holds it.
 */
export async function lockFile(file: StateFile): Promise<() => Promise<void>> {
  const lock = `${resolve(file.path)}.lock`;
  for (;;) {
    if (held.has(lock)) throw inUse(file, process.pid);
    if (await create(lock)) {
      held.add(lock);
      return async () => {
        held.delete(lock);
        await unlink(lock).catch(() => {});
      };
    }
    const owner = await readOwner(lock);
    if (owner !== undefined && owner !== process.pid && isAlive(owner)) throw inUse(file, owner);
    await discard(lock, owner);
  }
}

/** A link puts the lock there with its content, so that nobody ever reads an empty one. */
async function create(lock: string): Promise<boolean> {
  const draft = `${lock}.${randomUUID()}`;
  await writeFile(draft, `${process.pid}\n`, { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, lock);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

async function readOwner(lock: string): Promise<number | undefined> {
  const text = await readFile(lock, 'utf8').catch(() => '');
  const pid = Number(text);
  return text.trim() !== '' && Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

/** Removes a stale lock; when another process has meanwhile put its own there, that one is put back. */
async function discard(lock: string, owner: number | undefined): Promise<void> {
  const aside = `${lock}.${randomUUID()}`;
  try {
    await rename(lock, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  if ((await readOwner(aside)) === owner) await unlink(aside);
  else await rename(aside, lock);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to someone else.
    return isCode(error, 'EPERM');
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function inUse({ path, elsewhere }: StateFile, pid: number): UserError {
  return new UserError(`The sandbox's state file ${path} is in use by another process (${pid}).`, {
    code: 'state-file-in-use',
    detail: 'Two sandboxes that share a file would lose each other’s changes.',
    nextSteps: ['Stop the other process.', elsewhere, `If process ${pid} is not a sandbox, delete ${path}.lock.`],
  });
}
