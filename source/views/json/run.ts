/** JSON lines of a run, as every command has them. */
import type { PlaceEnd } from '../../jobs/job.js';
import { initialExecution } from '../../plan/account/events.js';
import type { Notices, PlacedPlan, View } from '../view.js';
import { type AnyPlan, operationLine, planLine, type Summary, summaryLine } from './lines.js';

/** What is a command's own. */
export interface JsonParts<Plan, End> {
  readonly notices: Notices;
  /** Further members of the plan event. */
  readonly planned?: (plan: Plan) => object;
  /** Of the summary, where the plan was carried out. */
  readonly ended: (end: End) => Pick<Summary, 'nextSteps' | 'more'>;
  /** Of the summary, where it was not. */
  readonly unapplied?: (planned: PlacedPlan<Plan>) => object;
}

/** The view of a job whose plan has operations. */
export function jsonRun<Plan extends AnyPlan, End extends PlaceEnd<Plan>>({
  notices,
  planned,
  ended,
  unapplied,
}: JsonParts<Plan, End>): View<Plan, readonly End[]> {
  return {
    notices,
    plan: ({ place, plan }) => [planLine(place, plan, planned?.(plan))],
    operation: operationLine,
    unapplied: (each, why, durationMs) => {
      const { operations, kept } = each.plan;
      const nextSteps = why === 'not-confirmed' ? [notices.confirm] : [];
      const state = initialExecution(operations.length);
      return [summaryLine({ state, kept, durationMs, nextSteps, more: unapplied?.(each) })];
    },
    ended: (end, durationMs) =>
      end.map((each) => summaryLine({ state: each.state, kept: each.plan.kept, durationMs, ...ended(each) })),
  };
}
