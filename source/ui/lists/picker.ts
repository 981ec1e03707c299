/** A list that narrows while typing: regions and time zones. */
import { type ListMove, moveCursor } from './list.js';
import { edited, lineOf, type TextEdit, type TextLine } from './text-line.js';

export interface PickerState {
  readonly line: TextLine;
  readonly cursor: number;
}

export type PickerEvent =
  | TextEdit
  | { readonly type: 'moved'; readonly move: ListMove; readonly length: number; readonly visible: number };

/** Nothing is typed, and the cursor is on a row. */
export function initialPicker(cursor: number): PickerState {
  return { line: lineOf(''), cursor };
}

/** Another text puts the cursor on the best match, the first. */
export function reducePicker(state: PickerState, event: PickerEvent): PickerState {
  if (event.type === 'moved')
    return { ...state, cursor: moveCursor(state.cursor, event.move, event.length, event.visible) };
  const line = edited(state.line, event);
  return { line, cursor: line.text === state.line.text ? state.cursor : 0 };
}
