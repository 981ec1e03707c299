/** A plan in things: how many are made, what changes in which words, and what goes, complete. */
import type { Operation } from '../account/operations.js';
import { disableId } from '../cleanup/teardown.js';
import { counted, plural } from '../text/plural.js';
import { fieldWords, plainly } from './field-words.js';
import { windowsToSwitchOff } from './leftovers.js';
import type { SetupPlan } from './setup-plan.js';

/** Some things, and what becomes of them. */
export interface ChangeLine {
  /** `~` changed, `-` deleted. */
  readonly sign: '~' | '-';
  readonly count: number;
  /** `4 windows`, or `window Week1Day2Unattended0300`. */
  readonly what: string;
  readonly words: string;
}

export interface Changes {
  /** `4 baselines`, `32 registrations`, `8 windows, targets, tasks`. */
  readonly created: readonly string[];
  readonly lines: readonly ChangeLine[];
  /** A window with its target and its task is one thing. */
  readonly things: { readonly created: number; readonly changed: number; readonly deleted: number };
}

/** What a plan does. */
export function changesOf(plan: SetupPlan): Changes {
  const { created, count } = creations(plan.operations);
  const changed = [...updates(plan), ...switchedOff(plan), ...tagLine(plan), ...recordLine(plan)];
  const deleted = deletions(plan.operations);
  const total = (lines: readonly ChangeLine[]): number => lines.reduce((sum, line) => sum + line.count, 0);
  return {
    created,
    lines: [...deleted, ...changed],
    things: { created: count, changed: total(changed), deleted: total(deleted) },
  };
}

/** A window is one thing with what is made in it; a target or task that a window lacks is one by itself. */
function creations(operations: readonly Operation[]): { readonly created: readonly string[]; readonly count: number } {
  const count = (kind: Operation['kind']): number => operations.filter((operation) => operation.kind === kind).length;
  const baselines = count('CreatePatchBaseline');
  const registrations = count('RegisterPatchBaselineForPatchGroup');
  const windows = count('CreateMaintenanceWindow');
  const targets = count('RegisterTargetWithMaintenanceWindow') - windows;
  const tasks = count('RegisterTaskWithMaintenanceWindow') - windows;
  const whole = `${counted(windows, 'window')}, ${plural(windows, 'target')}, ${plural(windows, 'task')}`;
  const parts: readonly (readonly [number, string])[] = [
    [baselines, counted(baselines, 'baseline')],
    [registrations, counted(registrations, 'registration')],
    [windows, whole],
    [targets, counted(targets, 'target')],
    [tasks, counted(tasks, 'task')],
  ];
  const made = parts.filter(([number]) => number > 0);
  return { created: made.map(([, words]) => words), count: made.reduce((sum, [number]) => sum + number, 0) };
}

/** What belongs together: a window's own members, its target's, its task's and its tags. */
function thingOf({ id, kind, name }: Operation): {
  readonly key: string;
  readonly noun: string;
  readonly name: string;
} {
  const [, part = '', rest = ''] = /^(?:tags\/|untag\/)?([^/]+)\/(.*)$/.exec(id) ?? [];
  if (part === 'window' || part === 'target' || part === 'task') return { key: `window/${rest}`, noun: 'window', name };
  if (part === 'group-back') return { key: id, noun: 'registration', name };
  return {
    key: `${part}/${rest}`,
    noun: kind.includes('Baseline') || part === 'baseline' ? 'baseline' : 'thing',
    name,
  };
}

interface Thing {
  readonly noun: string;
  readonly name: string;
  readonly words: string[];
  /** Where nothing changes but texts that describe. */
  readonly plain: readonly string[];
}

