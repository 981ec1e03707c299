/** An account as it is, through the SDK: every field with its id, to see what changed; and blind to ids, to compare two. */
import {
  paginateDescribeMaintenanceWindows,
  paginateDescribePatchBaselines,
  paginateDescribePatchGroups,
  paginateGetParametersByPath,
  type SSM,
} from '@aws-sdk/client-ssm';

import { itemsOf } from './sandbox.js';

type Fields = Readonly<Record<string, unknown>>;

interface Part {
  readonly id: string;
  readonly fields: Fields;
}

interface WindowDump extends Part {
  readonly targets: readonly Part[];
  readonly tasks: readonly Part[];
}

export interface AccountDump {
  readonly windows: readonly WindowDump[];
  readonly baselines: readonly Part[];
  /** One for each group and operating system. */
  readonly registrations: readonly {
    readonly patchGroup: string;
    readonly operatingSystem: string;
    readonly baselineId: string;
  }[];
  /** Ids of own baselines that are a default. */
  readonly defaults: readonly string[];
  /** Under their names. */
  readonly parameters: readonly Part[];
}

/** Everything about patching; tags are among the fields, dates too. */
export async function dumpAccount(client: SSM): Promise<AccountDump> {
  const windows: WindowDump[] = [];
  const baselines: Part[] = [];
  const defaults: string[] = [];
  for (const { WindowId = '' } of await itemsOf(paginateDescribeMaintenanceWindows({ client }, {}), 'WindowIdentities'))
    windows.push(await dumpWindow(client, WindowId));
  const own = paginateDescribePatchBaselines({ client }, { Filters: [{ Key: 'OWNER', Values: ['Self'] }] });
  for (const { BaselineId = '', DefaultBaseline } of await itemsOf(own, 'BaselineIdentities')) {
    const [{ $metadata, BaselineId: _, PatchGroups, ...baseline }, Tags] = await Promise.all([
      client.getPatchBaseline({ BaselineId }),
      tagsOf(client, 'PatchBaseline', BaselineId),
    ]);
    baselines.push({ id: BaselineId, fields: { ...baseline, Tags } });
    if (DefaultBaseline) defaults.push(BaselineId);
  }
  const groups = await itemsOf(paginateDescribePatchGroups({ client }, {}), 'Mappings');
  const registrations = groups.map(({ PatchGroup: patchGroup = '', BaselineIdentity = {} }) => {
    const { BaselineId: baselineId = '', OperatingSystem: operatingSystem = '' } = BaselineIdentity;
    return { patchGroup, operatingSystem, baselineId };
  });
  const found = await itemsOf(paginateGetParametersByPath({ client }, { Path: '/', Recursive: true }), 'Parameters');
  const parameters = found.map(({ Name = '', ARN, LastModifiedDate, ...fields }) => ({ id: Name, fields }));
  return { windows, baselines, registrations, defaults, parameters };
}

async function dumpWindow(ssm: SSM, WindowId: string): Promise<WindowDump> {
  const [{ $metadata, WindowId: _, NextExecutionTime, ...window }, Tags, { Targets = [] }, { Tasks = [] }] =
    await Promise.all([
      ssm.getMaintenanceWindow({ WindowId }),
      tagsOf(ssm, 'MaintenanceWindow', WindowId),
      ssm.describeMaintenanceWindowTargets({ WindowId, MaxResults: 100 }),
      ssm.describeMaintenanceWindowTasks({ WindowId, MaxResults: 100 }),
    ]);
  return {
    id: WindowId,
    fields: { ...window, Tags },
    targets: Targets.map(({ WindowId: _window, WindowTargetId = '', ...fields }) => ({ id: WindowTargetId, fields })),
    tasks: await Promise.all(Tasks.map(({ WindowTaskId = '' }) => dumpTask(ssm, WindowId, WindowTaskId))),
  };
}

async function dumpTask(ssm: SSM, WindowId: string, WindowTaskId: string): Promise<Part> {
  const answer = await ssm.getMaintenanceWindowTask({ WindowId, WindowTaskId });
  const { $metadata, WindowId: _window, WindowTaskId: _task, ...fields } = answer;
  return { id: WindowTaskId, fields };
}

async function tagsOf(
  ssm: SSM,
  ResourceType: 'MaintenanceWindow' | 'PatchBaseline',
  ResourceId: string,
): Promise<Readonly<Record<string, string>>> {
  const { TagList = [] } = await ssm.listTagsForResource({ ResourceType, ResourceId });
  return Object.fromEntries(TagList.map(({ Key = '', Value = '' }) => [Key, Value]));
}

/** A line for every thing, its id first: what is equal here has not changed. */
export function lines({ windows, baselines, registrations, defaults, parameters }: AccountDump): string[] {
  return [
    ...windows.flatMap(({ id, fields, targets, tasks }) => [
      `window ${id} ${text(fields)}`,
      ...targets.map((target) => `target ${target.id} of ${id} ${text(target.fields)}`),
      ...tasks.map((task) => `task ${task.id} of ${id} ${text(task.fields)}`),
    ]),
    ...baselines.map(({ id, fields }) => `baseline ${id} ${text(fields)}`),
    ...registrations.map(
      ({ patchGroup, operatingSystem, baselineId }) => `group ${patchGroup} ${operatingSystem} ${baselineId}`,
    ),
    ...defaults.map((id) => `default ${id}`),
    ...parameters.map(({ id, fields }) => `parameter ${id} ${text(fields)}`),
  ].sort();
}

/** The account without ids, dates and versions; what refers to an id has what stands under it in its place. */
export function withoutIds({ windows, baselines, registrations, defaults, parameters }: AccountDump): unknown {
  const baselineText = new Map(baselines.map(({ id, fields }) => [id, text(undated(fields))]));
  const standsFor = (id: string): string => baselineText.get(id) ?? id;
  const ordered = (texts: readonly string[]): unknown[] => [...texts].sort().map((each) => JSON.parse(each));
  return {
    windows: ordered(
      windows.map(({ fields, targets, tasks }) => {
        const targetText = new Map(targets.map((target) => [target.id, text(target.fields)]));
        const named = tasks.map((task) => text(replaced(task.fields, targetText)));
        return text({ ...undated(fields), targets: [...targetText.values()].sort(), tasks: named.sort() });
      }),
    ),
    baselines: ordered([...baselineText.values()]),
    groups: registrations.map((row) => `${row.patchGroup} ${row.operatingSystem} ${standsFor(row.baselineId)}`).sort(),
    defaults: defaults.map(standsFor).sort(),
    parameters: parameters.map(({ id, fields: { Version: _, ...fields } }) => `${id} ${text(fields)}`).sort(),
  };
}

function undated({ CreatedDate, ModifiedDate, ...fields }: Fields): Fields {
  return fields;
}

function replaced(value: unknown, texts: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return texts.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => replaced(item, texts));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, replaced(member, texts)]));
}

/** JSON with the members of every object in order. */
function text(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member) && !(member instanceof Uint8Array)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
