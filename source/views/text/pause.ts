/** What `pause` and `resume` say in plain text: the dates that fall out or come back first. */
import type { PausePlaceEnd } from '../../jobs/pause.js';
import type { AffectedRun, PausePlan } from '../../plan/pause/pause.js';
import { plural } from '../../plan/text/plural.js';
import { columns } from '../../plan/text/text-table.js';
import { printable } from '../../printable.js';
import { weekdayAbbreviation } from '../../schedule/slot.js';
import { isTimeZone, toWallClock } from '../../schedule/zone.js';
import { type PauseCall, pauseAgain } from '../go-on.js';
import { instantText } from '../preview.js';
import { pauseNotices, type View } from '../view.js';
import { eventText, findingText, placeLine } from './lines.js';

/** A pause, or its end, as text. */
export function pauseText(call: PauseCall): View<PausePlan, readonly PausePlaceEnd[]> {
  return {
    notices: pauseNotices(call.isPausing),
    plan: ({ place, plan }) => [placeLine(place), ...planText(plan, call)],
    operation: eventText,
    unapplied: (_, why) => {
      if (why === 'nothing-to-do')
        return [`Nothing to do: ${call.isPausing ? 'it is paused so already' : 'nothing is paused'}.`];
      return why === 'dry-run' ? ['Dry run: nothing was changed.'] : [];
    },
    ended: (end) => end.flatMap((each) => endText(each, call)),
  };
}

/** How many dates a person reads. */
const mostDates = 30;

function planText(
  { scope: { plan, wave }, operations, kept, runs, findings }: PausePlan,
  { isPausing }: PauseCall,
): string[] {
  const what = wave === undefined ? `Plan ${plan}` : `Wave ${wave} of plan ${plan}`;
  const calls = operations.length;
  const more = runs.length - mostDates;
  const words = isPausing ? 'fall out' : 'come again, in so far as they were held back';
  return [
    `${printable(what)}: ${calls} ${plural(calls, 'window')} to ${isPausing ? 'pause' : 'resume'}, ${kept} kept`,
    ...(runs.length > 0 ? [`These runs ${words}:`] : calls > 0 ? ['No run lies in that time.'] : []),
    ...columns(runs.slice(0, mostDates).map(runRow)).map((line) => `  ${line}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...findings.flatMap(findingText),
    '',
  ];
}

function runRow({ window, start, timeZone }: AffectedRun): string[] {
  const zone = isTimeZone(timeZone) ? timeZone : 'UTC';
  const { year, month, day, hour, minute } = toWallClock(start, zone);
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute));
  const weekday = weekdayAbbreviation(local.getUTCDay() as Parameters<typeof weekdayAbbreviation>[0]);
  return [weekday, local.toISOString().slice(0, 16).replace('T', ' '), zone, printable(window)];
}

function endText({ place, plan, state, isComplete }: PausePlaceEnd, call: PauseCall): string[] {
  const { succeeded, total } = state;
  if (!isComplete) {
    return [
      '',
      `Not complete: ${succeeded} of ${total} ${plural(total, 'window')} done.`,
      'To go on where it stopped:',
      `  ${pauseAgain(call, place)}`,
    ];
  }
  return [
    '',
    `Done: ${succeeded} ${plural(succeeded, 'window')} ${call.isPausing ? heldBack(plan) : 'running again'}.`,
  ];
}

function heldBack({ operations }: PausePlan): string {
  const dates = operations.flatMap(({ input }) => ('StartDate' in input && input.StartDate ? [input.StartDate] : []));
  const [date, ...others] = new Set(dates);
  if (date === undefined) return 'switched off';
  return others.length > 0 ? 'held back, each past its next run' : `held back until ${instantText(new Date(date))}`;
}
