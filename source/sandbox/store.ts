/**
 * The state file: a first line that says what it is, then one JSON line for each change, in order. A change is appended
 * and synced before its call is answered, so that a kill at any moment loses nothing that was acknowledged; what a kill
 * cuts off is at most the last line, which nobody was told of. The file is rewritten (temporary file, sync, rename)
 * when it is opened, when it has grown to a multiple of its content, and when the account is reset.
 */
import { type FileHandle, open, readFile, rename, rm, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '../errors.js';
import { makeFolder } from '../process/make-folder.js';
import type { Account, RegionChange, Start } from './account.js';
import { ApiError } from './api-error.js';
import { lockFile, type StateFile } from './lock.js';
import { newAccount } from './seed.js';

const kind = 'ssm-patch-wizard sandbox';
const version = 1;

/** A file is rewritten when it has grown by this factor, and by this many bytes at least. */
const growth = 4;
const leastGrowth = 1024 * 1024;

/** HTTP's own status for it; the SDKs send again what was answered with 500, 502, 503 and 504. */
const insufficientStorage = 507;

export class Store {
  readonly #file: string;
  readonly #unlock: () => Promise<void>;
  #account: Account;
  #handle: FileHandle;
  #waiting = '';
  /** The write that is going on, and the one that will take what waits. */
  #current: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  #size: number;
  #rewrittenSize: number;

  private constructor(path: string, account: Account, unlock: () => Promise<void>, written: Written) {
    this.#file = path;
    this.#account = account;
    this.#unlock = unlock;
    this.#handle = written.handle;
    this.#size = written.size;
    this.#rewrittenSize = written.size;
  }

  /**
   * Opens the file, or makes it, and locks it. `isKept` says whether it had the account, which then began as its first
   * line says. Throws {@link UserError} for a file that cannot be read, is none of ours, or is in use, and for a disk that is full.
   */
  static async open(
    file: StateFile,
    start: Start,
  ): Promise<{ readonly account: Account; readonly store: Store; readonly isKept: boolean }> {
    let unlock = async () => {};
    try {
      makeFolder(dirname(file.path));
      unlock = await lockFile(file);
      const kept = await load(file);
      await requireRoom(file);
      const account = kept ?? newAccount(start);
      const store = new Store(file.path, account, unlock, await rewrite(file.path, account));
      return { account, store, isKept: kept !== undefined };
    } catch (error) {
      await unlock();
      throw error instanceof UserError ? error : unreadable(file, error);
    }
  }

  /**
   * Resolves when the changes are on the disk. Calls that come while one is being written are written together. A call
   * without changes waits too: what it has read may not be written yet. Where it could not be written before, it is now, so that
   * a call that is sent again is not answered from memory alone.
   * @throws ApiError where the disk takes nothing, which clients do not send again by themselves
   */
  async commit(changes: readonly RegionChange[]): Promise<void> {
    if (changes.length === 0) await (this.#next ?? this.#current).catch(() => {});
    else this.#waiting += lineOf(changes);
    if (changes.length > 0 || this.#isBehind) await this.#write();
  }

  /** Whether memory has something that the file lacks, because it could not be written. */
  get #isBehind(): boolean {
    return this.#size === Number.POSITIVE_INFINITY;
  }

  /** Replaces the content by another account's. */
  async replace(account: Account): Promise<void> {
    this.#account = account;
    this.#rewrittenSize = 0;
    this.#size = Number.POSITIVE_INFINITY;
    await this.#write();
  }

  /** What cannot be written by now is what calls have been refused for. */
  async close(): Promise<void> {
    await this.#write().catch(() => {});
    await this.#handle.close();
    await this.#unlock();
  }

  #write(): Promise<void> {
    this.#next ??= this.#current
      .catch(() => {})
      .then(() => {
        this.#current = this.#next ?? Promise.resolve();
        this.#next = undefined;
        return this.#writeNow();
      });
    return this.#next;
  }

  async #writeNow(): Promise<void> {
    const text = this.#waiting;
    this.#waiting = '';
    try {
      if (this.#size + text.length > this.#rewrittenSize * growth + leastGrowth) await this.#rewrite();
      else if (text !== '') await this.#append(text);
    } catch (error) {
      // The file may end in half a line, and lacks this change, so the next one writes all of it anew.
      this.#size = Number.POSITIVE_INFINITY;
      throw notWritten(error);
    }
  }

  async #append(text: string): Promise<void> {
    await this.#handle.appendFile(text);
    await this.#handle.datasync();
    this.#size += text.length;
  }

  /** The account in memory already has what waited to be written. */
  async #rewrite(): Promise<void> {
    const { handle, size } = await rewrite(this.#file, this.#account);
    await this.#handle.close();
    this.#handle = handle;
    this.#size = size;
    this.#rewrittenSize = size;
  }
}

