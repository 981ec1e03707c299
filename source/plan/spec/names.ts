/** Names and tags: what windows, patch groups and baselines of a plan are called, and how they say whose they are. */
import { type Slot, type TimeOfDay, timeLabel, twoDigits, type Week, type Weekday } from '../../schedule/slot.js';

/** Carries the plan's name; with {@link versionTag} it is the only proof of ownership on windows and baselines. */
export const planTag = 'ssm-patch-wizard:plan';
/** Carries the layout version of what the wizard made. */
export const versionTag = 'ssm-patch-wizard:version';
/** `no` on what a plan no longer wants and nobody has deleted, so that it is not taken for a part that was changed by hand. */
export const wantedTag = 'ssm-patch-wizard:wanted';
/** Whoever tags a resource with this key, whatever the value, keeps it from every clean-up. */
export const protectTag = 'ssm-patch-wizard:protect';
/** Which further tags a plan has given, so that those that it no longer gives can be told from other people's. */
export const tagsTag = 'ssm-patch-wizard:tags';
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
  const [, week, weekday, ...clock] = nthWeekdayName.exec(name) ?? [];
  if (week && weekday) {
    const nth = week === 'L' ? week : (Number(week) as Week);
    return { kind: 'nth-weekday', week: nth, weekday: Number(weekday) as Weekday, time: timeOf(clock) };
  }
  const [, days, ...time] = patchTuesdayName.exec(name) ?? [];
  return days === undefined ? undefined : { kind: 'after-patch-tuesday', days: Number(days), time: timeOf(time) };
}

/** The slot that a patch group's name stands for; undefined for names of another form. */
export function slotOfPatchGroup(name: string): Slot | undefined {
  const slot = slotOfWindowName(name.replace('+ ', 'Plus').replaceAll(/[ :-]/g, ''));
  return slot && patchGroupName(slot) === name ? slot : undefined;
}

const nthWeekdayName = /^Week([1-5L])Day([0-6])Unattended([01]\d|2[0-3])([0-5]\d)$/;
const patchTuesdayName = /^PatchTuesdayPlus(1?\d|20)Unattended([01]\d|2[0-3])([0-5]\d)$/;

function timeOf([hour, minute]: readonly string[]): TimeOfDay {
  return { hour: Number(hour), minute: Number(minute) };
}

/** What a target says about its owner; targets cannot carry tags (API member OwnerInformation, at most 128). */
export function ownerInformation(plan: string): string {
  return `ssm-patch-wizard plan=${plan}`;
}

/** How descriptions of windows and tasks end, and what a task's command has as its comment. */
export function madeBy(plan: string): string {
  return `ssm-patch-wizard, plan ${plan}`;
}

/** What a window's task is called. */
export function taskName(operation: 'Install' | 'Scan'): string {
  return `RunPatchBaseline-${operation}`;
}

/** API member TagValue. */
const longestTagValue = 256;

/** The value of {@link tagsTag}: keys cannot contain `=` on the command line. Undefined where there are none, or too many. */
export function givenTagsValue(tags: Readonly<Record<string, string>>): string | undefined {
  const value = Object.keys(tags).sort().join('=');
  return value === '' || value.length > longestTagValue ? undefined : value;
}

/** The keys that {@link tagsTag} says. */
export function givenTagKeys(tags: Readonly<Record<string, string>>): string[] {
  return tags[tagsTag]?.split('=') ?? [];
}
