/** What a window will do: the coming executions of one window, of all, or of those that a target belongs to. */
import type { Region } from './account.js';
import { validationError } from './api-error.js';
import { type Context, operation } from './context.js';
import { dateMatcher, type Filter, filterDate, select } from './filters.js';
import { DescribeMaintenanceWindowScheduleRequest } from './model/windows.js';
import { type Cursor, cursorOf, paginate } from './paging.js';
import type { WindowRow } from './rows.js';
import { type Targeted, windowsOfTarget } from './targeted.js';
import { executionTime, nextExecution, rememberedRuns, windowRuns } from './window-schedule.js';
import { findWindow } from './windows.js';

const day = 86_400_000;

/** AWS says nowhere how far its schedule reaches; the sandbox's ends here, but shows each window's next run. */
const horizonDays = 366;

const paging = { pageSize: 50, largest: 100 };

/** One execution; `place` orders those of one instant. */
interface Upcoming {
  readonly window: WindowRow;
  readonly place: number;
  readonly start: Date;
}

const describeSchedule = operation(DescribeMaintenanceWindowScheduleRequest, (region, input, context) => {
  if ((input.Targets === undefined) !== (input.ResourceType === undefined)) {
    throw validationError('Targets and ResourceType must be given together');
  }
  const passes = dateMatcher<Upcoming>(input.Filters, {
    ScheduledBefore: ({ start }, date) => start < date,
    ScheduledAfter: ({ start }, date) => start > date,
  });
  const span = spanOfPage(input.Filters, cursorOf(input, region, context, paging), context);
  const upcoming = select(withCursors(merged(region, selectedWindows(region, input), span, context.now)), passes);
  const { items, NextToken } = paginate(upcoming, input, region, context, paging);
  const executions = items.map(({ window, start }) => ({
    WindowId: window.WindowId,
    Name: window.Name,
    ExecutionTime: executionTime(start, window.ScheduleTimezone),
  }));
  return { ScheduledWindowExecutions: executions, NextToken };
});

interface Span {
  /** Executions are after this. */
  readonly from: number;
  /** Executions are up to this; a window's next one may be later. */
  readonly to: number;
}

/** A page begins at the last execution of the page before, and the filters bound it, so that none counts in vain. */
function spanOfPage(filters: readonly Filter[] = [], cursor: Cursor | undefined, { now }: Context): Span {
  const dates = (key: string) =>
    filters
      .filter(({ Key }) => Key === key)
      .map(({ Values = [] }) => Values.map((value) => filterDate(value).getTime()));
  const last = typeof cursor === 'string' ? Date.parse(cursor.slice(0, isoLength)) - 1 : now.getTime();
  const from = Math.max(last, now.getTime(), ...dates('ScheduledAfter').map((values) => Math.min(...values)));
  const to = Math.min(
    now.getTime() + horizonDays * day,
    ...dates('ScheduledBefore').map((values) => Math.max(...values)),
  );
  return { from, to };
}

function selectedWindows(
  region: Region,
  { WindowId, Targets, ResourceType }: Partial<Targeted> & { readonly WindowId?: string | undefined },
): WindowRow[] {
  const windows = WindowId === undefined ? [...region.windows.rows()] : [findWindow(region, WindowId)];
  const enabled = windows.filter(({ Enabled }) => Enabled);
  if (Targets === undefined || ResourceType === undefined) return enabled;
  const targeted = windowsOfTarget(region, { Targets, ResourceType });
  return enabled.filter(({ WindowId: id }) => targeted.has(id));
}

interface Waiting extends Upcoming {
  /** The executions after this one, once the first of them is asked for. */
  readonly rest?: Iterator<Date>;
}

/** Pages ask for later dates than the clock does. */
const firstRunAfter = rememberedRuns();

/** The executions of several windows as one list in time order. */
function* merged(region: Region, windows: readonly WindowRow[], { from, to }: Span, now: Date): Generator<Upcoming> {
  const start = new Date(from);
  const waiting: Waiting[] = [];
  for (const window of windows) {
    const first = firstRunAfter(window, start);
    if (first !== undefined) waiting.push({ window, place: region.windows.orderOf(window.WindowId), start: first });
  }
  waiting.sort(inOrder).reverse();
  for (let first = waiting.pop(); first !== undefined; first = waiting.pop()) {
    const { window, place } = first;
    if (first.start.getTime() > to && first.start.getTime() !== nextExecution(window, now)?.getTime()) continue;
    yield first;
    const rest = first.rest ?? windowRuns(window, first.start);
    const next = following(rest);
    if (next !== undefined) insert(waiting, { window, place, start: next, rest });
  }
}

function following(dates: Iterator<Date>): Date | undefined {
  const { value, done } = dates.next();
  return done === true ? undefined : value;
}

function inOrder(a: Upcoming, b: Upcoming): number {
  return a.start.getTime() - b.start.getTime() || a.place - b.place;
}

/** Keeps a list sorted whose first item is at its end. */
function insert(reversed: Waiting[], item: Waiting): void {
  let low = 0;
  let high = reversed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = reversed[middle];
    if (other !== undefined && inOrder(other, item) > 0) low = middle + 1;
    else high = middle;
  }
  reversed.splice(low, 0, item);
}

const isoLength = '2026-12-01T03:00:00.000Z'.length;

/** Cursors sort as the list does: by time, then by place. */
function* withCursors(upcoming: Iterable<Upcoming>): Generator<readonly [Cursor, Upcoming]> {
  for (const item of upcoming) yield [`${item.start.toISOString()} ${String(item.place).padStart(12, '0')}`, item];
}

export const upcomingOperations = { DescribeMaintenanceWindowSchedule: describeSchedule };
