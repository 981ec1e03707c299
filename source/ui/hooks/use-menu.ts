/** The cursor of a list and its keys. */
import type { Action } from '../keys.js';
import { type ListMove, listMoves, moveCursor } from '../lists/list.js';
import { useScreenKeys } from './use-keys.js';
import { useLiveReducer } from './use-live-reducer.js';

export interface MenuOptions {
  readonly length: number;
  /** Rows that can be seen. @default length */
  readonly visible?: number;
  /** The row under the cursor at first. @default 0 */
  readonly startAt?: number;
  readonly onSubmit: (cursor: number) => void;
  readonly onBack: () => void;
  /** Takes what means nothing in a menu. */
  readonly onAction?: (action: Action) => void;
  /** Takes Page Up and Page Down, for a text above the menu. */
  readonly onPage?: (by: -1 | 1) => void;
}

/** The move that an action means in a list, if it means one. */
export function listMove(action: Action | undefined): ListMove | undefined {
  return listMoves.find((move) => move === action);
}

/** Returns the row under the cursor. */
export function useMenu(options: MenuOptions): number {
  const { length, visible = length, startAt = 0, onSubmit, onBack, onAction, onPage } = options;
  const { state, current, dispatch } = useLiveReducer(
    (cursor: number, move: ListMove) => moveCursor(cursor, move, length, visible),
    () => startAt,
  );
  useScreenKeys((action) => {
    const move = listMove(action);
    if (onPage && (action === 'page-up' || action === 'page-down')) onPage(action === 'page-up' ? -1 : 1);
    else if (move) dispatch(move);
    else if (action === 'submit') onSubmit(current());
    else if (action === 'back') onBack();
    else if (action) onAction?.(action);
  });
  return state;
}
