/** Preflight: what would go wrong or surprise, found before the first write. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../../source/plan/account/finding.js';
import type { Inventory, InventoryNode, InventoryWindow } from '../../../source/plan/account/inventory.js';
import type { OwnedInventory } from '../../../source/plan/account/ownership.js';
import { windowsZeroDayImportant } from '../../../source/plan/baseline/catalogue.js';
import type { PlanDocument } from '../../../source/plan/intent/document.js';
import { noConsent } from '../../../source/plan/setup/consent.js';
import { nothingTakenOver } from '../../../source/plan/setup/desired.js';
import { planSetup, requireUnblocked, type SetupPlan } from '../../../source/plan/setup/setup-plan.js';
import { codec } from '../../helpers/codec.js';
import { baseline, inventory, ownTags, registration, target, task, window } from '../../helpers/inventory.js';
import { now } from '../../helpers/planning.js';
import { accountWith, defaultWave, few, plan } from './documents.js';

type Options = Partial<Parameters<typeof planSetup>[2]>;

function planned(account: OwnedInventory, document = plan(), options: Options = {}): SetupPlan {
  return planSetup({ document, takenOver: nothingTakenOver }, account, { codec, now, ...options });
}

function findings(parts: Partial<Inventory>, document?: PlanDocument): readonly Finding[] {
  return planned(inventory(parts), document).findings;
}

const codes = (found: readonly Finding[]): string[] => found.map(({ code }) => code);
const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));

const web = baseline('web-windows', { id: 'pb-0000000000000web1' });
const group = 'Week 1 Day 2 - Unattended - 03:00';
const lastGroup = 'Week 2 Day 3 - Unattended - 04:00';
const foreignWindow = (index: number): InventoryWindow => window(`web-${index}`);
const node = (index: number): InventoryNode => ({ id: `i-${index}`, isOnline: true });
const nodes = many(12, node);
/** So many nodes in each group. */
const nodesIn = (counts: Readonly<Record<string, number>>) =>
  new Map(Object.entries(counts).map(([name, count]) => [name, many(count, node)]));

/** The default plan, set up. */
let settled: OwnedInventory;
beforeAll(async () => {
  settled = await (await accountWith(plan())).read();
});

describe('nothing is found', () => {
  it('in an empty account, and where the plan has been before', () => {
    expect(findings({})).toEqual([]);
    expect(planned(settled).findings).toEqual([]);
  });

  it('where a group of other dates or of another operating system is registered elsewhere', () => {
    const ubuntu = baseline('web-ubuntu', { operatingSystem: 'UBUNTU' });
    const patchGroups = [registration('web', web), registration(group, ubuntu)];
    expect(findings({ baselines: [web, ubuntu], patchGroups })).toEqual([]);
  });

  it('where two systems’ baselines have one name and both are the plan’s', async () => {
    const file = (OperatingSystem: 'WINDOWS' | 'UBUNTU') => ({
      kind: 'file' as const,
      fileName: `${OperatingSystem}.json`,
      rules: { definition: { OperatingSystem, Name: 'Corp', ApprovedPatches: ['example'] } },
    });
    const document = few({ baselines: [file('WINDOWS'), file('UBUNTU')] });
    const again = planned(await (await accountWith(document)).read(), document);
    expect([again.findings, again.operations]).toEqual([[], []]);
  });
});

describe('a patch group that another baseline has', () => {
  it('blocks, names both and says how to go on', () => {
    const message = `The patch group "${group}" is already registered with the baseline web-windows (${web.id}) for Windows Server.`;
    const nextSteps = [
      'Choose other waves, or leave this operating system out of the plan.',
      `Or deregister the group: aws ssm deregister-patch-baseline-for-patch-group --baseline-id ${web.id} --patch-group '${group}'`,
    ];
    const taken = { severity: 'blocking', code: 'patch-group-taken', message, nextSteps };
    expect(findings({ baselines: [web], patchGroups: [registration(group, web)] })).toEqual([taken]);
  });

  it('names the groups of one baseline together, with a command that frees them all', () => {
    const patchGroups = [registration(group, web), registration(lastGroup, web)];
    const [found, ...more] = findings({ baselines: [web], patchGroups });
    expect(more).toEqual([]);
    expect(found?.message).toContain(`The patch groups "${group}", "${lastGroup}" are already registered with`);
    expect(found?.nextSteps[1]).toContain(`for group in '${group}' '${lastGroup}'; do aws ssm deregister-`);
  });
});

