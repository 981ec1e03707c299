/** What a set-up says in plain text: the plan, each operation, and the report at the end (the wizard leaves it behind too). */

import type { ScheduleCheck } from '../../jobs/schedule-check.js';
import type { SetupEnd } from '../../jobs/setup.js';
import { tagCommand } from '../../plan/account/aws-commands.js';
import { type ExecutionState, unattempted } from '../../plan/account/events.js';
import type { SetupPlan } from '../../plan/setup/setup-plan.js';
import { changeWords, summaryLines } from '../../plan/setup/summary.js';
import { plural } from '../../plan/text/plural.js';
import { columns } from '../../plan/text/text-table.js';
import { printable } from '../../printable.js';
import { minuteText } from '../../schedule/calendar.js';
import { type SetupAccount, type SetupCall, setupAccount } from '../go-on.js';
import { setupNotices, type View } from '../view.js';
import { eventText, findingText, inFlight, placeLine } from './lines.js';

/** A set-up as text. */
export function setupText(call: SetupCall): View<SetupPlan, SetupEnd> {
  return {
    notices: setupNotices,
    plan: ({ place, plan }) => [placeLine(place), ...planText(plan)],
    operation: eventText,
    unapplied: (_, why) => {
      if (why === 'nothing-to-do') return ['Nothing to do: the account is as the plan wants it.'];
      return why === 'dry-run' ? ['Dry run: nothing was changed.'] : [];
    },
    ended: (end, durationMs) =>
      end.flatMap(({ place, plan, state, check, backupFile }) => {
        const account = setupAccount(call, { place, plan });
        return reportText({ plan, state, check, backupFile, seconds: durationMs / 1000, account });
      }),
  };
}

/** The plan: a line per kind of resource, then warnings. */
export function planText(plan: SetupPlan): string[] {
  const rows = summaryLines(plan).map(({ sign, count, what, detail }) => [
    `  ${sign} ${count}`,
    what,
    printable(detail),
  ]);
  const calls = plan.operations.length;
  return [
    `Plan ${plan.document.plan}: ${calls} ${plural(calls, 'call')}, ${plan.kept} kept`,
    ...columns(rows),
    ...plan.operations.flatMap((operation) =>
      changeWords(operation).map((words) => `    ${printable(operation.name)}  ${printable(words)}`),
    ),
    ...plan.findings.flatMap(findingText),
    '',
  ];
}

export interface SetupReport {
  readonly plan: SetupPlan;
  readonly state: ExecutionState;
  /** Absent where the run was not complete or AWS's schedule could not be read. */
  readonly check: ScheduleCheck | undefined;
  /** Of what was pruned. */
  readonly backupFile?: string | undefined;
  readonly seconds: number;
  readonly account: SetupAccount;
}

/** What exists now and what to do next; commands stand alone on their lines, to be copied. */
export function reportText(report: SetupReport): string[] {
  const { state, seconds } = report;
  const { waves, tagKey } = report.plan.document;
  if (state.succeeded < state.total) return incompleteText(report);
  return [
    '',
    `Done: ${state.succeeded} ${plural(state.succeeded, 'call')} in ${seconds.toFixed(1)} s, ${report.plan.kept} kept.`,
    ...checkText(report.check),
    ...pausedText(report.plan),
    '',
    `Put nodes into a patch group by tagging them${report.account.isSandbox ? ' (on a real account; EC2 is not in the sandbox)' : ''}:`,
    ...[...new Set(waves.map(({ patchGroup }) => patchGroup))].map(
      (patchGroup) => `  ${tagCommand(tagKey, patchGroup, report.account.region)}`,
    ),
    ...undoText(report),
    ...restoreText(report),
    ...(report.account.isSandbox ? ['This was the sandbox account; nothing real has changed.'] : []),
  ];
}

/** How AWS's own dates compare with the preview, every difference told. */
export function checkText(check: ScheduleCheck | undefined): string[] {
  if (check === undefined) return ["AWS's own schedule could not be read, so the dates are not verified."];
  const { checked, differences } = check;
  if (checked === 0) return ['AWS lists no run to compare with the preview.'];
  if (differences.length === 0) return [`AWS's own schedule agrees with the preview on all ${checked} dates checked.`];
  return [
    `! AWS's own schedule differs from the preview on ${differences.length} of ${checked} dates:`,
    ...differences.map(
      ({ window, expected, actual }) => `  ${window}: preview ${minute(expected)}, AWS ${minute(actual)}`,
    ),
  ];
}

function minute(date: Date | undefined): string {
  return date === undefined ? 'no run' : `${minuteText(date)} UTC`;
}

function incompleteText(report: SetupReport): string[] {
  const { state, plan, account } = report;
  const failures = state.outcomes.filter((outcome) => outcome.type === 'failed');
  const steps = [...new Set(failures.flatMap(({ error }) => error.nextSteps))];
  return [
    '',
    `Not complete: ${state.succeeded} of ${state.total} calls done, ${state.failed} failed, ${unattempted(state)} not attempted.`,
    ...(state.running.length > 0
      ? [`! ${inFlight(state.running)}: what it has made is not known, and found by running it again.`]
      : []),
    ...failures.flatMap(({ operation, error }) => [
      `! ${operation.kind} ${printable(operation.name)}: ${printable(error.title)}`,
      ...(error.detail ? [`  ${printable(error.detail)}`] : []),
    ]),
    ...steps.map((step) => `  → ${printable(step)}`),
    '',
    `What exists is kept (${state.succeeded + plan.kept} resources, of plan ${plan.document.plan}). To go on where it stopped:`,
    `  ${account.again}`,
    ...restoreText(report),
  ];
}

function pausedText({ paused }: SetupPlan): string[] {
  return paused === 0 ? [] : [`${paused} ${plural(paused, 'window')} ${paused === 1 ? 'is' : 'are'} paused.`];
}

/** What was there before would not come back by a clean-up, so that only a new plan can be undone by one. */
function undoText({ account: { undo } }: SetupReport): string[] {
  return undo === undefined ? [] : ['', 'To undo all of it, with a backup:', `  ${undo}`];
}

function restoreText({ backupFile, account }: SetupReport): string[] {
  return backupFile ? ['', 'To bring back what was deleted:', `  ${account.restore(backupFile)}`] : [];
}
