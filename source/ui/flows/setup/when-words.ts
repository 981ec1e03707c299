/** When a plan patches, in a line: its days, its hours and its zone. */
import { type PlanDocument, timeZoneOf } from '../../../plan/intent/document.js';
import { type Grid, gridOf, inGridOrder, scheduledWindow } from '../../../plan/intent/waves.js';
import { planOccurrences } from '../../../schedule/occurrences.js';
import { timeLabel, weekdayAbbreviation, weekLabel } from '../../../schedule/slot.js';
import { slotOfWhen, whenDayLabel } from '../../../schedule/when.js';
import { cityWords, clockWords, shortDayLabel } from '../../words/dates.js';

/**
 * `1st + 2nd Tue, Wed · 03:00 and 04:00 New York`; waves that are no grid one by one: `dev 2nd Tue 03:00, prod 3rd Tue 03:00 London`.
 * @param isSmall little room: a few waves, hours and days are named, the others counted
 */
export function whenWords(document: PlanDocument, isSmall: boolean): string {
  const most = isSmall ? 1 : 3;
  const { waves, timeZone } = document;
  const grid = gridOf(inGridOrder(waves));
  const city = cityWords(timeZone);
  if (grid) return `${daysWords(grid, isSmall)} · ${joined(grid.times.map(timeLabel), isSmall)} ${city}`;
  const named = waves.slice(0, most).map((wave) => {
    const own = timeZoneOf(document, wave);
    const slot = slotOfWhen(wave.when);
    const when = slot ? `${shortDayLabel(wave.when)} ${timeLabel(slot.time)}` : whenDayLabel(wave.when);
    return `${wave.name} ${when}${own === timeZone ? '' : ` ${cityWords(own)}`}`;
  });
  const more = waves.length > most ? `, ${waves.length - most} more` : '';
  return `${named.join(', ')}${more} · ${city}`;
}

function daysWords(grid: Grid, isSmall: boolean): string {
  if (grid.kind === 'patch-tuesday')
    return `Patch Tuesday ${joined(
      grid.days.map((days) => (days === 0 ? 'itself' : `+${days}`)),
      isSmall,
    )}`;
  return `${grid.weeks.map(weekLabel).join(' + ')} ${grid.weekdays.map(weekdayAbbreviation).join(', ')}`;
}

function joined(words: readonly string[], isSmall: boolean): string {
  const named = isSmall && words.length > 4 ? [...words.slice(0, 3), `${words.length - 3} more`] : words;
  return named.length < 2 ? named.join('') : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
}

/** The first runs of a plan: `Tue 1 Dec 03:00, Wed 2 Dec 03:00 London`; a wave's own zone stands behind its run. */
export function firstRunsWords(document: PlanDocument, now: Date, count: number): string {
  const windows = document.waves.map((wave) => scheduledWindow(document, wave));
  const found = planOccurrences(windows, { from: now, count }).map(({ start, timeZone }) => {
    const own = timeZone === document.timeZone ? '' : ` ${cityWords(timeZone)}`;
    return `${clockWords(start, { timeZone, now })}${own}`;
  });
  return found.length === 0 ? 'none' : `${found.join(', ')} ${cityWords(document.timeZone)}`;
}
