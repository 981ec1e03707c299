/** Only Enter, on an empty account: exactly what the original scripts create, field by field, and nothing the second time. */
import { expect, test } from 'vitest';
import { readAccount } from '../helpers/read-back.js';
import { defaultRegion, withSandbox } from '../helpers/sandbox.js';
import { openWizard, servedAt, walkTo, words } from '../helpers/wizard.js';

/** The windows of the original scripts: weeks 1 and 2, Tuesday and Wednesday, 03:00 and 04:00. */
const windows = [
  ['Week1Day2Unattended0300', 'cron(00 03 ? * TUE#1 *)', 'Week 1 Day 2 - Unattended - 03:00', '1st Tuesday', '03:00'],
  ['Week1Day2Unattended0400', 'cron(00 04 ? * TUE#1 *)', 'Week 1 Day 2 - Unattended - 04:00', '1st Tuesday', '04:00'],
  ['Week1Day3Unattended0300', 'cron(00 03 ? * WED#1 *)', 'Week 1 Day 3 - Unattended - 03:00', '1st Wednesday', '03:00'],
  ['Week1Day3Unattended0400', 'cron(00 04 ? * WED#1 *)', 'Week 1 Day 3 - Unattended - 04:00', '1st Wednesday', '04:00'],
  ['Week2Day2Unattended0300', 'cron(00 03 ? * TUE#2 *)', 'Week 2 Day 2 - Unattended - 03:00', '2nd Tuesday', '03:00'],
  ['Week2Day2Unattended0400', 'cron(00 04 ? * TUE#2 *)', 'Week 2 Day 2 - Unattended - 04:00', '2nd Tuesday', '04:00'],
  ['Week2Day3Unattended0300', 'cron(00 03 ? * WED#2 *)', 'Week 2 Day 3 - Unattended - 03:00', '2nd Wednesday', '03:00'],
  ['Week2Day3Unattended0400', 'cron(00 04 ? * WED#2 *)', 'Week 2 Day 3 - Unattended - 04:00', '2nd Wednesday', '04:00'],
] as const;

const tags = [
  { Key: 'ssm-patch-wizard:plan', Value: 'default' },
  { Key: 'ssm-patch-wizard:version', Value: '1' },
];

const windowId = expect.stringMatching(/^mw-[0-9a-f]{17}$/);
const baselineId = expect.stringMatching(/^pb-[0-9a-f]{17}$/);
const uuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const madeBy = '(ssm-patch-wizard, plan default)';

/** Calls that change something. */
const writes = /^(Create|Register|Update|Delete|Deregister|Add|Remove|Put)/;

