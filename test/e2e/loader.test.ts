/** What V8 has compiled is kept from one start to the next, and nobody is told where that cannot be. */
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { program } from '../helpers/command.js';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'loader-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs the program with this cache folder; all is well where it says its version and nothing else. */
async function expectVersion(folder: string, ...command: readonly string[]): Promise<void> {
  const [file = '', ...args] = [...command, process.execPath, program, '--version'];
  const env = { PATH: process.env.PATH, HOME: temporaryFolder(), XDG_CACHE_HOME: folder };
  const { stdout, stderr } = await promisify(execFile)(file, args, { env });
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(stderr).toBe('');
}

function keptIn(folder: string): string[] {
  return readdirSync(join(folder, 'ssm-patch-wizard')).map((name) => join(folder, 'ssm-patch-wizard', name));
}

async function filled(): Promise<{ readonly folder: string; readonly file: string }> {
  const folder = temporaryFolder();
  await expectVersion(folder);
  const [file = '', ...others] = keptIn(folder);
  expect(others).toEqual([]);
  return { folder, file };
}

test('the second start finds what the first has compiled, and keeps it as it is', async () => {
  const { folder, file } = await filled();
  const { ino, mode } = statSync(file);
  expect(mode & 0o777).toBe(0o600);
  await expectVersion(folder);
  expect(keptIn(folder)).toEqual([file]);
  expect(statSync(file).ino).toBe(ino);
});

test('the first help adds what it has compiled, once', async () => {
  const { folder, file } = await filled();
  const { size } = statSync(file);
  const env = { PATH: process.env.PATH, HOME: temporaryFolder(), XDG_CACHE_HOME: folder };
  const help = () => promisify(execFile)(process.execPath, [program, '--help'], { env });
  await help();
  const added = statSync(file);
  expect(added.size).toBeGreaterThan(size);
  await help();
  await expectVersion(folder);
  expect(statSync(file).ino).toBe(added.ino);
});

test('what is spoilt of one file is no loss of another', async () => {
  const { folder, file } = await filled();
  const env = { PATH: process.env.PATH, HOME: temporaryFolder(), XDG_CACHE_HOME: folder };
  const preview = () => promisify(execFile)(process.execPath, [program, 'preview', '--json'], { env });
  await preview();
  const whole = statSync(file).size;
  // The preview's own files are the last that were kept.
  writeFileSync(
    file,
    readFileSync(file).map((byte, at) => (at === whole - 100 ? ~byte : byte)),
  );
  const { ino } = statSync(file);
  await expectVersion(folder);
  expect(statSync(file).ino).toBe(ino);
  await preview();
  expect(statSync(file).ino).not.toBe(ino);
  expect(statSync(file).size).toEqual(expect.closeTo(whole, -4));
});

test.each<[string, (file: string) => void]>([
  [
    'a byte in a thousand is spoilt',
    (file) =>
      writeFileSync(
        file,
        readFileSync(file).map((byte, at) => (at % 1000 === 999 ? ~byte : byte)),
      ),
  ],
  [
    'the second half is missing',
    (file) => writeFileSync(file, readFileSync(file).subarray(0, statSync(file).size / 2)),
  ],
  ['it is empty', (file) => writeFileSync(file, '')],
  ['others could have written it', (file) => chmodSync(file, 0o666)],
])('what is kept is made anew where %s', async (_, spoil) => {
  const { folder, file } = await filled();
  const whole = statSync(file).size;
  spoil(file);
  await expectVersion(folder);
  expect(statSync(file)).toMatchObject({ size: expect.closeTo(whole, -4) });
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a folder that cannot be, or cannot be written, is done without', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  await expectVersion(join(folder, 'file'));
  await expectVersion('/proc');
});

test('a full disk is done without, and nothing is left half written', async () => {
  const folder = temporaryFolder();
  // No file may be larger than 4 KiB.
  await expectVersion(folder, 'sh', '-c', `trap '' XFSZ; ulimit -f 8; exec "$0" "$@"`);
  expect(keptIn(folder)).toEqual([]);
});
