/** Preflight: what would go wrong or surprise, found before the first write. */
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../source/plan/account/finding.js';
import type {
  Inventory,
  InventoryBaseline,
  InventoryNode,
  InventoryWindow,
} from '../../../source/plan/account/inventory.js';
import { windowsZeroDayImportant } from '../../../source/plan/baseline/catalogue.js';
import { planSetup, requireUnblocked } from '../../../source/plan/setup/setup-plan.js';
import { type Answers, defaultAnswers, specOf } from '../../../source/plan/spec/answers.js';
import { accountAfter, emptyInventory } from '../account-after.js';

function findings(account: Partial<Inventory>, answers: Answers = defaultAnswers): readonly Finding[] {
  return planSetup(specOf(answers), { ...emptyInventory, ...account }).findings;
}

const foreignBaseline: InventoryBaseline = {
  id: 'pb-0000000000000web1',
  name: 'web-windows',
  operatingSystem: 'WINDOWS',
  isDefault: false,
  tags: {},
};
const group = 'Week 1 Day 2 - Unattended - 03:00';
const taken = {
  patchGroup: group,
  baselineId: foreignBaseline.id,
  baselineName: foreignBaseline.name,
  operatingSystem: 'WINDOWS',
} as const;

function foreignWindow(index: number): InventoryWindow {
  return {
    id: `mw-${index}`,
    name: `web-${index}`,
    enabled: true,
    schedule: 'rate(1 day)',
    durationHours: 1,
    cutoffHours: 0,
    tags: {},
    targets: [],
    tasks: [],
  };
}

const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const node = (index: number): InventoryNode => ({ id: `i-${index}` });
const nodes = many(12, node);
const settled = accountAfter(emptyInventory, planSetup(specOf(defaultAnswers), emptyInventory).operations);

describe('nothing is found', () => {
  it('in an empty account', () => {
    expect(findings({})).toEqual([]);
  });

  it('where the plan has been before', () => {
    expect(findings(settled)).toEqual([]);
  });

  it('where a group of other dates or of another operating system is registered elsewhere', () => {
    const patchGroups = [
      { ...taken, patchGroup: 'web' },
      { ...taken, operatingSystem: 'UBUNTU' as const },
    ];
    expect(findings({ baselines: [foreignBaseline], patchGroups })).toEqual([]);
  });

  it('where two systems’ baselines have one name and both are the plan’s', () => {
    const file = (OperatingSystem: 'WINDOWS' | 'UBUNTU') => ({
      kind: 'file' as const,
      fileName: `${OperatingSystem}.json`,
      definition: { OperatingSystem, Name: 'Corp', ApprovedPatches: ['example'] },
    });
    const answers = { ...defaultAnswers, baselines: [file('WINDOWS'), file('UBUNTU')] };
    const first = planSetup(specOf(answers), emptyInventory);
    const second = planSetup(specOf(answers), accountAfter(emptyInventory, first.operations));
    expect(second.findings).toEqual([]);
    expect(second.operations).toEqual([]);
  });
});

