/** The cursor of a menu and its keys. */

import type { Action } from '../keys.js';
import { type ListMove, moveCursor } from '../lists/list.js';
import { useScreenKeys } from './use-keys.js';
import { useLiveReducer } from './use-live-reducer.js';

export interface MenuOptions {
  readonly length: number;
  /** The row under the cursor at first. @default 0 */
  readonly startAt?: number;
  readonly onSubmit: (cursor: number) => void;
  /** For rows with a box to tick: space does no more than that. */
  readonly onToggle?: (cursor: number) => void;
  readonly onBack: () => void;
  /** Takes Page Up and Page Down, for a text above the menu. */
  readonly onPage?: (by: -1 | 1) => void;
}

const moves: Readonly<Partial<Record<Action, ListMove>>> = {
  up: 'up',
  down: 'down',
  first: 'first',
  last: 'last',
  'page-up': 'page-up',
  'page-down': 'page-down',
};

/** The move that an action means in a list, if it means one. */
export function listMove(action: Action | undefined): ListMove | undefined {
  return action && moves[action];
}

/** Returns the row under the cursor. */
export function useMenu({ length, startAt = 0, onSubmit, onToggle, onBack, onPage }: MenuOptions): number {
  const { state, current, dispatch } = useLiveReducer(
    (cursor: number, move: ListMove) => moveCursor(cursor, move, length, length),
    () => startAt,
  );
  useScreenKeys((action) => {
    const move = listMove(action);
    if (onPage && (action === 'page-up' || action === 'page-down')) onPage(action === 'page-up' ? -1 : 1);
    else if (move) dispatch(move);
    else if (action === 'submit') onSubmit(current());
    else if (action === 'toggle') onToggle?.(current());
    else if (action === 'back') onBack();
  });
  return state;
}
