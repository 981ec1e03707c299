/** Waiting at the end of a run until windows are listed as it has left them: whoever lists next would call them missing, and make them again. */
import type { PatchManager } from '../execute/patch-manager.js';
import { type ExecutionState, isOfRun } from '../plan/account/events.js';
import type { Members } from '../plan/account/inventory.js';
import type { JobContext } from './job.js';
import { lookAgain } from './look-again.js';

/** The windows of a list by their ids, with what it says of each. */
export type ListedWindows = ReadonlyMap<string, Members>;

/**
 * The list as soon as it has the windows that were made, and says of all what they were changed to; or after a few looks. Undefined where
 * none was made or changed, or nothing can be listed.
 */
export async function windowsListed(
  manager: Pick<PatchManager, 'listWindows'>,
  { outcomes }: ExecutionState,
  { signal, wait }: Pick<JobContext, 'signal' | 'wait'>,
): Promise<ListedWindows | undefined> {
  const written = new Map<string, Members>();
  for (const { type, operation, ...outcome } of outcomes) {
    const isWindow = operation.kind === 'CreateMaintenanceWindow' || operation.kind === 'UpdateMaintenanceWindow';
    if (type !== 'succeeded' || !isWindow) continue;
    const { resourceId: id = '' } = outcome as { readonly resourceId?: string };
    written.set(id, { ...('Replace' in operation.input ? {} : written.get(id)), ...operation.input });
  }
  // What AWS refuses now, or does not answer, it would for the list as well.
  if (written.size === 0 || signal.aborted || outcomes.some(isOfRun)) return undefined;
  const isSeen = (list: ListedWindows) => [...written].every(([id, members]) => isListedSo(list.get(id), members));
  return lookAgain(() => manager.listWindows(signal), isSeen, { signal, wait }).catch(() => undefined);
}

/** Members of a window that a list has as they were written. */
const told = ['Name', 'Enabled', 'Schedule', 'ScheduleTimezone', 'Duration', 'Cutoff'];

function isListedSo(listed: Members | undefined, written: Members): boolean {
  if (listed === undefined) return false;
  const isOld = told.some((member) => member in written && written[member] !== listed[member]);
  const isDated = 'StartDate' in written || 'Replace' in written;
  return !isOld && (!isDated || instant(written.StartDate) === instant(listed.StartDate));
}

/** AWS may write a date otherwise than it was written. */
function instant(date: unknown): number | undefined {
  return typeof date === 'string' ? new Date(date).getTime() : undefined;
}
