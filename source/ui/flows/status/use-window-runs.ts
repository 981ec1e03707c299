/** What AWS knows of the runs of the window whose details are on the screen. */
import { useState } from 'react';
import type { OpenPlace } from '../../../jobs/job.js';
import { type WindowRuns, windowRuns } from '../../../jobs/window-runs.js';
import { useWhile } from '../../hooks/use-while.js';

/** @returns undefined while it is asked @param readAt asks again when it is another */
export function useWindowRuns(open: OpenPlace, windowId: string | undefined, readAt: Date): WindowRuns | undefined {
  const [runs, setRuns] = useState<WindowRuns>();
  useWhile(windowId === undefined ? undefined : `${windowId} ${readAt.getTime()}`, async (_, signal) => {
    const read = await windowRuns(open, windowId ?? '', signal);
    if (!signal.aborted) setRuns(read);
  });
  return runs;
}
