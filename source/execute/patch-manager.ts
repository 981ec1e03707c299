/** What the rest of the product asks of an AWS account. The implementation on the SDK is in `aws/`; nobody else knows it. */
import { UserError } from '../errors.js';
import type { Fleet } from '../plan/account/fleet.js';
import type {
  AccountIdentity,
  Inventory,
  InventoryNode,
  InventoryProgress,
  Members,
  NodesByGroup,
  Selectors,
} from '../plan/account/inventory.js';
import type { OperationInputs, OperationKind, Resolved, Subject } from '../plan/account/operations.js';
import type { WantedPlace } from '../plan/account/wanted-places.js';
import type { FilterQuestion, FilterValues } from '../plan/baseline/filters.js';
import type { GroupCompliance } from '../plan/status/status.js';

export interface ReadInventoryOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: InventoryProgress) => void) | undefined;
  /**
   * Of which resources more is read than lists and tags say. `plans`: those of plans of the wizard. `shown`: and what a status shows, which
   * is the rules of everybody's baselines, AWS's own baselines, and who wrote each record. `all`: everything about everybody's, for clean-up
   * and backup.
   * @default 'plans'
   */
  readonly details?: 'plans' | 'shown' | 'all' | undefined;
  /** Only windows are read, and of these not those with the ids. */
  readonly windowsBut?: ReadonlySet<string> | undefined;
}

export interface PerformResult {
  /** Of what was created or changed, where the answer names one. */
  readonly resourceId?: string | undefined;
  /** What was to be deleted did not exist any more. */
  readonly wasGone?: boolean | undefined;
}

/** A run that a window has had, or has now (DescribeMaintenanceWindowExecutions). */
export interface PastRun {
  readonly start: Date;
  /** Absent while it goes on. */
  readonly end?: Date | undefined;
  /** API enum MaintenanceWindowExecutionStatus: `SUCCESS`, `FAILED`, `IN_PROGRESS`, … */
  readonly status: string;
  /** Why it ended so, where AWS says it. */
  readonly details?: string | undefined;
}

/** The hosts that are called, with their ports. */
export interface Servers {
  /** Asked who the credentials belong to. */
  readonly identity: string;
  /** Asked everything else. */
  readonly manager: string;
  /** The one of them that is none of AWS's. */
  readonly own: string | undefined;
}

/** One account in one region. Every method rejects with a UserError for what the user can act on. */
export interface PatchManager {
  readonly region: string;
  /** Sends nothing. */
  servers(): Promise<Servers>;
  identify(signal?: AbortSignal): Promise<AccountIdentity>;
  /** Region names of the caller's partition in which SSM exists, sorted. */
  regions(signal?: AbortSignal): Promise<readonly string[]>;
  readInventory(options?: ReadInventoryOptions): Promise<Inventory>;
  /** What the list of windows says of each, by its id. */
  listWindows(signal?: AbortSignal): Promise<ReadonlyMap<string, Members>>;
  /** Of the account's own that are listed. */
  baselineIds(signal?: AbortSignal): Promise<readonly string[]>;
  /** Every node with its tags, which cost no call per node; without tags where these may not be read. */
  readFleet(signal?: AbortSignal, onProgress?: (nodes: number) => void): Promise<Fleet>;
  /** The nodes that carry the tag with each of the values. */
  nodesByTag(tagKey: string, values: readonly string[], signal?: AbortSignal): Promise<NodesByGroup>;
  /** The nodes that a target's keys and values mean together; keys are `tag:NAME` and `tag-key`. */
  nodesOf(selectors: Selectors, signal?: AbortSignal): Promise<readonly InventoryNode[]>;
  /** The values that AWS takes in filters of rules, as far as it says (DescribePatchProperties). */
  filterValues(questions: readonly FilterQuestion[], signal?: AbortSignal): Promise<FilterValues>;
  /** Patch compliance of those of the groups that have any data (DescribePatchGroupState). */
  compliance(groups: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, GroupCompliance>>;
  /** AWS's own next start times of a window, as AWS writes them, soonest first. */
  upcomingRuns(windowId: string, count: number, signal?: AbortSignal): Promise<readonly string[]>;
  /** The last times that a window ran, the newest first. */
  pastRuns(windowId: string, signal?: AbortSignal): Promise<readonly PastRun[]>;
  /** One thing as it is now, in the form of {@link Guard}'s `expected`; undefined where it does not exist. */
  look(subject: Subject): Promise<Members | undefined>;
  /** One write. Rejects with {@link ThrottledError} when AWS asks to slow down and nothing was done. */
  perform<Kind extends OperationKind>(kind: Kind, input: Resolved<OperationInputs[Kind]>): Promise<PerformResult>;
  /** Ends open connections. */
  close(): void;
}

/** Where to connect: undefined members are left to the SDK's own chain of configuration. */
export interface ConnectOptions extends WantedPlace {
  readonly profile?: string | undefined;
  /** What an MFA device shows, where the profile asks for it. */
  readonly code?: string | undefined;
}

/** Opens an account. Rejects with a UserError where no region or no credentials can be found. */
export type Connect = (options: ConnectOptions) => Promise<PatchManager>;

/** The code of {@link ThrottledError}. */
export const throttlingCode = 'ThrottlingException';

/** AWS refused a call because of its rate; it was not carried out and can be sent again. */
export class ThrottledError extends UserError {
  constructor(cause: unknown) {
    super('AWS kept asking to slow down.', {
      code: throttlingCode,
      nextSteps: ['Wait a minute and run it again. It continues where it stopped.'],
      exitCode: 1,
      cause,
    });
  }
}
