/** What is published: its files, the entry point on an old Node, and the command as a user gets it from the registry. */
import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { isUpToDate } from '../tools/build.js';

const project = join(import.meta.dirname, '..');
const { version }: { version: string } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));

/** Runs a command to its end. On Windows, npm and installed commands are batch files, which need the shell. */
async function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  const options = {
    cwd,
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
    maxBuffer: 64 * 1024 * 1024,
  };
  const { stdout } = await promisify(execFile)(command, [...args], options);
  return stdout;
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'package-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('the package', () => {
  /** As npm has packed it. */
  let packed: { readonly filename: string; readonly size: number; readonly files: readonly { path: string }[] };
  let tarball: string;

  beforeAll(async () => {
    expect(existsSync(join(project, 'build', 'cli.js')), 'build/cli.js is missing: run `npm run build` first').toBe(
      true,
    );
    const folder = mkdtempSync(join(tmpdir(), 'packed-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    // Without the scripts: they would build anew, under the feet of the tests that run the build.
    const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    [packed] = JSON.parse(await run('npm', args, project));
    tarball = join(folder, packed.filename);
  });

  test('holds the command, its build and its documents, and nothing else', () => {
    const paths = packed.files.map(({ path }) => path);
    const isBuilt = (path: string) => /^build\/.*\.(js|br)$/.test(path);
    expect(paths.filter((path) => !isBuilt(path)).sort()).toEqual([
      'LICENSE',
      'README.md',
      'bin/package.json',
      'bin/ssm-patch-wizard.js',
      'build/LICENSES.txt',
      'build/index.d.ts',
      'build/package.json',
      'build/sbom.cdx.json',
      'package.json',
      'plan.schema.json',
    ]);
    expect(paths.filter(isBuilt)).toContain('build/cli.js');
  });

  test('brings everything with it, and says whose work that is', async () => {
    const { dependencies } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
    expect(dependencies).toBeUndefined();
    const { components } = JSON.parse(readFileSync(join(project, 'build', 'sbom.cdx.json'), 'utf8'));
    const licenses = readFileSync(join(project, 'build', 'LICENSES.txt'), 'utf8');
    const named = ['ink', 'react', '@aws-sdk/client-ssm', '@aws-sdk/client-sts', 'cron-parser', 'commander'];
    expect(components.map(({ name }: { name: string }) => name)).toEqual(expect.arrayContaining(named));
    for (const { name, version } of components) expect(licenses).toContain(`${name} ${version} (`);
  });

  test('has the types of what programs may rely on, which need nothing beside them', () => {
    const types = readFileSync(join(project, 'build', 'index.d.ts'), 'utf8');
    expect(types).toBe(readFileSync(join(project, 'source', 'index.ts'), 'utf8'));
    expect(types).not.toMatch(/\b(import|from|require)\b *['"(]|<reference/);
  });

  test('takes no more room than it should', () => {
    expect(packed.size).toBeLessThan(560_000);
  });

  test('works when it is installed into an empty folder that nobody can write', { timeout: 300_000 }, async () => {
    const folder = temporaryFolder();
    await run('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '--prefer-offline', tarball], folder);
    const installed = join(folder, 'node_modules', 'ssm-patch-wizard');
    const before = modes(installed);
    for (const path of before.keys()) chmodSync(path, 0o555);
    onTestFinished(() => {
      for (const [path, mode] of before) chmodSync(path, mode);
    });
    const home = join(folder, 'home');
    const command = (...args: readonly string[]) =>
      run(join(folder, 'node_modules', '.bin', 'ssm-patch-wizard'), args, folder, { HOME: home, XDG_STATE_HOME: home });

    expect((await command('--version')).trim()).toBe(version);
    const preview = JSON.parse(await command('preview', '--json'));
    expect(preview).toMatchObject({ version: 1, timeZone: 'UTC' });
    expect(preview.windows).toHaveLength(8);
    expect(preview.occurrences).toHaveLength(20);

    const events = async (...args: readonly string[]) =>
      (await command(...args, '--sandbox', '--yes', '--json'))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
    const backup = join(folder, 'backup.json');
    const summaries = [
      (await events('setup')).at(-1),
      (await events('cleanup', '--backup', backup)).at(-1),
      (await events('restore', backup)).at(-1),
    ];
    expect(summaries).toMatchObject(Array(3).fill({ event: 'summary', failed: 0, skipped: 0, nextSteps: [] }));
    expect(modes(installed)).toEqual(new Map([...before.keys()].map((path) => [path, 0o555])));
  });
});

/** Every file and folder in a folder, and itself, with who may do what. */
function modes(folder: string): Map<string, number> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
  return new Map([folder, ...paths].map((path) => [path, statSync(path).mode & 0o777]));
}

describe('the entry point', () => {
  const entry = join(project, 'bin', 'ssm-patch-wizard.js');

  test.runIf(process.platform === 'linux')(
    'says nothing of a cache folder that cannot be made or written',
    async () => {
      for (const folder of ['/proc/nowhere', '/dev/null', '/dev/null/nowhere', '/sys'])
        expect(await run(process.execPath, [entry, '--version'], project, { XDG_CACHE_HOME: folder })).toBe(
          `${version}\n`,
        );
    },
  );

  test('tells an old Node what is needed, and ends with 2', async () => {
    const asOldNode = `
      Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } });
      Object.defineProperty(process, 'version', { value: 'v18.20.4' });
      import(${JSON.stringify(pathToFileURL(entry))});
    `;
    await expect(promisify(execFile)(process.execPath, ['-e', asOldNode])).rejects.toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(
        /^ssm-patch-wizard needs Node\.js 20 or newer; this is v18\.20\.4\.\n.*run it again\.\n$/,
      ),
    });
  });
});

test('nothing is built again that is newer than all that it is made of', () => {
  const folder = temporaryFolder();
  const at = (name: string, hours: number) => utimesSync(join(folder, name), hours * 3600, hours * 3600);
  for (const name of ['source', 'tools', 'build']) mkdirSync(join(folder, name));
  const parts = ['source/a.ts', 'tools/b.js', 'package.json', 'package-lock.json'];
  for (const name of [...parts, 'build/cli.js']) writeFileSync(join(folder, name), '');
  for (const name of [...parts, 'source', 'tools']) at(name, 1);
  at('build/cli.js', 2);
  expect(isUpToDate(folder)).toBe(true);
  for (const name of parts) {
    at(name, 3);
    expect(isUpToDate(folder)).toBe(false);
    at(name, 1);
  }
  rmSync(join(folder, 'build', 'cli.js'));
  expect(isUpToDate(folder)).toBe(false);
});