test('the defaults are those of the original scripts, and a second run has nothing to do', {
  timeout: 60_000,
}, async () => {
  const sandbox = await withSandbox({ empty: true });
  const { args, env } = servedAt(sandbox.endpoint);
  const first = await openWizard({ args, env });
  await walkTo(first, 'review');
  first.press('enter');
  await first.waitFor(words.done);
  first.press('enter');
  expect(await first.exit).toEqual({ exitCode: 0 });

  const account = await readAccount(sandbox.ssm());
  expect(account.windows).toEqual(
    windows.map(([name, schedule, group, day, time]) => ({
      WindowId: windowId,
      Name: name,
      Description: `${day} at ${time} UTC ${madeBy}`,
      Schedule: schedule,
      ScheduleTimezone: 'UTC',
      NextExecutionTime: expect.stringMatching(new RegExp(`^\\d{4}-\\d{2}-\\d{2}T${time}`)),
      Duration: 1,
      Cutoff: 0,
      AllowUnassociatedTargets: false,
      Enabled: true,
      CreatedDate: expect.any(Date),
      ModifiedDate: expect.any(Date),
      Tags: tags,
      targets: [
        {
          WindowId: windowId,
          WindowTargetId: uuid,
          ResourceType: 'INSTANCE',
          Targets: [{ Key: 'tag:PatchGroup', Values: [group] }],
          OwnerInformation: 'ssm-patch-wizard plan=default',
          Name: name,
          Description: `Nodes tagged PatchGroup = ${group}`,
        },
      ],
      tasks: [
        {
          WindowId: windowId,
          WindowTaskId: uuid,
          Targets: [{ Key: 'WindowTargetIds', Values: [uuid] }],
          TaskArn: 'AWS-RunPatchBaseline',
          TaskType: 'RUN_COMMAND',
          TaskParameters: {},
          // What AWS fills in where no role is given.
          ServiceRoleArn:
            'arn:aws:iam::123456789012:role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM',
          Priority: 1,
          MaxConcurrency: '2',
          MaxErrors: '1',
          CutoffBehavior: 'CONTINUE_TASK',
          Name: 'RunPatchBaseline-Install',
          Description: `Installs approved patches ${madeBy}`,
          TaskInvocationParameters: {
            RunCommand: {
              Comment: madeBy.slice(1, -1),
              Parameters: { Operation: ['Install'], RebootOption: ['RebootIfNeeded'] },
            },
          },
        },
      ],
    })),
  );
  for (const { WindowId, targets, tasks } of account.windows) {
    expect(targets.map((target) => target.WindowId)).toEqual([WindowId]);
    expect(tasks.map((task) => task.WindowId)).toEqual([WindowId]);
    expect(tasks[0]?.Targets?.[0]?.Values).toEqual([targets[0]?.WindowTargetId]);
  }
  const groups = windows.map(([, , group]) => group);
  expect(account.baselines).toEqual([
    {
      BaselineId: baselineId,
      Name: 'Windows-0day-Important',
      OperatingSystem: 'WINDOWS',
      Description:
        'Critical and security updates of severity Important for all Windows Server releases, approved at once.',
      GlobalFilters: { PatchFilters: [{ Key: 'PRODUCT', Values: ['*'] }] },
      ApprovalRules: {
        PatchRules: [
          {
            PatchFilterGroup: {
              PatchFilters: [
                { Key: 'CLASSIFICATION', Values: ['CriticalUpdates', 'SecurityUpdates'] },
                { Key: 'MSRC_SEVERITY', Values: ['Important'] },
              ],
            },
            ComplianceLevel: 'UNSPECIFIED',
            ApproveAfterDays: 0,
            EnableNonSecurity: false,
          },
        ],
      },
      ApprovedPatches: [],
      ApprovedPatchesComplianceLevel: 'UNSPECIFIED',
      ApprovedPatchesEnableNonSecurity: false,
      RejectedPatches: [],
      RejectedPatchesAction: 'ALLOW_AS_DEPENDENCY',
      Sources: [],
      PatchGroups: groups,
      DefaultBaseline: false,
      CreatedDate: expect.any(Date),
      ModifiedDate: expect.any(Date),
      Tags: tags,
    },
  ]);
  const { BaselineId, Name } = account.baselines[0] ?? {};
  expect(account.groups).toEqual(
    groups.map((PatchGroup) => ({
      PatchGroup,
      BaselineIdentity: expect.objectContaining({
        BaselineId,
        BaselineName: Name,
        OperatingSystem: 'WINDOWS',
        DefaultBaseline: false,
      }),
    })),
  );
  const calls = (await sandbox.control('GET', 'requests')) as { operation: string; status: number }[];
  expect(calls.filter(({ operation }) => writes.test(operation))).toHaveLength(33);
  expect(calls.filter(({ status }) => status !== 200)).toEqual([]);

  const second = await openWizard({ args, env });
  const review = await walkTo(second, 'options').then(() => {
    second.press('enter');
    return second.waitFor(words.nothingToDo);
  });
  expect(review).not.toContain(words.create);
  expect(review).toContain('33');
  // Enter on the first choice must not be a way to write after all.
  second.press('ctrl-c');
  expect(await second.exit).toEqual({ exitCode: 130 });
  const after = (await sandbox.control('GET', 'requests')) as { operation: string }[];
  expect(after.length).toBeGreaterThan(calls.length);
  expect(after.slice(calls.length).filter(({ operation }) => writes.test(operation))).toEqual([]);
  expect(await readAccount(sandbox.ssm())).toEqual(account);
  // The other regions stay as they were.
  expect(await readAccount(sandbox.ssm(`${defaultRegion.slice(0, -1)}2`))).toEqual({
    windows: [],
    baselines: [],
    groups: [],
  });
});
