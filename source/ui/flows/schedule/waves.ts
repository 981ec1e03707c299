/** Waves by name, each in a line that can be changed: `dev=2tue@03:00`, `prod=+10@03:00`. */
import { groupDistances } from '../../../plan/intent/distances.js';
import type { PlanDocument, Wave } from '../../../plan/intent/document.js';
import { nameRule, waveNamePattern } from '../../../plan/intent/names.js';
import { namedWave, windowOfNamedWave } from '../../../plan/intent/waves.js';
import { counted } from '../../../plan/text/plural.js';
import { daysAfter, daysBetween, mostDaysAfter } from '../../../schedule/distance.js';
import { timeLabel } from '../../../schedule/slot.js';
import { monthlyTime, parseTime, parseWhen, type When, whenDayLabel, whenText } from '../../../schedule/when.js';
import { type ListMove, moveCursor } from '../../lists/list.js';
import { edited, lineOf, type TextEdit, type TextLine } from '../../lists/text-line.js';

export interface WavesEditing extends Pick<PlanDocument, 'waves' | 'approvals'> {
  readonly cursor: number;
  /** What is typed for the wave under the cursor, or behind the last one for a new one. */
  readonly line: TextLine | undefined;
  readonly problem: string | undefined;
}

/** Whether nodes carry a patch group already, or a window patches it: then it is left alone. */
export type IsInUse = (patchGroup: string) => boolean;

export type WavesEvent =
  | { readonly type: 'move'; readonly move: ListMove; readonly visible: number }
  | { readonly type: 'change' }
  | { readonly type: 'add' }
  | { readonly type: 'edit'; readonly edit: TextEdit }
  | { readonly type: 'leave' }
  | { readonly type: 'take'; readonly plan: string; readonly isInUse: IsInUse }
  /** Replaces all by dev, test and prod. */
  | { readonly type: 'stages'; readonly plan: string }
  | { readonly type: 'approvals' };

/** Microsoft publishes in the evening of Patch Tuesday in Europe: dev comes the day after, the others 3 and 10 days after dev. */
const stages = (
  [
    ['dev', 1],
    ['test', 4],
    ['prod', 11],
  ] as const
).map(([name, days]) => {
  return [name, { kind: 'after-patch-tuesday', days, time: { hour: 3, minute: 0 } }] as const;
});

/** Folds one key into the waves. */
export function reduceWaves(state: WavesEditing, event: WavesEvent): WavesEditing {
  const { waves, cursor, line } = state;
  const listed = { ...state, line: undefined, problem: undefined };
  switch (event.type) {
    case 'move':
      return { ...listed, cursor: moveCursor(cursor, event.move, waves.length, event.visible) };
    case 'change':
      return { ...listed, line: lineOf(waveLine(waves, cursor)) };
    case 'add':
      return { ...listed, cursor: waves.length, line: lineOf('') };
    case 'edit':
      return line ? { ...state, line: edited(line, event.edit), problem: undefined } : state;
    case 'leave':
      return { ...listed, cursor: Math.max(0, Math.min(cursor, waves.length - 1)) };
    case 'take': {
      const taken = withWaveLine(waves, cursor, line?.text.trim() ?? '', event);
      if ('problem' in taken) return { ...state, ...taken };
      return { ...listed, ...taken, cursor: Math.min(cursor, taken.waves.length - 1) };
    }
    case 'stages':
      return { ...listed, cursor: 0, waves: stages.map(([name, slot]) => namedWave(event.plan, name, slot)) };
    case 'approvals':
      return { ...listed, approvals: state.approvals === 'first-wave' ? 'each-wave' : 'first-wave' };
    default:
      return event satisfies never;
  }
}

/** A wave as it can be typed: only its name where no text says its date. */
function waveLine(waves: readonly Wave[], index: number): string {
  const [first, wave] = [waves[0], waves[index]];
  if (first === undefined || wave === undefined) return '';
  const { name, when } = wave;
  if (when.kind !== 'schedule') return `${name}=${whenText(when)}`;
  const [days, time] = [daysBetween(first.when, when), monthlyTime(when)?.time];
  return days !== undefined && time && index > 0 ? `${name}=+${days}@${timeLabel(time)}` : name;
}

type Names = Pick<Extract<WavesEvent, { type: 'take' }>, 'plan' | 'isInUse'>;

/** The waves with one as its line says; without it for an empty line. */
function withWaveLine(waves: readonly Wave[], index: number, text: string, names: Names) {
  const before = waves[index];
  if (text === '') {
    const rest = waves.toSpliced(index, 1);
    return rest.length > 0 ? { waves: rest } : { problem: 'A plan needs at least one wave.' };
  }
  const [name = '', ...date] = text.split('=');
  if (!waveNamePattern.test(name)) return { problem: `"${name}" is not a valid wave name: use ${nameRule}.` };
  if (waves.some((wave, at) => at !== index && wave.name === name))
    return { problem: `There is already a wave called ${name}.` };
  const when = date.length > 0 || before === undefined ? dateOf(waves, index, date.join('=')) : { when: before.when };
  if ('problem' in when) return when;
  const isOld = before && (name === before.name || names.isInUse(before.patchGroup));
  const called = isOld ? before : { ...before, patchGroup: name, window: windowOfNamedWave(names.plan, name) };
  return { waves: waves.toSpliced(index, 1, { ...called, name, ...when }) };
}

function dateOf([first]: readonly Wave[], index: number, text: string): { when: When } | { problem: string } {
  const [, days, clock = ''] = /^\+(\d+)@(.*)$/.exec(text) ?? [];
  const time = parseTime(clock);
  if (days === undefined || time === undefined || first === undefined || index === 0) {
    const read = parseWhen(text);
    return 'problem' in read ? { problem: `${read.problem}.` } : { when: read.slot };
  }
  const when = daysAfter(first.when, Number(days), time);
  if (when) return { when };
  const most = mostDaysAfter(first.when);
  return {
    problem:
      most === undefined
        ? `No wave can run a number of days after the ${whenDayLabel(first.when)}. Give ${first.name} a 1st to 4th weekday, or pt+0.`
        : `No wave can run ${days} days after ${first.name}. The maximum is ${most}.`,
  };
}

/** `3 days`, `same day`, `varies`: by how much a wave comes after the first one of the list; of that itself nothing. */
export function afterWords([first]: readonly Wave[], wave: Wave): string {
  if (wave === first) return '';
  const days = first && daysBetween(first.when, wave.when);
  if (days === undefined) return 'varies';
  return days === 0 ? 'same day' : counted(days, 'day');
}

/** What the waves take, and how many baselines that needs for each system. */
export function approvalWords({ waves, approvals }: Pick<WavesEditing, 'waves' | 'approvals'>): string {
  if (approvals !== 'first-wave') return 'Approvals: each wave by its own dates.';
  const distances = groupDistances({ waves });
  if (distances === undefined)
    return 'Approvals: as the first wave, but these dates are not a fixed number of days apart.';
  const more = new Set(distances.values()).size - 1;
  return `Approvals: as the first wave, ${counted(more, 'more baseline')} per system.`;
}
