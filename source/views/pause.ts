/** What `pause` and `resume` say: the dates that are skipped or come back first. */
import type { PausePlaceEnd } from '../jobs/pause.js';
import { type ConnectionFlags, connectionFlags, shellQuoted } from '../plan/intent/command-line.js';
import type { AffectedRun, PausePlan, PauseScope } from '../plan/pause/pause.js';
import { counted } from '../plan/text/plural.js';
import { columns } from '../plan/text/text-table.js';
import { printable } from '../printable.js';
import { instantText, minuteText, weekdayText } from '../schedule/calendar.js';
import { clockAt, isTimeZone } from '../schedule/zone.js';
import { type RunWords, reached } from './run.js';
import { commandText, findingText, undoneText } from './text.js';

/** How a pause was called, or its end. */
export interface PauseCall {
  readonly scope: PauseScope;
  readonly isPausing: boolean;
  /** `--until 2027-01-05`, `--next` */
  readonly endFlags: readonly string[];
  readonly connection: ConnectionFlags;
}

/** The words of a pause, or of its end. */
export function pauseWords(call: PauseCall): RunWords<PausePlan, PausePlaceEnd> {
  const { isPausing } = call;
  return {
    confirm: `To ${isPausing ? 'pause' : 'resume'} these windows, run it again with --yes.`,
    plan: (plan) => planText(plan, isPausing),
    whyNothing: ({ findings }) => {
      if (findings.some(({ code }) => code === 'stack' || code === 'never-again'))
        return 'the windows stay as they are, see above';
      return isPausing ? 'the windows are already paused' : 'no window is paused';
    },
    report: (end) => {
      const { plan, state, isComplete } = end;
      if (isComplete) {
        return ['', `Done: ${counted(state.succeeded, 'window')} ${isPausing ? heldBack(plan) : 'resumed'}.`];
      }
      const done = `Not complete: ${state.succeeded} of ${counted(state.total, 'window')} done.`;
      return ['', done, ...undoneText(state, 'unchanged'), ...commandText('To continue:', againCommand(end, call))];
    },
    nextSteps: (end) => (end.isComplete ? [] : [againCommand(end, call)]),
    planMembers: ({ runs }) => ({ runs: runs.map(({ window, start }) => ({ window, start: instantText(start) })) }),
  };
}

/** How many dates a person reads. */
const mostDates = 30;

function planText({ scope, operations, kept, runs, findings }: PausePlan, isPausing: boolean): string[] {
  const what = scope.wave === undefined ? `Plan ${scope.plan}` : `Wave ${scope.wave} of plan ${scope.plan}`;
  const windows = counted(operations.length, 'window');
  const more = runs.length - mostDates;
  const words = isPausing ? 'will be skipped' : 'will take place again';
  return [
    `${printable(what)}: ${windows} to ${isPausing ? 'pause' : 'resume'}, ${kept} kept`,
    ...(runs.length > 0 ? [`These runs ${words}:`] : operations.length > 0 ? ['No runs are affected.'] : []),
    ...columns(runs.slice(0, mostDates).map(runRow)).map((line) => `  ${line}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...findings.flatMap(findingText),
    '',
  ];
}

function runRow({ window, start, timeZone }: AffectedRun): string[] {
  const zone = isTimeZone(timeZone) ? timeZone : 'UTC';
  const clock = clockAt(start, zone);
  return [weekdayText(clock), minuteText(clock), zone, printable(window)];
}

function heldBack({ operations }: PausePlan): string {
  const dates = operations.flatMap(({ input }) => ('StartDate' in input && input.StartDate ? [input.StartDate] : []));
  const [date, ...others] = new Set(dates);
  if (date === undefined) return 'switched off';
  return others.length > 0
    ? 'held back, each until after its next run'
    : `held back until ${instantText(new Date(date))}`;
}

/** Does what is left of a pause, or of its end. */
function againCommand({ place }: PausePlaceEnd, call: PauseCall): string {
  const { plan, wave } = call.scope;
  return [
    `ssm-patch-wizard ${call.isPausing ? 'pause' : 'resume'} --yes --plan`,
    shellQuoted(plan),
    ...(wave === undefined ? [] : ['--wave', shellQuoted(wave)]),
    ...call.endFlags,
    ...connectionFlags(reached(call, place)),
  ].join(' ');
}
