/** In which zone things are told that are about windows of several zones. */
import { type ScheduledWindow, zonesOf } from './date-rule.js';

export interface Reader {
  /** The zone that most windows have, of equally many the first one. */
  readonly timeZone: string;
  /** ` in Europe/London` where the windows have several zones, so that a date says whose it is. */
  readonly inZone: string;
}

export function readerOf(windows: readonly ScheduledWindow[]): Reader {
  const zones = zonesOf(windows);
  const count = (zone: string) => windows.filter(({ timeZone }) => timeZone === zone).length;
  const [timeZone = 'UTC'] = zones.length > 1 ? zones.toSorted((a, b) => count(b) - count(a)) : zones;
  return { timeZone, inZone: zones.length > 1 ? ` in ${timeZone}` : '' };
}
