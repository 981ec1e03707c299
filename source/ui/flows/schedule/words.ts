/** What stands under the schedule question: what the row under the cursor means, or what happens on the day that is looked at. */
import type { Wave } from '../../../plan/intent/document.js';
import { counted } from '../../../plan/text/plural.js';
import { type OpenWindow, overlaps, type Span, spanOfDay } from '../../../schedule/picture/strip.js';
import type { YearRow } from '../../../schedule/picture/year.js';
import { whenLabel } from '../../../schedule/when.js';
import {
  besideWords,
  cityWords,
  shortDateWords,
  shortDayLabel,
  timeWords,
  untilWords,
  zoneWords,
} from '../../words/dates.js';
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
        ? 'The 2nd Tuesday is Patch Tuesday. Microsoft publishes at about 18:00 UTC, so a window that morning runs before that.'
        : `${label}s in the ticked weeks.`;
    case 'after':
      return explainAfter(row);
    case 'hours':
      return timeZone === 'UTC'
        ? 'Start time of the windows, in UTC. Press z to choose a time zone.'
        : `Start time of the windows in ${timeZone} (${zoneWords(timeZone, now)}).`;
    default:
      return column satisfies never;
  }
}

const mostNamed = 3;

/** Waves by name are not ticked: they stay as they are, or are replaced as a whole. */
function explainKept(waves: readonly Wave[]): string {
  const listed = waves.slice(0, mostNamed).map(({ name, when }) => `${name} ${whenLabel(when)}`);
  const more = waves.length > mostNamed ? ` and ${waves.length - mostNamed} more` : '';
  return `The plan has waves of its own: ${listed.join(', ')}${more}. Enter keeps them. Ticking anything replaces them all.`;
}

/** What a row of twelve months is called: by its waves where they have names and are few, else by its day. */
export function yearLabel({ when, windows }: YearRow, kept: readonly Wave[] | undefined): string {
  const names = (kept ?? []).flatMap(({ name, window }) => (windows.includes(window) ? [name] : []));
  return names.length > 0 && names.length <= mostNamed ? names.join(', ') : shortDayLabel(when);
}

/** The shortest month that a wave can leave has 28 days. */
function explainAfter(days: number): string {
  const after = days === 0 ? 'The' : `${counted(days, 'day')} after the`;
  const dates = 14 + days <= 28 ? `days ${8 + days} to ${14 + days}` : `from day ${8 + days} into the next month`;
  return `${after} 2nd Tuesday of the month (${dates}). Waves never swap order.`;
}

function explainWeek(row: number, label: string): string {
  if (row === 4) return 'The 5th of each weekday, which only about 4 months a year have. "last" comes every month.';
  if (row === 5) return 'The last of each weekday: days 22 to 31 of the month.';
  return `The ${label} of each weekday: days ${row * 7 + 1} to ${row * 7 + 7} of the month, not a calendar week.`;
}

/** `Tue 8 Dec`, of a day that is counted from 1 January 1970. */
export function dayTitle(day: number, timeZone: string, now: Date): string {
  return shortDateWords(new Date(spanOfDay(day, timeZone).start), { timeZone, now });
}

/** Who has a window open on a day. */
interface DayWindows {
  readonly day: number;
  readonly plan: readonly Span[];
  readonly others: readonly OpenWindow[];
}

/** `no other windows at these hours`; `at the same time: web-tier 04:00–07:00`. A warning where others patch then. */
export function othersWords({ plan, others }: DayWindows, timeZone: string): { isWarning: boolean; text: string } {
  if (plan.length === 0) return { isWarning: false, text: 'this plan does not run on this day' };
  const shared = others.filter(({ spans }) => spans.some((span) => plan.some((each) => overlaps(each, span))));
  const patching = shared.filter(({ isPatching }) => isPatching);
  if (patching.length > 0) return { isWarning: true, text: `at the same time: ${windowsWords(patching, timeZone)}` };
  if (shared.length === 0) return { isWarning: false, text: 'no other windows at these hours' };
  return { isWarning: false, text: `at the same time, but not patching: ${windowsWords(shared, timeZone)}` };
}

function windowsWords(windows: readonly OpenWindow[], timeZone: string): string {
  return listed(windows.map(({ name, spans }) => `${name} ${spansWords(spans, timeZone)}`));
}

/** `Tue 8 Dec: open 03:00–05:00 New York (08:00 UTC, 09:00 Berlin, in 12 days); no other windows at these hours.` */
export function explainDay(open: DayWindows, { timeZone, now, ownZone }: Clocks): string {
  const title = dayTitle(open.day, timeZone, now);
  const { text } = othersWords(open, timeZone);
  const [first] = open.plan;
  if (first === undefined) {
    const others = open.others.length > 0 ? `; other windows: ${windowsWords(open.others, timeZone)}` : '';
    return `${title}: ${text}${others}.`;
  }
  const start = new Date(first.start);
  const beside = [...besideWords(start, { timeZone, ownZone }), untilWords(start, now)].join(', ');
  return `${title}: open ${spansWords(open.plan, timeZone)} ${cityWords(timeZone)} (${beside}); ${text}.`;
}

interface Clocks {
  readonly timeZone: string;
  readonly now: Date;
  /** The reader's. */
  readonly ownZone: string;
}

/** `03:00–05:00, 22:00–23:00`: spans that follow each other are one. */
function spansWords(spans: readonly Span[], timeZone: string): string {
  const joined: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && span.start <= last.end) joined[joined.length - 1] = { ...last, end: Math.max(last.end, span.end) };
    else joined.push(span);
  }
  const time = (at: number): string => timeWords(new Date(at), timeZone);
  return listed(joined.map(({ start, end }) => `${time(start)}–${time(end)}`));
}

function listed(texts: readonly string[]): string {
  const more = texts.length - mostNamed;
  return `${texts.slice(0, mostNamed).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
