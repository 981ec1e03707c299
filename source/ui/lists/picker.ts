/** A list that narrows while typing: regions and time zones. */
import { type ListMove, moveCursor } from './list.js';

export interface PickerState {
  readonly text: string;
  readonly cursor: number;
}

export type PickerEvent =
  | { readonly type: 'typed'; readonly text: string }
  | { readonly type: 'erased' }
  | { readonly type: 'cleared' }
  | { readonly type: 'moved'; readonly move: ListMove; readonly length: number; readonly visible: number };

/** Typing puts the cursor on the best match, the first. */
export function reducePicker(state: PickerState, event: PickerEvent): PickerState {
  switch (event.type) {
    case 'typed':
      return { text: state.text + event.text, cursor: 0 };
    case 'erased':
      return { text: state.text.slice(0, -1), cursor: 0 };
    case 'cleared':
      return { text: '', cursor: 0 };
    case 'moved':
      return { ...state, cursor: moveCursor(state.cursor, event.move, event.length, event.visible) };
    default:
      return event satisfies never;
  }
}
