/** What a clean-up can take away, each with whose it is, why, and what happens if it goes. Nothing is hidden. */

import { awsDefault, currentDefault } from '../account/default-baseline.js';
import {
  type Inventory,
  type InventoryBaseline,
  type InventoryTask,
  type InventoryWindow,
  isPatchingTask,
  isPatchingWindow,
  type PatchGroupRegistration,
  patchGroupsOf,
  planOf,
} from '../account/inventory.js';
import type { OwnedInventory } from '../account/ownership.js';
import type { PlanRecord } from '../account/records.js';
import { taskWords } from '../account/task-words.js';
import { type OperatingSystem, operatingSystemLabels } from '../baseline/baseline.js';
import { protectTag } from '../intent/names.js';
import {
  baselineConsequence,
  type Consequence,
  registrationConsequence,
  taskConsequence,
  windowConsequence,
} from './words.js';

/** Whose a resource is, and whether it can go. */
export type ItemClass =
  /** Made by this wizard, by its tag or by belonging to something tagged. */
  | 'own'
  /** About patching, made by others. */
  | 'patching'
  /** A window that does other things too: only its patching task can go. */
  | 'mixed'
  /** A window of others without any task, perhaps one in the making. */
  | 'empty'
  /** Cannot go: AWS's own, tagged as protected, or not about patching. */
  | 'protected';

/** In the order in which they are listed. */
export const itemClasses: readonly ItemClass[] = ['own', 'patching', 'mixed', 'empty', 'protected'];

/** The classes as headings. */
export const classTitles: Readonly<Record<ItemClass, string>> = {
  own: 'Made by this wizard',
  patching: 'Patching, made by others',
  mixed: 'Mixed: only the patching task can go',
  empty: 'Empty windows of others',
  protected: 'Protected',
};

/** What happens if it goes, whatever else does; {@link consequenceIn} knows the rest of a choice. */
interface ItemBase extends Consequence {
  /** Unique: the resource's own id where it has one. */
  readonly id: string;
  readonly name: string;
  readonly itemClass: ItemClass;
  /** Of the wizard's own. */
  readonly plan: string | undefined;
  /** Why it is in its class, in words. */
  readonly reason: string;
  /** What happens instead if the item of this id, which makes AWS's baseline the default again, is chosen too. */
  readonly afterReset?: (Consequence & { readonly id: string }) | undefined;
  /** Items that go with it: a baseline cannot be deleted while groups are registered with it. */
  readonly requires: readonly string[];
  /** An item that has to be chosen by itself first. */
  readonly blockedBy?: string | undefined;
  /** Why it only goes where it is chosen by itself: what cannot go patches with it. */
  readonly heldBy?: string | undefined;
}

export type CleanupItem = ItemBase &
  (
    | { readonly kind: 'window'; readonly window: InventoryWindow }
    | { readonly kind: 'task'; readonly window: InventoryWindow; readonly task: InventoryTask }
    | { readonly kind: 'registration'; readonly registration: PatchGroupRegistration }
    /** Makes AWS's baseline the default of an operating system again. */
    | { readonly kind: 'default'; readonly baseline: InventoryBaseline; readonly predefinedId: string }
    | { readonly kind: 'baseline'; readonly baseline: InventoryBaseline }
    /** What a plan wants, written down. It goes last, when all of the plan goes. */
    | { readonly kind: 'record'; readonly record: PlanRecord }
    /** AWS's own: only shown. */
    | { readonly kind: 'predefined' }
  );

