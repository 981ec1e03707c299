/**
 * What programs may rely on, in types: the plan document, what commands write with --json, and the backup of a clean-up. It holds nothing
 * but types and imports nothing, so that the package has it as it is (build/index.d.ts); views and test/package-types.test.ts hold it
 * against what is written. Changes only with a major version.
 */

/** A plan: what `export plan` writes, `setup --file` reads and the account keeps. plan.schema.json says what its texts may be. */
export interface PlanDocument {
  readonly $schema?: string;
  readonly version: 1;
  /** @default 'default' */
  readonly plan?: string;
  /** tz database name. @default 'UTC' */
  readonly timeZone?: string;
  /** @default 'PatchGroup' */
  readonly tagKey?: 'PatchGroup' | 'Patch Group';
  /** A text is one after `--wave`. */
  readonly waves?: readonly (string | WeekdayGrid | PatchTuesdayGrid | Wave)[];
  /** A text is one after `--os`. */
  readonly baselines?: readonly (string | BaselineFile)[];
  /** @default 'each-wave' */
  readonly approvals?: 'each-wave' | 'first-wave';
  readonly task?: Task;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Waves on every such weekday at every such time, but those named in `without`. */
export interface WeekdayGrid {
  readonly weeks: readonly (1 | 2 | 3 | 4 | 5 | 'L')[];
  /** 0 = Sunday … 6 = Saturday */
  readonly weekdays: readonly number[];
  readonly times: readonly string[];
  readonly without?: readonly string[];
}

/** Waves so many days after Patch Tuesday. */
export interface PatchTuesdayGrid {
  readonly afterPatchTuesday: readonly number[];
  readonly times: readonly string[];
  readonly without?: readonly string[];
}

export interface Wave {
  readonly name?: string;
  readonly patchGroup?: string;
  readonly window?: string;
  readonly when: string | Schedule;
  readonly timeZone?: string;
  readonly task?: Task;
}

export interface Schedule {
  /** `cron(…)`, `rate(…)` or `at(…)` */
  readonly schedule: string;
  readonly scheduleOffset?: number;
}

export interface BaselineFile {
  readonly file: string;
  /** The definition, or in the account's record its digest. */
  readonly rules: string | object;
}

export interface Task {
  readonly operation?: 'install' | 'scan';
  readonly reboot?: 'if-needed' | 'never';
  readonly durationHours?: number;
  readonly cutoffHours?: number;
  readonly onCutoff?: 'continue' | 'cancel';
  readonly maxConcurrency?: string;
  readonly maxErrors?: string;
  readonly serviceRoleArn?: string;
}

/** A line of `setup`, `cleanup`, `nodes`, `restore`, `pause` and `resume` with --json. */
export type Event = PlanEvent | OperationEvent | SummaryEvent | ErrorEvent;

/** What would be done, before anything is. */
export interface PlanEvent {
  readonly version: 1;
  readonly event: 'plan';
  readonly account: string;
  readonly region: string;
  /** ARN of who asks. */
  readonly identity: string;
  /** Where the credentials come from. */
  readonly credentials?: string | undefined;
  readonly operations: readonly PlannedOperation[];
  /** How many things are as wanted already. */
  readonly kept: number;
  /** Of nodes: their tags. */
  readonly nodes?: Backup['nodes'];
  readonly warnings: readonly Readonly<Record<'code' | 'message', string> & { nextSteps: readonly string[] }>[];
}

export interface PlannedOperation {
  readonly id: string;
  /** The API operation's name: `CreateMaintenanceWindow` */
  readonly kind: string;
  readonly name: string;
  readonly summary: string;
  /** Of an update: what will be different. */
  readonly changes?: readonly object[] | undefined;
}

/** A line; of a run in several places it says which. */
type Placed = { readonly version: 1; readonly account?: string | undefined; readonly region?: string | undefined };

export interface OperationEvent extends Placed {
  readonly event: 'operation';
  readonly id: string;
  readonly status: 'started' | 'succeeded' | 'failed' | 'skipped';
  /** Of what was created. */
  readonly resourceId?: string | undefined;
  readonly note?: string | undefined;
  readonly error?: { readonly code: string; readonly message: string; readonly nextSteps: readonly string[] };
  /** Why it was skipped. */
  readonly reason?: string;
}

/** The last line of a run, or of its part in one of several places. */
export interface SummaryEvent extends Placed {
  readonly event: 'summary';
  readonly succeeded: number;
  readonly failed: number;
  readonly skipped: number;
  readonly kept: number;
  readonly durationMs: number;
  /** How to go on, where something is left. */
  readonly nextSteps: readonly string[];
  /** Of a set-up: its windows that are paused. */
  readonly paused?: number;
  /** Of a set-up that was complete: AWS's own dates against the preview; null where they could not be read. */
  readonly schedule?: { readonly checked: number; readonly differences: readonly object[] } | null;
  /** Of nodes: ids whose tags are not as wanted; null where they could not be read again. */
  readonly unchanged?: readonly string[] | null;
  /** The file, where a backup was written. */
  readonly backup?: string;
  /** Of a clean-up: ids that AWS has confirmed and lists all the same; null where the account could not be listed. */
  readonly stillListed?: readonly string[] | null;
  /** Of a restore: ids by those of the backup. */
  readonly newIds?: Readonly<Record<string, string>>;
}

/** What went wrong before there was a plan; of `status` and `nodes` too, in one of several places. */
export interface ErrorEvent extends Placed {
  readonly event: 'error';
  readonly code: string;
  readonly message: string;
  readonly detail?: string | undefined;
  readonly nextSteps: readonly string[];
}

/** `status --json` */
export interface Status extends Readonly<Record<'account' | 'region' | 'identity' | 'credentials', string>> {
  readonly version: 1;
  readonly windows: readonly StatusWindow[];
  readonly plans: readonly {
    readonly name: string;
    readonly record: object | null;
    readonly changedAt: string | null;
    readonly changedBy: string | null;
    /** Why the record cannot be read. */
    readonly problem: string | null;
  }[];
  readonly nodes: readonly {
    readonly id: string;
    readonly name: string | null;
    readonly platform: string | null;
    readonly online: boolean;
    readonly patchGroup: string | null;
    readonly windows: readonly string[];
  }[];
  readonly patchGroups: readonly {
    readonly name: string;
    /** Null where they cannot be counted. */
    readonly nodes: number | null;
    /** Ids of the baselines that it is registered with. */
    readonly baselines: readonly string[];
    /** Null without patch data. */
    readonly compliance: object | null;
  }[];
  readonly baselines: readonly {
    readonly id: string;
    readonly name: string;
    readonly operatingSystem: string;
    readonly default: boolean;
    readonly plan: string | null;
    readonly stack: string | null;
    /** In words; null for AWS's own. */
    readonly approves: string | null;
    readonly patchGroups: readonly string[];
  }[];
  readonly drift: readonly Finding[];
  /** The plan's by its tag, and not in its document. */
  readonly leftovers: readonly Readonly<Record<'plan' | 'kind' | 'name' | 'id', string>>[];
  /** What these credentials may not read, and what is not known for that. */
  readonly unread: readonly { readonly action: string; readonly unknown: string }[];
}

export interface StatusWindow {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly schedule: string;
  readonly scheduleOffset?: number;
  readonly timeZone: string;
  readonly nextExecutionTime: string | null;
  readonly plan: string | null;
  readonly wave: string | null;
  readonly pausedUntil: string | null;
  readonly stack: string | null;
  readonly isPatching: boolean;
  /** Names of the documents that its tasks run. */
  readonly documents: readonly string[];
  readonly targets: number;
  readonly tasks: number;
  /** Managed nodes in its targets; null where they cannot be counted. */
  readonly nodes: number | null;
}

/** What is otherwise than the plan wants it. */
export interface Finding {
  readonly plan: string;
  readonly kind: string;
  readonly name: string;
  readonly id: string | null;
  readonly members: readonly string[];
  readonly message: string;
}

/** `nodes --json` without instructions; `service`: what a node looks to be one of. */
export interface Nodes extends Pick<Status, 'version' | 'account' | 'region' | 'identity' | 'credentials' | 'unread'> {
  readonly nodes: readonly (Status['nodes'][number] &
    Readonly<Record<'lastSeen' | 'tagKey' | 'nextRun' | 'service', string | null>> &
    Readonly<{ tags: Record<string, string>; problems: readonly string[] }>)[];
  readonly groups: readonly Readonly<Record<'plan' | 'wave', string | null> & { name: string; nodes: number }>[];
}

/** `preview --json` */
export interface Preview {
  readonly version: 1;
  readonly timeZone: string;
  readonly windows: readonly {
    readonly name: string;
    readonly patchGroup: string;
    readonly schedule: string;
    readonly scheduleOffset?: number | undefined;
    readonly timeZone: string;
  }[];
  readonly occurrences: readonly {
    readonly window: string;
    /** UTC: `2026-12-01T03:00:00Z` */
    readonly start: string;
    /** `2026-12-01T03:00` */
    readonly local: string;
    readonly end: string;
    readonly notes: readonly string[];
  }[];
  readonly insights: readonly { readonly kind: string; readonly message: string }[];
}

/** The file that a clean-up writes, and a change of patch groups; in it each entry of a list has a `checksum` too. */
export interface Backup {
  readonly format: 'ssm-patch-wizard backup';
  readonly version: 1;
  readonly account: string;
  readonly region: string;
  readonly createdAt: string;
  /** Ids of what stayed. */
  readonly stayed: readonly string[];
  readonly windows: readonly (BackedUpPart & {
    readonly tags: Readonly<Record<string, string>>;
    readonly targets: readonly BackedUpPart[];
    readonly tasks: readonly BackedUpPart[];
    readonly change: 'deleted' | 'tasks-deregistered' | 'disabled';
  })[];
  readonly baselines: readonly (Pick<BackedUpPart, 'id'> &
    Readonly<{ tags: Record<string, string>; members: object }>)[];
  readonly registrations: readonly Readonly<Record<'patchGroup' | 'baselineId' | 'operatingSystem', string>>[];
  readonly records: readonly { readonly plan: string; readonly name: string; readonly value: string }[];
  readonly defaults: readonly { readonly baselineId: string; readonly operatingSystem: string }[];
  /** Tags of nodes; null where a node did not carry it. */
  readonly nodes?: readonly Readonly<Record<'id' | 'tagKey', string> & Record<'before' | 'after', string | null>>[];
}

/** `restore --json` without a file; `holds` counts things by their kinds. */
export interface Backups extends Pick<Backup, 'version'> {
  readonly backups: readonly (Readonly<Record<'file' | 'createdAt', string>> &
    (Restorable | { readonly damage: string }))[];
}
type Restorable = Readonly<Record<'account' | 'region' | 'command', string> & { holds: Record<string, number> }>;

/** A resource as AWS gives it, without ids and dates. */
export interface BackedUpPart {
  readonly id: string;
  readonly members: Readonly<Record<string, unknown>>;
}
