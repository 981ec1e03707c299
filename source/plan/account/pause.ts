/** Pauses: windows that somebody has switched off, or that are held back until a date. A pause is a state, not drift. */
import type { InventoryWindow } from './inventory.js';

export type Pause =
  /** Enabled = false: it ends when somebody ends it. */
  | { readonly kind: 'off' }
  /** StartDate in the future: it ends by itself. */
  | { readonly kind: 'until'; readonly date: Date; readonly startDate: string };

/** The pause that a window is in; undefined where it runs as its schedule says. */
export function pauseOf(window: Pick<InventoryWindow, 'enabled' | 'startDate'>, now: Date): Pause | undefined {
  if (!window.enabled) return { kind: 'off' };
  return heldBackUntil(window, now);
}

/** The date before which a window does not run, switched on or off; undefined without one in the future. */
export function heldBackUntil(
  { startDate }: Pick<InventoryWindow, 'startDate'>,
  now: Date,
): Extract<Pause, { kind: 'until' }> | undefined {
  if (startDate === undefined) return undefined;
  const date = new Date(startDate);
  return date.getTime() > now.getTime() ? { kind: 'until', date, startDate } : undefined;
}
