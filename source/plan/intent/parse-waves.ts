/** Reads the entries of `waves`: a text, a grid, or an object with a wave's own names and answers. */
import { mostDaysAfterPatchTuesday, type TimeOfDay, timeLabel, type Week, type Weekday } from '../../schedule/slot.js';
import { parseWhen, slotOfSchedule, type When } from '../../schedule/when.js';
import {
  isObject,
  list,
  memberOf,
  number,
  type ObjectShape,
  object,
  optional,
  type Report,
  required,
  shown,
  soundMembers,
  tested,
  text,
} from '../text/shape.js';
import type { Wave } from './document.js';
import { waveTaskShape } from './parse-task.js';
import { type TaskInWords, taskOfWords } from './task-flags.js';
import { parseWaveText, waveOfText } from './wave-text.js';
import { distinct, type Grid, orderedGrid, scriptWave, wavesOf, windowOfNamedWave } from './waves.js';

/** A wave and where it stands in its document: several of one grid stand in one place. */
export interface PlacedWave {
  readonly wave: Wave;
  readonly place: string;
}

/** The waves of an entry; none where something has been reported. */
export function readWaveEntry(entry: unknown, plan: string, place: string, report: Report): PlacedWave[] {
  const placed = (waves: readonly Wave[]) => waves.map((wave) => ({ wave, place }));
  if (typeof entry === 'string') {
    const read = parseWaveText(entry);
    if (!('problem' in read)) return placed([waveOfText(plan, read)]);
    report(`${place} is ${shown(entry)}; ${read.problem}`);
    return [];
  }
  if (!isObject(entry)) {
    report(`${place} is ${shown(entry)}; it must be a text such as "dev=2tue@03:00", or an object`);
    return [];
  }
  if (gridKeys.some((key) => Object.hasOwn(entry, key))) return placed(readGrid(entry, place, report));
  return placed(readWaveObject(entry, plan, place, report));
}

const times = required(
  list(
    1,
    24 * 60,
    tested((value) => timeOf(value) !== undefined, 'a time such as "03:00"'),
  ),
);
const without = optional(list(0, 10_000, text(1, 100)));

const weekdayGridShape = object({
  weeks: required(
    list(
      1,
      6,
      tested((value) => value === 'L' || isWhole(value, 1, 5), 'a number from 1 to 5, or "L" for the last'),
    ),
  ),
  weekdays: required(
    list(
      1,
      8,
      tested((value) => isWhole(value, 0, 7), 'a number from 0 (Sunday) to 6'),
    ),
  ),
  times,
  without,
});

const patchTuesdayGridShape = object({
  afterPatchTuesday: required(list(1, mostDaysAfterPatchTuesday + 1, number(0, mostDaysAfterPatchTuesday))),
  times,
  without,
});

const gridKeys = ['weeks', 'weekdays', 'afterPatchTuesday', 'times', 'without'];

function readGrid(entry: Readonly<Record<string, unknown>>, place: string, report: Report): Wave[] {
  const shape = Object.hasOwn(entry, 'afterPatchTuesday') ? patchTuesdayGridShape : weekdayGridShape;
  const members = soundMembers(shape, entry, place, report);
  const grid = gridOfMembers(members);
  if (grid === undefined) return [];
  const waves = wavesOf(orderedGrid(grid));
  const names = new Set(waves.map(({ name }) => name));
  const taken = new Set<string>();
  for (const [index, entry] of ((members.without ?? []) as readonly string[]).entries()) {
    const read = parseWhen(entry);
    const name = 'slot' in read ? scriptWave(read.slot).name : undefined;
    if (name !== undefined && names.has(name)) taken.add(name);
    else {
      const reason = 'problem' in read ? read.problem : 'the grid does not have it';
      report(`${place}.without[${index}] is ${shown(entry)}; ${reason}`);
    }
  }
  return waves.filter(({ name }) => !taken.has(name));
}