interface Written {
  readonly handle: FileHandle;
  readonly size: number;
}

function lineOf(changes: readonly RegionChange[]): string {
  return `${JSON.stringify(changes)}\n`;
}

/** Writes the account's whole content beside the file and puts it in its place. */
async function rewrite(path: string, account: Account): Promise<Written> {
  const lines = [...account.snapshot()].map((change) => lineOf([change]));
  const { empty = false, fleet } = account.start;
  const text = [`${JSON.stringify({ kind, version, empty, fleet })}\n`, ...lines].join('');
  const temporary = `${path}.new`;
  // Of a run that was killed; or a link, which would be followed.
  await rm(temporary, { force: true });
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
    await rename(temporary, path);
  } catch (error) {
    await handle.close();
    await rm(temporary, { force: true });
    throw error;
  }
  return { handle, size: text.length };
}

/** Throws before anything is done for a disk that has no room for the file to grow until it is rewritten. */
async function requireRoom({ path, elsewhere }: StateFile): Promise<void> {
  // Some file systems do not tell.
  const { bavail, bsize, blocks } = (await statfs(dirname(path)).catch(() => undefined)) ?? unknownRoom;
  if (blocks === 0 || bavail * bsize >= leastGrowth) return;
  throw new UserError(`The disk with the sandbox's state file ${path} is full.`, {
    code: 'state-file-disk-full',
    detail: 'Less than 1 MiB is free, and the sandbox writes every change before it answers. Nothing was changed.',
    nextSteps: ['Free some space on it.', elsewhere],
  });
}

const unknownRoom = { bavail: 0, bsize: 0, blocks: 0 };

/** The account in the file; undefined where there is none yet. */
async function load(file: StateFile): Promise<Account | undefined> {
  const text = await readFile(file.path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  });
  if (text === '') return undefined;
  const [first = '', ...lines] = text.split('\n');
  const header = parse(first) as Partial<Record<'kind' | 'version' | 'empty' | 'fleet', unknown>> | null | undefined;
  if (header?.kind !== kind) throw notOurs(file, 'its first line is wrong');
  if (header.version !== version) throw notOurs(file, `its version is not ${version}`);
  const fleet = typeof header.fleet === 'number' ? header.fleet : undefined;
  const account = newAccount({ empty: header.empty === true, fleet });
  // What follows the last line feed was cut off before its call was answered.
  lines.pop();
  for (const [index, line] of lines.entries()) {
    const changes = parse(line);
    if (Array.isArray(changes) && changes.every((change) => isChange(change) && account.restore(change))) continue;
    throw notOurs(file, `line ${index + 2} is damaged`);
  }
  return account;
}

/** Undefined for what is no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isChange(value: unknown): value is RegionChange {
  if (typeof value !== 'object' || value === null) return false;
  const { region, table, key, order, row } = value as Partial<RegionChange>;
  const named = typeof region === 'string' && typeof table === 'string' && typeof key === 'string';
  return named && typeof order === 'number' && typeof row === 'object';
}

function notWritten(error: unknown): ApiError {
  const reason = error instanceof Error ? error.message : String(error);
  return new ApiError(
    'StateFileNotWritten',
    `The sandbox's state file cannot be written: ${reason}`,
    insufficientStorage,
  );
}

function notOurs({ path, elsewhere }: StateFile, reason: string): UserError {
  return new UserError(`${path} is not a state file that this sandbox can use: ${reason}.`, {
    code: 'state-file-invalid',
    detail: 'The file was not changed.',
    nextSteps: [elsewhere, 'Or move this file away to start with a new account.'],
  });
}

function unreadable({ path, elsewhere }: StateFile, cause: unknown): UserError {
  return new UserError(`The sandbox's state file ${path} cannot be used.`, {
    code: 'state-file-unreadable',
    detail: cause instanceof Error ? cause.message : String(cause),
    nextSteps: [elsewhere],
    cause,
  });
}
