/** Windows of others, as the pictures of time want them. */
import { isPatchingWindow } from '../../../plan/account/documents.js';
import { type InventoryWindow, nextRunOf } from '../../../plan/account/inventory.js';
import type { ForeignWindow } from '../../../schedule/picture/foreign.js';

/** Those that run: one that is switched off does not. */
export function foreignWindows(windows: readonly InventoryWindow[]): ForeignWindow[] {
  return windows
    .filter(({ enabled }) => enabled)
    .map((window) => ({
      name: window.name,
      isPatching: isPatchingWindow(window),
      schedule: window.schedule,
      scheduleOffset: window.scheduleOffset,
      timeZone: window.timeZone,
      durationHours: window.durationHours,
      startDate: dateOf(window.startDate),
      createdAt: window.createdAt,
      nextRun: nextRunOf(window),
    }));
}

function dateOf(text: string | undefined): Date | undefined {
  const date = new Date(text ?? '');
  return Number.isNaN(date.getTime()) ? undefined : date;
}
