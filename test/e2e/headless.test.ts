/** The built program without a terminal: exit codes, which stream says what, and state that lasts between runs. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SSM } from '@aws-sdk/client-ssm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { emptyFolder, jsonLines, runCommand, sandboxEnvironment, startCommand } from '../helpers/command.js';
import { defaultRegion, testCredentials, withSandbox } from '../helpers/sandbox.js';
import { comparable, writesFromNow } from '../helpers/wizard.js';
import { setUpServed } from '../jobs/runs.js';

const root = new URL('../../', import.meta.url).pathname;

/** The program with its account in a sandbox of the test. */
async function withAccount() {
  const sandbox = await withSandbox({ empty: true });
  return { sandbox, environment: { ...sandboxEnvironment, AWS_ENDPOINT_URL: sandbox.endpoint } };
}

async function windowCount(endpoint: string): Promise<number> {
  const ssm = new SSM({ endpoint, region: defaultRegion, credentials: testCredentials });
  onTestFinished(() => ssm.destroy());
  const { WindowIdentities = [] } = await ssm.describeMaintenanceWindows({ MaxResults: 100 });
  return WindowIdentities.length;
}

describe('exit code 0', () => {
  it('--version and --help', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(await runCommand(['--version'])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
    const help = await runCommand(['setup', '--help']);
    expect(help).toMatchObject({ exitCode: 0, stderr: '' });
    expect(help.stdout).toContain('--after-patch-tuesday');
  });

  it('preview --json: one document, without any AWS access', async () => {
    const argv = ['preview', '--json', '-w', '1', '-d', 'tue', '-t', '3', '-z', 'Europe/London'];
    const { exitCode, stdout, stderr } = await runCommand([...argv, '--from', '2026-11-23', '--count', '2']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const [document, ...more] = jsonLines(stdout);
    expect(more).toEqual([]);
    expect(document).toMatchObject({
      version: 1,
      timeZone: 'Europe/London',
      windows: [{ name: 'Week1Day2Unattended0300', schedule: 'cron(00 03 ? * TUE#1 *)' }],
      occurrences: [
        { start: '2026-12-01T03:00:00Z', local: '2026-12-01T03:00', end: '2026-12-01T04:00:00Z' },
        { start: '2027-01-05T03:00:00Z', local: '2027-01-05T03:00', end: '2027-01-05T04:00:00Z' },
      ],
    });
  });

  it('preview in plain text, cut off by its reader without a word', async () => {
    const { stdout, stderr } = await promisify(execFile)(
      'sh',
      ['-c', `"$0" bin/ssm-patch-wizard.js preview --count 3000 | head -1`, process.execPath],
      { cwd: root },
    );
    expect(stdout).toMatch(/^The next \d+ patch dates of 8 windows, times in UTC\n$/);
    expect(stderr).toBe('');
  });

  it.skipIf(!existsSync('/dev/full'))('what cannot be written, as on a full disk, is said in a line', async () => {
    const command = `"$0" bin/ssm-patch-wizard.js preview > /dev/full`;
    const end = promisify(execFile)('sh', ['-c', command, process.execPath], { cwd: root });
    await expect(end).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Error: The output could not be written \(ENOSPC.*\n$/),
    });
  });

  it('set-up on the built-in sandbox, whose state lasts between runs', async () => {
    const environment = { XDG_STATE_HOME: await emptyFolder() };
    const argv = ['setup', '--yes', '--sandbox', '--json'];
    const first = await runCommand(argv, environment);
    expect(first).toMatchObject({ exitCode: 0, stderr: '' });
    const lines = jsonLines(first.stdout);
    expect(lines[0]).toMatchObject({ version: 1, event: 'plan', kept: 0 });
    expect(lines.slice(1, -1)).toHaveLength(68);
    expect(lines.at(-1)).toMatchObject({ event: 'summary', succeeded: 34, failed: 0, skipped: 0, kept: 0 });
    expect(await readdir(join(environment.XDG_STATE_HOME, 'ssm-patch-wizard'))).toContain('sandbox.json');

    const second = await runCommand(argv, environment);
    expect(second).toMatchObject({ exitCode: 0, stderr: '' });
    expect(jsonLines(second.stdout)).toEqual([
      expect.objectContaining({ event: 'plan', operations: [], kept: 34 }),
      expect.objectContaining({ event: 'summary', succeeded: 0, kept: 34 }),
    ]);
    const elsewhere = await runCommand([...argv, '--dry-run']);
    expect(jsonLines(elsewhere.stdout)[0]).toMatchObject({ kept: 0 });
  });

  it('set-up of an account behind AWS_ENDPOINT_URL or --endpoint-url', async () => {
    const { sandbox, environment } = await withAccount();
    const first = await runCommand(['setup', '--yes'], environment);
    expect(first).toMatchObject({ exitCode: 0, stderr: '' });
    expect(first.stdout).toContain("AWS's own schedule agrees with the preview on all 24 dates checked.");
    const second = await runCommand(['setup', '--yes', '--endpoint-url', sandbox.endpoint], sandboxEnvironment);
    expect(second.stdout).toContain('Nothing to do: the account already matches the plan.');
    expect(await windowCount(sandbox.endpoint)).toBe(8);
  });

  it('a dry run, and log lines on standard error alone', async () => {
    const { sandbox, environment } = await withAccount();
    const run = await runCommand(['setup', '--dry-run', '--json', '-l', 'DEBUG'], environment);
    expect(run.exitCode).toBe(0);
    expect(jsonLines(run.stdout).map(({ event }) => event)).toEqual(['plan', 'summary']);
    expect(run.stderr).toMatch(/^\S+Z DEBUG eu-west-1 ssm:DescribeMaintenanceWindows ok$/m);
    expect(await windowCount(sandbox.endpoint)).toBe(0);
  });
});

