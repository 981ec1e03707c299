/** Waves by their slots: with the original scripts' names or one of their own, and the grids of days and times that many make. */

import type { ScheduledWindow } from '../../schedule/occurrences.js';
import { type Slot, type TimeOfDay, timeLabel, type Week, type Weekday } from '../../schedule/slot.js';
import { defaultTask, type PlanDocument, taskOf, timeZoneOf, type Wave } from './document.js';

/** Waves with the original scripts' names: every combination of days and times. */
export type Grid =
  | {
      readonly kind: 'weekdays';
      readonly weeks: readonly Week[];
      readonly weekdays: readonly Weekday[];
      readonly times: readonly TimeOfDay[];
    }
  /** Days after the second Tuesday, 0–20. */
  | { readonly kind: 'patch-tuesday'; readonly days: readonly number[]; readonly times: readonly TimeOfDay[] };

/** A wave that is patched in one slot. */
export type SlotWave = Wave & { readonly when: Slot };

/**
 * The wave of a slot with the names that the original scripts give: the window `Week1Day2Unattended0300` (`WeekL` for the last) patches
 * the group `Week 1 Day 2 - Unattended - 03:00`. After Patch Tuesday they are `PatchTuesdayPlus3…` and `Patch Tuesday + 3 - …`.
 */
export function scriptWave(slot: Slot): SlotWave {
  const [day, dayOfGroup] =
    slot.kind === 'nth-weekday'
      ? [`Week${slot.week}Day${slot.weekday}`, `Week ${slot.week} Day ${slot.weekday}`]
      : [`PatchTuesdayPlus${slot.days}`, `Patch Tuesday + ${slot.days}`];
  const time = timeLabel(slot.time);
  const window = `${day}Unattended${time.replace(':', '')}`;
  return { name: window, patchGroup: `${dayOfGroup} - Unattended - ${time}`, window, when: slot };
}

/** A wave by name: its patch group is its name, its window `PLAN-NAME`. */
export function namedWave(plan: string, name: string, slot: Slot): SlotWave {
  return { name, patchGroup: name, window: windowOfNamedWave(plan, name), when: slot };
}

/** The window's name of a wave that was only given a name: `default-dev`. */
export function windowOfNamedWave(plan: string, name: string): string {
  return `${plan}-${name}`;
}

/** The dates of a wave's window, under the window's name. */
export function scheduledWindow(document: Pick<PlanDocument, 'timeZone' | 'task'>, wave: Wave): ScheduledWindow {
  const { durationHours } = taskOf(document, wave);
  const name = isScriptWave(wave) ? undefined : wave.name;
  return { window: wave.window, wave: name, when: wave.when, timeZone: timeZoneOf(document, wave), durationHours };
}

/** Whether a wave is what {@link scriptWave} makes of its slot. */
export function isScriptWave(wave: Wave): wave is SlotWave {
  return wave.when.kind !== 'schedule' && isPlainly(wave, scriptWave(wave.when));
}

/** Whether a wave is what {@link namedWave} makes of its name and its slot. */
export function isNamedWave(plan: string, wave: Wave): wave is SlotWave {
  return wave.when.kind !== 'schedule' && isPlainly(wave, namedWave(plan, wave.name, wave.when));
}

function isPlainly({ name, patchGroup, window, own }: Wave, implied: Wave): boolean {
  return own === undefined && name === implied.name && patchGroup === implied.patchGroup && window === implied.window;
}

/** The waves of a grid, in the order in which the original scripts create their windows. */
export function wavesOf(grid: Grid): SlotWave[] {
  return slotsOf(grid).map(scriptWave);
}

function slotsOf(grid: Grid): Slot[] {
  switch (grid.kind) {
    case 'weekdays':
      return grid.weeks.flatMap((week) =>
        grid.weekdays.flatMap((weekday) =>
          grid.times.map((time): Slot => ({ kind: 'nth-weekday', week, weekday, time })),
        ),
      );
    case 'patch-tuesday':
      return grid.days.flatMap((days) => grid.times.map((time): Slot => ({ kind: 'after-patch-tuesday', days, time })));
    default:
      return grid satisfies never;
  }
}

/** The smallest grid that has all of the slots, of which there is one, all of one kind. */
export function gridAround(slots: readonly Slot[]): Grid {
  const times = distinct(slots, ({ time }) => time, minuteOfDay);
  const nth = slots.filter((slot) => slot.kind === 'nth-weekday');
  if (nth.length > 0) {
    const weeks = distinct(nth, ({ week }) => week, weekRank);
    return { kind: 'weekdays', weeks, weekdays: distinct(nth, ({ weekday }) => weekday, Number), times };
  }
  const after = slots.filter((slot) => slot.kind === 'after-patch-tuesday');
  return { kind: 'patch-tuesday', days: distinct(after, ({ days }) => days, Number), times };
}

/** The grid whose waves these are, neither more nor less and in its order; undefined for any others. */
export function gridOf(waves: readonly Wave[]): Grid | undefined {
  if (waves.length === 0 || !waves.every(isScriptWave)) return undefined;
  const grid = gridAround(waves.map(({ when }) => when));
  const names = wavesOf(grid).map(({ name }) => name);
  const isFull = names.length === waves.length && waves.every(({ name }, index) => name === names[index]);
  return isFull ? grid : undefined;
}

/** The waves in the order of grids, where all of them have slots; else as they are. */
export function inGridOrder(waves: readonly Wave[]): readonly Wave[] {
  const ranked = waves.flatMap((wave) => (wave.when.kind === 'schedule' ? [] : [{ wave, rank: slotRank(wave.when) }]));
  return ranked.length < waves.length ? waves : ranked.sort((a, b) => a.rank - b.rank).map(({ wave }) => wave);
}

const minutesOfDay = 24 * 60;

/** Grows in the order in which a grid has its slots; those of weekdays come first. */
export function slotRank(slot: Slot): number {
  const day = slot.kind === 'nth-weekday' ? weekRank(slot.week) * 7 + slot.weekday : 100 + slot.days;
  return day * minutesOfDay + minuteOfDay(slot.time);
}

function weekRank(week: Week): number {
  return week === 'L' ? 6 : week;
}

function minuteOfDay({ hour, minute }: TimeOfDay): number {
  return hour * 60 + minute;
}

/** What slots have, each once, by rank. */
function distinct<Each, Value>(
  slots: readonly Each[],
  partOf: (slot: Each) => Value,
  rankOf: (value: Value) => number,
) {
  const values = slots.map(partOf).map((value) => [rankOf(value), value] as const);
  return [...new Map(values)].sort(([a], [b]) => a - b).map(([, value]) => value);
}

/** The grid with every list in order and without what is there twice, as lists of the command line are. */
export function orderedGrid(grid: Grid): Grid {
  return gridAround(slotsOf(grid));
}

/** What the original scripts do without arguments: 03:00 and 04:00 on the 1st and 2nd Tuesday and Wednesday, in UTC. */
export const defaultGrid = {
  kind: 'weekdays',
  weeks: [1, 2],
  weekdays: [2, 3],
  times: [
    { hour: 3, minute: 0 },
    { hour: 4, minute: 0 },
  ],
} as const satisfies Grid;

/** The plan that nobody has answered a question about: what the original scripts do. */
export function defaultDocument(plan = 'default'): PlanDocument {
  return {
    version: 1,
    plan,
    timeZone: 'UTC',
    tagKey: 'PatchGroup',
    waves: wavesOf(defaultGrid),
    baselines: [{ kind: 'zero-day' }],
    task: defaultTask,
    tags: {},
  };
}
