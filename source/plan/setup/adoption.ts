/** Adoption: windows that nobody's plan has become waves as they are, whoever made them; nothing is deleted. */
import { slotOfSchedule, type When } from '../../schedule/when.js';
import type { TaskDefinition } from '../account/definitions.js';
import { documentName, isBaselineTask, isPatchingTask, isPatchingWindow, isScanTask } from '../account/documents.js';
import {
  type InventoryTask,
  type InventoryWindow,
  isPatchGroupKey,
  ownRole,
  planOf,
  stackOf,
} from '../account/inventory.js';
import { neverAgain } from '../account/never-again.js';
import type { OwnedInventory } from '../account/ownership.js';
import { systemOf } from '../intent/baseline-choice.js';
import type { PlanDocument, TagKey, TaskSpec, Wave } from '../intent/document.js';
import { suffixed, waveNamePattern } from '../intent/names.js';
import { ownMembers } from '../intent/task-flags.js';
import { adoptedBaselines } from './adopted-baselines.js';
import type { LeftAlone, TakenOver } from './desired.js';
import { isDelayed } from './rule-sets.js';

/** What is wanted, with what it takes over. */
export interface Intent {
  readonly document: PlanDocument;
  readonly takenOver: TakenOver;
}

/** What a window says of a wave. */
interface Candidate {
  readonly window: InventoryWindow;
  readonly patchGroup: string;
  readonly tagKey: TagKey;
  readonly when: When;
  readonly timeZone: string;
  readonly task: TaskSpec;
}

interface AdoptionOptions {
  /** Neither a file nor the account has a document yet: what is taken over says what the plan has. */
  readonly isNew: boolean;
  /** Somebody has asked for these dates: windows at others are left alone. */
  readonly hasDates: boolean;
}

/**
 * The document that has taken over all that it can. A window that is called and tagged as a wave of the document becomes that
 * wave; any other becomes a wave of its own, with its name, group, schedule, zone and numbers.
 * @param account read with every member of every resource
 */
export function adoption(
  document: PlanDocument,
  account: OwnedInventory,
  { isNew, hasDates }: AdoptionOptions,
): Intent {
  const { plan } = document;
  const hasWindow = new Set(account.windows.flatMap(({ owner }) => (owner?.plan === plan ? [owner.wave] : [])));
  const isKept = ({ owner }: InventoryWindow): boolean => document.waves.some(({ name }) => name === owner?.wave);
  const leftAlone: LeftAlone[] = [];
  const leave = ({ name, id }: InventoryWindow, why: string): void => {
    leftAlone.push({ name, id, why });
  };
  const candidates: Candidate[] = [];
  for (const window of account.windows.filter(isPatchingWindow)) {
    const owner = planOf(window);
    if (owner !== undefined && !(isNew && owner === plan && !isKept(window))) continue;
    const found = candidateOf(window, account, plan);
    if (typeof found === 'string') leave(window, found);
    else candidates.push(found);
  }
  const isCalledSo = ({ window, patchGroup }: Candidate, wave: Wave): boolean =>
    wave.window === window.name && wave.patchGroup === patchGroup;
  const first = candidates.find((each) => !hasDates || document.waves.some((wave) => isCalledSo(each, wave)));
  const base = isNew && first ? asFirst(document, first) : document;
  const waves = [...base.waves];
  const windows = new Set<string>();
  for (const candidate of candidates) {
    const { window, tagKey } = candidate;
    const place = waves.findIndex((each) => isCalledSo(candidate, each) && !hasWindow.has(each.name));
    if (tagKey !== base.tagKey)
      leave(window, `it selects nodes by the tag ${tagKey}, and the plan uses ${base.tagKey}`);
    else if (place < 0 && hasDates) leave(window, 'no wave of the plan has its name and patch group');
    else {
      const wave = { ...(waves[place] ?? newWave(candidate, waves)), ...ownOf(candidate, base) };
      waves.splice(place < 0 ? waves.length : place, 1, wave);
      hasWindow.add(wave.name);
      windows.add(window.id);
    }
  }
  // A plan whose record is gone: its baselines say that later waves take what the first could take.
  const isOfFirst = isNew && account.baselines.some((each) => planOf(each) === plan && isDelayed(each));
  const adopted: PlanDocument = { ...base, waves, ...(isOfFirst && { approvals: 'first-wave' }) };
  const baselines = adoptedBaselines(adopted, account);
  const systems = new Set(baselines.choices.map(systemOf));
  const choices = [...base.baselines.filter((choice) => !systems.has(systemOf(choice))), ...baselines.choices];
  return {
    document: { ...adopted, baselines: hasDates && choices.length === 0 ? document.baselines : choices },
    takenOver: { windows, baselines: new Set(baselines.ids), leftAlone: [...leftAlone, ...baselines.leftAlone] },
  };
}

/** All that is left alone with its reasons, in a sentence. */
export function leftAloneWords(leftAlone: readonly LeftAlone[]): string {
  const listed = leftAlone.map(({ name, id, why }) => `${name} (${id}): ${why}`).join('; ');
  return `Not taken over: ${listed}.`;
}

/** A new plan has what the first of the windows has that it takes over. */
function asFirst(document: PlanDocument, { tagKey, timeZone, task }: Candidate): PlanDocument {
  return { ...document, tagKey, timeZone, task, baselines: [] };
}

