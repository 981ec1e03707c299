/** JSON as in the contract: one document a line, the lines that every run has, and errors. */
import type { ErrorDescription } from '../../errors.js';
import type { Place } from '../../jobs/job.js';
import type { ExecutionEvent, ExecutionState } from '../../plan/account/events.js';
import type { Finding } from '../../plan/account/finding.js';
import type { Operation } from '../../plan/account/operations.js';
import { unsafe } from '../../printable.js';

/**
 * One JSON document on one line, with the contract's version. Names that people have given are told as they are, so what a
 * terminal would obey is escaped; JSON.stringify leaves C1 and bidirectional controls as they are.
 */
export function jsonLine(document: object): string {
  return JSON.stringify({ version: 1, ...document }).replace(
    unsafe,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** What every plan has. */
export interface AnyPlan {
  readonly operations: readonly Operation[];
  /** Things that stay as they are. */
  readonly kept: number;
  readonly findings: readonly Finding[];
}

/** `{"event":"plan",…}` */
export function planLine(
  { account, region, identity, source }: Place,
  { operations, kept, findings }: AnyPlan,
  more: object = {},
): string {
  return jsonLine({
    event: 'plan',
    account,
    region,
    identity,
    credentials: source,
    operations: operations.map(({ id, kind, name, summary, changes }) => ({ id, kind, name, summary, changes })),
    kept,
    warnings: findings.map(({ code, message, nextSteps }) => ({ code, message, nextSteps })),
    ...more,
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
    ...('error' in event && { error: operationError(event.error) }),
    ...('reason' in event && { reason: event.reason }),
  });
}

function operationError({ code, title, detail, nextSteps }: ErrorDescription): object {
  return { code, message: detail ?? title, nextSteps };
}

/** What the last line of a run says. */
export interface Summary {
  readonly state: Pick<ExecutionState, 'succeeded' | 'failed' | 'skipped'>;
  readonly kept: number;
  readonly durationMs: number;
  /** How to go on, where something is left. */
  readonly nextSteps: readonly string[];
  /** Members that only this command has. */
  readonly more?: object | undefined;
}

/** `{"event":"summary",…}` */
export function summaryLine({ state, kept, durationMs, nextSteps, more }: Summary): string {
  const { succeeded, failed, skipped } = state;
  return jsonLine({ event: 'summary', succeeded, failed, skipped, kept, durationMs, nextSteps, ...more });
}

/** An error before the plan, as the contract has it. */
export function errorEvent({ code, title, detail, nextSteps }: ErrorDescription): string {
  return jsonLine({ event: 'error', code, message: title, ...(detail && { detail }), nextSteps });
}
