/** `pause --json` and `resume --json`. */
import type { PausePlaceEnd } from '../../jobs/pause.js';
import type { PausePlan } from '../../plan/pause/pause.js';
import { type PauseCall, pauseAgain } from '../go-on.js';
import { instantText } from '../preview.js';
import { pauseNotices, type View } from '../view.js';
import { jsonRun } from './run.js';

/** A pause, or its end, as JSON lines. */
export function pauseJson(call: PauseCall): View<PausePlan, readonly PausePlaceEnd[]> {
  return jsonRun({
    notices: pauseNotices(call.isPausing),
    planned: ({ runs }: PausePlan) => ({
      runs: runs.map(({ window, start }) => ({ window, start: instantText(start) })),
    }),
    ended: ({ place, isComplete }: PausePlaceEnd) => ({ nextSteps: isComplete ? [] : [pauseAgain(call, place)] }),
  });
}
