/** What the wizard leaves behind in the terminal when its screen is gone. */
import type { ErrorDescription } from '../errors.js';
import type { ScheduleCheck } from '../execute/verify-schedule.js';
import type { ExecutionState } from '../plan/account/events.js';
import type { Operation } from '../plan/account/operations.js';
import type { CleanupChoice, CleanupSelection } from '../plan/cleanup/choice.js';
import type { CleanupItem } from '../plan/cleanup/items.js';
import type { RestorePlan } from '../plan/restore/restore.js';
import type { SetupPlan } from '../plan/setup/setup-plan.js';
import type { Answers, PartialAnswers } from '../plan/spec/answers.js';
import {
  type ConnectionFlags,
  cleanupCommand,
  comeBackCommand,
  previewCommand,
  restoreCommand,
  setupCommand,
} from '../plan/spec/command-line.js';
import { printable } from '../printable.js';
import type { Output } from '../process/streams.js';
import { cleanupReportText } from './cleanup-text.js';
import { errorText } from './output.js';
import { noCallText, restoreReportText } from './restore-text.js';
import { reportText } from './setup-text.js';

/** The part of the wizard's end that is reported. */
export interface EndFacts {
  readonly exitCode: number;
  readonly flow: 'setup' | 'cleanup' | 'restore' | 'status';
  readonly step: string;
  readonly answers: Answers;
  /** Without what the account has suggested. */
  readonly given: PartialAnswers;
  readonly connection: ConnectionFlags;
  /** Present when work had begun. */
  readonly plan: SetupPlan | undefined;
  /** Present when a clean-up had been confirmed. */
  readonly cleanup: { readonly items: readonly CleanupItem[]; readonly choice: CleanupChoice } | undefined;
  /** What flags have chosen of a clean-up, and whether they want a backup. */
  readonly selection: CleanupSelection;
  readonly hasBackup: boolean;
  /** Present in a restore; its plan, when it had been agreed to, or when it was seen that nothing is missing. */
  readonly restore:
    | { readonly file: string; readonly isForced: boolean; readonly plan: RestorePlan | undefined }
    | undefined;
  readonly work: {
    readonly execution: ExecutionState;
    readonly startedAt: Date | undefined;
    readonly endedAt: Date | undefined;
    readonly outcome: {
      readonly check?: ScheduleCheck | undefined;
      readonly backupFile?: string | undefined;
      readonly left?: readonly Operation[] | undefined;
      readonly refusal?: ErrorDescription | undefined;
    };
  };
}

/**
 * The report of the work, or, where none was begun, that nothing was changed and how to come back with the same answers.
 */
export function reportEnd(end: EndFacts, output: Output): void {
  if (end.plan) reportSetup(end, end.plan, output);
  else if (end.cleanup) reportCleanup(end, end.cleanup, output);
  else if (end.restore) reportRestore(end, end.restore, output);
  else reportNothing(end, output);
}

function reportNothing({ flow, step, answers, given, connection }: EndFacts, { out }: Output): void {
  out('Nothing was changed.');
  if (step === 'home' || flow !== 'setup') return;
  if (step === 'preview') out(`The same dates again: ${printable(previewCommand(answers))}`);
  else out(`To come back with the same answers: ${printable(comeBackCommand(given, connection))}`);
}

function reportSetup({ work, answers, connection }: EndFacts, plan: SetupPlan, { out, err }: Output): void {
  const { check, backupFile, refusal } = work.outcome;
  if (refusal) {
    err(errorText(refusal));
    return;
  }
  const { region = '', isSandbox = false } = connection;
  const account = {
    region,
    isSandbox,
    again: setupCommand(answers, connection, plan.consent),
    undo: cleanupCommand(plan.spec.plan, connection),
    restore: (file: string) => restoreCommand(file, connection),
  };
  const report = { plan, state: work.execution, check, backupFile, seconds: secondsOf(work), account };
  for (const line of reportText(report)) out(line);
}

function reportCleanup(
  { work, connection, selection, hasBackup }: EndFacts,
  { items, choice }: NonNullable<EndFacts['cleanup']>,
  { out, err }: Output,
): void {
  const { backupFile, left, refusal } = work.outcome;
  if (refusal) {
    err(errorText(refusal));
    return;
  }
  const report = {
    state: work.execution,
    left,
    items,
    choice,
    backupFile,
    seconds: secondsOf(work),
    call: { selection, hasBackup, isConfirmed: false, connection },
  };
  for (const line of cleanupReportText(report)) out(line);
}

function reportRestore(
  { work, connection }: EndFacts,
  { plan, file, isForced }: NonNullable<EndFacts['restore']>,
  { out }: Output,
): void {
  const lines = (): string[] => {
    if (plan === undefined) {
      const again = restoreCommand(file, connection, { isForced, asks: true });
      return ['Nothing was changed.', `To come back: ${printable(again)}`];
    }
    if (plan.operations.length === 0) return noCallText(plan);
    const again = restoreCommand(file, connection, { isForced });
    return restoreReportText({ plan, state: work.execution, seconds: secondsOf(work), again });
  };
  for (const line of lines()) out(line);
}

function secondsOf({ startedAt, endedAt }: EndFacts['work']): number {
  return startedAt && endedAt ? (endedAt.getTime() - startedAt.getTime()) / 1000 : 0;
}