function gridOfMembers(members: Readonly<Record<string, unknown>>): Grid | undefined {
  const {
    weeks,
    weekdays,
    afterPatchTuesday: days,
    times,
  } = members as {
    readonly weeks?: readonly Week[];
    readonly weekdays?: readonly number[];
    readonly afterPatchTuesday?: readonly number[];
    readonly times?: readonly string[];
  };
  if (times === undefined) return undefined;
  const clock = { times: times.flatMap((time) => timeOf(time) ?? []) };
  if (days) return { kind: 'patch-tuesday', days, ...clock };
  if (!weeks || !weekdays) return undefined;
  // 0 and 7 are Sunday, as after -d.
  return {
    kind: 'weekdays',
    weeks,
    weekdays: distinct(
      weekdays.map((day) => (day % 7) as Weekday),
      Number,
    ),
    ...clock,
  };
}

const waveShape: ObjectShape = object({
  name: optional(text(1, 64)),
  patchGroup: optional(text(1, 256)),
  window: optional(text(3, 128)),
  when: required({ kind: 'any' }),
  timeZone: optional(text(1, 64)),
  task: optional({ kind: 'any' }),
});

/** The wave of an object: what it leaves out follows from its name, or without one from its slot, as in a text. */
function readWaveObject(entry: unknown, plan: string, place: string, report: Report): Wave[] {
  const members = soundMembers(waveShape, entry, place, report) as {
    readonly name?: string;
    readonly patchGroup?: string;
    readonly window?: string;
    readonly when?: unknown;
    readonly timeZone?: string;
    readonly task?: unknown;
  };
  const words = members.task === undefined ? {} : soundMembers(waveTaskShape, members.task, `${place}.task`, report);
  const when = members.when === undefined ? undefined : readWhen(members.when, `${place}.when`, report);
  if (when === undefined) return [];
  const { name, patchGroup, window, timeZone } = members;
  // A name that is wrong has been reported.
  if (name === undefined && memberOf(entry, 'name') !== undefined) return [];
  const implied = impliedNames(plan, name, when);
  if (implied === undefined) {
    report(`${place}.name is missing; only a wave whose "when" is a text such as "2tue@03:00" can be without a name`);
    return [];
  }
  const task = taskOfWords(words as TaskInWords);
  const own = { ...(timeZone !== undefined && { timeZone }), ...(Object.keys(task).length > 0 && { task }) };
  return [
    {
      name: implied.name,
      patchGroup: patchGroup ?? implied.patchGroup,
      window: window ?? implied.window,
      when,
      ...(Object.keys(own).length > 0 && { own }),
    },
  ];
}

function impliedNames(plan: string, name: string | undefined, when: When): Omit<Wave, 'when'> | undefined {
  if (name !== undefined) return { name, patchGroup: name, window: windowOfNamedWave(plan, name) };
  return when.kind === 'schedule' ? undefined : scriptWave(when);
}

const scheduleShape = object({ schedule: required(text(1, 256)), scheduleOffset: optional(number(1, 6)) });

function readWhen(value: unknown, place: string, report: Report): When | undefined {
  if (typeof value === 'string') {
    const read = parseWhen(value);
    if ('slot' in read) return read.slot;
    report(`${place} is ${shown(value)}; ${read.problem}`);
    return undefined;
  }
  if (!isObject(value)) {
    report(`${place} is ${shown(value)}; it must be a text such as "2tue@03:00", or an object with a schedule`);
    return undefined;
  }
  const { schedule, scheduleOffset } = soundMembers(scheduleShape, value, place, report) as {
    readonly schedule?: string;
    readonly scheduleOffset?: number;
  };
  if (schedule === undefined) return undefined;
  const slot = slotOfSchedule(schedule, scheduleOffset);
  return slot ?? { kind: 'schedule', schedule, ...(scheduleOffset === undefined ? {} : { scheduleOffset }) };
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

function timeOf(value: unknown): TimeOfDay | undefined {
  const [hour = 0, minute = 0] = typeof value === 'string' ? value.split(':').map(Number) : [];
  const time = { hour, minute };
  return hour <= 23 && minute <= 59 && timeLabel(time) === value ? time : undefined;
}
