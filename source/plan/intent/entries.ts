/** The members of a document as JSON has them: short forms where there are any, and the words of the flags. */
import { type Slot, timeLabel } from '../../schedule/slot.js';
import { whenSchedule, whenText } from '../../schedule/when.js';
import { choiceWord } from './baseline-choice.js';
import type { FileRules, PlanDocument, Wave } from './document.js';
import { taskInWords } from './task-flags.js';
import { waveText } from './wave-text.js';
import { gridAround, isScriptWave, type SlotWave, scriptWave, slotRank, wavesOf, windowOfNamedWave } from './waves.js';

/** An entry of `waves` or `baselines`; members that are undefined are not printed. */
type Entry = string | object;

/** The shortest entries that have the waves of a normal document, in its order. */
export function waveEntries({ plan, waves }: Pick<PlanDocument, 'plan' | 'waves'>): Entry[] {
  return runs(waves).flatMap((run): Entry[] => {
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

function gridEntry(slots: readonly Slot[]): Entry {
  const grid = gridAround(slots);
  const there = new Set(slots.map(whenText));
  const missing = wavesOf(grid)
    .map(({ when }) => whenText(when))
    .filter((text) => !there.has(text));
  const times = grid.times.map(timeLabel);
  const without = missing.length > 0 ? missing : undefined;
  return grid.kind === 'weekdays'
    ? { weeks: grid.weeks, weekdays: grid.weekdays, times, without }
    : { afterPatchTuesday: grid.days, times, without };
}

/** Every member that does not follow from the others: without a name, all follow from the slot. */
function waveObject(plan: string, wave: Wave): Entry {
  const { name, patchGroup, window, when, own } = wave;
  const script = when.kind === 'schedule' ? undefined : scriptWave(when);
  const isOfScripts = script?.name === name && script.window === window;
  const implied = isOfScripts ? script : { patchGroup: name, window: windowOfNamedWave(plan, name) };
  return {
    name: isOfScripts ? undefined : name,
    patchGroup: patchGroup === implied.patchGroup ? undefined : patchGroup,
    window: window === implied.window ? undefined : window,
    when: when.kind === 'schedule' ? whenSchedule(when) : whenText(when),
    timeZone: own?.timeZone,
    task: own?.task && taskInWords(own.task),
  };
}

/** The entries of `baselines`; `rulesEntry` says how a file's rules are written. */
export function baselineEntries(
  { baselines }: Pick<PlanDocument, 'baselines'>,
  rulesEntry: (rules: FileRules) => Entry,
): Entry[] {
  return baselines.map((choice) =>
    choice.kind === 'file' ? { file: choice.fileName, rules: rulesEntry(choice.rules) } : choiceWord(choice),
  );
}
