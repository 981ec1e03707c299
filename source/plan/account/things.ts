/**
 * Operations folded into the things that they are about: a window with its target and its task, a baseline with its groups. Calls are
 * what a program counts; people count things.
 */
import { counted } from '../text/plural.js';
import type { ExecutionState, Outcome } from './events.js';
import type { Operation } from './operations.js';

export interface Thing {
  /** Of what it is in the account, or of the operation that makes it. */
  readonly key: string;
  readonly kind: 'record' | 'baseline' | 'default' | 'window' | 'node';
  readonly name: string;
  /** In the order in which they are begun. */
  readonly parts: readonly ThingPart[];
}

/** What is done to a thing, by one call or by several that are alike. */
export interface ThingPart {
  /** `created`, `target`: what is true, or there, afterwards; or gone. */
  readonly word: string;
  readonly operations: readonly Operation[];
}

export type PartState = 'waiting' | 'running' | 'done' | 'failed' | 'skipped';

/** The things that a plan is about, in the order of their first operations. */
export function thingsOf(operations: readonly Operation[]): readonly Thing[] {
  const byKey = new Map<string, Operation[]>();
  for (const operation of operations) {
    const key = keyOf(operation);
    const of = byKey.get(key);
    if (of) of.push(operation);
    else byKey.set(key, [operation]);
  }
  return [...byKey].map(([key, of]) => ({ key, ...headOf(of), parts: partsOf(of) }));
}

type Head = Pick<Thing, 'kind' | 'name'>;

function headOf(operations: readonly Operation[]): Head {
  // A registration, a target or a task has a name of its own; a baseline that only has its groups changed is called by its id.
  const own = operations.find((operation) => !isPart(operation));
  const [first] = operations;
  const kind = first ? thingKindOf(first) : 'record';
  return {
    kind,
    name: own?.name ?? (first && isRegistration(first) ? idOf(first.input.BaselineId) : first?.name) ?? '',
  };
}

function partsOf(operations: readonly Operation[]): ThingPart[] {
  const words = [...new Set(operations.map(wordOf))];
  return words.map((word) => ({ word, operations: operations.filter((operation) => wordOf(operation) === word) }));
}

/** Whether it registers a patch group, or takes that back. */
export function isRegistration(operation: Operation) {
  return (
    operation.kind === 'RegisterPatchBaselineForPatchGroup' || operation.kind === 'DeregisterPatchBaselineForPatchGroup'
  );
}

/** Whether an operation is about something in a thing, not the thing itself. */
function isPart(operation: Operation): boolean {
  return isRegistration(operation) || /MaintenanceWindowT(?:arget|ask)$|From|With/.test(operation.kind);
}

function idOf(id: string | { readonly resultOf: string }): string {
  return typeof id === 'string' ? id : id.resultOf;
}

function keyOf(operation: Operation): string {
  const { kind, input } = operation;
  if (kind === 'PutParameter' || kind === 'DeleteParameter') return input.Name;
  // Makes another baseline the default: nothing is done to that one.
  if (kind === 'RegisterDefaultPatchBaseline') return operation.id;
  if ('WindowId' in input) return idOf(input.WindowId);
  if ('BaselineId' in input) return idOf(input.BaselineId);
  return 'ResourceId' in input ? input.ResourceId : operation.id;
}

function thingKindOf(operation: Operation): Thing['kind'] {
  const { kind, input } = operation;
  if (kind === 'PutParameter' || kind === 'DeleteParameter') return 'record';
  if (kind === 'RegisterDefaultPatchBaseline') return 'default';
  if ('ResourceARNList' in input) return 'node';
  if ('ResourceType' in input && 'ResourceId' in input) return taggedThings[input.ResourceType];
  return /Baseline/.test(kind) ? 'baseline' : 'window';
}

const taggedThings = { MaintenanceWindow: 'window', PatchBaseline: 'baseline', ManagedInstance: 'node' } as const;

function wordOf(operation: Operation): string {
  const { kind, input } = operation;
  switch (kind) {
    case 'PutParameter':
      return 'saved';
    case 'CreatePatchBaseline':
    case 'CreateMaintenanceWindow':
      return 'created';
    case 'UpdatePatchBaseline':
      return 'updated';
    case 'UpdateMaintenanceWindow':
      if (Object.keys(input).length > 2) return 'updated';
      return 'StartDate' in input ? 'held back' : 'Enabled' in input && input.Enabled ? 'switched on' : 'switched off';
    case 'RegisterTargetWithMaintenanceWindow':
    case 'UpdateMaintenanceWindowTarget':
    case 'DeregisterTargetFromMaintenanceWindow':
      return 'target';
    case 'RegisterTaskWithMaintenanceWindow':
    case 'UpdateMaintenanceWindowTask':
    case 'DeregisterTaskFromMaintenanceWindow':
      return 'task';
    case 'RegisterPatchBaselineForPatchGroup':
    case 'DeregisterPatchBaselineForPatchGroup':
      return 'group';
    case 'AddTagsToResource':
    case 'RemoveTagsFromResource':
    case 'TagResources':
    case 'UntagResources':
      return 'tags';
    case 'RegisterDefaultPatchBaseline':
      return 'default';
    case 'DeleteParameter':
    case 'DeleteMaintenanceWindow':
    case 'DeletePatchBaseline':
      return 'deleted';
    default:
      return operation satisfies never;
  }
}

