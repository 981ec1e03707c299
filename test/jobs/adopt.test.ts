/** Taking over what the original scripts made: in place, under the same ids, as it is. */
import { describe, expect, it } from 'vitest';
import type { UserError } from '../../source/errors.js';
import { type AccountDump, dumpAccount, lines } from '../helpers/account-dump.js';
import { withSandbox } from '../helpers/sandbox.js';
import { counted, now, setUp, writesIn } from './runs.js';
import { runScripts, type ScriptsOptions } from './scripts-account.js';

async function withScripts(options: ScriptsOptions = {}) {
  const sandbox = await withSandbox({ empty: true, now });
  const ssm = sandbox.ssm();
  await runScripts(ssm, options);
  return { sandbox, ssm, before: await dumpAccount(ssm), made: await writesIn(sandbox) };
}

/** Every id that has one, and what is registered. */
function idsOf({ windows, baselines, registrations }: AccountDump): string[] {
  return [
    ...windows.flatMap(({ id, targets, tasks }) => [id, ...[...targets, ...tasks].map((part) => part.id)]),
    ...baselines.map(({ id }) => id),
    ...registrations.map((row) => `${row.patchGroup} ${row.operatingSystem} ${row.baselineId}`),
  ].sort();
}

describe('everything that the scripts made', () => {
  it('gets marks and the document that is still supported, and nothing else changes', async () => {
    const { sandbox, ssm, before, made } = await withScripts({ timeZone: 'Europe/Berlin' });
    const { exitCode, out } = await setUp(sandbox, '--adopt');
    expect(exitCode).toBe(0);
    expect(counted((await writesIn(sandbox)).slice(made.length))).toEqual({
      'PutParameter 200': 1,
      'UpdateMaintenanceWindowTarget 200': 8,
      'UpdateMaintenanceWindowTask 200': 8,
      'AddTagsToResource 200': 9,
    });
    expect(out.slice(1, 5)).toEqual([
      'Plan default: 26 calls, 8 kept',
      '  + 1  record        /patch-wizard/plans/default',
      '  ~ 8  targets       OwnerInformation',
      '  ~ 8  tasks         TaskArn',
    ]);
    expect(out.join('\n')).toContain('AWS-ApplyPatchBaseline patches Windows only and is no longer supported');
    // A clean-up would take away what others have made.
    expect(out.join('\n')).not.toContain('To undo');
    const after = await dumpAccount(ssm);
    expect(idsOf(after)).toEqual(idsOf(before));
    for (const [index, { fields, targets, tasks }] of after.windows.entries()) {
      const wave = String(fields.Name);
      const Tags = {
        ...{ 'ssm-patch-wizard:plan': 'default', 'ssm-patch-wizard:version': '1' },
        ...{ 'ssm-patch-wizard:wave': wave, 'ssm-patch-wizard:adopted': 'yes' },
      };
      const former = before.windows[index];
      expect(fields).toEqual({ ...former?.fields, Tags });
      const OwnerInformation = `ssm-patch-wizard plan=default wave=${wave}`;
      expect(targets[0]?.fields).toEqual({ ...former?.targets[0]?.fields, OwnerInformation });
      expect(tasks[0]?.fields).toEqual({ ...former?.tasks[0]?.fields, TaskArn: 'AWS-RunPatchBaseline' });
    }
    for (const again of ['', '--adopt'])
      expect((await setUp(sandbox, again)).out.at(-1)).toBe('Nothing to do: the account is as the plan wants it.');
  });

  it('changes by a flag in just that', async () => {
    const { sandbox, ssm } = await withScripts({ weeks: [3], days: [0, 5], hours: [22], timeZone: 'Europe/Berlin' });
    const { exitCode, out } = await setUp(sandbox, '--adopt --duration 3 --plan legacy');
    expect(exitCode).toBe(0);
    expect(out).toContain("AWS's own schedule agrees with the preview on all 6 dates checked.");
    const { windows } = await dumpAccount(ssm);
    expect(windows.map(({ fields }) => [fields.Name, fields.ScheduleTimezone, fields.Duration])).toEqual([
      ['Week3Day0Unattended2200', 'Europe/Berlin', 3],
      ['Week3Day5Unattended2200', 'Europe/Berlin', 3],
    ]);
    // Now they are a plan's, and no other's.
    const after = lines(await dumpAccount(ssm));
    await expect(setUp(sandbox, '--adopt --plan other')).rejects.toMatchObject({
      code: 'nothing-to-adopt',
      exitCode: 2,
      nextSteps: [expect.stringMatching(/--plan: legacy\.$/), expect.stringContaining('leave out --adopt')],
    });
    expect(lines(await dumpAccount(ssm))).toEqual(after);
  });

  it('is only offered without --adopt: its groups are in the way, and that is said', async () => {
    const { sandbox, ssm, before, made } = await withScripts();
    for (const line of ['', '--tag-key "Patch Group"']) {
      const error = await setUp(sandbox, line).catch((thrown: UserError) => thrown);
      expect(error).toMatchObject({
        code: 'patch-group-taken',
        exitCode: 2,
        nextSteps: expect.arrayContaining([
          'Take over the windows that patch them: --adopt, or its tick on the review.',
        ]),
      });
    }
    expect(await writesIn(sandbox)).toEqual(made);
    expect(lines(await dumpAccount(ssm))).toEqual(lines(before));
  });
});
