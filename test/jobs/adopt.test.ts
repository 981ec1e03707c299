/** Taking over what the original scripts made: in place, under the same ids, and nothing else. */
import {
  AddTagsToResourceCommand,
  DeleteMaintenanceWindowCommand,
  RegisterTaskWithMaintenanceWindowCommand,
  type SSMClient,
  UpdateMaintenanceWindowTargetCommand,
} from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import type { UserError } from '../../source/errors.js';
import type { PartialAnswers } from '../../source/plan/spec/answers.js';
import type { Consent } from '../../source/plan/spec/consent.js';
import { type TestSandbox, withSandbox } from '../helpers/sandbox.js';
import { type AccountDump, dumpAccount, lines } from './account-dump.js';
import { counted, now, type SetUpOptions, setUp, writesIn } from './runs.js';
import { runScripts } from './scripts-account.js';

const adopting: Consent = { prune: false, adopt: true };

/** A run with `--adopt` and some flags. */
function adopt(sandbox: TestSandbox, flags: Partial<PartialAnswers> = {}, more: SetUpOptions = {}) {
  return setUp(sandbox, { consent: adopting, flags: { task: {}, ...flags }, ...more });
}

/** Every id that has one, and what is registered. */
function idsOf({ windows, baselines, registrations }: AccountDump): string[] {
  return [
    ...windows.flatMap(({ id, targets, tasks }) => [id, ...[...targets, ...tasks].map((part) => part.id)]),
    ...baselines.map(({ id }) => id),
    ...registrations.map((row) => `${row.patchGroup} ${row.operatingSystem} ${row.baselineId}`),
  ].sort();
}

/** Calls since the account was made, and that the same again makes none. */
async function expectNothingToDo(sandbox: TestSandbox, flags: Partial<PartialAnswers> = {}): Promise<void> {
  const before = await writesIn(sandbox);
  const { exitCode, out } = await adopt(sandbox, flags);
  expect({ exitCode, last: out.at(-1) }).toEqual({
    exitCode: 0,
    last: 'Nothing to do: the account is as the plan wants it.',
  });
  expect(await writesIn(sandbox)).toEqual(before);
}

async function withScripts(options = {}): Promise<{ sandbox: TestSandbox; ssm: SSMClient; before: AccountDump }> {
  const sandbox = await withSandbox({ empty: true, now });
  const ssm = sandbox.ssm();
  await runScripts(ssm, options);
  return { sandbox, ssm, before: await dumpAccount(ssm) };
}

