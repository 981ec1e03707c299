/** The keys of a list that narrows while typing, and of one line of text. */
import { actionOf, editOf } from '../keys.js';
import { textMoves } from '../lists/list.js';
import { initialPicker, type PickerEvent, type PickerState, reducePicker } from '../lists/picker.js';
import type { TextLine } from '../lists/text-line.js';
import { useScreenKeys } from './use-keys.js';
import { useLiveReducer } from './use-live-reducer.js';

export interface PickerOptions<Item> {
  /** What the text leaves of the list, best match first. */
  readonly itemsFor: (text: string) => readonly Item[];
  readonly visible: number;
  /** Row under the cursor at first. @default 0 */
  readonly initialCursor?: number;
  readonly onPick: (item: Item) => void;
  /** Space marks what is under the cursor. @default it is a character like others */
  readonly onMark?: (item: Item) => void;
  readonly onBack: () => void;
  /** Characters that may be typed. @default all */
  readonly accepts?: RegExp;
  /** The text narrows a list, as behind the key for that, which may be pressed first here too. @default true */
  readonly isFilter?: boolean;
}

/** Returns the text and the cursor. */
export function usePicker<Item>(options: PickerOptions<Item>): PickerState {
  const { itemsFor, visible, initialCursor = 0, onPick, onMark, onBack, accepts = /./su, isFilter = true } = options;
  const { state, current, dispatch } = useLiveReducer<PickerState, PickerEvent>(reducePicker, () =>
    initialPicker(initialCursor),
  );
  useScreenKeys(
    (action, press) => {
      const edit = editOf(press);
      const { text } = current().line;
      const items = itemsFor(text);
      if (isFilter && text === '' && actionOf(press) === 'filter') return;
      const move = textMoves.find((each) => each === action);
      const item = items[current().cursor];
      if (move) dispatch({ type: 'moved', move, length: items.length, visible });
      else if (action === 'submit' && item !== undefined) onPick(item);
      else if (action === 'back') onBack();
      else if (onMark && actionOf(press) === 'toggle') item !== undefined && onMark(item);
      else if (edit?.type === 'typed')
        dispatch({ ...edit, text: [...edit.text].filter((each) => accepts.test(each)).join('') });
      else if (edit) dispatch(edit);
    },
    () => 'text',
  );
  return state;
}

export interface TextEntryOptions extends Pick<PickerOptions<string>, 'onBack' | 'accepts'> {
  /** Called with the trimmed text, never with an empty one. */
  readonly onSubmit: (text: string) => void;
  /** What stands for nothing typed. */
  readonly proposed?: string;
}

/** Returns what is typed so far. */
export function useTextEntry({ onSubmit, proposed = '', ...options }: TextEntryOptions): TextLine {
  const itemsFor = (text: string): string[] => [text.trim() || proposed].filter((entry) => entry !== '');
  return usePicker({ ...options, isFilter: false, itemsFor, visible: 1, onPick: onSubmit }).line;
}
