/** What the screens of the status say beside their tables. */
import type { ErrorDescription } from '../../../errors.js';
import type { PastRun, WindowRuns } from '../../../jobs/window-runs.js';
import { type Clock, clockWords, durationWords, momentOnClocks, timeWords, untilWords } from '../../words/dates.js';
import type { Detail } from './detail.js';
import { foundIn, type StatusTables, type Tab, tabLabels, tabs } from './tables.js';
import type { StatusView } from './view.js';

/** What each table answers. */
export const statusQuestions: Readonly<Record<Tab, string>> = {
  windows: 'Which windows run next?',
  nodes: 'Which nodes are patched?',
  groups: 'When is each group patched?',
  baselines: 'What do the baselines approve?',
  drift: 'What differs from the plan?',
};

/** `read 21:43, 2 minutes ago`; `read 21:43, refreshing…` */
export function readWords(at: Date, isReading: boolean, { now, timeZone }: Clock): string {
  const isNew = now.getTime() - at.getTime() < 60_000;
  const ago = isNew ? 'just now' : untilWords(at, now);
  return `read ${timeWords(at, timeZone)}, ${isReading ? 'refreshing…' : ago}`;
}

/** A table as the row of tables names it. */
export interface TabWords {
  readonly tab: Tab;
  /** `Windows 12`; `Windows 3/12` of which a filter leaves three. */
  readonly long: string;
  readonly short: string;
  readonly isHere: boolean;
  /** It has something that wants to be looked at. */
  readonly isUrgent: boolean;
}

/** All tables, in their order. */
export function tabWords(view: StatusView, tables: StatusTables): readonly TabWords[] {
  return tabs.map((tab) => {
    const all = tables[tab].rows.length;
    const found = foundIn(tables[tab], view.filter.text).length;
    const count = view.filter.text.trim() === '' ? String(all) : `${found}/${all}`;
    const short = tabLabels[tab];
    const isUrgent = tab === 'drift' && all > 0;
    return { tab, short, long: `${short} ${count}`, isHere: tab === view.tab, isUrgent };
  });
}

/** What AWS knows of a window's runs, as details of it; undefined while it is asked. */
export function runDetails(
  runs: WindowRuns | undefined,
  clock: Clock & { readonly ownZone: string },
): readonly Detail[] {
  if (runs === undefined) return [{ label: 'Last runs', lines: ['asking AWS…'], meaning: 'muted' }];
  const { past, next } = runs;
  return [
    'title' in next
      ? refused('Next runs', next)
      : {
          label: 'Next runs',
          lines:
            next.length === 0 ? ['none'] : next.map((date) => momentOnClocks(date, clock, Number.POSITIVE_INFINITY)),
        },
    ...('title' in past
      ? [refused('Last runs', past)]
      : past.map(
          (run, index): Detail => ({
            label: index === 0 ? 'Last runs' : '',
            lines: [pastWords(run, clock)],
            meaning: run.status === 'FAILED' || run.status === 'TIMED_OUT' ? 'bad' : 'plain',
          }),
        )),
    ...('title' in past || past.length > 0 ? [] : [{ label: 'Last runs', lines: ["none in AWS's history"] }]),
  ];
}

function refused(label: string, { title }: ErrorDescription): Detail {
  return { label, lines: [`unknown: ${title}`], meaning: 'warning' };
}

const ends: Readonly<Record<string, string>> = {
  SUCCESS: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timed out',
  CANCELLED: 'was cancelled',
  CANCELLING: 'is being cancelled',
  SKIPPED_OVERLAPPING: 'was skipped: the previous run had not ended',
  IN_PROGRESS: 'is running',
  PENDING: 'is about to start',
};

/** `Tue 24 Nov 03:00: succeeded after 14 minutes` */
function pastWords({ start, end, status, details = '' }: PastRun, clock: Clock): string {
  const after = end && end > start ? ` after ${durationWords(end.getTime() - start.getTime())}` : '';
  const why = details === '' || status === 'SUCCESS' ? '' : `. ${details}`;
  return `${clockWords(start, clock)}: ${ends[status] ?? status}${after}${why}`;
}
