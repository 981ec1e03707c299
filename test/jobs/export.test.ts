/** A plan out of an account and back: what `export plan --from-account` writes is the plan, to the last rule. */
import { describe, expect, it } from 'vitest';
import { drained } from '../../source/jobs/drained.js';
import { exportJob } from '../../source/jobs/export.js';
import type { PlanDocument } from '../../source/plan/intent/document.js';
import { parseDocument } from '../../source/plan/intent/parse.js';
import { printDocument } from '../../source/plan/intent/print.js';
import { defaultDocument } from '../../source/plan/intent/waves.js';
import type { MemorySandbox } from '../helpers/memory-account.js';
import { forSome } from '../helpers/properties.js';
import { anyDocument } from '../plan/intent/arbitraries.js';
import { contextWith, emptySandbox, oneWindow, opened, setUp, withPlan, writesIn } from './runs.js';

/** The file's document, as it is read back from its text. */
async function exported(sandbox: MemorySandbox, plan: string): Promise<PlanDocument> {
  const place = await opened(await sandbox.connect());
  const planned = await drained(exportJob(plan).plan(place, contextWith()));
  if (planned === undefined) throw new Error('no plan');
  return parseDocument(printDocument(planned.plan.document), 'plan.json');
}

const suse = {
  kind: 'file',
  fileName: 'suse.json',
  rules: { definition: { OperatingSystem: 'SUSE', Name: 'Corp-Suse', ApprovedPatches: ['b*', 'a*'] } },
} as const;
const withSuse: PlanDocument = { ...defaultDocument(), baselines: [{ kind: 'zero-day' }, suse] };

const timeout = 120_000;
it('of random plans, rules of files among them: a set-up with the file makes no call', { timeout }, async () => {
  const sandbox = emptySandbox({ windows: 1000, baselines: 1000 });
  const options = { quotas: { windows: 1000, baselines: 1000 } };
  // Documents come back from records in any number in the planner's tests; here it is the job's way around.
  await forSome(6, [anyDocument], async (document) => {
    const file = { ...document, waves: document.waves.slice(0, 6) };
    await sandbox.control('POST', 'reset', { empty: true });
    await setUp(sandbox, '', { ...options, file });
    const before = await writesIn(sandbox);
    const written = await exported(sandbox, file.plan);
    const { out } = await setUp(sandbox, '', { ...options, file: written });
    expect(out.at(-1)).toBe('Nothing to do: the account already matches the plan.');
    expect(await writesIn(sandbox)).toEqual(before);
  });
});

describe('a plan', () => {
  it('has its rules in full, though the record has their digest', async () => {
    const sandbox = emptySandbox();
    await setUp(sandbox, '', { file: withSuse });
    const [parameter] = (await sandbox.dump()).parameters;
    expect(parameter?.fields.Value).toContain('suse:sha256:');
    const { baselines } = await exported(sandbox, 'default');
    expect(baselines[1]).toMatchObject({ fileName: 'suse.json', rules: { definition: { Name: 'Corp-Suse' } } });
  });

  it('whose rules nobody has any more is refused, with the file named', async () => {
    const sandbox = emptySandbox();
    await setUp(sandbox, '', { file: withSuse });
    const { baselines } = await sandbox.dump();
    const BaselineId = baselines.find(({ fields }) => fields.OperatingSystem === 'SUSE')?.id;
    await sandbox.ssm().updatePatchBaseline({ BaselineId, ApprovedPatches: ['c*'] });
    await expect(exported(sandbox, 'default')).rejects.toMatchObject({
      code: 'rules-unknown',
      exitCode: 1,
      nextSteps: [expect.stringContaining('--baseline-file suse.json')],
    });
  });

  it('without a record is what its windows are', async () => {
    const sandbox = await withPlan('--plan web --wave dev=2tue@03:00 -z Asia/Tokyo --duration 3 --no-record');
    expect(await exported(sandbox, 'web')).toMatchObject({
      plan: 'web',
      timeZone: 'Asia/Tokyo',
      waves: [{ name: 'dev', patchGroup: 'dev', window: 'web-dev' }],
      task: { durationHours: 3 },
    });
  });
});

describe('is refused where', () => {
  const Name = '/patch-wizard/plans/default';

  it('there is no such plan', async () => {
    const sandbox = await withPlan(oneWindow);
    await expect(exported(sandbox, 'defalut')).rejects.toMatchObject({
      code: 'unknown-plan',
      exitCode: 2,
      nextSteps: ['Did you mean default?', 'The plans are: default.'],
    });
  });

  it('the record is nonsense', async () => {
    const sandbox = await withPlan(oneWindow);
    await sandbox.ssm().putParameter({ Name, Value: '{}', Overwrite: true });
    await expect(exported(sandbox, 'default')).rejects.toMatchObject({ code: 'unreadable-record' });
    await sandbox.ssm().deleteParameter({ Name });
    expect(await exported(sandbox, 'default')).toMatchObject({ waves: [{ name: 'Week1Day2Unattended0300' }] });
  });

  it('the record may not be read: what windows are is not what was wanted', async () => {
    const sandbox = await withPlan(oneWindow);
    await sandbox.faults({ kind: 'access-denied', operation: 'GetParametersByPath' });
    await expect(exported(sandbox, 'default')).rejects.toMatchObject({
      code: 'AccessDeniedException',
      message: 'These credentials are not allowed to call ssm:GetParametersByPath.',
    });
  });
});
