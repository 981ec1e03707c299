/** Folders are made with those above them, and what cannot be made is an error, never a hang. */
import { mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../source/process/make-folder.js';
import { emptyFolder } from '../helpers/command.js';

describe('makeFolder', () => {
  it('makes what is missing, and minds nothing that is there', async () => {
    const path = join(await emptyFolder(), 'a', 'b', 'c');
    makeFolder(path);
    makeFolder(path);
    expect(statSync(path).isDirectory()).toBe(true);
    expect(statSync(path).mode & 0o077).toBe(0);
    makeFolder('/');
    makeFolder('.');
  });

  it('takes a link to a folder for a folder', async () => {
    const folder = await emptyFolder();
    mkdirSync(join(folder, 'real'));
    symlinkSync(join(folder, 'real'), join(folder, 'link'));
    makeFolder(join(folder, 'link', 'new'));
    expect(statSync(join(folder, 'real', 'new')).isDirectory()).toBe(true);
  });

  it('throws where a file or a link to nothing stands', async () => {
    const folder = await emptyFolder();
    writeFileSync(join(folder, 'file'), '');
    symlinkSync(join(folder, 'nothing'), join(folder, 'broken'));
    expect(() => makeFolder(join(folder, 'file'))).toThrow(/EEXIST/);
    expect(() => makeFolder(join(folder, 'file', 'x', 'y'))).toThrow(/ENOTDIR.*mkdir/);
    expect(() => makeFolder(join(folder, 'broken', 'x'))).toThrow(/EEXIST/);
  });

  it.runIf(process.platform === 'linux')('throws where the kernel lets nobody make one', () => {
    for (const path of ['/proc/nope', '/proc/nope/x/y', '/proc/1/x']) expect(() => makeFolder(path)).toThrow(/ENOENT/);
    expect(() => makeFolder('/dev/null/x')).toThrow(/ENOTDIR.*mkdir/);
  });
});
