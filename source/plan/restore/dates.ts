/** When windows of a backup run, once they are made again: never, or counted anew. */
import { minuteText } from '../../schedule/calendar.js';
import { readSchedule } from '../../schedule/expression.js';
import { runs } from '../../schedule/runs.js';
import type { WindowDefinition } from '../account/definitions.js';
import { type Finding, warning } from '../account/finding.js';
import { type Dates, instantOf, neverAgain } from '../account/never-again.js';
import type { BackedUpWindow } from '../cleanup/backup.js';

/** Why AWS would not create a window again; a call that is refused for ever is not made. */
export function whyNeverAgain(backed: BackedUpWindow, now: Date): string | undefined {
  return neverAgain(datesOf(backed), now);
}

/** A rate counts from the creation of its window, where no StartDate is ahead. */
export function countsAnew(backed: BackedUpWindow, now: Date): Finding[] {
  const { schedule, startDate } = datesOf(backed);
  const expression = readSchedule(schedule);
  if (expression?.kind !== 'rate' || (instantOf(startDate) ?? now) > now) return [];
  const [first] = runs(expression, { from: now, createdAt: now });
  const when =
    first && backed.members.Enabled !== false
      ? `: if that is now, it runs first at ${minuteText(first.start)} UTC`
      : '';
  const message = `${backed.members.Name}: ${schedule} counts anew from when the window is made again${when}.`;
  return [warning('rate-anew', message)];
}

/** The members are what GetMaintenanceWindow answered. */
function datesOf({ members }: BackedUpWindow): Dates {
  const { Schedule, ScheduleOffset, ScheduleTimezone, StartDate, EndDate } = members as unknown as WindowDefinition & {
    readonly StartDate?: string;
    readonly EndDate?: string;
  };
  return {
    schedule: Schedule,
    scheduleOffset: ScheduleOffset,
    timeZone: ScheduleTimezone,
    startDate: StartDate,
    endDate: EndDate,
  };
}
