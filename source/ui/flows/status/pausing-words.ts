/** What the screens of a pause say. */

import type { Place } from '../../../jobs/job.js';
import type { PausePlaceEnd } from '../../../jobs/pause.js';
import type { PausePlan } from '../../../plan/pause/pause.js';
import { counted } from '../../../plan/text/plural.js';
import { localToInstant } from '../../../schedule/zone.js';
import type { Column } from '../../lists/table.js';
import { accountWords } from '../../words/account.js';
import { type Clock, cityWords, clockWords, durationWords } from '../../words/dates.js';
import type { PauseAnswer } from './pausing.js';
import { zoneOf } from './rows.js';

/** `until Tue 5 Jan 00:00 London` */
export function untilText(local: number, clock: Clock): string {
  const at = new Date(localToInstant(local, clock.timeZone).at);
  return `until ${clockWords(at, clock)} ${cityWords(clock.timeZone)}`;
}

/** The question before it is done. */
export function agreeQuestion(plan: string, answer: PauseAnswer, { operations }: PausePlan, clock: Clock): string {
  if (operations.length === 0)
    return answer.kind === 'resume' ? `Plan ${plan} is not paused.` : `Plan ${plan} has nothing more to pause.`;
  const windows = `${counted(operations.length, 'window')} in plan ${plan}`;
  switch (answer.kind) {
    case 'next':
      return `Skip the next run of ${windows}?`;
    case 'until':
      return `Pause ${windows} ${untilText(answer.local, clock)}?`;
    case 'resume':
      return `Resume ${windows}?`;
    default:
      return answer satisfies never;
  }
}

/** What has to be typed before anything is written. */
export function pauseConfirmation(plan: string, answer: PauseAnswer, { operations }: PausePlan, place: Place) {
  const { account, region, profile } = place;
  const where = profile === undefined ? accountWords(account) : `${profile} (${accountWords(account)})`;
  const what = answer.kind === 'resume' ? 'resume' : 'pause';
  return {
    question: `Type yes to ${what} ${counted(operations.length, 'window')} of plan ${plan} in ${where}, ${region}.`,
    explanation: 'Nothing has been changed yet.',
    expected: 'yes',
  };
}

/** The runs that are skipped, or no longer are. */
export const runColumns: readonly Column[] = [
  { title: 'RUN', least: 16, good: 24, rank: 0 },
  { title: 'IN', least: 10, rank: 2 },
  { title: 'WINDOW', least: 16, share: 3, rank: 1, isNeeded: true },
];

export function runRows({ runs }: PausePlan, now: Date) {
  return runs.map(({ window, start, timeZone: zone }, index) => {
    const timeZone = zoneOf(zone);
    const short = clockWords(start, { timeZone, now });
    const cells = [
      { text: `${short} ${cityWords(timeZone)}`, short },
      { text: durationWords(start.getTime() - now.getTime()) },
      { text: window },
    ];
    return { id: String(index), cells };
  });
}

/** What they are, above their table. */
export function runsTitle({ runs, operations }: PausePlan, { kind }: PauseAnswer): string {
  if (operations.length === 0) return '';
  if (runs.length === 0) return 'No run falls in that time.';
  return kind === 'resume' ? 'These runs will no longer be skipped:' : 'These runs will be skipped:';
}

/** The title of the end. */
export function doneTitle({ plan: { scope, operations }, state, isComplete }: PausePlaceEnd): string {
  if (!isComplete) return `Not complete: ${state.succeeded} of ${counted(state.total, 'window')} done.`;
  const what = operations.some(({ id }) => id.startsWith('resume/')) ? 'resumed' : 'paused';
  return `Done: ${counted(state.succeeded, 'window')} of plan ${scope.plan} ${what}.`;
}
