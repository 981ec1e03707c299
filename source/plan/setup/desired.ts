/** Desired resources: what an account has to contain for a plan document to be true, and what it has for each already. */
import { whenLabel, whenSchedule } from '../../schedule/when.js';
import type { Tag, TargetDefinition, TaskDefinition, WindowDefinition } from '../account/definitions.js';
import { isPatchingWindow } from '../account/documents.js';
import { type InventoryWindow, patchGroupsOf, planOf, stackOf } from '../account/inventory.js';
import { neverAgain } from '../account/never-again.js';
import type { OwnedInventory } from '../account/ownership.js';
import type { Codec } from '../intent/codec.js';
import { type PlanDocument, type TagKey, taskOf, timeZoneOf, type Wave } from '../intent/document.js';
import {
  adoptedTag,
  givenTagsValue,
  layoutVersion,
  madeBy,
  ownerInformation,
  planTag,
  tagsTag,
  taskName,
  versionTag,
  waveTag,
} from '../intent/names.js';
import { baselineCopies, type DesiredBaseline } from './baseline-copies.js';
import { knownRules, type UnknownRules } from './known-rules.js';
import { ruleSets } from './rule-sets.js';

/** A wave's window with its one target and its one task. */
export interface DesiredWindow {
  readonly wave: Wave;
  readonly definition: WindowDefinition;
  readonly target: TargetDefinition;
  readonly task: TaskDefinition;
  /** On the window: the wizard's own tags, and the user's with a list of their keys. */
  readonly tags: readonly Tag[];
  /** The wave's window in the account. */
  readonly existing: InventoryWindow | undefined;
  /** A window of nobody's plan that is called so and patches the wave's group: a second one would patch the same nodes. */
  readonly inTheWay: InventoryWindow | undefined;
  /** Further windows for the same wave. */
  readonly surplus: readonly InventoryWindow[];
}

export interface DesiredResources {
  readonly document: PlanDocument;
  readonly baselines: readonly DesiredBaseline[];
  /** Baselines whose rules only a file can say. */
  readonly unknownRules: readonly UnknownRules[];
  readonly windows: readonly DesiredWindow[];
  /** On every baseline. */
  readonly baselineTags: readonly Tag[];
}

/** What of an account decides what a plan finds there. */
export type PlanAccount = Pick<OwnedInventory, 'windows' | 'baselines' | 'patchGroups' | 'readAt'>;

/** What is left alone, and why: `it has two targets`. */
export interface LeftAlone {
  readonly name: string;
  readonly id: string;
  readonly why: string;
}

/** What is taken over, by ids: what nobody's plan has and the document means. */
export interface TakenOver {
  readonly windows: ReadonlySet<string>;
  readonly baselines: ReadonlySet<string>;
  readonly leftAlone: readonly LeftAlone[];
}

export const nothingTakenOver: TakenOver = { windows: new Set(), baselines: new Set(), leftAlone: [] };

/** Everything that a document asks for, in its order. What exists is found by its owner, never by name alone. */
export function desiredResources(
  document: PlanDocument,
  account: PlanAccount,
  codec: Codec,
  takenOver: TakenOver = nothingTakenOver,
): DesiredResources {
  const foundFor = windowsOfWaves(document, account, takenOver);
  const tags = ownTags(document);
  const rules = document.baselines.map((choice) => knownRules(document.plan, choice, account, codec));
  return {
    document,
    baselines: rules.flatMap((known) =>
      'definition' in known
        ? baselineCopies(document.plan, known, ruleSets(document, known.definition), account, takenOver.baselines)
        : [],
    ),
    unknownRules: rules.flatMap((known) => ('definition' in known ? [] : [known])),
    windows: document.waves.map((wave) => desiredWindow(document, wave, tags, foundFor(wave))),
    baselineTags: tags,
  };
}

/** What a document asks for of an account that has nothing. */
export function emptyResources(document: PlanDocument, codec: Codec): DesiredResources {
  const nothing = { windows: [], baselines: [], patchGroups: [], readAt: new Date(0) };
  return desiredResources(document, nothing, codec);
}

function ownTags(document: PlanDocument): Tag[] {
  const given = givenTagsValue(document.tags);
  return [
    { Key: planTag, Value: document.plan },
    { Key: versionTag, Value: layoutVersion },
    ...(given === undefined ? [] : [{ Key: tagsTag, Value: given }]),
    ...Object.keys(document.tags)
      .sort()
      .map((Key) => ({ Key, Value: document.tags[Key] ?? '' })),
  ];
}

type FoundWindow = Pick<DesiredWindow, 'existing' | 'inTheWay' | 'surplus'>;

/**
 * The windows of each wave. A wave that was given another name is found by its window's name or its group, among those of the
 * plan's windows that no wave has; then what is taken over is looked for among those of nobody.
 */
