/** `cleanup` without a screen: what goes and what stays, the backup, then each deletion as it happens. */
import { isDone, listedAgain } from '../execute/cleanup.js';
import { readEverything } from '../execute/read-everything.js';
import { initialExecution } from '../plan/account/events.js';
import type { Finding } from '../plan/account/finding.js';
import type { Operation } from '../plan/account/operations.js';
import { type Backup, buildBackup } from '../plan/cleanup/backup.js';
import { type CleanupSelection, selected } from '../plan/cleanup/choice.js';
import { cleanupFindings } from '../plan/cleanup/findings.js';
import { cleanupItems } from '../plan/cleanup/items.js';
import { teardown } from '../plan/cleanup/teardown.js';
import type { ConnectionFlags } from '../plan/spec/command-line.js';
import type { Output } from '../process/streams.js';
import { type CleanupReport, choiceText, cleanupReportText } from './cleanup-text.js';
import { eventText, operationLine, planLine, summaryLine } from './lines.js';
import { carryOut, type RunOptions, unlessInterrupted } from './run.js';

export interface CleanupOptions extends RunOptions {
  readonly selection: CleanupSelection;
  /** Writes the backup and syncs it to the disk; returns its path. Undefined: no backup is wanted. */
  readonly writeBackup: ((backup: Backup) => string) | undefined;
  /** For commands to copy. */
  readonly connection: ConnectionFlags;
}

/**
 * Finds, backs up and, where confirmed, deletes.
 * @returns the exit code: 0 done or nothing to do, 1 something is left, 3 not confirmed, 130 interrupted
 * @throws UserError before anything was changed
 */
export async function runCleanup(options: CleanupOptions, output: Output): Promise<number> {
  const { manager, signal, isJson, now } = options;
  const startedAt = now();
  const [identity, inventory] = await unlessInterrupted(signal, () =>
    Promise.all([manager.identify(signal), readEverything(manager, { signal })]),
  );
  const items = cleanupItems(inventory, startedAt);
  const choice = selected(items, options.selection);
  const operations = teardown(items, choice);
  const warnings = cleanupFindings(items, choice, options.selection, startedAt);
  const kept = items.length - choice.size;
  const seconds = (): number => (now().getTime() - startedAt.getTime()) / 1000;

  const isIdle = operations.length === 0 || options.isDryRun || !options.isConfirmed;
  // Before the plan is told: an error that stops everything comes before it.
  const backupFile = isIdle ? undefined : options.writeBackup?.(buildBackup(items, choice, identity, startedAt));
  if (isJson) output.out(planLine(operations, kept, warnings));
  else for (const line of choiceText(items, choice, identity, warnings)) output.out(line);
  if (isIdle) return endEarly({ operations, kept, warnings, seconds: seconds() }, options, output);

  // JSON lines name it in the summary, which a killed run does not come to.
  const say = isJson ? output.err : output.out;
  say(backupFile ? `Backup: ${backupFile}` : 'No backup is written.');

  const state = await carryOut(operations, { ...options, afterFailure: 'go-on' }, (event, after) => {
    const line = isJson ? operationLine(event) : eventText(event, after);
    if (line) output.out(line);
  });
  const left = signal.aborted ? [] : await listedAgain(manager, state.outcomes, options);
  const { selection, writeBackup, isConfirmed, connection } = options;
  const call = { selection, hasBackup: writeBackup !== undefined, isConfirmed, connection };
  const report: CleanupReport = { state, left, items, choice, backupFile, seconds: seconds(), call };
  if (isJson)
    output.out(
      summaryLine(state, kept, seconds() * 1000, {
        backup: backupFile,
        stillListed: left?.map(({ id }) => id) ?? null,
      }),
    );
  else for (const line of cleanupReportText(report)) output.out(line);
  if (signal.aborted) return 130;
  return isDone(state, left) ? 0 : 1;
}

interface Unbegun {
  readonly operations: readonly Operation[];
  readonly kept: number;
  readonly warnings: readonly Finding[];
  readonly seconds: number;
}

function endEarly(
  { operations, kept, warnings, seconds }: Unbegun,
  { isJson, isDryRun }: CleanupOptions,
  { out, err }: Output,
): number {
  if (isJson) out(summaryLine(initialExecution(operations.length), kept, seconds * 1000));
  if (operations.length === 0) {
    const why =
      warnings.length > 0 ? 'what is here of this selection stays, see above' : 'nothing of this selection is here';
    if (!isJson) out(`Nothing to do: ${why}.`);
    return 0;
  }
  if (isDryRun) {
    if (!isJson) out('Dry run: nothing was changed.');
    return 0;
  }
  err('Nothing was changed. To delete this, run it again with --yes.');
  return 3;
}
