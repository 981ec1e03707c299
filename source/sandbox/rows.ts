/** What the account keeps of each resource, under the API's own member names. */
import type { OperatingSystem } from '../plan/baseline/baseline.js';
import type { Baseline } from './model/baselines.js';
import type { Tags } from './model/common.js';
import type { ParameterType, parameterMembers } from './model/parameters.js';
import type { Target, Task, TaskType, Window } from './model/windows.js';
import type { StructureValue, ValueOf } from './shape.js';

/** Seconds since 1970 with a fraction: timestamps as AWS JSON 1.1 writes them. */
export type EpochSeconds = number;

interface Dated {
  readonly CreatedDate: EpochSeconds;
  readonly ModifiedDate: EpochSeconds;
}

export type WindowRow = ValueOf<typeof Window> & Dated & { readonly WindowId: string; readonly Enabled: boolean };

export type TargetRow = ValueOf<typeof Target> & {
  readonly WindowId: string;
  readonly WindowTargetId: string;
  readonly ResourceType: 'INSTANCE' | 'RESOURCE_GROUP';
};

export type TaskRow = ValueOf<typeof Task> & {
  readonly WindowId: string;
  readonly WindowTaskId: string;
  readonly TaskType: ValueOf<typeof TaskType>;
};

export type BaselineRow = ValueOf<typeof Baseline> &
  Dated & {
    /** `pb-…`; AWS's own have a full ARN. */
    readonly BaselineId: string;
    readonly OperatingSystem: OperatingSystem;
  };

/** A patch group on a baseline; a group has at most one for each operating system. */
export interface RegistrationRow {
  readonly PatchGroup: string;
  readonly BaselineId: string;
  readonly OperatingSystem: OperatingSystem;
}

/** The baseline that the account made the default of an operating system. */
export type DefaultRow = Omit<RegistrationRow, 'PatchGroup'>;

export interface TagsRow {
  readonly Tags: ValueOf<typeof Tags>;
}

/** One version of a parameter of Parameter Store. */
export type ParameterRow = PublicParameter & {
  readonly Tier: 'Standard' | 'Advanced';
  readonly LastModifiedUser: string;
} & Omit<StructureValue<typeof parameterMembers>, 'Value' | 'DataType'>;

/** A parameter that AWS publishes to every account. */
export interface PublicParameter {
  readonly Name: string;
  readonly Type: ValueOf<typeof ParameterType>;
  readonly Value: string;
  readonly DataType: string;
  readonly Version: number;
  readonly LastModifiedDate: EpochSeconds;
}

/** What a ClientToken was used for. */
export interface TokenRow {
  /** Digest of the operation and its parameters. */
  readonly Fingerprint: string;
  readonly Output: object;
}

/** A managed node, as DescribeInstanceInformation shows it, and what the sandbox derives the rest from. */
export interface NodeRow {
  readonly InstanceId: string;
  readonly PingStatus: 'Online' | 'ConnectionLost';
  /** Seconds between a ping and now. */
  readonly SecondsSincePing: number;
  readonly AgentVersion: string;
  readonly IsLatestVersion: boolean;
  readonly PlatformType: 'Windows' | 'Linux';
  readonly PlatformName: string;
  readonly PlatformVersion: string;
  readonly ResourceType: 'EC2Instance' | 'ManagedInstance';
  readonly SourceType: 'AWS::EC2::Instance' | 'AWS::SSM::ManagedInstance';
  readonly IPAddress: string;
  readonly ComputerName: string;
  readonly AssociationStatus: 'Success' | 'Pending' | 'Failed';
  readonly RegistrationDate?: EpochSeconds;
  readonly ActivationId?: string;
  readonly IamRole?: string;
  readonly Name?: string;
  /** Patches that the last scan found missing or failed. */
  readonly Patches: { readonly missing: number; readonly failed: number; readonly pendingReboot: number };
  /** Of an EC2 instance that has or had any. */
  readonly Tags?: ValueOf<typeof Tags>;
  /** An EC2 instance whose metadata tell its tags takes fewer keys. */
  readonly HasMetadataTags?: boolean;
}
