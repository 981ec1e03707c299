/** What would surprise about a plan for nodes, and is said before the first call. */
import { type Finding, warning } from '../account/finding.js';
import { type Fleet, type FleetNode, isHybrid } from '../account/fleet.js';
import type { OwnedInventory } from '../account/ownership.js';
import { counted, isOrAre } from '../text/plural.js';
import { type Meant, mostTags, type NodeChange } from './change.js';
import { carriedGroups } from './groups.js';
import { nodeRows } from './rows.js';
import { nameOf, serviceOf } from './services.js';

interface Facts {
  readonly meant: readonly Meant[];
  readonly changes: readonly NodeChange[];
  /** Changes that a node has no room for. */
  readonly full: readonly NodeChange[];
  readonly isEveryNode: boolean;
  readonly account: OwnedInventory;
  readonly fleet: Fleet;
  readonly afterwards: Fleet;
}

/** A sentence for each kind of surprise, with the nodes that it is about. */
export function nodesFindings(facts: Facts): Finding[] {
  const { meant, changes, full, isEveryNode, account, fleet, afterwards } = facts;
  const told = (
    code: string,
    nodes: readonly FleetNode[],
    words: string,
    verb: string = isOrAre(nodes.length),
  ): Finding[] =>
    nodes.length === 0
      ? []
      : [warning(code, `${counted(nodes.length, 'node')} ${verb} ${words}: ${someNodes(nodes)}.`)];
  const tagging = changes.filter(({ after }) => after !== null);
  const spaced = tagging.filter(({ tagKey, node }) => tagKey === 'Patch Group' && !isHybrid(node));
  const changed = new Set(changes.map(({ id }) => id));
  const rows = changed.size === 0 ? [] : nodeRows(account, afterwards);
  const twice = rows.filter(({ node, problems }) => changed.has(node.id) && problems.includes('several-windows'));
  return [
    ...(isEveryNode ? [warning('every-node', `This selects all ${fleet.nodes.length} nodes here.`)] : []),
    ...goneFindings(meant, fleet),
    ...told('several-selectors', meantTwice(meant), 'matched by more than one selector (the first one counts)'),
    ...told('tag-quota', nodesOf(full), `skipped because of the ${mostTags}-tag limit`),
    ...told('other-tag-key', withOtherKey(tagging), 'also tagged with the other patch group key, which stays as it is'),
    ...(spaced.length > 0
      ? [
          warning(
            'tag-key-with-space',
            'Instances that allow tags in instance metadata refuse the tag key "Patch Group" because of its space.',
          ),
        ]
      : []),
    ...crowdedServices(meant),
    ...told('several-windows', nodesOf(twice), 'patched by more than one window after this', 'will be'),
    ...(fleet.tagsRefused
      ? [
          warning(
            'tags-refused',
            'Tags could not be read. Patch groups are known, but services are only guessed from node names.',
            fleet.tagsRefused.nextSteps,
          ),
        ]
      : []),
  ];
}

function nodesOf(some: readonly { readonly node: FleetNode }[]): FleetNode[] {
  return some.map(({ node }) => node);
}

/** Ids that are given and that no node has. */
function goneFindings(meant: readonly Meant[], fleet: Fleet): Finding[] {
  const there = new Set(fleet.nodes.map(({ id }) => id));
  const given = meant.flatMap(({ instruction }) =>
    instruction.selector.flatMap((term) => (term.kind === 'ids' ? term.ids : [])),
  );
  const gone = [...new Set(given)].filter((id) => !there.has(id));
  if (gone.length === 0) return [];
  return [
    warning('node-gone', `Systems Manager does not list ${someOf(gone)}. Stopped and deleted nodes are not listed.`),
  ];
}

function meantTwice(meant: readonly Meant[]): FleetNode[] {
  const again = meant.flatMap(({ nodes, own }) => {
    const mine = new Set(own);
    return nodes.filter((node) => !mine.has(node));
  });
  return [...new Set(again)];
}

function withOtherKey(tagging: readonly NodeChange[]): FleetNode[] {
  return nodesOf(tagging.filter(({ node, tagKey }) => carriedGroups(node).some((group) => group.tagKey !== tagKey)));
}

/** Services with more nodes than groups, of which some are patched at the same time. */
function crowdedServices(meant: readonly Meant[]): Finding[] {
  return meant.flatMap(({ instruction, own }) => {
    if (instruction.kind !== 'spread') return [];
    const sizes = new Map<string, number>();
    for (const service of own.flatMap((node) => serviceOf(node) ?? []))
      sizes.set(service, (sizes.get(service) ?? 0) + 1);
    const groups = new Set(instruction.groups).size;
    const crowded = [...sizes].filter(([, size]) => size > groups).map(([service, size]) => `${service} (${size})`);
    if (crowded.length === 0) return [];
    const message = `With ${counted(groups, 'group')}, some nodes of the same service will be patched together: ${someOf(crowded)}.`;
    return [warning('service-together', message)];
  });
}

function someNodes(nodes: readonly FleetNode[]): string {
  return someOf(nodes.map((node) => nameOf(node) ?? node.id));
}

function someOf(words: readonly string[]): string {
  return words.length > 5 ? `${words.slice(0, 5).join(', ')} and ${words.length - 5} more` : words.join(', ');
}
