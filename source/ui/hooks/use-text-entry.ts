/** The keys of one line of text. */

import { editOf } from '../keys.js';
import { reducePicker } from '../lists/picker.js';
import { useScreenKeys } from './use-keys.js';
import { useLiveReducer } from './use-live-reducer.js';

export interface TextEntryOptions {
  /** Called with the trimmed text, never with an empty one. */
  readonly onSubmit: (text: string) => void;
  readonly onBack: () => void;
  /** Characters that may be typed. @default all */
  readonly accepts?: RegExp;
}

/** Returns the text so far. */
export function useTextEntry({ onSubmit, onBack, accepts = /./su }: TextEntryOptions): string {
  const { state, current, dispatch } = useLiveReducer(reducePicker, () => ({ text: '', cursor: 0 }));
  useScreenKeys(
    (action, press) => {
      const edit = editOf(press);
      const text = current().text.trim();
      if (action === 'back') onBack();
      else if (action === 'submit') {
        if (text !== '') onSubmit(text);
      } else if (edit && (edit.type !== 'typed' || accepts.test(edit.text))) dispatch(edit);
    },
    { isTyping: () => true },
  );
  return state.text;
}
