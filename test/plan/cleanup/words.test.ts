/** Consequences: what happens to which nodes, and when it would have run. */
import { describe, expect, it } from 'vitest';
import type { InventoryTarget, PatchGroupRegistration } from '../../../source/plan/account/inventory.js';
import type { OwnedInventory } from '../../../source/plan/account/ownership.js';
import type { CleanupAction, CleanupChoice } from '../../../source/plan/cleanup/choice.js';
import { taskConsequence, windowConsequence } from '../../../source/plan/cleanup/words.js';
import { itemsIn } from '../../helpers/choices.js';
import {
  baseline,
  inventory,
  now,
  registration,
  target,
  task,
  type WindowOptions,
  window,
} from '../../helpers/inventory.js';

const linux2 = { platformName: 'Amazon Linux', platformVersion: '2', platformType: 'Linux', isOnline: true };
const linuxNode = (id: string) => ({ id, ...linux2 });
const nodesByGroup = new Map([
  ['web', [linuxNode('i-web1'), linuxNode('i-web2')]],
  ['db', [linuxNode('i-db')]],
  ['mixed', [linuxNode('i-mixed'), { id: 'i-windows', platformType: 'Windows', isOnline: true }]],
  ['nobody', []],
]);
const nodesByTag = {
  PatchGroup: nodesByGroup,
  // The node of the group carries both tags.
  'Patch Group': new Map([['db', [linuxNode('i-db')]]]),
};
const account = inventory({ nodesByTag });

function windowWords(options: WindowOptions, of: OwnedInventory = account): string {
  return windowConsequence(window('nightly', { targets: [target('t')], ...options }), of, now);
}

/** A window that patches a group. */
const patching = (name: string, group: string, options: WindowOptions = {}) =>
  window(name, { targets: [target('t', group)], tasks: [task('t')], ...options });

describe('the nodes of a window', () => {
  it.each<[string, readonly InventoryTarget[], string]>([
    ['no target', [], 'It has no targets, so it does not patch anything.'],
    ['a group', [target('t', 'web')], 'It will no longer patch 2 nodes.'],
    ['the other tag key', [target('t', 'db', 'tag:Patch Group')], 'It will no longer patch 1 node.'],
    ['a group of nobody', [target('t', 'nobody')], 'No nodes are in its targets now.'],
    ['another tag', [target('t', 'x', 'tag:Team')], 'It will no longer patch the nodes in its targets.'],
  ])('%s', (_, targets, words) => {
    expect(windowWords({ targets }).startsWith(words)).toBe(true);
  });

  it.each([
    [['Scan'], 'scan'],
    [['Scan', 'Scan'], 'scan'],
    [['Scan', 'Install'], 'patch'],
    [['Install'], 'patch'],
  ])('are %j', (operations, verb) => {
    const tasks = operations.map((operation, index) => task(`t${index}`, { operation }));
    expect(windowWords({ targets: [target('t', 'web')], tasks })).toBe(`It will no longer ${verb} 2 nodes.`);
  });

  it('that nobody has counted are not guessed', () => {
    expect(windowWords({}, inventory({}))).toBe('It will no longer patch the nodes in its targets.');
  });
});

