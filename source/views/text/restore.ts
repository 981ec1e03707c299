/** What a restore says in plain text: what comes back and what is kept, and the report at the end. */
import type { ErrorDescription } from '../../errors.js';
import type { RestoreEnd } from '../../jobs/restore.js';
import { restoredIds, restoredIdWords } from '../../jobs/restored-ids.js';
import { type ExecutionState, interruption, type Outcome } from '../../plan/account/events.js';
import type { Backup } from '../../plan/cleanup/backup.js';
import type { RestorePlan } from '../../plan/restore/restore-plan.js';
import { nothingMissing } from '../../plan/restore/summary.js';
import { plural } from '../../plan/text/plural.js';
import { columns } from '../../plan/text/text-table.js';
import { printable } from '../../printable.js';
import { type RestoreCall, restoreAgain } from '../go-on.js';
import { restoreNotices, type View } from '../view.js';
import { eventText, findingText, inFlight, placeLine } from './lines.js';

/** A restore as text. */
export function restoreText(call: RestoreCall, backup: Pick<Backup, 'createdAt'>): View<RestorePlan, RestoreEnd> {
  return {
    notices: restoreNotices,
    plan: ({ place, plan }) => [placeLine(place), ...restorePlanText(plan, backup)],
    operation: eventText,
    unapplied: ({ plan }, why) => (why === 'not-confirmed' ? [] : noCallText(plan)),
    ended: (end, durationMs) =>
      end.flatMap(({ place, plan, state }) =>
        restoreReportText({ plan, state, seconds: durationMs / 1000, again: restoreAgain(call, place) }),
      ),
  };
}

/** Every call, and what is in the way. */
function restorePlanText(
  { operations, kept, findings }: RestorePlan,
  { createdAt }: Pick<Backup, 'createdAt'>,
): string[] {
  return [
    `Backup of ${createdAt}: ${operations.length} ${plural(operations.length, 'call')}, ${kept} kept`,
    ...columns(operations.map(({ kind, summary }) => [`  + ${kind}`, printable(summary)])),
    ...findings.flatMap(findingText),
    '',
  ];
}

/** The end of a restore that made no call: what earlier ones have made, and why there was none. */
export function noCallText(plan: RestorePlan): string[] {
  const isIdle = plan.operations.length === 0;
  return [...newIdsText(plan, []), isIdle ? nothingMissing(plan) : 'Dry run: nothing was changed.'];
}

export interface RestoreReport {
  readonly plan: RestorePlan;
  readonly state: ExecutionState;
  readonly seconds: number;
  /** The command that goes on. */
  readonly again: string;
}

/** What came back under which id, what did not and why, and how to go on. */
function restoreReportText({ plan, state, seconds, again }: RestoreReport): string[] {
  const { outcomes, running } = state;
  const undone = outcomes.filter((outcome) => outcome.type !== 'succeeded');
  const interrupted = undone.filter((outcome) => outcome.type === 'skipped' && outcome.reason === interruption);
  const steps = new Set(undone.flatMap((outcome) => (outcome.type === 'failed' ? outcome.error.nextSteps : [])));
  const isComplete = state.succeeded === state.total;
  return [
    '',
    `${isComplete ? 'Done' : 'Not complete'}: ${state.succeeded} of ${state.total} ${plural(state.total, 'call')} in ${seconds.toFixed(1)} s.`,
    ...newIdsText(plan, outcomes),
    ...undone
      .filter((outcome) => !interrupted.includes(outcome))
      .map((outcome) => `! not done: ${printable(outcome.operation.summary)}: ${printable(whyNot(outcome))}`),
    ...[...steps].map((step) => `  → ${printable(step)}`),
    ...(running.length > 0 ? [`! ${inFlight(running)}: whether that was done is not known.`] : []),
    ...(interrupted.length > 0 ? [missingWords(interrupted)] : []),
    ...(isComplete
      ? []
      : ['Run it again: what is there by now is kept, the rest is tried again.', `  ${printable(again)}`]),
  ];
}

function newIdsText(plan: RestorePlan, outcomes: readonly Outcome[]): string[] {
  const ids = restoredIds(plan, outcomes);
  return ids.length === 0
    ? []
    : ['New ids against the old ones:', ...ids.map((each) => `  ${printable(restoredIdWords(each))}`)];
}

function whyNot(outcome: Exclude<Outcome, { readonly type: 'succeeded' }>): string {
  const words = ({ detail, title }: ErrorDescription): string => detail ?? title;
  return outcome.type === 'failed' ? words(outcome.error) : outcome.reason;
}

/** `! 3 calls were not made, interrupted; missing still, or in part: Week1Day2Unattended0300, …` */
function missingWords(interrupted: readonly Outcome[]): string {
  const names = [...new Set(interrupted.map(({ operation }) => printable(operation.name)))];
  const { length } = interrupted;
  const calls = `${length} ${plural(length, 'call')} ${length === 1 ? 'was' : 'were'}`;
  return `! ${calls} not made, interrupted; missing still, or in part: ${names.join(', ')}`;
}
