/** The spec: everything that a plan is, as plain data. The wizard's answers and the command line both end here. */
import type { Slot } from '../../schedule/slot.js';
import type { BaselineDefinition } from '../baseline/baseline.js';

/** The two tag keys that Patch Manager reads, case-sensitive (user guide, "About patch groups"). */
export type TagKey = 'PatchGroup' | 'Patch Group';

/** What a window does to its nodes, and how carefully. */
export interface TaskSpec {
  readonly operation: 'Install' | 'Scan';
  readonly reboot: 'RebootIfNeeded' | 'NoReboot';
  /** Hours, 1–24. */
  readonly durationHours: number;
  /** Hours before the end at which no new task starts, 0 to duration − 1. */
  readonly cutoffHours: number;
  readonly onCutoff: 'CONTINUE_TASK' | 'CANCEL_TASK';
  /** `2` or `10%` (API member MaxConcurrency). */
  readonly maxConcurrency: string;
  /** `1`, `0` or `10%` (API member MaxErrors). */
  readonly maxErrors: string;
  readonly serviceRoleArn?: string | undefined;
}

/** How flags name what the API calls otherwise. */
export const taskWords = {
  operation: { Install: 'install', Scan: 'scan' },
  reboot: { RebootIfNeeded: 'if-needed', NoReboot: 'never' },
  onCutoff: { CONTINUE_TASK: 'continue', CANCEL_TASK: 'cancel' },
} as const satisfies { readonly [Member in keyof TaskSpec]?: Readonly<Record<string, string>> };

/** The API's word for a flag's; undefined for none. */
export function apiWord<Word extends string>(words: Readonly<Record<Word, string>>, word: string | undefined) {
  return (Object.keys(words) as Word[]).find((api) => words[api] === word);
}

export interface PlanSpec {
  /** The plan's name; the value of the tag `ssm-patch-wizard:plan`. */
  readonly plan: string;
  readonly slots: readonly Slot[];
  /** tz database name. */
  readonly timeZone: string;
  /** At most one per operating system. */
  readonly baselines: readonly BaselineDefinition[];
  readonly tagKey: TagKey;
  readonly task: TaskSpec;
  /** The user's own tags for windows and baselines, besides the wizard's two. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What the original scripts do: an hour, two nodes at a time, one error allowed. */
export const defaultTask: TaskSpec = {
  operation: 'Install',
  reboot: 'RebootIfNeeded',
  durationHours: 1,
  cutoffHours: 0,
  onCutoff: 'CONTINUE_TASK',
  maxConcurrency: '2',
  maxErrors: '1',
};
