/** The built program's `cleanup` and `restore` without a terminal: exit codes, streams, JSON lines, signals, the backup. */
import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type CommandEnd,
  type Environment,
  emptyFolder,
  jsonLines,
  runCommand,
  sandboxEnvironment,
  startCommand,
} from '../helpers/command.js';
import { type TestSandbox, withSandbox } from '../helpers/sandbox.js';
import { setUpServed, writesIn } from '../jobs/runs.js';

/**
 * The seeded account, with a set-up of the wizard where it is asked for, and a state folder of its own.
 * @param empty without anything of others
 */
async function withAccount({ isSetUp = true, empty = false } = {}): Promise<{
  sandbox: TestSandbox;
  environment: Environment;
}> {
  const sandbox = await withSandbox({ empty });
  const state = { XDG_STATE_HOME: await emptyFolder() };
  const environment = { ...sandboxEnvironment, ...state, AWS_ENDPOINT_URL: sandbox.endpoint };
  if (isSetUp) await setUpServed(sandbox, '-w 1');
  return { sandbox, environment };
}

async function windowNames(sandbox: TestSandbox): Promise<string[]> {
  const { WindowIdentities = [] } = await sandbox.ssm().describeMaintenanceWindows({ MaxResults: 100 });
  return WindowIdentities.map(({ Name = '' }) => Name).sort();
}

const others = [
  ...['Corp-Windows-Monthly', 'db-maintenance-draft', 'finance-month-end', 'legacy-erp-patching', 'nightly-inventory'],
  'web-tier-patching',
];

function expectNoStack({ stdout, stderr }: CommandEnd): void {
  expect(stdout + stderr).not.toMatch(/\n {4}at /);
}

/** The backups in the state folder. */
function backups({ XDG_STATE_HOME = '' }: Environment): string[] {
  const folder = join(XDG_STATE_HOME, 'ssm-patch-wizard', 'backups');
  return readdirSync(folder).map((name) => join(folder, name));
}

/** How many calls have changed something, or tried to. */
async function writeCount(sandbox: TestSandbox): Promise<number> {
  return (await writesIn(sandbox)).length;
}

