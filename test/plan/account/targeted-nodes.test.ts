/** Which nodes a window's targets mean. */
import { describe, expect, it } from 'vitest';
import { nodesInGroup, targetedNodes } from '../../../source/plan/account/targeted-nodes.js';

const web = { Key: 'tag:PatchGroup', Values: ['web'] };
const node = (id: string) => ({ id, isOnline: true });
const both = node('i-both');
const nodesByTag = {
  PatchGroup: new Map([['web', [node('i-plain'), both]]]),
  'Patch Group': new Map([['web', [both, node('i-spaced')]]]),
};

/** The ids of a window with these targets, each with its keys. */
function idsOf(...targets: { readonly Key: string; readonly Values: readonly string[] }[][]) {
  const nodes = targetedNodes(
    { targets: targets.map((selectors, n) => ({ id: `t${n}`, targets: selectors })) },
    { nodes: ['i-plain', 'i-both', 'i-x'].map(node), nodesByTag },
  );
  return nodes && [...nodes];
}

it('the nodes of a group carry either tag, and one that carries both counts once', () => {
  expect(nodesInGroup('web', nodesByTag).map(({ id }) => id)).toEqual(['i-plain', 'i-both', 'i-spaced']);
  expect(nodesInGroup('nobody', nodesByTag)).toEqual([]);
});

describe('the nodes of a window', () => {
  it('carry the tag that its target names', () => {
    expect(idsOf([{ Key: 'tag:PatchGroup', Values: ['web', 'nobody'] }])).toEqual(['i-plain', 'i-both']);
    expect(idsOf([{ Key: 'tag:Patch Group', Values: ['web'] }])).toEqual(['i-both', 'i-spaced']);
  });

  it('count once, however many targets mean them', () => {
    const byIds = { Key: 'InstanceIds', Values: ['i-plain', 'i-x'] };
    expect(idsOf([web], [byIds])).toEqual(['i-plain', 'i-both', 'i-x']);
    expect(idsOf([byIds], [byIds])).toEqual(byIds.Values);
    expect(idsOf([{ Key: 'InstanceIds', Values: ['i-x', 'i-nobody-manages'] }])).toEqual(['i-x']);
    expect(idsOf([web], [{ Key: 'tag:Patch Group', Values: ['web'] }])).toEqual(['i-plain', 'i-both', 'i-spaced']);
  });

  it('are none without targets, and unknown where other things narrow them down', () => {
    expect(idsOf()).toEqual([]);
    const environment = { Key: 'tag:Environment', Values: ['web'] };
    expect(idsOf([environment])).toBeUndefined();
    expect(idsOf([{ Key: 'resource-groups:Name', Values: ['web'] }])).toBeUndefined();
    expect(idsOf([web, environment])).toBeUndefined();
    expect(idsOf([])).toBeUndefined();
  });
});
