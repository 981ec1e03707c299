/** The lines that every plan has, whatever it is for: JSON as in the contract, and text. */
import type { ExecutionEvent, ExecutionState, Outcome } from '../plan/account/events.js';
import type { Finding } from '../plan/account/finding.js';
import type { Operation } from '../plan/account/operations.js';
import { plural } from '../plan/text/plural.js';
import { printable } from '../printable.js';
import { jsonLine } from './output.js';

/** `{"event":"plan",…}` */
export function planLine(operations: readonly Operation[], kept: number, warnings: readonly Finding[]): string {
  return jsonLine({
    event: 'plan',
    operations: operations.map(({ id, kind, name, summary, changes }) => ({ id, kind, name, summary, changes })),
    kept,
    warnings: warnings.map(({ code, message, nextSteps }) => ({ code, message, nextSteps })),
  });
}

/** `{"event":"operation",…}`; nothing for AWS asking to slow down. */
export function operationLine(event: ExecutionEvent): string | undefined {
  if (event.type === 'throttled') return undefined;
  return jsonLine({
    event: 'operation',
    id: event.operation.id,
    status: event.type,
    ...('resourceId' in event && { resourceId: event.resourceId }),
    ...('note' in event && { note: event.note }),
    ...('error' in event && { error: { code: event.error.code, message: event.error.detail ?? event.error.title } }),
    ...('reason' in event && { reason: event.reason }),
  });
}

/** `{"event":"summary",…}` with what else there is to say. */
export function summaryLine(
  { succeeded, failed, skipped }: ExecutionState,
  kept: number,
  durationMs: number,
  more: object = {},
): string {
  return jsonLine({ event: 'summary', succeeded, failed, skipped, kept, durationMs, ...more });
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
