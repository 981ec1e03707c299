/** `cleanup --json`. */
import type { CleanupEnd, CleanupPlaceEnd, CleanupPlan } from '../../jobs/cleanup.js';
import type { CleanupCall } from '../../plan/cleanup/again.js';
import { cleanupGoOn, reached } from '../go-on.js';
import { cleanupNotices, type View } from '../view.js';
import { jsonRun } from './run.js';

/** A clean-up as JSON lines. */
export function cleanupJson(call: CleanupCall): View<CleanupPlan, CleanupEnd> {
  return jsonRun({
    notices: cleanupNotices,
    ended: (end: CleanupPlaceEnd) => ({
      nextSteps: nextSteps(end, call),
      more: { backup: end.backupFile, stillListed: end.left?.map(({ id }) => id) ?? null },
    }),
  });
}

function nextSteps({ place, plan, state, left, isComplete }: CleanupPlaceEnd, call: CleanupCall): string[] {
  if (isComplete) return [];
  const here = { ...call, connection: reached(call, place) };
  const { again, look } = cleanupGoOn({ ...plan, state, left, call: here });
  return [...again, ...(look ? [look] : [])];
}
