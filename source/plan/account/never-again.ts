/** Windows that can never run again: a backup cannot bring them back, for AWS creates no window whose dates have passed. */
import { readSchedule } from '../../schedule/expression.js';
import { runs } from '../../schedule/runs.js';
import { isTimeZone } from '../../schedule/zone.js';
import type { InventoryWindow } from './inventory.js';

/** What decides when a window runs. */
export type Dates = Pick<InventoryWindow, 'schedule' | 'scheduleOffset' | 'timeZone' | 'startDate' | 'endDate'>;

/** Why a window can never run again; undefined where it can, or where its schedule says nothing that is known here. */
export function neverAgain(dates: Dates, now: Date): string | undefined {
  const { schedule, scheduleOffset, timeZone = 'UTC' } = dates;
  const [startDate, endDate] = [instantOf(dates.startDate), instantOf(dates.endDate)];
  if (endDate && endDate <= now) return `its EndDate, ${dates.endDate}, has passed`;
  const expression = readSchedule(schedule);
  if (expression === undefined || !isTimeZone(timeZone)) return undefined;
  const [next] = runs(expression, { from: now, scheduleOffset, timeZone, startDate, endDate });
  if (next) return undefined;
  if (expression.kind === 'at') return `its only run, ${schedule} ${timeZone}, has passed`;
  return `its schedule, ${schedule} ${timeZone}, has no runs left${endDate ? ` before its EndDate, ${dates.endDate}` : ''}`;
}

/** An instant as StartDate and EndDate have it; without a zone it is in UTC. */
export function instantOf(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const date = new Date(/T\d\d:\d\d[\d:.]*$/.test(text) ? `${text}Z` : text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