/** Patching windows that nobody's plan has and that can be taken over, by what the list of windows tells. */
export function adoptableWindows(account: OwnedInventory, plan?: string): InventoryWindow[] {
  return account.windows.filter(
    (window) => planOf(window) === undefined && typeof candidateOf(window, account, plan) !== 'string',
  );
}

/** What a window with one patching task and one group says of a wave; else why it cannot become one. */
function candidateOf(window: InventoryWindow, account: OwnedInventory, plan?: string): Candidate | string {
  const stack = stackOf(window);
  if (stack !== undefined) return `it belongs to the CloudFormation stack ${stack}`;
  const [task, ...moreTasks] = window.tasks.filter(isPatchingTask);
  if (task === undefined) return 'it does not patch';
  if (moreTasks.length > 0) return `it has ${moreTasks.length + 1} patching tasks`;
  // UpdateMaintenanceWindowTask cannot change the type.
  if (task.type !== 'RUN_COMMAND') return `its task ${documentName(task)} is not a Run Command task`;
  if (!isBaselineTask(task)) return `a plan cannot record the parameters of ${documentName(task)}`;
  const [target, ...moreTargets] = window.targets;
  const [selector, ...moreSelectors] = target?.targets ?? [];
  if (target === undefined || selector === undefined) return 'it has no target';
  if (moreTargets.length > 0) return `it has ${moreTargets.length + 1} targets`;
  const [patchGroup, ...moreGroups] = selector.Values;
  const isGroup = isPatchGroupKey(selector.Key) && moreSelectors.length === 0 && moreGroups.length === 0;
  if (!isGroup || patchGroup === undefined) return 'its target is not a single patch group';
  const isOnTarget = task.targets.every(({ Key, Values }) => Key === 'WindowTargetIds' && Values.includes(target.id));
  if (!isOnTarget || task.targets.length !== 1) return 'its task does not run on its target';
  const other = ownerOfGroup(patchGroup, account, plan);
  if (other !== undefined) return `its patch group ${patchGroup} belongs to plan ${other}`;
  // A plan's own stays its own; of others it would keep what cannot be created again.
  const over = planOf(window) === undefined ? neverAgain(window, account.readAt) : undefined;
  if (over !== undefined) return `it can never run again: ${over}`;
  const { schedule, scheduleOffset = 0, timeZone = 'UTC' } = window;
  const offset = scheduleOffset === 0 ? {} : { scheduleOffset };
  const when = slotOfSchedule(schedule, scheduleOffset) ?? { kind: 'schedule', schedule, ...offset };
  const tagKey = selector.Key.slice('tag:'.length) as TagKey;
  return { window, patchGroup, tagKey, when, timeZone, task: specOf(window, task) };
}

function specOf({ durationHours, cutoffHours }: InventoryWindow, task: InventoryTask): TaskSpec {
  const operation = isScanTask(task) ? 'Scan' : 'Install';
  const [reboot] = task.runCommand?.Parameters?.RebootOption ?? [];
  const {
    MaxConcurrency = '1',
    MaxErrors = '1',
    CutoffBehavior = 'CONTINUE_TASK',
    ServiceRoleArn,
  } = (task.members ?? {}) as Partial<TaskDefinition>;
  return {
    operation,
    reboot: reboot === 'NoReboot' && operation === 'Install' ? 'NoReboot' : 'RebootIfNeeded',
    durationHours,
    cutoffHours,
    onCutoff: CutoffBehavior,
    maxConcurrency: MaxConcurrency,
    maxErrors: MaxErrors,
    // Said where there is none too: a plan may have one.
    serviceRoleArn: ownRole(ServiceRoleArn),
  };
}

/** The other plan whose document has a patch group. */
export function ownerOfGroup(
  patchGroup: string,
  { records }: Pick<OwnedInventory, 'records'>,
  plan: string | undefined,
): string | undefined {
  return records.find(
    (record) =>
      record.plan !== plan &&
      record.content.kind === 'document' &&
      record.content.document.waves.some((wave) => wave.patchGroup === patchGroup),
  )?.plan;
}

/** A wave of its own; names of windows are not unique, those of waves are. */
function newWave({ window, patchGroup, when }: Candidate, waves: readonly Wave[]): Wave {
  const wanted = (window.owner?.wave ?? window.name).slice(0, longestWaveName).replace(/^[^A-Za-z0-9]+/, '');
  const base = waveNamePattern.test(wanted) ? wanted : 'wave';
  const isTaken = (name: string): boolean => waves.some((wave) => wave.name === name);
  let name = base;
  for (let number = 2; isTaken(name); number += 1) name = suffixed(base, `-${number}`, longestWaveName);
  return { name, patchGroup, window: window.name, when };
}

const longestWaveName = 64;

/** What a window has otherwise than the plan. */
function ownOf({ timeZone, task }: Candidate, base: PlanDocument): Pick<Wave, 'own'> {
  const changed = ownMembers(task, base.task);
  const own = {
    ...(timeZone === base.timeZone ? {} : { timeZone }),
    ...(Object.keys(changed).length === 0 ? {} : { task: changed }),
  };
  return Object.keys(own).length === 0 ? {} : { own };
}
