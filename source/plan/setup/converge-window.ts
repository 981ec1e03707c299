/** Converge, window by window: which calls make a window, its target and its task what a plan document desires. */
import type { WindowSchedule } from '../../schedule/slot.js';
import { isSameSchedule } from '../../schedule/when.js';
import { differences, picked, withChanges } from '../account/compare.js';
import type { TargetDefinition, WindowDefinition } from '../account/definitions.js';
import type { InventoryTarget, InventoryWindow } from '../account/inventory.js';
import type { Operation, ResourceId } from '../account/operations.js';
import { heldBackUntil } from '../account/pause.js';
import { type DesiredWindow, isTakenOver } from './desired.js';
import { runsFrom } from './pauses.js';

/** What decides about pauses: they are respected, and ended only where that is asked for. */
export interface PauseRules {
  readonly now: Date;
  /** Ends pauses. */
  readonly resume: boolean;
  /** ISO 8601: new windows are held back until then, as all others of the plan are. */
  readonly holdBack?: string | undefined;
}

/**
 * What a wave's window still needs. Should AllowUnassociatedTargets not have been read, for it has no effect on tasks that go by the
 * window's targets, it counts as the plan wants it.
 */
export function windowOperation(
  { wave, definition, existing, tags }: DesiredWindow,
  pauses: PauseRules,
  dependsOn: readonly string[],
): Operation | undefined {
  const name = definition.Name;
  const base = { id: `window/${wave.name}`, name, dependsOn };
  if (existing === undefined) {
    const StartDate = pauses.holdBack && runsFrom(definition, pauses.holdBack) ? pauses.holdBack : undefined;
    const until = StartDate === undefined ? '' : `, held back until ${StartDate}`;
    const summary = `Create the maintenance window ${name}, ${definition.Schedule}${until}`;
    const input = { ...definition, ...(StartDate && { StartDate }), Tags: tags };
    return { ...base, kind: 'CreateMaintenanceWindow', summary, input };
  }
  const wanted = wantedOfWindow(definition, existing, pauses);
  const input = { ...wanted, WindowId: existing.id, Replace: true } as const;
  const summary = `Update the maintenance window ${name}`;
  const current = {
    ScheduleTimezone: 'UTC',
    AllowUnassociatedTargets: false,
    ...existing.members,
    ScheduleOffset: existing.scheduleOffset || undefined,
    // A date in the past holds nothing back any more.
    StartDate: heldBackUntil(existing, pauses.now)?.startDate,
  };
  const changes = differences(picked(current, comparedMembers), wanted);
  return withChanges({ ...base, kind: 'UpdateMaintenanceWindow', summary, input }, changes);
}

type WantedWindow = WindowDefinition & {
  readonly Enabled: boolean;
  readonly StartDate?: string;
  readonly EndDate?: string;
};

/**
 * All members of a window that exists as the plan wants them. A schedule that means the same stays as it is written, and so
 * does, of a window that was taken over, what a document cannot say.
 */
function wantedOfWindow(
  definition: WindowDefinition,
  existing: InventoryWindow,
  { now, resume }: PauseRules,
): WantedWindow {
  const { Schedule, ScheduleOffset, ...others } = definition;
  const asked: WindowSchedule = { schedule: Schedule, ...(ScheduleOffset && { scheduleOffset: ScheduleOffset }) };
  const { schedule, scheduleOffset } = isSameSchedule(existing, asked) ? existing : asked;
  const wanted = { ...others, Schedule: schedule, ...(scheduleOffset ? { ScheduleOffset: scheduleOffset } : {}) };
  const heldBack = resume ? undefined : heldBackUntil(existing, now)?.startDate;
  const canWait = heldBack !== undefined && runsFrom(wanted, heldBack);
  const { Description, AllowUnassociatedTargets = false, EndDate } = (existing.members ?? {}) as Partial<WantedWindow>;
  return {
    ...wanted,
    // A schedule that is over by then can only be switched off.
    Enabled: resume || (existing.enabled && (canWait || heldBack === undefined)),
    ...(canWait ? { StartDate: heldBack } : {}),
    ...(isTakenOver(existing) && {
      Description,
      AllowUnassociatedTargets,
      // A plan has no last day, and a window past its own never runs.
      ...(EndDate && { EndDate }),
    }),
  };
}

/** What a plan has an opinion about, in the order in which changes are told. */
const comparedMembers = [
  ...['Name', 'Description', 'Schedule', 'ScheduleTimezone', 'ScheduleOffset', 'Duration', 'Cutoff'],
  ...['AllowUnassociatedTargets', 'Enabled', 'StartDate', 'EndDate'],
];

/** Of a window and its target, should they be made first. */
export interface WindowIds {
  readonly window: ResourceId;
  readonly target: ResourceId;
}

/** What the one target of a wave's window still needs. */
export function targetOperation(
  { wave, definition, target, existing: window }: DesiredWindow,
  ids: WindowIds,
  existing: InventoryTarget | undefined,
  dependsOn: readonly string[],
): Operation | undefined {
  const name = definition.Name;
  const base = { id: `target/${wave.name}`, name, dependsOn };
  if (existing === undefined) {
    const input = { ...target, WindowId: ids.window };
    const summary = `Register the target for ${name}: ${target.Description}`;
    return { ...base, kind: 'RegisterTargetWithMaintenanceWindow', summary, input };
  }
  const { Name, Description, OwnerInformation, Targets } = (existing.members ?? {}) as Partial<TargetDefinition>;
  const { ResourceType: _fixed, ...members } = target;
  const isOwnText = window !== undefined && isTakenOver(window);
  const wanted = isOwnText ? { ...members, Name, Description } : members;
  const input = { ...wanted, WindowId: ids.window, WindowTargetId: existing.id, Replace: true } as const;
  const summary = `Update the target of ${name}`;
  const changes = differences({ Name, Description, OwnerInformation, Targets }, wanted);
  return withChanges({ ...base, kind: 'UpdateMaintenanceWindowTarget', summary, input }, changes);
}
