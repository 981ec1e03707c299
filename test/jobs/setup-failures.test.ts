/** Set-up where AWS refuses, breaks off or slows down: what is said, what is left, and how the next run goes on. */
import { describe, expect, it } from 'vitest';
import type { UserError } from '../../source/errors.js';
import type { MemorySandbox } from '../helpers/memory-account.js';
import { refusalOf } from '../helpers/refused.js';
import { counted, emptySandbox, interruptedAt, parsed, seededSandbox, setUp, writesIn } from './runs.js';

/** The next run finishes what is missing, and the one after that finds nothing to do. */
async function expectNextRunToFinish(sandbox: MemorySandbox): Promise<void> {
  await sandbox.faults();
  expect((await setUp(sandbox)).exitCode).toBe(0);
  expect((await setUp(sandbox)).out.at(-1)).toBe('Nothing to do: the account already matches the plan.');
  const names = (await sandbox.dump()).windows.map(({ fields }) => fields.Name);
  expect([names.length, new Set(names).size]).toEqual([8, 8]);
}

describe('before the plan', () => {
  it.each([
    ['access-denied', 'AccessDeniedException', /^These credentials are not allowed to call ssm:DescribePatchGroups\.$/],
    ['expired-token', 'ExpiredTokenException', /^These credentials have expired\.$/],
    ['error500', 'InternalServerError', /^AWS failed to carry out ssm:DescribePatchGroups\.$/],
    ['reset-before', 'ECONNRESET', /^AWS in eu-west-1 did not answer\.$/],
  ])('%s is one error, and nothing is changed', async (kind, code, title) => {
    const sandbox = seededSandbox();
    await sandbox.faults({ kind, operation: 'DescribePatchGroups' });
    const error = await setUp(sandbox).catch((thrown: UserError) => thrown);
    expect(error).toMatchObject({ code, exitCode: 1, message: expect.stringMatching(title) });
    expect((error as UserError).nextSteps.length).toBeGreaterThan(0);
    expect(await writesIn(sandbox)).toEqual([]);
  });

  it('a lost connection and slow answers are overcome', async () => {
    const sandbox = seededSandbox();
    await sandbox.faults(
      { kind: 'reset-before', operation: 'DescribePatchBaselines', times: 1 },
      { kind: 'error500', operation: 'DescribeInstanceInformation', times: 1 },
      { kind: 'throttle', operation: 'ListTagsForResource', times: 2 },
    );
    expect((await setUp(sandbox)).exitCode).toBe(0);
  });

  it('an interruption is said as such', async () => {
    const sandbox = seededSandbox();
    await expect(setUp(sandbox, '', { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'interrupted',
      message: 'Interrupted before anything was changed.',
    });
    expect(await writesIn(sandbox)).toEqual([]);
  });
});

describe('in the middle', () => {
  it('a refusal stops the run, says what is missing and how to go on', async () => {
    const sandbox = emptySandbox();
    await sandbox.faults({ kind: 'access-denied', operation: 'RegisterTargetWithMaintenanceWindow', nth: 1 });
    const { exitCode, out } = await setUp(sandbox);
    expect(exitCode).toBe(1);
    const report = out.slice(out.findIndex((line) => line.startsWith('Not complete:')));
    expect(report[0]).toMatch(/^Not complete: \d+ of 18 things done\. 1 of 34 calls failed, \d+ not attempted\.$/);
    expect(report[1]).toMatch(
      /^! RegisterTargetWithMaintenanceWindow Week\dDay\dUnattended0\d00: These credentials are not/,
    );
    expect(report[2]).toMatch(
      /^ {2}User: arn:aws:\S+ is not authorized to perform: ssm:RegisterTargetWithMaintenanceWindow/,
    );
    expect(report).toContain('  → Or choose another profile with --profile.');
    expect(report.at(-1)).toMatch(/^ {2}ssm-patch-wizard setup --yes --region eu-west-1 -w 1 2 /);
    expect(out.some((line) => / {2}failed +RegisterTargetWithMaintenanceWindow {2}Week/.test(line))).toBe(true);
    expect(out).toContainEqual(expect.stringMatching(/ {2}skipped +\S+ {2}.* {2}stopped after Week\S+ failed$/));
    await expectNextRunToFinish(sandbox);
  });

  it('the same in JSON: every operation has one end, and the failed one its error', async () => {
    const sandbox = emptySandbox();
    await sandbox.faults({ kind: 'expired-token', operation: 'CreateMaintenanceWindow', nth: 4 });
    const { exitCode, out } = await setUp(sandbox, '', { isJson: true });
    expect(exitCode).toBe(1);
    const lines = parsed(out);
    const ends = lines.filter(({ event, status }) => event === 'operation' && status !== 'started');
    const counts = counted(ends.map(({ status }) => String(status)));
    expect(ends).toHaveLength(34);
    expect(new Set(ends.map(({ id }) => id)).size).toBe(34);
    const error = {
      code: 'ExpiredTokenException',
      message: 'The security token included in the request is expired',
      nextSteps: [expect.stringMatching(/sign in|log in|session/i), expect.any(String)],
    };
    expect(ends.filter(({ status }) => status === 'failed')).toEqual([
      { version: 1, event: 'operation', id: expect.stringMatching(/^window\//), status: 'failed', error },
    ]);
    expect(ends.find(({ status }) => status === 'skipped')).toMatchObject({
      reason: expect.stringMatching(/^stopped after/),
    });
    expect(lines.at(-1)).toMatchObject({
      event: 'summary',
      ...counts,
      kept: 0,
      nextSteps: [expect.stringMatching(/^ssm-patch-wizard setup --yes --region eu-west-1 -w 1 2 /)],
    });
    expect(lines.at(-1)).not.toHaveProperty('schedule');
    await expectNextRunToFinish(sandbox);
  });

  it('throttling slows the run down and does not end it', async () => {
    const sandbox = emptySandbox();
    const writes = ['CreatePatchBaseline', 'CreateMaintenanceWindow', 'RegisterTaskWithMaintenanceWindow'];
    await sandbox.faults(...writes.map((operation) => ({ kind: 'throttle', operation, times: 3 })));
    const { exitCode, out } = await setUp(sandbox);
    expect(exitCode).toBe(0);
    const slower = out.filter((line) => /^ {2}AWS asks to slow down: \d+ calls? at a time from now on$/.test(line));
    // Told where it is another pace than before.
    expect(slower.length).toBeGreaterThan(0);
    expect(slower.every((line, index) => line !== slower[index - 1])).toBe(true);
    expect(counted(await writesIn(sandbox))).toMatchObject({
      'CreatePatchBaseline 400': 3,
      'CreatePatchBaseline 200': 1,
      'CreateMaintenanceWindow 400': 3,
      'RegisterTaskWithMaintenanceWindow 400': 3,
      'RegisterTaskWithMaintenanceWindow 200': 8,
    });
  });

  it('AWS’s schedule that cannot be read is no failure, and it is said', async () => {
    const sandbox = emptySandbox();
    await sandbox.faults({ kind: 'access-denied', operation: 'DescribeMaintenanceWindowSchedule' });
    const { exitCode, out } = await setUp(sandbox);
    expect(exitCode).toBe(0);
    expect(out).toContain("AWS's own schedule could not be read, so the dates are not verified.");
  });

  it('a difference between AWS’s schedule and the preview is said', async () => {
    const sandbox = emptySandbox();
    // The account's clock is a month ahead of the run's, so that it lists later dates.
    const { out } = await setUp(sandbox, '', { now: () => new Date('2026-10-23T10:00:00Z') });
    expect(out).toContain("! AWS's own schedule differs from the preview on 24 of 24 dates:");
    expect(out).toContain('  Week1Day2Unattended0300: preview 2026-11-03 03:00 UTC, AWS 2026-12-01 03:00 UTC');
  });
});

describe('interrupted in the middle', () => {
  it('what runs is finished, the rest is skipped, and it says how to go on', async () => {
    const sandbox = emptySandbox();
    const { exitCode, out } = await setUp(sandbox, '', interruptedAt(/^ 5\/34/));
    expect(exitCode).toBe(130);
    expect(out.some((line) => / {2}skipped +\S+ {2}.* {2}interrupted$/.test(line))).toBe(true);
    const done = out.filter((line) => /\/34 {2}done /.test(line)).length;
    expect(done).toBeGreaterThanOrEqual(5);
    expect(done).toBeLessThan(34);
    expect(out).toContainEqual(
      expect.stringMatching(`^Not complete: \\d+ of 18 things done\\. 0 of 34 calls failed, ${34 - done} not`),
    );
    expect(out).toContainEqual(expect.stringMatching(`^What exists is kept \\(${done} resources? of plan default\\)`));
    expect(await writesIn(sandbox)).toHaveLength(done);
    await expectNextRunToFinish(sandbox);
  });
});

describe('reads that these credentials may not make', () => {
  const refuse = (sandbox: MemorySandbox, ...operations: readonly string[]) =>
    sandbox.faults(...operations.map((operation) => ({ kind: 'access-denied', operation })));

  it('are told at once, with one policy for all of them', async () => {
    const sandbox = seededSandbox();
    const operations = ['DescribePatchGroups', 'ListTagsForResource', 'DescribePatchBaselines', 'GetParametersByPath'];
    await refuse(sandbox, ...operations);
    const error = await refusalOf(setUp(sandbox));
    expect(error.message).toMatch(/^These credentials are not allowed to make 4 of the calls that read an account\.$/);
    expect(error.nextSteps[0]).toBe(
      'Ask for a policy with: [{"Effect": "Allow", "Action": ["ssm:DescribePatchBaselines", "ssm:DescribePatchGroups", "ssm:GetPatchBaseline", "ssm:ListTagsForResource"], "Resource": "*"}, {"Effect": "Allow", "Action": "ssm:GetParametersByPath", "Resource": "arn:aws:ssm:*:*:parameter/patch-wizard/*"}]',
    );
    expect(await writesIn(sandbox)).toEqual([]);
  });

  it('do not matter where they only count: what is not known is said', async () => {
    const sandbox = seededSandbox();
    await refuse(sandbox, 'DescribeInstanceInformation');
    const { exitCode, out } = await setUp(sandbox);
    expect(exitCode).toBe(0);
    expect(out).toContainEqual(expect.stringMatching(/^! Unknown: which nodes there are, .*ssm:DescribeInstanceInf/));
    expect(out.join('\n')).not.toMatch(/None of the account's nodes/);
  });
});
