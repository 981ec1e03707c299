/** JSON as in the contract: one document a line, the lines that every run has, and errors. */
import type { ErrorDescription } from '../errors.js';
import type { ErrorEvent, OperationEvent, PlanEvent, SummaryEvent } from '../index.js';
import type { Place, PlaceEnd } from '../jobs/job.js';
import { type ExecutionEvent, type ExecutionState, initialExecution } from '../plan/account/events.js';
import type { WantedPlace } from '../plan/account/wanted-places.js';
import { printableJson } from '../printable.js';
import type { AnyPlan, PlacedPlan, RunView, RunWords } from './run.js';

/**
 * One JSON document on one line, with the contract's version. Names that people have given are told as they are, so what a
 * terminal would obey is escaped.
 */
export function jsonLine(document: object): string {
  return printableJson(JSON.stringify({ version: 1, ...document }));
}

/** What stands in a line beside the contract's version. */
type Line<Event> = Omit<Event, 'version'>;

/**
 * A run as JSON lines.
 * @param at the place, where there are several: each line has it
 */
export function jsonView<Plan extends AnyPlan, End extends PlaceEnd<Plan>>(
  words: RunWords<Plan, End>,
  at?: Place,
): RunView<Plan, End> {
  return {
    plan: (planned) => [planLine(planned, words.planMembers?.(planned.plan))],
    operation: (event) => operationLine(event, at),
    unapplied: ({ plan }, why, durationMs) => {
      const nextSteps = why === 'not-confirmed' ? [words.confirm] : [];
      const state = initialExecution(plan.operations.length);
      return [summaryLine(state, { kept: plan.kept, durationMs, nextSteps, ...words.summaryMembers?.(plan) }, at)];
    },
    ended: (end, durationMs) => {
      const { plan, state } = end;
      const nextSteps = words.nextSteps(end);
      return [summaryLine(state, { kept: plan.kept, durationMs, nextSteps, ...words.summaryMembers?.(plan, end) }, at)];
    },
  };
}

/** Where something is, and as whom by which credentials. */
export function whereMembers({ account, region, identity, source }: Place) {
  return { account, region, identity, credentials: source };
}

function planLine({ place, plan }: PlacedPlan<AnyPlan>, more: object = {}): string {
  return jsonLine({
    event: 'plan',
    ...whereMembers(place),
    operations: plan.operations.map(({ id, kind, name, summary, changes }) => ({ id, kind, name, summary, changes })),
    kept: plan.kept,
    warnings: plan.findings.map(({ code, message, nextSteps }) => ({ code, message, nextSteps })),
    ...more,
  } satisfies Line<PlanEvent>);
}

/** `{"event":"operation",…}`; nothing for AWS asking to slow down. */
function operationLine(event: ExecutionEvent, at: Place | undefined): string | undefined {
  if (event.type === 'throttled') return undefined;
  return jsonLine({
    event: 'operation',
    ...placeMembers(at),
    id: event.operation.id,
    status: event.type,
    ...('resourceId' in event && { resourceId: event.resourceId }),
    ...('note' in event && { note: event.note }),
    ...('error' in event && { error: operationError(event.error) }),
    ...('reason' in event && { reason: event.reason }),
  } satisfies Line<OperationEvent>);
}

function operationError({ code, title, detail, nextSteps }: ErrorDescription) {
  return { code, message: detail ?? title, nextSteps };
}

function summaryLine(
  { succeeded, failed, skipped }: ExecutionState,
  more: Pick<SummaryEvent, 'kept' | 'durationMs' | 'nextSteps'>,
  at: Place | undefined,
): string {
  return jsonLine({
    event: 'summary',
    ...placeMembers(at),
    succeeded,
    failed,
    skipped,
    ...more,
  } satisfies Line<SummaryEvent>);
}

function placeMembers(at: WantedPlace | undefined): Pick<ErrorEvent, 'account' | 'region'> {
  return at ? { account: at.account, region: at.region } : {};
}

/** An error before the plan, as the contract has it; of one of several places with that. */
export function errorEvent({ code, title, detail, nextSteps }: ErrorDescription, at?: WantedPlace): string {
  const line = {
    event: 'error',
    ...placeMembers(at),
    code,
    message: title,
    ...(detail ? { detail } : {}),
    nextSteps,
  } as const;
  return jsonLine(line satisfies Line<ErrorEvent>);
}
