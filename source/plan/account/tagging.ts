/** Tagging: what becomes of the patch groups of nodes, and the calls that make it so. */
import { counted } from '../text/plural.js';
import { isHybrid } from './fleet.js';
import type { AccountIdentity } from './inventory.js';
import type { Operation } from './operations.js';

/** What becomes of one node's tag; null where it does not carry it. */
export interface TagChange {
  /** `i-…` or `mi-…` */
  readonly id: string;
  readonly tagKey: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What becomes of tags of several nodes, with the calls for that. */
export interface Tagging {
  readonly changes: readonly TagChange[];
  readonly operations: readonly Operation[];
}

/** Where nodes are, for their ARNs. */
export type NodePlace = Pick<AccountIdentity, 'account' | 'region' | 'partition'>;

/** As the Resource Groups Tagging API calls a node (Service Authorization Reference, resource types). */
export function nodeArn(id: string, { account, region, partition }: NodePlace): string {
  const resource = isHybrid({ id }) ? 'ssm:REGION:ACCOUNT:managed-instance' : 'ec2:REGION:ACCOUNT:instance';
  return `arn:${partition}:${resource.replace('REGION', region).replace('ACCOUNT', account)}/${id}`;
}

/** The node that an ARN names. */
export function nodeIdOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/** Nodes in a call of the Resource Groups Tagging API, at the most (API member ResourceARNList). */
const mostInCall = 20;

/**
 * The calls for these changes: instances with one key and one value 20 at a time, managed nodes of other places one by one. Nodes whose
 * tag is no longer as it was are left out by each call.
 */
export function tagOperations(changes: readonly TagChange[], place: NodePlace): Operation[] {
  const groups = new Map<string, TagChange[]>();
  for (const change of changes) {
    const { id, tagKey, after } = change;
    const key = JSON.stringify(isHybrid(change) ? [id, tagKey] : [tagKey, after]);
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()].flatMap((alike) =>
    Array.from({ length: Math.ceil(alike.length / mostInCall) }, (_, index) =>
      tagOperation(alike.slice(mostInCall * index, mostInCall * (index + 1)), place),
    ),
  );
}

/** @param changes to one key and value, of one node or of several instances */
function tagOperation(changes: readonly TagChange[], place: NodePlace): Operation {
  const [{ id, tagKey, after } = { id: '', tagKey: '', after: null }] = changes;
  const arns = changes.map((change) => nodeArn(change.id, place));
  const valuesOf = (member: 'before' | 'after') =>
    Object.fromEntries(changes.map((change, index) => [arns[index], change[member]]));
  const nodes = changes.length === 1 ? id : `${id} and ${counted(changes.length - 1, 'more node')}`;
  const head = {
    id: `tag/${tagKey}/${id}`,
    name: nodes,
    summary: after === null ? `Remove the tag ${tagKey} from ${nodes}` : `Tag ${nodes} with ${tagKey} = ${after}`,
    dependsOn: [],
    guards: [
      {
        subject: { kind: 'node-tags', tagKey, arns },
        expected: valuesOf('before'),
        wanted: valuesOf('after'),
      },
    ],
  } as const;
  const hybrid = { ResourceType: 'ManagedInstance', ResourceId: id } as const;
  if (after === null)
    return isHybrid({ id })
      ? { ...head, kind: 'RemoveTagsFromResource', input: { ...hybrid, TagKeys: [tagKey] } }
      : { ...head, kind: 'UntagResources', input: { ResourceARNList: arns, TagKeys: [tagKey] } };
  return isHybrid({ id })
    ? { ...head, kind: 'AddTagsToResource', input: { ...hybrid, Tags: [{ Key: tagKey, Value: after }] } }
    : { ...head, kind: 'TagResources', input: { ResourceARNList: arns, Tags: { [tagKey]: after } } };
}
