/** What a clean-up can take away: whose it is, why, and what happens if it goes. */
import { describe, expect, it } from 'vitest';
import { describeError, UserError } from '../../../source/errors.js';
import type { Inventory, InventoryWindow } from '../../../source/plan/account/inventory.js';
import { itemClasses } from '../../../source/plan/cleanup/item-class.js';
import { type CleanupItem, canGo } from '../../../source/plan/cleanup/items.js';
import { itemsOf as allItems, itemsIn } from '../../helpers/choices.js';
import {
  baseline,
  inventory,
  ownTags,
  protectedTags,
  record,
  registration,
  type TaskOptions,
  target,
  task,
  window,
} from '../../helpers/inventory.js';
import { forSome } from '../../helpers/properties.js';
import { anyAccount, built } from '../../helpers/random-account.js';

/** Those that are not AWS's own. */
function itemsOf(parts: Partial<Inventory>): CleanupItem[] {
  return allItems(parts).filter(({ kind }) => kind !== 'predefined');
}

/** The only item of a window with these tasks. */
function windowWith(tasks: readonly TaskOptions[], options: Partial<InventoryWindow> = {}): CleanupItem {
  const contents = tasks.map((each, index) => task(`task-${index}`, each));
  const [item, ...more] = itemsOf({ windows: [window('nightly', { ...options, tasks: contents })] });
  if (item === undefined || more.length > 0) throw new Error(`${more.length + 1} items`);
  return item;
}

const lambda: TaskOptions = { document: 'arn:aws:lambda:eu-west-1:1:function:fn', type: 'LAMBDA', name: 'snapshot' };

const shared: TaskOptions = { document: 'arn:aws:ssm:eu-west-1:111122223333:document/Shared-PatchLinux' };
const script: TaskOptions = { document: 'AWS-RunShellScript', name: 'yum-update' };
const gather: TaskOptions = { document: 'AWS-GatherSoftwareInventory' };
const unknown = "runs Shared-PatchLinux, which is not one of AWS's patching documents";
const unknownTwo = "runs AWS-RunShellScript and Shared-PatchLinux, none of which is one of AWS's patching documents";
const byName = 'deleted only if you choose it by name';
const kept = `${unknown}; ${byName}; keeps a Run Command task (AWS-GatherSoftwareInventory)`;

it('a task that scans is said to, also where that is given in the older way', () => {
  const scans = 'runs AWS-RunPatchBaseline (scan only)';
  const scan = [{ operation: 'Scan' }];
  expect(windowWith(scan).reason).toBe(`${scans}; created by others`);
  expect(windowWith(scan, { tags: ownTags() }).reason).toBe(`created by this wizard, plan default; ${scans}`);
  expect(windowWith([{ operation: 'Install' }]).reason).toBe('runs AWS-RunPatchBaseline; created by others');
  const older = task('older');
  const members = { ...older.members, TaskParameters: { Operation: { Values: ['Scan'] } } };
  const [item] = itemsOf({ windows: [window('old', { tasks: [{ ...older, runCommand: undefined, members }] })] });
  expect(item?.reason).toBe(`${scans}; created by others`);
});