describe('when it would have run', () => {
  it.each<[WindowOptions, string]>([
    [{ isRunning: true, nextExecutionTime: '2026-12-01T03:00Z' }, 'It is running now. This run will not be stopped.'],
    [{ enabled: false }, 'It is already switched off.'],
    [{ nextExecutionTime: '2026-11-23T10:00Z' }, 'It runs in less than a minute.'],
    [{ nextExecutionTime: '2026-11-23T10:01Z' }, 'It runs in 1 minute.'],
    [{ nextExecutionTime: '2026-11-23T10:40:00.000Z' }, 'It runs in 40 minutes.'],
    [{ nextExecutionTime: '2026-11-23T06:00-05:00' }, 'It runs in 60 minutes.'],
    [{ nextExecutionTime: '2026-11-23T11:01Z' }, 'Its next run would be Mon 23 Nov 11:01 UTC.'],
    [{ nextExecutionTime: '2026-12-12T22:00-05:00' }, 'Its next run would be Sun 13 Dec 03:00 UTC.'],
    // A Sunday there is still Saturday in UTC.
    [
      { nextExecutionTime: '2026-12-12T18:00Z', timeZone: 'Asia/Tokyo' },
      'Its next run would be Sun 13 Dec 03:00 Tokyo.',
    ],
    [{ nextExecutionTime: 'soon' }, 'no longer patch 2 nodes.'],
    [{}, 'no longer patch 2 nodes.'],
  ])('%j', (options, words) => {
    expect(windowWords(options).endsWith(words)).toBe(true);
  });

  it('a task says first that the rest of its window stays', () => {
    const tasks = [task('patch'), task('fn', { document: 'arn:fn', type: 'LAMBDA', name: 'report' })];
    const words = 'The window stays, with a Lambda task (report). It will no longer patch 2 nodes.';
    expect(taskConsequence(window('mixed', { targets: [target('t')], tasks }), account, now)).toBe(words);
  });
});

/** Of a registration, if the others of the choice go too. */
function consequence(row: PatchGroupRegistration, of: OwnedInventory, choice: CleanupChoice = new Map()): string {
  const item = itemsIn({ ...of, patchGroups: [row] }).find(({ kind }) => kind === 'registration');
  return item ? item.consequence(choice) : '';
}

const resetting: CleanupChoice = new Map([['default/WINDOWS', 'delete']]);

