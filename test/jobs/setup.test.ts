import { describe, expect, it } from 'vitest';
import { dumpAccount } from '../helpers/account-dump.js';
import {
  counted,
  emptySandbox,
  parsed,
  placeLine,
  placeMembers,
  seededSandbox,
  setUp,
  toldAsJson,
  withPlan,
  writesIn,
} from './runs.js';
import { runScripts } from './scripts-account.js';

const tags = { 'ssm-patch-wizard:plan': 'default', 'ssm-patch-wizard:version': '1' };

const nothingToDo = 'Nothing to do: the account already matches the plan.';

describe('the defaults in an empty account', () => {
  it('create what the original scripts create, and every field is as planned', async () => {
    const sandbox = emptySandbox();
    expect((await setUp(sandbox)).exitCode).toBe(0);
    const writes = await writesIn(sandbox);
    expect(writes[0]).toBe('PutParameter 200');
    expect(counted(writes)).toEqual({
      'PutParameter 200': 1,
      'CreatePatchBaseline 200': 1,
      'RegisterPatchBaselineForPatchGroup 200': 8,
      'CreateMaintenanceWindow 200': 8,
      'RegisterTargetWithMaintenanceWindow 200': 8,
      'RegisterTaskWithMaintenanceWindow 200': 8,
    });
    const dump = await sandbox.dump();
    expect(dump.parameters).toEqual([
      {
        id: '/patch-wizard/plans/default',
        fields: {
          Name: undefined,
          Type: 'String',
          Value:
            '{"version":1,"plan":"default","waves":[{"weeks":[1,2],"weekdays":[2,3],"times":["03:00","04:00"]}],"baselines":["windows-0day-important"]}',
          Version: 1,
          DataType: 'text',
        },
      },
    ]);
    const scripts = emptySandbox().ssm();
    await runScripts(scripts);
    const made = await dumpAccount(scripts);
    expect(dump.windows).toHaveLength(8);
    for (const { fields, targets, tasks } of made.windows) {
      const name = String(fields.Name);
      const [week, day, hour] = /Week(.)Day(.)Unattended(..)00/.exec(name)?.slice(1) ?? [];
      const group = `Week ${week} Day ${day} - Unattended - ${hour}:00`;
      const described = `${week === '1' ? '1st' : '2nd'} ${day === '2' ? 'Tuesday' : 'Wednesday'} at ${hour}:00 UTC`;
      const window = dump.windows.find((each) => each.fields.Name === name);
      expect(window).toEqual({
        id: expect.stringMatching(/^mw-[0-9a-f]{17}$/),
        fields: {
          ...fields,
          Description: `${described} (ssm-patch-wizard, plan default)`,
          Schedule: `cron(00 ${hour} ? * ${day === '2' ? 'TUE' : 'WED'}#${week} *)`,
          AllowUnassociatedTargets: false,
          Tags: { ...tags, 'ssm-patch-wizard:wave': name },
        },
        targets: [
          {
            id: expect.stringMatching(/^[0-9a-f]{8}-/),
            fields: {
              ...targets[0]?.fields,
              Targets: [{ Key: 'tag:PatchGroup', Values: [group] }],
              OwnerInformation: `ssm-patch-wizard plan=default wave=${name}`,
              Name: name,
              Description: `Nodes tagged PatchGroup = ${group}`,
            },
          },
        ],
        tasks: [
          {
            id: expect.stringMatching(/^[0-9a-f]{8}-/),
            fields: {
              ...tasks[0]?.fields,
              Targets: [{ Key: 'WindowTargetIds', Values: [window?.targets[0]?.id] }],
              TaskArn: 'AWS-RunPatchBaseline',
              TaskInvocationParameters: {
                RunCommand: {
                  Comment: 'ssm-patch-wizard, plan default',
                  Parameters: { Operation: ['Install'], RebootOption: ['RebootIfNeeded'] },
                },
              },
              CutoffBehavior: 'CONTINUE_TASK',
              Name: 'RunPatchBaseline-Install',
              Description: 'Installs approved patches (ssm-patch-wizard, plan default)',
            },
          },
        ],
      });
    }
    const Description = expect.stringContaining('Critical and security updates');
    expect(dump.baselines).toEqual([
      { id: expect.stringMatching(/^pb-/), fields: { ...made.baselines[0]?.fields, Description, Tags: tags } },
    ]);
    expect(dump.registrations.map(({ baselineId }) => baselineId)).toEqual(Array(8).fill(dump.baselines[0]?.id));
  });

  it('are said in plain text, from the plan to how to undo it', async () => {
    const sandbox = emptySandbox();
    const { out, err } = await setUp(sandbox);
    expect(err).toEqual([]);
    expect(out.slice(0, 8)).toEqual([
      placeLine,
      'Plan default: 34 calls, 0 kept',
      '  + 1  record               /patch-wizard/plans/default',
      expect.stringMatching(/^ {2}\+ 1 {2}patch baseline +Windows-0day-Important · /),
      expect.stringMatching(/^ {2}\+ 8 {2}patch groups +registered with Windows-0day-Important$/),
      expect.stringMatching(/^ {2}\+ 8 {2}maintenance windows {2}1 h each/),
      expect.stringMatching(/^ {2}\+ 8 {2}targets/),
      expect.stringMatching(/^ {2}\+ 8 {2}tasks/),
    ]);
    const done = out.filter((line) => /^[ \d]+\/34 {2}done /.test(line));
    expect(done).toHaveLength(34);
    expect(done[0]).toBe(' 1/34  done     PutParameter  /patch-wizard/plans/default  /patch-wizard/plans/default');
    expect(done[1]).toMatch(/^ 2\/34 {2}done +(CreatePatchBaseline|CreateMaintenanceWindow) {2}\S+ {2}(pb|mw)-/);
    const report = out.slice(out.findIndex((line) => line.startsWith('Done:')));
    expect(report[0]).toBe('Done: 8 windows, 8 registrations, 1 baseline, 1 record created in under 1 s, 0 kept.');
    expect(report[1]).toBe("AWS's own schedule agrees with the preview on all 24 dates checked.");
    const spread = report.filter((line) => line.startsWith("  ssm-patch-wizard nodes --spread 'Week 1 Day 2 - "));
    expect(spread).toEqual([expect.stringMatching(/^[^']*'([^,']+,){7}[^,']+=ungrouped' --region eu-west-1$/)]);
    expect(report.at(-1)).toBe('  ssm-patch-wizard cleanup --plan default --region eu-west-1');
  });

  it('are JSON lines: the plan, two lines for each operation, and the summary', async () => {
    const run = await setUp(emptySandbox(), '', { isJson: true });
    expect(run.err).toEqual([]);
    const { plan, operations, events, summary } = toldAsJson(run);
    expect(Object.keys(plan)).toEqual([
      ...['version', 'event', ...Object.keys(placeMembers), 'operations', 'kept', 'warnings'],
    ]);
    expect(operations).toHaveLength(34);
    expect(operations.slice(0, 2)).toEqual([
      {
        id: 'record/default',
        kind: 'PutParameter',
        name: '/patch-wizard/plans/default',
        summary: 'Save the record of plan default (/patch-wizard/plans/default)',
      },
      {
        id: 'baseline/WINDOWS/Windows-0day-Important',
        kind: 'CreatePatchBaseline',
        name: 'Windows-0day-Important',
        summary: 'Create the patch baseline Windows-0day-Important for WINDOWS',
      },
    ]);
    const resource = { resourceId: expect.stringMatching(/^(\/patch|mw-|pb-|[0-9a-f]{8}-)/) };
    for (const { version, event, id, status, ...more } of events)
      expect(more).toEqual(status === 'started' ? {} : resource);
    expect(summary).toEqual({
      version: 1,
      event: 'summary',
      ...{ succeeded: 34, failed: 0, skipped: 0, kept: 0, durationMs: 0, nextSteps: [], paused: 0 },
      schedule: { checked: 24, differences: [] },
    });
  });
});

describe('a second run', () => {
  it('changes nothing and says so, confirmed or not', async () => {
    const sandbox = await withPlan('', seededSandbox());
    const before = await writesIn(sandbox);
    const { exitCode, out } = await setUp(sandbox);
    expect(exitCode).toBe(0);
    expect(out[1]).toBe('Plan default: 0 calls, 34 kept');
    expect(out.at(-1)).toBe(nothingToDo);
    expect(await setUp(sandbox, '', { isConfirmed: false })).toMatchObject({ exitCode: 0, err: [] });
    expect(parsed((await setUp(sandbox, '', { isJson: true })).out)).toEqual([
      expect.objectContaining({ event: 'plan', operations: [], kept: 34 }),
      expect.objectContaining({ event: 'summary', succeeded: 0, kept: 34, nextSteps: [], paused: 0 }),
    ]);
    expect(await writesIn(sandbox)).toEqual(before);
  });

  it('changes nothing where every answer is another one, given again or not', async () => {
    const answers =
      '--plan web --after-patch-tuesday 0 3 16 -t 22:30 -z America/New_York --os windows=14 amazon-linux-2023 ubuntu' +
      ' --tag-key "Patch Group" --operation scan --duration 4 --cutoff 1 --on-cutoff cancel --max-concurrency 10%' +
      ' --max-errors 0 --service-role-arn arn:aws:iam::123456789012:role/patching --tag Team=ops --tag "Kosten stelle=ä/2"';
    const sandbox = seededSandbox();
    const first = await setUp(sandbox, answers);
    expect(first.exitCode).toBe(0);
    expect(first.out).toContain("AWS's own schedule agrees with the preview on all 9 dates checked.");
    const before = await writesIn(sandbox);
    expect(before).toHaveLength(1 + 3 + 9 + 3 + 3 + 3);
    for (const again of [answers, '--plan web']) expect((await setUp(sandbox, again)).out.at(-1)).toBe(nothingToDo);
    expect(await writesIn(sandbox)).toEqual(before);
  });
});

it('without confirmation the plan is shown, nothing is changed, and it is said how to confirm', async () => {
  const sandbox = seededSandbox();
  const dry = await setUp(sandbox, '', { isDryRun: true });
  expect(dry.exitCode).toBe(0);
  expect(dry.out[1]).toBe('Plan default: 34 calls, 0 kept');
  expect(dry.out.at(-1)).toBe('Dry run: nothing was changed.');
  const json = await setUp(sandbox, '', { isConfirmed: false, isJson: true });
  const err = ['Nothing was changed. To apply this plan, run it again with --yes.'];
  expect(json).toMatchObject({ exitCode: 3, err });
  expect(parsed(json.out)).toEqual([
    expect.objectContaining({ event: 'plan' }),
    expect.objectContaining({ event: 'summary', nextSteps: ['To apply this plan, run it again with --yes.'] }),
  ]);
  expect(await writesIn(sandbox)).toEqual([]);
});

it('an update says in JSON what changes, and a warning what to do', async () => {
  const sandbox = await withPlan('', seededSandbox());
  const [plan] = parsed((await setUp(sandbox, '-t 3 --tag Team=ops', { isJson: true, isDryRun: true })).out);
  const operations = plan?.operations as object[];
  expect(operations[1]).toEqual({
    id: 'tags/baseline/WINDOWS/Windows-0day-Important',
    kind: 'AddTagsToResource',
    name: 'Windows-0day-Important',
    summary: 'Tag Windows-0day-Important: ssm-patch-wizard:tags, Team',
    changes: [
      { field: 'ssm-patch-wizard:tags', from: 'not set', to: '"Team"' },
      { field: 'Team', from: 'not set', to: '"ops"' },
    ],
  });
  expect(plan?.warnings).toContainEqual({
    code: 'no-longer-wanted',
    message: expect.stringContaining('8 things'),
    nextSteps: [expect.stringContaining('--prune')],
  });
});

it('a quota in the way is one error, before anything is changed, unless it was raised: 54 windows', async () => {
  const sandbox = emptySandbox({ windows: 54 });
  const large = '-w 1 2 3 -d 1 2 3 -t 1 2 3 4 5 6';
  await expect(setUp(sandbox, large)).rejects.toMatchObject({ code: 'quota', exitCode: 2 });
  expect(await writesIn(sandbox)).toEqual([]);
  expect((await setUp(sandbox, large, { quotas: { windows: 54 } })).exitCode).toBe(0);
  expect(counted(await writesIn(sandbox))['CreateMaintenanceWindow 200']).toBe(54);
});