describe('exit code 0', () => {
  it('JSON lines as the contract has them, the backup in the state folder, and the way back', async () => {
    const { sandbox, environment } = await withAccount();
    const before = await windowNames(sandbox);
    const run = await runCommand(['cleanup', '--yes', '--json'], environment);
    expect(run.exitCode).toBe(0);
    const [plan, ...events] = jsonLines(run.stdout);
    const summary = events.pop();
    expect(plan).toMatchObject({ version: 1, event: 'plan', credentials: 'from environment variables', warnings: [] });
    expect(plan?.operations).toHaveLength(18);
    expect(events).toHaveLength(36);
    const [file, ...more] = backups(environment);
    expect(more).toEqual([]);
    expect(file).toMatch(/\/123456789012-eu-west-1-\d{4}-\d\d-\d\dT[\d-]+Z\.json$/);
    expect(summary).toEqual({
      version: 1,
      event: 'summary',
      succeeded: 18,
      failed: 0,
      skipped: 0,
      kept: plan?.kept,
      durationMs: expect.any(Number),
      nextSteps: [],
      backup: file,
      stillListed: [],
    });
    expect(run.stderr).toBe(`Backup: ${file}\n`);
    expect(await windowNames(sandbox)).toEqual(others);

    // Without a file the backups are listed, for people and for programs, with the command that brings each back.
    const command = `ssm-patch-wizard restore ${file} --region eu-west-1`;
    const holds = '4 windows, 4 registrations, 1 baseline, 1 record';
    const listed = await runCommand(['restore'], environment);
    expect(listed).toMatchObject({ exitCode: 0, stderr: '' });
    expect(listed.stdout).toMatch(/^20\d\d-[\d-]+T[\d:.]+Z {2}/);
    expect(listed.stdout.slice(26)).toBe(`123456789012, eu-west-1: ${holds}\n  ${command}\n`);
    const [list, ...rest] = jsonLines((await runCommand(['restore', '--json'], environment)).stdout);
    expect(rest).toEqual([]);
    const [at, counts] = [expect.stringMatching(/Z$/), { windows: 4, registrations: 4, baselines: 1, records: 1 }];
    const place = { account: '123456789012', region: 'eu-west-1' };
    expect(list).toMatchObject({ version: 1, backups: [{ file, createdAt: at, ...place, holds: counts, command }] });
    // A script that has lost the name is told.
    expect(await runCommand(['restore', '--yes'], environment)).toMatchObject({
      ...{ exitCode: 2, stdout: listed.stdout },
      stderr: 'Nothing was restored. Name a backup file.\n',
    });

    const back = await runCommand(['restore', file ?? '', '--yes', '--json'], environment);
    expect(back).toMatchObject({ exitCode: 0, stderr: '' });
    expect(jsonLines(back.stdout).at(-1)).toMatchObject({ event: 'summary', succeeded: 18, failed: 0, skipped: 0 });
    expect(await windowNames(sandbox)).toEqual(before);
  });

  it('in plain text, and the command that it prints at the end brings everything back', async () => {
    const { sandbox, environment } = await withAccount({ isSetUp: false });
    const run = await runCommand(['cleanup', '--all-patching', '--yes'], environment);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).toMatch(/^Account 123456789012, region eu-west-1, as .*\nClean-up: 11 of 32 things chosen\n/);
    expect(run.stdout).toContain('Verified: AWS no longer lists what was deleted.\n');
    expect(await windowNames(sandbox)).toEqual(['db-maintenance-draft', 'finance-month-end', 'nightly-inventory']);
    const command = run.stdout.trimEnd().split('\n').at(-1)?.trim().split(' ') ?? [];
    expect(command.slice(0, 2)).toEqual(['ssm-patch-wizard', 'restore']);
    const back = await runCommand(command.slice(1), environment);
    expect(back).toMatchObject({ exitCode: 0, stderr: '' });
    expect(back.stdout).toMatch(/\nDone: \d+ windows, .* created; .*, \d+ kept\.\nOld and new ids:\n/);
    expect(await windowNames(sandbox)).toEqual(others);
    const again = await runCommand(command.slice(1), environment);
    expect(again).toMatchObject({ exitCode: 0, stderr: '' });
    expect(again.stdout).toMatch(/Nothing to do: all of it already exists\.\n$/);
  });

  it('on the built-in sandbox, --backup and --disable and back', async () => {
    const environment = { XDG_STATE_HOME: await emptyFolder() };
    const file = join(environment.XDG_STATE_HOME, 'my backups', 'monday.json');
    const off = await runCommand(
      ['cleanup', '--sandbox', '--only', 'web-tier-patching', '--disable', '--backup', file, '--yes'],
      environment,
    );
    expect(off).toMatchObject({ exitCode: 0, stderr: '' });
    expect(off.stdout).toContain(`\n  ssm-patch-wizard restore '${file}' --yes --sandbox --region eu-west-1\n`);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ windows: [{ change: 'disabled' }] });
    const on = await runCommand(['restore', file, '--sandbox', '--yes'], environment);
    expect(on.stdout).toMatch(/\n1\/1 {2}done {5}UpdateMaintenanceWindow {2}web-tier-patching {2}mw-\w+\n/);
  });

  it('--no-backup: none is written, and it is said', async () => {
    const { environment } = await withAccount({ isSetUp: false });
    const run = await runCommand(['cleanup', '--only', 'legacy-erp-patching', '--no-backup', '--yes'], environment);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).toContain('\nNo backup will be written.\n');
    expect(run.stdout).not.toContain('restore');
    expect(() => backups(environment)).toThrow('ENOENT');
  });
});

