/** What a window did: its executions in the past, derived from its schedule, for the sandbox runs nothing. */
import type { Region } from './account.js';
import { digest, epochSeconds, uuidOf } from './context.js';
import { listing } from './listing.js';
import { WindowId, windowList } from './model/common.js';
import type { EpochSeconds, WindowRow } from './rows.js';
import { structure } from './shape.js';
import { windowRuns } from './window-schedule.js';
import { findWindow } from './windows.js';

const hour = 3_600_000;
/** AWS keeps the history of 30 days (General Reference, quotas). */
const historyHours = 30 * 24;

interface Execution {
  readonly WindowId: string;
  readonly WindowExecutionId: string;
  readonly Status: 'IN_PROGRESS' | 'SUCCESS' | 'FAILED' | 'SKIPPED_OVERLAPPING';
  readonly StatusDetails?: string;
  readonly StartTime: EpochSeconds;
  readonly EndTime?: EpochSeconds;
}

/** A window that is switched off has run until it was. */
function lastRun({ Enabled, ModifiedDate }: WindowRow, now: Date): Date {
  return Enabled ? now : new Date(ModifiedDate * 1000);
}

/**
 * The executions up to now, oldest first. How each went is drawn from a digest of its window and time, so that it
 * never changes: one in nine failed, the others took between ten minutes and all of the window. One that would have
 * started while the one before still ran was skipped (API enum MaintenanceWindowExecutionStatus).
 */
function* pastExecutions(region: Region, window: WindowRow, now: Date): Generator<Execution> {
  const { WindowId, Duration } = window;
  const from = new Date(Math.max(now.getTime() - historyHours * hour, window.CreatedDate * 1000));
  const hasTasks = region.tasks.countOf(WindowId) > 0;
  let busyUntil = 0;
  for (const start of windowRuns(window, from)) {
    if (start > lastRun(window, now)) return;
    const id = digest(`${WindowId} ${start.toISOString()}`);
    const drawn = Number.parseInt(id.slice(0, 8), 16);
    const length = hasTasks ? Math.round(hour / 6 + (drawn % 1000) * 0.001 * (Duration * hour - hour / 6)) : 1000;
    const execution = { WindowId, WindowExecutionId: uuidOf(id), StartTime: epochSeconds(start) };
    if (start.getTime() < busyUntil) {
      yield { ...execution, Status: 'SKIPPED_OVERLAPPING', EndTime: epochSeconds(start) };
      continue;
    }
    busyUntil = start.getTime() + length;
    if (busyUntil > now.getTime()) yield { ...execution, Status: 'IN_PROGRESS' };
    else yield { ...execution, ...result(hasTasks && drawn % 9 === 0), EndTime: busyUntil / 1000 };
  }
}

function result(failed: boolean): Pick<Execution, 'Status' | 'StatusDetails'> {
  if (!failed) return { Status: 'SUCCESS' };
  return { Status: 'FAILED', StatusDetails: 'One or more tasks in the orchestration failed.' };
}

export const executionOperations = {
  DescribeMaintenanceWindowExecutions: listing({
    input: structure({ WindowId, ...windowList }, ['WindowId']),
    as: 'WindowExecutions',
    pageSize: 50,
    entries: (region, input, { now }) =>
      [...pastExecutions(region, findWindow(region, input.WindowId), now)]
        .reverse()
        .map((execution) => [-execution.StartTime, execution] as const),
    dateFilters: {
      ExecutedBefore: ({ StartTime }, date) => StartTime < epochSeconds(date),
      ExecutedAfter: ({ StartTime }, date) => StartTime > epochSeconds(date),
    },
  }),
};