describe('a window', () => {
  it.each<[string, readonly TaskOptions[], Readonly<Record<string, string>>, object]>([
    ['of the wizard', [{}], ownTags('prod'), { itemClass: 'own', plan: 'prod' }],
    ['of the wizard, empty', [], ownTags(), { itemClass: 'own', reason: 'created by this wizard, plan default' }],
    ['of others', [{}], { Team: 'web' }, { itemClass: 'patching', plan: undefined }],
    ['empty, of others', [], {}, { itemClass: 'empty', reason: expect.stringMatching(/^no tasks; created by others/) }],
    ['of others, not about patching', [lambda], {}, { itemClass: 'protected', reason: 'not about patching' }],
    ['of others, with AWS’s inventory', [gather], {}, { itemClass: 'protected', reason: 'not about patching' }],
    ['of others, with a shared document', [shared], {}, { itemClass: 'unknown', reason: `${unknown}; ${byName}` }],
    ['of others, with a script', [script, shared], {}, { itemClass: 'unknown', reason: `${unknownTwo}; ${byName}` }],
    ['of others, which may patch beside', [shared, gather], {}, { kind: 'task', itemClass: 'unknown', reason: kept }],
    ['of the wizard, with a shared document', [shared], ownTags(), { itemClass: 'unknown', heldBy: `it ${unknown}` }],
    ['protected, with a shared document', [shared], protectedTags, { kind: 'window', itemClass: 'protected' }],
    ['protected', [{}], protectedTags, { itemClass: 'protected', reason: 'tagged ssm-patch-wizard:protect' }],
    ['of the wizard, protected', [{}], { ...ownTags(), ...protectedTags }, { itemClass: 'protected' }],
    ['protected and mixed', [{}, lambda], protectedTags, { kind: 'window', itemClass: 'protected' }],
    ['protected and empty', [], protectedTags, { itemClass: 'protected' }],
    ['protected with an empty value', [{}], { 'ssm-patch-wizard:protect': '' }, { itemClass: 'protected' }],
    ['with the wizard’s name alone', [{}], { Name: 'Week1Day2Unattended0300' }, { itemClass: 'patching' }],
  ])('%s', (_, tasks, tags, expected) => {
    expect(windowWith(tasks, { tags })).toMatchObject(expected);
  });

  it('that does other things too only has its patching tasks as items', () => {
    const tasks = [
      task('scan', { operation: 'Scan', name: 'nightly-scan' }),
      task('snapshot', lambda),
      task('install'),
      task('flow', { document: 'arn:aws:states:eu-west-1:1:stateMachine:flow', type: 'STEP_FUNCTIONS' }),
    ];
    const items = itemsOf({ windows: [window('mixed', { tasks })] });
    expect(items.map(({ id, kind, itemClass, name }) => [id, kind, itemClass, name])).toEqual([
      ['scan', 'task', 'mixed', 'mixed / nightly-scan'],
      ['install', 'task', 'mixed', 'mixed / AWS-RunPatchBaseline'],
    ]);
    expect(items[0]?.reason).toBe(
      'runs AWS-RunPatchBaseline (scan only), which can be deleted, and keeps a Lambda task (snapshot), ' +
        'a Step Functions task (arn:aws:states:eu-west-1:1:stateMachine:flow)',
    );
    expect(items[0]?.consequence(new Map())).toMatch(/^The window stays, with a Lambda task \(snapshot\), a Step/);
  });

  it('of the wizard into which others have put something is the wizard’s, but only its patching task can go', () => {
    expect(windowWith([{}, lambda], { tags: ownTags() })).toMatchObject({
      kind: 'task',
      itemClass: 'own',
      plan: 'default',
      reason: expect.stringMatching(
        /^created by this wizard, plan default; runs .*, and keeps a Lambda task \(snapshot\)$/,
      ),
    });
  });
});

