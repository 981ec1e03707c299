/** A list that narrows while typing. */
import { expect, it } from 'vitest';
import type { ListMove } from '../../../source/ui/lists/list.js';
import { type PickerEvent, type PickerState, reducePicker } from '../../../source/ui/lists/picker.js';

const empty: PickerState = { text: '', cursor: 3 };

const typed = (text: string): PickerEvent => ({ type: 'typed', text });
const moved = (move: ListMove, length: number): PickerEvent => ({ type: 'moved', move, length, visible: 5 });

it.each<[PickerEvent[], PickerState]>([
  [[], empty],
  [[typed('l')], { text: 'l', cursor: 0 }],
  [[typed('l'), typed('o'), { type: 'erased' }], { text: 'l', cursor: 0 }],
  [[{ type: 'erased' }], { text: '', cursor: 0 }],
  [[typed('lond'), { type: 'cleared' }], { text: '', cursor: 0 }],
  [[moved('down', 9)], { text: '', cursor: 4 }],
  [[moved('down', 4)], { text: '', cursor: 3 }],
  [[typed('x'), moved('down', 0)], { text: 'x', cursor: 0 }],
  // After every character the cursor is on the best match again.
  [[typed('e'), moved('last', 9), typed('u')], { text: 'eu', cursor: 0 }],
])('after %j the picker is %j', (events, state) => {
  expect(events.reduce(reducePicker, empty)).toEqual(state);
});
