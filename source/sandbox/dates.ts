/** What windows will do, all of them, one, or those that a target belongs to; and what one has done. */
import type { Region } from './account.js';
import { validationError } from './api-error.js';
import { digest, epochSeconds, uuidOf } from './context.js';
import { type Cursor, type Entries, type Filter, filterDate, listing, select } from './listing.js';
import { filtered, NextToken, ResourceType, Targets, WindowId, windowList } from './model/common.js';
import { hasTag, nodeTags } from './nodes.js';
import type { EpochSeconds, NodeRow, TargetRow, WindowRow } from './rows.js';
import { integer, structure } from './shape.js';
import { executionTime, nextExecution, rememberedRuns, windowRuns } from './window-schedule.js';
import { findWindow } from './windows.js';

/** What is looked for: nodes by id or tag, or resource groups. */
type Targeted = Pick<TargetRow, 'Targets' | 'ResourceType'>;
type Selection = Targeted['Targets'];

/** The ids of the windows whose targets or tasks hold everything that is asked for. */
function windowsOfTarget(region: Region, { Targets: wanted, ResourceType: type }: Targeted): ReadonlySet<string> {
  if (wanted.length === 0) throw validationError('At least one target is required');
  const found = new Set<string>();
  for (const target of region.targets.rows()) {
    if (target.ResourceType === type && holds(region, target.Targets, wanted)) found.add(target.WindowId);
  }
  for (const task of region.tasks.rows()) {
    if (type === 'INSTANCE' && holds(region, task.Targets ?? [], wanted)) found.add(task.WindowId);
  }
  return found;
}

function holds(region: Region, targets: Selection, wanted: Selection): boolean {
  return wanted.every(({ Key: key, Values: values = [] }) => {
    const same = targets.find((target) => target.Key === key)?.Values ?? [];
    if (values.some((value) => same.includes(value))) return true;
    if (key !== 'InstanceIds') return false;
    return values.some((id) => {
      const node = region.nodes.get(id);
      return node !== undefined && tagsMatch(region, node, targets);
    });
  });
}

/** Whether tags choose the node: all keys have to match, by any of their values. */
function tagsMatch(region: Region, node: NodeRow, targets: Selection): boolean {
  const tags = nodeTags(region, node);
  return targets.length > 0 && targets.every(({ Key = '', Values = [] }) => hasTag(tags, Key, Values));
}

const day = 86_400_000;

/** AWS says nowhere how far its schedule reaches; the sandbox's ends here, but shows each window's next run. */
const horizonDays = 366;

/** One execution; `place` orders those of one instant. */
interface Upcoming {
  readonly window: WindowRow;
  readonly place: number;
  readonly start: Date;
}

interface Span {
  /** Executions are after this. */
  readonly from: number;
  /** Executions are up to this; a window's next one may be later. */
  readonly to: number;
}

/** A page begins at the last execution of the page before, and the filters bound it, so that none counts in vain. */
function spanOfPage(filters: readonly Filter[] = [], after: Cursor | undefined, now: Date): Span {
  const dates = (key: string) =>
    filters
      .filter(({ Key }) => Key === key)
      .map(({ Values = [] }) => Values.map((value) => filterDate(value).getTime()));
  const last = typeof after === 'string' ? Date.parse(after.slice(0, isoLength)) - 1 : now.getTime();
  const from = Math.max(last, now.getTime(), ...dates('ScheduledAfter').map((values) => Math.min(...values)));
  const to = Math.min(
    now.getTime() + horizonDays * day,
    ...dates('ScheduledBefore').map((values) => Math.max(...values)),
  );
  return { from, to };
}

function selectedWindows(
  region: Region,
  { WindowId: only, Targets, ResourceType }: Partial<Targeted> & { readonly WindowId?: string | undefined },
): Iterable<readonly [place: number, window: WindowRow]> {
  const windows = only === undefined ? region.windows.entries() : [[0, findWindow(region, only)] as const];
  const targeted =
    Targets === undefined || ResourceType === undefined
      ? undefined
      : windowsOfTarget(region, { Targets, ResourceType });
  return select(windows, ({ Enabled, WindowId: id }) => Enabled && targeted?.has(id) !== false);
}

interface Waiting extends Upcoming {
  /** The executions after this one, once the first of them is asked for. */
  readonly rest?: Iterator<Date>;
}

/** Pages ask for later dates than the clock does. */
const firstRunAfter = rememberedRuns();

