/** A plan in a few lines, the commands to copy, and what a window can get through. */
import { describe, expect, it } from 'vitest';
import type { Inventory } from '../../../source/plan/account/inventory.js';
import { planSetup } from '../../../source/plan/setup/setup-plan.js';
import { nodesAtATime, summaryLines } from '../../../source/plan/setup/summary.js';
import { type Answers, defaultAnswers, specOf } from '../../../source/plan/spec/answers.js';
import { saveCommands, tagCommand } from '../../../source/plan/spec/aws-commands.js';
import { nodesPerRun } from '../../../source/plan/spec/capacity.js';
import { plural } from '../../../source/plan/text/plural.js';
import { accountAfter, emptyInventory } from '../account-after.js';

function lines(answers: Answers, account: Inventory = emptyInventory): string[] {
  return summaryLines(planSetup(specOf(answers), account)).map(
    ({ sign, count, what, detail }) => `${sign} ${count} ${what}: ${detail}`,
  );
}

describe('the summary', () => {
  it('has a line for each kind of resource', () => {
    expect(lines(defaultAnswers)).toEqual([
      expect.stringMatching(/^\+ 1 patch baseline: Windows-0day-Important · Critical and security updates/i),
      '+ 8 patch groups: registered with Windows-0day-Important',
      '+ 8 maintenance windows: 1 h each, nodes may start until the end, UTC',
      "+ 8 targets: nodes tagged PatchGroup = the window's group",
      '+ 8 tasks: AWS-RunPatchBaseline, Install, reboot if needed, 2 nodes at a time',
    ]);
  });

  it('says what is otherwise', () => {
    const found = lines({
      ...defaultAnswers,
      timeZone: 'Asia/Tokyo',
      tagKey: 'Patch Group',
      baselines: [{ kind: 'zero-day' }, { kind: 'aws-rules', os: 'UBUNTU' }],
      task: { ...defaultAnswers.task, operation: 'Scan', durationHours: 4, cutoffHours: 2, maxConcurrency: '10%' },
    });
    expect(found).toEqual([
      '+ 2 patch baselines: Windows-0day-Important, Ubuntu-Standard',
      '+ 16 patch groups: registrations, one per group and operating system',
      '+ 8 maintenance windows: 4 h each, no node starts in the last 2 h, Asia/Tokyo',
      "+ 8 targets: nodes tagged Patch Group = the window's group",
      '+ 8 tasks: AWS-RunPatchBaseline, Scan only, 10% of the nodes at a time',
    ]);
  });

  it('says which members change', () => {
    const settled = accountAfter(emptyInventory, planSetup(specOf(defaultAnswers), emptyInventory).operations);
    const answers: Answers = {
      ...defaultAnswers,
      baselines: [{ kind: 'aws-rules', os: 'WINDOWS' }],
      tags: { Team: 'ops' },
      task: { ...defaultAnswers.task, durationHours: 2, maxErrors: '5' },
    };
    expect(lines(defaultAnswers, settled)).toEqual([]);
    expect(lines(answers, settled)).toEqual([
      '~ 1 patch baseline: Name, Description, ApprovalRules',
      '~ 8 maintenance windows: Duration',
      '~ 8 tasks: MaxErrors',
      '~ 9 sets of tags: ssm-patch-wizard:tags, Team',
    ]);
  });

  it.each([
    [1, 'task', 'task'],
    [0, 'task', 'tasks'],
    [2, 'set of tags', 'sets of tags'],
    [1, 'set of tags', 'set of tags'],
  ])('%i %s: %s', (count, noun, expected) => {
    expect(plural(count, noun)).toBe(expected);
  });

  it.each([
    ['1', '1 node at a time'],
    ['2', '2 nodes at a time'],
    ['100%', '100% of the nodes at a time'],
  ])('%s is %s', (maxConcurrency, words) => {
    expect(nodesAtATime(maxConcurrency)).toBe(words);
  });
});

describe('how many nodes a run gets through, at half an hour a node', () => {
  it.each<[string, number, number, number | undefined, number | undefined]>([
    ['2', 1, 0, undefined, 4],
    ['2', 4, 1, undefined, 12],
    ['5', 2, 1, 3, 10],
    ['1', 1, 0, 100, 2],
    ['10%', 1, 0, 100, 20],
    ['10%', 1, 0, 5, 2],
    ['10%', 1, 0, undefined, undefined],
  ])('%s at a time, %i h less %i h, %s nodes: %s', (maxConcurrency, durationHours, cutoffHours, nodes, expected) => {
    expect(nodesPerRun({ maxConcurrency, durationHours, cutoffHours }, nodes)).toBe(expected);
  });
});

describe('commands to copy', () => {
  it('tag nodes into a group', () => {
    expect(tagCommand('PatchGroup', 'Week 1 Day 2 - Unattended - 03:00', 'eu-west-1')).toBe(
      "aws ec2 create-tags --region eu-west-1 --resources i-… --tags 'Key=PatchGroup,Value=Week 1 Day 2 - Unattended - 03:00'",
    );
    expect(tagCommand('Patch Group', 'x', 'eu-west-1')).toContain("'Key=Patch Group,Value=x'");
  });
});

it('rules that were read from the account are saved before a command names their file', () => {
  const definition = { Name: 'hardened one', OperatingSystem: 'SUSE' } as const;
  const file = { kind: 'file', fileName: 'hardened one.json', definition } as const;
  expect(saveCommands([{ kind: 'zero-day' }, file], 'eu-west-1')).toEqual([]);
  expect(saveCommands([{ ...file, baselineId: 'pb-0123456789abcdef0' }], 'eu-west-1')).toEqual([
    "aws ssm get-patch-baseline --region eu-west-1 --baseline-id pb-0123456789abcdef0 > 'hardened one.json'",
  ]);
});
