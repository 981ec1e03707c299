/** What is published: its files, the entry point on an old Node, and the command as a user gets it from the registry. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';

const project = join(import.meta.dirname, '..');
const { version }: { version: string } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));

/** Runs a command to its end. On Windows, npm and installed commands are batch files, which need the shell. */
async function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  const options = { cwd, shell: process.platform === 'win32', maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(command, [...args], options);
  return stdout;
}

/** Packs without the scripts: they would build anew, under the feet of the tests that run the build. */
async function pack(...args: readonly string[]): Promise<{ filename: string; files: { path: string }[] }> {
  const [packed] = JSON.parse(await run('npm', ['pack', '--json', '--ignore-scripts', ...args], project));
  return packed;
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'package-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('the package', () => {
  beforeAll(() => {
    expect(existsSync(join(project, 'build', 'cli.js')), 'build/cli.js is missing: run `npm run build` first').toBe(
      true,
    );
  });

  test('holds the command, its build and its documents, and nothing else', async () => {
    const { files } = await pack('--dry-run');
    const paths = files.map(({ path }) => path);
    const isBuilt = (path: string) => /^build\/.*\.(js|wasm)$/.test(path);
    expect(paths.filter((path) => !isBuilt(path)).sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'bin/package.json',
      'bin/ssm-patch-wizard.js',
      'build/LICENSES.txt',
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

  test('works when it is installed into an empty folder', { timeout: 300_000 }, async () => {
    const folder = temporaryFolder();
    const { filename } = await pack('--pack-destination', folder);
    await run(
      'npm',
      ['install', '--prefix', folder, '--no-audit', '--no-fund', '--prefer-offline', join(folder, filename)],
      folder,
    );
    const command = join(folder, 'node_modules', '.bin', 'ssm-patch-wizard');

    expect((await run(command, ['--version'], folder)).trim()).toBe(version);
    const preview = JSON.parse(await run(command, ['preview', '--json'], folder));
    expect(preview).toMatchObject({ version: 1, timeZone: 'UTC' });
    expect(preview.windows).toHaveLength(8);
    expect(preview.occurrences).toHaveLength(20);
  });
});

describe('the entry point', () => {
  const entry = join(project, 'bin', 'ssm-patch-wizard.js');

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