/** Everything about patching in the account, in the order of {@link itemClasses}. */
export function cleanupItems(inventory: OwnedInventory, now: Date): CleanupItem[] {
  const items = [
    ...inventory.windows.flatMap((window) => windowItems(window, inventory, now)),
    ...inventory.patchGroups.map((registration) => registrationItem(registration, inventory)),
    ...inventory.baselines.flatMap((baseline) => baselineItems(baseline, inventory)),
    ...inventory.records.map(recordItem),
    ...(inventory.predefined ?? []).map(
      ({ id, name, isDefault, operatingSystem }): CleanupItem => ({
        kind: 'predefined',
        id,
        name,
        itemClass: 'protected',
        plan: undefined,
        reason: `AWS's own${isDefault ? `, the default for ${operatingSystemLabels[operatingSystem]}` : ''}`,
        consequence: '',
        requires: [],
      }),
    ),
  ];
  return itemClasses.flatMap((itemClass) => items.filter((item) => item.itemClass === itemClass));
}

function recordItem(record: PlanRecord): CleanupItem {
  const { plan, name } = record;
  return {
    kind: 'record',
    id: name,
    name,
    record,
    itemClass: 'own',
    plan,
    reason: `what plan ${plan} wants, written down`,
    consequence: `Nobody knows any more what plan ${plan} wants: no drift is seen, and a set-up starts from the defaults.`,
    requires: [],
  };
}

/** Whether an item can be chosen at all. */
export function canGo({ itemClass }: CleanupItem): boolean {
  return itemClass !== 'protected';
}

function windowItems(window: InventoryWindow, inventory: Inventory, now: Date): CleanupItem[] {
  const { id, name, tags, tasks } = window;
  const plan = planOf(window);
  const patching = tasks.filter(isPatchingTask);
  const others = tasks.filter((task) => !isPatchingTask(task));
  const base = { id, name, plan, requires: [], consequence: windowConsequence(window, inventory, now) };
  const whole = (itemClass: ItemClass, reason: string): CleanupItem[] => [
    { ...base, kind: 'window', window, itemClass, reason },
  ];
  if (protectTag in tags) return whole('protected', `tagged ${protectTag}`);
  if (others.length > 0 && patching.length === 0) return whole('protected', 'not about patching');
  const owner = plan === undefined ? '' : `${makerWords(plan)}; `;
  if (others.length > 0) {
    return patching.map((task) => ({
      kind: 'task',
      id: task.id,
      name: `${name} / ${task.name ?? task.taskArn}`,
      window,
      task,
      itemClass: plan === undefined ? 'mixed' : 'own',
      plan,
      reason: `${owner}runs ${taskWords(task)}, which can go, and ${others.map(taskWords).join(', ')}: kept`,
      consequence: taskConsequence(window, inventory, now),
      requires: [],
    }));
  }
  if (tasks.length === 0) {
    return plan === undefined
      ? whole('empty', 'no task; not made by this wizard, perhaps in the making')
      : whole('own', makerWords(plan));
  }
  const runs = `runs ${[...new Set(patching.map(taskWords))].join(', ')}`;
  return plan === undefined ? whole('patching', `${runs}; ${makerWords(plan)}`) : whole('own', `${owner}${runs}`);
}

function makerWords(plan: string | undefined): string {
  return plan === undefined ? 'made by others' : `made by this wizard, plan ${plan}`;
}

/** Ids of defaults, which have none of their own. */
export function defaultId(operatingSystem: OperatingSystem): string {
  return `default/${operatingSystem}`;
}

/** Ids of registrations, which have none of their own. */
export function registrationId({ baselineId, patchGroup }: PatchGroupRegistration): string {
  return `${baselineId} ${patchGroup}`;
}

/** AWS's baseline, where it can be made the default in place of an own one that is not protected. */
function resetOf(operatingSystem: OperatingSystem, inventory: Inventory): ReturnType<typeof awsDefault> {
  const own = inventory.baselines.find((each) => each.isDefault && each.operatingSystem === operatingSystem);
  return own === undefined || protectTag in own.tags ? undefined : awsDefault(inventory, operatingSystem);
}

