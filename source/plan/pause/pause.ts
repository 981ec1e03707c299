/** Pausing a plan's windows until a date, and ending that: which calls it takes, and which runs are skipped or come back. */
import { UserError } from '../../errors.js';
import { dayMilliseconds, instantText, minuteMilliseconds } from '../../schedule/calendar.js';
import { parseSchedule } from '../../schedule/expression.js';
import { runs } from '../../schedule/runs.js';
import { isTimeZone } from '../../schedule/zone.js';
import { fieldChange } from '../account/compare.js';
import type { WindowDefinition } from '../account/definitions.js';
import { isPatchingWindow } from '../account/documents.js';
import { type Finding, warning } from '../account/finding.js';
import { type InventoryWindow, planOf, stackOf, stackWords } from '../account/inventory.js';
import { neverAgain } from '../account/never-again.js';
import type { Operation } from '../account/operations.js';
import { type OwnedInventory, plansIn, recordOf } from '../account/ownership.js';
import { heldBackUntil, pauseOf } from '../account/pause.js';
import { shellQuoted } from '../intent/command-line.js';
import { nearestWords } from '../text/spelling.js';

/** Which windows: all of a plan, or the one of a wave. */
export interface PauseScope {
  readonly plan: string;
  readonly wave?: string | undefined;
}

/** Until when: an instant that the plan's zone gives, or past the next run of each window. */
export type PauseEnd =
  | { readonly kind: 'date'; readonly instantIn: (timeZone: string) => Date }
  | { readonly kind: 'next' };

/** A run that does not come because of the pause, or that comes because it ends. */
export interface AffectedRun {
  readonly window: string;
  readonly start: Date;
  readonly timeZone: string;
}

export interface PausePlan {
  readonly scope: PauseScope;
  readonly operations: readonly Operation[];
  /** Windows that are as asked already. */
  readonly kept: number;
  readonly findings: readonly Finding[];
  /** In time order. */
  readonly runs: readonly AffectedRun[];
}

/** A pause of years is shown by its first runs. */
const mostRuns = 200;

/**
 * The pause of a plan: StartDate on each window, so that it ends by itself. Windows that somebody has switched off stay off.
 * @throws UserError for a plan or wave that is not there, and for a date that has passed
 */
export function planPause(scope: PauseScope, end: PauseEnd, account: OwnedInventory, now: Date): PausePlan {
  const { windows, stacks } = windowsOf(scope, account);
  const timeZone = planZone(scope.plan, windows, account);
  const date = end.kind === 'date' ? end.instantIn(timeZone) : undefined;
  if (date && date.getTime() <= now.getTime()) {
    throw new UserError(`${date.toISOString()} is in the past. A pause must end in the future.`, {
      code: 'date-in-the-past',
      nextSteps: ['Give a later date with --until, or use --next to skip only the next run.'],
    });
  }
  const ended = endedWindows(windows, now);
  const changed = windows.flatMap((window) => {
    const until = date ?? pastNextRun(window, now);
    const before = heldBackUntil(window, now);
    const isSo =
      !window.enabled || ended.has(window) || until === undefined || before?.date.getTime() === until.getTime();
    return isSo ? [] : [{ window, until, before }];
  });
  // Who asks for a pause hardly wants runs to come earlier than they would have.
  const shortened = changed.flatMap(({ window, until, before }) =>
    before && before.date > until ? [`${window.name} (until ${before.startDate})`] : [],
  );
  const message = `This ends an existing pause earlier: ${shortened.join(', ')}.`;
  const heldBack = changed.map(({ window }) => window);
  return {
    scope,
    operations: changed.map(({ window, until }) => holdBack(window, until)),
    kept: windows.length + stacks.length - changed.length,
    findings: [
      ...(shortened.length > 0 ? [warning('pause-shortened', message)] : []),
      ...pauseWarnings(windows, heldBack),
      ...stackWarnings(scope, stacks, 'pause'),
      ...endedWarnings(ended),
    ],
    runs: inOrder(changed.flatMap(({ window, until }) => runsBetween(window, now, until))),
  };
}