describe('a window of nobody’s plan', () => {
  const patching = { targets: [target('t', group)], tasks: [task('k', { targetIds: ['t'] })] };
  const name = 'Week1Day2Unattended0300';

  it('that is called and patches as one of the plan’s blocks, and can be taken over', () => {
    const [found, ...more] = findings({ windows: [window(name, patching)] });
    expect(codes(more)).toEqual(['nodes-in-other-window']);
    expect(found).toMatchObject({
      severity: 'blocking',
      code: 'adoptable',
      message: `A window that belongs to no plan already has the name and patch group of a wave of plan default: ${name} (mw-${name}).`,
      nextSteps: [expect.stringContaining('--adopt'), expect.stringContaining('other waves')],
    });
  });

  it.each<[string, Partial<InventoryWindow>]>([
    ['patches another group', { ...patching, targets: [target('t', 'web')] }],
    ['selects nodes by the other key', { ...patching, targets: [target('t', group, 'tag:Patch Group')] }],
    ['does nothing', {}],
    ['is another plan’s', { ...patching, tags: ownTags('other') }],
  ])('that is only called so and %s is named', (_, parts) => {
    const found = findings({ windows: [window(name, parts)] });
    expect(found[0]).toMatchObject({ severity: 'warning', code: 'window-name-in-use' });
    expect(found[0]?.message).toContain(`${name} (mw-${name})`);
  });
});

describe('quotas', () => {
  const noRoom = 'blocking There is no room for 8 new maintenance windows:';
  const inUse = 'are in use in this region';

  it.each<[number | undefined, number, string?]>([
    [undefined, 42],
    [undefined, 43, `${noRoom} 43 of 50 ${inUse}.`],
    [undefined, 50, `${noRoom} 50 of 50 ${inUse}.`],
    // It was raised, and how far cannot be read.
    [undefined, 51, `warning 8 new maintenance windows may not fit: 51 ${inUse}, more than AWS's default quota of 50.`],
    [100, 92],
    [100, 93, `${noRoom} 93 of 100 ${inUse}.`],
    [40, 41, `${noRoom} 41 of 40 ${inUse}.`],
  ])('of %s windows as somebody has told, %i of them in use', (windows, used, message) => {
    const found = findings({ windows: many(used, foreignWindow), raisedQuotas: windows ? { windows } : {} });
    expect(found.map((each) => `${each.severity} ${each.message}`)).toEqual(message ? [message] : []);
  });

  it('say how many may be chosen, and do not matter to what exists already', () => {
    const [found] = findings({ windows: many(47, foreignWindow) });
    expect(found?.nextSteps[0]).toBe('Choose at most 3 maintenance windows, or delete some of the others.');
    expect(planned({ ...settled, windows: [...settled.windows, ...many(42, foreignWindow)] }).findings).toEqual([]);
  });

  it('of baselines', () => {
    const baselines = many(50, (index) => baseline(`b${index}`));
    expect(findings({ baselines }).map(({ message }) => message)).toEqual([
      'There is no room for 1 new patch baseline: 50 of 50 are in use in this region.',
    ]);
  });
});

describe('registrations that somebody has moved', () => {
  const moved = (to = web): OwnedInventory => ({
    ...settled,
    baselines: [...settled.baselines, to],
    patchGroups: settled.patchGroups.map((row) => (row.patchGroup === group ? registration(group, to) : row)),
  });

  it('are taken back, which is said', () => {
    const { findings: found, operations } = planned(moved());
    const message = expect.stringContaining(web.id);
    expect(found).toMatchObject([{ severity: 'warning', code: 'registration-moved', message }]);
    expect(operations.map(({ kind }) => kind)).toEqual([
      'DeregisterPatchBaselineForPatchGroup',
      'RegisterPatchBaselineForPatchGroup',
    ]);
    expect(operations[1]?.dependsOn).toEqual([operations[0]?.id]);
  });

  it('are not where the plan has no window that patches the group, or no rules for the system yet', () => {
    const windows = settled.windows.filter(({ name }) => name !== 'Week1Day2Unattended0300');
    expect(codes(planned({ ...moved(), windows }).findings)).toEqual(['patch-group-taken']);

    const ubuntu = baseline('web-ubuntu', { operatingSystem: 'UBUNTU' });
    const account = { ...settled, baselines: [...settled.baselines, ubuntu] };
    const patchGroups = [...settled.patchGroups, registration(group, ubuntu)];
    const document = plan({ baselines: [{ kind: 'zero-day' }, { kind: 'aws-rules', os: 'UBUNTU' }] });
    expect(codes(planned({ ...account, patchGroups }, document).findings)).toEqual(['patch-group-taken']);
  });

  it('are not where another plan has them: two plans would take them from each other for ever', () => {
    const other = { ...web, owner: { plan: 'other', by: 'tag' } as const };
    expect(codes(planned(moved(other)).findings)).toEqual(['patch-group-taken']);
  });
});

