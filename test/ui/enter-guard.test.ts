/** Enter: when it counts. */
import { expect, it } from 'vitest';
import { EnterGuard, guardedFor } from '../../source/ui/enter-guard.js';

/** Screens that come up and Enters that are pressed, at their milliseconds; whether each Enter counts. */
function counted(events: readonly (readonly [at: number, what: 'enter' | string])[], listensFrom = 0) {
  let now = 0;
  const guard = new EnterGuard(() => now);
  return events.flatMap(([at, what]) => {
    now = at;
    if (at >= listensFrom) guard.listens();
    if (what === 'enter') return guard.allows();
    guard.shown(what);
    return [];
  });
}

const held = Array.from({ length: 40 }, (_, index) => [500 + 33 * index, 'enter'] as const);

it.each([
  [
    'typed ahead',
    [
      [0, 'a'],
      [guardedFor - 1, 'enter'],
    ],
    [false],
  ],
  [
    'meant',
    [
      [0, 'a'],
      [guardedFor, 'enter'],
    ],
    [true],
  ],
  [
    'on a screen that has just changed',
    [
      [0, 'a'],
      [300, 'b'],
      [400, 'enter'],
    ],
    [false],
  ],
  [
    'on a screen that is drawn again',
    [
      [0, 'a'],
      [300, 'a'],
      [400, 'enter'],
    ],
    [true],
  ],
  [
    'twice at once',
    [
      [0, 'a'],
      [300, 'enter'],
      [310, 'enter'],
    ],
    [true, false],
  ],
  [
    'twice in a row',
    [
      [0, 'a'],
      [300, 'enter'],
      [300 + guardedFor, 'enter'],
    ],
    [true, true],
  ],
  ['held down', [[0, 'a'], [300, 'enter'], [310, 'b'], ...held], [true, false, ...held.slice(1).map(() => false)]],
] as const)('Enter %s', (_, events, expected) => {
  expect(counted(events)).toEqual(expected);
});

it('does not count while what was typed before is still to be read, however long that takes', () => {
  const events = [
    [0, 'a'],
    [2 * guardedFor, 'enter'],
    [4 * guardedFor, 'enter'],
  ] as const;
  expect(counted(events, 3 * guardedFor)).toEqual([false, true]);
});
