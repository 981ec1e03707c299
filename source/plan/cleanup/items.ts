/** What a clean-up can take away, each with whose it is, why, and what happens if it goes. Nothing is hidden. */
import type { ErrorDescription } from '../../errors.js';
import { currentDefault, type DefaultBaseline } from '../account/default-baseline.js';
import {
  type Inventory,
  type InventoryBaseline,
  type InventoryTarget,
  type InventoryTask,
  type InventoryWindow,
  type PatchGroupRegistration,
  planOf,
  stackWords,
} from '../account/inventory.js';
import type { OwnedInventory } from '../account/ownership.js';
import type { PlanRecord } from '../account/records.js';
import type { Tagging } from '../account/tagging.js';
import { goingTasks } from '../account/task-words.js';
import { type OperatingSystem, operatingSystemLabels } from '../baseline/baseline.js';
import { protectTag, recordPath } from '../intent/names.js';
import { holdOf, resetOf } from './holds.js';
import { type ItemClass, itemClasses, makerWords, taskClass, windowClass } from './item-class.js';
import { joined, madeByStack } from './reasons.js';
import {
  baselineConsequence,
  type Chosen,
  registrationConsequence,
  taskConsequence,
  windowConsequence,
} from './words.js';

interface ItemBase {
  /** Unique: the resource's own id where it has one. */
  readonly id: string;
  readonly name: string;
  readonly itemClass: ItemClass;
  /** Of the wizard's own. */
  readonly plan: string | undefined;
  /** Why it is in its class, in words. */
  readonly reason: string;
  /** What happens if it goes, in words; what else goes decides what nodes fall back to, and whose windows stay. */
  readonly consequence: (chosen: Chosen) => string;
  /** Items that go with it: a baseline cannot be deleted while groups are registered with it. */
  readonly requires: readonly string[];
  /** An item that has to be chosen by itself first. */
  readonly blockedBy?: string | undefined;
  /** Why it only goes where it is chosen by itself: what stays patches with it, or a stack has made it. */
  readonly heldBy?: string | undefined;
  /** `part of the CloudFormation stack …`, which has made it. */
  readonly stack?: string | undefined;
  /** Of a window that has another one for the same wave, and stays. */
  readonly isSecond?: true;
  /** A clean-up has emptied it and did not come to its end. */
  readonly isBegun?: true;
}

export type CleanupItem = ItemBase &
  (
    | { readonly kind: 'window'; readonly window: InventoryWindow }
    | {
        readonly kind: 'task';
        readonly window: InventoryWindow;
        readonly task: InventoryTask;
      }
    | {
        readonly kind: 'target';
        readonly window: InventoryWindow;
        readonly target: InventoryTarget;
        readonly isSecond: true;
      }
    | { readonly kind: 'registration'; readonly registration: PatchGroupRegistration }
    /** Makes AWS's baseline the default of an operating system again. */
    | { readonly kind: 'default'; readonly baseline: InventoryBaseline; readonly predefinedId: string }
    | { readonly kind: 'baseline'; readonly baseline: InventoryBaseline }
    /** What a plan wants, written down. It goes last, when all of the plan goes. */
    | { readonly kind: 'record'; readonly record: PlanRecord }
    /** Of nodes, by which they are in groups of the plan. */
    | ({ readonly kind: 'tags' } & Tagging)
    /** The records of all plans, which could not be read: only shown. */
    | { readonly kind: 'unread'; readonly error: ErrorDescription }
    /** AWS's own: only shown. */
    | { readonly kind: 'predefined' }
  );

/** An item of one kind. */
export type ItemOf<Kind extends CleanupItem['kind']> = Extract<CleanupItem, { readonly kind: Kind }>;

/** Everything about patching in the account, in the order of {@link itemClasses}. */
export function cleanupItems(inventory: OwnedInventory, now: Date): CleanupItem[] {
  const { windows, patchGroups, baselines, records, recordsRefused, predefined = [] } = inventory;
  const items = [
    ...windows.flatMap((window) => windowItems(window, inventory, now)),
    ...patchGroups.map((registration) => registrationItem(registration, inventory)),
    ...baselines.flatMap((baseline) => baselineItems(baseline, inventory)),
    ...records.map(recordItem),
    ...(recordsRefused ? [unreadItem(recordsRefused)] : []),
    ...predefined.map(
      ({ id, name, isDefault, operatingSystem }): CleanupItem => ({
        ...onlyShown,
        kind: 'predefined',
        id,
        name,
        reason: `AWS's own${isDefault ? `, the default for ${operatingSystemLabels[operatingSystem]}` : ''}`,
      }),
    ),
  ];
  return itemClasses.flatMap((itemClass) => items.filter((item) => item.itemClass === itemClass));
}

/** Whether an item can be chosen at all. */
export function canGo({ itemClass }: CleanupItem): boolean {
  return itemClass !== 'protected';
}

const onlyShown = { itemClass: 'protected', plan: undefined, consequence: () => '', requires: [] } as const;

