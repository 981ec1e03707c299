/** Maintenance windows: create, read, update, delete and list. */
import type { Region } from './account.js';
import { doesNotExist, limitExceeded, validationError } from './api-error.js';
import { epochSeconds, operation, resourceId } from './context.js';
import { matcher, select } from './filters.js';
import { once } from './idempotency.js';
import {
  CreateMaintenanceWindowRequest,
  DeleteMaintenanceWindowRequest,
  DescribeMaintenanceWindowsRequest,
  GetMaintenanceWindowRequest,
  UpdateMaintenanceWindowRequest,
} from './model/windows.js';
import { paginate } from './paging.js';
import type { WindowRow } from './rows.js';
import { checkNewTags, deleteTags, putTags } from './tags.js';
import { executionTime, nextExecution, refuseSchedule } from './window-schedule.js';

/** Throws DoesNotExistException. */
export function findWindow(region: Region, id: string): WindowRow {
  const window = region.windows.get(id);
  if (window === undefined) throw doesNotExist('Maintenance window', id);
  return window;
}

/** No task starts in the last `Cutoff` hours; there has to be an hour in which one can (CloudFormation user guide). */
function checkCutoff({ Cutoff: cutoff, Duration: duration }: WindowRow): void {
  if (cutoff >= duration) {
    throw validationError(`Cutoff must be less than Duration: cutoff ${cutoff}, duration ${duration}`);
  }
}

const createMaintenanceWindow = operation(CreateMaintenanceWindowRequest, (region, input, context) =>
  once(region, input, context, () => {
    const { ClientToken: _token, Tags, ...members } = input;
    const created = epochSeconds(context.now);
    const window: WindowRow = {
      WindowId: resourceId('mw', context),
      ...members,
      Enabled: true,
      CreatedDate: created,
      ModifiedDate: created,
    };
    checkCutoff(window);
    refuseSchedule(window, context.now);
    checkNewTags(Tags);
    const quota = context.quotas.windows;
    if (region.windows.size >= quota) throw limitExceeded(`The limit of ${quota} maintenance windows has been reached`);
    region.windows.put(window.WindowId, window);
    putTags(region, 'MaintenanceWindow', window.WindowId, Tags);
    return { WindowId: window.WindowId };
  }),
);

/** NextExecutionTime, which windows that are switched off or never run again do not have. */
function nextExecutionTime(window: WindowRow, now: Date): { readonly NextExecutionTime?: string } {
  const next = window.Enabled ? nextExecution(window, now) : undefined;
  return next === undefined ? {} : { NextExecutionTime: executionTime(next, window.ScheduleTimezone) };
}

const getMaintenanceWindow = operation(GetMaintenanceWindowRequest, (region, input, context) => {
  const window = findWindow(region, input.WindowId);
  return { ...window, ...nextExecutionTime(window, context.now) };
});

const describeMaintenanceWindows = operation(DescribeMaintenanceWindowsRequest, (region, input, context) => {
  const passes = matcher<WindowRow>(input.Filters, {
    Name: ({ Name }, value) => Name === value,
    Enabled: ({ Enabled }, value) => String(Enabled) === value.toLowerCase(),
  });
  const windows = select(region.windows.entries(), passes);
  const { items, NextToken } = paginate(windows, input, region, context, { pageSize: 50 });
  const identities = items.map((window) => {
    const { AllowUnassociatedTargets: _allow, CreatedDate: _created, ModifiedDate: _modified, ...identity } = window;
    return { ...identity, ...nextExecutionTime(window, context.now) };
  });
  return { WindowIdentities: identities, NextToken };
});

const scheduleMembers = ['Schedule', 'ScheduleTimezone', 'ScheduleOffset', 'StartDate', 'EndDate'] as const;

const updateMaintenanceWindow = operation(UpdateMaintenanceWindowRequest, (region, input, context) => {
  const { Replace: replace, WindowId, ...members } = input;
  const current = findWindow(region, WindowId);
  if (replace === true) requireMembers(input, ['Name', 'Schedule', 'Duration', 'Cutoff', 'AllowUnassociatedTargets']);
  const { Name, Schedule, Duration, Cutoff, AllowUnassociatedTargets, Enabled, CreatedDate } = current;
  // Replace clears the optional members. Enabled is no member of CreateMaintenanceWindow, so that it stays as it is.
  const base = replace
    ? { WindowId, Name, Schedule, Duration, Cutoff, AllowUnassociatedTargets, Enabled, CreatedDate }
    : current;
  const window: WindowRow = { ...base, ...members, ModifiedDate: epochSeconds(context.now) };
  checkCutoff(window);
  // A window that will not run again can still be renamed or switched off.
  if (replace === true || scheduleMembers.some((member) => members[member] !== undefined)) {
    refuseSchedule(window, context.now);
  }
  region.windows.put(WindowId, window);
  const { CreatedDate: _created, ModifiedDate: _modified, ...output } = window;
  return output;
});

/** With Replace, what the create operation requires is required again (API member Replace). */
export function requireMembers<Input extends object>(input: Input, names: readonly (keyof Input & string)[]): void {
  const missing = names.filter((name) => input[name] === undefined);
  if (missing.length > 0) throw validationError(`With Replace, these members are required: ${missing.join(', ')}`);
}

/**
 * Takes targets, tasks and tags along. Inferred: no document says so, but programs that delete windows without
 * deregistering anything first do succeed. The model has no error for a window that is not there.
 */
const deleteMaintenanceWindow = operation(DeleteMaintenanceWindowRequest, (region, { WindowId }) => {
  for (const { WindowTaskId } of [...region.tasks.rowsOf(WindowId)]) region.tasks.delete(WindowTaskId);
  for (const { WindowTargetId } of [...region.targets.rowsOf(WindowId)]) region.targets.delete(WindowTargetId);
  deleteTags(region, 'MaintenanceWindow', WindowId);
  region.windows.delete(WindowId);
  return { WindowId };
});

export const windowOperations = {
  CreateMaintenanceWindow: createMaintenanceWindow,
  GetMaintenanceWindow: getMaintenanceWindow,
  DescribeMaintenanceWindows: describeMaintenanceWindows,
  UpdateMaintenanceWindow: updateMaintenanceWindow,
  DeleteMaintenanceWindow: deleteMaintenanceWindow,
};
