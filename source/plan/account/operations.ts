/** Operations: the calls that turn an account into what is desired, as a graph of plain data. */
import type { BaselineDefinition, OperatingSystem } from '../baseline/baseline.js';
import type { Tag, TargetDefinition, TaskDefinition, WindowDefinition } from './definitions.js';
import type { Members } from './inventory.js';

/** The id of something that exists, or of what another operation will create. */
export type ResourceId = string | { readonly resultOf: string };

/** What each operation sends; the keys are the API's operation names. */
export interface OperationInputs {
  /** Writes a plan's record. The answer's version tells whether somebody else wrote meanwhile: then the operation fails. */
  readonly PutParameter: {
    readonly Name: string;
    readonly Value: string;
    readonly Description: string;
    readonly Type: 'String';
    readonly Tier: 'Standard';
    readonly Overwrite: boolean;
    /** Not sent: the version that the record has after this, if nobody else writes. */
    readonly ExpectedVersion: number;
  };
  readonly DeleteParameter: { readonly Name: string };
  readonly CreatePatchBaseline: BaselineDefinition & { readonly Tags: readonly Tag[] };
  readonly UpdatePatchBaseline: Omit<BaselineDefinition, 'OperatingSystem'> & {
    readonly BaselineId: ResourceId;
    readonly Replace: true;
  };
  readonly RegisterPatchBaselineForPatchGroup: { readonly BaselineId: ResourceId; readonly PatchGroup: string };
  readonly CreateMaintenanceWindow: WindowDefinition & { readonly StartDate?: string; readonly Tags: readonly Tag[] };
  readonly UpdateMaintenanceWindow:
    | (WindowDefinition & {
        readonly WindowId: ResourceId;
        readonly Enabled: boolean;
        readonly StartDate?: string;
        readonly EndDate?: string;
        readonly Replace: true;
      })
    /** Switches a window on or off, or holds it back until a date; the other members stay. */
    | { readonly WindowId: ResourceId; readonly Enabled: boolean }
    | { readonly WindowId: ResourceId; readonly StartDate: string };
  readonly RegisterTargetWithMaintenanceWindow: TargetDefinition & { readonly WindowId: ResourceId };
  readonly UpdateMaintenanceWindowTarget: Omit<TargetDefinition, 'ResourceType'> & {
    readonly WindowId: ResourceId;
    readonly WindowTargetId: ResourceId;
    readonly Replace: true;
  };
  readonly RegisterTaskWithMaintenanceWindow: TaskDefinition & TaskTargets;
  readonly UpdateMaintenanceWindowTask: Omit<TaskDefinition, 'TaskType'> &
    TaskTargets & { readonly WindowTaskId: ResourceId; readonly Replace: true };
  readonly AddTagsToResource: {
    readonly ResourceType: 'MaintenanceWindow' | 'PatchBaseline' | 'ManagedInstance';
    readonly ResourceId: string;
    readonly Tags: readonly Tag[];
  };
  readonly RemoveTagsFromResource: {
    readonly ResourceType: 'MaintenanceWindow' | 'PatchBaseline' | 'ManagedInstance';
    readonly ResourceId: string;
    readonly TagKeys: readonly string[];
  };
  /** Of the Resource Groups Tagging API, as is the next: at most 20 nodes, each of which can fail by itself. */
  readonly TagResources: {
    readonly ResourceARNList: readonly string[];
    readonly Tags: Readonly<Record<string, string>>;
  };
  readonly UntagResources: { readonly ResourceARNList: readonly string[]; readonly TagKeys: readonly string[] };
  readonly DeregisterTaskFromMaintenanceWindow: { readonly WindowId: string; readonly WindowTaskId: string };
  /** `Safe`: refused while a task still refers to the target. */
  readonly DeregisterTargetFromMaintenanceWindow: {
    readonly WindowId: string;
    readonly WindowTargetId: string;
    readonly Safe: true;
  };
  readonly DeleteMaintenanceWindow: { readonly WindowId: string };
  readonly DeregisterPatchBaselineForPatchGroup: { readonly BaselineId: string; readonly PatchGroup: string };
  readonly RegisterDefaultPatchBaseline: { readonly BaselineId: ResourceId };
  readonly DeletePatchBaseline: { readonly BaselineId: string };
}