function windowsOfWaves(
  { plan, waves, tagKey }: PlanDocument,
  { windows, readAt }: PlanAccount,
  takenOver: TakenOver,
): (wave: Wave) => FoundWindow {
  const own = windows.filter((window) => planOf(window) === plan).sort(byLikelihood);
  const names = new Set<string | undefined>(waves.map(({ name }) => name));
  const left = own.filter(({ owner }) => !names.has(owner?.wave));
  const ofNobody = windows.filter((window) => planOf(window) === undefined && stackOf(window) === undefined);
  const [existing, inTheWay] = [new Map<string, InventoryWindow>(), new Map<string, InventoryWindow>()];
  const taken = new Set<InventoryWindow>();
  /** Gives each wave without a window the first that fits it and that no other wave has. */
  const look = (
    found: typeof existing,
    among: InventoryWindow[],
    fits: (window: InventoryWindow, wave: Wave) => boolean,
  ) => {
    for (const wave of waves.filter(({ name }) => !existing.has(name))) {
      const window = among.find((each) => !taken.has(each) && fits(each, wave));
      if (window === undefined) continue;
      found.set(wave.name, window);
      taken.add(window);
    }
  };
  const isTaken = ({ id }: InventoryWindow): boolean => takenOver.windows.has(id);
  look(existing, own, ({ owner }, { name }) => owner?.wave === name);
  look(existing, left, ({ name }, wave) => name === wave.window);
  look(existing, left, (window, { patchGroup }) => patchGroupsOf(window).includes(patchGroup));
  look(existing, ofNobody, (window, wave) => isTaken(window) && isOfWave(window, wave, tagKey));
  const isInTheWay = (window: InventoryWindow, wave: Wave) =>
    isOfWave(window, wave, tagKey) && neverAgain(window, readAt) === undefined;
  look(inTheWay, ofNobody, isInTheWay);
  return ({ name }) => ({
    existing: existing.get(name),
    inTheWay: inTheWay.get(name),
    surplus: own.filter((window) => window.owner?.wave === name && window !== existing.get(name)),
  });
}

/** The account's windows that are none of the document's waves: those of others, and what the plan no longer wants. */
export function othersBeside(document: PlanDocument, account: PlanAccount, takenOver: TakenOver): InventoryWindow[] {
  const foundFor = windowsOfWaves(document, account, takenOver);
  const existing = new Set(document.waves.map((wave) => foundFor(wave).existing));
  return account.windows.filter((window) => !existing.has(window));
}

/** The other tag key selects other nodes. */
function isOfWave(window: InventoryWindow, wave: Wave, tagKey: TagKey): boolean {
  // Names come first: this is asked of every window for every wave.
  if (window.name !== wave.window || !isPatchingWindow(window)) return false;
  const selectors = window.targets.flatMap(({ targets }) => targets);
  return selectors.some(({ Key, Values }) => Key === `tag:${tagKey}` && Values.includes(wave.patchGroup));
}

/** Of several windows for one wave, as an interrupted run may leave them, the one with a task comes first, then the oldest. */
function byLikelihood(a: InventoryWindow, b: InventoryWindow): number {
  const tasks = Number(isPatchingWindow(b)) - Number(isPatchingWindow(a));
  return tasks || (a.createdAt?.getTime() ?? 0) - (b.createdAt?.getTime() ?? 0) || (a.id < b.id ? -1 : 1);
}

/** Whether a window is kept as it was taken over: the plan has no opinion on its texts and on what a document does not say. */
export function isTakenOver(window: InventoryWindow): boolean {
  return window.owner === undefined || adoptedTag in window.tags;
}

function desiredWindow(
  document: PlanDocument,
  wave: Wave,
  tags: readonly Tag[],
  { existing, inTheWay, surplus }: FoundWindow,
): DesiredWindow {
  const { plan, tagKey } = document;
  const { patchGroup } = wave;
  const task = taskOf(document, wave);
  const timeZone = timeZoneOf(document, wave);
  const { schedule, scheduleOffset } = whenSchedule(wave.when);
  const origin = madeBy(plan);
  const adopted = existing && isTakenOver(existing) ? [{ Key: adoptedTag, Value: 'yes' }] : [];
  return {
    wave,
    existing,
    inTheWay,
    surplus,
    tags: [...tags, { Key: waveTag, Value: wave.name }, ...adopted],
    definition: {
      Name: wave.window,
      Description: `${whenLabel(wave.when)} ${timeZone} (${origin})`.slice(0, longestDescription),
      Schedule: schedule,
      ScheduleTimezone: timeZone,
      ...(scheduleOffset === undefined ? {} : { ScheduleOffset: scheduleOffset }),
      Duration: task.durationHours,
      Cutoff: task.cutoffHours,
      AllowUnassociatedTargets: false,
    },
    target: {
      ResourceType: 'INSTANCE',
      Targets: [{ Key: `tag:${tagKey}`, Values: [patchGroup] }],
      OwnerInformation: ownerInformation(plan, wave.name),
      Name: wave.window,
      Description: `Nodes tagged ${tagKey} = ${patchGroup}`.slice(0, longestDescription),
    },
    task: {
      TaskArn: 'AWS-RunPatchBaseline',
      TaskType: 'RUN_COMMAND',
      Name: taskName(task.operation),
      Description: `${task.operation === 'Install' ? 'Installs' : 'Scans for'} approved patches (${origin})`,
      Priority: 1,
      MaxConcurrency: task.maxConcurrency,
      MaxErrors: task.maxErrors,
      CutoffBehavior: task.onCutoff,
      ...(task.serviceRoleArn === undefined ? {} : { ServiceRoleArn: task.serviceRoleArn }),
      TaskInvocationParameters: {
        RunCommand: {
          Comment: origin,
          Parameters: {
            Operation: [task.operation],
            // A scan never reboots; saying so keeps a later switch from Scan to Install a visible change.
            RebootOption: [task.operation === 'Install' ? task.reboot : 'NoReboot'],
          },
        },
      },
    },
  };
}

/** API members Description of windows, targets and tasks. */
const longestDescription = 128;
