/** `restore`: a backup as a plan, then its operations as they happen, with the new ids against the old ones. */
import { UserError } from '../errors.js';
import { type ExecutionState, initialExecution, reduceExecution } from '../execute/events.js';
import { executePlan } from '../execute/execute-plan.js';
import type { PatchManager } from '../execute/patch-manager.js';
import { restoredIds } from '../execute/restore.js';
import { type Backup, requireSamePlace } from '../plan/backup.js';
import type { AccountIdentity } from '../plan/inventory.js';
import { planRestore, type RestorePlan } from '../plan/restore.js';
import { requireUnblocked } from '../plan/setup-plan.js';
import { eventText, operationLine, planLine, summaryLine } from './lines.js';
import type { Output } from './output.js';
import { noCallText, restorePlanText, restoreReportText } from './restore-text.js';

export interface RestoreOptions {
  readonly backup: Backup;
  readonly manager: PatchManager;
  /** Restore even what was backed up in another account or region. */
  readonly isForced: boolean;
  readonly isConfirmed: boolean;
  readonly isDryRun: boolean;
  readonly isJson: boolean;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly random: () => number;
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
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

  let state = initialExecution(operations.length);
  if (operations.length > 0 && options.isConfirmed && !options.isDryRun) {
    for await (const event of executePlan(operations, { ...options, afterFailure: 'go-on' })) {
      state = reduceExecution(state, event);
      const line = isJson ? operationLine(event) : eventText(event, state);
      if (line) output.out(line);
    }
  }
  if (isJson) {
    const newIds = Object.fromEntries(restoredIds(plan, state.outcomes).map(({ before, after }) => [before, after]));
    output.out(summaryLine(state, kept, milliseconds(), { newIds }));
  } else for (const line of endText(plan, state, options, milliseconds() / 1000)) output.out(line);
  return exitCode(state, options, output);
}

async function planning({
  backup,
  manager,
  signal,
  isForced,
}: RestoreOptions): Promise<[AccountIdentity, RestorePlan]> {
  try {
    const identity = await manager.identify(signal);
    if (!isForced) requireSamePlace(backup, identity);
    const inventory = await manager.readInventory({ signal, isComplete: true });
    return [identity, requireUnblocked(planRestore(backup, inventory))];
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new UserError('Interrupted before anything was changed.', { code: 'interrupted', exitCode: 1, cause: error });
  }
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