describe('exit code 1', () => {
  it('the command to go on works, also where the backup of the first run is in the way', async () => {
    const { sandbox, environment } = await withAccount({ empty: true });
    await sandbox.faults({ kind: 'access-denied', operation: 'DeletePatchBaseline' });
    const args = ['cleanup', '--plan', 'default', '--backup', join(await emptyFolder(), 'first.json'), '--yes'];
    const run = await runCommand(args, environment);
    expect(run.exitCode).toBe(1);
    await sandbox.faults();
    const [, command = ''] = /\nTo continue with what is left:\n {2}ssm-patch-wizard (.*)\n/.exec(run.stdout) ?? [];
    expect(command).toBe('cleanup --plan default --yes --region eu-west-1');
    expect(await runCommand(command.split(' '), environment)).toMatchObject({ exitCode: 0, stderr: '' });
  });
});

describe('exit code 2, and nothing was changed', () => {
  it('something that is not there, or that cannot go', async () => {
    const { sandbox, environment } = await withAccount({ isSetUp: false });
    const unknown = await runCommand(['cleanup', '--only', 'nightly', '--yes'], environment);
    expect(unknown).toMatchObject({ exitCode: 2, stdout: '' });
    expect(unknown.stderr).toMatch(/^Error: Nothing here is called "nightly"\.\n {2}→ To see all names/);
    const forbidden = await runCommand(['cleanup', '--only', 'nightly-inventory', '--yes', '--json'], environment);
    expect(forbidden).toMatchObject({ exitCode: 2, stderr: '' });
    expect(jsonLines(forbidden.stdout)).toEqual([
      expect.objectContaining({
        event: 'error',
        code: 'protected-item',
        message: 'nightly-inventory cannot be chosen: not about patching.',
      }),
    ]);
    expect(await writeCount(sandbox)).toBe(0);
  });

  it('a backup that cannot be written', async () => {
    const { sandbox, environment } = await withAccount({ isSetUp: false });
    const file = join(await emptyFolder(), 'file');
    writeFileSync(file, 'the only way back of last week');
    const below = await runCommand(
      ['cleanup', '--all-patching', '--yes', '--backup', join(file, 'b.json')],
      environment,
    );
    expect(below.exitCode).toBe(2);
    expect(below.stderr).toMatch(
      /^Error: The backup cannot be written to \S+\/file\/b\.json\. Nothing was changed\.\n/,
    );
    expectNoStack(below);
    const existing = await runCommand(['cleanup', '--all-patching', '--yes', '--json', '--backup', file], environment);
    expect(existing).toMatchObject({ exitCode: 2, stderr: '' });
    // The error stands alone, before any plan, and the file is as it was.
    expect(jsonLines(existing.stdout)).toMatchObject([
      { event: 'error', nextSteps: [expect.stringContaining('It must not exist yet'), expect.any(String)] },
    ]);
    expect(readFileSync(file, 'utf8')).toBe('the only way back of last week');
    expect(await writeCount(sandbox)).toBe(0);
  });

  it('a backup that is missing, cut off, edited or of another place', async () => {
    const { sandbox, environment } = await withAccount({ isSetUp: false });
    const only = ['cleanup', '--only', 'legacy-erp-patching', '--yes'];
    expect((await runCommand(only, environment)).exitCode).toBe(0);
    const [file = ''] = backups(environment);
    const count = await writeCount(sandbox);
    const refused = async (argv: readonly string[], words: RegExp) => {
      const run = await runCommand(['restore', ...argv, '--yes'], environment);
      expect(run).toMatchObject({ exitCode: 2, stdout: '' });
      expect(run.stderr).toMatch(words);
      expectNoStack(run);
    };
    await refused([`${file}x`], /^Error: The backup \S+x does not exist\.\n {2}→/);
    await refused(
      [file, '--region', 'us-east-1'],
      /^Error: The backup is from account 123456789012, region eu-west-1\. This is/,
    );
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('"legacy-erp-patching"', '"prod-patching"'));
    await refused([file], /^Error: The backup \S+ cannot be used: windows\[0\] was changed after it was written\.\n/);
    writeFileSync(file, text);
    truncateSync(file, 500);
    await refused([file], /^Error: The backup \S+ cannot be used: it is not valid JSON \(line \d+, column \d+\)\.\n/);
    expect(await writeCount(sandbox)).toBe(count);
    writeFileSync(file, text);
    const forced = await runCommand(['restore', file, '--region', 'us-east-1', '--force', '--yes'], environment);
    expect(forced.exitCode).toBe(0);
  });

  it.each<[string[], RegExp]>([
    [['cleanup', '--only'], /--only needs a value/],
    [['cleanup', '--prune'], /Unknown option '--prune'/],
  ])('%j', async (argv, words) => {
    const run = await runCommand(argv, sandboxEnvironment);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toMatch(words);
  });
});

