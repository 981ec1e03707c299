/** When a wave's nodes are patched: a slot of the month, or an SSM schedule that was taken over as it is. */
import { readSchedule } from './expression.js';
import { patchTuesday, type Slot, slotDayLabel, slotSchedule, timeLabel, type WindowSchedule } from './slot.js';

export { isSameSchedule } from './same-schedule.js';
export { type ParsedWhen, parseWhen, whenText } from './when-text.js';

/** A schedule of Systems Manager in its own words, which no slot says. */
export interface TakenOverSchedule extends WindowSchedule {
  readonly kind: 'schedule';
}

export type When = Slot | TakenOverSchedule;

/** The SSM schedule of a wave's window. */
export function whenSchedule(when: When): WindowSchedule {
  if (when.kind !== 'schedule') return slotSchedule(when);
  const { schedule, scheduleOffset } = when;
  return scheduleOffset === undefined ? { schedule } : { schedule, scheduleOffset };
}

/** `2nd Tuesday at 03:00`, `Patch Tuesday + 9 days at 03:00`; a schedule that was taken over has its own text. */
export function whenLabel(when: When): string {
  return when.kind === 'schedule' ? whenDayLabel(when) : `${slotDayLabel(when)} at ${timeLabel(when.time)}`;
}

/** The day without its time: `2nd Tuesday`; the text of a schedule that was taken over: `cron(0 3 ? * WED#2 *) +2 days`. */
export function whenDayLabel(when: When): string {
  if (when.kind !== 'schedule') return slotDayLabel(when);
  const { schedule, scheduleOffset: days = 0 } = when;
  return days === 0 ? schedule : `${schedule} +${days} ${days === 1 ? 'day' : 'days'}`;
}

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