describe('exit code 1', () => {
  it('no credentials', async () => {
    const run = await runCommand(['setup', '--yes', '--region', 'eu-west-1']);
    expect(run).toMatchObject({ exitCode: 1, stdout: '' });
    expect(run.stderr).toMatch(/^Error: No AWS credentials were found\.\n/);
    expect(run.stderr).toContain('  → Or try it without an AWS account: add --sandbox.');
    expect(run.stderr).not.toMatch(/\n {4}at /);
  });

  it('nobody answers', async () => {
    const run = await runCommand(
      ['setup', '--yes', '--json', '--endpoint-url', 'http://127.0.0.1:1'],
      sandboxEnvironment,
    );
    expect(run).toMatchObject({ exitCode: 1, stderr: '' });
    expect(jsonLines(run.stdout)).toEqual([
      {
        version: 1,
        event: 'error',
        code: 'ECONNREFUSED',
        message: 'AWS in eu-west-1 did not answer.',
        detail: expect.stringContaining('127.0.0.1:1'),
        nextSteps: [expect.stringContaining('--endpoint-url')],
      },
    ]);
  });

  it('a part was applied: what is missing and how to go on', async () => {
    const { sandbox, environment } = await withAccount();
    await sandbox.faults({ kind: 'access-denied', operation: 'CreateMaintenanceWindow', nth: 3 });
    const run = await runCommand(['setup', '--yes', '-z', 'Europe/London'], environment);
    expect(run).toMatchObject({ exitCode: 1, stderr: '' });
    expect(run.stdout).toContain('These credentials are not allowed to call ssm:CreateMaintenanceWindow.');
    const again = run.stdout.trimEnd().split('\n').at(-1) ?? '';
    expect(again.trim()).toBe('ssm-patch-wizard setup --yes --region eu-west-1 -w 1 2 -d 2 3 -t 3 4 -z Europe/London');
    const next = await runCommand(again.trim().split(' ').slice(1), environment);
    expect(next).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await windowCount(sandbox.endpoint)).toBe(8);
  });
});

it('of two accounts, one of which refuses its role, the other is set up, and the command for what is left finishes', async () => {
  const { sandbox, environment } = await withAccount();
  await sandbox.faults({ operation: 'AssumeRole', account: '222222222222', kind: 'access-denied' });
  const places = '--accounts 111111111111,222222222222,111111111111 --role-name Patching'.split(' ');
  const run = await runCommand(['setup', '--yes', '-w', '1', '-d', '2', '-t', '3', ...places], environment);
  expect(run).toMatchObject({ exitCode: 1, stderr: '111111111111 is named more than once; it counts once.\n' });
  expect(run.stdout).toContain('\nDone in 1 of 2 places.\n');
  const status = await runCommand(['status', '--json', ...places], environment);
  expect(status.exitCode).toBe(1);
  expect(jsonLines(status.stdout)).toEqual([
    expect.objectContaining({ account: '111111111111', region: 'eu-west-1', drift: [], plans: [expect.anything()] }),
    expect.objectContaining({ account: '222222222222', event: 'error', code: 'role-refused' }),
  ]);
  await sandbox.faults();
  const again = run.stdout.trimEnd().split('\n').at(-1)?.trim().split(' ').slice(1) ?? [];
  expect(again.slice(-4)).toEqual(['--accounts', '222222222222', '--role-name', 'Patching']);
  expect(await runCommand(again, environment)).toMatchObject({ exitCode: 0, stderr: '' });
});