/** The executions of several windows as one list in time order. */
function* merged(windows: ReturnType<typeof selectedWindows>, { from, to }: Span, now: Date): Generator<Upcoming> {
  const waiting: Waiting[] = [];
  for (const [place, window] of windows) {
    const start = firstRunAfter(window, new Date(from));
    if (start !== undefined) waiting.push({ window, place, start });
  }
  waiting.sort(inOrder).reverse();
  for (let first = waiting.pop(); first !== undefined; first = waiting.pop()) {
    const { window, place } = first;
    if (first.start.getTime() > to && first.start.getTime() !== nextExecution(window, now)?.getTime()) continue;
    yield first;
    const rest = first.rest ?? windowRuns(window, first.start);
    const { value: start, done } = rest.next();
    if (done !== true) insert(waiting, { window, place, start, rest });
  }
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
function* withCursors(upcoming: Iterable<Upcoming>): Entries<Upcoming> {
  for (const item of upcoming) yield [`${item.start.toISOString()} ${String(item.place).padStart(12, '0')}`, item];
}

const target = { Targets, ResourceType };
const pages = { pageSize: 50, largest: 100 };

const hour = 3_600_000;
/** AWS keeps the history of 30 days (General Reference, quotas). */
const historyHours = 30 * 24;

interface Execution {
  readonly WindowId: string;
  readonly WindowExecutionId: string;
  readonly Status: 'IN_PROGRESS' | 'SUCCESS' | 'FAILED' | 'SKIPPED_OVERLAPPING';
  readonly StatusDetails?: string;
  readonly StartTime: EpochSeconds;
  readonly EndTime?: EpochSeconds;
}

/** A window that is switched off has run until it was. */
function lastRun({ Enabled, ModifiedDate }: WindowRow, now: Date): Date {
  return Enabled ? now : new Date(ModifiedDate * 1000);
}

/**
 * The executions up to now, oldest first. How each went is drawn from a digest of its window and time, so that it
 * never changes: one in nine failed, the others took between ten minutes and all of the window. One that would have
 * started while the one before still ran was skipped (API enum MaintenanceWindowExecutionStatus).
 */
function* pastExecutions(region: Region, window: WindowRow, now: Date): Generator<Execution> {
  const { WindowId, Duration } = window;
  const from = new Date(Math.max(now.getTime() - historyHours * hour, window.CreatedDate * 1000));
  const hasTasks = region.tasks.countOf(WindowId) > 0;
  let busyUntil = 0;
  for (const start of windowRuns(window, from)) {
    if (start > lastRun(window, now)) return;
    const id = digest(`${WindowId} ${start.toISOString()}`);
    const drawn = Number.parseInt(id.slice(0, 8), 16);
    const length = hasTasks ? Math.round(hour / 6 + (drawn % 1000) * 0.001 * (Duration * hour - hour / 6)) : 1000;
    const execution = { WindowId, WindowExecutionId: uuidOf(id), StartTime: epochSeconds(start) };
    if (start.getTime() < busyUntil) {
      yield { ...execution, Status: 'SKIPPED_OVERLAPPING', EndTime: epochSeconds(start) };
      continue;
    }
    busyUntil = start.getTime() + length;
    if (busyUntil > now.getTime()) yield { ...execution, Status: 'IN_PROGRESS' };
    else yield { ...execution, ...result(hasTasks && drawn % 9 === 0), EndTime: busyUntil / 1000 };
  }
}

function result(failed: boolean): Pick<Execution, 'Status' | 'StatusDetails'> {
  if (!failed) return { Status: 'SUCCESS' };
  return { Status: 'FAILED', StatusDetails: 'One or more tasks in the orchestration failed.' };
}

export const dateOperations = {
  DescribeMaintenanceWindowSchedule: listing({
    ...pages,
    input: structure({ WindowId, ...target, ...filtered({ min: 1 }) }),
    as: 'ScheduledWindowExecutions',
    entries: (region, input, { now }, after) => {
      if ((input.Targets === undefined) !== (input.ResourceType === undefined)) {
        throw validationError('Targets and ResourceType must be given together');
      }
      const span = spanOfPage(input.Filters, after, now);
      return withCursors(merged(selectedWindows(region, input), span, now));
    },
    dateFilters: {
      ScheduledBefore: ({ start }, date) => start < date,
      ScheduledAfter: ({ start }, date) => start > date,
    },
    shown: ({ window, start }) => ({
      WindowId: window.WindowId,
      Name: window.Name,
      ExecutionTime: executionTime(start, window.ScheduleTimezone),
    }),
  }),

  DescribeMaintenanceWindowsForTarget: listing({
    ...pages,
    input: structure({ ...target, MaxResults: integer({ min: 1 }), NextToken }, ['Targets', 'ResourceType']),
    as: 'WindowIdentities',
    entries: (region, input) => {
      const targeted = windowsOfTarget(region, input);
      return select(region.windows.entries(), ({ WindowId: id }) => targeted.has(id));
    },
    shown: ({ WindowId: id, Name }) => ({ WindowId: id, Name }),
  }),

  DescribeMaintenanceWindowExecutions: listing({
    input: structure({ WindowId, ...windowList }, ['WindowId']),
    as: 'WindowExecutions',
    pageSize: 50,
    entries: (region, input, { now }) =>
      [...pastExecutions(region, findWindow(region, input.WindowId), now)]
        .reverse()
        .map((execution) => [-execution.StartTime, execution] as const),
    dateFilters: {
      ExecutedBefore: ({ StartTime }, date) => StartTime < epochSeconds(date),
      ExecutedAfter: ({ StartTime }, date) => StartTime > epochSeconds(date),
    },
  }),
};