describe('exit code 3', () => {
  it('nobody confirmed: the plan is shown and nothing was changed', async () => {
    const { sandbox, environment } = await withAccount({ isSetUp: false });
    const run = await runCommand(['cleanup', '--all-patching'], environment);
    expect(run).toMatchObject({
      exitCode: 3,
      stderr: 'Nothing was changed. To delete this, run it again with --yes.\n',
    });
    expect(run.stdout).toMatch(/\n {2}delete {6}window {8}web-tier-patching {2}/);
    expect(await writeCount(sandbox)).toBe(0);
    expect(() => backups(environment)).toThrow('ENOENT');
  });
});

describe('signals', () => {
  it('SIGTERM in the middle: it ends between two items, the exit code is 143, and both ways on work', async () => {
    const { sandbox, environment } = await withAccount({ empty: true });
    const before = await windowNames(sandbox);
    await sandbox.control('PUT', 'latency', { ms: 600 });
    const command = await startCommand(['cleanup', '--yes', '--json'], environment);
    await command.line('"status":"succeeded"');
    command.process.kill('SIGTERM');
    const run = await command.end;
    expect(run.exitCode).toBe(143);
    expectNoStack(run);
    await sandbox.control('PUT', 'latency', { ms: 0 });
    const lines = jsonLines(run.stdout);
    const ends = lines.filter(({ status }) => status !== undefined && status !== 'started');
    expect(ends).toHaveLength(18);
    expect(lines.at(-1)).toMatchObject({ event: 'summary', failed: 0, backup: backups(environment)[0] });
    const skipped = ends.filter(({ status }) => status === 'skipped');
    expect(skipped.length).toBeGreaterThan(0);
    expect(skipped.every(({ reason }) => reason === 'interrupted')).toBe(true);
    const back = await runCommand(['restore', backups(environment)[0] ?? '', '--yes'], environment);
    expect(back.exitCode).toBe(0);
    expect(await windowNames(sandbox)).toEqual(before);
    expect((await runCommand(['cleanup', '--yes'], environment)).exitCode).toBe(0);
    expect(await windowNames(sandbox)).toEqual([]);
  });

  it('SIGINT while the account is read: at once, and nothing was changed', async () => {
    const { sandbox, environment } = await withAccount({ empty: true });
    const count = await writeCount(sandbox);
    await sandbox.faults({ kind: 'hang', operation: 'DescribePatchGroups' });
    const command = await startCommand(['cleanup', '--yes', '-l', 'DEBUG'], environment);
    await command.errorLine('DescribeMaintenanceWindows ok');
    command.process.kill('SIGINT');
    const run = await command.end;
    expect(run).toMatchObject({ exitCode: 130, stdout: '' });
    expect(run.stderr).toContain('Error: Interrupted before anything was changed.');
    expectNoStack(run);
    expect(await writeCount(sandbox)).toBe(count);
  });
});