const nouns = ['window', 'registration', 'baseline', 'default', 'record', 'node'] as const;

/** How many things of which kind, as people count them: a registration is a thing, a target and a task are a window's. */
function countsOf(operations: readonly Operation[], isDone: (operation: Operation) => boolean) {
  const counts = new Map<(typeof nouns)[number], number>();
  const count = (noun: (typeof nouns)[number], by: number): void => {
    counts.set(noun, (counts.get(noun) ?? 0) + by);
  };
  for (const { kind, parts } of thingsOf(operations)) {
    const all = parts.flatMap((part) => part.operations);
    const own = all.filter((operation) => !isRegistration(operation));
    count('registration', all.filter((operation) => isRegistration(operation) && isDone(operation)).length);
    if (own.length > 0 && own.every(isDone)) count(kind, kind === 'node' ? nodesOf(own) : 1);
  }
  return nouns.flatMap((noun) => {
    const number = counts.get(noun) ?? 0;
    return number === 0 ? [] : [[number, noun] as const];
  });
}

/** One call can be about many nodes. */
function nodesOf(operations: readonly Operation[]): number {
  return operations.reduce(
    (sum, { input }) => sum + ('ResourceARNList' in input ? input.ResourceARNList.length : 1),
    0,
  );
}

/** `8 windows, 32 registrations, 4 baselines, 1 record`: what operations are about, or those of them that are done. */
export function thingsWords(
  operations: readonly Operation[],
  isDone: (operation: Operation) => boolean = () => true,
): string {
  return countsOf(operations, isDone)
    .map(([number, noun]) => counted(number, noun))
    .join(', ');
}

/** How many things, all kinds together. */
export function thingCount(
  operations: readonly Operation[],
  isDone: (operation: Operation) => boolean = () => true,
): number {
  return countsOf(operations, isDone).reduce((sum, [number]) => sum + number, 0);
}

/** How far a thing is. */
export interface ThingProgress {
  readonly thing: Thing;
  readonly state: PartState;
  readonly parts: readonly PartProgress[];
  readonly failures: readonly Failure[];
}

export interface PartProgress {
  readonly state: PartState;
  /** `target`, or `12 of 32 groups` where there are several. */
  readonly label: string;
}

type Failure = Extract<Outcome, { readonly type: 'failed' }>;

/** How far each of the things is. */
export function progressOf(things: readonly Thing[], { outcomes, running }: ExecutionState): readonly ThingProgress[] {
  const ends = new Map(outcomes.map((outcome) => [outcome.operation.id, outcome] as const));
  const under = new Set(running.map(({ id }) => id));
  const stateOf = ({ id }: Operation): PartState => {
    const end = ends.get(id);
    if (end) return end.type === 'succeeded' ? 'done' : end.type;
    return under.has(id) ? 'running' : 'waiting';
  };
  return things.map((thing) => {
    const parts = thing.parts.map(({ word, operations }) => partProgress(word, operations.map(stateOf)));
    const failures = thing.parts
      .flatMap(({ operations }) => operations.map(({ id }) => ends.get(id)))
      .filter((end) => end?.type === 'failed');
    return { thing, parts, failures, state: together(parts.map(({ state }) => state)) };
  });
}

function partProgress(word: string, states: readonly PartState[]): PartProgress {
  const state = together(states);
  if (states.length === 1) return { state, label: word };
  const done = states.filter((each) => each === 'done').length;
  const all = counted(states.length, word);
  return { state, label: done === states.length || done === 0 ? all : `${done} of ${all}` };
}

/** Of what has several parts: a failure is told at once, done is only what is wholly done. */
function together(states: readonly PartState[]): PartState {
  const has = (state: PartState) => states.includes(state);
  if (has('failed')) return 'failed';
  if (has('running')) return 'running';
  if (states.every((state) => state === 'done')) return 'done';
  return has('skipped') && !has('waiting') ? 'skipped' : 'waiting';
}

/** How many milliseconds the rest takes at the pace so far; undefined while that is too early to say, or soon over. */
export function timeLeft({ total, succeeded, failed, skipped }: ExecutionState, elapsed: number): number | undefined {
  const ended = succeeded + failed;
  if (elapsed < 3000 || ended < 5) return undefined;
  const left = (elapsed / ended) * (total - ended - skipped);
  return left < 5000 ? undefined : left;
}