describe('exit code 2, and nothing was called', () => {
  it.each<[string[], RegExp]>([
    [['setup', '--frobnicate'], /^Error: Unknown option '--frobnicate'\.\n {2}→ See ssm-patch-wizard setup --help\n$/],
    [['preview', '-z', 'Europe/Lodnon'], /"Europe\/Lodnon" is not a time zone.*\n {2}→ Did you mean Europe\/London/],
    [['preview', '--after-patch-tuesday', '3', '-w', '1'], /cannot be combined with --weeks or --days/],
    [
      ['setup', '--yes', '--duration', '2', '--cutoff', '2'],
      /The cutoff \(2 h\).*below the duration \(2 h\)\.\n {2}→ Use --cutoff 1/,
    ],
    [['setup', '--yes', '--os', 'windows', 'windows-0day-important'], /Two patch baselines are for Windows Server/],
    [['setup', '--yes', '-b', 'missing.json'], /The baseline file missing\.json does not exist\.\n {2}→/],
    [['setup', '--yes', '-r', 'eu-west1'], /Did you mean eu-west-1\?/],
    [['status', '--accounts', '111122223333'], /^Error: --accounts needs the role to assume/],
    [['setup', '--yes'], /^Error: No AWS region is configured\.\n {2}→ Choose one with --region/],
    [[], /^Error: The wizard cannot open: standard input is not a terminal\.\n {2}→ To set up without the wizard/],
  ])('%j', async (argv, text) => {
    const run = await runCommand(argv);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toMatch(text);
    expect(run.stderr).not.toMatch(/\n {4}at /);
  });

  it('a baseline file that AWS would not take, with the field and its limit', async () => {
    const file = join(await emptyFolder(), 'baseline.json');
    await writeFile(
      file,
      JSON.stringify({ Name: 'x', OperatingSystem: 'WINDOWS', ApprovalRules: { PatchRules: [{}] } }),
    );
    const run = await runCommand(['setup', '--yes', '-b', file], sandboxEnvironment);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toMatch(/Name[^\n]*3/);
    expect(run.stderr).toContain('PatchFilterGroup');
  });

  it('in JSON it is an event', async () => {
    const run = await runCommand(['setup', '--json', '-w', '6']);
    expect(run).toMatchObject({ exitCode: 2, stderr: '' });
    expect(jsonLines(run.stdout)).toEqual([
      expect.objectContaining({
        version: 1,
        event: 'error',
        code: 'usage',
        message: expect.stringContaining('1 to 5, or L'),
      }),
    ]);
  });
});

describe('exit code 3', () => {
  it('changes are planned, nobody confirmed them, and nothing was changed', async () => {
    const { sandbox, environment } = await withAccount();
    const run = await runCommand(['setup'], environment);
    expect(run).toMatchObject({
      exitCode: 3,
      stderr: 'Nothing was changed. To apply this plan, run it again with --yes.\n',
    });
    expect(run.stdout).toMatch(
      /^Account 123456789012, region eu-west-1, as arn:\S+ \(from environment variables\)\nPlan default: 34 calls, /,
    );
    expect(await windowCount(sandbox.endpoint)).toBe(0);
  });
});

