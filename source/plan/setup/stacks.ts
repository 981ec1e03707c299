/** What a CloudFormation stack has made is changed in its template: a set-up that would change it does not begin. */
import { blocking, type Finding, warning } from '../account/finding.js';
import { stackOf, stackWords } from '../account/inventory.js';
import type { Operation } from '../account/operations.js';
import type { Planned } from './planned.js';

/** That a plan has things of stacks, and whether it is in the way of what is wanted of them. */
export function stackFindings({ account, desired, operations }: Planned): Finding[] {
  const changed = new Set(operations.flatMap(changedIds));
  const ofStacks = [...account.windows, ...account.baselines].filter((resource) => stackOf(resource) !== undefined);
  const wanted = new Set<unknown>([...desired.windows, ...desired.baselines].map(({ existing }) => existing));
  const listed = (resources: typeof ofStacks) =>
    resources.map((resource) => `${resource.name} (${resource.id}) is ${stackWords(resource)}`).join('; ');
  const inTheWay = ofStacks.filter(({ id }) => changed.has(id));
  const others = ofStacks.filter((resource) => wanted.has(resource) && !changed.has(resource.id));
  return [
    ...(inTheWay.length > 0
      ? [
          blocking('stack', `${listed(inTheWay)}. The wizard does not change what a stack created.`, [
            'Change the template instead: export cloudformation writes one with what the plan wants.',
            `Or remove ${inTheWay.length === 1 ? 'it' : 'them'} from the stack with DeletionPolicy: Retain, and run this again.`,
          ]),
        ]
      : []),
    ...(others.length > 0
      ? [warning('stack', `${listed(others)}. The wizard does not change what a stack created.`)]
      : []),
  ];
}

/** Ids of the windows and baselines that an operation changes, by whatever part of them. */
function changedIds({ input }: Operation): string[] {
  const { WindowId, BaselineId, ResourceId } = input as Readonly<Record<string, unknown>>;
  return [WindowId, BaselineId, ResourceId].filter((id) => typeof id === 'string');
}