describe('a patch group that another baseline has', () => {
  it('blocks, names both and says how to go on', () => {
    expect(findings({ baselines: [foreignBaseline], patchGroups: [taken] })).toEqual([
      {
        severity: 'blocking',
        code: 'patch-group-taken',
        message: `The patch group "${group}" is already registered with the baseline web-windows (pb-0000000000000web1) for Windows Server.`,
        nextSteps: [
          'Choose other dates, or leave this operating system out of the plan.',
          `Or free the group: aws ssm deregister-patch-baseline-for-patch-group --baseline-id pb-0000000000000web1 --patch-group '${group}'`,
        ],
      },
    ]);
  });

  it('blocks where it is another plan’s, of the same rules', () => {
    const other = planSetup(specOf({ ...defaultAnswers, plan: 'other' }), emptyInventory);
    const found = findings(accountAfter(emptyInventory, other.operations));
    const [one, ...more] = found.filter(({ code }) => code === 'patch-group-taken');
    expect(more).toEqual([]);
    expect(one?.message).toMatch(/^The patch groups ("Week [^"]*", ){7}"Week [^"]*" are already registered with/);
  });

  it('names the groups of one baseline together, with a command that frees them all', () => {
    const patchGroups = [taken, { ...taken, patchGroup: 'Week 2 Day 3 - Unattended - 04:00' }];
    expect(findings({ baselines: [foreignBaseline], patchGroups })).toEqual([
      {
        severity: 'blocking',
        code: 'patch-group-taken',
        message: `The patch groups "${group}", "Week 2 Day 3 - Unattended - 04:00" are already registered with the baseline web-windows (pb-0000000000000web1) for Windows Server.`,
        nextSteps: [
          'Choose other dates, or leave this operating system out of the plan.',
          `Or free the groups: for group in '${group}' 'Week 2 Day 3 - Unattended - 04:00'; do aws ssm deregister-patch-baseline-for-patch-group --baseline-id pb-0000000000000web1 --patch-group "$group"; done`,
        ],
      },
    ]);
  });

  it('is one error with all the others, before anything is changed', () => {
    const other = { ...taken, patchGroup: 'Week 2 Day 3 - Unattended - 04:00', baselineId: 'pb-0000000000000web2' };
    const account = { ...emptyInventory, baselines: [foreignBaseline], patchGroups: [taken, other] };
    const plan = planSetup(specOf(defaultAnswers), account);
    expect(() => requireUnblocked(plan)).toThrow(
      expect.objectContaining({
        code: 'patch-group-taken',
        exitCode: 2,
        message: expect.stringContaining('Week 1 Day 2'),
        detail: expect.stringMatching(/Week 2 Day 3.*\nNothing was changed\.$/),
        nextSteps: [
          'Choose other dates, or leave this operating system out of the plan.',
          expect.stringContaining('Week 1 Day 2'),
          expect.stringContaining('Week 2 Day 3'),
        ],
      }),
    );
  });
});

describe('quotas', () => {
  it.each([
    [42, []],
    [43, ['There is no room for 8 new maintenance windows: 43 of 50 are in use in this region.']],
    [50, ['There is no room for 8 new maintenance windows: 50 of 50 are in use in this region.']],
  ])('of windows, %i of them in use', (used, messages) => {
    const found = findings({ windows: many(used, foreignWindow) });
    expect(found.map(({ message }) => message)).toEqual(messages);
    expect(found.every(({ severity, code }) => severity === 'blocking' && code === 'quota')).toBe(true);
  });

  it('of windows say how many may be chosen', () => {
    const [found] = findings({ windows: many(47, foreignWindow) });
    expect(found?.nextSteps[0]).toBe('Choose at most 3, or remove some of the others.');
  });

  it('of baselines', () => {
    const baselines = many(50, (index) => ({ ...foreignBaseline, id: `pb-${index}` }));
    expect(findings({ baselines }).map(({ message }) => message)).toEqual([
      'There is no room for 1 new patch baseline: 50 of 50 are in use in this region.',
    ]);
  });

  it('do not matter to what exists already', () => {
    const windows = [...settled.windows, ...many(42, foreignWindow)];
    expect(findings({ ...settled, windows })).toEqual([]);
  });
});

describe('a quota that was raised', () => {
  it('of windows warns: how far it was raised cannot be read', () => {
    const [found, ...more] = findings({ windows: many(51, foreignWindow) });
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      severity: 'warning',
      code: 'quota',
      message:
        "8 new maintenance windows may not fit: 51 are in use in this region, more than AWS's default quota of 50.",
    });
  });

  it.each([
    [100, 92, []],
    [100, 93, ['blocking There is no room for 8 new maintenance windows: 93 of 100 are in use in this region.']],
    [40, 41, ['blocking There is no room for 8 new maintenance windows: 41 of 40 are in use in this region.']],
  ])('is known where somebody has said it: %i windows, %i in use', (quota, used, said) => {
    const found = findings({ windows: many(used, foreignWindow), raisedQuotas: { windows: quota } });
    expect(found.map(({ severity, message }) => `${severity} ${message}`)).toEqual(said);
  });
});

describe('registrations that somebody has moved', () => {
  const moved = (baselineId: string) => ({
    ...settled,
    baselines: [...settled.baselines, foreignBaseline],
    patchGroups: settled.patchGroups.map((row) =>
      row.patchGroup === group ? { ...row, baselineId, baselineName: 'web-windows' } : row,
    ),
  });

  it('are taken back, which is said', () => {
    const plan = planSetup(specOf(defaultAnswers), moved(foreignBaseline.id));
    expect(plan.findings).toMatchObject([
      { severity: 'warning', code: 'registration-moved', message: expect.stringContaining(foreignBaseline.id) },
    ]);
    expect(plan.operations.map(({ kind }) => kind)).toEqual([
      'DeregisterPatchBaselineForPatchGroup',
      'RegisterPatchBaselineForPatchGroup',
    ]);
    expect(plan.operations[1]?.dependsOn).toEqual([plan.operations[0]?.id]);
  });

  it('are taken back from one of AWS’s own baselines too', () => {
    const aws = 'arn:aws:ssm:eu-west-1:123:patchbaseline/pb-0aws';
    expect(findings(moved(aws)).map(({ code }) => code)).toEqual(['registration-moved']);
  });

  it('are not where the plan has no window that patches the group, or no rules for the system yet', () => {
    const account = moved(foreignBaseline.id);
    const windows = account.windows.filter(({ name }) => name !== 'Week1Day2Unattended0300');
    expect(findings({ ...account, windows }).map(({ code }) => code)).toEqual(['patch-group-taken']);

    const patchGroups = [...settled.patchGroups, { ...taken, operatingSystem: 'UBUNTU' as const }];
    const ubuntu = { ...foreignBaseline, operatingSystem: 'UBUNTU' as const };
    const answers: Answers = {
      ...defaultAnswers,
      baselines: [...defaultAnswers.baselines, { kind: 'aws-rules', os: 'UBUNTU' }],
    };
    const found = findings({ ...settled, baselines: [...settled.baselines, ubuntu], patchGroups }, answers);
    expect(found.map(({ code }) => code)).toEqual(['patch-group-taken']);
  });

  it('are not where another plan has them: two plans would take them from each other for ever', () => {
    const account = moved(foreignBaseline.id);
    const baselines = account.baselines.map((baseline) =>
      baseline.id === foreignBaseline.id ? { ...baseline, tags: { 'ssm-patch-wizard:plan': 'other' } } : baseline,
    );
    expect(findings({ ...account, baselines }).map(({ code }) => code)).toEqual(['patch-group-taken']);
  });
});