describe('a registration', () => {
  const linux = baseline('linux', { operatingSystem: 'AMAZON_LINUX_2' });
  const corp = baseline('corp', { isDefault: true });
  const strict = baseline('strict');

  it.each([
    ['web', '2 Amazon Linux 2 nodes fall back to AWS-AmazonLinux2DefaultPatchBaseline.'],
    ['db', '1 Amazon Linux 2 node falls back to AWS-AmazonLinux2DefaultPatchBaseline.'],
    ['mixed', '1 Amazon Linux 2 node falls back to AWS-AmazonLinux2DefaultPatchBaseline.'],
    ['nobody', 'The group has no nodes; Amazon Linux 2 nodes that join it get AWS-AmazonLinux2DefaultPatchBaseline.'],
  ])('of the group %s', (group, words) => {
    expect(consequence(registration(group, linux), inventory({ baselines: [linux], nodesByTag }))).toBe(words);
  });

  it('falls back to the account’s own default where it has one; with the default nothing changes', () => {
    const words = 'The group has no Windows Server nodes; Windows Server nodes that join it get corp.';
    expect(consequence(registration('web', strict), inventory({ baselines: [strict, corp], nodesByTag }))).toBe(words);
    const account = inventory({ baselines: [corp], windows: [patching('nightly', 'web')] });
    const nothing = 'Nothing changes for its nodes, because this baseline is the default.';
    expect(consequence(registration('web', corp), account)).toBe(nothing);
  });

  it('with a default that is reset by the same choice falls back to AWS’s', () => {
    const all = inventory({ baselines: [corp, strict], windows: [patching('nightly', 'mixed')], nodesByTag });
    const words =
      '1 Windows Server node falls back to AWS-DefaultPatchBaseline. If nightly stays, it patches with AWS-DefaultPatchBaseline.';
    expect(consequence(registration('mixed', corp), all, resetting)).toBe(words);
    expect(consequence(registration('mixed', strict), all, resetting)).toBe(words);
    expect(consequence(registration('mixed', strict), all)).toContain('If nightly stays, it patches with corp.');
    expect(consequence(registration('web', strict), all, resetting)).toBe(
      'The group has no Windows Server nodes; Windows Server nodes that join it get AWS-DefaultPatchBaseline.',
    );
  });

  it('with AWS’s own default: nothing changes once that is the default again', () => {
    const predefined = inventory({}).predefined?.find(({ name }) => name === 'AWS-DefaultPatchBaseline');
    const row = { patchGroup: 'web', baselineName: '', operatingSystem: 'WINDOWS', baselineId: predefined?.id ?? '' };
    const all = inventory({ baselines: [corp], nodesByTag });
    expect(consequence(row as PatchGroupRegistration, all)).toContain('get corp.');
    expect(consequence(row as PatchGroupRegistration, all, resetting)).toMatch(/^Nothing changes/);
  });

  it('names the windows that would patch with another baseline, those that are switched off too', () => {
    const windows = [
      patching('nightly', 'web'),
      patching('off', 'web', { targets: [target('t', 'web', 'tag:Patch Group')], enabled: false }),
      patching('elsewhere', 'db'),
      patching('inventory', 'web', { tasks: [task('t', { document: 'AWS-Other' })] }),
    ];
    const all = inventory({ baselines: [linux], windows });
    const nodes = 'Its Amazon Linux 2 nodes fall back to AWS-AmazonLinux2DefaultPatchBaseline.';
    expect(consequence(registration('web', linux), all)).toBe(
      `${nodes} If nightly, off (switched off) stay, they patch with AWS-AmazonLinux2DefaultPatchBaseline.`,
    );
    const words = (action: CleanupAction, ...names: string[]) =>
      consequence(registration('web', linux), all, new Map(names.map((name) => [`mw-${name}`, action])));
    const one = `${nodes} If off (switched off) stays, it patches with AWS-AmazonLinux2DefaultPatchBaseline.`;
    expect(words('delete', 'nightly')).toBe(one);
    expect(words('delete', 'nightly', 'off')).toBe(nodes);
    expect(words('disable', 'nightly', 'off')).toContain('If nightly, off (switched off) stay,');
  });

  it('names no mixed window whose patching task goes too', () => {
    const tasks = [task('t'), task('lambda', { document: 'arn:aws:lambda:x', type: 'LAMBDA' })];
    const all = inventory({ baselines: [linux], windows: [patching('mixed', 'web', { tasks })] });
    expect(consequence(registration('web', linux), all)).toContain('If mixed stays, it patches');
    expect(consequence(registration('web', linux), all, new Map([['t', 'delete']]))).not.toContain('mixed');
  });
});

/** The first baseline's. */
function baselineWords(account: OwnedInventory, choice: CleanupChoice = new Map()): string {
  const [first] = account.baselines;
  const item = itemsIn(account).find(({ id }) => id === first?.id);
  return item ? item.consequence(choice) : '';
}

describe('a baseline', () => {
  const corp = baseline('corp');
  it.each([
    [[], 'No patch group is registered with it. Quick Setup patch policies that use it would fail'],
    [['web'], '1 patch group loses it; its nodes fall back to AWS-DefaultPatchBaseline. Quick Setup'],
    [['web', 'db'], '2 patch groups lose it; their nodes fall back to AWS-DefaultPatchBaseline. Quick'],
  ])('with the groups %j', (groups, words) => {
    const patchGroups = groups.map((group) => registration(group, corp));
    expect(baselineWords(inventory({ baselines: [corp], patchGroups })).startsWith(words)).toBe(true);
  });

  it('that is the default does not fall back to itself, nor one that goes with it to that', () => {
    const own = baseline('own', { isDefault: true });
    const words = /^1 patch group loses it; its nodes fall back to AWS-DefaultPatchBaseline\./;
    expect(baselineWords(inventory({ baselines: [own], patchGroups: [registration('web', own)] }))).toMatch(words);
    const account = inventory({ baselines: [corp, own], patchGroups: [registration('web', corp)] });
    expect(baselineWords(account)).toContain('fall back to own.');
    expect(baselineWords(account, resetting)).toMatch(words);
  });
});
