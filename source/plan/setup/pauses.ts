/** Pauses in a set-up: respected, told, and ended only where somebody asks for it. Where all of a plan is held back, so is what is new. */
import { parseSchedule } from '../../schedule/expression.js';
import { runs } from '../../schedule/runs.js';
import type { WindowDefinition } from '../account/definitions.js';
import { isPatchingWindow } from '../account/documents.js';
import { type Finding, warning } from '../account/finding.js';
import { type InventoryWindow, planOf } from '../account/inventory.js';
import { heldBackUntil, type Pause, pauseOf } from '../account/pause.js';
import { counted, isOrAre } from '../text/plural.js';
import type { DesiredResources, PlanAccount } from './desired.js';
import type { Planned } from './planned.js';

/** The windows whose pauses a plan is in: those that its document has, or, where those are all new, the ones that it had before. */
function windowsSoFar(
  { document, windows }: DesiredResources,
  account: Pick<PlanAccount, 'windows'>,
): InventoryWindow[] {
  const existing = windows.flatMap((window) => window.existing ?? []);
  if (existing.length > 0) return existing;
  return account.windows.filter((window) => planOf(window) === document.plan && isPatchingWindow(window));
}

/** The date until which all windows of a plan are held back, the latest of theirs; undefined where one of them is not. */
export function commonPause(
  desired: DesiredResources,
  account: Pick<PlanAccount, 'windows'>,
  now: Date,
): string | undefined {
  const pauses = windowsSoFar(desired, account).map((window) => heldBackUntil(window, now));
  const dates = pauses.filter((pause) => pause !== undefined);
  if (dates.length === 0 || dates.length < pauses.length) return undefined;
  return dates.reduce((latest, pause) => (pause.date > latest.date ? pause : latest)).startDate;
}

type Scheduled = Pick<WindowDefinition, 'Schedule' | 'ScheduleOffset' | 'ScheduleTimezone'>;

/** Whether a schedule has a run from a StartDate on: AWS refuses one without. */
export function runsFrom({ Schedule, ScheduleOffset, ScheduleTimezone }: Scheduled, startDate: string): boolean {
  const date = new Date(startDate);
  const options = { timeZone: ScheduleTimezone, scheduleOffset: ScheduleOffset, startDate: date };
  const [run] = runs(parseSchedule(Schedule), { ...options, from: new Date(date.getTime() - 1) });
  return run !== undefined;
}

/** What is paused and stays so, and what new windows do meanwhile. */
export function pauseFindings({ desired, account, consent, now, operations }: Planned): Finding[] {
  const existing = windowsSoFar(desired, account);
  const paused = existing.flatMap((window) => {
    const pause = pauseOf(window, now);
    return pause ? [`${window.name} (${pauseWords(pause)})`] : [];
  });
  if (paused.length === 0 || consent.resume) return [];
  const isWhole = paused.length === existing.length;
  const patchAtOnce = operations.filter(
    ({ kind, input }) => kind === 'CreateMaintenanceWindow' && !('StartDate' in input),
  );
  const news =
    isWhole && patchAtOnce.length > 0
      ? ` New windows are not paused: ${patchAtOnce.map(({ name }) => name).join(', ')}.`
      : '';
  const [verb, stays] = [isOrAre(paused.length), paused.length === 1 ? 'stays' : 'stay'];
  const message = `${counted(paused.length, 'window')} ${verb} paused and ${stays} paused: ${paused.join(', ')}.${news}`;
  return [warning('paused', message, ['To end the pause: --resume, or the resume command.'])];
}

/** `switched off`, `held back until 2027-01-05T00:00:00Z` */
function pauseWords(pause: Pause): string {
  return pause.kind === 'off' ? 'switched off' : `held back until ${pause.startDate}`;
}
