/** The model of a set-up, and of a pause and its end: what an account holds afterwards, as the documentation has it. */
import {
  type Answers,
  adoptedTag,
  plan,
  planTag,
  recordName,
  recordOf,
  systems,
  tagsOf,
  targetOf,
  taskOf,
  windowOf,
} from './answers.js';
import type { Baseline, Fields, Group, Held, Part, Window } from './held.js';
import { freeWindows } from './model-adopt.js';
import { type After, type Choice, goingOf, takenAway } from './model-cleanup.js';
import { nextRun } from './next-run.js';
import { groupsOf, isOwn, isOwnTarget, isOwnTask, isPatching, waveOf } from './whose.js';

const startOf = ({ fields }: Window): string => String(fields.StartDate ?? '');

/** The date until which all windows are held back; none where one of them is not. */
function commonPause(windows: readonly Window[]): string | undefined {
  const dates = windows.map(startOf);
  return dates.includes('') ? undefined : dates.sort().at(-1);
}

export interface Consent {
  readonly isPruning: boolean;
  readonly isResuming: boolean;
  readonly isAdopting: boolean;
}

/**
 * Undefined where the model does not say.
 * @param known what the record says; `hasDates` where waves are asked for
 */
export function afterSetUp(
  before: Held,
  answers: Answers,
  { isPruning, isResuming, isAdopting }: Consent,
  from: { readonly known: Answers | undefined; readonly hasDates: boolean },
): After | undefined {
  const held = structuredClone(before);
  const own = held.windows.filter(isOwn);
  const names: readonly string[] = answers.waves.map(({ name }) => name);
  const kept = own.filter((window) => names.includes(waveOf(window) ?? ''));
  const missing = names.filter((name) => !kept.some((window) => waveOf(window) === name));
  const free = freeWindows(held, { missing, all: names }, { ...from, isAdopting });
  if (free.kind === 'not modelled') return undefined;
  if (free.kind === 'refused') return { held: before, isRefused: true };
  const taken = free.windows;
  const wanted = [...kept, ...taken.values()];
  const patching = own.filter((window) => window.tasks.some(isPatching));
  const pause = isResuming ? undefined : commonPause(wanted.length > 0 ? wanted : patching);
  const ids = new Set<string>();
  for (const system of answers.systems) {
    const baseline = settleBaseline(held, answers, systems[system]);
    ids.add(baseline.id);
    if (!settleGroups(held, before, names, baseline)) return { held: before, isRefused: true };
  }
  for (const wave of answers.waves) {
    let window = taken.get(wave.name) ?? kept.find((each) => waveOf(each) === wave.name);
    if (window === undefined) {
      const fields = { Enabled: true, ...(pause && { StartDate: pause }) };
      window = { id: `new ${wave.name}`, fields, tags: {}, targets: [], tasks: [] };
      held.windows.push(window);
    }
    const { Enabled, StartDate } = window.fields;
    const state = isResuming ? { Enabled: true } : { Enabled, ...(StartDate !== undefined && { StartDate }) };
    const isAdopted = taken.has(wave.name) || adoptedTag in window.tags;
    window.fields = { ...windowOf(answers, wave), ...(isAdopted && textsOf(window.fields)), ...state };
    window.tags = { ...window.tags, ...tagsOf(answers, wave.name), ...(isAdopted && { [adoptedTag]: 'yes' }) };
    settleParts(window, answers, wave.name, isAdopted);
  }
  held.parameters[recordName] = recordOf(answers);
  if (!isPruning) return { held };
  return pruned(held, (each) => {
    if ('group' in each) return ids.has(each.baseline) && names.includes(each.group);
    return 'tasks' in each ? names.includes(waveOf(each) ?? '') && isOwn(each) : ids.has(each.id);
  });
}

function settleBaseline(held: Held, answers: Answers, rules: Fields): Baseline {
  const existing = held.baselines.find(
    ({ tags, fields }) => tags[planTag] === plan && fields.OperatingSystem === rules.OperatingSystem,
  );
  const baseline = existing ?? { id: `new ${rules.Name}`, fields: {}, tags: {} };
  if (!existing) held.baselines.push(baseline);
  baseline.fields = { ...rules, GlobalFilters: { PatchFilters: [{ Key: 'PRODUCT', Values: ['*'] }] } };
  baseline.tags = { ...baseline.tags, ...tagsOf(answers) };
  return baseline;
}

/** Whether the groups can be registered: one that others have is taken back only where the plan had it. */
function settleGroups(held: Held, before: Held, names: readonly string[], { id, fields }: Baseline): boolean {
  const os = String(fields.OperatingSystem);
  const hasRules = before.baselines.some((each) => each.id === id);
  const patched = new Set(before.windows.filter(isOwn).flatMap(groupsOf));
  for (const group of names) {
    const row = held.groups.find((each) => each.group === group && each.os === os);
    if (row && row.baseline !== id && !(hasRules && patched.has(group))) return false;
    held.groups = [...held.groups.filter((each) => each !== row), { group, os, baseline: id }];
  }
  return true;
}

