/** The members of a document as JSON has them: short forms where there are any, and the words of the flags. */
import { type Slot, timeLabel } from '../../schedule/slot.js';
import { type When, whenText } from '../../schedule/when.js';
import type { BaselineDefinition } from '../baseline/baseline.js';
import { choiceWord } from './baseline-choice.js';
import type { FileRules, PlanDocument, Wave } from './document.js';
import { type TaskInWords, taskInWords } from './task-flags.js';
import { waveText } from './wave-text.js';
import {
  type Grid,
  gridAround,
  isScriptWave,
  type SlotWave,
  scriptWave,
  slotRank,
  wavesOf,
  windowOfNamedWave,
} from './waves.js';

/** An entry of `waves`. */
export type WaveEntry = string | GridEntry | WaveObject;

interface GridEntry {
  readonly weeks?: readonly (number | 'L')[];
  readonly weekdays?: readonly number[];
  readonly afterPatchTuesday?: readonly number[];
  readonly times: readonly string[];
  readonly without?: readonly string[];
}

interface WaveObject {
  readonly name?: string;
  readonly patchGroup?: string;
  readonly window?: string;
  readonly when: string | { readonly schedule: string; readonly scheduleOffset?: number };
  readonly timeZone?: string;
  readonly task?: TaskInWords;
}

/** An entry of `baselines`. */
export type BaselineEntry = string | { readonly file: string; readonly rules: BaselineDefinition | string };

/** The shortest entries that have the waves of a normal document, in its order. */
export function waveEntries({ plan, waves }: Pick<PlanDocument, 'plan' | 'waves'>): WaveEntry[] {
  return runs(waves).flatMap((run): WaveEntry[] => {
    const [first] = run;
    if (first !== undefined && !isScriptWave(first)) return [waveText(plan, first) ?? waveObject(plan, first)];
    const slots = run.filter(isScriptWave).map(({ when }) => when);
    const texts = slots.map(whenText);
    const grid = gridEntry(slots);
    return JSON.stringify([grid]).length < JSON.stringify(texts).length ? [grid] : texts;
  });
}

/** The waves in pieces that may be a grid with gaps: waves of one kind with the scripts' names in a grid's order. */
function runs(waves: readonly Wave[]): Wave[][] {
  const found: Wave[][] = [];
  let last: SlotWave | undefined;
  for (const wave of waves) {
    const next = isScriptWave(wave) ? wave : undefined;
    const goesOn = last && next && last.when.kind === next.when.kind && slotRank(last.when) < slotRank(next.when);
    if (goesOn) found.at(-1)?.push(wave);
    else found.push([wave]);
    last = next;
  }
  return found;
}

function gridEntry(slots: readonly Slot[]): GridEntry {
  const grid = gridAround(slots);
  const there = new Set(slots.map(whenText));
  const without = wavesOf(grid)
    .map(({ when }) => whenText(when))
    .filter((text) => !there.has(text));
  return { ...gridMembers(grid), ...(without.length > 0 && { without }) };
}

function gridMembers(grid: Grid): GridEntry {
  const times = grid.times.map(timeLabel);
  switch (grid.kind) {
    case 'weekdays':
      return { weeks: grid.weeks, weekdays: grid.weekdays, times };
    case 'patch-tuesday':
      return { afterPatchTuesday: grid.days, times };
    default:
      return grid satisfies never;
  }
}

/** Every member that does not follow from the others: without a name, all follow from the slot. */
function waveObject(plan: string, wave: Wave): WaveObject {
  const { name, patchGroup, window, own } = wave;
  const script = wave.when.kind === 'schedule' ? undefined : scriptWave(wave.when);
  const isOfScripts = script?.name === name && script.window === window;
  const implied = isOfScripts ? script : { patchGroup: name, window: windowOfNamedWave(plan, name) };
  return {
    ...(isOfScripts ? {} : { name }),
    ...(patchGroup === implied.patchGroup ? {} : { patchGroup }),
    ...(window === implied.window ? {} : { window }),
    when: whenEntry(wave.when),
    ...(own?.timeZone && { timeZone: own.timeZone }),
    ...(own?.task && { task: taskInWords(own.task) }),
  };
}

function whenEntry(when: When): WaveObject['when'] {
  if (when.kind !== 'schedule') return whenText(when);
  const { schedule, scheduleOffset } = when;
  return scheduleOffset === undefined ? { schedule } : { schedule, scheduleOffset };
}

/** The entries of `baselines`; `rulesEntry` says how a file's rules are written. */
export function baselineEntries(
  { baselines }: Pick<PlanDocument, 'baselines'>,
  rulesEntry: (rules: FileRules) => BaselineDefinition | string,
): BaselineEntry[] {
  return baselines.map((choice) =>
    choice.kind === 'file' ? { file: choice.fileName, rules: rulesEntry(choice.rules) } : choiceWord(choice),
  );
}
