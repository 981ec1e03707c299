/** Which nodes a window's targets mean. */
import { describe, expect, it } from 'vitest';
import { nodesInGroup, targetedNodes } from '../../../source/plan/account/targeted-nodes.js';

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
    nodesByTag,
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
    const ids = idsOf(
      [{ Key: 'tag:PatchGroup', Values: ['web'] }],
      [{ Key: 'InstanceIds', Values: ['i-plain', 'i-x'] }],
    );
    expect(ids).toEqual(['i-plain', 'i-both', 'i-x']);
  });

  it('are none without targets, and unknown where other things narrow them down', () => {
    expect(idsOf()).toEqual([]);
    expect(idsOf([{ Key: 'tag:Environment', Values: ['web'] }])).toBeUndefined();
    const narrowed = [
      { Key: 'tag:PatchGroup', Values: ['web'] },
      { Key: 'tag:Environment', Values: ['web'] },
    ];
    expect(idsOf(narrowed)).toBeUndefined();
    expect(idsOf([])).toBeUndefined();
  });
});
