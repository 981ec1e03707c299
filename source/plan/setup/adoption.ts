/** Adoption: windows that nobody's plan has become waves as they are, whoever made them; nothing is deleted. */
import { slotOfSchedule, type When } from '../../schedule/when.js';
import {
  documentName,
  type InventoryWindow,
  isPatchGroupKey,
  isPatchingTask,
  operationOf,
  ownRole,
  planOf,
  stackOf,
} from '../account/inventory.js';
import type { OwnedInventory } from '../account/ownership.js';
import { systemOf } from '../intent/baseline-choice.js';
import type { PlanDocument, TagKey, TaskSpec, Wave } from '../intent/document.js';
import { waveNamePattern } from '../intent/names.js';
import { adoptedBaselines } from './adopted-baselines.js';
import type { TakenOver } from './desired.js';
import type { LeftAlone } from './left-alone.js';

export interface Adoption {
  /** The document with a wave for each window that is taken over. */
  readonly document: PlanDocument;
  readonly takenOver: TakenOver;
  readonly leftAlone: readonly LeftAlone[];
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

export interface AdoptionOptions {
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
export function adoption(document: PlanDocument, account: OwnedInventory, options: AdoptionOptions): Adoption {
  const { plan } = document;
  const hasWindow = new Set(account.windows.flatMap(({ owner }) => (owner?.plan === plan ? [owner.wave] : [])));
  const isKept = ({ owner }: InventoryWindow): boolean =>
    owner?.plan === plan && document.waves.some(({ name }) => name === owner.wave);
  const leftAlone: LeftAlone[] = [];
  const leave = (window: InventoryWindow, why: string): void => {
    leftAlone.push({ name: window.name, id: window.id, why });
  };
  const candidates: Candidate[] = [];
  for (const window of account.windows) {
    const isFree = planOf(window) === undefined || (options.isNew && planOf(window) === plan && !isKept(window));
    if (!isFree || !window.tasks.some(isPatchingTask)) continue;
    const found = candidateOf(window, account, plan);
    if (typeof found === 'string') leave(window, found);
    else candidates.push(found);
  }
  const [first] = candidates.filter(
    ({ window, patchGroup }) =>
      !options.hasDates || document.waves.some((wave) => wave.window === window.name && wave.patchGroup === patchGroup),
  );
  const base = options.isNew && first ? asFirst(document, first) : document;
  const waves = [...base.waves];
  const windows: InventoryWindow[] = [];
  for (const candidate of candidates) {
    const { window, tagKey, patchGroup } = candidate;
    const place = waves.findIndex(
      (wave) => wave.window === window.name && wave.patchGroup === patchGroup && !hasWindow.has(wave.name),
    );
    const wave = waves[place];
    if (tagKey !== base.tagKey) leave(window, `it selects nodes by the tag ${tagKey}, and the plan by ${base.tagKey}`);
    else if (wave) {
      waves[place] = { ...wave, ...ownOf(candidate, base) };
      hasWindow.add(wave.name);
      windows.push(window);
    } else if (options.hasDates) leave(window, 'the plan does not have its dates');
    else {
      const added = waveOf(candidate, base, waves);
      waves.push(added);
      hasWindow.add(added.name);
      windows.push(window);
    }
  }
  const adopted = { ...base, waves };
  const baselines = adoptedBaselines(adopted, account);
  const systems = new Set(baselines.choices.map(systemOf));
  const choices = [...base.baselines.filter((choice) => !systems.has(systemOf(choice))), ...baselines.choices];
  return {
    document: { ...adopted, baselines: options.hasDates && choices.length === 0 ? document.baselines : choices },
    takenOver: { windows: new Set(windows.map(({ id }) => id)), baselines: new Set(baselines.ids) },
    leftAlone: [...leftAlone, ...baselines.leftAlone],
  };
}

/** A new plan has what the first of the windows has that it takes over. */
function asFirst(document: PlanDocument, { tagKey, timeZone, task }: Candidate): PlanDocument {
  return { ...document, tagKey, timeZone, task, baselines: [] };
}

/** Patching windows that nobody's plan has and that can be taken over, by what the list of windows tells. */
export function adoptableWindows(account: OwnedInventory): InventoryWindow[] {
  return account.windows.filter(
    (window) =>
      planOf(window) === undefined && window.tasks.some(isPatchingTask) && typeof shapeOf(window, account) !== 'string',
  );
}

interface Shape {
  readonly task: InventoryWindow['tasks'][number];
  readonly tagKey: TagKey;
  readonly patchGroup: string;
}

/** The one task and the one group of a window, or why it has none. */
function shapeOf(window: InventoryWindow, account: OwnedInventory, plan?: string): Shape | string {
  const stack = stackOf(window);
  if (stack !== undefined) return `the CloudFormation stack ${stack} has made it`;
  const [task, ...moreTasks] = window.tasks.filter(isPatchingTask);
  if (task === undefined) return 'it does not patch';
  if (moreTasks.length > 0) return `it has ${moreTasks.length + 1} patching tasks`;
  // UpdateMaintenanceWindowTask cannot change the type.
  if (task.type !== 'RUN_COMMAND') return `${documentName(task)} is not run by Run Command`;
  const [target, ...moreTargets] = window.targets;
  const [selector, ...moreSelectors] = target?.targets ?? [];
  if (target === undefined || selector === undefined) return 'it has no target';
  if (moreTargets.length > 0) return `it has ${moreTargets.length + 1} targets`;
  const [patchGroup, ...moreGroups] = selector.Values;
  const isGroup = isPatchGroupKey(selector.Key) && moreSelectors.length === 0 && moreGroups.length === 0;
  if (!isGroup || patchGroup === undefined) return 'its target is not one patch group';
  const isOnTarget = task.targets.every(({ Key, Values }) => Key === 'WindowTargetIds' && Values.includes(target.id));
  if (!isOnTarget || task.targets.length !== 1) return 'its task does not run on its target';
  const other = ownerOfGroup(patchGroup, account, plan);
  if (other !== undefined) return `its patch group ${patchGroup} is one of plan ${other}`;
  return { task, patchGroup, tagKey: selector.Key.slice('tag:'.length) as TagKey };
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

function candidateOf(window: InventoryWindow, account: OwnedInventory, plan: string): Candidate | string {
  const shape = shapeOf(window, account, plan);
  if (typeof shape === 'string') return shape;
  const { task, ...group } = shape;
  const operation = operationOf(task) === 'Scan' ? 'Scan' : 'Install';
  const { schedule, scheduleOffset } = window;
  return {
    ...group,
    window,
    when: slotOfSchedule(schedule, scheduleOffset) ?? {
      kind: 'schedule',
      schedule,
      ...(scheduleOffset ? { scheduleOffset } : {}),
    },
    timeZone: window.timeZone ?? 'UTC',
    task: {
      operation,
      reboot:
        task.runCommand?.Parameters?.RebootOption?.[0] === 'NoReboot' && operation === 'Install'
          ? 'NoReboot'
          : 'RebootIfNeeded',
      durationHours: window.durationHours,
      cutoffHours: window.cutoffHours,
      onCutoff: task.cutoffBehavior === 'CANCEL_TASK' ? 'CANCEL_TASK' : 'CONTINUE_TASK',
      maxConcurrency: task.maxConcurrency ?? '1',
      maxErrors: task.maxErrors ?? '1',
      // Said where there is none too: a plan may have one.
      serviceRoleArn: ownRole(task.serviceRoleArn),
    },
  };
}

/** A wave of its own; names of windows are not unique, those of waves are. */
function waveOf(candidate: Candidate, base: PlanDocument, waves: readonly Wave[]): Wave {
  const { window, patchGroup, when } = candidate;
  const name = waveName(window, new Set(waves.map((wave) => wave.name)));
  return { name, patchGroup, window: window.name, when, ...ownOf(candidate, base) };
}

/** What a window has otherwise than the plan. */
function ownOf({ timeZone, task }: Candidate, base: PlanDocument): Pick<Wave, 'own'> {
  const changed = Object.entries(task).filter(([member, value]) => base.task[member as keyof TaskSpec] !== value);
  const own = {
    ...(timeZone === base.timeZone ? {} : { timeZone }),
    ...(changed.length === 0 ? {} : { task: Object.fromEntries(changed) as Partial<TaskSpec> }),
  };
  return Object.keys(own).length === 0 ? {} : { own };
}

function waveName({ name, owner }: InventoryWindow, taken: ReadonlySet<string>): string {
  const wanted = (owner?.wave ?? name).slice(0, longestWaveName).replace(/^[^A-Za-z0-9]+/, '');
  const base = waveNamePattern.test(wanted) ? wanted : 'wave';
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : `-${number}`;
    const candidate = base.slice(0, longestWaveName - suffix.length) + suffix;
    if (!taken.has(candidate)) return candidate;
  }
}

const longestWaveName = 64;