/**
 * The end of a plan's pauses: windows are switched on, and no date holds them back.
 * @throws UserError for a plan or wave that is not there
 */
export function planResume(scope: PauseScope, account: OwnedInventory, now: Date): PausePlan {
  const { windows, stacks } = windowsOf(scope, account);
  const ended = endedWindows(windows, now);
  const paused = windows.filter((window) => pauseOf(window, now) !== undefined && !ended.has(window));
  const soon = new Date(now.getTime() + switchedOffSpan);
  return {
    scope,
    operations: paused.map((window) => resume(window, now)),
    kept: windows.length + stacks.length - paused.length,
    findings: [...pauseWarnings(windows, []), ...stackWarnings(scope, stacks, 'resume'), ...endedWarnings(ended)],
    runs: inOrder(paused.flatMap((window) => runsBetween(window, now, heldBackUntil(window, now)?.date ?? soon))),
  };
}

/** Runs of windows that were switched off come back for ever: those of the next 35 days are told, at least one of each month. */
const switchedOffSpan = 35 * dayMilliseconds;

/** The windows that are meant, and those of stacks, which a wave has to name one by one. */
function windowsOf(
  { plan, wave }: PauseScope,
  account: OwnedInventory,
): Readonly<Record<'windows' | 'stacks', readonly InventoryWindow[]>> {
  const own = account.windows.filter((window) => planOf(window) === plan && isPatchingWindow(window));
  if (own.length === 0)
    throw notThere('plan', plan, `Plan ${plan} has no windows in this account and region.`, plansIn(account));
  if (wave === undefined) {
    const isOfStack = (window: InventoryWindow): boolean => stackOf(window) !== undefined;
    return { windows: own.filter((window) => !isOfStack(window)), stacks: own.filter(isOfStack) };
  }
  const windows = own.filter(({ owner }) => owner?.wave === wave);
  if (windows.length > 0) return { windows, stacks: [] };
  const waves = own.flatMap(({ owner }) => owner?.wave ?? []);
  throw notThere('wave', wave, `Plan ${plan} has no window for wave ${wave}.`, waves);
}

function notThere(what: 'plan' | 'wave', name: string, message: string, known: readonly string[]): UserError {
  const [near] = nearestWords(name, known);
  return new UserError(message, {
    code: `unknown-${what}`,
    nextSteps: [
      ...(near ? [`Did you mean ${near}?`] : []),
      known.length > 0
        ? `The ${what}s are: ${known.join(', ')}.`
        : 'There are no plans here. To see what is here: ssm-patch-wizard status',
    ],
  });
}

function planZone(plan: string, windows: readonly InventoryWindow[], account: OwnedInventory): string {
  const content = recordOf(plan, account)?.content;
  const zone = content?.kind === 'document' ? content.document.timeZone : windows[0]?.timeZone;
  return zone !== undefined && isTimeZone(zone) ? zone : 'UTC';
}

/**
 * A minute after the next run of its schedule has begun: whether a window runs at the very instant of its StartDate is documented nowhere.
 * Undefined for a window that is held back past that run already, so that a pause that broke off can be run again.
 */
function pastNextRun(window: InventoryWindow, now: Date): Date | undefined {
  const [next] = runsOf(notHeldBack(window), now);
  const before = heldBackUntil(window, now);
  if (next && before && before.date > next.start) return undefined;
  return next && new Date(next.start.getTime() + minuteMilliseconds);
}

function runsOf(window: InventoryWindow, from: Date) {
  const { schedule, scheduleOffset, timeZone, createdAt, members } = window;
  const dateOf = (value: unknown): Date | undefined => (typeof value === 'string' ? new Date(value) : undefined);
  const [startDate, endDate] = [dateOf(members?.StartDate), dateOf(members?.EndDate)];
  return runs(parseSchedule(schedule), { from, scheduleOffset, timeZone, createdAt, startDate, endDate });
}

function runsBetween(window: InventoryWindow, from: Date, until: Date): AffectedRun[] {
  const found: AffectedRun[] = [];
  for (const { start } of runsOf(notHeldBack(window), from)) {
    if (start >= until || found.length === mostRuns) break;
    found.push({ window: window.name, start, timeZone: window.timeZone ?? 'UTC' });
  }
  return found;
}

