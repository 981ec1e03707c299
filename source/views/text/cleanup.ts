/** What a clean-up says in plain text: what goes, what stays and why, and the summary at the end. */
import type { ErrorDescription } from '../../errors.js';
import type { CleanupEnd, CleanupPlan } from '../../jobs/cleanup.js';
import { isDone, proofs, whyStayed } from '../../jobs/cleanup-result.js';
import { interruption, type Outcome } from '../../plan/account/events.js';
import type { Finding } from '../../plan/account/finding.js';
import type { CleanupCall } from '../../plan/cleanup/again.js';
import { type CleanupChoice, consequenceIn } from '../../plan/cleanup/choice.js';
import { type CleanupItem, classTitles, itemClasses } from '../../plan/cleanup/items.js';
import { restoreCommand } from '../../plan/intent/command-line.js';
import { plural } from '../../plan/text/plural.js';
import { printable } from '../../printable.js';
import { type CleanupFacts, cleanupGoOn, reached } from '../go-on.js';
import { cleanupNotices, type View } from '../view.js';
import { eventText, findingText, inFlight, placeLine } from './lines.js';

/** A clean-up as text. */
export function cleanupText(call: CleanupCall): View<CleanupPlan, CleanupEnd> {
  return {
    notices: cleanupNotices,
    plan: ({ place, plan: { items, choice, findings, operations } }) => [
      placeLine(place),
      ...choiceText(items, choice, findings),
      ...(call.hasBackup || operations.length === 0 ? [] : ['No backup is written.']),
    ],
    operation: eventText,
    unapplied: ({ plan }, why) => {
      if (why === 'nothing-to-do') return [`Nothing to do: ${whyNothing(plan)}.`];
      return why === 'dry-run' ? ['Dry run: nothing was changed.'] : [];
    },
    ended: (end, durationMs) =>
      end.flatMap(({ place, plan: { items, choice }, state, left, backupFile }) => {
        const here = { ...call, connection: reached(call, place) };
        return cleanupReportText({ state, left, items, choice, backupFile, seconds: durationMs / 1000, call: here });
      }),
  };
}

function whyNothing({ findings }: CleanupPlan): string {
  return findings.length > 0 ? 'what is here of this selection stays, see above' : 'nothing of this selection is here';
}

/** Everything that was found by class, each item with what happens to it and why, and the warnings. */
function choiceText(items: readonly CleanupItem[], choice: CleanupChoice, warnings: readonly Finding[]): string[] {
  return [
    `Clean-up: ${choice.size} of ${items.length} ${plural(items.length, 'thing')} chosen`,
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
  const action = choice.get(id);
  const goes = kind === 'default' ? 'reset' : 'delete';
  const word = action === 'delete' ? goes : action === 'disable' ? 'switch off' : 'keep';
  return [
    `  ${word.padEnd(10)}  ${kind.padEnd(12)}  ${printable(name)}  ${printable(id)}  (${printable(reason)})`,
    ...(action ? [`              ${printable(consequenceIn(choice, item))}`] : []),
  ];
}

export interface CleanupReport extends CleanupFacts {
  readonly backupFile: string | undefined;
  readonly seconds: number;
}

/** What went, what stayed and why, and the way back. */
function cleanupReportText(report: CleanupReport): string[] {
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
function goOnText(report: CleanupReport): string[] {
  const { again, look } = cleanupGoOn(report);
  return [
    ...(again.length > 0 ? ['To go on with what is left:', ...again.map((each) => `  ${printable(each)}`)] : []),
    ...(again.length > 0 && report.backupFile
      ? ['A backup of that run has only the rest: keep this one, and restore both to bring all of it back.']
      : []),
    ...(look ? ['To see what is there now:', `  ${printable(look)}`] : []),
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
