/** Answers: what a person or the command line has chosen, in their own terms, and the spec that follows from it. */
import {
  patchTuesdaySlots,
  type Slot,
  type TimeOfDay,
  type Week,
  type Weekday,
  weekdaySlots,
} from '../../schedule/slot.js';
import type { BaselineDefinition, OperatingSystem } from '../baseline/baseline.js';
import { copyOfPredefined, windowsZeroDayImportant } from '../baseline/catalogue.js';
import { defaultTask, type PlanSpec, type TagKey, type TaskSpec } from './spec.js';

/** Which days: the nth weekdays of each month, or so many days after Patch Tuesday. */
export type DayChoice =
  | { readonly kind: 'weekdays'; readonly weeks: readonly Week[]; readonly weekdays: readonly Weekday[] }
  /** Days after the second Tuesday, 0–6. */
  | { readonly kind: 'patch-tuesday'; readonly days: readonly number[] };

/** Where a baseline's rules come from. */
export type BaselineChoice =
  /** AWS's rules for the system, with their own approval delay or another. */
  | { readonly kind: 'aws-rules'; readonly os: OperatingSystem; readonly approveAfterDays?: number | undefined }
  /** The original scripts' `Windows-0day-Important`. */
  | { readonly kind: 'zero-day' }
  | {
      readonly kind: 'file';
      readonly fileName: string;
      readonly definition: BaselineDefinition;
      /** The baseline in the account that the rules were read from: then the file is only to be made. */
      readonly baselineId?: string;
    };

export interface Answers {
  readonly plan: string;
  readonly days: DayChoice;
  readonly times: readonly TimeOfDay[];
  readonly timeZone: string;
  readonly baselines: readonly BaselineChoice[];
  readonly tagKey: TagKey;
  readonly task: TaskSpec;
  readonly tags: Readonly<Record<string, string>>;
}

/** What the original scripts do without arguments: 03:00 and 04:00 on the 1st and 2nd Tuesday and Wednesday, in UTC. */
export const defaultAnswers = {
  plan: 'default',
  days: { kind: 'weekdays', weeks: [1, 2], weekdays: [2, 3] },
  times: [
    { hour: 3, minute: 0 },
    { hour: 4, minute: 0 },
  ],
  timeZone: 'UTC',
  baselines: [{ kind: 'zero-day' }],
  tagKey: 'PatchGroup',
  task: defaultTask,
  tags: {},
} as const satisfies Answers;

/** Some of the answers; the others keep their defaults. */
export type PartialAnswers = Partial<Omit<Answers, 'task'>> & { readonly task: Partial<TaskSpec> };

/** All answers, with the defaults where there is none. */
export function completeAnswers(some: PartialAnswers, byDefault: Answers = defaultAnswers): Answers {
  return { ...byDefault, ...some, task: { ...byDefault.task, ...some.task } };
}

/** The slots of a choice of days and times, in the order in which windows are created. */
export function slotsOf({ days, times }: Pick<Answers, 'days' | 'times'>): Slot[] {
  switch (days.kind) {
    case 'weekdays':
      return weekdaySlots(days.weeks, days.weekdays, times);
    case 'patch-tuesday':
      return patchTuesdaySlots(days.days, times);
    default:
      return days satisfies never;
  }
}

/** The baseline that a choice stands for. */
export function baselineOf(choice: BaselineChoice): BaselineDefinition {
  switch (choice.kind) {
    case 'aws-rules':
      return copyOfPredefined(choice.os, { approveAfterDays: choice.approveAfterDays });
    case 'zero-day':
      return windowsZeroDayImportant;
    case 'file':
      return choice.definition;
    default:
      return choice satisfies never;
  }
}

/** The operating system that a choice is for. */
export function systemOf(choice: BaselineChoice): OperatingSystem {
  switch (choice.kind) {
    case 'aws-rules':
      return choice.os;
    case 'zero-day':
      return 'WINDOWS';
    case 'file':
      return choice.definition.OperatingSystem;
    default:
      return choice satisfies never;
  }
}

/** The spec of a complete set of answers; `specProblems` says what is wrong with it. */
export function specOf(answers: Answers): PlanSpec {
  const { plan, timeZone, tagKey, task, tags } = answers;
  return { plan, slots: slotsOf(answers), timeZone, baselines: answers.baselines.map(baselineOf), tagKey, task, tags };
}
