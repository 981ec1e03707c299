/** What a plan made before and no longer wants, and what is never offered whatever the plan wants. */
import { describe, expect, it } from 'vitest';
import type { Inventory, InventoryTask, InventoryWindow } from '../../../source/plan/account/inventory.js';
import { planSetup } from '../../../source/plan/setup/setup-plan.js';
import { type Answers, defaultAnswers, specOf } from '../../../source/plan/spec/answers.js';
import { accountAfter, emptyInventory } from '../account-after.js';

const account = accountAfter(emptyInventory, planSetup(specOf(defaultAnswers), emptyInventory).operations);
const withoutFour: Answers = { ...defaultAnswers, times: [{ hour: 3, minute: 0 }] };

function unwanted(answers: Answers, inventory: Inventory = account): string[] {
  return planSetup(specOf(answers), inventory).unwanted.map(({ kind, name }) => `${kind} ${name}`);
}

function operationsOf(answers: Answers, inventory: Inventory = account) {
  return planSetup(specOf(answers), inventory, { consent: { prune: true, adopt: false } }).operations;
}

const first = account.windows.find(({ name }) => name === 'Week1Day2Unattended0400');
if (first === undefined) throw new Error('no window');

function withFirst(change: Partial<InventoryWindow>): Inventory {
  return {
    ...account,
    windows: account.windows.map((window) => (window === first ? { ...window, ...change } : window)),
  };
}

const foreignTask: InventoryTask = {
  id: 'theirs',
  taskArn: 'AWS-GatherSoftwareInventory',
  type: 'RUN_COMMAND',
  targets: [],
};

describe('what is offered', () => {
  it('is nothing where all of it is wanted', () => {
    expect(unwanted(defaultAnswers)).toEqual([]);
  });

  it('is former dates, window and registration', () => {
    const dates = [1, 2].flatMap((week) => [2, 3].map((day) => [week, day] as const));
    expect(unwanted(withoutFour)).toEqual([
      ...dates.map(([week, day]) => `window Week${week}Day${day}Unattended0400`),
      ...dates.map(([week, day]) => `registration Week ${week} Day ${day} - Unattended - 04:00`),
    ]);
  });

  it('is a former system, with its registrations, though windows of the plan still patch the groups', () => {
    const found = unwanted({ ...defaultAnswers, baselines: [{ kind: 'aws-rules', os: 'UBUNTU' }] });
    expect(found.filter((each) => each.startsWith('registration'))).toHaveLength(8);
    expect(found.filter((each) => !each.startsWith('registration'))).toEqual(['baseline Windows-0day-Important']);
  });

  it('is the second of two windows that an interrupted run has left, the one without a task', () => {
    const twin = { ...first, id: 'mw-twin', targets: [], tasks: [] };
    for (const windows of [
      [twin, ...account.windows],
      [...account.windows, twin],
    ]) {
      const plan = planSetup(specOf(defaultAnswers), { ...account, windows });
      expect(plan.operations).toEqual([]);
      expect(plan.unwanted.map(({ id }) => id)).toEqual(['mw-twin']);
    }
  });

  it('is only the task of a former window that others use too', () => {
    const inventory = withFirst({ tasks: [...first.tasks, foreignTask] });
    expect(unwanted(withoutFour, inventory)).toContain('task Week1Day2Unattended0400 / RunPatchBaseline-Install');
    const ids = operationsOf(withoutFour, inventory).map(({ kind, name }) => `${kind} ${name}`);
    expect(ids).toContain('DeregisterTaskFromMaintenanceWindow Week1Day2Unattended0400');
    expect(ids).not.toContain('DeleteMaintenanceWindow Week1Day2Unattended0400');
  });
});