/** The window without what holds it back now. */
function notHeldBack(window: InventoryWindow): InventoryWindow {
  const { StartDate: _, ...members } = window.members ?? {};
  return { ...window, members };
}

function inOrder(affected: readonly AffectedRun[]): AffectedRun[] {
  return [...affected].sort((a, b) => a.start.getTime() - b.start.getTime()).slice(0, mostRuns);
}

function holdBack({ id, name, members }: InventoryWindow, until: Date): Operation {
  const StartDate = instantText(until);
  return {
    id: `pause/${id}`,
    kind: 'UpdateMaintenanceWindow',
    name,
    summary: `Hold back the maintenance window ${name} until ${StartDate}`,
    input: { WindowId: id, StartDate },
    dependsOn: [],
    changes: [fieldChange('StartDate', members?.StartDate, StartDate)],
  };
}

/** Only `Replace` takes a StartDate off, and it clears all that is left out. */
function resume(window: InventoryWindow, now: Date): Operation {
  const { id, name, enabled, members = {} } = window;
  const heldBack = heldBackUntil(window, now);
  const { StartDate, ...kept } = members;
  const changes = [
    ...(enabled ? [] : [fieldChange('Enabled', false, true)]),
    ...(heldBack ? [fieldChange('StartDate', StartDate, undefined)] : []),
  ];
  return {
    id: `resume/${id}`,
    kind: 'UpdateMaintenanceWindow',
    name,
    summary: `End the pause of the maintenance window ${name}`,
    // The members are what GetMaintenanceWindow answered, which UpdateMaintenanceWindow takes.
    input: { ...(kept as unknown as WindowDefinition), WindowId: id, Enabled: true, Replace: true },
    dependsOn: [],
    changes,
  };
}

/** Windows that can never run again, with the reason: AWS would refuse their dates. */
function endedWindows(windows: readonly InventoryWindow[], now: Date): ReadonlyMap<InventoryWindow, string> {
  return new Map(
    windows.flatMap((window) => {
      const why = neverAgain({ ...window, startDate: undefined }, now);
      return why === undefined ? [] : [[window, why] as const];
    }),
  );
}

function endedWarnings(ended: ReadonlyMap<InventoryWindow, string>): Finding[] {
  return [...ended].map(([{ name }, why]) =>
    warning('never-again', `${name} stays as it is, because it can never run again: ${why}.`),
  );
}

/** What is left as it is, although its plan is meant. */
function stackWarnings(
  { plan }: PauseScope,
  stacks: readonly InventoryWindow[],
  command: 'pause' | 'resume',
): Finding[] {
  return stacks.map((window) =>
    warning('stack', `${window.name} stays as it is: it is ${stackWords(window)}.`, [
      `To ${command} it anyway, name its wave: --plan ${shellQuoted(plan)} --wave ${shellQuoted(window.owner?.wave ?? window.name)}`,
    ]),
  );
}

function pauseWarnings(windows: readonly InventoryWindow[], heldBack: readonly InventoryWindow[]): Finding[] {
  const off = windows.filter(({ enabled }) => !enabled && heldBack.length > 0);
  const stacks = windows.filter((window) => stackOf(window) !== undefined);
  const offset = heldBack.filter(({ scheduleOffset }) => scheduleOffset);
  const rates = heldBack.filter(({ schedule }) => schedule.startsWith('rate('));
  const warnings: readonly (readonly [string, readonly InventoryWindow[], string])[] = [
    ['switched-off', off, 'already switched off, and still off when the pause ends; resume switches windows on'],
    ['stack', stacks, 'part of a CloudFormation stack; the next stack update may undo this'],
    ['offset', offset, 'AWS does not document whether a pause counts the date before or after the ScheduleOffset'],
    ['rate', rates, 'the rate schedule counts from the end of the pause'],
  ];
  return warnings.flatMap(([code, of, words]) =>
    of.length > 0 ? [warning(code, `${of.map(({ name }) => name).join(', ')}: ${words}.`)] : [],
  );
}
