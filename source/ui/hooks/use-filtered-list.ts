/** A list with a cursor and the filter behind `/`. */
import { type Action, editOf, type KeyPress } from '../keys.js';
import { type ListMove, moveCursor, textMoves } from '../lists/list.js';
import { edited, lineOf, type TextEdit, type TextLine } from '../lists/text-line.js';
import { useScreenKeys } from './use-keys.js';
import { useLiveReducer } from './use-live-reducer.js';
import { listMove } from './use-menu.js';

export interface FilteredListOptions<Item> {
  readonly items: readonly Item[];
  /** What of an item the filter looks at. */
  readonly textOf: (item: Item) => string;
  readonly visible: number;
  /** Row under the cursor at first. @default 0 */
  readonly startAt?: number;
  /** What Enter does with a row. @default as Escape */
  readonly onPick?: (item: Item) => void;
  readonly onBack: () => void;
  /** Is told what the cursor comes to. */
  readonly onMove?: (item: Item) => void;
  /** Takes the keys that mean nothing in a list. */
  readonly onKey?: (action: Action | undefined, press: KeyPress, under: Item | undefined) => void;
}

export interface FilteredList<Item> {
  /** What the filter leaves. */
  readonly items: readonly Item[];
  readonly cursor: number;
  readonly filter: TextLine;
  readonly isFiltering: boolean;
}

type State = Omit<FilteredList<never>, 'items'>;

type Turn = { readonly move: ListMove } | { readonly edit: TextEdit } | { readonly isFiltering: boolean } | 'cleared';

const unfiltered: State = { cursor: 0, filter: lineOf(''), isFiltering: false };

/** Escape leads back; while a filter is typed Enter keeps it, and Escape takes it off first. */
export function useFilteredList<Item>({
  items,
  textOf,
  visible,
  startAt = 0,
  onBack,
  onPick = onBack,
  onMove,
  onKey,
}: FilteredListOptions<Item>): FilteredList<Item> {
  const found = ({ filter }: State): readonly Item[] => {
    const wanted = filter.text.trim().toLowerCase();
    return wanted === '' ? items : items.filter((item) => textOf(item).toLowerCase().includes(wanted));
  };
  const live = useLiveReducer(
    (before: State, turn: Turn): State => {
      if (turn === 'cleared') return unfiltered;
      if ('move' in turn)
        return { ...before, cursor: moveCursor(before.cursor, turn.move, found(before).length, visible) };
      if ('edit' in turn) return { ...before, filter: edited(before.filter, turn.edit), cursor: 0 };
      return { ...before, isFiltering: turn.isFiltering };
    },
    () => ({ ...unfiltered, cursor: startAt }),
  );
  const { state, current } = live;
  const under = (): Item | undefined => found(current())[current().cursor];
  const dispatch = (turn: Turn): void => {
    live.dispatch(turn);
    const item = under();
    if (item !== undefined) onMove?.(item);
  };
  useScreenKeys(
    (action, press) => {
      const { isFiltering, filter } = current();
      const move = isFiltering ? textMoves.find((each) => each === action) : listMove(action);
      const edit = isFiltering ? editOf(press) : undefined;
      if (move) dispatch({ move });
      else if (action === 'back' && (isFiltering || filter.text !== '')) dispatch('cleared');
      else if (action === 'submit' && isFiltering) dispatch({ isFiltering: false });
      else if (action === 'back') onBack();
      else if (action === 'submit') {
        const item = under();
        if (item !== undefined) onPick(item);
      } else if (action === 'filter' && !isFiltering) dispatch({ isFiltering: true });
      else if (edit) dispatch({ edit });
      else if (!isFiltering) onKey?.(action, press, under());
    },
    () => (current().isFiltering ? 'text' : 'commands'),
  );
  return { ...state, items: found(state) };
}
