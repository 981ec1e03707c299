/** Slots as people type them: `2tue@03:00`, `Ltue@03:00`, `pt+9@03:00`. */
import { distance } from 'fastest-levenshtein';
import {
  mostDaysAfterPatchTuesday,
  type Slot,
  type TimeOfDay,
  timeLabel,
  type Week,
  type Weekday,
  weekdayAbbreviation,
  weekdayNames,
} from './slot.js';

export type ParsedWhen =
  | { readonly slot: Slot }
  /** What is wrong, with the part that it is about: `pt+21: days after Patch Tuesday must be 0 to 20`. */
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
  if (clock === '') return { problem: `${text}: the time is missing; write 2tue@03:00, for example` };
  const time = more.length === 0 ? parseTime(clock) : undefined;
  if (time === undefined) {
    return { problem: `${[clock, ...more].join('@')}: a time is an hour from 0 to 23, or HH:MM such as 03:30` };
  }
  return /^pt(?![a-z])/i.test(day) ? afterPatchTuesday(day, time) : nthWeekday(day, time);
}

/** The time that `3`, `03` or `3:30` means. */
export function parseTime(text: string): TimeOfDay | undefined {
  const [, digits, minute = '0'] = /^(\d{1,2})(?::(\d{2}))?$/.exec(text) ?? [];
  const time = { hour: Number(digits), minute: Number(minute) };
  return digits !== undefined && time.hour <= 23 && time.minute <= 59 ? time : undefined;
}

function afterPatchTuesday(day: string, time: TimeOfDay): ParsedWhen {
  const [isWritten, sign = '+', digits = '0'] = /^pt(?:([+-])(\d+))?$/i.exec(day) ?? [];
  if (isWritten === undefined) return { problem: `${day}: write days after Patch Tuesday as pt+9` };
  const days = Number(digits);
  return sign === '+' && days <= mostDaysAfterPatchTuesday
    ? { slot: { kind: 'after-patch-tuesday', days, time } }
    : { problem: `${day}: days after Patch Tuesday must be 0 to ${mostDaysAfterPatchTuesday}` };
}

function nthWeekday(day: string, time: TimeOfDay): ParsedWhen {
  const [, which, name] = /^(\d+|last|l)([a-z]*)$/i.exec(day) ?? [];
  if (which === undefined || name === undefined) {
    return { problem: `${day}: write a day as 2tue, Ltue (the last Tuesday) or pt+9 (days after Patch Tuesday)` };
  }
  const week = /^l/i.test(which) ? 'L' : Number(which);
  if (week !== 'L' && (week < 1 || week > 5)) return { problem: `${day}: a week must be 1 to 5, or L for the last` };
  const weekday = parseWeekday(name);
  return weekday === undefined
    ? { problem: `${day}: "${name}" is not a weekday; ${weekdayMeant(name)}` }
    : { slot: { kind: 'nth-weekday', week: week as Week, weekday, time } };
}

/** What to write in place of a word that is no weekday. */
function weekdayMeant(text: string): string {
  const near = weekdayNames.find((name) => text.length > 3 && distance(text.toLowerCase(), name.toLowerCase()) <= 2);
  return near === undefined ? 'write tue or Tuesday, for example' : `did you mean ${near}?`;
}

/** The weekday whose English name begins with at least two letters, in any case. */
export function parseWeekday(text: string): Weekday | undefined {
  const begins = (name: string) => text.length >= 2 && name.toLowerCase().startsWith(text.toLowerCase());
  const index = weekdayNames.findIndex(begins);
  return index < 0 ? undefined : (index as Weekday);
}
