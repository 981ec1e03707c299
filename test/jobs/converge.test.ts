/** Converging over HTTP: whatever an account had of a plan before, afterwards it is as the plan wants it. */
import { CreatePatchBaselineCommand, type SSMClient } from '@aws-sdk/client-ssm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../source/errors.js';
import { findDrift } from '../../source/plan/setup/drift.js';
import type { Answers } from '../../source/plan/spec/answers.js';
import type { Consent } from '../../source/plan/spec/consent.js';
import { type TestSandbox, withSandbox } from '../helpers/sandbox.js';
import { dumpAccount } from './account-dump.js';
import { connected } from './cleanup-runs.js';
import { anyDrifts, drift } from './drifts.js';
import { now, setUp, writesIn } from './runs.js';
import { comparableAccount, smallAnswers } from './small-plans.js';

const pruning: Consent = { prune: true, adopt: false };

/** Begins anew in an account that has one baseline of somebody else's. */
async function emptied(sandbox: TestSandbox, ssm: SSMClient): Promise<void> {
  await sandbox.control('POST', 'reset', { empty: true });
  await ssm.send(new CreatePatchBaselineCommand({ Name: 'theirs', ApprovedPatches: ['KB1'] }));
}

/** Sets up once more and finds that nothing is written. */
async function expectNothingToDo(sandbox: TestSandbox, answers: Answers, consent: Consent): Promise<void> {
  const before = await writesIn(sandbox);
  const { exitCode, out } = await setUp(sandbox, { answers, consent });
  expect({ exitCode, last: out.at(-1) }).toEqual({
    exitCode: 0,
    last: 'Nothing to do: the account is as the plan wants it.',
  });
  expect(await writesIn(sandbox)).toEqual(before);
}

/** What the account is after these answers alone. */
async function alone(sandbox: TestSandbox, ssm: SSMClient, answers: Answers): Promise<unknown> {
  await emptied(sandbox, ssm);
  expect((await setUp(sandbox, { answers })).exitCode).toBe(0);
  return comparableAccount(ssm);
}

describe('after other answers', () => {
  it('with --prune the account is as after the last answers alone, and the same again writes nothing', {
    timeout: 120_000,
  }, async () => {
    const sandbox = await withSandbox({ empty: true, now });
    const ssm = sandbox.ssm();
    const manager = await connected(sandbox);
    await fc.assert(
      fc.asyncProperty(smallAnswers, smallAnswers, async (first, last) => {
        const expected = await alone(sandbox, ssm, last);
        await emptied(sandbox, ssm);
        await setUp(sandbox, { answers: first });
        expect((await setUp(sandbox, { answers: last, consent: pruning })).exitCode).toBe(0);
        expect(await comparableAccount(ssm)).toEqual(expected);
        await expectNothingToDo(sandbox, last, pruning);
        expect(findDrift(await manager.readInventory())).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('without it nothing is deleted, and the same again writes nothing', { timeout: 120_000 }, async () => {
    const sandbox = await withSandbox({ empty: true, now });
    const ssm = sandbox.ssm();
    const manager = await connected(sandbox);
    await fc.assert(
      fc.asyncProperty(smallAnswers, smallAnswers, async (first, last) => {
        await emptied(sandbox, ssm);
        await setUp(sandbox, { answers: first });
        const before = idsOf(await dumpAccount(ssm));
        expect((await setUp(sandbox, { answers: last })).exitCode).toBe(0);
        const after = new Set(idsOf(await dumpAccount(ssm)));
        expect(before.filter((id) => !after.has(id))).toEqual([]);
        expect((await writesIn(sandbox)).filter((call) => /^(Delete|Deregister)/.test(call))).toEqual([]);
        await expectNothingToDo(sandbox, last, { prune: false, adopt: false });
        expect(findDrift(await manager.readInventory())).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});

/** Of everything that has one; of registrations what they register. */
function idsOf({ windows, baselines, registrations }: Awaited<ReturnType<typeof dumpAccount>>): string[] {
  return [
    ...windows.flatMap(({ id, targets, tasks }) => [id, ...[...targets, ...tasks].map((part) => part.id)]),
    ...baselines.map(({ id }) => id),
    ...registrations.map((row) => `${row.patchGroup} ${row.operatingSystem} ${row.baselineId}`),
  ];
}

describe('after changes by hand', () => {
  it('the account is as it was made, and the same again writes nothing', { timeout: 120_000 }, async () => {
    const sandbox = await withSandbox({ empty: true, now });
    const ssm = sandbox.ssm();
    await fc.assert(
      fc.asyncProperty(smallAnswers, anyDrifts, async (answers, drifts) => {
        const expected = await alone(sandbox, ssm, answers);
        for (const each of drifts) await drift(ssm, each);
        const before = await writesIn(sandbox);
        const run = await setUp(sandbox, { answers, consent: pruning }).catch((error: UserError) => error);
        if (run instanceof UserError) {
          // Of a group that was moved and has no window left, nothing says any more that it was the plan's.
          expect(run.code).toBe('patch-group-taken');
          expect(drifts.map(({ change }) => change)).toContain('a registration is moved');
          expect(drifts.length).toBeGreaterThan(1);
          expect(await writesIn(sandbox)).toEqual(before);
          return;
        }
        expect(run.exitCode).toBe(0);
        expect(await comparableAccount(ssm)).toEqual(expected);
        await expectNothingToDo(sandbox, answers, pruning);
      }),
      { numRuns: 50 },
    );
  });
});