describe('what is never offered', () => {
  const group = 'Week 1 Day 2 - Unattended - 04:00';

  it('is what is tagged as protected', () => {
    const inventory = withFirst({ tags: { ...first.tags, 'ssm-patch-wizard:protect': '' } });
    expect(unwanted(withoutFour, inventory)).not.toContain(`window ${first.name}`);
  });

  it('is what a protected window patches with, its registration and the baseline, and it is said why', () => {
    const tags = { ...first.tags, 'ssm-patch-wizard:protect': '' };
    const inventory = withFirst({ tags });
    expect(unwanted(withoutFour, inventory)).not.toContain(`registration ${group}`);
    const ubuntu: Answers = { ...withoutFour, baselines: [{ kind: 'aws-rules', os: 'UBUNTU' }] };
    expect(unwanted(ubuntu, inventory)).not.toContain(`registration ${group}`);
    expect(unwanted(ubuntu, inventory)).not.toContain('baseline Windows-0day-Important');
    const { findings } = planSetup(specOf(ubuntu), inventory, { consent: { prune: true, adopt: false } });
    expect(findings.filter(({ code }) => code === 'unwanted-stays').map(({ message }) => message)).toEqual([
      `Plan default no longer wants these, and they stay all the same: ${group} (${first.name} patches with it); Windows-0day-Important (patch groups stay with it); ${first.name} (tagged ssm-patch-wizard:protect).`,
    ]);
    expect(unwanted(withoutFour, withFirst({ tags, tasks: [] }))).toContain(`registration ${group}`);
  });

  it('is what is of others, or of another plan', () => {
    const others: Record<string, string>[] = [{}, { 'ssm-patch-wizard:plan': 'other' }];
    for (const tags of others) {
      expect(unwanted(withoutFour, withFirst({ tags }))).not.toContain(`window ${first.name}`);
    }
  });

  it('is the registration of a group that a window of others patches, and then its baseline', () => {
    const theirs: InventoryWindow = { ...first, id: 'mw-theirs', name: 'theirs', tags: {} };
    const inventory = { ...account, windows: [...account.windows, theirs] };
    expect(unwanted(withoutFour, inventory)).toContain(`window ${first.name}`);
    expect(unwanted(withoutFour, inventory)).not.toContain(`registration ${group}`);
    const found = unwanted({ ...defaultAnswers, baselines: [{ kind: 'aws-rules', os: 'UBUNTU' }] }, inventory);
    expect(found).not.toContain(`registration ${group}`);
    expect(found).not.toContain('baseline Windows-0day-Important');
    expect(found).toContain('registration Week 1 Day 2 - Unattended - 03:00');
  });

  it('is a baseline that somebody has made the default', () => {
    const baselines = account.baselines.map((baseline) => ({ ...baseline, isDefault: true }));
    const found = unwanted(
      { ...defaultAnswers, baselines: [{ kind: 'aws-rules', os: 'UBUNTU' }] },
      { ...account, baselines },
    );
    expect(found.filter((each) => each.startsWith('baseline'))).toEqual([]);
  });
});

describe('pruning', () => {
  it('waits for everything else, and is none without a yes of its own', () => {
    const more: Answers = {
      ...withoutFour,
      times: [
        { hour: 3, minute: 0 },
        { hour: 5, minute: 0 },
      ],
    };
    const operations = operationsOf(more);
    const firstDeletion = operations.findIndex(({ kind }) => /^(De|Deregister)/.test(kind));
    const before = operations.slice(0, firstDeletion);
    expect(before.map(({ kind }) => kind)).toContain('RegisterTaskWithMaintenanceWindow');
    for (const { kind, dependsOn, guards } of operations.slice(firstDeletion)) {
      expect(kind).toMatch(/^De(lete|register)/);
      expect(dependsOn).toEqual(expect.arrayContaining(before.map(({ id }) => id)));
      expect(guards?.length).toBeGreaterThan(0);
    }
    expect(planSetup(specOf(more), account).operations).toEqual(before);
  });

  it('is backed up with everything that stays', () => {
    const { items, unwanted: gone } = planSetup(specOf(withoutFour), account);
    expect(items.length).toBe(8 + 8 + 1);
    for (const item of gone) expect(items).toContain(item);
  });
});
