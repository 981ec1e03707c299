/** Which windows meet a change of the clock: times that the clock skips, times that it shows twice. */
import { dateLabel, dayMilliseconds, localText } from './calendar.js';
import { byStart, type WindowStart } from './date-rule.js';
import type { ClockChange } from './insight-kinds.js';
import type { ComingRuns } from './insight-runs.js';
import { instantToLocal } from './zone.js';

/** One insight for each change of a clock that meets a window, in time order; for each date that it skips, if it skips several. */
export function clockChanges({ noted }: ComingRuns): ClockChange[] {
  const met = new Map<string, Required<WindowStart>[]>();
  for (const run of noted.toSorted(byStart)) {
    const key = `${run.note} ${run.window.timeZone} ${wallClockOf(run).slice(0, 10)}`;
    met.set(key, [...(met.get(key) ?? []), run]);
  }
  return [...met.values()].map(insightOf);
}

/**
 * When a run should start: a skipped time moves forward by the gap, and of one that comes twice the first counts, so both
 * are what the clock would show without the change.
 */
function wallClockOf({ at, window }: WindowStart): string {
  return localText(instantToLocal(at - dayMilliseconds, window.timeZone) + dayMilliseconds);
}

function insightOf(met: readonly Required<WindowStart>[]): ClockChange {
  const [{ note: kind, window }] = met as readonly [Required<WindowStart>];
  const { timeZone } = window;
  const walls = met.map(wallClockOf);
  const date = (walls[0] ?? '').slice(0, 10);
  const times = [...new Set(walls.map((wall) => wall.slice(11)))];
  const windows = [...new Set(met.map((run) => run.window.window))];
  const clock = `On ${dateLabel(Date.parse(date))}, clocks in ${timeZone}`;
  const message =
    kind === 'dst-gap'
      ? `${clock} skip ${listed(times)} (${listed(windows)}). AWS does not say when a window then runs; the preview moves it forward by the gap.`
      : `${clock} show ${listed(times)} twice (${listed(windows)}). AWS does not say which one counts; the preview takes the first.`;
  return { kind, severity: 'warning', message, date, timeZone, times, windows };
}

const mostListed = 3;

/** `a, b, c and 4 more` */
function listed(texts: readonly string[]): string {
  const more = texts.length - mostListed;
  const shown = texts.slice(0, mostListed).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}
