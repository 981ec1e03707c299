/** What stands in the terminal when the screen is gone. */
import type { ErrorDescription } from '../../errors.js';
import type { PlaceEnd } from '../../jobs/job.js';
import { errorText, outcomesText } from '../../views/text.js';
import { durationOf, type WorkStep } from './work.js';

export interface FlowEnd {
  /** Lines of the result. */
  readonly out: readonly string[];
  /** Lines about the run. */
  readonly err: readonly string[];
  /** Where nobody has interrupted it. */
  readonly exitCode: number;
}

export const nothingChanged = 'Nothing was changed.';

/** The end of a screen that has told all that there is to say; of what was not begun, nothing has failed. */
export function outText(...out: readonly string[]): FlowEnd {
  return { out, err: [], exitCode: 0 };
}

/** The end of a screen that has told of a failure. */
export function withFailure(end: FlowEnd, error: ErrorDescription): FlowEnd {
  return { ...end, err: [errorText(error), ...end.err] };
}

/**
 * The end of work, as it is where that is left now.
 * @param text the report; what a flow looks at after its calls is not known before they have ended
 */
export function workEnd<Plan, End extends PlaceEnd<Plan>>(
  state: WorkStep<Plan, End>,
  now: Date,
  text: (end: PlaceEnd<Plan> | End, seconds: number) => readonly string[],
): FlowEnd {
  // The screen is gone by then, and what it has told with it.
  const told = (end: PlaceEnd<Plan> | End, seconds: number) =>
    outText(...outcomesText(end.state.outcomes), ...text(end, seconds));
  switch (state.step) {
    case 'progress': {
      // What is in flight at a second Ctrl-C has no end of its own.
      const { plan, work, opened } = state;
      const { execution, backupFile } = work;
      const end = { place: opened.open.place, plan, state: execution, isComplete: false, backupFile };
      return told(end, durationOf(work, now) / 1000);
    }
    case 'refused':
      return { out: [], err: [errorText(state.error)], exitCode: state.error.exitCode };
    case 'done':
      return { ...told(state.end, state.durationMs / 1000), exitCode: state.end.isComplete ? 0 : 1 };
    default:
      return state satisfies never;
  }
}
