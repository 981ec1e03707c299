/** What a run says: its plans, what happens, and its end. Text and JSON lines of it are two forms of the same words. */
import type { Place, PlaceEnd } from '../jobs/job.js';
import type { ExecutionEvent, ExecutionState } from '../plan/account/events.js';
import type { Finding } from '../plan/account/finding.js';
import type { Operation } from '../plan/account/operations.js';
import type { ConnectionFlags } from '../plan/intent/command-line.js';

/** What every plan has. */
export interface AnyPlan {
  readonly operations: readonly Operation[];
  /** Things that stay as they are. */
  readonly kept: number;
  readonly findings: readonly Finding[];
}

/** A plan and where it is for. */
export interface PlacedPlan<Plan> {
  readonly place: Place;
  readonly plan: Plan;
}

/** Why a plan was not carried out. */
export type Unapplied = 'nothing-to-do' | 'dry-run' | 'not-confirmed';

/** What is a command's own; the rest is the same for all. */
export interface RunWords<Plan extends AnyPlan, End extends PlaceEnd<Plan>> {
  /** How a plan that was only shown is carried out. */
  readonly confirm: string;
  /** What is asked a second time, where somebody is there: for what goes further than it looks. */
  question?(plan: Plan): string | undefined;
  /** The plan as text, below the line that says where it is for. */
  plan(plan: Plan): readonly string[];
  /** Lines of text that come before the end of a run that has changed nothing. */
  already?(plan: Plan): readonly string[];
  /** Why there is nothing to do: `the account already matches the plan`. */
  whyNothing(plan: Plan): string;
  /** The end in one place as text. */
  report(end: End, seconds: number): readonly string[];
  /** The same for a place among several, where all is done and only what is there is of interest. @default the report */
  brief?(end: End, seconds: number): readonly string[];
  /** Commands for what is left. */
  nextSteps(end: End): readonly string[];
  /** Members of the plan's line of JSON that only this command has. */
  planMembers?(plan: Plan): object;
  /** The same of the summary's; `end` is undefined where nothing was carried out. */
  summaryMembers?(plan: Plan, end?: End): object;
}

/** One form of a run, as lines. */
export interface RunView<Plan, End> {
  /** What would be done in one place. */
  plan(planned: PlacedPlan<Plan>): readonly string[];
  /** A line for an operation, with the state of its place after that. */
  operation(event: ExecutionEvent, state: ExecutionState): string | undefined;
  /** The end of a run that has changed nothing, in one place. */
  unapplied(planned: PlacedPlan<Plan>, why: Unapplied, durationMs: number): readonly string[];
  /** The end of a run that was carried out, in one place. */
  ended(end: End, durationMs: number): readonly string[];
}

/** The flags that lead to a place again, whatever has chosen its region. */
export function reached(
  { connection }: { readonly connection: ConnectionFlags },
  { account, region, roleName }: Place,
): ConnectionFlags {
  return { ...connection, region, accounts: roleName === undefined ? undefined : [account], roleName };
}
