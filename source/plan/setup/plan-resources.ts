/** A plan's resources as another program takes them over: as they are wanted, or as the account has them, without what is AWS's own. */
import type { Tag } from '../account/definitions.js';
import {
  type InventoryTask,
  type InventoryWindow,
  type Members,
  ownRole,
  planOf,
  stackOf,
} from '../account/inventory.js';
import type { OwnedInventory } from '../account/ownership.js';
import type { BaselineDefinition } from '../baseline/baseline.js';
import type { DesiredBaseline } from './baseline-copies.js';
import type { DesiredResources, DesiredWindow } from './desired.js';

/** A thing that exists has an id. */
interface Identified {
  readonly id?: string | undefined;
}

export interface PlanTarget extends Identified {
  /** As RegisterTargetWithMaintenanceWindow takes it, without WindowId. */
  readonly members: Members;
}

export interface PlanTask extends Identified {
  /** As RegisterTaskWithMaintenanceWindow takes it, without WindowId and Targets. */
  readonly members: Members;
  /** Which of the window's targets it is for. */
  readonly targets: readonly number[];
}

export interface PlanWindow extends Identified {
  /** The wave's name. */
  readonly key: string;
  readonly isEnabled: boolean;
  /** As CreateMaintenanceWindow takes it. */
  readonly members: Members;
  readonly tags: readonly Tag[];
  readonly targets: readonly PlanTarget[];
  readonly tasks: readonly PlanTask[];
  readonly patchGroup: string;
}

export interface PlanBaseline extends Identified {
  readonly definition: BaselineDefinition;
  readonly tags: readonly Tag[];
  /** All that are registered with it; those of others among them, where it exists. */
  readonly patchGroups: readonly string[];
  readonly isDefault: boolean;
}

export interface PlanResources {
  readonly windows: readonly PlanWindow[];
  readonly baselines: readonly PlanBaseline[];
}

/** What is there and is not taken over, and why. */
export interface NotTaken {
  readonly name: string;
  readonly id: string;
  readonly why: string;
}

/** What is wanted. */
export function wantedResources({ windows, baselines, baselineTags }: DesiredResources): PlanResources {
  return {
    windows: windows.map(({ wave, definition, tags, target, task }) => ({
      key: wave.name,
      isEnabled: true,
      members: { ...definition },
      tags,
      targets: [{ members: { ...target } }],
      tasks: [{ members: { ...task }, targets: [0] }],
      patchGroup: wave.patchGroup,
    })),
    baselines: baselines.map(({ definition, patchGroups }) => ({
      definition,
      tags: baselineTags,
      patchGroups,
      isDefault: false,
    })),
  };
}

/** What the account has of it, with what cannot be taken over. */
export function existingResources({ windows, baselines }: DesiredResources): PlanResources & {
  readonly notTaken: readonly NotTaken[];
} {
  const taken = windows.filter(({ existing }) => existing && stackOf(existing) === undefined);
  const own = baselines.filter(({ existing }) => existing && stackOf(existing) === undefined);
  return {
    windows: taken.flatMap(existingWindow),
    baselines: own.flatMap(existingBaseline),
    notTaken: [...windows, ...baselines].flatMap(({ existing }) => {
      const stack = existing && stackOf(existing);
      const tasks = existing && 'tasks' in existing && stack === undefined ? existing.tasks : [];
      return [
        ...(existing && stack ? [{ name: existing.name, id: existing.id, why: `belongs to the stack ${stack}` }] : []),
        ...tasks
          .filter((task) => whyNotTaken(task, existing as InventoryWindow))
          .map((task) => ({
            name: `${existing?.name}: ${task.name ?? 'task'}`,
            id: task.id,
            why: whyNotTaken(task, existing as InventoryWindow) ?? '',
          })),
      ];
    }),
  };
}

/** What the plan has in the account and no longer wants, or has twice. */
export function beside({ document, windows, baselines }: DesiredResources, account: OwnedInventory): NotTaken[] {
  const found = new Set<unknown>([...windows, ...baselines].map(({ existing }) => existing));
  return [...account.windows, ...account.baselines]
    .filter((thing) => planOf(thing) === document.plan && !found.has(thing))
    .map(({ name, id }) => ({ name, id, why: 'is not in the plan' }));
}

function existingWindow({ existing, wave }: DesiredWindow): PlanWindow[] {
  if (existing === undefined) return [];
  const { Enabled: _, ...members } = existing.members ?? {};
  return [
    {
      key: wave.name,
      id: existing.id,
      isEnabled: existing.enabled,
      members,
      tags: tagsOf(existing.tags),
      targets: existing.targets.map(({ id, members = {} }) => ({ id, members })),
      tasks: existing.tasks.filter((task) => !whyNotTaken(task, existing)).map((task) => existingTask(task, existing)),
      patchGroup: wave.patchGroup,
    },
  ];
}

function existingTask({ id, members = {}, targets }: InventoryTask, { targets: of }: InventoryWindow): PlanTask {
  const { Targets: _, TaskParameters: __, ServiceRoleArn: role, ...others } = members;
  const own = ownRole(role as string | undefined);
  const ids = targets.flatMap(({ Values }) => Values);
  return {
    id,
    members: { ...others, ...(own === undefined ? {} : { ServiceRoleArn: own }) },
    targets: ids.map((target) => of.findIndex((each) => each.id === target)),
  };
}

/** Undefined for a task as the wizard makes them: of the window's targets, with its parameters where AWS has them today. */
function whyNotTaken(task: InventoryTask, { targets: of }: InventoryWindow): string | undefined {
  if (task.type !== 'RUN_COMMAND') return `is a task of type ${task.type}`;
  const { TaskParameters: older = {} } = task.members ?? {};
  if (Object.keys(older as object).length > 0) return 'has its parameters in the outdated TaskParameters';
  const isOfTargets = task.targets.every(
    ({ Key, Values }) => Key === 'WindowTargetIds' && Values.every((id) => of.some((each) => each.id === id)),
  );
  return isOfTargets ? undefined : 'selects its nodes itself instead of through a target of the window';
}

function existingBaseline({ existing, registered }: DesiredBaseline): PlanBaseline[] {
  if (existing?.definition === undefined) return [];
  const { id, definition, tags, isDefault } = existing;
  return [{ id, definition, tags: tagsOf(tags), patchGroups: [...registered].sort(), isDefault }];
}

/** Without AWS's own, which nobody else may give. */
function tagsOf(tags: Readonly<Record<string, string>>): Tag[] {
  return Object.entries(tags)
    .filter(([key]) => !key.toLowerCase().startsWith('aws:'))
    .map(([Key, Value]) => ({ Key, Value }));
}
