/** The keys of a list that narrows while typing. */

import { editOf } from '../keys.js';
import { type PickerState, reducePicker } from '../lists/picker.js';
import { useScreenKeys } from './use-keys.js';
import { type LiveReducer, useLiveReducer } from './use-live-reducer.js';
import { listMove } from './use-menu.js';

export interface PickerOptions<Item> {
  /** What the text leaves of the list, best match first. */
  readonly itemsFor: (text: string) => readonly Item[];
  readonly visible: number;
  /** Row under the cursor at first. */
  readonly initialCursor: number;
  readonly onPick: (item: Item) => void;
  readonly onBack: () => void;
}

/** Returns the text and the cursor. */
export function usePicker<Item>({
  itemsFor,
  visible,
  initialCursor,
  onPick,
  onBack,
}: PickerOptions<Item>): PickerState {
  const picker: LiveReducer<PickerState, Parameters<typeof reducePicker>[1]> = useLiveReducer(reducePicker, () => ({
    text: '',
    cursor: initialCursor,
  }));
  const { current, dispatch } = picker;
  useScreenKeys(
    (action, press) => {
      const edit = editOf(press);
      const items = itemsFor(current().text);
      const move = listMove(action);
      const item = items[current().cursor];
      if (move) dispatch({ type: 'moved', move, length: items.length, visible });
      else if (action === 'submit' && item !== undefined) onPick(item);
      else if (action === 'back') onBack();
      else if (edit) dispatch(edit);
    },
    { isTyping: () => true },
  );
  return picker.state;
}
