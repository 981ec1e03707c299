/** What the wizard leaves behind in the terminal when its screen is gone. */
import type { ErrorDescription } from '../../errors.js';
import type { ScheduleCheck } from '../../jobs/schedule-check.js';
import type { ExecutionState } from '../../plan/account/events.js';
import type { Operation } from '../../plan/account/operations.js';
import type { CleanupChoice, CleanupSelection } from '../../plan/cleanup/choice.js';
import type { CleanupItem } from '../../plan/cleanup/items.js';
import type { RestorePlan } from '../../plan/restore/restore.js';
import type { SetupPlan } from '../../plan/setup/setup-plan.js';
import type { Answers, PartialAnswers } from '../../plan/spec/answers.js';
import {
  type ConnectionFlags,
  cleanupCommand,
  comeBackCommand,
  previewCommand,
  restoreCommand,
  setupCommand,
} from '../../plan/spec/command-line.js';
import { printable } from '../../printable.js';
import { cleanupReportText } from './cleanup.js';
import { noCallText, restoreReportText } from './restore.js';
import { reportText } from './setup.js';

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
 * What has kept the work from beginning is an error and no part of this.
 */
export function endText(end: EndFacts): string[] {
  if (end.plan) return setupEnd(end, end.plan);
  if (end.cleanup) return cleanupEnd(end, end.cleanup);
  if (end.restore) return restoreEnd(end, end.restore);
  return nothingText(end);
}

function nothingText({ flow, step, answers, given, connection }: EndFacts): string[] {
  const hasAnswers = flow === 'setup' && step !== 'home';
  const again =
    step === 'preview'
      ? `The same dates again: ${printable(previewCommand(answers))}`
      : `To come back with the same answers: ${printable(comeBackCommand(given, connection))}`;
  return ['Nothing was changed.', ...(hasAnswers ? [again] : [])];
}

function setupEnd({ work, answers, connection }: EndFacts, plan: SetupPlan): string[] {
  const { check, backupFile } = work.outcome;
  const { region = '', isSandbox = false } = connection;
  const account = {
    region,
    isSandbox,
    again: setupCommand(answers, connection, plan.consent),
    undo: cleanupCommand(plan.spec.plan, connection),
    restore: (file: string) => restoreCommand(file, connection),
  };
  return reportText({ plan, state: work.execution, check, backupFile, seconds: secondsOf(work), account });
}

function cleanupEnd(
  { work, connection, selection, hasBackup }: EndFacts,
  { items, choice }: NonNullable<EndFacts['cleanup']>,
): string[] {
  const { backupFile, left } = work.outcome;
  const call = { selection, hasBackup, isConfirmed: false, connection };
  return cleanupReportText({ state: work.execution, left, items, choice, backupFile, seconds: secondsOf(work), call });
}

function restoreEnd(
  { work, connection }: EndFacts,
  { plan, file, isForced }: NonNullable<EndFacts['restore']>,
): string[] {
  if (plan === undefined) {
    const again = restoreCommand(file, connection, { isForced, asks: true });
    return ['Nothing was changed.', `To come back: ${printable(again)}`];
  }
  if (plan.operations.length === 0) return noCallText(plan);
  const again = restoreCommand(file, connection, { isForced });
  return restoreReportText({ plan, state: work.execution, seconds: secondsOf(work), again });
}

function secondsOf({ startedAt, endedAt }: EndFacts['work']): number {
  return startedAt && endedAt ? (endedAt.getTime() - startedAt.getTime()) / 1000 : 0;
}
