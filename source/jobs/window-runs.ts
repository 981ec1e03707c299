/** The runs of one window: those that it has had, and those that AWS says will come. It only reads. */
import { describeError, type ErrorDescription } from '../errors.js';
import type { PastRun, PatchManager } from '../execute/patch-manager.js';
import type { OpenPlace } from './job.js';

export type { PastRun } from '../execute/patch-manager.js';

/** Either may be refused by itself. */
export interface WindowRuns {
  /** The newest first. */
  readonly past: readonly PastRun[] | ErrorDescription;
  /** The soonest first. */
  readonly next: readonly Date[] | ErrorDescription;
}

/** How many dates are told. */
const nextRuns = 5;

/** What AWS knows of a window's runs. */
export async function windowRuns(
  { manager }: Pick<OpenPlace, 'manager'>,
  windowId: string,
  signal: AbortSignal,
): Promise<WindowRuns> {
  const [past, next] = await Promise.all([
    orError(manager.pastRuns(windowId, signal)),
    orError(upcoming(manager, windowId, signal)),
  ]);
  return { past, next };
}

async function upcoming(manager: PatchManager, windowId: string, signal: AbortSignal): Promise<readonly Date[]> {
  const texts = await manager.upcomingRuns(windowId, nextRuns, signal);
  return texts.map((text) => new Date(text));
}

async function orError<Result>(reading: Promise<Result>): Promise<Result | ErrorDescription> {
  try {
    return await reading;
  } catch (error) {
    return describeError(error);
  }
}