/** What a plan has no opinion about where it has taken a window over. */
function textsOf({ Description, AllowUnassociatedTargets, EndDate }: Fields): Fields {
  return { Description, AllowUnassociatedTargets, ...(EndDate !== undefined && { EndDate }) };
}

/** The one target and the one task; others' stay. */
function settleParts(window: Window, answers: Answers, name: string, isAdopted: boolean): void {
  const task = window.tasks.find(isOwnTask) ?? window.tasks.find(isPatching);
  const used = JSON.stringify(task?.fields.Targets ?? []);
  const isNamed = ({ fields }: Part): boolean => fields.Name === `default-${name}`;
  const candidates = [...window.targets].sort((a, b) => Number(used.includes(b.id)) - Number(used.includes(a.id)));
  const target = candidates.find(isOwnTarget) ?? candidates.find(isNamed);
  const targetId = target?.id ?? `new target ${name}`;
  const { Name, Description } = target?.fields ?? {};
  if (target) target.fields = { ...targetOf(name), ...(isAdopted && { Name, Description }) };
  else window.targets.push({ id: targetId, fields: targetOf(name) });
  const { TimeoutSeconds } =
    ((task?.fields.TaskInvocationParameters ?? {}) as { RunCommand?: Fields }).RunCommand ?? {};
  const fields = taskOf(answers, targetId, TimeoutSeconds === undefined ? {} : { TimeoutSeconds });
  if (task) task.fields = isAdopted ? asTakenOver(fields, task.fields) : fields;
  else window.tasks.push({ id: `new task ${name}`, fields });
}

interface Invocation {
  readonly RunCommand: Fields & { readonly Parameters: Fields };
}

/** A task's texts stay where its window was taken over, and what a scan says of reboots, which means nothing. */
function asTakenOver(wanted: Fields, { Name, Description, Priority, TaskInvocationParameters }: Fields): Fields {
  const { RunCommand } = wanted.TaskInvocationParameters as Invocation;
  const { Comment, Parameters } = (TaskInvocationParameters as Invocation).RunCommand;
  const isScan = wanted.Name === 'RunPatchBaseline-Scan';
  const told = { ...RunCommand.Parameters, ...(isScan && { RebootOption: Parameters.RebootOption }) };
  return {
    ...wanted,
    ...{ Name, Description, Priority },
    TaskInvocationParameters: { RunCommand: { ...RunCommand, Comment, Parameters: told } },
  };
}

type Wanted = (each: Window | Baseline | Group) => boolean;

/** What the plan no longer wants goes, as far as nothing that stays patches with it. */
function pruned(held: Held, isWanted: Wanted): After {
  const left = held.windows.filter((window) => isOwn(window) && !isWanted(window));
  const windows = left.filter(({ tags }) => tags[planTag] === plan);
  const going = goingOf(windows);
  const staying = held.windows.filter(
    (window) =>
      !isWanted(window) &&
      window.tasks.some((task) => isPatching(task) && !going.some(({ tasks }) => tasks.includes(task))),
  );
  const kept = new Set(staying.flatMap(groupsOf));
  const own = held.baselines.filter(({ tags }) => tags[planTag] === plan);
  const ofPlan = held.groups.filter(({ baseline }) => own.some(({ id }) => id === baseline));
  const groups = ofPlan.filter((row) => !isWanted(row) && !kept.has(row.group));
  const baselines = own.filter(
    (each) => !isWanted(each) && ofPlan.every((row) => row.baseline !== each.id || groups.includes(row)),
  );
  const choice: Choice = { windows: going, groups, baselines, parameters: [] };
  const isNone = going.length + groups.length + baselines.length === 0;
  return isNone ? { held } : takenAway(held, choice);
}

export type Pause = { readonly until: string } | { readonly nextFrom: number } | 'ends';

/** @param wave of one wave alone */
export function afterPause(before: Held, pause: Pause, wave: string | undefined): After {
  const held = structuredClone(before);
  const own = held.windows.filter((window) => isOwn(window) && window.tasks.some(isPatching));
  const meant = own.filter((window) => wave === undefined || waveOf(window) === wave);
  if (meant.length === 0) return { held: before, isRefused: true };
  for (const window of meant) {
    const { StartDate, ...fields } = window.fields;
    if (pause === 'ends') window.fields = { ...fields, Enabled: true };
    else if (fields.Enabled) window.fields = { ...fields, ...startOfPause(window, pause) };
  }
  return { held };
}

/** A date, or a minute after the next run; a window that is held back past that already stays so. */
function startOfPause({ fields }: Window, pause: Exclude<Pause, 'ends'>): Fields {
  if ('until' in pause) return { StartDate: pause.until };
  const { StartDate, ...others } = fields;
  const next = nextRun(others, pause.nextFrom);
  const isPast = next !== undefined && StartDate !== undefined && new Date(String(StartDate)).getTime() > next;
  if (next === undefined || isPast) return StartDate === undefined ? {} : { StartDate };
  return { StartDate: instantText(next + 60_000) };
}

/** An instant as the program writes it. */
export function instantText(instant: number): string {
  return new Date(instant).toISOString().replace('.000', '');
}