describe('windows of others', () => {
  const byIds = { Key: 'InstanceIds', Values: many(5, node).map(({ id }) => id) };
  const patching = { id: 't', taskArn: 'AWS-RunPatchBaseline', type: 'RUN_COMMAND', targets: [] };
  const other = { ...foreignWindow(1), tasks: [patching] };
  const account = { nodes, nodesByTagKey: { PatchGroup: 4, 'Patch Group': 0 } };
  const inGroup = (count: number) => ({ ...account, nodesByGroup: new Map([[group, many(count, node)]]) });

  it.each<[string, Partial<InventoryWindow>, number, string | undefined]>([
    ['name a node', { targets: [{ id: 't', targets: [byIds] }] }, 1, 'i-0'],
    ['name some', { targets: [{ id: 't', targets: [byIds] }] }, 4, 'i-0, i-1, i-2 and 1 more'],
    ['name one in a task', { tasks: [{ ...patching, targets: [byIds] }] }, 1, 'i-0'],
    [
      'name one for another task',
      { tasks: [patching, { ...patching, taskArn: 'other', targets: [byIds] }] },
      1,
      undefined,
    ],
    ['are switched off', { enabled: false, targets: [{ id: 't', targets: [byIds] }] }, 1, undefined],
    ['do not patch', { tasks: [], targets: [{ id: 't', targets: [byIds] }] }, 1, undefined],
    [
      'name none of the plan',
      { targets: [{ id: 't', targets: [{ Key: 'InstanceIds', Values: ['i-99'] }] }] },
      1,
      undefined,
    ],
  ])('that %s', (_, change, count, named) => {
    const found = findings({ ...inGroup(count), windows: [{ ...other, ...change }] });
    const messages = found.filter(({ code }) => code === 'nodes-in-other-window').map(({ message }) => message);
    expect(messages).toEqual(
      named === undefined
        ? []
        : [
            `Nodes in patch groups of this plan are also patched by the window web-1 (mw-1), which is not of this plan, by their ids: ${named}.`,
          ],
    );
  });
});

describe('everything at once', () => {
  const account: Inventory = {
    ...emptyInventory,
    nodes,
    nodesByTagKey: { PatchGroup: 3, 'Patch Group': 0 },
    nodesByGroup: new Map([
      [group, many(3, node)],
      ['Week 1 Day 2 - Unattended - 04:00', []],
    ]),
    baselines: [foreignBaseline, ...many(49, (index) => ({ ...foreignBaseline, id: `pb-${index}` }))],
    patchGroups: [taken],
    windows: [
      ...many(43, foreignWindow),
      {
        ...foreignWindow(100),
        name: 'Week1Day2Unattended0300',
        targets: [{ id: 't', targets: [{ Key: 'tag:PatchGroup', Values: [group] }] }],
        tasks: [{ id: 'k', taskArn: 'AWS-RunPatchBaseline', type: 'RUN_COMMAND', targets: [] }],
      },
    ],
  };

  it('comes in one list, what blocks first', () => {
    const found = findings(account);
    expect(found.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      'blocking patch-group-taken',
      'blocking quota',
      'blocking quota',
      'warning window-name-in-use',
      'warning nodes-in-other-window',
      'warning empty-patch-groups',
    ]);
    expect(found[5]).toMatchObject({
      message: 'No node carries PatchGroup = Week 1 Day 2 - Unattended - 04:00: 1 of 8 windows would patch nothing.',
      nextSteps: [
        "Tag nodes, e.g.: aws ec2 create-tags --resources i-… --tags 'Key=PatchGroup,Value=Week 1 Day 2 - Unattended - 04:00'",
      ],
    });
  });

  it('is one error that names the warnings too', () => {
    const plan = planSetup(specOf(defaultAnswers), account, { region: 'eu-west-1' });
    expect(() => requireUnblocked(plan)).toThrow(
      expect.objectContaining({
        code: 'patch-group-taken',
        detail: expect.stringMatching(
          /^There is no room for 8 .*\nThere is no room for 1 .*\nBesides: Windows of the same name.*\nBesides: The patch group.*\nBesides: No node carries.*\nNothing was changed\.$/,
        ),
      }),
    );
    expect(plan.findings[5]?.nextSteps[0]).toContain('--region eu-west-1 ');
  });
});

