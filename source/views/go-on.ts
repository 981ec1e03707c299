/** How to go on after a run, and how to take it back: the commands, the same ones in each form. */
import { leftOf } from '../jobs/cleanup-result.js';
import type { Place } from '../jobs/job.js';
import type { ExecutionState } from '../plan/account/events.js';
import type { Operation } from '../plan/account/operations.js';
import { plansIn } from '../plan/account/ownership.js';
import { type CleanupCall, goOnCommands, lookCommand } from '../plan/cleanup/again.js';
import type { CleanupChoice } from '../plan/cleanup/choice.js';
import type { CleanupItem } from '../plan/cleanup/items.js';
import {
  type ConnectionFlags,
  cleanupCommand,
  connectionFlags,
  restoreCommand,
  setupCommand,
  shellQuoted,
} from '../plan/intent/command-line.js';
import type { PauseScope } from '../plan/pause/pause.js';
import type { Request } from '../plan/setup/intent.js';
import type { SetupPlan } from '../plan/setup/setup-plan.js';
import type { PlacedPlan } from './view.js';

/** How a set-up was called. */
export interface SetupCall {
  readonly request: Pick<Request, 'consent' | 'keepsRecord'>;
  /** The plan document's file. */
  readonly file: string | undefined;
  readonly connection: ConnectionFlags;
}

/** The account of a set-up, with the commands that reach it again. */
export interface SetupAccount {
  readonly region: string;
  readonly isSandbox: boolean;
  /** Takes the plan away; undefined where it was there before, and would not be brought back by that. */
  readonly undo: string | undefined;
  /** Goes on after a failure. */
  readonly again: string;
  /** Brings back what was pruned. */
  readonly restore: (backupFile: string) => string;
}

/** The commands after a set-up. */
export function setupAccount(
  call: SetupCall,
  { place, plan }: PlacedPlan<Pick<SetupPlan, 'document' | 'account' | 'desired'>>,
): SetupAccount {
  const { request, file } = call;
  const { document, account, desired } = plan;
  const here = reached(call, place);
  // What was taken over was there before the plan.
  const hasTakenOver = [...desired.windows, ...desired.baselines].some(({ existing }) => existing !== undefined);
  const isNew = !plansIn(account).includes(document.plan) && !hasTakenOver;
  return {
    region: place.region,
    isSandbox: call.connection.isSandbox === true,
    again: setupCommand(document, here, { ...request.consent, noRecord: !request.keepsRecord, file }),
    undo: isNew ? cleanupCommand(document.plan, here) : undefined,
    restore: (file) => restoreCommand(file, here),
  };
}

/** What is known when a clean-up has ended. */
export interface CleanupFacts {
  readonly state: ExecutionState;
  /** Confirmed by AWS, but listed all the same; undefined if the account could not be listed again. */
  readonly left: readonly Operation[] | undefined;
  readonly items: readonly CleanupItem[];
  /** What was confirmed. */
  readonly choice: CleanupChoice;
  readonly call: CleanupCall;
}

/** The commands for what is left of a clean-up, and the one that shows what is there where that is not clear. */
export function cleanupGoOn({ state, left, items, choice, call }: CleanupFacts): {
  readonly again: readonly string[];
  readonly look: string | undefined;
} {
  const { again, isChanged } = leftOf(choice, state);
  const isUnclear = isChanged || state.running.length > 0 || left?.length !== 0;
  return {
    again: goOnCommands({ items, choice, left: again, isChanged }, call),
    look: isUnclear ? lookCommand(call) : undefined,
  };
}

/** How a restore was called. */
export interface RestoreCall {
  readonly file: string;
  readonly isForced: boolean;
  readonly connection: ConnectionFlags;
}

/** The command for what is missing after a restore. */
export function restoreAgain(call: RestoreCall, place: Place): string {
  return restoreCommand(call.file, reached(call, place), { isForced: call.isForced });
}

/** How a pause was called, or its end. */
export interface PauseCall {
  readonly scope: PauseScope;
  readonly isPausing: boolean;
  /** `--until 2027-01-05`, `--next` */
  readonly endFlags: readonly string[];
  readonly connection: ConnectionFlags;
}

/** The command that does what is left of a pause, or of its end. */
export function pauseAgain(call: PauseCall, place: Place): string {
  const { plan, wave } = call.scope;
  return [
    `ssm-patch-wizard ${call.isPausing ? 'pause' : 'resume'} --yes --plan`,
    shellQuoted(plan),
    ...(wave === undefined ? [] : ['--wave', shellQuoted(wave)]),
    ...call.endFlags,
    ...connectionFlags(reached(call, place)),
  ].join(' ');
}

/** The flags that lead to a place again, whatever has chosen its region. */
export function reached({ connection }: { readonly connection: ConnectionFlags }, { region }: Place): ConnectionFlags {
  return { ...connection, region };
}