interface TaskTargets {
  readonly WindowId: ResourceId;
  readonly Targets: readonly { readonly Key: 'WindowTargetIds'; readonly Values: readonly ResourceId[] }[];
}

export type OperationKind = keyof OperationInputs;

/** Calls of the Resource Groups Tagging API. */
export type TaggingKind = 'TagResources' | 'UntagResources';

interface OperationOf<Kind extends OperationKind> {
  /** Unique in the plan and the same in every run, e.g. `window/Week1Day2Unattended0300`. */
  readonly id: string;
  readonly kind: Kind;
  /** Of the resource, as the account will show it. */
  readonly name: string;
  /** One sentence for people. */
  readonly summary: string;
  readonly input: OperationInputs[Kind];
  /** Ids of the operations that have to succeed first. */
  readonly dependsOn: readonly string[];
  /** For updates: what will be different, field by field. */
  readonly changes?: readonly FieldChange[];
  /** What has to be true still, just before the call; else the operation is skipped. The whole comes before its part. */
  readonly guards?: readonly Guard[];
}

/** One thing in the account that can be looked at by itself. */
export type Subject =
  | { readonly kind: 'record'; readonly name: string }
  /** `taskIds`: of tasks that it should still have, which are read without waiting for its list. */
  | { readonly kind: 'window'; readonly windowId: string; readonly taskIds?: readonly string[] }
  | { readonly kind: 'target'; readonly windowId: string; readonly targetId: string }
  | { readonly kind: 'task'; readonly windowId: string; readonly taskId: string }
  | { readonly kind: 'baseline'; readonly baselineId: string; readonly operatingSystem: OperatingSystem }
  | { readonly kind: 'registration'; readonly patchGroup: string; readonly operatingSystem: OperatingSystem }
  | { readonly kind: 'default'; readonly operatingSystem: OperatingSystem }
  | NodeTagsSubject;

/** The values of one tag, by the ARNs of several instances, or of one other node; null where a node does not carry it. */
export interface NodeTagsSubject {
  readonly kind: 'node-tags';
  readonly tagKey: string;
  readonly arns: readonly string[];
}

/** A subject as it was when the plan was made. */
export interface Guard {
  readonly subject: Subject;
  readonly expected: Members;
  /** Lists, and members by id, from which the plan itself takes entries: only a new or changed entry counts as a change. */
  readonly shrinking?: readonly string[];
  /** What the call makes of the subject: where it is so already, the call is not needed. */
  readonly wanted?: Members;
}

/** A member that is not as desired; values as JSON text. */
export interface FieldChange {
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

/** One call, discriminated by `kind`. */
export type Operation = { [Kind in OperationKind]: OperationOf<Kind> }[OperationKind];

/** An input with every {@link ResourceId} replaced by a real id. */
export type Resolved<T> = T extends { readonly resultOf: string }
  ? never
  : T extends readonly (infer Item)[]
    ? readonly Resolved<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Resolved<T[Key]> }
      : T;

/**
 * Puts the ids of what was created into an input.
 * @param results operation id → id of the resource that it created
 * @throws Error if an operation that the input needs has no result: the plan's `dependsOn` is then wrong
 */
export function resolveInput<T>(input: T, results: ReadonlyMap<string, string>): Resolved<T> {
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    if ('resultOf' in value) {
      const id = results.get(String(value.resultOf));
      if (id === undefined) throw new Error(`no result of operation ${String(value.resultOf)}`);
      return id;
    }
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, resolve(member)]));
  };
  return resolve(input) as Resolved<T>;
}
