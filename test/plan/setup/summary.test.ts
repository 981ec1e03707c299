/** A plan in a few lines. */
import { describe, expect, it } from 'vitest';
import type { PlanDocument } from '../../../source/plan/intent/document.js';
import { nodesAtATime, summaryLines } from '../../../source/plan/setup/summary.js';
import { plural } from '../../../source/plan/text/plural.js';
import { PlanningAccount } from '../../helpers/planning.js';
import { accountWith, few, plan } from './documents.js';

async function lines(file: PlanDocument, account?: PlanningAccount, prune = false): Promise<string[]> {
  const found = await (account ?? (await PlanningAccount.open())).plan({ file, consent: { prune } });
  return summaryLines(found).map(({ sign, count, what, detail }) => `${sign} ${count} ${what}: ${detail}`);
}

describe('the summary', () => {
  it('has a line for each kind of resource', async () => {
    expect(await lines(plan())).toEqual([
      '+ 1 record: /patch-wizard/plans/default',
      expect.stringMatching(/^\+ 1 patch baseline: Windows-0day-Important · Critical and security updates/i),
      '+ 8 patch groups: registered with Windows-0day-Important',
      '+ 8 maintenance windows: 1 h each, nodes may start until the end, UTC',
      "+ 8 targets: nodes tagged PatchGroup = the window's group",
      '+ 8 tasks: AWS-RunPatchBaseline, Install, reboot if needed, 2 nodes at a time',
    ]);
  });

  it('says what is otherwise, and where waves differ', async () => {
    const [first, second] = plan().waves;
    const waves = [first, { ...second, own: { task: { durationHours: 6 } } }] as PlanDocument['waves'];
    const scan = { operation: 'Scan', durationHours: 4, cutoffHours: 2, maxConcurrency: '10%' } as const;
    const task = { ...plan().task, ...scan };
    const baselines = [{ kind: 'zero-day' }, { kind: 'aws-rules', os: 'UBUNTU' }] as const;
    expect(await lines(plan({ timeZone: 'Asia/Tokyo', tagKey: 'Patch Group', baselines, task, waves }))).toEqual([
      '+ 1 record: /patch-wizard/plans/default',
      '+ 2 patch baselines: Windows-0day-Important, Ubuntu-Standard',
      '+ 4 patch groups: registrations, one per group and operating system',
      '+ 2 maintenance windows: 4 h each, no node starts in the last 2 h, Asia/Tokyo, or as set for each wave',
      "+ 2 targets: nodes tagged Patch Group = the window's group",
      '+ 2 tasks: AWS-RunPatchBaseline, Scan only, 10% of the nodes at a time',
    ]);
  });

  it('says which members change, and what goes', async () => {
    const account = await accountWith(few());
    expect(await lines(few(), account)).toEqual([]);
    const changed = few({
      waves: plan().waves.slice(0, 1),
      baselines: [{ kind: 'aws-rules', os: 'WINDOWS' }],
      tags: { Team: 'ops' },
      task: { ...plan().task, durationHours: 2, maxErrors: '5' },
    });
    expect(await lines(changed, account, true)).toEqual([
      '~ 1 record: /patch-wizard/plans/default',
      '~ 1 patch baseline: Name, Description, ApprovalRules',
      '~ 1 maintenance window: Duration',
      '~ 1 task: MaxErrors',
      '~ 2 sets of tags: ssm-patch-wizard:tags, Team',
      '- 1 maintenance window: Week1Day2Unattended0400',
      '- 1 registration: Week 1 Day 2 - Unattended - 04:00',
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
