/** STAND-IN for schedule/when.ts, until those functions are there. */
import { parseSchedule, ScheduleError } from '../../schedule/expression.js';
import {
  type Slot,
  type TimeOfDay,
  timeLabel,
  type Week,
  type Weekday,
  weekdayAbbreviation,
  weekdayNames,
} from '../../schedule/slot.js';

export type ParsedWhen =
  | { readonly slot: Slot }
  /** What is wrong, with the part that it is about: `pt+21: days after Patch Tuesday are 0 to 20`. */
  | { readonly problem: string };

/** The text of a slot, always the same: `2tue@03:00`, `Ltue@03:00`, `pt+9@03:00`. {@link parseWhen} reads it. */
export function whenText(slot: Slot): string {
  const time = timeLabel(slot.time);
  switch (slot.kind) {
    case 'nth-weekday':
      return `${slot.week}${weekdayAbbreviation(slot.weekday).toLowerCase()}@${time}`;
    case 'after-patch-tuesday':
      return `pt+${slot.days}@${time}`;
    default:
      return slot satisfies never;
  }
}

/**
 * The slot that a text means, or what is wrong with it. In any case; `last` is `L`; weekdays are English names of at least two letters;
 * `pt` is `pt+0`; a time is `HH:MM` or an hour.
 */
export function parseWhen(text: string): ParsedWhen {
  const [day = '', clock = '', ...more] = text.trim().split('@');
  if (clock === '') return { problem: `${text}: the time is missing; write it as 2tue@03:00` };
  const time = more.length === 0 ? timeOf(clock) : undefined;
  if (time === undefined) {
    return { problem: `${[clock, ...more].join('@')}: a time is an hour from 0 to 23, or HH:MM such as 03:30` };
  }
  return /^pt(?![a-z])/i.test(day) ? afterPatchTuesday(day, time) : nthWeekday(day, time);
}

function timeOf(text: string): TimeOfDay | undefined {
  const [, digits, minute = '0'] = /^(\d{1,2})(?::(\d{2}))?$/.exec(text) ?? [];
  const time = { hour: Number(digits), minute: Number(minute) };
  return digits !== undefined && time.hour <= 23 && time.minute <= 59 ? time : undefined;
}

function afterPatchTuesday(day: string, time: TimeOfDay): ParsedWhen {
  const [isWritten, sign = '+', digits = '0'] = /^pt(?:([+-])(\d+))?$/i.exec(day) ?? [];
  if (isWritten === undefined) return { problem: `${day}: days after Patch Tuesday are written as pt+9` };
  const days = Number(digits);
  return sign === '+' && days <= mostDaysAfterPatchTuesday
    ? { slot: { kind: 'after-patch-tuesday', days, time } }
    : { problem: `${day}: days after Patch Tuesday are 0 to ${mostDaysAfterPatchTuesday}` };
}

function nthWeekday(day: string, time: TimeOfDay): ParsedWhen {
  const [, which, name] = /^(\d+|last|l)([a-z]*)$/i.exec(day) ?? [];
  if (which === undefined || name === undefined) {
    return { problem: `${day}: a day is written as 2tue, Ltue (the last one) or pt+9 (days after Patch Tuesday)` };
  }
  const week = /^l/i.test(which) ? 'L' : Number(which);
  if (week !== 'L' && (week < 1 || week > 5)) return { problem: `${day}: weeks are 1 to 5, or L for the last` };
  const weekday = weekdayNames.findIndex(
    (candidate) => name.length >= 2 && candidate.toLowerCase().startsWith(name.toLowerCase()),
  );
  return weekday < 0
    ? { problem: `${day}: "${name}" is no weekday; write tue or Tuesday` }
    : { slot: { kind: 'nth-weekday', week: week as Week, weekday: weekday as Weekday, time } };
}
const mostDaysAfterPatchTuesday = 20;
const patchTuesday = { week: 2, weekday: 2 } as const;
function readSchedule(text: string) {
  try {
    return parseSchedule(text);
  } catch (error) {
    if (error instanceof ScheduleError) return undefined;
    throw error;
  }
}

import type { When } from '../../schedule/when.js';
/** The slot that is meant; undefined for a schedule that no slot says. */
export function slotOfWhen(when: When): Slot | undefined {
  return when.kind === 'schedule' ? slotOfSchedule(when.schedule, when.scheduleOffset) : when;
}

/**
 * The slot that an SSM schedule means, however it is written: `cron(0 3 ? * TUE#2 *)`, `cron(0 00 03 ? * 3#2 *)`. Undefined for every
 * other schedule: several times a day, single months or years, seconds, an offset on another day than the 2nd to 4th Tuesday. Without
 * an offset those are nth weekdays, so that 0, 7 and 14 days after Patch Tuesday come back as 2nd, 3rd and 4th Tuesday.
 */
export function slotOfSchedule(schedule: string, scheduleOffset = 0): Slot | undefined {
  const expression = readSchedule(schedule);
  if (expression?.kind !== 'cron') return undefined;
  const { seconds, minutes, hours, months, years, day } = expression;
  const [[hour, ...moreHours], [minute, ...moreMinutes]] = [hours, minutes];
  if (hour === undefined || minute === undefined || moreHours.length > 0 || moreMinutes.length > 0) return undefined;
  if (seconds[0] !== 0 || months.length < everyMonth || years.length < everyYear) return undefined;
  const time = { hour, minute };
  if (scheduleOffset === 0) {
    if (day.kind === 'last-weekday') return { kind: 'nth-weekday', week: 'L', weekday: day.weekday, time };
    return day.kind === 'nth-weekday' ? { kind: 'nth-weekday', week: day.nth, weekday: day.weekday, time } : undefined;
  }
  const isOffset = Number.isInteger(scheduleOffset) && scheduleOffset >= 1 && scheduleOffset <= 6;
  if (!isOffset || day.kind !== 'nth-weekday' || day.weekday !== patchTuesday.weekday) return undefined;
  const weeks = day.nth - patchTuesday.week;
  return weeks >= 0 && weeks <= 2 ? { kind: 'after-patch-tuesday', days: 7 * weeks + scheduleOffset, time } : undefined;
}

const everyMonth = 12;
/** SSM's years are 1970–2199. */
const everyYear = 230;
