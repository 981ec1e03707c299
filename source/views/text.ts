/** The text that every command has: where it works, findings, operations, errors, and a run as a whole. */
import type { ErrorDescription } from '../errors.js';
import { whyStayed } from '../jobs/cleanup-result.js';
import type { Place, PlaceEnd } from '../jobs/job.js';
import { type ExecutionEvent, type ExecutionState, isOfRun, type Outcome } from '../plan/account/events.js';
import type { Finding } from '../plan/account/finding.js';
import type { Operation } from '../plan/account/operations.js';
import { counted } from '../plan/text/plural.js';
import { printable, printableLines } from '../printable.js';
import type { AnyPlan, RunView, RunWords } from './run.js';

/** A run as text. */
export function textView<Plan extends AnyPlan, End extends PlaceEnd<Plan>>(
  words: RunWords<Plan, End>,
): RunView<Plan, End> {
  return {
    plan: ({ place, plan }) => [placeLine(place), ...words.plan(plan)],
    operation: eventText,
    unapplied: ({ plan }, why) => {
      if (why === 'nothing-to-do') return idleText(words, plan);
      return why === 'dry-run' ? [...(words.already?.(plan) ?? []), 'Dry run: nothing was changed.'] : [];
    },
    ended: (end, durationMs) => words.report(end, durationMs / 1000),
  };
}

/** The end of a run that has nothing to do. */
export function idleText<Plan extends AnyPlan>(
  { already, whyNothing }: Pick<RunWords<Plan, never>, 'already' | 'whyNothing'>,
  plan: Plan,
): string[] {
  return [...(already?.(plan) ?? []), `Nothing to do: ${whyNothing(plan)}.`];
}

/** `Account 123456789012, region eu-west-1, as arn:aws:iam::123456789012:user/ops (profile ops)`: the first line of everything. */
export function placeLine({ account, region, identity, source }: Place): string {
  return printable(`Account ${account}, region ${region}, as ${identity} (${source})`);
}

/** A finding as text: what it is, then what to do. */
export function findingText({ message, nextSteps }: Finding): string[] {
  return [`! ${printable(message)}`, ...stepsText(nextSteps)];
}

/** What to do next, each of it once. */
export function stepsText(steps: readonly string[]): string[] {
  return [...new Set(steps)].map((step) => `  → ${printable(step)}`);
}

/** A line for an operation that has ended, or for a pace that AWS has slowed; nothing for a start. */
function eventText(event: ExecutionEvent, { outcomes, total, pace }: ExecutionState): string | undefined {
  const count = `${String(outcomes.length).padStart(String(total).length)}/${total}`;
  switch (event.type) {
    case 'started':
      return undefined;
    case 'throttled':
      return pace?.isNew === false
        ? undefined
        : `  AWS asks to slow down: ${counted(event.concurrency, 'call')} at a time from now on`;
    default:
      return `${count}  ${outcomeText(event)}`;
  }
}

/** What the calls of a run have done, a line each; what an interruption, or an outage, has kept from beginning is told as a number elsewhere. */
export function outcomesText(outcomes: readonly Outcome[]): string[] {
  return outcomes.filter((outcome) => !isOfRun(outcome)).map((outcome) => `  ${outcomeText(outcome)}`);
}

/** `done     CreateMaintenanceWindow  Week1Day2Unattended0300  mw-…` */
function outcomeText(outcome: Outcome): string {
  const what = `${outcome.operation.kind}  ${printable(outcome.operation.name)}`;
  switch (outcome.type) {
    case 'succeeded':
      return `done     ${what}  ${printable(outcome.note ?? outcome.resourceId ?? '')}`.trimEnd();
    case 'failed':
      return `failed   ${what}  ${printable(errorWords(outcome.error))}`;
    case 'skipped':
      return `skipped  ${what}  ${printable(outcome.reason)}`;
    default:
      return outcome satisfies never;
  }
}

function errorWords({ detail, title }: ErrorDescription): string {
  return detail ?? title;
}

/**
 * What a run has not done and why, and what to do about it.
 * @param consequence what has become of what an interruption, or an outage, has kept from being done
 */
export function undoneText({ outcomes, running }: ExecutionState, consequence: string): string[] {
  const undone = outcomes.filter(({ type }) => type !== 'succeeded');
  return [
    ...undone
      .filter((outcome) => !isOfRun(outcome))
      .map((outcome) => {
        const why = whyStayed(outcome, outcomes, errorWords) ?? '';
        return `! not done: ${printable(outcome.operation.summary)}: ${printable(why)}`;
      }),
    ...stepsText(undone.flatMap((outcome) => (outcome.type === 'failed' ? outcome.error.nextSteps : []))),
    ...(running.length > 0 ? [`! ${inFlight(running)}: the result is unknown.`] : []),
    ...untriedText(undone, consequence),
  ];
}

/** What was not tried, with the one reason for all of it. */
function untriedText(undone: readonly Outcome[], consequence: string): string[] {
  const untried = undone.filter(isOfRun);
  return [...new Set(untried.map(({ reason }) => reason))].map((reason) => {
    const own = untried.filter((outcome) => outcome.reason === reason);
    const names = [...new Set(own.map(({ operation }) => printable(operation.name)))];
    return `! ${were(own.length, 'call')} not made (${reason}). Still ${consequence}: ${names.join(', ')}`;
  });
}

/** `2 calls were in flight (DeleteMaintenanceWindow Week1Day2Unattended0300, …)` */
export function inFlight(running: readonly Operation[]): string {
  const named = running.map(({ kind, name }) => `${kind} ${printable(name)}`).join(', ');
  return `${were(running.length, 'call')} in flight (${named})`;
}

function were(count: number, noun: string): string {
  return `${counted(count, noun)} ${count === 1 ? 'was' : 'were'}`;
}

/** A command under what it is for, alone on its line, to be copied; nothing without one. */
export function commandText(what: string, ...commands: readonly string[]): string[] {
  return commands.length === 0 ? [] : [what, ...commands.map((command) => `  ${printable(command)}`)];
}

/** An error: what happened, what it means, what to do next; a stack only for bugs. */
export function errorText({ title, detail, nextSteps, stack }: ErrorDescription): string {
  return [
    `Error: ${printable(title)}`,
    ...(detail ? [printableLines(detail).replace(/^/gm, '  ')] : []),
    ...stepsText(nextSteps),
    ...(stack ? [printableLines(stack)] : []),
  ].join('\n');
}
