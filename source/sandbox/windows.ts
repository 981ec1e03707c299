/** Maintenance windows: create, read, update, delete and list. */
import type { Region } from './account.js';
import { doesNotExist, validationError } from './api-error.js';
import { checkQuota, epochSeconds, resourceId } from './context.js';
import { listing } from './listing.js';
import { ClientToken, Tags, WindowId, windowList } from './model/common.js';
import { Window } from './model/windows.js';
import { operation, updated } from './operation.js';
import type { WindowRow } from './rows.js';
import { boolean, structure } from './shape.js';
import type { Table } from './table.js';
import { checkNewTags, deleteTags, putTags } from './tags.js';
import { executionTime, nextExecution, refuseSchedule } from './window-schedule.js';

/** Throws DoesNotExistException. */
export function findWindow(region: Region, id: string): WindowRow {
  const window = region.windows.get(id);
  if (window === undefined) throw doesNotExist('Maintenance window', id);
  return window;
}

/** A target or a task of a window. Throws DoesNotExistException for one that this window does not have. */
export function findOfWindow<Row extends { readonly WindowId: string }>(
  region: Region,
  table: Table<Row>,
  windowId: string,
  id: string,
): Row {
  findWindow(region, windowId);
  const row = table.get(id);
  if (row?.WindowId !== windowId) throw doesNotExist(`Target or task of ${windowId}:`, id);
  return row;
}

/** No task starts in the last `Cutoff` hours; there has to be an hour in which one can (CloudFormation user guide). */
function checkCutoff({ Cutoff: cutoff, Duration: duration }: WindowRow): void {
  if (cutoff >= duration) {
    throw validationError(`Cutoff must be less than Duration: cutoff ${cutoff}, duration ${duration}`);
  }
}

/** NextExecutionTime, which windows that are switched off or never run again do not have. */
function nextExecutionTime(window: WindowRow, now: Date): { readonly NextExecutionTime?: string } {
  const next = window.Enabled ? nextExecution(window, now) : undefined;
  return next === undefined ? {} : { NextExecutionTime: executionTime(next, window.ScheduleTimezone) };
}

const scheduleMembers = ['Schedule', 'ScheduleTimezone', 'ScheduleOffset', 'StartDate', 'EndDate'] as const;

export const windowOperations = {
  CreateMaintenanceWindow: operation(
    structure({ ...Window.members, ClientToken, Tags }, Window.required),
    (region, { Tags: tags, ...members }, context) => {
      const CreatedDate = epochSeconds(context.now);
      const WindowId = resourceId('mw', context);
      const window: WindowRow = { WindowId, ...members, Enabled: true, CreatedDate, ModifiedDate: CreatedDate };
      checkCutoff(window);
      refuseSchedule(window, context.now);
      checkNewTags(tags);
      checkQuota(context, 'windows', region.windows.size + 1, 'maintenance windows');
      region.windows.put(WindowId, window);
      putTags(region, 'MaintenanceWindow', WindowId, tags);
      return { WindowId };
    },
  ),

  GetMaintenanceWindow: operation(structure({ WindowId }, ['WindowId']), (region, input, { now }) => {
    const window = findWindow(region, input.WindowId);
    return { ...window, ...nextExecutionTime(window, now) };
  }),

  DescribeMaintenanceWindows: listing({
    input: structure(windowList),
    as: 'WindowIdentities',
    pageSize: 50,
    entries: (region) => region.windows.entries(),
    filters: {
      Name: ({ Name }, value) => Name === value,
      Enabled: ({ Enabled }, value) => String(Enabled) === value.toLowerCase(),
    },
    shown: (window, _region, { now }) => {
      const { AllowUnassociatedTargets: _allow, CreatedDate: _created, ModifiedDate: _modified, ...identity } = window;
      return { ...identity, ...nextExecutionTime(window, now) };
    },
  }),

  /** Enabled is no member of CreateMaintenanceWindow, so that Replace leaves it as it is. */
  UpdateMaintenanceWindow: operation(
    structure({ WindowId, ...Window.members, Enabled: boolean, Replace: boolean }, ['WindowId']),
    (region, input, { now }) => {
      const changed = updated<WindowRow>(findWindow(region, input.WindowId), input, Window);
      const window: WindowRow = { ...changed, ModifiedDate: epochSeconds(now) };
      checkCutoff(window);
      // A window that will not run again can still be renamed or switched off.
      if (input.Replace === true || scheduleMembers.some((member) => input[member] !== undefined)) {
        refuseSchedule(window, now);
      }
      region.windows.put(window.WindowId, window);
      const { CreatedDate: _created, ModifiedDate: _modified, ...output } = window;
      return output;
    },
  ),

  /**
   * Takes targets, tasks and tags along. Inferred: no document says so, but programs that delete windows without
   * deregistering anything first do succeed. The model has no error for a window that is not there.
   */
  DeleteMaintenanceWindow: operation(structure({ WindowId }, ['WindowId']), (region, input) => {
    for (const { WindowTaskId } of region.tasks.rowsOf(input.WindowId)) region.tasks.delete(WindowTaskId);
    for (const { WindowTargetId } of region.targets.rowsOf(input.WindowId)) region.targets.delete(WindowTargetId);
    deleteTags(region, 'MaintenanceWindow', input.WindowId);
    region.windows.delete(input.WindowId);
    return { WindowId: input.WindowId };
  }),
};
