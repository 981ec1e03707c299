/** `restore`: a backup as a plan, then its operations as they happen, with the new ids against the old ones. */
import { UserError } from '../errors.js';
import { type ExecutionState, initialExecution, type Outcome, reduceExecution } from '../execute/events.js';
import { executePlan } from '../execute/execute-plan.js';
import type { PatchManager } from '../execute/patch-manager.js';
import type { Backup } from '../plan/backup.js';
import type { AccountIdentity } from '../plan/inventory.js';
import { plural } from '../plan/plural.js';
import { planRestore, type RestorePlan } from '../plan/restore.js';
import { columns } from '../plan/text-table.js';
import { printable } from '../printable.js';
import { eventText, findingText, operationLine, planLine, summaryLine } from './lines.js';
import type { Output } from './output.js';

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
  else for (const line of planText(plan, backup, identity)) output.out(line);

  let state = initialExecution(operations.length);
  if (operations.length > 0 && options.isConfirmed && !options.isDryRun) {
    for await (const event of executePlan(operations, { ...options, afterFailure: 'go-on' })) {
      state = reduceExecution(state, event);
      const line = isJson ? operationLine(event) : eventText(event, state);
      if (line) output.out(line);
    }
  }
  if (isJson)
    output.out(summaryLine(state, kept, milliseconds(), { newIds: Object.fromEntries(newIds(state.outcomes)) }));
  else for (const line of endText(state, options, milliseconds() / 1000)) output.out(line);
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
    return [identity, planRestore(backup, await manager.readInventory({ signal, isComplete: true }))];
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new UserError('Interrupted before anything was changed.', { code: 'interrupted', exitCode: 1, cause: error });
  }
}

function requireSamePlace({ account, region }: Backup, here: AccountIdentity): void {
  if (account === here.account && region === here.region) return;
  throw new UserError(
    `The backup is of account ${account}, region ${region}; this is account ${here.account}, region ${here.region}.`,
    {
      code: 'other-account',
      detail: 'Nothing was created.',
      nextSteps: [`Give the right --profile and --region ${region}.`, 'Or, if it is meant so, add --force.'],
    },
  );
}

function planText(
  { operations, kept, findings }: RestorePlan,
  backup: Backup,
  { account, region }: AccountIdentity,
): string[] {
  return [
    `Backup of ${backup.createdAt} into account ${account}, region ${region}: ${operations.length} ${plural(operations.length, 'call')}, ${kept} kept`,
    ...columns(operations.map(({ kind, summary }) => [`  + ${kind}`, printable(summary)])),
    ...findings.flatMap(findingText),
    '',
  ];
}

function endText(state: ExecutionState, { isDryRun, isConfirmed }: RestoreOptions, seconds: number): string[] {
  if (state.total === 0) return ['Nothing to do: all of the backup is there.'];
  if (isDryRun) return ['Dry run: nothing was changed.'];
  if (!isConfirmed) return [];
  const isComplete = state.succeeded === state.total;
  const ids = columns(newIds(state.outcomes).map(([before, after]) => [`  ${before}`, 'is now', after]));
  return [
    '',
    `${isComplete ? 'Done' : 'Not complete'}: ${state.succeeded} of ${state.total} ${plural(state.total, 'call')} in ${seconds.toFixed(1)} s.`,
    ...(ids.length > 0 ? ['New ids against the old ones:', ...ids] : []),
    ...(isComplete ? [] : ['Run it again: what is there by now is kept, the rest is tried again.']),
  ];
}

/** Old id → new id, of what was created. */
function newIds(outcomes: readonly Outcome[]): [string, string][] {
  return outcomes.flatMap((outcome) => {
    const [kind, before] = outcome.operation.id.split('/');
    const isCreation = kind === 'window' || kind === 'target' || kind === 'task' || kind === 'baseline';
    if (outcome.type !== 'succeeded' || !isCreation || !before || !outcome.resourceId) return [];
    return [[before, outcome.resourceId]];
  });
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