describe('windows of others that patch the plan’s nodes', () => {
  const byIds = { Key: 'InstanceIds', Values: many(5, (index) => node(index).id) };
  const patching = task('k');
  const counted = { nodes, nodesByTagKey: { PatchGroup: 4, 'Patch Group': 0 } };

  it.each<[string, Partial<InventoryWindow>, number, string | undefined]>([
    ['name a node', { targets: [{ id: 't', targets: [byIds] }] }, 1, 'i-0'],
    ['name some', { targets: [{ id: 't', targets: [byIds] }] }, 4, 'i-0, i-1, i-2 and 1 more'],
    ['name one in a task', { tasks: [{ ...patching, targets: [byIds] }] }, 1, 'i-0'],
    ['name one for another task', { tasks: [patching, { ...patching, taskArn: 'x', targets: [byIds] }] }, 1, undefined],
    ['are switched off', { enabled: false, targets: [{ id: 't', targets: [byIds] }] }, 1, undefined],
    ['do not patch', { tasks: [], targets: [{ id: 't', targets: [byIds] }] }, 1, undefined],
    ['name none of the plan', { targets: [target('t', 'i-99', 'InstanceIds')] }, 1, undefined],
  ])('%s', (_, change, count, named) => {
    const nodesByGroup = nodesIn({ [group]: count });
    const windows = [{ ...foreignWindow(1), tasks: [patching], ...change }];
    const found = findings({ ...counted, nodesByGroup, windows });
    const messages = found.filter(({ code }) => code === 'nodes-in-other-window').map(({ message }) => message);
    const words = `The window web-1 (mw-web-1), which is not in this plan, also patches nodes in this plan's patch groups, selected by their ids: ${named}.`;
    expect(messages).toEqual(named === undefined ? [] : [words]);
  });
});

describe('nodes', () => {
  const tagged = (PatchGroup: number, other = 0) => ({ nodes, nodesByTagKey: { PatchGroup, 'Patch Group': other } });

  it('none of which carries the tag are said to be patched by nothing', () => {
    const message = expect.stringContaining('(12)');
    expect(findings(tagged(0))).toMatchObject([{ severity: 'warning', code: 'no-tagged-nodes', message }]);
    expect(findings(tagged(1))).toEqual([]);
    expect(findings(tagged(0, 9))).toHaveLength(1);
    expect(findings(tagged(0, 9), plan({ tagKey: 'Patch Group' }))).toEqual([]);
  });

  it('of which none is in a group of the plan, and groups without one', () => {
    const nobody = { ...tagged(5), nodesByGroup: nodesIn({ [group]: 0 }) };
    expect(findings(nobody)[0]?.message).toContain('a patch group of this plan');
    const account = inventory({ ...tagged(5), nodesByGroup: nodesIn({ [group]: 2, [lastGroup]: 0 }) });
    const message = `No node has PatchGroup = ${lastGroup}, so 1 of 8 windows would patch nothing.`;
    const tag = `ssm-patch-wizard nodes --assign '${lastGroup}=ungrouped' --region eu-west-1`;
    expect(planned({ ...account, connection: { region: 'eu-west-1' } }, plan()).findings).toMatchObject([
      { code: 'empty-patch-groups', message, nextSteps: [`To add nodes that are in no patch group: ${tag}`] },
    ]);
  });

  it.each([
    [4, '2', 0],
    [5, '2', 1],
    [100, '50%', 0],
    [100, '10%', 1],
  ])('are too many for an hour: %i of them, %s at a time', (count, maxConcurrency, warnings) => {
    const account = { ...tagged(count), nodesByGroup: nodesIn({ [group]: count }) };
    const found = findings(account, plan({ task: { ...plan().task, maxConcurrency } }));
    expect(codes(found)).toEqual(many(warnings, () => 'patch-group-too-large'));
  });

  it('of a group that nothing patches any more are counted, whether its window goes or gets another group', () => {
    const counts = Object.fromEntries(plan().waves.map(({ patchGroup }) => [patchGroup, 2]));
    const account = { ...settled, ...tagged(16), nodesByGroup: nodesIn({ ...counts, other: 1 }) };
    const rest = plan().waves.slice(1);
    const moved = plan({ waves: [{ ...defaultWave, patchGroup: 'other' }, ...rest] });
    const unpatched = (nearest = '', to = '') =>
      expect.objectContaining({
        code: 'nodes-left-unpatched',
        message: `2 nodes with PatchGroup = ${group} will no longer be patched. The nearest wave in time is ${nearest}.`,
        nextSteps: [expect.any(String), expect.stringContaining(`--assign '${to}=tag:PatchGroup=${group}'`)],
      });
    expect(planned(account, moved).findings).toContainEqual(unpatched(defaultWave.name, 'other'));
    const fewer = plan({ waves: rest });
    expect(planned(account, fewer, { consent: { ...noConsent, prune: true } }).findings).toEqual([
      unpatched(rest[0]?.name, rest[0]?.patchGroup),
    ]);
    // Without a prune the former window goes on patching.
    expect(codes(planned(account, fewer).findings)).toEqual(['no-longer-wanted']);
  });
});

