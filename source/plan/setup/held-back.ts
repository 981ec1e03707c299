/** Plans that are held back as a whole: what is new is held back too, so that no freeze ends without a question. */
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
