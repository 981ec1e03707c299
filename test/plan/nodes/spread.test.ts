/** Nodes spread over groups: one service apart, groups even, and nothing moves that may stay. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Fleet, FleetNode } from '../../../source/plan/account/fleet.js';
import { serviceOf } from '../../../source/plan/nodes/services.js';
import { spread } from '../../../source/plan/nodes/spread.js';
import { forSome } from '../../helpers/properties.js';
import { fleetNode, fleets } from './fleets.js';

const groupNames = ['a', 'b', 'c', 'd', 'e'];
const groups = fc.integer({ min: 2, max: 5 }).map((count) => groupNames.slice(0, count));

/** The largest difference between two groups in nodes of a kind. */
function difference(nodes: readonly FleetNode[], into: readonly string[], places: ReadonlyMap<string, string>): number {
  const sizes = into.map((group) => nodes.filter(({ id }) => places.get(id) === group).length);
  return Math.max(...sizes) - Math.min(...sizes);
}

function services({ nodes }: Fleet): FleetNode[][] {
  const keyOf = (node: FleetNode) => serviceOf(node) ?? node.id;
  return [...new Set(nodes.map(keyOf))].map((key) => nodes.filter((node) => keyOf(node) === key));
}

it('shares each service and all nodes out evenly, wherever they are now, and does so once', () =>
  forSome(300, [fleets(groupNames), groups], (fleet, into) => {
    const placed = new Map(fleet.nodes.map(({ id, tags }) => [id, tags.PatchGroup ?? '']));
    const places = spread(fleet.nodes, into, placed);
    expect([...places.keys()].sort()).toEqual(fleet.nodes.map(({ id }) => id).sort());
    expect(difference(fleet.nodes, into, places)).toBeLessThan(2);
    // With as many groups as a service has nodes, this also is: never two of them together.
    for (const service of services(fleet)) expect(difference(service, into, places)).toBeLessThan(2);
    expect(spread(fleet.nodes, into, places)).toEqual(places);
  }));

it('counts those that stay, and moves none a second time', () =>
  forSome(
    300,
    [fleets(groupNames), groups, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 })],
    (fleet, into, chosen) => {
      const nodes = fleet.nodes.filter((_, index) => chosen[index]);
      const placed = new Map(fleet.nodes.map(({ id, tags }) => [id, tags.PatchGroup ?? '']));
      const places = spread(nodes, into, placed, fleet.nodes);
      const after = new Map([...placed, ...places]);
      expect(spread(nodes, into, after, fleet.nodes)).toEqual(places);
      for (const service of services(fleet)) {
        const spreading = service.filter((node) => nodes.includes(node));
        const there = into.map(
          (group) => service.filter((node) => !nodes.includes(node) && placed.get(node.id) === group).length,
        );
        // None joins another of its service while a group has fewer.
        const sizes = into.map((group) => service.filter(({ id }) => after.get(id) === group).length);
        const joined = sizes.filter((size, index) => size > (there[index] ?? 0));
        if (spreading.length > 0) expect(Math.max(...joined) - Math.min(...sizes)).toBeLessThan(2);
      }
    },
  ));

it('leaves where they are those that may stay', () => {
  const nodes = ['web-1', 'web-2', 'db-1', 'db-2'].map((name) => fleetNode(name));
  const placed = new Map([
    ['i-web_2', 'a'],
    ['i-db_1', 'b'],
    ['i-db_2', 'b'],
  ]);
  expect([...spread(nodes, ['a', 'b'], placed)].sort()).toEqual([
    ['i-db_1', 'b'],
    ['i-db_2', 'a'],
    ['i-web_1', 'b'],
    ['i-web_2', 'a'],
  ]);
});
