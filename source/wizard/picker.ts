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

export interface RegionRow {
  readonly name: string;
  /** `Europe (Ireland)`, or why it is offered. */
  readonly about: string;
}

/**
 * Regions whose name or label has the text, names that begin with it first. A text that looks like a region but is not
 * in the list is offered too: lists are older than regions.
 */
export function matchingRegions(
  all: readonly RegionRow[],
  text: string,
  isRegionName: (text: string) => boolean,
): RegionRow[] {
  const wanted = text.trim().toLowerCase();
  const found = all.filter(({ name, about }) => `${name} ${about}`.toLowerCase().includes(wanted));
  const first = found.filter(({ name }) => name.startsWith(wanted));
  const rows = [...first, ...found.filter((row) => !first.includes(row))];
  const isNew = isRegionName(wanted) && !all.some(({ name }) => name === wanted);
  return isNew ? [{ name: wanted, about: 'not in the list: use it all the same' }, ...rows] : rows;
}
