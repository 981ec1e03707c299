/** The lines of text that every command has: where it works, findings, operations, errors. */
import type { Place } from '../../jobs/job.js';
import type { ExecutionEvent, ExecutionState, Outcome } from '../../plan/account/events.js';
import type { Finding } from '../../plan/account/finding.js';
import type { Operation } from '../../plan/account/operations.js';
import { plural } from '../../plan/text/plural.js';
import { printable } from '../../printable.js';

/** `Account 123456789012, region eu-west-1, as arn:aws:iam::123456789012:user/ops (profile ops)`: the first line of everything. */
export function placeLine({ account, region, identity, source }: Place): string {
  return printable(`Account ${account}, region ${region}, as ${identity} (${source})`);
}

/** A finding as text: what it is, then what to do. */
export function findingText({ message, nextSteps }: Finding): string[] {
  return [`! ${printable(message)}`, ...nextSteps.map((step) => `  → ${printable(step)}`)];
}

/** A line for an operation that has ended, or for AWS asking to slow down; nothing for a start. */
export function eventText(event: ExecutionEvent, { outcomes, total }: ExecutionState): string | undefined {
  const count = `${String(outcomes.length).padStart(String(total).length)}/${total}`;
  switch (event.type) {
    case 'started':
      return undefined;
    case 'throttled':
      return `  AWS asks to slow down: ${event.concurrency} ${plural(event.concurrency, 'call')} at a time from here`;
    default:
      return `${count}  ${outcomeText(event)}`;
  }
}

/** `done     CreateMaintenanceWindow  Week1Day2Unattended0300  mw-…` */
export function outcomeText(outcome: Outcome): string {
  const what = `${outcome.operation.kind}  ${printable(outcome.operation.name)}`;
  switch (outcome.type) {
    case 'succeeded':
      return `done     ${what}  ${printable(outcome.note ?? outcome.resourceId ?? '')}`.trimEnd();
    case 'failed':
      return `failed   ${what}  ${printable(outcome.error.detail ?? outcome.error.title)}`;
    case 'skipped':
      return `skipped  ${what}  ${printable(outcome.reason)}`;
    default:
      return outcome satisfies never;
  }
}

/** `2 calls were in flight (DeleteMaintenanceWindow Week1Day2Unattended0300, …)` */
export function inFlight(running: readonly Operation[]): string {
  const count = running.length;
  const named = running.map(({ kind, name }) => `${kind} ${printable(name)}`).join(', ');
  return `${count} ${plural(count, 'call')} ${count === 1 ? 'was' : 'were'} in flight (${named})`;
}
