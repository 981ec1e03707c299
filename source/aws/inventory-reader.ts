/** Reads an account's patching resources into an inventory: lists first, then the details of each. */
import type {
  MaintenanceWindowIdentity,
  MaintenanceWindowTask,
  PatchBaselineIdentity,
  Target,
} from '@aws-sdk/client-ssm';
import { describeError } from '../errors.js';
import type { ReadInventoryOptions } from '../execute/patch-manager.js';
import type {
  Inventory,
  InventoryBaseline,
  InventoryProgress,
  InventoryTask,
  InventoryWindow,
  PredefinedBaseline,
} from '../plan/account/inventory.js';
import type { BaselineDefinition, OperatingSystem } from '../plan/baseline/baseline.js';
import { adoptedTag, ownerOf, planTag, recordPath, versionTag } from '../plan/intent/names.js';
import type { Send } from './clients.js';
import { Reads, targetMembers, unlessGone, unlessRefused, windowMembers } from './reads.js';
import { Refusals } from './refusals.js';

/**
 * Everything that converge, preflight and status need to know; what only counts or tells is left out where it is refused.
 * @throws UserError as the first failed call, and one for all calls that were refused
 */
export async function readInventory(send: Send, options: ReadInventoryOptions): Promise<Inventory> {
  const refusals = new Refusals();
  const inventory = await readAll(new Reads(refusals.reader(send)), options);
  const unread = refusals.settled();
  return unread.length === 0 ? inventory : { ...inventory, unread };
}

async function readAll(
  reads: Reads,
  { onProgress, details = 'plans', windowsBut }: ReadInventoryOptions,
): Promise<Inventory> {
  if (windowsBut)
    return { ...nothingRead, windows: await readWindows(reads, { isComplete: details === 'all', windowsBut }) };
  const isComplete = details === 'all';
  const isShown = details !== 'plans';
  let progress: InventoryProgress = { windows: 0, baselines: 0, patchGroups: 0, nodes: 0 };
  const reportOf = (list: keyof InventoryProgress) => (count: number) => {
    progress = { ...progress, [list]: count };
    onProgress?.(progress);
  };
  const [records, windows, baselines, patchGroups, nodes, withPatchGroup, withSpace, predefined] = await Promise.all([
    readRecords(reads, isShown),
    readWindows(reads, { isComplete, onPage: reportOf('windows') }),
    reads
      .baselines('Self', reportOf('baselines'))
      .then((baselines) => existing(baselines, (each) => readBaseline(reads, each, isShown))),
    reads.registrations(undefined, reportOf('patchGroups')),
    reads.nodes([], reportOf('nodes')),
    reads.nodes([{ Key: 'tag-key', Values: ['PatchGroup'] }]),
    reads.nodes([{ Key: 'tag-key', Values: ['Patch Group'] }]),
    isShown ? readPredefined(reads) : undefined,
  ]);
  const nodesByTagKey = { PatchGroup: withPatchGroup.length, 'Patch Group': withSpace.length };
  return { ...records, windows, baselines, patchGroups, nodes, nodesByTagKey, predefined };
}

const nothingRead: Inventory = {
  records: [],
  windows: [],
  baselines: [],
  patchGroups: [],
  nodes: [],
  nodesByTagKey: { PatchGroup: 0, 'Patch Group': 0 },
};

interface ReadWindowsOptions extends Pick<ReadInventoryOptions, 'windowsBut'> {
  readonly isComplete: boolean;
  readonly onPage?: (soFar: number) => void;
}

async function readWindows(
  reads: Reads,
  { isComplete, windowsBut, onPage }: ReadWindowsOptions,
): Promise<InventoryWindow[]> {
  const windows = await reads.windows(onPage);
  const isTwin = sharesItsName(windows);
  const wanted = windows.filter(({ WindowId = '' }) => !windowsBut?.has(WindowId));
  return existing(wanted, (each) => readWindow(reads, each, isComplete, isTwin(each)));
}

/** The details of each that is still there. */
async function existing<Identity, Resource>(
  identities: readonly Identity[],
  read: (identity: Identity) => Promise<Resource>,
): Promise<Resource[]> {
  const resources = await Promise.all(identities.map((identity) => unlessGone(read(identity))));
  return resources.filter((resource) => resource !== undefined);
}

/**
 * The plans' records, or why these credentials may not read them.
 * @param isShown also who wrote each last, which another operation tells
 */
function readRecords(reads: Reads, isShown: boolean): Promise<Pick<Inventory, 'records' | 'recordsRefused'>> {
  const read = async () => {
    const [parameters, metadata] = await Promise.all([
      reads.parameters(recordPath),
      isShown ? reads.parameterMetadata(recordPath) : [],
    ]);
    const writers = new Map(metadata.map(({ Name, LastModifiedUser }) => [Name, LastModifiedUser]));
    const records = parameters.map(({ Name = '', Value = '', Version = 0, LastModifiedDate }) => ({
      plan: Name.slice(recordPath.length + 1),
      name: Name,
      value: Value,
      version: Version,
      changedAt: LastModifiedDate,
      changedBy: writers.get(Name),
    }));
    return { records };
  };
  return unlessRefused<Pick<Inventory, 'records' | 'recordsRefused'>>(read(), (error) => ({
    records: [],
    recordsRefused: describeError(error),
  }));
}

