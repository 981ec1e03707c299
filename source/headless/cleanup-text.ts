/** What a clean-up says in plain text: what goes, what stays and why, and the summary at the end. */
import type { ErrorDescription } from '../errors.js';
import { isDone, leftOf, proofs, whyStayed } from '../execute/cleanup.js';
import { type ExecutionState, interruption, type Outcome } from '../plan/account/events.js';
import type { Finding } from '../plan/account/finding.js';
import type { AccountIdentity } from '../plan/account/inventory.js';
import type { Operation } from '../plan/account/operations.js';
import { type CleanupCall, goOnCommands, lookCommand } from '../plan/cleanup/again.js';
import { type CleanupChoice, consequenceIn } from '../plan/cleanup/choice.js';
import { type CleanupItem, classTitles, itemClasses } from '../plan/cleanup/items.js';
import { restoreCommand } from '../plan/spec/command-line.js';
import { plural } from '../plan/text/plural.js';
import { printable } from '../printable.js';
import { findingText } from './lines.js';

/** Everything that was found by class, each item with what happens to it and why, and the warnings. */
export function choiceText(
  items: readonly CleanupItem[],
  choice: CleanupChoice,
  { account, region }: Pick<AccountIdentity, 'account' | 'region'>,
  warnings: readonly Finding[],
): string[] {
  return [
    `Account ${account}, region ${region}: ${choice.size} of ${items.length} ${plural(items.length, 'thing')} chosen`,
    ...itemClasses.flatMap((itemClass) => {
      const members = items.filter((item) => item.itemClass === itemClass);
      return members.length === 0
        ? []
        : ['', classTitles[itemClass], ...members.flatMap((item) => itemText(item, choice))];
    }),
    '',
    ...(warnings.length > 0 ? [...warnings.flatMap(findingText), ''] : []),
  ];
}

function itemText(item: CleanupItem, choice: CleanupChoice): string[] {
  const { id, kind, name, reason } = item;
  const fate = choice.get(id);
  const goes = kind === 'default' ? 'reset' : 'delete';
  const word = fate === 'delete' ? goes : fate === 'disable' ? 'switch off' : 'keep';
  return [
    `  ${word.padEnd(10)}  ${kind.padEnd(12)}  ${printable(name)}  ${printable(id)}  (${printable(reason)})`,
    ...(fate ? [`              ${printable(consequenceIn(choice, item))}`] : []),
  ];
}

export interface CleanupReport {
  readonly state: ExecutionState;
  /** Confirmed by AWS, but listed all the same; undefined if the account could not be listed again. */
  readonly left: readonly Operation[] | undefined;
  readonly items: readonly CleanupItem[];
  /** What was confirmed. */
  readonly choice: CleanupChoice;
  readonly backupFile: string | undefined;
  readonly seconds: number;
  readonly call: CleanupCall;
}

/** What went, what stayed and why, and the way back. */
export function cleanupReportText(report: CleanupReport): string[] {
  const { state, left, items, choice, backupFile, seconds, call } = report;
  const { outcomes, running } = state;
  const undone = outcomes.filter((outcome) => outcome.type !== 'succeeded');
  const interrupted = undone.filter((outcome) => outcome.type === 'skipped' && outcome.reason === interruption);
  const steps = new Set(undone.flatMap((outcome) => (outcome.type === 'failed' ? outcome.error.nextSteps : [])));
  const isComplete = isDone(state, left);
  const kept = items.length - choice.size;
  const calls = `${state.succeeded} of ${state.total} ${plural(state.total, 'call')}`;
  return [
    '',
    `${isComplete ? 'Done' : 'Not complete'}: ${calls} in ${seconds.toFixed(1)} s, ${kept} ${plural(kept, 'thing')} kept.`,
    ...undone
      .filter((outcome) => !interrupted.includes(outcome))
      .map(
        (outcome) =>
          `! not done: ${printable(outcome.operation.summary)}: ${printable(whyStayed(outcome, outcomes, errorWords) ?? '')}`,
      ),
    ...[...steps].map((step) => `  → ${printable(step)}`),
    ...(running.length > 0 ? [`! ${inFlight(running)}: whether that was done is not known.`] : []),
    ...(interrupted.length > 0 ? [leftWords(interrupted)] : []),
    ...(left ?? []).map(
      ({ summary }) => `! AWS confirmed "${printable(summary)}", but it is still listed; look again in a minute.`,
    ),
    ...(left === undefined ? ['! The account could not be listed again, so that nothing is proved.'] : []),
    ...(isComplete ? proofs(outcomes) : []),
    ...(isComplete ? [] : goOnText(report)),
    ...(backupFile ? ['', 'To bring it back:', `  ${printable(restoreCommand(backupFile, call.connection))}`] : []),
  ];
}

/** How to go on with what can be tried again, and to see what may have become of the rest. */
function goOnText({ state, left, items, choice, call, backupFile }: CleanupReport): string[] {
  const { again, isChanged } = leftOf(choice, state);
  const commands = goOnCommands({ items, choice, left: again, isChanged }, call);
  const isUnclear = isChanged || state.running.length > 0 || left?.length !== 0;
  return [
    ...(commands.length > 0 ? ['To go on with what is left:', ...commands.map((each) => `  ${printable(each)}`)] : []),
    ...(commands.length > 0 && backupFile
      ? ['A backup of that run has only the rest: keep this one, and restore both to bring all of it back.']
      : []),
    ...(isUnclear ? ['To see what is there now:', `  ${printable(lookCommand(call))}`] : []),
  ];
}

function errorWords({ detail, title }: ErrorDescription): string {
  return detail ?? title;
}

/** `! 3 calls were not made, interrupted; left are: Week1Day2Unattended0300, …` */
function leftWords(interrupted: readonly Outcome[]): string {
  const names = [...new Set(interrupted.map(({ operation }) => printable(operation.name)))];
  const count = `${interrupted.length} ${plural(interrupted.length, 'call')}`;
  return `! ${count} not made, interrupted; left as they were, or in part: ${names.join(', ')}`;
}

/** `2 calls were in flight (DeleteMaintenanceWindow Week1Day2Unattended0300, …)` */
export function inFlight(running: readonly Operation[]): string {
  const count = running.length;
  const named = running.map(({ kind, name }) => `${kind} ${printable(name)}`).join(', ');
  return `${count} ${plural(count, 'call')} ${count === 1 ? 'was' : 'were'} in flight (${named})`;
}
