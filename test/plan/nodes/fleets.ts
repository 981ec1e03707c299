/** Fleets made by hand and at random, and an account whose windows patch some groups. */
import fc from 'fast-check';
import type { Fleet, FleetNode } from '../../../source/plan/account/fleet.js';
import type { InventoryWindow } from '../../../source/plan/account/inventory.js';
import type { OwnedInventory } from '../../../source/plan/account/ownership.js';
import type { TagKey } from '../../../source/plan/intent/document.js';
import { planTag, versionTag, waveTag } from '../../../source/plan/intent/names.js';
import { defaultDocument, namedWave } from '../../../source/plan/intent/waves.js';
import type { NodesOptions } from '../../../source/plan/nodes/nodes-plan.js';
import { inventory, record, target, task, window } from '../../helpers/inventory.js';

/** A node with these tags; its id is made of its name. */
export function fleetNode(name: string, tags: Record<string, string> = {}, more: Partial<FleetNode> = {}): FleetNode {
  const platform = { platformName: 'Amazon Linux', platformType: 'Linux', platformVersion: '2023' };
  return { id: `i-${name.replace(/\W/g, '_')}`, name, isOnline: true, ...platform, tags, ...more };
}

/** A plan `web` with these waves, whose groups are called as they are, and a window for each. */
export function account(
  waves: readonly string[],
  {
    tagKey = 'PatchGroup',
    windows = [],
  }: { readonly tagKey?: TagKey; readonly windows?: readonly InventoryWindow[] } = {},
): OwnedInventory {
  const slot = { kind: 'nth-weekday', week: 2, weekday: 2, time: { hour: 3, minute: 0 } } as const;
  const document = { ...defaultDocument('web'), tagKey, waves: waves.map((name) => namedWave('web', name, slot)) };
  const own = waves.map((wave) =>
    window(`web-${wave}`, {
      tags: { [planTag]: 'web', [versionTag]: '1', [waveTag]: wave },
      targets: [target(`t-${wave}`, wave, `tag:${tagKey}`)],
      tasks: [task(`k-${wave}`, { operation: 'Install' })],
      nextExecutionTime: '2026-12-08T03:00Z',
    }),
  );
  return inventory({ records: [record(document)], windows: [...own, ...windows] });
}

export const place: NodesOptions = { identity: { account: '123456789012', region: 'eu-west-1', partition: 'aws' } };

/** Fleets of some services, numbered, in Auto Scaling groups or of names that say nothing; some are in groups, full of tags or hybrid. */
export function fleets(groups: readonly string[], { isUngrouped = false } = {}): fc.Arbitrary<Fleet> {
  const node = fc.record({
    service: fc.constantFrom('web-', 'db', 'ip-10-0-0-', 'asg', 'x-1-'),
    number: fc.nat(3),
    group: isUngrouped
      ? fc.constant(undefined)
      : fc.option(fc.constantFrom(...groups, 'elsewhere'), { nil: undefined }),
    isFull: fc.integer({ min: 0, max: 9 }).map((dice) => !isUngrouped && dice === 0),
    isHybrid: fc.boolean(),
  });
  return fc.array(node, { maxLength: 40 }).map((nodes) => ({
    nodes: nodes.map(({ service, number, group, isFull, isHybrid }, index) => ({
      ...fleetNode(`${service}${number}`),
      id: `${isHybrid ? 'mi' : 'i'}-${String(index).padStart(8, '0')}`,
      tags: {
        ...(group !== undefined && { PatchGroup: group }),
        ...(service === 'asg' && { 'aws:autoscaling:groupName': `asg-${number % 2}` }),
        ...(isFull && Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`key-${at}`, 'x']))),
      },
    })),
  }));
}
