/** The plan document: everything that is wanted, written down. It stands in a user's file, in the account, and between the rooms. */
import type { When } from '../../schedule/when.js';
import type { BaselineDefinition, OperatingSystem } from '../baseline/baseline.js';

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

/** Nodes that are patched together: one patch group and one maintenance window. */
export interface Wave {
  /** What people call it: `dev`, or `Week1Day2Unattended0300`. Unique in the plan; it says nothing about the time. */
  readonly name: string;
  /** Value of the plan's tag key on the wave's nodes. */
  readonly patchGroup: string;
  /** Name of the maintenance window. */
  readonly window: string;
  readonly when: When;
  /** Only where the wave differs from the plan. */
  readonly own?: { readonly timeZone?: string; readonly task?: Partial<TaskSpec> };
}

/** The rules that a file has given: in full, or as the record keeps them. */
export type FileRules =
  | { readonly definition: BaselineDefinition }
  /** The digest of the rules; which they are, only the file and the baseline that was made with them can say. */
  | { readonly digest: string; readonly operatingSystem: OperatingSystem };

/** Where a baseline's rules come from. */
export type BaselineChoice =
  /** AWS's rules for the system, with their own approval delay or another one, in days. */
  | { readonly kind: 'aws-rules'; readonly os: OperatingSystem; readonly approveAfterDays?: number | undefined }
  /** The original scripts' `Windows-0day-Important`. */
  | { readonly kind: 'zero-day' }
  | { readonly kind: 'file'; readonly fileName: string; readonly rules: FileRules };

/** Which patches a wave takes: those that are old enough on its own day, or just those that the first wave could take. */
export type Approvals = 'each-wave' | 'first-wave';

export interface PlanDocument {
  readonly version: 1;
  /** The plan's name. */
  readonly plan: string;
  /** tz database name. */
  readonly timeZone: string;
  readonly tagKey: TagKey;
  /** In the order in which windows are created. */
  readonly waves: readonly Wave[];
  /** At most one per operating system. */
  readonly baselines: readonly BaselineChoice[];
  /** @default each-wave */
  readonly approvals?: Approvals | undefined;
  readonly task: TaskSpec;
  /** The user's own tags for windows and baselines. */
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

/** The tz database name in which a wave's schedule is read. */
export function timeZoneOf({ timeZone }: Pick<PlanDocument, 'timeZone'>, { own }: Pick<Wave, 'own'>): string {
  return own?.timeZone ?? timeZone;
}

/** What a wave's window does, with the plan's answers where the wave has none of its own. */
export function taskOf({ task }: Pick<PlanDocument, 'task'>, { own }: Pick<Wave, 'own'>): TaskSpec {
  return { ...task, ...own?.task };
}

/** The patch groups of all waves, each once. */
export function patchGroupsIn({ waves }: Pick<PlanDocument, 'waves'>): string[] {
  return [...new Set(waves.map(({ patchGroup }) => patchGroup))];
}
