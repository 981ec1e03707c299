/** `restore`: a backup as a plan, then its operations as they happen, with the new ids against the old ones. */

import { restoredIds } from '../execute/restore.js';
import { type ExecutionState, initialExecution } from '../plan/account/events.js';
import type { AccountIdentity } from '../plan/account/inventory.js';
import { type Backup, requireSamePlace } from '../plan/cleanup/backup.js';
import { planRestore, type RestorePlan } from '../plan/restore/restore.js';
import { requireUnblocked } from '../plan/setup/setup-plan.js';
import type { Output } from '../process/streams.js';
import { eventText, operationLine, planLine, summaryLine } from './lines.js';
import { noCallText, restorePlanText, restoreReportText } from './restore-text.js';
import { carryOut, type RunOptions, unlessInterrupted } from './run.js';

export interface RestoreOptions extends RunOptions {
  readonly backup: Backup;
  /** Restore even what was backed up in another account or region. */
  readonly isForced: boolean;
}

/**
 * Plans and, where confirmed, re-creates.
 * @returns the exit code: 0 done or nothing to do, 1 partly restored, 3 not confirmed, 130 interrupted
 * @throws UserError before anything was changed
 */
export async function runRestore(options: RestoreOptions, output: Output): Promise<number> {
  const { backup, isJson, now } = options;
  const startedAt = now();
  const [identity, plan] = await planning(options);
  const { operations, kept, findings } = plan;
  const milliseconds = (): number => now().getTime() - startedAt.getTime();

  if (isJson) output.out(planLine(operations, kept, findings));
  else for (const line of restorePlanText(plan, backup, identity)) output.out(line);

  const isApplied = operations.length > 0 && options.isConfirmed && !options.isDryRun;
  const state = isApplied
    ? await carryOut(operations, { ...options, afterFailure: 'go-on' }, (event, now) => {
        const line = isJson ? operationLine(event) : eventText(event, now);
        if (line) output.out(line);
      })
    : initialExecution(operations.length);
  if (isJson) {
    const newIds = Object.fromEntries(restoredIds(plan, state.outcomes).map(({ before, after }) => [before, after]));
    output.out(summaryLine(state, kept, milliseconds(), { newIds }));
  } else for (const line of endText(plan, state, options, milliseconds() / 1000)) output.out(line);
  return exitCode(state, options, output);
}

function planning({ backup, manager, signal, isForced }: RestoreOptions): Promise<[AccountIdentity, RestorePlan]> {
  return unlessInterrupted(signal, async () => {
    const identity = await manager.identify(signal);
    if (!isForced) requireSamePlace(backup, identity);
    const inventory = await manager.readInventory({ signal, isComplete: true });
    return [identity, requireUnblocked(planRestore(backup, inventory))];
  });
}

function endText(
  plan: RestorePlan,
  state: ExecutionState,
  { isDryRun, isConfirmed }: RestoreOptions,
  seconds: number,
): string[] {
  if (state.total === 0 || isDryRun) return noCallText(plan);
  return isConfirmed ? restoreReportText({ plan, state, seconds }) : [];
}

function exitCode(state: ExecutionState, { isDryRun, isConfirmed, signal }: RestoreOptions, { err }: Output): number {
  if (state.total === 0 || isDryRun) return 0;
  if (!isConfirmed) {
    err('Nothing was changed. To restore this, run it again with --yes.');
    return 3;
  }
  if (signal.aborted) return 130;
  return state.succeeded === state.total ? 0 : 1;
}