describe('baselines and registrations', () => {
  const own = baseline('own', { tags: ownTags() });
  const foreign = baseline('foreign', { operatingSystem: 'UBUNTU' });
  const kept = baseline('kept', { tags: protectedTags });

  it('are the wizard’s by the baseline’s tag', () => {
    const items = itemsOf({
      baselines: [own, foreign],
      patchGroups: [registration('web', own), registration('web', foreign)],
    });
    expect(items.map(({ id, kind, itemClass, plan, requires }) => ({ id, kind, itemClass, plan, requires }))).toEqual([
      { id: 'pb-own web', kind: 'registration', itemClass: 'own', plan: 'default', requires: [] },
      { id: 'pb-own', kind: 'baseline', itemClass: 'own', plan: 'default', requires: ['pb-own web'] },
      { id: 'pb-foreign web', kind: 'registration', itemClass: 'patching', plan: undefined, requires: [] },
      { id: 'pb-foreign', kind: 'baseline', itemClass: 'patching', plan: undefined, requires: ['pb-foreign web'] },
    ]);
  });

  it('a protected baseline keeps its registrations', () => {
    const items = itemsOf({ baselines: [kept], patchGroups: [registration('web', kept)] });
    expect(items.map(({ itemClass }) => itemClass)).toEqual(['protected', 'protected']);
    expect(items[0]?.reason).toBe('its baseline kept is tagged ssm-patch-wizard:protect');
  });

  it('a registration with one of AWS’s baselines is made by others', () => {
    const name = 'AWS-UbuntuDefaultPatchBaseline';
    const baselineId = inventory().predefined?.find((each) => each.name === name)?.id ?? '';
    const row = { patchGroup: 'data', baselineId, baselineName: name, operatingSystem: 'UBUNTU' } as const;
    const reason = `registered with ${name} for Ubuntu Server; created by others`;
    expect(itemsOf({ patchGroups: [row] })).toMatchObject([{ itemClass: 'patching', reason }]);
  });

  it('a default needs an item of its own, which names AWS’s ordinary default, unless it is protected', () => {
    const items = itemsOf({ baselines: [baseline('corp', { isDefault: true, tags: ownTags() })] });
    expect(items).toEqual([
      expect.objectContaining({
        kind: 'baseline',
        itemClass: 'own',
        blockedBy: 'default/WINDOWS',
        reason: expect.stringMatching(/; the default for Windows Server: make AWS's baseline the default first$/),
      }),
      expect.objectContaining({
        kind: 'default',
        id: 'default/WINDOWS',
        itemClass: 'patching',
        name: 'Make AWS-DefaultPatchBaseline the default for Windows Server again',
        predefinedId: 'arn:aws:ssm:eu-west-1:845259048710:patchbaseline/pb-AWS-DefaultPatchBaseline',
      }),
    ]);
    expect(itemsOf({ baselines: [baseline('corp', { isDefault: true, tags: protectedTags })] })).toHaveLength(1);
  });

  it('AWS’s own are shown and never go', () => {
    const all = allItems({ baselines: [baseline('corp', { isDefault: true })] });
    const predefined = all.filter(({ kind }) => kind === 'predefined');
    expect(predefined).toHaveLength(17);
    expect(predefined.some(canGo)).toBe(false);
    const reasons = new Map(predefined.map(({ name, reason }) => [name, reason]));
    expect(reasons.get('AWS-DefaultPatchBaseline')).toBe("AWS's own");
    expect(reasons.get('AWS-UbuntuDefaultPatchBaseline')).toBe("AWS's own, the default for Ubuntu Server");
  });
});

it('a record is the wizard’s, with what its loss means, also of a plan that has nothing else', () => {
  const items = itemsOf({ records: [record('web')] });
  expect(items[0]?.consequence(new Map())).toMatch(/^Without it, plan web shows no drift/);
  const own = { id: '/patch-wizard/plans/web', kind: 'record', itemClass: 'own', plan: 'web', requires: [] };
  expect(items).toMatchObject([{ ...own, reason: 'what plan web wants' }]);
});

it('records that may not be read are shown, and stay', () => {
  const error = describeError(new UserError('These credentials may not.', { code: 'AccessDenied' }));
  expect(itemsOf({ recordsRefused: error })).toMatchObject([
    { kind: 'unread', itemClass: 'protected', reason: 'could not be read: These credentials may not', error },
  ]);
});

it('whatever an account contains, nothing is hidden, ids are unique, classes come in order, and what is protected cannot go', () =>
  forSome(12, [anyAccount], async (random) => {
    const account = await (await built(random)).read();
    const items = itemsIn(account);
    const ids = items.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const ranks = items.map(({ itemClass }) => itemClasses.indexOf(itemClass));
    expect(ranks).toEqual([...ranks].sort());
    const shown = items.flatMap((item) => (item.kind === 'window' || item.kind === 'task' ? [item.window.id] : []));
    expect(shown).toEqual(expect.arrayContaining(account.windows.map(({ id }) => id)));
    const others = [
      ...[...account.baselines, ...(account.predefined ?? [])].map(({ id }) => id),
      ...account.patchGroups.map(({ baselineId, patchGroup }) => `${baselineId} ${patchGroup}`),
      ...account.records.map(({ name }) => name),
    ];
    expect(ids).toEqual(expect.arrayContaining(others));
    for (const item of items) {
      expect(item.reason).not.toBe('');
      if (canGo(item)) expect(item.consequence(new Map())).toMatch(/\.$/);
      if (item.itemClass === 'own') expect(item.reason).toContain(`plan ${item.plan}`);
      for (const required of item.requires) {
        const other = items.find(({ id }) => id === required);
        expect(other && canGo(other)).toBe(canGo(item));
      }
    }
  }));

it('a window whose plan’s tag somebody has taken off is the plan’s by its target', () => {
  const marked = (plan: string) => [{ ...target('t'), ownerInformation: `ssm-patch-wizard plan=${plan} wave=dev` }];
  expect(windowWith([{}], { targets: marked('default') })).toMatchObject({ itemClass: 'own', plan: 'default' });
  expect(windowWith([{}], { targets: marked('default'), tags: ownTags('web') })).toMatchObject({ plan: 'web' });
  expect(windowWith([{}], { targets: [{ ...target('t'), ownerInformation: 'team web' }] }).itemClass).toBe('patching');
});
