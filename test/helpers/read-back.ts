/** An account as it is after a set-up, every field of it, through the real SDK. */
import {
  DescribeMaintenanceWindowTargetsCommand,
  DescribeMaintenanceWindowTasksCommand,
  GetMaintenanceWindowCommand,
  GetMaintenanceWindowTaskCommand,
  GetPatchBaselineCommand,
  ListTagsForResourceCommand,
  paginateDescribeMaintenanceWindows,
  paginateDescribePatchBaselines,
  paginateDescribePatchGroups,
  type SSMClient,
} from '@aws-sdk/client-ssm';

/** All windows with their targets, tasks and tags, all baselines of one's own, and all registrations; each sorted by name. */
export async function readAccount(ssm: SSMClient) {
  const windows = [];
  for await (const page of paginateDescribeMaintenanceWindows({ client: ssm }, {})) {
    for (const { WindowId = '' } of page.WindowIdentities ?? []) windows.push(await readWindow(ssm, WindowId));
  }
  const baselines = [];
  const own = { Filters: [{ Key: 'OWNER', Values: ['Self'] }] };
  for await (const page of paginateDescribePatchBaselines({ client: ssm }, own)) {
    for (const { BaselineId = '', DefaultBaseline } of page.BaselineIdentities ?? []) {
      const baseline = fields(await ssm.send(new GetPatchBaselineCommand({ BaselineId })));
      // In the order in which calls that ran at the same time happened to end.
      const PatchGroups = [...(baseline.PatchGroups ?? [])].sort();
      baselines.push({
        ...baseline,
        PatchGroups,
        DefaultBaseline,
        Tags: await tagsOf(ssm, 'PatchBaseline', BaselineId),
      });
    }
  }
  const groups = [];
  for await (const page of paginateDescribePatchGroups({ client: ssm }, {})) groups.push(...(page.Mappings ?? []));
  return {
    windows: windows.sort(byName(({ Name }) => Name)),
    baselines: baselines.sort(byName(({ Name }) => Name)),
    groups: groups.sort(byName((row) => `${row.PatchGroup} ${row.BaselineIdentity?.OperatingSystem}`)),
  };
}

/**
 * The account without what differs between two that were set up alike: ids and times. Ids become the name of what they
 * stand for.
 */
export async function comparable(ssm: SSMClient): Promise<unknown> {
  const { windows, baselines, groups } = await readAccount(ssm);
  const names = new Map([
    ...windows.map(({ WindowId, Name }) => [WindowId, Name] as const),
    ...windows.flatMap(({ targets }) => targets.map(({ WindowTargetId, Name }) => [WindowTargetId, Name] as const)),
    ...windows.flatMap(({ tasks }) => tasks.map(({ WindowTaskId, Name }) => [WindowTaskId, Name] as const)),
    ...baselines.map(({ BaselineId, Name }) => [BaselineId, Name] as const),
  ]);
  const isTime = (key: string) => /^(Created|Modified|NextExecution)/.test(key);
  return JSON.parse(
    JSON.stringify({ windows, baselines, groups }, (key, value: unknown) =>
      isTime(key) ? undefined : typeof value === 'string' && names.has(value) ? `id of ${names.get(value)}` : value,
    ),
  );
}

async function readWindow(ssm: SSMClient, WindowId: string) {
  const window = fields(await ssm.send(new GetMaintenanceWindowCommand({ WindowId })));
  const { Targets = [] } = await ssm.send(new DescribeMaintenanceWindowTargetsCommand({ WindowId }));
  const { Tasks = [] } = await ssm.send(new DescribeMaintenanceWindowTasksCommand({ WindowId }));
  const tasks = [];
  for (const { WindowTaskId } of Tasks) {
    tasks.push(fields(await ssm.send(new GetMaintenanceWindowTaskCommand({ WindowId, WindowTaskId }))));
  }
  return { ...window, targets: Targets, tasks, Tags: await tagsOf(ssm, 'MaintenanceWindow', WindowId) };
}

async function tagsOf(ssm: SSMClient, ResourceType: 'MaintenanceWindow' | 'PatchBaseline', ResourceId: string) {
  const { TagList = [] } = await ssm.send(new ListTagsForResourceCommand({ ResourceType, ResourceId }));
  return TagList.sort(byName(({ Key }) => Key));
}

/** An answer without what the SDK adds to it. */
function fields<Answer extends { readonly $metadata: unknown }>({
  $metadata: _,
  ...answer
}: Answer): Omit<Answer, '$metadata'> {
  return answer;
}

function byName<T>(nameOf: (item: T) => string | undefined) {
  return (a: T, b: T): number => (nameOf(a) ?? '').localeCompare(nameOf(b) ?? '');
}
