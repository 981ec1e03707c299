/** The model of a clean-up and of a restore: what goes, what a backup has, and what comes back of it. */
import { plan, planTag, recordName, waveTag } from './answers.js';
import { type Baseline, type Group, type Held, type Part, textOf, type Window } from './held.js';
import { isOwn, isOwnTask, isPatching } from './whose.js';

/** What is there after a step, and the backup that it makes. */
export interface After {
  readonly held: Held;
  readonly backup?: Backup | undefined;
  /** Nothing is called: the program says why. */
  readonly isRefused?: boolean;
  /** What is right is told by what was done: the account and the backup then, and what of it is not as documented. */
  readonly settled?: (found: Held) => After & { readonly problems: readonly string[] };
}

/** A window of which something goes. */
interface Going {
  readonly window: Window;
  readonly change: 'deleted' | 'tasks-deregistered' | 'disabled';
  readonly tasks: readonly Part[];
}

export interface Backup {
  readonly windows: readonly Going[];
  readonly baselines: readonly Baseline[];
  readonly groups: readonly Group[];
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly nodes: readonly {
    readonly id: string;
    readonly tagKey: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
  /** Ids of what stayed. */
  readonly stayed: readonly string[];
}

/** What goes. */
export interface Choice extends Pick<Backup, 'windows' | 'baselines' | 'groups'> {
  readonly parameters: readonly string[];
}

/** Of a window that does other things too the patching tasks, of others the whole; nothing of one that does not patch. */
export function goingOf(windows: readonly Window[], isDisabling = false): Going[] {
  return windows.flatMap((window): Going[] => {
    const patching = window.tasks.filter(isPatching);
    const isMixed = patching.length > 0 && patching.length < window.tasks.length;
    if (patching.length === 0 && window.tasks.length > 0) return [];
    if (isDisabling) {
      return isMixed || !window.fields.Enabled ? [] : [{ window, change: 'disabled', tasks: window.tasks }];
    }
    return [{ window, change: isMixed ? 'tasks-deregistered' : 'deleted', tasks: isMixed ? patching : window.tasks }];
  });
}

/** The account without what goes, and the backup of it. */
export function takenAway(before: Held, choice: Choice): After {
  const held = structuredClone(before);
  const changes = new Map(choice.windows.map(({ window, change }) => [window.id, change]));
  const tasks = new Set(choice.windows.flatMap((going) => (going.change === 'disabled' ? [] : going.tasks)).map(idOf));
  held.windows = held.windows.filter(({ id }) => changes.get(id) !== 'deleted');
  for (const window of held.windows) {
    window.tasks = window.tasks.filter(({ id }) => !tasks.has(id));
    if (changes.get(window.id) === 'disabled') window.fields = { ...window.fields, Enabled: false };
  }
  const gone = new Set(choice.baselines.map(idOf));
  held.baselines = held.baselines.filter(({ id }) => !gone.has(id));
  const groups = new Set(choice.groups.map(rowOf));
  held.groups = held.groups.filter((row) => !groups.has(rowOf(row)));
  for (const name of choice.parameters) delete held.parameters[name];
  const parameters = Object.fromEntries(choice.parameters.map((name) => [name, before.parameters[name]]));
  const { windows, baselines } = choice;
  const stayed = [...before.windows, ...before.windows.flatMap((each) => each.tasks), ...before.baselines]
    .map(idOf)
    .filter((id) => !changes.has(id) && !tasks.has(id) && !gone.has(id));
  const backup = structuredClone({ windows, baselines, groups: choice.groups, parameters, nodes: [], stayed });
  return { held, backup };
}

const idOf = ({ id }: { readonly id: string }): string => id;
const rowOf = ({ group, os, baseline }: Group): string => `${group} ${os} ${baseline}`;

const isOfPlan = ({ tags }: Baseline): boolean => tags[planTag] === plan;

export type Scope = 'plan' | 'disable' | 'all-patching' | { readonly only: string };

/** @param former backups so far: a plan of which they have something is known by its name */
export function afterCleanUp(before: Held, scope: Scope, former: readonly Backup[]): After {
  if (typeof scope === 'object') return afterOnly(before, scope.only);
  const own = before.windows.filter(isOwn);
  const isTaken = former.some(
    ({ parameters, baselines, windows }) =>
      recordName in parameters ||
      baselines.some(isOfPlan) ||
      windows.some(({ window }) => window.tags[planTag] === plan),
  );
  const isKnown = isTaken || recordName in before.parameters || before.baselines.some(isOfPlan) || own.length > 0;
  if (!isKnown) return { held: before, isRefused: true };
  const ofNobody = before.windows.filter(({ tags }) => tags[planTag] === undefined);
  const isAll = scope === 'all-patching';
  const others = ofNobody.filter((window) => !isOwn(window) && window.tasks.some(isPatching));
  const windows = goingOf([...own, ...(isAll ? others : [])], scope === 'disable');
  if (scope === 'disable') {
    return windows.length === 0 ? { held: before } : takenAway(before, { ...nothing, windows });
  }
  const isOfOther = ({ tags }: Baseline): boolean => tags[planTag] !== undefined && !isOfPlan({ tags } as Baseline);
  const isDefault = ({ id }: Baseline): boolean => Object.values(before.defaults).includes(id);
  const baselines = before.baselines.filter(
    (each) => isOfPlan(each) || (isAll && !isOfOther(each) && !isDefault(each)),
  );
  const groups = before.groups.filter(({ baseline: id }) => {
    const baseline = before.baselines.find((each) => each.id === id);
    return baseline ? isOfPlan(baseline) || (isAll && !isOfOther(baseline)) : isAll;
  });
  const parameters = recordName in before.parameters ? [recordName] : [];
  const count = windows.length + baselines.length + groups.length + parameters.length;
  return count === 0 ? { held: before } : takenAway(before, { windows, baselines, groups, parameters });
}

const nothing: Choice = { windows: [], baselines: [], groups: [], parameters: [] };

/** One window of others by its name. */
function afterOnly(before: Held, name: string): After {
  const windows = before.windows.filter(({ fields }) => fields.Name === name);
  const going = goingOf(windows);
  if (going.length === 0 || windows.length > 1) return { held: before, isRefused: true };
  return takenAway(before, { ...nothing, windows: going });
}

/** What is missing comes back; what is there stays, be it by its id, equal in every member, or the plan's for the same wave or system. */
export function afterRestore(before: Held, backup: Backup): After {
  const held = structuredClone(before);
  for (const [name, value] of Object.entries(backup.parameters)) held.parameters[name] ??= structuredClone(value);
  const baselineIds = new Map(backup.baselines.map((each) => [each.id, restoreBaseline(held, each, backup)]));
  for (const { group, os, baseline } of backup.groups) {
    const id = baselineIds.get(baseline) ?? baseline;
    const isThere = id.startsWith('arn:') || held.baselines.some((each) => each.id === id);
    if (isThere && !held.groups.some((row) => row.group === group && row.os === os)) {
      held.groups.push({ group, os, baseline: id });
    }
  }
  for (const going of backup.windows) restoreWindow(held, going, backup);
  for (const { id, tagKey, before: former, after } of backup.nodes) {
    const tags = held.nodes[id];
    if (!tags || (tags[tagKey] ?? null) !== after) continue;
    if (former === null) delete tags[tagKey];
    else tags[tagKey] = former;
  }
  return { held };
}

function restoreBaseline(held: Held, backed: Baseline, { baselines, stayed }: Backup): string {
  const taken = new Set([...stayed, ...baselines.map(idOf)]);
  const text = textOf([backed.fields, backed.tags]);
  const free = held.baselines.filter(({ id }) => !taken.has(id));
  const found =
    held.baselines.find(({ id }) => id === backed.id) ??
    free.find(({ fields, tags }) => textOf([fields, tags]) === text) ??
    free.find(
      ({ fields, tags }) =>
        tags[planTag] !== undefined &&
        tags[planTag] === backed.tags[planTag] &&
        fields.Name === backed.fields.Name &&
        fields.OperatingSystem === backed.fields.OperatingSystem,
    );
  if (found) return found.id;
  const id = `new ${backed.id}`;
  held.baselines.push({ ...structuredClone(backed), id });
  return id;
}

const withoutEnabled = ({ fields: { Enabled, ...fields }, tags }: Window): string => textOf([fields, tags]);

function restoreWindow(held: Held, { window: backed, change, tasks }: Going, { windows, stayed }: Backup): void {
  const taken = new Set([...stayed, ...windows.map(({ window }) => window.id)]);
  const free = held.windows.filter(({ id }) => !taken.has(id));
  const existing =
    held.windows.find(({ id }) => id === backed.id) ??
    free.find((each) => withoutEnabled(each) === withoutEnabled(backed));
  if (existing === undefined) {
    const isThere = free.some(
      ({ tags }) =>
        tags[planTag] !== undefined && tags[planTag] === backed.tags[planTag] && tags[waveTag] === backed.tags[waveTag],
    );
    if (change !== 'deleted' || isThere) return;
    held.windows.push(madeAgain(backed));
    return;
  }
  if (change !== 'tasks-deregistered') existing.fields = { ...existing.fields, Enabled: backed.fields.Enabled };
  if (change !== 'disabled') restoreParts(existing, backed, { change, tasks, stayed });
}

/** The same under ids that are not known yet. */
function madeAgain({ id, fields, tags, targets, tasks }: Window): Window {
  const named = targets.reduce((text, each) => text.replaceAll(each.id, `new ${each.id}`), JSON.stringify(tasks));
  return {
    ...structuredClone({ fields, tags }),
    id: `new ${id}`,
    targets: targets.map((target) => ({ ...target, id: `new ${target.id}` })),
    tasks: (JSON.parse(named) as Part[]).map((task) => ({ ...task, id: `new ${task.id}` })),
  };
}

function restoreParts(
  existing: Window,
  backed: Window,
  { change, tasks, stayed }: Pick<Going, 'change' | 'tasks'> & Pick<Backup, 'stayed'>,
): void {
  const isMarked = ({ fields }: Part): boolean => String(fields.OwnerInformation).startsWith('ssm-patch-wizard plan=');
  const targetIds = new Map<string, string>();
  const added: Part[] = [];
  for (const target of backed.targets) {
    const found =
      existing.targets.find(({ id }) => id === target.id) ??
      existing.targets.find(({ fields }) => textOf(fields) === textOf(target.fields));
    if (found) targetIds.set(target.id, found.id);
    else if (change === 'deleted' && !(isMarked(target) && existing.targets.some(isMarked))) {
      added.push({ id: `new ${target.id}`, fields: target.fields });
      targetIds.set(target.id, `new ${target.id}`);
    }
  }
  existing.targets.push(...added);
  const others = [...existing.tasks];
  for (const task of tasks) {
    const named = [...targetIds].reduce((text, [from, to]) => text.replaceAll(from, to), textOf(task.fields));
    if (others.some(({ id, fields }) => id === task.id || textOf(fields) === named)) continue;
    if (isOwnTask(task) && others.some((each) => isOwnTask(each) && !stayed.includes(each.id))) continue;
    const ids = ((task.fields.Targets ?? []) as { Key: string; Values: string[] }[])
      .filter(({ Key }) => Key === 'WindowTargetIds')
      .flatMap(({ Values }) => Values);
    if (ids.some((id) => !targetIds.has(id))) continue;
    existing.tasks.push({ id: `new ${task.id}`, fields: JSON.parse(named) });
  }
}