describe('everything that the scripts made', () => {
  it('is tagged and updated in place, with the document that is still supported', async () => {
    const { sandbox, ssm, before } = await withScripts();
    const made = await writesIn(sandbox);
    const { exitCode, out } = await adopt(sandbox, { tagKey: 'Patch Group' });
    expect(exitCode).toBe(0);
    expect(counted((await writesIn(sandbox)).slice(made.length))).toEqual({
      'UpdatePatchBaseline 200': 1,
      'UpdateMaintenanceWindow 200': 8,
      'UpdateMaintenanceWindowTarget 200': 8,
      'UpdateMaintenanceWindowTask 200': 8,
      'AddTagsToResource 200': 9,
    });
    expect(out.slice(1, 7)).toEqual([
      'Plan default: 34 calls, 8 kept',
      '  ~ 1  patch baseline       Description',
      '  ~ 8  maintenance windows  Schedule, AllowUnassociatedTargets, Description',
      '  ~ 8  targets              OwnerInformation, Name, Description',
      '  ~ 8  tasks                TaskArn, Name, Description, Comment, RebootOption',
      '  ~ 9  sets of tags         ssm-patch-wizard:plan, ssm-patch-wizard:version',
    ]);
    const after = await dumpAccount(ssm);
    expect(idsOf(after)).toEqual(idsOf(before));
    for (const { fields, targets, tasks } of after.windows) {
      expect(fields).toMatchObject({
        Tags: { 'ssm-patch-wizard:plan': 'default', 'ssm-patch-wizard:version': '1' },
        AllowUnassociatedTargets: false,
        Duration: 1,
        Cutoff: 0,
      });
      expect(targets).toMatchObject([{ fields: { OwnerInformation: 'ssm-patch-wizard plan=default' } }]);
      expect(tasks).toMatchObject([
        { fields: { TaskArn: 'AWS-RunPatchBaseline', MaxConcurrency: '2', MaxErrors: '1' } },
      ]);
    }
    expect(after.baselines).toMatchObject([{ fields: { Tags: { 'ssm-patch-wizard:plan': 'default' } } }]);
    await expectNothingToDo(sandbox, { tagKey: 'Patch Group' });
  });

  it('keeps its dates, zone, tag key and numbers where no flag says otherwise', async () => {
    const { sandbox, ssm, before } = await withScripts({
      weeks: [3],
      days: [0, 5],
      hours: [22],
      timeZone: 'Europe/Berlin',
    });
    const { exitCode, out } = await adopt(sandbox, { task: { durationHours: 3 } });
    expect(exitCode).toBe(0);
    expect(out).toContain("AWS's own schedule agrees with the preview on all 6 dates checked.");
    const after = await dumpAccount(ssm);
    expect(idsOf(after)).toEqual(idsOf(before));
    expect(after.windows.map(({ fields }) => [fields.Name, fields.ScheduleTimezone, fields.Duration])).toEqual([
      ['Week3Day0Unattended2200', 'Europe/Berlin', 3],
      ['Week3Day5Unattended2200', 'Europe/Berlin', 3],
    ]);
    const [target] = after.windows.flatMap(({ targets }) => targets);
    expect(target?.fields.Targets).toEqual([{ Key: 'tag:Patch Group', Values: ['Week 3 Day 0 - Unattended - 22:00'] }]);
    await expectNothingToDo(sandbox, { task: { durationHours: 3 } });
  });

  it('is only offered without --adopt: its groups are in the way, and that is said', async () => {
    const { sandbox, ssm, before } = await withScripts();
    const made = await writesIn(sandbox);
    const error = await setUp(sandbox).catch((thrown: UserError) => thrown);
    expect(error).toMatchObject({
      code: 'patch-group-taken',
      exitCode: 2,
      detail: expect.stringMatching(
        /Besides: 8 windows made by the original scripts \(.*\) can be taken over into plan default\./,
      ),
      nextSteps: expect.arrayContaining([
        'Take over what the original scripts made: --adopt, or its tick on the review.',
      ]),
    });
    expect(await writesIn(sandbox)).toEqual(made);
    expect(lines(await dumpAccount(ssm))).toEqual(lines(before));
  });

  it('can become part of a plan of another name, and of no second one after that', async () => {
    const { sandbox, ssm } = await withScripts();
    expect((await adopt(sandbox, { plan: 'legacy' })).exitCode).toBe(0);
    const before = lines(await dumpAccount(ssm));
    await expect(adopt(sandbox, { plan: 'other' })).rejects.toMatchObject({ code: 'nothing-to-adopt' });
    expect(lines(await dumpAccount(ssm))).toEqual(before);
  });
});

describe('a part of it', () => {
  it('leaves the other dates exactly as they are, whatever may be pruned', async () => {
    const { sandbox, ssm, before } = await withScripts();
    const days = { kind: 'weekdays' as const, weeks: [1 as const], weekdays: [2 as const, 3 as const] };
    const { exitCode, out } = await adopt(sandbox, { days }, { consent: { prune: true, adopt: true } });
    expect(exitCode).toBe(0);
    expect(out.join('\n')).toMatch(/! 4 windows made by the original scripts \(Week2Day2.*\) have other dates/);
    const after = await dumpAccount(ssm);
    expect(idsOf(after)).toEqual(idsOf(before));
    const ofWeek2 = (dump: AccountDump): string[] =>
      lines({
        ...dump,
        windows: dump.windows.filter(({ fields }) => String(fields.Name).startsWith('Week2')),
        baselines: [],
      });
    expect(ofWeek2(after)).toEqual(ofWeek2(before));
    const tagged = after.windows.filter(({ fields }) => Object.keys(fields.Tags ?? {}).length > 0);
    expect(tagged.map(({ fields }) => fields.Name)).toEqual(
      ['0300', '0400'].flatMap((time) => [2, 3].map((day) => `Week1Day${day}Unattended${time}`)).sort(),
    );
    // The same again must not take away the registrations that the other windows patch with.
    const again = await adopt(sandbox, { days }, { consent: { prune: true, adopt: true } });
    expect(again.out.at(-1)).toBe('Nothing to do: the account is as the plan wants it.');
  });
});

it('a group whose window is gone is nothing that the plan has made: it is not pruned with the adoption', async () => {
  const { sandbox, ssm, before } = await withScripts({ weeks: [1], days: [2], hours: [3, 4] });
  await ssm.send(new DeleteMaintenanceWindowCommand({ WindowId: before.windows[0]?.id }));
  const run = await adopt(sandbox, {}, { consent: { prune: true, adopt: true } });
  expect(run.exitCode).toBe(0);
  const { windows, registrations } = await dumpAccount(ssm);
  expect(windows).toHaveLength(1);
  expect(registrations).toEqual(before.registrations);
});

