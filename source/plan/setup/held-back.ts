/** Plans that are held back as a whole: what is new is held back too, so that no freeze ends without a question. */
import { parseSchedule } from '../../schedule/expression.js';
import { runs } from '../../schedule/runs.js';
import type { WindowDefinition } from '../account/definitions.js';
import type { InventoryWindow } from '../account/inventory.js';
import { isPatchingWindow, planOf } from '../account/inventory.js';
import { heldBackUntil } from '../account/pause.js';
import type { DesiredResources, PlanAccount } from './desired.js';

/** The windows whose pauses a plan is in: those that its document has, or, where those are all new, the ones that it had before. */
export function windowsSoFar(
  { document, windows }: DesiredResources,
  account: Pick<PlanAccount, 'windows'>,
): InventoryWindow[] {
  const existing = windows.flatMap((window) => window.existing ?? []);
  if (existing.length > 0) return existing;
  return account.windows.filter((window) => planOf(window) === document.plan && isPatchingWindow(window));
}

/** The date until which all windows of a plan are held back, the latest of theirs; undefined where one of them is not. */
export function commonPause(
  desired: DesiredResources,
  account: Pick<PlanAccount, 'windows'>,
  now: Date,
): string | undefined {
  const pauses = windowsSoFar(desired, account).map((window) => heldBackUntil(window, now));
  const dates = pauses.filter((pause) => pause !== undefined);
  if (dates.length === 0 || dates.length < pauses.length) return undefined;
  return dates.reduce((latest, pause) => (pause.date > latest.date ? pause : latest)).startDate;
}

type Scheduled = Pick<WindowDefinition, 'Schedule' | 'ScheduleOffset' | 'ScheduleTimezone'>;

/** Whether a schedule has a run from a StartDate on: AWS refuses one without. */
export function runsFrom({ Schedule, ScheduleOffset, ScheduleTimezone }: Scheduled, startDate: string): boolean {
  const date = new Date(startDate);
  const options = { timeZone: ScheduleTimezone, scheduleOffset: ScheduleOffset, startDate: date };
  const [run] = runs(parseSchedule(Schedule), { ...options, from: new Date(date.getTime() - 1) });
  return run !== undefined;
}
