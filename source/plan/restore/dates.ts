/** When windows of a backup run, once they are made again: never, or counted anew. */
import { minuteText } from '../../schedule/calendar.js';
import { readSchedule } from '../../schedule/expression.js';
import { runs } from '../../schedule/runs.js';
import type { WindowDefinition } from '../account/definitions.js';
import { type Finding, warning } from '../account/finding.js';
import { type Dates, instantOf, neverAgain } from '../account/never-again.js';
import type { BackedUpWindow } from '../cleanup/backup.js';

/** That a window is not made again, since AWS would not create it: a call that is refused for ever is not sent. */
export function staysAway(backed: BackedUpWindow, now: Date): Finding | undefined {
  const why = neverAgain(datesOf(backed), now);
  if (why === undefined) return undefined;
  const { id, members } = backed;
  return warning('never-again', `Window ${members.Name} (${id}) is not restored, because it could never run: ${why}.`);
}

/** A rate counts from the creation of its window, where no StartDate is ahead. */
export function countsAnew(backed: BackedUpWindow, now: Date): Finding[] {
  const { schedule, startDate } = datesOf(backed);
  const expression = readSchedule(schedule);
  if (expression?.kind !== 'rate' || (instantOf(startDate) ?? now) > now) return [];
  const [first] = runs(expression, { from: now, createdAt: now });
  const when =
    first && backed.members.Enabled !== false
      ? `; if that is now, its first run is at ${minuteText(first.start)} UTC`
      : '';
  const message = `${backed.members.Name}: ${schedule} starts counting when the window is re-created${when}.`;
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
