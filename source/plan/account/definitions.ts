/** Windows, targets and tasks as the API takes them when they are created: under its own names, without ids and tokens. */

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** CreateMaintenanceWindow's members, without ClientToken and Tags. */
export interface WindowDefinition {
  readonly Name: string;
  readonly Description?: string | undefined;
  readonly Schedule: string;
  readonly ScheduleTimezone: string;
  readonly ScheduleOffset?: number;
  /** Hours. */
  readonly Duration: number;
  /** Hours. */
  readonly Cutoff: number;
  readonly AllowUnassociatedTargets: boolean;
}

/** RegisterTargetWithMaintenanceWindow's members, without WindowId and ClientToken. */
export interface TargetDefinition {
  readonly ResourceType: 'INSTANCE';
  readonly Targets: readonly { readonly Key: string; readonly Values: readonly string[] }[];
  readonly OwnerInformation: string;
  readonly Name?: string | undefined;
  readonly Description?: string | undefined;
}

/** RegisterTaskWithMaintenanceWindow's members, without WindowId, Targets and ClientToken. */
export interface TaskDefinition {
  /** Document name or ARN. */
  readonly TaskArn: string;
  readonly TaskType: 'RUN_COMMAND';
  readonly Name?: string | undefined;
  readonly Description?: string | undefined;
  readonly Priority?: number | undefined;
  readonly MaxConcurrency: string;
  readonly MaxErrors: string;
  readonly CutoffBehavior: 'CONTINUE_TASK' | 'CANCEL_TASK';
  readonly ServiceRoleArn?: string;
  readonly TaskInvocationParameters: {
    readonly RunCommand: {
      readonly Comment?: string | undefined;
      readonly Parameters: Readonly<Record<string, readonly string[]>>;
    };
  };
}
