/** A list that narrows while typing. */
import { describe, expect, it } from 'vitest';
import { type PickerEvent, type PickerState, reducePicker } from '../../../source/ui/lists/picker.js';

const empty: PickerState = { text: '', cursor: 3 };

function after(...events: PickerEvent[]): PickerState {
  return events.reduce(reducePicker, empty);
}

describe('the picker', () => {
  it.each<[PickerEvent[], PickerState]>([
    [[], empty],
    [[{ type: 'typed', text: 'l' }], { text: 'l', cursor: 0 }],
    [[{ type: 'typed', text: 'l' }, { type: 'typed', text: 'o' }, { type: 'erased' }], { text: 'l', cursor: 0 }],
    [[{ type: 'erased' }], { text: '', cursor: 0 }],
    [[{ type: 'typed', text: 'lond' }, { type: 'cleared' }], { text: '', cursor: 0 }],
    [[{ type: 'moved', move: 'down', length: 9, visible: 5 }], { text: '', cursor: 4 }],
    [[{ type: 'moved', move: 'down', length: 4, visible: 5 }], { text: '', cursor: 3 }],
    [
      [
        { type: 'typed', text: 'x' },
        { type: 'moved', move: 'down', length: 0, visible: 5 },
      ],
      { text: 'x', cursor: 0 },
    ],
  ])('after %j is %j', (events, state) => {
    expect(after(...events)).toEqual(state);
  });

  it('puts the cursor on the best match again after every character', () => {
    const state = after(
      { type: 'typed', text: 'e' },
      { type: 'moved', move: 'last', length: 9, visible: 5 },
      { type: 'typed', text: 'u' },
    );
    expect(state).toEqual({ text: 'eu', cursor: 0 });
  });
});
