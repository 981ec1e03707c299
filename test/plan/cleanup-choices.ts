/** Random choices, made as a person would: from what is on at first, item by item. */
import fc from 'fast-check';
import {
  type CleanupChoice,
  disabling,
  type Fate,
  ownChoice,
  patchingChoice,
  toggled,
} from '../../source/plan/cleanup/choice.js';
import type { CleanupItem } from '../../source/plan/cleanup/items.js';

/** Chooses among any items; refusals change nothing. */
export const anyChoice: fc.Arbitrary<(items: readonly CleanupItem[]) => CleanupChoice> = fc
  .record({
    first: fc.constantFrom('nothing', 'own', 'patching', 'switching off'),
    toggles: fc.array(fc.tuple(fc.nat({ max: 50 }), fc.constantFrom<Fate>('delete', 'delete', 'disable')), {
      maxLength: 8,
    }),
  })
  .map(({ first, toggles }) => (items) => {
    const patching = patchingChoice(items);
    const initial: Record<typeof first, () => CleanupChoice> = {
      nothing: () => new Map(),
      own: () => ownChoice(items),
      patching: () => patching,
      'switching off': () => disabling(items, patching),
    };
    // AWS's own are many and never go, so that most keys would do nothing.
    const others = items.filter(({ kind }) => kind !== 'predefined');
    return toggles.reduce<CleanupChoice>((choice, [index, fate]) => {
      const item = others[index % others.length];
      return item === undefined ? choice : toggled(items, choice, item.id, fate).choice;
    }, (initial[first] ?? initial.nothing)());
  });
