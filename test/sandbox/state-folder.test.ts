/** Files and folders of the state that cannot be used, seen from the command line: one clear message, at once. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, jsonLines, runCommand, startCommand } from '../helpers/command.js';

/** Below a file no folder can be made, on any system; under /proc none can either, and Node 20's mkdir does not say so. */
const unusable = ['/dev/null', ...(process.platform === 'linux' ? ['/proc/x'] : [])];

describe.each(unusable)('a state folder %s', (folder) => {
  it('is refused by every command on the built-in sandbox, with what to set', async () => {
    for (const argv of [
      ['status', '--sandbox'],
      ['setup', '--sandbox', '--dry-run'],
    ]) {
      const { exitCode, stdout, stderr } = await runCommand(argv, { XDG_STATE_HOME: folder });
      expect([exitCode, stdout]).toEqual([2, '']);
      expect(stderr).toContain(`The sandbox's state file ${folder}/ssm-patch-wizard/sandbox.json cannot be used.`);
      expect(stderr).toContain('Set XDG_STATE_HOME or HOME to a folder that can be written.');
      expect(stderr).not.toMatch(/bug|--state| at /);
    }
  });

  it('is refused by the sandbox, with another --state', async () => {
    const { exitCode, stdout, stderr } = await runCommand(['sandbox', '--state', `${folder}/st.json`]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`The sandbox's state file ${folder}/st.json cannot be used.`);
    expect(stderr).toContain('Choose another file with --state FILE.');
  });

  it('is refused for a backup before anything is deleted', async () => {
    const environment = { XDG_STATE_HOME: await emptyFolder() };
    expect((await runCommand(['setup', '--yes', '--sandbox'], environment)).exitCode).toBe(0);
    const cleanup = ['cleanup', '--yes', '--sandbox', '--json', '--backup', `${folder}/x.json`];
    const { exitCode, stdout } = await runCommand(cleanup, environment);
    expect(exitCode).toBe(2);
    expect(jsonLines(stdout).at(-1)).toMatchObject({ event: 'error', code: 'backup-not-written' });
    expect(jsonLines(stdout).filter(({ event }) => event === 'operation')).toEqual([]);
  });
});

it('a fleet has at most 10,000 nodes', async () => {
  const { exitCode, stderr } = await runCommand(['sandbox', '--fleet', '10001']);
  expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/--fleet.*10,?000/s)]);
});

it('an empty name is no state file', async () => {
  const { exitCode, stdout, stderr } = await runCommand(['sandbox', '--state', '']);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/--state.*It must be a file name\./s);
});

it('says that --empty and --fleet leave the account of a file alone, and nothing for a new file', async () => {
  const folder = await emptyFolder();
  const start = async (file: string) => {
    const command = await startCommand(['sandbox', '--json', '--empty', '--fleet', '3', '--state', join(folder, file)]);
    await command.line('endpoint');
    command.process.kill('SIGTERM');
    return command.end;
  };
  await writeFile(join(folder, 'blank'), '');
  const [first, blank] = await Promise.all([start('new'), start('blank')]);
  expect(await readFile(join(folder, 'new'), 'utf8')).toContain('"empty":true,"fleet":3}');
  const again = await start('new');
  expect([first.stderr, blank.stderr]).toEqual(['', '']);
  expect(again.stderr).toBe('The account in the state file was kept. --empty and --fleet apply only to a new file.\n');
  expect(jsonLines(again.stdout)).toMatchObject([{ version: 1, account: '123456789012' }]);
});
