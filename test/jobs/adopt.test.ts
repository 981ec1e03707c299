/** Taking over what the original scripts made: in place, under the same ids, as it is. */
import { describe, expect, it } from 'vitest';
import type { UserError } from '../../source/errors.js';
import { type AccountDump, lines } from '../helpers/account-dump.js';
import { counted, emptySandbox, setUp, writesIn } from './runs.js';
import { runScripts, type ScriptsOptions } from './scripts-account.js';

async function withScripts(options: ScriptsOptions = {}) {
  const sandbox = emptySandbox();
  await runScripts(sandbox.ssm(), options);
  return { sandbox, before: await sandbox.dump(), made: await writesIn(sandbox) };
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
    const { sandbox, before, made } = await withScripts({ timeZone: 'Europe/Berlin' });
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
    expect(out.join('\n')).toContain('AWS-ApplyPatchBaseline patches only Windows and is no longer supported');
    // A clean-up would take away what others have made.
    expect(out.join('\n')).not.toContain('To undo');
    const after = await sandbox.dump();
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
      expect((await setUp(sandbox, again)).out.at(-1)).toBe('Nothing to do: the account already matches the plan.');
  });

  it('is only offered without --adopt: its groups are in the way, and that is said', async () => {
    const { sandbox, before, made } = await withScripts();
    for (const line of ['', '--tag-key "Patch Group"']) {
      const error = await setUp(sandbox, line).catch((thrown: UserError) => thrown);
      expect(error).toMatchObject({
        code: 'patch-group-taken',
        exitCode: 2,
        nextSteps: expect.arrayContaining([
          expect.stringMatching(/^To take over the windows that patch (it|them): --adopt$/),
        ]),
      });
    }
    expect(await writesIn(sandbox)).toEqual(made);
    expect(lines(await sandbox.dump())).toEqual(lines(before));
  });
});
