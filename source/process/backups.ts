/** Backups in files, which are written once and never over anything. */
import { closeSync, fsyncSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describeError, UserError } from '../errors.js';
import { type Backup, parseBackup, serializeBackup } from '../plan/cleanup/backup.js';
import type { FoundBackup } from '../plan/restore/found.js';
import { checksum } from './codec.js';
import { otherStateFolder, stateFolder } from './environment.js';
import { readText } from './files.js';
import { makeFolder } from './make-folder.js';

/**
 * The backup in a file.
 * @throws UserError for a file that cannot be read or used
 */
export function readBackup(file: string): Backup {
  const text = readText(file, {
    what: `The backup ${file}`,
    code: 'unreadable-backup',
    nextStep: 'Check the path. A clean-up prints it at the end.',
  });
  return parseBackup(text, file, checksum);
}

/** Where backups go that nobody has named a file for. */
function backupFolder(): string {
  return join(stateFolder(), 'backups');
}

/** The backups that lie where the program writes them, the newest first. */
export function findBackups(): readonly FoundBackup[] {
  const folder = resolve(backupFolder());
  const found = filesIn(folder).map((name) => foundIn(join(folder, name)));
  return found.sort((a, b) => b.at.getTime() - a.at.getTime());
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    // No clean-up has written one yet.
    return [];
  }
}

function foundIn(file: string): FoundBackup {
  try {
    const backup = readBackup(file);
    return { file, at: new Date(backup.createdAt), backup };
  } catch (error) {
    const { title } = describeError(error);
    return { file, at: statSync(file, { throwIfNoEntry: false })?.mtime ?? new Date(0), damage: title };
  }
}

/**
 * The path of a backup that has been written and synced to the disk.
 * @param file where to, or undefined for a file of its own in the state folder
 * @throws UserError if it cannot be written, so that nothing is deleted without a way back
 */
export function writeBackup(backup: Backup, file: string | undefined): string {
  const { account, region, createdAt } = backup;
  const name = `${account}-${region}-${createdAt.replace(/[:.]/g, '-')}.json`;
  const path = resolve(file ?? join(backupFolder(), name));
  try {
    makeFolder(dirname(path));
    writeNewFile(path, serializeBackup(backup, checksum));
    // A way back that cannot be read is none.
    parseBackup(readFileSync(path, 'utf8'), path, checksum);
  } catch (error) {
    throw new UserError(`The backup cannot be written to ${path}. Nothing was changed.`, {
      code: 'backup-not-written',
      detail: error instanceof Error ? error.message : String(error),
      // Only a clean-up lets the file be chosen.
      nextSteps:
        file === undefined
          ? [otherStateFolder]
          : [
              'Choose another --backup FILE. It must not exist yet.',
              'Or, if you do not want a backup, use --no-backup.',
            ],
      cause: error,
    });
  }
  return path;
}

/** Writes to the disk a file that does not exist yet: a backup that stands there already is somebody's way back. */
function writeNewFile(path: string, text: string): void {
  const handle = openSync(path, 'wx', 0o600);
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(handle);
  }
  syncFolder(dirname(path));
}

/** The file's name is kept by its folder. Windows cannot open folders. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
