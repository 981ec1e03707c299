/** Capacity: how many nodes a window gets through, so that "two at a time" can be read as a number of nodes. */
import type { TaskSpec } from './document.js';

/** "general patch completion time of 30 mins per instance": AMS Accelerate user guide, patch maintenance windows. */
export const minutesPerNode = 30;

/**
 * About how many nodes one run can patch before its cutoff.
 * @param nodesInGroup needed to read a percentage; a share of less than one node counts as one
 * @returns undefined where a percentage meets an unknown number of nodes
 */
export function nodesPerRun(
  task: Pick<TaskSpec, 'maxConcurrency' | 'durationHours' | 'cutoffHours'>,
  nodesInGroup?: number,
): number | undefined {
  const atOnce = concurrentNodes(task.maxConcurrency, nodesInGroup);
  if (atOnce === undefined) return undefined;
  const rounds = Math.max(1, Math.floor(((task.durationHours - task.cutoffHours) * 60) / minutesPerNode));
  return atOnce * rounds;
}

function concurrentNodes(maxConcurrency: string, nodesInGroup: number | undefined): number | undefined {
  if (!maxConcurrency.endsWith('%')) return Number(maxConcurrency);
  if (nodesInGroup === undefined) return undefined;
  return Math.max(1, Math.floor((nodesInGroup * Number.parseInt(maxConcurrency, 10)) / 100));
}