describe('windows that only share the name', () => {
  type Change = (ssm: SSMClient, dump: AccountDump) => Promise<unknown>;
  const first = ({ windows: [window] }: AccountDump) => {
    const [target] = window?.targets ?? [];
    if (window === undefined || target === undefined) throw new Error('no window');
    return { WindowId: window.id, WindowTargetId: target.id };
  };
  const changes: [string, Change][] = [
    [
      'select other nodes',
      (ssm, dump) =>
        ssm.send(
          new UpdateMaintenanceWindowTargetCommand({ ...first(dump), Targets: [{ Key: 'tag:Team', Values: ['web'] }] }),
        ),
    ],
    [
      'do something else too',
      (ssm, dump) => {
        const { WindowId, WindowTargetId } = first(dump);
        return ssm.send(
          new RegisterTaskWithMaintenanceWindowCommand({
            WindowId,
            Targets: [{ Key: 'WindowTargetIds', Values: [WindowTargetId] }],
            TaskArn: 'AWS-GatherSoftwareInventory',
            TaskType: 'RUN_COMMAND',
            MaxConcurrency: '1',
            MaxErrors: '1',
          }),
        );
      },
    ],
    [
      'are part of another plan',
      (ssm, dump) =>
        ssm.send(
          new AddTagsToResourceCommand({
            ResourceType: 'MaintenanceWindow',
            ResourceId: first(dump).WindowId,
            Tags: [{ Key: 'ssm-patch-wizard:plan', Value: 'theirs' }],
          }),
        ),
    ],
  ];
  it.each(changes)('because they %s are not taken over, and the others are', async (_, change) => {
    const { sandbox, ssm, before } = await withScripts({ weeks: [1], days: [2], hours: [3, 4] });
    await change(ssm, before);
    const changed = await dumpAccount(ssm);
    const { WindowId } = first(before);
    const ofIt = (dump: AccountDump) => lines(dump).filter((line) => line.includes(WindowId));
    const consent: Consent = { prune: true, adopt: true };
    // Its group is one that the plan would want, if somebody chose that date.
    const written = await writesIn(sandbox);
    await expect(adopt(sandbox, { times: [{ hour: 3, minute: 0 }] }, { consent })).rejects.toMatchObject({
      code: 'patch-group-taken',
    });
    expect(await writesIn(sandbox)).toEqual(written);

    const { exitCode, out } = await adopt(sandbox, {}, { consent });
    expect(exitCode).toBe(0);
    expect(out.join('\n')).toMatch(/! The baseline .* not of this plan: Week 1 Day 2 - Unattended - 03:00\./);
    const after = await dumpAccount(ssm);
    expect(ofIt(after)).toEqual(ofIt(changed));
    expect(idsOf(after)).toEqual(idsOf(changed));
    expect((await adopt(sandbox, {}, { consent })).out.at(-1)).toMatch(/^Nothing to do/);
    expect(lines(await dumpAccount(ssm))).toEqual(lines(after));
  });
});

describe('an adoption that breaks off', () => {
  it.each([[[3]], [[3, 4]]])(
    'at any of its calls is finished by the next run, with nothing made twice: %j',
    async (hours) => {
      const options = { weeks: [1], days: [2], hours };
      const { sandbox, ssm } = await withScripts(options);
      const made = await writesIn(sandbox);
      await adopt(sandbox, { tagKey: 'PatchGroup' });
      const operations = (await writesIn(sandbox)).slice(made.length).map((call) => call.split(' ')[0] ?? '');
      expect(operations).toHaveLength(2 + 4 * hours.length);
      const nths = operations.map((operation, index) => ({
        operation,
        nth: operations.slice(0, index + 1).filter((each) => each === operation).length,
      }));
      for (const { operation, nth } of nths) {
        const where = `${operation} ${nth}`;
        await sandbox.control('POST', 'reset', { empty: true });
        await runScripts(ssm, options);
        const before = idsOf(await dumpAccount(ssm));
        await sandbox.control('PUT', 'faults', [{ kind: 'access-denied', operation, nth }]);
        // The other tag key makes adopted targets look unlike the scripts'.
        expect((await adopt(sandbox, { tagKey: 'PatchGroup' })).exitCode, where).toBe(1);
        await sandbox.control('PUT', 'faults', []);
        expect((await adopt(sandbox, { tagKey: 'PatchGroup' })).exitCode, where).toBe(0);
        expect(idsOf(await dumpAccount(ssm)), where).toEqual(before);
        await expectNothingToDo(sandbox, { tagKey: 'PatchGroup' });
      }
    },
  );
});