it('a rule by a property that the system’s patches do not have is named once, though its baseline is split', () => {
  const definition = { ...windowsZeroDayImportant, OperatingSystem: 'UBUNTU' as const };
  const names = many(30, (index) => ({ name: `w${index}`, patchGroup: `g${index}`, window: `w${index}.x` }));
  const waves = names.map((each) => ({ ...defaultWave, ...each }));
  const baselines = [{ kind: 'file' as const, fileName: 'ubuntu.json', rules: { definition } }];
  expect(findings({}, plan({ waves, baselines }))).toEqual(
    ['CLASSIFICATION', 'MSRC_SEVERITY'].map((key, index) => ({
      severity: 'blocking',
      code: 'foreign-patch-property',
      message: `ubuntu.json: ApprovalRules.PatchRules[0].PatchFilterGroup.PatchFilters[${index}] selects patches by ${key}, which patches for Ubuntu Server do not have. AWS would refuse it.`,
      nextSteps: ['Correct the file ubuntu.json: select by one of PRODUCT, PRIORITY, SECTION.'],
    })),
  );
});

describe('everything at once', () => {
  const other = baseline('other', { id: 'pb-0000000000000web2' });
  const patching = { targets: [target('t', group)], tasks: [task('k')] };
  const clash = window('Week1Day2Unattended0300', { ...patching, tags: ownTags('other') });
  const account = inventory({
    nodes,
    nodesByTagKey: { PatchGroup: 3, 'Patch Group': 0 },
    nodesByGroup: nodesIn({ [group]: 3, 'Week 1 Day 2 - Unattended - 04:00': 0 }),
    baselines: [web, other, ...many(48, (index) => baseline(`b${index}`))],
    patchGroups: [registration(group, web), registration(lastGroup, other)],
    windows: [...many(43, foreignWindow), clash],
  });

  it('comes in one list, what blocks first, and is one error that names the warnings too', () => {
    const found = planned(account);
    expect(found.findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      'blocking patch-group-taken',
      'blocking patch-group-taken',
      'blocking quota',
      'blocking quota',
      'warning window-name-in-use',
      'warning nodes-in-other-window',
      'warning empty-patch-groups',
    ]);
    expect(() => requireUnblocked(found)).toThrow(
      expect.objectContaining({
        code: 'patch-group-taken',
        exitCode: 2,
        message: expect.stringContaining('Week 1 Day 2'),
        nextSteps: [
          'Choose other waves, or leave this operating system out of the plan.',
          expect.stringContaining('Week 1 Day 2'),
          expect.stringContaining('Week 2 Day 3'),
          ...many(4, () => expect.any(String)),
        ],
        detail: expect.stringMatching(
          /^The patch group "Week 2 Day 3.*\nThere is no room for 8 .*\nThere is no room for 1 .*\nAlso: A window with the same name.*\nAlso: The window Week1.*\nAlso: No node has.*\nNothing was changed\.$/,
        ),
      }),
    );
  });

  it('that only warns blocks nothing', () => {
    const found = planned(inventory({ nodes }));
    expect(codes(found.findings)).toEqual(['no-tagged-nodes']);
    expect(requireUnblocked(found)).toBe(found);
  });
});
