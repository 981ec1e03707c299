/** Names and tags: what windows, patch groups and baselines of a plan are called, and how they say whose they are. */
import { type Slot, timeLabel, twoDigits } from '../schedule/slot.js';

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

/** What a target says about its owner; targets cannot carry tags (API member OwnerInformation, at most 128). */
export function ownerInformation(plan: string): string {
  return `ssm-patch-wizard plan=${plan}`;
}