describe('warnings', () => {
  it('name a property that the patches of a rule’s system do not have, once', () => {
    const definition = { ...windowsZeroDayImportant, OperatingSystem: 'UBUNTU' as const };
    const baselines = [{ kind: 'file' as const, fileName: 'ubuntu.json', definition }];
    // More groups than a baseline takes: it is split.
    const days = { kind: 'weekdays', weeks: [1, 2, 3, 4, 5], weekdays: [1, 2, 3] } as const;
    expect(findings({}, { ...defaultAnswers, baselines, days })).toEqual(
      ['CLASSIFICATION', 'MSRC_SEVERITY'].map((key) => ({
        severity: 'warning',
        code: 'foreign-patch-property',
        message: `A rule for Ubuntu Server selects patches by ${key}, which patches for that system do not have: it may approve nothing.`,
        nextSteps: ['Select by one of PRODUCT, PRIORITY, SECTION.'],
      })),
    );
  });

  it('name windows of the same name that are not the plan’s', () => {
    const windows = [{ ...foreignWindow(1), name: 'Week1Day2Unattended0300' }];
    const [found, ...more] = findings({ windows });
    expect(more).toEqual([]);
    expect(found).toMatchObject({ severity: 'warning', code: 'window-name-in-use' });
    expect(found?.message).toContain('Week1Day2Unattended0300 (mw-1)');
  });

  it('name what the plan made and no longer wants', () => {
    const [found, ...more] = findings(settled, { ...defaultAnswers, times: [{ hour: 3, minute: 0 }] });
    expect(more).toEqual([]);
    expect(found).toMatchObject({ severity: 'warning', code: 'no-longer-wanted' });
    expect(found?.message).toMatch(/^Plan default made 8 things .*go on patching: Week1Day2Unattended0400 \(/);
    expect(found?.nextSteps[0]).toContain('--prune');
  });

  it('say that no node carries the tag', () => {
    const [found] = findings({ nodes });
    expect(found).toMatchObject({ severity: 'warning', code: 'no-tagged-nodes' });
    expect(found?.message).toContain('(12)');
    expect(findings({ nodes, nodesByTagKey: { PatchGroup: 1, 'Patch Group': 0 } })).toEqual([]);
    expect(findings({ nodes, nodesByTagKey: { PatchGroup: 0, 'Patch Group': 9 } })).toHaveLength(1);
    expect(
      findings(
        { nodes, nodesByTagKey: { PatchGroup: 0, 'Patch Group': 9 } },
        { ...defaultAnswers, tagKey: 'Patch Group' },
      ),
    ).toEqual([]);
  });

  it('say that nodes carry the tag, but no group of the plan', () => {
    const account = { nodes, nodesByTagKey: { PatchGroup: 5, 'Patch Group': 0 } };
    expect(findings({ ...account, nodesByGroup: new Map([[group, []]]) })[0]?.message).toContain(
      'a patch group of this plan',
    );
    expect(findings({ ...account, nodesByGroup: new Map([[group, many(2, node)]]) })).toEqual([]);
  });

  it.each([
    [4, '2', 0],
    [5, '2', 1],
    [100, '50%', 0],
    [100, '10%', 1],
  ])('say when %i nodes, %s at a time, do not fit into an hour', (count, maxConcurrency, warnings) => {
    const answers = { ...defaultAnswers, task: { ...defaultAnswers.task, maxConcurrency } };
    const account = { nodes, nodesByTagKey: { PatchGroup: count, 'Patch Group': 0 } };
    const found = findings({ ...account, nodesByGroup: new Map([[group, many(count, node)]]) }, answers);
    expect(found.map(({ code }) => code)).toEqual(many(warnings, () => 'patch-group-too-large'));
  });

  it('block nothing and come after what does', () => {
    const account = { ...emptyInventory, nodes, baselines: [foreignBaseline], patchGroups: [taken] };
    expect(findings(account).map(({ severity }) => severity)).toEqual(['blocking', 'warning']);
    const plan = planSetup(specOf(defaultAnswers), { ...emptyInventory, nodes });
    expect(requireUnblocked(plan)).toBe(plan);
  });
});
