/** Which windows a node, a tag or a resource group belongs to. */
import type { Region } from './account.js';
import { validationError } from './api-error.js';
import { operation } from './context.js';
import { select } from './filters.js';
import { DescribeMaintenanceWindowsForTargetRequest } from './model/windows.js';
import { nodeTags } from './nodes.js';
import { paginate } from './paging.js';
import type { NodeRow, TargetRow } from './rows.js';

/** What is looked for: nodes by id or tag, or resource groups. */
export type Targeted = Pick<TargetRow, 'Targets' | 'ResourceType'>;
type Targets = Targeted['Targets'];

/** The ids of the windows whose targets or tasks hold everything that is asked for. */
export function windowsOfTarget(
  region: Region,
  { Targets: wanted, ResourceType: type }: Targeted,
): ReadonlySet<string> {
  if (wanted.length === 0) throw validationError('At least one target is required');
  const found = new Set<string>();
  for (const target of region.targets.rows()) {
    if (target.ResourceType === type && holds(region, target.Targets, wanted)) found.add(target.WindowId);
  }
  for (const task of region.tasks.rows()) {
    if (type === 'INSTANCE' && holds(region, task.Targets ?? [], wanted)) found.add(task.WindowId);
  }
  return found;
}

function holds(region: Region, targets: Targets, wanted: Targets): boolean {
  return wanted.every(({ Key: key, Values: values = [] }) => {
    const same = targets.find((target) => target.Key === key)?.Values ?? [];
    if (values.some((value) => same.includes(value))) return true;
    if (key !== 'InstanceIds') return false;
    return values.some((id) => {
      const node = region.nodes.get(id);
      return node !== undefined && tagsMatch(region, node, targets);
    });
  });
}

/** Whether tags choose the node: all keys have to match, by any of their values. */
function tagsMatch(region: Region, node: NodeRow, targets: Targets): boolean {
  const tags = nodeTags(region, node);
  return (
    targets.length > 0 &&
    targets.every(({ Key: key = '', Values: values = [] }) => {
      if (key === 'tag-key') return tags.some(({ Key }) => values.includes(Key));
      return tags.some(({ Key, Value }) => key === `tag:${Key}` && values.includes(Value));
    })
  );
}

const describeForTarget = operation(DescribeMaintenanceWindowsForTargetRequest, (region, input, context) => {
  const targeted = windowsOfTarget(region, input);
  const windows = select(region.windows.entries(), ({ WindowId }) => targeted.has(WindowId));
  const paging = { pageSize: 50, largest: 100 };
  const { items, NextToken } = paginate(windows, input, region, context, paging);
  return { WindowIdentities: items.map(({ WindowId, Name }) => ({ WindowId, Name })), NextToken };
});

export const targetedOperations = { DescribeMaintenanceWindowsForTarget: describeForTarget };
