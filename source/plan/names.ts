/** Names and tags: what windows, patch groups and baselines of a plan are called, and how they say whose they are. */
import { type Slot, timeLabel, twoDigits, type Week, type Weekday } from '../schedule/slot.js';

/** Carries the plan's name; with {@link versionTag} it is the only proof of ownership on windows and baselines. */
export const planTag = 'ssm-patch-wizard:plan';
/** Carries the layout version of what the wizard made. */
export const versionTag = 'ssm-patch-wizard:version';
/** Raised when resources of an older layout would have to be converted. */
export const layoutVersion = '1';

/** A plan's name goes into tag values and OwnerInformation, so it keeps to characters that both take. */
export const planNamePattern = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

/**
 * The window's name: `Week1Day2Unattended0300` for nth weekdays (the original scripts' form, with `WeekL` for the
 * last), `PatchTuesdayPlus3Unattended0300` for days after Patch Tuesday.
 */
export function windowName(slot: Slot): string {
  const time = `${twoDigits(slot.time.hour)}${twoDigits(slot.time.minute)}`;
  switch (slot.kind) {
    case 'nth-weekday':
      return `Week${slot.week}Day${slot.weekday}Unattended${time}`;
    case 'after-patch-tuesday':
      return `PatchTuesdayPlus${slot.days}Unattended${time}`;
    default:
      return slot satisfies never;
  }
}

/** The patch group that a slot's window patches: `Week 1 Day 2 - Unattended - 03:00`, as in the original scripts. */
export function patchGroupName(slot: Slot): string {
  const time = timeLabel(slot.time);
  switch (slot.kind) {
    case 'nth-weekday':
      return `Week ${slot.week} Day ${slot.weekday} - Unattended - ${time}`;
    case 'after-patch-tuesday':
      return `Patch Tuesday + ${slot.days} - Unattended - ${time}`;
    default:
      return slot satisfies never;
  }
}

/** The slot that a window's name stands for; undefined for names of another form. The original scripts' are read too. */
export function slotOfWindowName(name: string): Slot | undefined {
  const [, week, weekday, hour, minute] = /^Week([1-5L])Day([0-6])Unattended(\d{2})(\d{2})$/.exec(name) ?? [];
  if (week && weekday) {
    const time = { hour: Number(hour), minute: Number(minute) };
    const nth = week === 'L' ? week : (Number(week) as Week);
    return { kind: 'nth-weekday', week: nth, weekday: Number(weekday) as Weekday, time };
  }
  const [, days, ...clock] = /^PatchTuesdayPlus([0-6])Unattended(\d{2})(\d{2})$/.exec(name) ?? [];
  if (days === undefined) return undefined;
  const time = { hour: Number(clock[0]), minute: Number(clock[1]) };
  return { kind: 'after-patch-tuesday', days: Number(days), time };
}

/** What a target says about its owner; targets cannot carry tags (API member OwnerInformation, at most 128). */
export function ownerInformation(plan: string): string {
  return `ssm-patch-wizard plan=${plan}`;
}
