/** Desired resources: what an account has to contain for a spec to be true, and what it has for each already. */
import { type Slot, slotDayLabel, slotSchedule, timeLabel } from '../../schedule/slot.js';
import type { Tag, TargetDefinition, TaskDefinition, WindowDefinition } from '../account/definitions.js';
import { type Inventory, type InventoryWindow, isPatchingWindow, patchGroupsOf, planOf } from '../account/inventory.js';
import {
  givenTagsValue,
  layoutVersion,
  madeBy,
  ownerInformation,
  patchGroupName,
  planTag,
  slotOfWindowName,
  tagsTag,
  taskName,
  versionTag,
  windowName,
} from '../spec/names.js';
import type { PlanSpec } from '../spec/spec.js';
import { baselineCopies, type DesiredBaseline } from './baseline-copies.js';

/** A window with its one target and its one task. */
export interface DesiredWindow {
  readonly slot: Slot;
  readonly patchGroup: string;
  readonly definition: WindowDefinition;
  readonly target: TargetDefinition;
  readonly task: TaskDefinition;
  /** The plan's window in the account. */
  readonly existing: InventoryWindow | undefined;
}

export interface DesiredResources {
  readonly plan: string;
  readonly baselines: readonly DesiredBaseline[];
  readonly windows: readonly DesiredWindow[];
  /** On every window and baseline: the wizard's own, and the user's with a list of their keys. */
  readonly tags: readonly Tag[];
}

/** What of an account decides what a plan finds there. */
export type PlanAccount = Pick<Inventory, 'windows' | 'baselines' | 'patchGroups'>;

/**
 * Everything that a spec asks for, in the spec's order. What exists is found by the plan's tag, never by name alone, so
 * that resources of others are never touched.
 */
export function desiredResources(spec: PlanSpec, account: PlanAccount): DesiredResources {
  const windows = spec.slots.map((slot) =>
    desiredWindow(spec, slot, existingWindow(spec.plan, windowName(slot), patchGroupName(slot), account)),
  );
  const groups = windows.map(({ patchGroup }) => patchGroup);
  const givenTags = givenTagsValue(spec.tags);
  return {
    plan: spec.plan,
    baselines: spec.baselines.flatMap((definition) => baselineCopies(spec.plan, definition, groups, account)),
    windows,
    tags: [
      { Key: planTag, Value: spec.plan },
      { Key: versionTag, Value: layoutVersion },
      ...(givenTags === undefined ? [] : [{ Key: tagsTag, Value: givenTags }]),
      ...Object.keys(spec.tags)
        .sort()
        .map((Key) => ({ Key, Value: spec.tags[Key] ?? '' })),
    ],
  };
}

/**
 * The plan's window of a name; else one of the plan whose name means nothing, because somebody has renamed it, and whose
 * target is still called so or selects the group. Of several, as an interrupted run may leave them, the one with a task.
 */
function existingWindow(
  plan: string,
  name: string,
  patchGroup: string,
  { windows }: PlanAccount,
): InventoryWindow | undefined {
  const own = windows.filter((window) => planOf(window) === plan);
  const called = own.filter((window) => window.name === name);
  const renamed = own
    .filter((window) => slotOfWindowName(window.name) === undefined)
    .filter(
      (window) => window.targets.some((target) => target.name === name) || patchGroupsOf(window).includes(patchGroup),
    );
  const candidates = called.length > 0 ? called : renamed;
  return candidates.find(isPatchingWindow) ?? candidates[0];
}

/** What a spec wants of a window at a slot, beside the one that the account has for it. */
export function desiredWindow(spec: PlanSpec, slot: Slot, existing: InventoryWindow | undefined): DesiredWindow {
  const { task } = spec;
  const name = windowName(slot);
  const patchGroup = patchGroupName(slot);
  const { schedule, scheduleOffset } = slotSchedule(slot);
  const origin = madeBy(spec.plan);
  return {
    slot,
    patchGroup,
    existing,
    definition: {
      Name: name,
      Description: `${slotDayLabel(slot)} at ${timeLabel(slot.time)} ${spec.timeZone} (${origin})`.slice(0, 128),
      Schedule: schedule,
      ScheduleTimezone: spec.timeZone,
      ...(scheduleOffset === undefined ? {} : { ScheduleOffset: scheduleOffset }),
      Duration: task.durationHours,
      Cutoff: task.cutoffHours,
      AllowUnassociatedTargets: false,
    },
    target: {
      ResourceType: 'INSTANCE',
      Targets: [{ Key: `tag:${spec.tagKey}`, Values: [patchGroup] }],
      OwnerInformation: ownerInformation(spec.plan),
      Name: name,
      Description: `Nodes tagged ${spec.tagKey} = ${patchGroup}`.slice(0, 128),
    },
    task: {
      TaskArn: 'AWS-RunPatchBaseline',
      TaskType: 'RUN_COMMAND',
      Name: taskName(task.operation),
      Description: `${task.operation === 'Install' ? 'Installs' : 'Scans for'} approved patches (${origin})`,
      Priority: 1,
      MaxConcurrency: task.maxConcurrency,
      MaxErrors: task.maxErrors,
      CutoffBehavior: task.onCutoff,
      ...(task.serviceRoleArn === undefined ? {} : { ServiceRoleArn: task.serviceRoleArn }),
      TaskInvocationParameters: {
        RunCommand: {
          Comment: origin,
          Parameters: {
            Operation: [task.operation],
            // A scan never reboots; saying so keeps a later switch from Scan to Install a visible change.
            RebootOption: [task.operation === 'Install' ? task.reboot : 'NoReboot'],
          },
        },
      },
    },
  };
}
