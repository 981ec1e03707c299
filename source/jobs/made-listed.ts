/** The same waiting as for windows, for the rest of what a run can make twice: baselines, and targets and tasks that nobody counts afterwards. */
import type { PatchManager } from '../execute/patch-manager.js';
import { type ExecutionState, isOfRun } from '../plan/account/events.js';
import type { Operation } from '../plan/account/operations.js';
import type { JobContext } from './job.js';
import { lookAgain } from './look-again.js';

type Waiting = Pick<JobContext, 'signal' | 'wait'>;

/** Until the baselines that were made are listed, or a few looks have been taken. */
export function baselinesListed(
  manager: Pick<PatchManager, 'baselineIds'>,
  state: ExecutionState,
  context: Waiting,
): Promise<void> {
  const made = idsMade(state, ['CreatePatchBaseline']);
  return untilListed(made, () => manager.baselineIds(context.signal), state, context);
}

/** The same of targets and tasks; a set-up counts them anyway, to find what is there twice. */
export function partsListed(
  manager: Pick<PatchManager, 'look'>,
  state: ExecutionState,
  context: Waiting,
): Promise<void> {
  const made = idsMade(state, ['RegisterTargetWithMaintenanceWindow', 'RegisterTaskWithMaintenanceWindow']);
  const results = new Map(
    state.outcomes.map((outcome) => [outcome.operation.id, 'resourceId' in outcome ? outcome.resourceId : undefined]),
  );
  const windows = state.outcomes.flatMap(({ operation: { kind, input } }) => {
    if (!kind.startsWith('RegisterTa') || !('WindowId' in input)) return [];
    const { WindowId } = input;
    return (typeof WindowId === 'string' ? WindowId : results.get(WindowId.resultOf)) ?? [];
  });
  const look = async () => {
    const looks = [...new Set(windows)].map((windowId) => manager.look({ kind: 'window', windowId }));
    const seen = await Promise.all(looks);
    return seen.flatMap((window) => [...Object.keys(window?.Targets ?? {}), ...Object.keys(window?.Tasks ?? {})]);
  };
  return untilListed(made, look, state, context);
}

function idsMade({ outcomes }: ExecutionState, kinds: readonly Operation['kind'][]): string[] {
  return outcomes.flatMap((outcome) => {
    const isMade = outcome.type === 'succeeded' && kinds.includes(outcome.operation.kind);
    return isMade && outcome.resourceId ? [outcome.resourceId] : [];
  });
}

async function untilListed(
  made: readonly string[],
  look: () => Promise<readonly string[]>,
  { outcomes }: ExecutionState,
  { signal, wait }: Waiting,
): Promise<void> {
  if (made.length === 0 || signal.aborted || outcomes.some(isOfRun)) return;
  await lookAgain(look, (ids) => made.every((id) => ids.includes(id)), { signal, wait }).catch(() => {});
}
