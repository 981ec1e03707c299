/** What stands under the schedule question: what the row under the cursor means. */
import type { Wave } from '../../../plan/intent/document.js';
import { plural } from '../../../plan/text/plural.js';
import { whenLabel } from '../../../schedule/when.js';
import { zoneWords } from '../../words/dates.js';
import type { ScheduleChoice } from './state.js';

/** What the row under the cursor of the schedule question means. */
export function explainRow({ kept, column, cursors, rows, timeZone }: ScheduleChoice, now: Date): string {
  if (kept) return explainKept(kept);
  const row = cursors[column];
  const label = rows[column][row]?.label ?? '';
  switch (column) {
    case 'weeks':
      return explainWeek(row, label);
    case 'weekdays':
      return row === 2
        ? 'The 2nd Tuesday is Patch Tuesday. Microsoft publishes at about 18:00 UTC, so a window that morning comes before it.'
        : `${label}s of the weeks that are ticked.`;
    case 'after':
      return explainAfter(row);
    case 'hours':
      return timeZone === 'UTC'
        ? 'Start of the window, in UTC. Press z for a time zone.'
        : `Start of the window in ${timeZone}: ${zoneWords(timeZone, now)}.`;
    default:
      return column satisfies never;
  }
}

const mostNamed = 3;

/** Waves by name are not ticked: they stay as they are, or are replaced as a whole. */
function explainKept(waves: readonly Wave[]): string {
  const listed = waves.slice(0, mostNamed).map(({ name, when }) => `${name} ${whenLabel(when)}`);
  const more = waves.length > mostNamed ? ` and ${waves.length - mostNamed} more` : '';
  return `The plan has waves of its own: ${listed.join(', ')}${more}. Enter keeps them; ticking weeks, days and hours replaces them all.`;
}

/** The shortest month that a wave can leave has 28 days. */
function explainAfter(days: number): string {
  const after = days === 0 ? 'The' : `${days} ${plural(days, 'day')} after the`;
  const dates =
    14 + days <= 28 ? `day ${8 + days} to ${14 + days}` : `day ${8 + days} to the first days of the next month`;
  return `${after} 2nd Tuesday of the month, whatever week that is: ${dates}. Waves keep their order.`;
}

function explainWeek(row: number, label: string): string {
  if (row === 4)
    return 'The 5th such weekday of the month, which only about 4 months a year have. "last" comes every month.';
  if (row === 5) return 'The last such weekday of the month: day 22 to 31.';
  return `The ${label} such weekday of the month: day ${row * 7 + 1} to ${row * 7 + 7}. Not the same as a calendar week.`;
}
