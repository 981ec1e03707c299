/** Reads the entries of `waves`: a text, a grid, or an object with a wave's own names and answers. */
import { mostDaysAfterPatchTuesday, type TimeOfDay, timeLabel, type Week, type Weekday } from '../../schedule/slot.js';
import { parseWhen, slotOfWhen, type When } from '../../schedule/when.js';
import {
  list,
  memberOf,
  number,
  object,
  optional,
  parsed,
  type Read,
  type Report,
  required,
  type Shape,
  shown,
  text,
  textOrObject,
} from '../text/shape.js';
import type { Wave } from './document.js';
import { taskShape, withoutEmptyRole } from './task-flags.js';
import { parseWaveText, waveOfText } from './wave-text.js';
import { type Grid, orderedGrid, scriptWave, wavesOf, windowOfNamedWave } from './waves.js';

/** The waves of an entry, and where it stands in its document; several of one grid stand in one place. */
export interface PlacedWaves {
  readonly waves: readonly Wave[];
  readonly place: string;
}

/** An entry of `waves` of a plan. */
export function waveEntry(plan: string): Shape<PlacedWaves> {
  const { read } = textOrObject<readonly Wave[]>(
    (entry) => {
      const read = parseWaveText(entry);
      return 'problem' in read ? read : [waveOfText(plan, read)];
    },
    (entry, place, report) => {
      const isGrid = gridKeys.some((key) => Object.hasOwn(Object(entry), key));
      return isGrid ? readGrid(entry, place, report) : readWaveObject(plan, entry, place, report);
    },
    'a string such as "dev=2tue@03:00", or an object',
  );
  return {
    schema: {},
    read: (entry, place, report) => {
      const waves = read(entry, place, report);
      return waves && { waves, place };
    },
  };
}

const timesAndGaps = {
  times: required(list(1, 24 * 60, parsed(timeOf, 'a time such as "03:00"'))),
  without: optional(list(0, 10_000, text(1, 100))),
};

const weekdayGrid = object({
  weeks: required(list(1, 6, parsed(weekOf, 'a number from 1 to 5, or "L" for the last'))),
  weekdays: required(list(1, 8, parsed(weekdayOf, 'a number from 0 (Sunday) to 6'))),
  ...timesAndGaps,
});

const patchTuesdayGrid = object({
  afterPatchTuesday: required(list(1, mostDaysAfterPatchTuesday + 1, number(0, mostDaysAfterPatchTuesday))),
  ...timesAndGaps,
});

const gridKeys = ['weeks', 'weekdays', 'afterPatchTuesday', 'times', 'without'];

const readGrid: Read<readonly Wave[]> = (entry, place, report) => {
  const { grid, without = [] } = gridIn(entry, place, report);
  if (grid === undefined) return undefined;
  const waves = wavesOf(orderedGrid(grid));
  const names = new Set(waves.map(({ name }) => name));
  const taken = new Set<string>();
  for (const [index, entry] of without.entries()) {
    const read = parseWhen(entry);
    const name = 'slot' in read ? scriptWave(read.slot).name : undefined;
    if (name !== undefined && names.has(name)) taken.add(name);
    else {
      const reason = 'problem' in read ? read.problem : 'it is not in the grid';
      report(`${place}.without[${index}] is ${shown(entry)}; ${reason}`);
    }
  }
  return waves.filter(({ name }) => !taken.has(name));
};

function gridIn(entry: unknown, place: string, report: Report): { grid?: Grid; without?: readonly string[] } {
  if (memberOf(entry, 'afterPatchTuesday') !== undefined) {
    const { afterPatchTuesday: days, times, without } = patchTuesdayGrid.read(entry, place, report) ?? {};
    return days && times ? { grid: { kind: 'patch-tuesday', days, times }, without } : {};
  }
  const { weeks, weekdays, times, without } = weekdayGrid.read(entry, place, report) ?? {};
  return weeks && weekdays && times ? { grid: { kind: 'weekdays', weeks, weekdays, times }, without } : {};
}

const scheduleShape = object({ schedule: required(text(1, 256)), scheduleOffset: optional(number(1, 6)) });

const whenShape = textOrObject<When>(
  (text) => {
    const read = parseWhen(text);
    return 'problem' in read ? read : read.slot;
  },
  (value, place, report) => {
    const { schedule, scheduleOffset } = scheduleShape.read(value, place, report) ?? {};
    if (schedule === undefined) return undefined;
    const taken = { kind: 'schedule', schedule, ...(scheduleOffset !== undefined && { scheduleOffset }) } as const;
    return slotOfWhen(taken) ?? taken;
  },
  'a string such as "2tue@03:00", or an object with a schedule',
);

const waveShape = object({
  name: optional(text(1, 64)),
  patchGroup: optional(text(1, 256)),
  window: optional(text(3, 128)),
  when: required(whenShape),
  timeZone: optional(text(1, 64)),
  task: optional(taskShape(0)),
});

/** The wave of an object: what it leaves out follows from its name, or without one from its slot, as in a text. */
function readWaveObject(plan: string, entry: unknown, place: string, report: Report): readonly Wave[] | undefined {
  const { when, name, timeZone, task, ...names } = waveShape.read(entry, place, report) ?? {};
  // A name that is wrong has been reported.
  if (when === undefined || (name === undefined && memberOf(entry, 'name') !== undefined)) return undefined;
  const implied = impliedNames(plan, name, when);
  if (implied === undefined) {
    report(`${place}.name is missing; a wave needs a name unless its "when" is a string such as "2tue@03:00"`);
    return undefined;
  }
  const own = { ...(timeZone && { timeZone }), ...(task && { task: withoutEmptyRole(task) }) };
  return [{ ...implied, ...names, when, ...(Object.keys(own).length > 0 && { own }) }];
}

function impliedNames(plan: string, name: string | undefined, when: When): Omit<Wave, 'when'> | undefined {
  if (name !== undefined) return { name, patchGroup: name, window: windowOfNamedWave(plan, name) };
  return when.kind === 'schedule' ? undefined : scriptWave(when);
}

function weekOf(value: unknown): Week | undefined {
  return value === 'L' || isWhole(value, 1, 5) ? (value as Week) : undefined;
}

/** 0 and 7 are Sunday, as after -d. */
function weekdayOf(value: unknown): Weekday | undefined {
  return isWhole(value, 0, 7) ? ((value % 7) as Weekday) : undefined;
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

function timeOf(value: unknown): TimeOfDay | undefined {
  const [hour = 0, minute = 0] = typeof value === 'string' ? value.split(':').map(Number) : [];
  const time = { hour, minute };
  return hour <= 23 && minute <= 59 && timeLabel(time) === value ? time : undefined;
}