function unreadItem(error: ErrorDescription): CleanupItem {
  return {
    ...onlyShown,
    kind: 'unread',
    id: recordPath,
    name: 'Plan records',
    error,
    reason: `could not be read: ${error.title.replace(/\.$/, '')}`,
  };
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
    reason: `what plan ${plan} wants`,
    consequence: () => `Without it, plan ${plan} shows no drift, and a set-up starts from the defaults.`,
    requires: [],
  };
}

/** Of a window that does other things too the tasks that can go, of others the window as a whole. */
function windowItems(window: InventoryWindow, inventory: Inventory, now: Date): CleanupItem[] {
  const { id, name, tags, tasks } = window;
  const plan = planOf(window);
  const going = goingTasks(tasks);
  const made = madeByStack(window);
  const base = { window, plan, requires: [] };
  if (protectTag in tags || going.length === 0 || going.length === tasks.length) {
    const consequence = windowConsequence(window, inventory, now);
    const { reason, ...classed } = windowClass(window);
    const texts = { reason: joined(reason, made.stack), consequence: () => consequence };
    return [{ ...base, ...classed, ...made, ...texts, kind: 'window', id, name }];
  }
  const consequence = taskConsequence(window, inventory, now);
  return going.map((task) => {
    const { reason, ...classed } = taskClass(window, task);
    const texts = { reason: joined(reason, made.stack), consequence: () => consequence };
    const called = `${name} / ${task.name ?? task.taskArn}`;
    return { ...base, ...classed, ...made, ...texts, kind: 'task', id: task.id, name: called, task };
  });
}

/** Ids of defaults, which have none of their own. */
export function defaultId(operatingSystem: OperatingSystem): string {
  return `default/${operatingSystem}`;
}

/** Ids of registrations, which have none of their own. */
export function registrationId({ baselineId, patchGroup }: Omit<PatchGroupRegistration, 'baselineName'>): string {
  return `${baselineId} ${patchGroup}`;
}

/** The default of an operating system when what is chosen has gone. */
function defaultThen(os: OperatingSystem, inventory: Inventory, chosen: Chosen): DefaultBaseline | undefined {
  return chosen.has(defaultId(os)) ? resetOf(os, inventory) : currentDefault(inventory, os);
}

/** A baseline's and its registrations'; AWS's own are nobody's plan's. */
function baselineClass(baseline: InventoryBaseline | undefined): ItemClass {
  if (baseline && protectTag in baseline.tags) return 'protected';
  return baseline && planOf(baseline) !== undefined ? 'own' : 'patching';
}

function registrationItem(registration: PatchGroupRegistration, inventory: Inventory): CleanupItem {
  const { patchGroup, baselineId, baselineName, operatingSystem } = registration;
  const baseline = inventory.baselines.find(({ id }) => id === baselineId);
  const plan = baseline && planOf(baseline);
  const itemClass = baselineClass(baseline);
  const stack = baseline && stackWords(baseline);
  const heldBy = holdOf(registration, inventory) ?? (stack && `its baseline ${baselineName} is ${stack}`);
  const what = `registered with ${baselineName} for ${operatingSystemLabels[operatingSystem]}`;
  return {
    kind: 'registration',
    id: registrationId(registration),
    name: patchGroup,
    registration,
    itemClass,
    plan,
    reason:
      itemClass === 'protected'
        ? `its baseline ${baselineName} is tagged ${protectTag}`
        : joined(what, makerWords(plan), heldBy),
    consequence: (chosen) =>
      registrationConsequence(registration, defaultThen(operatingSystem, inventory, chosen), inventory, chosen),
    requires: [],
    heldBy,
    stack,
  };
}

function baselineItems(baseline: InventoryBaseline, inventory: Inventory): CleanupItem[] {
  const { id, name, operatingSystem, isDefault } = baseline;
  const plan = planOf(baseline);
  const system = operatingSystemLabels[operatingSystem];
  const itemClass = baselineClass(baseline);
  const registrations = inventory.patchGroups.filter(({ baselineId }) => baselineId === id);
  const held = registrations.find((registration) => holdOf(registration, inventory));
  const reset = resetOf(operatingSystem, inventory);
  const made = madeByStack(baseline);
  const item: CleanupItem = {
    ...made,
    kind: 'baseline',
    id,
    name,
    baseline,
    itemClass,
    plan,
    reason:
      itemClass === 'protected'
        ? `tagged ${protectTag}`
        : joined(
            `baseline for ${system}`,
            makerWords(plan),
            made.stack,
            isDefault ? `the default for ${system}: make AWS's baseline the default first` : undefined,
          ),
    // A default only goes after AWS's is the default again.
    consequence: (chosen) =>
      baselineConsequence(registrations.length, isDefault ? reset : defaultThen(operatingSystem, inventory, chosen)),
    requires: registrations.map(registrationId),
    blockedBy: isDefault ? defaultId(operatingSystem) : undefined,
    heldBy: held ? `its patch group ${held.patchGroup} stays, because ${holdOf(held, inventory)}` : made.heldBy,
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
      reason: joined(`the default is ${name}`, makerWords(plan), made.stack),
      stack: made.stack,
      consequence: () => `Nodes without a patch group will be patched with ${reset.name} instead of ${name}.`,
      requires: [],
    },
    item,
  ];
}