/** Why a patch group's registration is held: without it a window that nobody may delete would patch with other rules. */
function holdOf({ patchGroup }: PatchGroupRegistration, { windows }: Inventory): string | undefined {
  const held = windows.filter(
    (window) => protectTag in window.tags && isPatchingWindow(window) && patchGroupsOf(window).includes(patchGroup),
  );
  const names = held.map(({ name }) => name).join(', ');
  return held.length === 0
    ? undefined
    : `${names}, tagged ${protectTag}, ${held.length === 1 ? 'patches' : 'patch'} it`;
}

function registrationItem(registration: PatchGroupRegistration, inventory: Inventory): CleanupItem {
  const { patchGroup, baselineId, baselineName, operatingSystem } = registration;
  const baseline = inventory.baselines.find(({ id }) => id === baselineId);
  const plan = baseline && planOf(baseline);
  const isProtected = baseline !== undefined && protectTag in baseline.tags;
  const system = operatingSystemLabels[operatingSystem];
  const consequenceWith = (defaultThen: ReturnType<typeof currentDefault>) =>
    registrationConsequence(registration, defaultThen, inventory);
  const reset = resetOf(operatingSystem, inventory);
  const heldBy = holdOf(registration, inventory);
  return {
    kind: 'registration',
    id: registrationId(registration),
    name: patchGroup,
    registration,
    ...consequenceWith(currentDefault(inventory, operatingSystem)),
    afterReset: reset && { id: defaultId(operatingSystem), ...consequenceWith(reset) },
    itemClass: isProtected ? 'protected' : plan === undefined ? 'patching' : 'own',
    plan,
    reason: isProtected
      ? `its baseline ${baselineName} is tagged ${protectTag}`
      : [`patch group of ${baselineName} for ${system}`, makerWords(plan), ...(heldBy ? [heldBy] : [])].join('; '),
    requires: [],
    heldBy,
  };
}

function baselineItems(baseline: InventoryBaseline, inventory: Inventory): CleanupItem[] {
  const { id, name, operatingSystem, isDefault, tags } = baseline;
  const plan = planOf(baseline);
  const system = operatingSystemLabels[operatingSystem];
  const isProtected = protectTag in tags;
  const itemClass = isProtected ? 'protected' : plan === undefined ? 'patching' : 'own';
  const registrations = inventory.patchGroups.filter(({ baselineId }) => baselineId === id);
  const held = registrations.find((registration) => holdOf(registration, inventory));
  const consequence = (defaultThen: ReturnType<typeof currentDefault>) =>
    baselineConsequence(baseline, defaultThen, inventory);
  const reset = resetOf(operatingSystem, inventory);
  const item: CleanupItem = {
    kind: 'baseline',
    id,
    name,
    baseline,
    itemClass,
    plan,
    reason: isProtected
      ? `tagged ${protectTag}`
      : `baseline for ${system}; ${makerWords(plan)}${isDefault ? `; the default for ${system}: make AWS's the default first` : ''}`,
    // A default only goes after AWS's is the default again.
    consequence: consequence(isDefault ? reset : currentDefault(inventory, operatingSystem)),
    afterReset: reset && { id: defaultId(operatingSystem), consequence: consequence(reset) },
    requires: registrations.map(registrationId),
    blockedBy: isDefault ? defaultId(operatingSystem) : undefined,
    heldBy: held && `its patch group ${held.patchGroup} stays, for ${holdOf(held, inventory)}`,
  };
  if (!isDefault || reset === undefined) return [item];
  return [
    {
      kind: 'default',
      id: defaultId(operatingSystem),
      name: `Make ${reset.name} the default for ${system} again`,
      baseline,
      predefinedId: reset.id,
      // Never chosen by itself: it changes what nodes without a patch group get, whoever made the baseline.
      itemClass: 'patching',
      plan: undefined,
      reason: `the default is ${name}; ${makerWords(plan)}`,
      consequence: `Nodes without a patch group are patched by ${reset.name} in place of ${name}.`,
      requires: [],
    },
    item,
  ];
}