/** @param isTwin whether another window is called the same: of two for one wave the older is the plan's */
async function readWindow(
  reads: Reads,
  identity: MaintenanceWindowIdentity,
  isComplete: boolean,
  isTwin: boolean,
): Promise<InventoryWindow> {
  const id = identity.WindowId ?? '';
  const [tags, targets, tasks, isRunning] = await Promise.all([
    reads.tags('MaintenanceWindow', id),
    reads.targets(id),
    reads.tasks(id),
    isComplete ? reads.isRunning(id) : undefined,
  ]);
  const isMarked = targets.some(({ OwnerInformation = '' }) => ownerOf(OwnerInformation) !== undefined);
  const isDetailed = isComplete || isMarked || planTag in tags;
  const isAsked = isComplete || (isDetailed && (isTwin || saysTooLittle(identity, tags, tasks)));
  const [window, ...readTasks] = await Promise.all([
    isAsked ? reads.window(id) : undefined,
    ...tasks.map((task) => unlessGone(readTask(reads, id, task, isDetailed))),
  ]);
  return {
    id,
    name: identity.Name ?? '',
    enabled: identity.Enabled ?? true,
    schedule: identity.Schedule ?? '',
    scheduleOffset: identity.ScheduleOffset,
    timeZone: identity.ScheduleTimezone,
    startDate: identity.StartDate,
    endDate: identity.EndDate,
    durationHours: identity.Duration ?? 0,
    cutoffHours: identity.Cutoff ?? 0,
    nextExecutionTime: identity.NextExecutionTime,
    members: window?.members ?? (isDetailed ? windowMembers(identity) : undefined),
    createdAt: window?.createdAt,
    isRunning,
    tags,
    targets: targets.map((target) => ({
      id: target.WindowTargetId ?? '',
      name: target.Name,
      ownerInformation: target.OwnerInformation,
      targets: keysAndValues(target.Targets),
      members: targetMembers(target),
    })),
    tasks: readTasks.filter((task) => task !== undefined),
  };
}

function sharesItsName(windows: readonly MaintenanceWindowIdentity[]): (window: MaintenanceWindowIdentity) => boolean {
  const names = new Set<string | undefined>();
  const twins = new Set<string | undefined>();
  for (const { Name } of windows) (names.has(Name) ? twins : names).add(Name);
  return ({ Name }) => twins.has(Name);
}

/**
 * Whether a plan's window has to be asked about beyond the list, which leaves out AllowUnassociatedTargets and the date of its
 * creation. The former has an effect only on a task that addresses nodes itself; of a window whose tasks go by its targets it is
 * not looked at, unless the window may be written anew with what it has: after a pause, or taken over. A rate counts from the latter.
 */
function saysTooLittle(
  { StartDate, Enabled, Schedule = '' }: MaintenanceWindowIdentity,
  tags: Readonly<Record<string, string>>,
  tasks: readonly MaintenanceWindowTask[],
): boolean {
  const byTargets = ({ Targets = [] }: MaintenanceWindowTask): boolean =>
    Targets.length > 0 && Targets.every(({ Key }) => Key === 'WindowTargetIds');
  const isKept = Boolean(StartDate) || Enabled === false || adoptedTag in tags;
  return isKept || Schedule.startsWith('rate(') || !tasks.every(byTargets);
}

/** Only of a task whose details matter the parameters are read. */
async function readTask(
  reads: Reads,
  windowId: string,
  task: MaintenanceWindowTask,
  isDetailed: boolean,
): Promise<InventoryTask> {
  const id = task.WindowTaskId ?? '';
  const members = isDetailed ? await reads.task(windowId, id) : undefined;
  const parameters = members?.TaskInvocationParameters as { RunCommand?: InventoryTask['runCommand'] } | undefined;
  return {
    id,
    name: task.Name,
    description: task.Description,
    taskArn: task.TaskArn ?? '',
    type: task.Type ?? '',
    targets: keysAndValues(task.Targets),
    priority: task.Priority,
    runCommand: parameters?.RunCommand,
    members,
  };
}

async function readBaseline(
  reads: Reads,
  identity: PatchBaselineIdentity,
  isShown: boolean,
): Promise<InventoryBaseline> {
  const id = identity.BaselineId ?? '';
  const tags = await reads.tags('PatchBaseline', id);
  // Without its plan's tag it may still be a plan's.
  const isDetailed = isShown || planTag in tags || versionTag in tags;
  const baseline = isDetailed ? await reads.baseline(id) : undefined;
  const { PatchGroups: _groups, ...definition } = baseline?.members ?? {};
  return {
    ...named(identity),
    tags,
    // What GetPatchBaseline answers are the members of a definition.
    definition: baseline && (definition as unknown as BaselineDefinition),
    createdAt: baseline?.createdAt,
  };
}

/** AWS's own baselines, by ARN. */
async function readPredefined(reads: Reads): Promise<PredefinedBaseline[]> {
  return (await reads.baselines('AWS')).map(named);
}

function named(identity: PatchBaselineIdentity): PredefinedBaseline {
  return {
    id: identity.BaselineId ?? '',
    name: identity.BaselineName ?? '',
    operatingSystem: (identity.OperatingSystem ?? 'WINDOWS') as OperatingSystem,
    isDefault: identity.DefaultBaseline ?? false,
  };
}

function keysAndValues(targets: readonly Target[] | undefined): { Key: string; Values: string[] }[] {
  return (targets ?? []).map(({ Key = '', Values = [] }) => ({ Key, Values }));
}
