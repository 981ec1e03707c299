/** How many nodes a window gets through. */
import { expect, it } from 'vitest';
import { nodesPerRun } from '../../../source/plan/intent/capacity.js';

it.each<[string, number, number, number | undefined, number | undefined]>([
  ['2', 1, 0, undefined, 4],
  ['2', 4, 1, undefined, 12],
  ['5', 2, 1, 3, 10],
  ['1', 1, 0, 100, 2],
  ['10%', 1, 0, 100, 20],
  ['10%', 1, 0, 5, 2],
  ['10%', 1, 0, undefined, undefined],
])(
  '%s at a time, %i h less %i h, %s nodes: %s, at half an hour a node',
  (maxConcurrency, durationHours, cutoffHours, nodes, expected) => {
    expect(nodesPerRun({ maxConcurrency, durationHours, cutoffHours }, nodes)).toBe(expected);
  },
);