describe('signals', () => {
  it('Ctrl-C in the middle: what runs ends, the rest is skipped, and the next run goes on', async () => {
    const { sandbox, environment } = await withAccount();
    await sandbox.control('PUT', 'latency', { ms: 600 });
    const command = await startCommand(['setup', '--yes', '--json'], environment);
    await command.line('"status":"succeeded"');
    command.process.kill('SIGINT');
    const run = await command.end;
    expect(run).toMatchObject({ exitCode: 130, stderr: '' });
    const lines = jsonLines(run.stdout);
    const ends = lines.filter(({ status }) => status !== undefined && status !== 'started');
    expect(ends).toHaveLength(34);
    expect(lines.at(-1)).toMatchObject({ event: 'summary', failed: 0 });
    expect(ends.some(({ status }) => status === 'skipped')).toBe(true);
    await sandbox.control('PUT', 'latency', { ms: 0 });
    const next = await runCommand(['setup', '--yes'], environment);
    expect(next.exitCode).toBe(0);
    expect(await windowCount(sandbox.endpoint)).toBe(8);
  });

  it.each([
    [[], 'To continue:\n  ssm-patch-wizard setup --yes'],
    [['--json'], '"event":"summary"'],
  ])('a second Ctrl-C does not wait for a call that hangs, and what exists is said, with %j', async (flags, last) => {
    const { sandbox, environment } = await withAccount();
    await sandbox.faults({ kind: 'hang', operation: 'CreatePatchBaseline' });
    const command = await startCommand(['setup', '--yes', ...flags], environment);
    await command.line(flags.length > 0 ? '"status":"succeeded"' : 'done');
    command.process.kill('SIGINT');
    await command.errorLine('Stopping when the calls in progress have finished.');
    command.process.kill('SIGINT');
    const run = await command.end;
    expect(run.exitCode).toBe(130);
    expect(run.stdout).toContain(last);
    await sandbox.faults();
    expect((await runCommand(['setup', '--yes'], environment)).exitCode).toBe(0);
    expect(await windowCount(sandbox.endpoint)).toBe(8);
  });

  it('SIGTERM while the account is read: nothing was changed, exit code 143', async () => {
    const { sandbox, environment } = await withAccount();
    await sandbox.faults({ kind: 'hang', operation: 'DescribePatchGroups' });
    const command = await startCommand(['setup', '--yes', '-l', 'DEBUG'], environment);
    await command.errorLine('DescribeMaintenanceWindows ok');
    command.process.kill('SIGTERM');
    const run = await command.end;
    expect(run).toMatchObject({ exitCode: 143, stdout: '' });
    expect(run.stderr).toContain('Error: Interrupted before anything was changed.');
    expect(run.stderr).not.toMatch(/\n {4}at /);
    expect(await windowCount(sandbox.endpoint)).toBe(0);
  });

  it('kill -9 in the middle leaves nothing that the next run does not finish', async () => {
    const { sandbox, environment } = await withAccount();
    const undisturbed = await withAccount();
    await setUpServed(undisturbed.sandbox, '-w 1');
    await sandbox.faults({ kind: 'hang', operation: 'RegisterTargetWithMaintenanceWindow' });
    const writes = await writesFromNow(sandbox);
    const killed = await startCommand(['setup', '--yes', '--json', '-w', '1'], environment);
    // The record, the baseline, four windows and their groups: nothing else is in flight.
    await expect.poll(writes, { timeout: 20_000 }).toHaveLength(10);
    killed.process.kill('SIGKILL');
    const { exitCode, stdout } = await killed.end;
    expect(exitCode).toBeNull();
    expect(stdout).toContain('"status":"started"');
    expect(stdout).not.toContain('"event":"summary"');
    await sandbox.faults();
    // What was wanted is written down.
    expect(await runCommand(['setup', '--yes'], environment)).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await comparable(sandbox.ssm())).toEqual(await comparable(undisturbed.sandbox.ssm()));
  });
});

describe('the sandbox', () => {
  it('prints its endpoint, serves any client, and ends on Ctrl-C', async () => {
    const command = await startCommand(['sandbox', '--json', '--empty']);
    const document = JSON.parse(await command.line('"endpoint"')) as { endpoint: string };
    expect(document).toEqual({
      version: 1,
      endpoint: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      account: '123456789012',
    });
    const { endpoint } = document;
    const run = await runCommand(['setup', '--yes'], { ...sandboxEnvironment, AWS_ENDPOINT_URL: endpoint });
    expect(run.exitCode).toBe(0);
    expect(await windowCount(endpoint)).toBe(8);
    command.process.kill('SIGINT');
    expect(await command.end).toEqual({ exitCode: 0, stdout: `${JSON.stringify(document)}\n`, stderr: '' });
  });

  it('prints lines for a shell, and hints on standard error', async () => {
    const command = await startCommand(['sandbox']);
    await command.line('AWS_ACCESS_KEY_ID');
    command.process.kill('SIGTERM');
    const { stdout, stderr } = await command.end;
    expect(stdout).toMatch(/^export AWS_ENDPOINT_URL=http:\/\/127\.0\.0\.1:\d+\nexport AWS_ACCESS_KEY_ID=\S+ /);
    expect(stderr).toContain('until you press Ctrl-C');
  });

  it('keeps its account in a file', async () => {
    const file = join(await emptyFolder(), 'account.json');
    const counts: number[] = [];
    for (const _ of [1, 2]) {
      const command = await startCommand(['sandbox', '--json', '--empty', '--state', file]);
      const { endpoint } = JSON.parse(await command.line('"endpoint"')) as { endpoint: string };
      counts.push(await windowCount(endpoint));
      await runCommand(['setup', '--yes'], { ...sandboxEnvironment, AWS_ENDPOINT_URL: endpoint });
      command.process.kill('SIGTERM');
      await command.end;
    }
    expect(counts).toEqual([0, 8]);
  });
});