/** One line for all things that change in the same words. */
function updates({ operations, desired }: SetupPlan): ChangeLine[] {
  const things = new Map<string, Thing>();
  for (const operation of operations) {
    if (operation.changes === undefined || operation.kind === 'PutParameter') continue;
    const { key, noun, name } = thingOf(operation);
    const thing = things.get(key) ?? { noun, name, words: [], plain: operation.changes.slice(0, 1).map(plainly) };
    thing.words.push(...fieldWords(operation, desired));
    things.set(key, thing);
  }
  const lines = new Map<string, { readonly noun: string; readonly names: string[]; readonly words: string }>();
  for (const { noun, name, words, plain } of things.values()) {
    const text = [...new Set(words.length > 0 ? words : plain)].join(' · ');
    const line = lines.get(noun + text) ?? { noun, names: [], words: text };
    line.names.push(name);
    lines.set(noun + text, line);
  }
  return [...lines.values()].map(({ noun, names, words }) => lineOf('~', noun, names, words));
}

function lineOf(sign: ChangeLine['sign'], noun: string, names: readonly string[], words: string): ChangeLine {
  const what = names.length === 1 ? `${noun} ${names[0]}` : counted(names.length, noun);
  return { sign, count: names.length, what, words };
}

/** Windows that the plan no longer wants. */
function switchedOff({ operations, leftovers }: SetupPlan): ChangeLine[] {
  const ids = new Set(operations.map(({ id }) => id));
  const names = windowsToSwitchOff(leftovers)
    .filter(({ id }) => ids.has(disableId(id)))
    .map(({ name }) => name);
  if (names.length === 0) return [];
  return [lineOf('~', 'window', names, names.length === 1 ? 'switched off' : `switched off: ${names.join(', ')}`)];
}

/** Nodes that get into its groups, or lose theirs. */
function tagLine({ nodes }: SetupPlan): ChangeLine[] {
  const changes = nodes?.changes ?? [];
  const ids = [...new Set(changes.map(({ id }) => id))];
  const groups = [...new Set(changes.flatMap(({ after }) => after ?? []))];
  const words = [
    ...(groups.length > 0 ? [`into ${groups.join(', ')}`] : []),
    ...(changes.some(({ after }) => after === null) ? ['out of their group'] : []),
  ];
  return ids.length === 0 ? [] : [lineOf('~', 'node', ids, words.join('; '))];
}

/** Where nothing but the answers changes, that they are written down. */
function recordLine({ operations }: SetupPlan): ChangeLine[] {
  const [only, ...more] = operations;
  if (only?.kind !== 'PutParameter' || more.length > 0) return [];
  return [{ sign: '~', count: 1, what: 'record', words: `its answers are saved in ${only.name}` }];
}

/** All names, for this is what nobody may overlook. Tasks and targets go with their window, unless that stays. */
function deletions(operations: readonly Operation[]): ChangeLine[] {
  const windows = new Set(
    operations.flatMap(({ kind, input }) => (kind === 'DeleteMaintenanceWindow' ? [input.WindowId] : [])),
  );
  const named = (noun: string, isMeant: (operation: Operation) => boolean): ChangeLine[] => {
    const names = operations.filter(isMeant).map(({ name }) => name);
    const distinct = [...new Set(names)];
    // A group is registered once for each system.
    const of = distinct.length < names.length ? `of ${counted(distinct.length, 'group')}: ` : '';
    return names.length === 0
      ? []
      : [lineOf('-', noun, names, names.length === 1 ? '' : `${of}${distinct.join(', ')}`)];
  };
  return [
    ...named('window', ({ kind }) => kind === 'DeleteMaintenanceWindow'),
    ...named(
      'patching task',
      ({ kind, input }) => kind === 'DeregisterTaskFromMaintenanceWindow' && !windows.has(input.WindowId),
    ),
    ...named(
      'target',
      ({ kind, input }) => kind === 'DeregisterTargetFromMaintenanceWindow' && !windows.has(input.WindowId),
    ),
    ...named(
      'registration',
      // One that is taken back is registered again.
      ({ kind, id }) => kind === 'DeregisterPatchBaselineForPatchGroup' && !id.startsWith('group-back/'),
    ),
    ...named('baseline', ({ kind }) => kind === 'DeletePatchBaseline'),
  ];
}
