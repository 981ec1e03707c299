/** What a job is: one command's work, once for every view. Reading and planning is one generator, carrying out another. */

import type { ErrorDescription } from '../errors.js';
import type { ExecuteOptions } from '../execute/execute-plan.js';
import type { PatchManager } from '../execute/patch-manager.js';
import type { ExecutionEvent, ExecutionState } from '../plan/account/events.js';
import type { InventoryProgress } from '../plan/account/inventory.js';
import type { WantedPlace } from '../plan/account/wanted-places.js';
import type { Codec } from '../plan/intent/codec.js';

/** Where a job works, as whom, and from which credentials. */
export interface Place {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  /** The role that leads there, where that is another account than the credentials' own. */
  readonly roleName?: string | undefined;
  readonly profile?: string | undefined;
  /** ARN of the caller. */
  readonly identity: string;
  /** Host and port of the server that is called, where that is none of AWS's. */
  readonly endpoint?: string | undefined;
  /** Where the credentials came from, in words: `profile prod-admin, signed in through SSO`. */
  readonly source: string;
}

/** A place with the way to it. */
export interface OpenPlace {
  readonly place: Place;
  readonly manager: PatchManager;
}

/** A plan for one place. */
export interface Planned<Plan> extends OpenPlace {
  readonly plan: Plan;
}

/** How far a place is read. */
export interface ReadingEvent {
  readonly type: 'reading';
  readonly place: Place;
  readonly progress: InventoryProgress;
}

/** A place that nothing can be done in; the others go on. */
export interface RefusedPlace {
  readonly place: WantedPlace;
  readonly error: ErrorDescription;
}

/** What happens before anything is changed. */
export type PlanningEvent<Plan> =
  | ReadingEvent
  | { readonly type: 'planned'; readonly place: Place; readonly plan: Plan };

/** What happens while a plan is carried out. */
export type WorkEvent<End> =
  | { readonly type: 'backed-up'; readonly place: Place; readonly file: string }
  | { readonly type: 'operation'; readonly place: Place; readonly event: ExecutionEvent }
  | { readonly type: 'checking'; readonly place: Place }
  | { readonly type: 'ended'; readonly end: End };

/** Everything that happens in a job, for any view. */
export type JobEvent<Plan, End> = PlanningEvent<Plan> | WorkEvent<End>;

/** How a job has ended in one place. */
export interface PlaceEnd<Plan> {
  readonly place: Place;
  readonly plan: Plan;
  readonly state: ExecutionState;
  /** Everything that was planned is done, as far as that can be seen. */
  readonly isComplete: boolean;
  readonly backupFile?: string | undefined;
}

/** Time, chance, the codec of records and the ways to stop, from outside. */
export interface JobContext extends Pick<ExecuteOptions, 'wait' | 'random'> {
  readonly now: () => Date;
  readonly codec: Codec;
  /** Aborted by the first signal or Ctrl-C: what is in flight ends, nothing new begins. */
  readonly signal: AbortSignal;
  /** Aborted by the second: what is in flight is not waited for either. */
  readonly hurry: AbortSignal;
}

/** The work of one command. Both generators throw a UserError for what the user can act on. */
export interface Job<Plan, End> {
  /** Reads a place and plans; changes nothing. */
  plan(open: OpenPlace, context: JobContext): AsyncGenerator<PlanningEvent<Plan>, Planned<Plan>>;
  /** Carries out what was planned, in every place; its last event is `ended`. */
  carryOut(planned: readonly Planned<Plan>[], context: JobContext): AsyncGenerator<WorkEvent<End>, End>;
}
